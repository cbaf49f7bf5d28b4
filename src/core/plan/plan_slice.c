/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What one child is told about its document, and nothing of any other. */
#include <string.h>

#include "core/slice_build.h"
#include "plan_priv.h"

struct builder {
	const struct ic_plan *plan;
	const struct ic_plan_document *d;
	size_t document;
	enum ic_copy copy;
	struct ic_slice_build to;
	struct ic_buf words;
};

static uint32_t codes(struct builder *b, const struct ic_redaction *r)
{
	ic_buf_reset(&b->words);
	ic_plan_codes(b->plan->spec, r, &b->words);
	return ic_slice_intern(&b->to, ic_buf_str(&b->words));
}

/* What a box bears: its codes, or as a mark its id. */
static uint32_t label(struct builder *b, const struct ic_region *r, bool marked)
{
	if (marked) {
		return ic_slice_intern(&b->to, b->plan->ids[r->redaction]);
	}
	return codes(b, &b->plan->spec->redactions[r->redaction]);
}

/* The ids of all redactions that mark a page whole: "R1, R7". */
static uint32_t whole_ids(struct builder *b, const struct ic_plan_page *p)
{
	ic_buf_reset(&b->words);
	for (uint32_t k = 0; k < p->nregions; k++) {
		const struct ic_region *r = &b->d->regions[p->region + k];

		if (r->whole) {
			ic_buf_puts(&b->words, b->words.len ? ", " : "");
			ic_buf_puts(&b->words, b->plan->ids[r->redaction]);
		}
	}
	return ic_slice_intern(&b->to, ic_buf_str(&b->words));
}

static void add_regions(struct builder *b, const struct ic_plan_page *p,
    struct ic_slice_page *out)
{
	for (uint32_t k = 0; k < p->nregions; k++) {
		const struct ic_region *r = &b->d->regions[p->region + k];

		if (r->legend) {
			if (!out->marked) {
				ic_slice_add_cover(&b->to, r->rect);
			}
		} else if (!r->whole) {
			ic_slice_add_box(&b->to, r->rect,
			    r->plain ? 0 : label(b, r, out->marked));
		} else if (!out->label) {
			out->label = out->marked ? whole_ids(b, p)
						 : label(b, r, false);
		}
	}
}

/* The scout learns it for both unredacted copies: the longer line. */
static const char *banner(const struct builder *b, bool marked)
{
	const struct ic_spec *s = b->plan->spec;
	const char *own = ic_plan_banner(s, b->copy, marked), *other;

	if (b->to.slice.ask != IC_ASK_INK || !marked) {
		return own;
	}
	other = ic_plan_banner(s, IC_COPY_DISPUTED, true);
	return strlen(other) > strlen(own) ? other : own;
}

/*
 * A mark covers no number, so a marked page's is where all others are. The
 * scout looks for a place where the printed one will be covered.
 */
static void set_number(struct builder *b, const struct ic_plan_page *p,
    struct ic_slice_page *out)
{
	bool wanted = out->marked || b->to.slice.ask == IC_ASK_INK;

	out->endorse = p->endorse;
	if (out->marked) {
		out->endorse = !b->d->spec->stamped;
	} else if (b->to.slice.ask == IC_ASK_INK) {
		out->endorse = !b->d->spec->stamped ||
		    p->stamp == IC_STAMP_COVERED;
	}
	out->number_at = wanted ? (uint8_t)b->plan->spec->numbering.at
				: p->number_at;
}

static void add_page(struct builder *b, struct ic_leaf leaf)
{
	const struct ic_plan_page *p = &b->d->pages[leaf.page];
	char number[IC_BATES_MAX];
	struct ic_slice_page out = {
		.size = p->size,
		.source = leaf.page,
		.whole = p->whole,
		.marked = leaf.marked,
		.legend = ic_legend_of(&b->d->legend, b->copy) != NULL,
	};

	set_number(b, p, &out);
	ic_plan_page_number(b->plan, b->document, leaf.page, number);
	out.number = ic_slice_intern(&b->to, number);
	out.banner = ic_slice_intern(&b->to, banner(b, leaf.marked));
	add_regions(b, p, &out);
	ic_slice_add_page(&b->to, &out);
}

static void add_sheets(struct builder *b)
{
	const struct ic_plan_document *d = b->d;
	char name[IC_NATIVE_NAME_MAX];
	struct ic_sheet sheet;

	ic_plan_sheet(b->plan, b->document, name, &sheet);
	for (uint32_t i = 0; i < d->npages; i++) {
		const struct ic_plan_page *p = &d->pages[i];
		char printed[IC_BATES_RANGE_MAX];
		struct ic_slice_page out = {
			.size = p->size,
			.source = IC_SLICE_NO_SOURCE,
			.endorse = p->endorse,
			.number_at = p->number_at,
			.legend = ic_legend_of(&d->legend, b->copy) != NULL,
		};

		ic_plan_printed(b->plan, b->document, i, printed);
		out.number = ic_slice_intern(&b->to, printed);
		ic_sheet_lines(&sheet, i, printed, &b->to);
		ic_slice_add_page(&b->to, &out);
	}
}

#define PREFIX "prefix"

static void add_cell(void *user, const struct ic_cell *c)
{
	struct builder *b = user;

	ic_buf_reset(&b->words);
	ic_plan_telling_words(c->text ? c->text : "", c->all, &b->words);
	ic_slice_add_cell(&b->to,
	    ic_slice_intern(&b->to, ic_buf_str(&b->words)));
}

