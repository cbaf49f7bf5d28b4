/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/json.h"
#include "core/hue.h"
#include "import_priv.h"

static const char *const hows[] = {
#define IC_X(name, word) word,
	IC_FOUND_HOWS(IC_X)
#undef IC_X
};

static const char *const ends[] = {
#define IC_X(name, word) word,
	IC_MARK_ENDS(IC_X)
#undef IC_X
};

static const char *const kinds[] = { "pdf", "xfdf", "csv" };

const char *ic_found_how_word(enum ic_found_how how)
{
	return how < IC_FOUND_HOW_COUNT ? hows[how] : "unknown";
}

const char *ic_mark_end_word(enum ic_mark_end end)
{
	return end < IC_MARK_END_COUNT ? ends[end] : "unknown";
}

static void put_page(struct ic_json *j, const struct ic_run *run,
    const struct ic_found_page *p)
{
	char number[IC_BATES_MAX];

	ic_json_object(j, NULL);
	ic_json_string(j, "by", ic_found_how_word(p->how));
	if (p->how > IC_FOUND_BY_SKIPPED) {
		ic_plan_page_number(&run->plan, p->document, p->page, number);
		ic_json_string(j, "number", number);
		ic_json_bool(j, "compared", p->compared);
		ic_json_int(j, "turns", p->fit.turns);
		ic_json_int(j, "scale", p->fit.at.scale);
		ic_json_int(j, "dx", p->fit.at.dx);
		ic_json_int(j, "dy", p->fit.at.dy);
		ic_json_int(j, "slack", p->fit.slack);
	}
	ic_json_end(j);
}

static void put_file(struct ic_json *j, const struct ic_run *run,
    const struct ic_marks_file *f)
{
	ic_json_object(j, NULL);
	ic_json_string(j, "file", f->path);
	ic_json_string(j, "kind", kinds[f->kind]);
	ic_json_int(j, "marks", (int64_t)f->nmarks);
	ic_json_array(j, "pages");
	for (uint32_t i = 0; i < f->npages; i++) {
		put_page(j, run, &f->pages[i]);
	}
	ic_json_end(j);
	ic_json_end(j);
}

static void put_mark(struct ic_json *j, const struct ic_imported *i,
    const struct ic_told_mark *t)
{
	ic_json_object(j, NULL);
	ic_json_string(j, "file", i->files[t->file].path);
	ic_json_int(j, "page", (int64_t)t->page + 1);
	ic_json_string(j, "number", *t->number ? t->number : NULL);
	ic_json_string(j, "type",
	    t->type == IC_ANNOT_TYPE_COUNT ? "row"
					   : ic_annot_type_word(t->type));
	ic_json_string(j, "color",
	    t->color == IC_ANNOT_NO_COLOR ? NULL
					  : ic_hue_word(ic_hue_of(t->color)));
	ic_json_string(j, "author", t->author);
	ic_json_string(j, "end", ic_mark_end_word(t->end));
	ic_json_string(j, "why", t->why);
	ic_json_int(j, "places", t->rows);
	ic_json_end(j);
}

static void put_diags(struct ic_json *j, const struct ic_run *run)
{
	ic_json_array(j, "findings");
	for (size_t i = 0; i < run->nfindings; i++) {
		const struct ic_finding *f = &run->findings[i];

		ic_json_object(j, NULL);
		ic_json_string(j, "level",
		    f->level == IC_LEVEL_ERROR ? "error" : "warning");
		ic_json_string(j, "file", f->file);
		ic_json_int(j, "page", f->page);
		ic_json_string(j, "message", f->sentence);
		ic_json_end(j);
	}
	ic_json_end(j);
}

bool ic_import_json(const struct ic_run *run, const struct ic_imported *i,
    enum ic_outcome outcome, struct ic_buf *out)
{
	struct ic_json j = { .out = out, .lines = true };
	struct ic_error err;

	ic_json_object(&j, NULL);
	ic_json_string(&j, "format", "incamera.import/1");
	ic_json_int(&j, "status", (int64_t)outcome);
	ic_json_string(&j, "csv", i->file);
	ic_json_bool(&j, "written", i->written);
	ic_json_int(&j, "rows", (int64_t)i->nrows);
	ic_json_int(&j, "taken", (int64_t)i->ends[IC_MARK_TAKEN]);
	ic_json_int(&j, "left", (int64_t)i->ends[IC_MARK_LEFT]);
	ic_json_int(&j, "undecided", (int64_t)i->ends[IC_MARK_OPEN]);
	ic_json_int(&j, "comments", (int64_t)i->ends[IC_MARK_WORDS]);
	ic_json_array(&j, "files");
	for (size_t k = 0; k < i->nfiles; k++) {
		put_file(&j, run, &i->files[k]);
	}
	ic_json_end(&j);
	ic_json_array(&j, "marks");
	for (size_t k = 0; k < i->nmarks; k++) {
		put_mark(&j, i, &i->marks[k]);
	}
	ic_json_end(&j);
	put_diags(&j, run);
	ic_json_end(&j);
	return ic_json_finish(&j, &err);
}
