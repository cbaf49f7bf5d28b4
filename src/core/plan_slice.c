/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What one child is told about its document, and nothing of any other. */
#include "core/slice_build.h"
#include "plan_priv.h"

struct builder {
	const struct ic_plan *plan;
	const struct ic_plan_document *d;
	size_t document;
	struct ic_slice_build to;
	struct ic_buf words;
};

static uint32_t codes(struct builder *b, const struct ic_redaction *r)
{
	ic_buf_reset(&b->words);
	ic_plan_codes(b->plan->spec, r, &b->words);
	return ic_slice_intern(&b->to, ic_buf_str(&b->words));
}

static void add_page(struct builder *b, uint32_t i)
{
	const struct ic_plan_page *p = &b->d->pages[i];
	char number[IC_BATES_MAX];
	struct ic_slice_page out = {
		.size = p->size,
		.source = i,
		.whole = p->whole,
		.endorse = p->endorse,
		.number_at = b->to.slice.ask == IC_ASK_INK
		    ? (uint8_t)b->plan->spec->numbering.at
		    : p->number_at,
		.legend = b->d->legend.text != NULL,
	};

	ic_plan_page_number(b->plan, b->document, i, number);
	out.number = ic_slice_intern(&b->to, number);
	for (uint32_t k = 0; k < p->nregions; k++) {
		const struct ic_region *r = &b->d->regions[p->region + k];
		const struct ic_redaction *rd = &b->plan->spec
						     ->redactions[r->redaction];

		if (!r->whole) {
			ic_slice_add_box(&b->to, r->rect, codes(b, rd));
		} else if (!out.label) {
			out.label = codes(b, rd);
		}
	}
	ic_slice_add_page(&b->to, &out);
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

static void set_style(struct builder *b)
{
	const struct ic_spec *s = b->plan->spec;
	struct ic_slice *out = &b->to.slice;

	out->dpi = s->dpi;
	out->size = (uint32_t)s->numbering.size;
	out->margin = (uint32_t)s->numbering.margin;
	out->room_top = (uint32_t)b->d->room_top;
	out->room_bottom = (uint32_t)b->d->room_bottom;
	out->legend = ic_slice_intern(&b->to, b->d->legend.text);
	out->legend_at = (uint8_t)b->d->legend.at;
	out->color = (uint8_t)s->color;
	out->fill = (uint8_t)s->fill;
	out->labels = s->labels;
	out->plate = b->d->plate;
	out->stamped = b->d->spec->stamped;
	out->raster = s->engine == IC_ENGINE_RASTER;
}

static void add_all(struct builder *b, enum ic_ask ask)
{
	const struct ic_spec *s = b->plan->spec;

	b->to.slice.ask = ask;
	set_style(b);
	if (ask == IC_ASK_GEOMETRY) {
		return;
	}
	b->to.slice.source_pages = b->d->npages;
	for (uint32_t i = 0; i < b->d->npages; i++) {
		add_page(b, i);
	}
	for (size_t i = 0; i < s->prefixes.n; i++) {
		ic_slice_add_prefix(&b->to, s->prefixes.name[i]);
	}
	if (ask == IC_ASK_INK) {
		ic_plan_each_cell(b->plan, b->document, add_cell, b);
	}
}

bool ic_plan_slice(const struct ic_plan *plan, size_t document,
    enum ic_copy copy, enum ic_ask ask, struct ic_buf *out,
    struct ic_error *err)
{
	struct builder b = { .plan = plan,
		.d = &plan->documents[document],
		.document = document };
	bool ok;

	if (copy != IC_COPY_REDACTED) {
		return ic_fail(err, IC_EBUG, "no such copy is planned");
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