static void set_layout(struct ic_slice *out, const struct ic_layout *l)
{
	out->room_top = (uint32_t)l->room_top;
	out->room_bottom = (uint32_t)l->room_bottom;
	out->room_right = (uint32_t)l->room_right;
	out->ids_at = (uint8_t)l->ids_at;
	out->plate = l->plate;
}

static void set_style(struct builder *b)
{
	const struct ic_spec *s = b->plan->spec;
	struct ic_slice *out = &b->to.slice;

	out->dpi = s->dpi;
	out->size = (uint32_t)s->numbering.size;
	out->margin = (uint32_t)s->numbering.margin;
	set_layout(out, &b->d->layout[b->copy]);
	out->legend = ic_slice_intern(&b->to,
	    ic_legend_of(&b->d->legend, b->copy));
	out->legend_at = (uint8_t)b->d->legend.at;
	out->color = (uint8_t)s->color;
	out->fill = (uint8_t)s->fill;
	out->labels = s->labels;
	out->stamped = b->d->spec->stamped;
	out->raster = s->engine == IC_ENGINE_RASTER;
	if (ic_copy_is_unredacted(b->copy)) {
		out->mark = (uint8_t)s->marking.color;
		out->banner_at = (uint8_t)s->marking.banner_at;
	}
}

static void add_pages(struct builder *b, enum ic_ask ask)
{
	const struct ic_plan_document *d = b->d;
	bool unredacted = ic_copy_is_unredacted(b->copy);

	if (ask == IC_ASK_INK) {
		for (uint32_t i = 0; i < d->npages; i++) {
			add_page(b, (struct ic_leaf){ i, 0, unredacted });
		}
		return;
	}
	for (uint32_t i = 0; i < ic_plan_pages(d, b->copy); i++) {
		add_page(b, ic_plan_leaf(d, b->copy, i));
	}
}

/* What the scout is to look for, as its one cell. */
static void add_old_legend(struct builder *b)
{
	if (ic_plan_seeks_legend(b->d)) {
		b->to.slice.ask |= IC_ASK_LEGEND;
		ic_slice_add_cell(&b->to,
		    ic_slice_intern(&b->to, b->d->spec->old.text));
	}
}

/* Once a file, or once for some that stand together in the spec. */
static bool counts(const struct builder *b)
{
	const struct ic_plan_document *before = b->d - 1;

	return b->document == 0 || before->unopened || !before->spec->part ||
	    strcmp(before->spec->file, b->d->spec->file) != 0;
}

static void set_part(struct builder *b, enum ic_ask ask)
{
	const struct ic_spec_document *d = b->d->spec;
	struct ic_slice *s = &b->to.slice;

	if (!d->part || (ask != IC_ASK_GEOMETRY && ic_plan_is_sheet(b->d))) {
		return;
	}
	s->extent = IC_EXTENT_PART;
	s->source_first = d->source_first;
	s->source_pages = d->source_pages;
	if (ask == IC_ASK_GEOMETRY && counts(b)) {
		s->extent = IC_EXTENT_COUNT;
	}
}

/* The pages of which line numbers are needed, and nothing that is on them. */
static void add_numbered(struct builder *b)
{
	b->to.slice.source_pages = b->d->npages;
	for (uint32_t i = 0; i < b->d->nnumbered; i++) {
		add_page(b,
		    (struct ic_leaf){ b->d->numbered[i].page, 0, false });
	}
}

static void add_all(struct builder *b, enum ic_ask ask)
{
	const struct ic_spec *s = b->plan->spec;

	b->to.slice.ask = ask;
	set_style(b);
	set_part(b, ask);
	if (ask == IC_ASK_GEOMETRY) {
		add_old_legend(b);
		return;
	}
	if (ask == IC_ASK_LINES) {
		add_numbered(b);
		return;
	}
	if (ic_plan_is_sheet(b->d)) {
		add_sheets(b);
	} else {
		b->to.slice.source_pages = b->d->npages;
		add_pages(b, ask);
	}
	for (size_t i = 0; i < s->prefixes.n; i++) {
		ic_slice_add_prefix(&b->to, s->prefixes.name[i]);
	}
	/* What is not served tells nobody anything. */
	if (ask == IC_ASK_INK && !ic_copy_is_unredacted(b->copy)) {
		ic_plan_each_cell(b->plan, b->document, add_cell, b);
	}
}

bool ic_plan_slice(const struct ic_plan *plan, size_t document,
    enum ic_copy copy, enum ic_ask ask, struct ic_buf *out,
    struct ic_error *err)
{
	struct builder b = { .plan = plan,
		.d = &plan->documents[document],
		.document = document,
		.copy = copy };
	bool ok;

	if (b.d->unlooked && ask != IC_ASK_GEOMETRY) {
		return ic_fail(err, IC_EBUG,
		    "a document has a slice at which nobody looked");
	}
	ic_slice_begin(&b.to);
	add_all(&b, ask);
	ok = ic_buf_check(&b.words, "the plan of one document", err);
	ok = ic_slice_end(&b.to, out, ok ? err : NULL) && ok;
	ic_buf_finish(&b.words);
	return ok;
}

const struct ic_region *ic_plan_box(const struct ic_plan_document *d,
    uint32_t box)
{
	return box < d->nboxes ? &d->regions[d->boxes[box]] : NULL;
}
