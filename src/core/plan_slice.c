/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What one child is told about its document, and nothing of any other. */
#include <stdlib.h>
#include <string.h>

#include "plan_priv.h"

struct builder {
	const struct ic_plan *plan;
	const struct ic_plan_document *d;
	size_t document;
	struct ic_slice slice;
	struct ic_buf pool, pages, boxes, cells, prefixes, words;
};

static uint32_t intern(struct builder *b, const char *s)
{
	uint32_t at = (uint32_t)b->pool.len;

	if (!s || !*s) {
		return 0;
	}
	ic_buf_add(&b->pool, s, strlen(s) + 1);
	return at;
}

static uint32_t codes(struct builder *b, const struct ic_redaction *r)
{
	uint32_t at;

	ic_buf_reset(&b->words);
	ic_plan_codes(b->plan->spec, r, &b->words);
	at = intern(b, ic_buf_str(&b->words));
	return at;
}

static void add_page(struct builder *b, uint32_t i)
{
	const struct ic_plan_page *p = &b->d->pages[i];
	char number[IC_BATES_MAX];
	struct ic_slice_page out = {
		.size = p->size,
		.box = b->slice.nboxes,
		.whole = p->whole,
		.endorse = p->endorse,
		.number_at = p->number_at,
		.legend = b->d->legend.text != NULL,
	};

	ic_plan_page_number(b->plan, b->document, i, number);
	out.number = intern(b, number);
	for (uint32_t k = 0; k < p->nregions; k++) {
		const struct ic_region *r = &b->d->regions[p->region + k];
		const struct ic_redaction *rd =
		    &b->plan->spec->redactions[r->redaction];
		struct ic_slice_box box = { .rect = r->rect };

		if (r->whole) {
			out.label = out.label ? out.label : codes(b, rd);
			continue;
		}
		box.label = codes(b, rd);
		ic_buf_add(&b->boxes, &box, sizeof(box));
		b->slice.nboxes++;
		out.nboxes++;
	}
	ic_buf_add(&b->pages, &out, sizeof(out));
	b->slice.npages++;
}

/*
 * The served strings of a document, in one order for the slice and for
 * ic_plan_cell(): each redaction's description and id, each code's texts.
 */
typedef void cell_fn(void *user, uint32_t redaction, const char *what,
    const char *text, bool all);

static void each_cell(const struct ic_plan *plan, size_t document,
    cell_fn *fn, void *user)
{
	const struct ic_spec *s = plan->spec;
	const struct ic_plan_document *d = &plan->documents[document];
	bool seen[IC_SPEC_CODES_MAX] = { false };

	for (uint32_t i = 0; i < d->nregions; i++) {
		uint32_t k = d->regions[i].redaction;
		const struct ic_redaction *r = &s->redactions[k];

		fn(user, k, "description", r->description, true);
		fn(user, k, "id", r->id, true);
		for (uint32_t c = 0; c < r->ncodes; c++) {
			const struct ic_spec_code *code = &s->codes[r->codes[c]];

			if (!seen[r->codes[c]]) {
				seen[r->codes[c]] = true;
				fn(user, k, "code", code->name, false);
				fn(user, k, "code's text", code->text, false);
				fn(user, k, "code's basis", code->basis,
				    false);
			}
		}
	}
	fn(user, UINT32_MAX, "legend", d->legend.text, false);
}

static void add_cell(void *user, uint32_t redaction, const char *what,
    const char *text, bool all)
{
	struct builder *b = user;
	struct ic_slice_cell cell = { .page = UINT32_MAX };

	(void)redaction;
	(void)what;
	ic_buf_reset(&b->words);
	ic_plan_telling_words(text ? text : "", all, &b->words);
	if (b->words.len) {
		cell.text = intern(b, ic_buf_str(&b->words));
	}
	ic_buf_add(&b->cells, &cell, sizeof(cell));
	b->slice.ncells++;
}

static void add_all(struct builder *b, enum ic_ask ask)
{
	const struct ic_spec *s = b->plan->spec;
	struct ic_slice *out = &b->slice;

	ic_buf_putc(&b->pool, 0);
	out->ask = ask;
	out->dpi = s->dpi;
	out->size = (uint32_t)s->numbering.size;
	out->margin = (uint32_t)s->numbering.margin;
	out->room_top = (uint32_t)b->d->room_top;
	out->room_bottom = (uint32_t)b->d->room_bottom;
	out->legend = intern(b, b->d->legend.text);
	out->legend_at = (uint8_t)b->d->legend.at;
	out->color = (uint8_t)s->color;
	out->fill = (uint8_t)s->fill;
	out->labels = s->labels;
	out->plate = b->d->plate;
	out->stamped = b->d->spec->stamped;
	if (ask == IC_ASK_GEOMETRY) {
		return;
	}
	out->pages_planned = b->d->npages;
	for (uint32_t i = 0; i < b->d->npages; i++) {
		add_page(b, i);
	}
	for (size_t i = 0; i < s->prefixes.n; i++) {
		uint32_t at = intern(b, s->prefixes.name[i]);

		ic_buf_add(&b->prefixes, &at, sizeof(at));
		out->nprefixes++;
	}
	if (ask == IC_ASK_INK) {
		each_cell(b->plan, b->document, add_cell, b);
	}
}

bool ic_plan_slice(const struct ic_plan *plan, size_t document,
    enum ic_ask ask, struct ic_buf *out, struct ic_error *err)
{
	struct builder b = {
		.plan = plan,
		.d = &plan->documents[document],
		.document = document
	};
	bool ok;

	add_all(&b, ask);
	b.slice.pages = (void *)b.pages.data;
	b.slice.boxes = (void *)b.boxes.data;
	b.slice.cells = (void *)b.cells.data;
	b.slice.prefixes = (void *)b.prefixes.data;
	b.slice.strings = (void *)b.pool.data;
	b.slice.nstrings = (uint32_t)b.pool.len;
	ok = ic_buf_check(&b.pool, "a job", err) &&
	    ic_buf_check(&b.pages, "a job", err) &&
	    ic_buf_check(&b.boxes, "a job", err) &&
	    ic_buf_check(&b.cells, "a job", err) &&
	    ic_buf_check(&b.prefixes, "a job", err) &&
	    ic_buf_check(&b.words, "a job", err) &&
	    ic_slice_pack(&b.slice, out, err);
	ic_buf_finish(&b.pool);
	ic_buf_finish(&b.pages);
	ic_buf_finish(&b.boxes);
	ic_buf_finish(&b.cells);
	ic_buf_finish(&b.prefixes);
	ic_buf_finish(&b.words);
	return ok;
}

const struct ic_region *ic_plan_box(const struct ic_plan_document *d,
    uint32_t box)
{
	return box < d->nboxes ? &d->regions[d->boxes[box]] : NULL;
}

struct seek {
	uint32_t left;
	bool found;
	struct ic_plan_cell *out;
};

static void seek_cell(void *user, uint32_t redaction, const char *what,
    const char *text, bool all)
{
	struct seek *s = user;

	(void)text;
	(void)all;
	if (s->left-- == 0) {
		*s->out = (struct ic_plan_cell){ redaction, what };
		s->found = true;
	}
}

bool ic_plan_cell(const struct ic_plan *plan, size_t document, uint32_t cell,
    struct ic_plan_cell *out)
{
	struct seek s = { .left = cell, .out = out };

	each_cell(plan, document, seek_cell, &s);
	return s.found;
}
