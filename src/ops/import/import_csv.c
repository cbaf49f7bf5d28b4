/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A row says on which page its box is: by the page's number, by a document's
 * number and a page of it, or by a file and a page of it. That file is one of
 * those that were given, or the source that has its name.
 */
#include <stdlib.h>
#include <string.h>

#include "base/fs.h"
#include "core/mark_table.h"
#include "import_priv.h"

#define TOLD_MAX 20 /* rows that are wrong */

struct table {
	struct import *m;
	const struct import_file *f;
	struct ic_mark_table t;
	unsigned told;
};

static bool refuse_row(struct table *t, const char *message)
{
	t->m->failed = true;
	return t->told++ >= TOLD_MAX ||
	    import_refuse(t->m, t->f->path, 0, "%s", message);
}

static bool refuse_line(struct table *t, const struct ic_mark_line *line,
    const char *what)
{
	char text[256];

	snprintf(text, sizeof(text), "row %lu: %s", (unsigned long)line->row,
	    what);
	return refuse_row(t, text);
}

/* The page as the production has it; its size must be known. */
static bool of_production(struct import *m, size_t document, uint32_t page,
    struct ic_found_page *out)
{
	const struct ic_plan_document *d = &m->p.run->plan.documents[document];

	*out = (struct ic_found_page){ .how = IC_FOUND_BY_NUMBER,
		.document = document,
		.page = page };
	out->fit.at.scale = 1000000;
	if (page >= d->numbers) {
		return false;
	}
	if (!ic_plan_is_sheet(d) && d->pages) {
		out->fit.file = out->fit.page = d->pages[page].size;
	}
	return true;
}

/* *why is NULL if the page was found. */
static bool by_number(struct table *t, const struct ic_mark_line *line,
    struct ic_found_page *out, struct ic_error *why)
{
	const struct ic_plan *plan = &t->m->p.run->plan;
	struct ic_bates number;
	size_t document;
	uint32_t page;

	if (!ic_bates_parse(&plan->spec->prefixes, line->bates, &number, why)) {
		return false;
	}
	if (!ic_plan_find(plan, &number, &document, &page)) {
		return ic_fail(why, IC_ESPEC, "no document holds its number");
	}
	if (line->has_page && page != 0 && line->page != 0) {
		return ic_fail(why, IC_ESPEC,
		    "it has a page, and a number that is not a document's "
		    "first: leave one of the columns out");
	}
	page += line->has_page ? line->page : 0;
	return of_production(t->m, document, page, out) ||
	    ic_fail(why, IC_ESPEC, "its document has no such page");
}

static bool by_file(struct table *t, const struct ic_mark_line *line,
    struct ic_found_page *out, struct ic_error *why)
{
	bool two;
	const struct import_file *f = import_given(t->m, line->file, &two);
	const char *source;
	size_t document;
	uint32_t page;

	if (two) {
		return ic_fail(why, IC_ESPEC,
		    "two of the PDFs that are given have the name of its file: "
		    "import them one by one");
	}
	if (f) {
		if (line->page >= f->npages) {
			return ic_fail(why, IC_ESPEC,
			    "its file has no such page");
		}
		*out = f->pages[line->page];
		return out->how > IC_FOUND_BY_SKIPPED ||
		    ic_fail(why, IC_ESPEC,
			"its page is no page of any document");
	}
	source = import_named(t->m, line->file, 0);
	if (!source || import_named(t->m, line->file, 1)) {
		return ic_fail(why, IC_ESPEC,
		    source ? "several documents of the spec have the name of "
			     "its file"
			   : "its file is neither given nor a document of the "
			     "spec");
	}
	return (import_source_page(t->m, source, line->page, &document,
		    &page) &&
		   of_production(t->m, document, page, out)) ||
	    ic_fail(why, IC_ESPEC, "its document has no such page");
}

/* The one file that was given beside it, if a row names none. */
static const char *only_file(const struct import *m)
{
	const char *only = "";

	for (size_t i = 0; i < m->nfiles; i++) {
		if (m->files[i].kind == IC_MARKS_PDF) {
			if (*only) {
				return "";
			}
			only = m->files[i].path;
		}
	}
	return only;
}

static bool find_page(struct table *t, struct ic_mark_line *line,
    struct ic_found_page *out, struct ic_error *why)
{
	if (*line->bates) {
		return by_number(t, line, out, why);
	}
	if (*line->file == '\0') {
		line->file = only_file(t->m);
	}
	return *line->file
	    ? by_file(t, line, out, why)
	    : ic_fail(why, IC_ESPEC, "it says neither a number nor a file");
}

static bool row_words(struct table *t, const struct ic_mark_line *line,
    struct import_words *out)
{
	struct import *m = t->m;
	struct ic_buf b = { 0 };
	bool ok = true;

	*out = (struct import_words){ .id = "" };
	if (ic_codes_named(&m->p.run->spec, line->code, &b)) {
		out->codes = ic_arena_strdup(&m->out->arena, ic_buf_str(&b));
		ok = out->codes != NULL;
	} else {
		out->codes = import_code_for(m, NULL);
	}
	ok = ok && !b.failed;
	ic_buf_finish(&b);
	out->note = ic_arena_strdup(&m->out->arena, line->note);
	if (ok && out->note) {
		out->note = ic_mark_note_join(&m->out->arena, "", out->note);
	}
	return (ok && out->note) ||
	    ic_fail(&m->p.err, IC_EENV, "out of memory");
}

static struct ic_rect box_of(const struct table *t,
    const struct ic_mark_line *line, const struct ic_found_page *found)
{
	struct ic_size page = found->fit.file;
	struct ic_rect r = line->rect;

	if (line->whole) {
		return ic_rect_of(found->fit.page);
	}
	if (t->t.from_bottom) {
		r.y0 = page.h - line->rect.y1;
		r.y1 = page.h - line->rect.y0;
	}
	return ic_fit_to_page(&found->fit, r);
}

static bool place(struct table *t, const struct ic_mark_line *line,
    const struct ic_found_page *found, struct ic_told_mark *told)
{
	struct import *m = t->m;
	struct ic_rect r = box_of(t, line, found);
	struct ic_rect page = ic_rect_of(found->fit.page);
	struct import_words words;

	import_number(m, found->document, found->page, told->number);
	if (ic_plan_is_sheet(&m->p.run->plan.documents[found->document])) {
		return refuse_line(t, line,
		    "a slip sheet stands for its page: nothing of it can be "
		    "covered");
	}
	if (!ic_rect_touches(r, page)) {
		return refuse_line(t, line,
		    "its box lies outside its page: see that units and origin "
		    "are those of the tool, --units and --origin");
	}
	if (!row_words(t, line, &words)) {
		return false;
	}
	if (!words.codes) {
		told->end = IC_MARK_OPEN;
		told->why = *line->code
		    ? "its text names no code of the spec: give one with "
		      "--code"
		    : "has no code: give one with --code";
		return true;
	}
	told->rows = 1;
	if (!ic_rect_contains(ic_rect_grow(page,
				  found->fit.slack + IC_PLAN_SLACK),
		r) &&
	    !import_warn(m, t->f->path, 0,
		"row %lu: a part of its box lies off the page: what is on it "
		"is taken",
		(unsigned long)line->row)) {
		return false;
	}
	return import_add_row(m, found, r, &words);
}

static bool take_line(struct table *t, struct ic_mark_line *line)
{
	struct ic_found_page found;
	struct ic_error why = { 0 };
	struct ic_told_mark *told = import_tell(t->m, t->f, line->row - 1,
	    IC_MARK_TAKEN, "");

	if (!told) {
		return false;
	}
	return find_page(t, line, &found, &why) ? place(t, line, &found, told)
						: refuse_line(t, line, why.msg);
}

static bool take_lines(struct table *t)
{
	struct ic_error err = { 0 };
	struct ic_mark_line line;

	for (;;) {
		if (ic_mark_table_next(&t->t, &line, &err)) {
			if (!take_line(t, &line)) {
				return false;
			}
		} else if (err.code == IC_ESPEC) {
			if (!refuse_row(t, err.msg)) {
				return false;
			}
		} else {
			return err.code == IC_OK ||
			    ic_fail(&t->m->p.err, err.code, "%s", err.msg);
		}
	}
}

bool import_take_csv(struct import *m, const struct import_file *f)
{
	const struct ic_options *o = m->p.o;
	const struct ic_mark_ask ask = { o->map, o->units, o->origin,
		o->page_base };
	struct table t = { .m = m, .f = f };
	struct ic_error err = { 0 };
	char *text = malloc(f->text.len + 1);
	bool ok;

	if (!text) {
		return ic_fail(&m->p.err, IC_EENV, "out of memory");
	}
	memcpy(text, f->text.data ? (const char *)f->text.data : "",
	    f->text.len);
	text[f->text.len] = '\0';
	ok = ic_mark_table_open(&t.t, text, f->text.len, &ask, &err)
	    ? take_lines(&t)
	    : import_refuse(m, f->path, 0, "%s", err.msg);
	ic_mark_table_close(&t.t);
	if (t.told > TOLD_MAX) {
		ok = ok &&
		    import_refuse(m, f->path, 0, "%u more rows are wrong",
			t.told - TOLD_MAX);
	}
	return ok;
}
