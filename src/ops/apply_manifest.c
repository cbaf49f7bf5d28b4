/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The manifest of what was made: plan and results, sorted by number. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "apply_priv.h"
#include "logs.h"
#include "pdf/roles.h"
#include "replacing.h"

struct filler {
	struct apply *a;
	struct ic_manifest *m;
	uint32_t *of; /* a spec's redaction -> the manifest's */
	bool starved;
};

static const char *copy(struct filler *f, const char *s)
{
	char *p = ic_arena_strdup(&f->m->arena, s ? s : "");

	f->starved |= !p;
	return p ? p : "";
}

static const char *number(struct filler *f, size_t i, uint32_t page)
{
	char text[IC_BATES_MAX];

	ic_plan_page_number(&f->a->p.run->plan, i, page, text);
	return copy(f, text);
}

/* What a page of the output bears. */
static const char *printed(struct filler *f, size_t i, uint32_t page)
{
	char text[IC_BATES_RANGE_MAX];

	ic_plan_printed(&f->a->p.run->plan, i, page, text);
	return copy(f, text);
}

static void copy_fields(struct filler *f, const struct ic_fields *from,
    struct ic_fields *to)
{
	for (unsigned k = 0; from && k < IC_FIELD_COUNT; k++) {
		to->value[k] = from->value[k] ? copy(f, from->value[k]) : NULL;
	}
}

static int by_id(const void *x, const void *y, void *user)
{
	const struct ic_plan *plan = user;

	return strcmp(plan->ids[*(const uint32_t *)x],
	    plan->ids[*(const uint32_t *)y]);
}

static const char *basis(struct filler *f, const struct ic_redaction *r)
{
	const struct ic_spec *s = &f->a->p.run->spec;
	struct ic_buf b = { 0 };
	const char *out;

	for (uint32_t i = 0; i < r->ncodes; i++) {
		const char *text = s->codes[r->codes[i]].basis;

		if (text[0]) {
			ic_buf_puts(&b, b.len ? "; " : "");
			ic_buf_puts(&b, text);
		}
	}
	out = copy(f, ic_buf_str(&b));
	f->starved |= b.failed;
	ic_buf_finish(&b);
	return out;
}

static void fill_codes(struct filler *f)
{
	const struct ic_spec *s = &f->a->p.run->spec;
	struct ic_manifest *m = f->m;

	m->codes = ic_arena_alloc(&m->arena, s->ncodes, sizeof(*m->codes));
	m->ncodes = m->codes ? s->ncodes : 0;
	f->starved |= !m->codes;
	for (size_t i = 0; i < m->ncodes; i++) {
		m->codes[i] = (struct ic_manifest_code){
			copy(f, s->codes[i].name),
			copy(f, s->codes[i].text),
			copy(f, s->codes[i].basis),
			s->codes[i].privileged,
		};
	}
	m->service = s->service;
}

/* Those of a redaction are the spec's, which has them in the same order. */
static void fill_code_list(struct filler *f, const struct ic_redaction *r,
    struct ic_manifest_redaction *out)
{
	const struct ic_spec_code *codes = f->a->p.run->spec.codes;
	uint16_t *code = ic_arena_alloc(&f->m->arena, r->ncodes, sizeof(*code));

	f->starved |= !code;
	out->code = code;
	out->ncodes = code ? r->ncodes : 0;
	for (uint32_t i = 0; i < out->ncodes; i++) {
		code[i] = r->codes[i];
		out->privileged |= codes[r->codes[i]].privileged;
	}
}

static void fill_order(struct filler *f, const struct ic_ruling *row,
    struct ic_manifest_redaction *out)
{
	out->ecf = copy(f, row ? row->order.ecf : NULL);
	out->order_page = copy(f, row ? row->order.page : NULL);
	out->order_date = copy(f, row ? row->order.date : NULL);
}

static void fill_redaction(struct filler *f, uint32_t i,
    struct ic_manifest_redaction *out)
{
	const struct ic_run *run = f->a->p.run;
	const struct ic_redaction *r = &run->spec.redactions[i];
	struct ic_buf b = { 0 };

	f->starved |= !ic_plan_codes(&run->spec, r, &b);
	out->id = copy(f, run->plan.ids[i]);
	out->codes = copy(f, ic_buf_str(&b));
	out->basis = basis(f, r);
	out->description = copy(f, r->description);
	out->old_legend = r->old_legend;
	out->status = r->status;
	fill_code_list(f, r, out);
	copy_fields(f, r->fields, &out->fields);
	fill_order(f, r->ruling, out);
	ic_buf_finish(&b);
}

/* Only what was burned or marked in the documents at hand. */
static void fill_redactions(struct filler *f)
{
	const struct ic_plan *plan = &f->a->p.run->plan;
	size_t n = plan->spec->nredactions, k = 0;
	uint32_t *order = calloc(n + 1, sizeof(*order));

	f->of = calloc(n + 1, sizeof(*f->of));
	if (!order || !f->of) {
		f->starved = true;
		free(order);
		return;
	}
	for (size_t i = 0; i < f->a->nproducts; i++) {
		const struct product *m = &f->a->products[i];
		const struct ic_plan_document *d = apply_document(f->a, m);

		for (uint32_t r = 0; m->done && r < d->nregions; r++) {
			f->of[d->regions[r].redaction] = 1;
		}
	}
	for (size_t i = 0; i < n; i++) {
		if (f->of[i]) {
			order[k++] = (uint32_t)i;
		}
	}
	qsort_r(order, k, sizeof(*order), by_id, (void *)plan);
	f->m->redactions = ic_arena_alloc(&f->m->arena, k,
	    sizeof(*f->m->redactions));
	f->starved |= !f->m->redactions;
	for (size_t i = 0; f->m->redactions && i < k; i++) {
		f->of[order[i]] = (uint32_t)i;
		fill_redaction(f, order[i], &f->m->redactions[i]);
	}
	f->m->nredactions = k;
	free(order);
}

static void fill_boxes(struct filler *f, const struct ic_plan_document *d,
    const struct ic_plan_page *p, struct ic_manifest_page *out)
{
	struct ic_manifest_box *boxes = ic_arena_alloc(&f->m->arena,
	    p->nregions, sizeof(*boxes));

	f->starved |= !boxes;
	out->boxes = boxes;
	for (uint32_t r = 0; boxes && r < p->nregions; r++) {
		const struct ic_region *g = &d->regions[p->region + r];

		if (g->legend && out->marked) {
			continue;
		}
		boxes[out->nboxes++] = (struct ic_manifest_box){
			f->of[g->redaction],
			g->whole,
			g->whole ? (struct ic_rect){ 0 } : g->rect,
			g->legend,
		};
	}
}

/* Of a page that is placed by another copy's layout, that one's notes. */
static uint32_t page_notes(const struct ic_plan_document *d,
    const struct product *m, const struct ic_plan_page *p)
{
	const struct ic_layout *l = &d->layout[m->copy];

	if (!ic_copy_is_unredacted(m->copy)) {
		return p->notes;
	}
	return (p->notes & ~(IC_NOTE_BIT(SHRUNK) | IC_NOTE_BIT(PLATE))) |
	    (l->room_top || l->room_bottom || l->room_right
		    ? IC_NOTE_BIT(SHRUNK)
		    : 0);
}

static void fill_page(struct filler *f, const struct product *m, uint32_t k,
    struct ic_manifest_page *out)
{
	const struct ic_plan *plan = &f->a->p.run->plan;
	const struct ic_plan_document *d = apply_document(f->a, m);
	struct ic_leaf leaf = ic_plan_leaf(d, m->copy, k);
	const struct ic_plan_page *p = &d->pages[leaf.page];
	const struct made_page *made = &m->pages[k];

	*out = (struct ic_manifest_page){
		.number = printed(f, m->document, leaf.page),
		.size = p->size,
		.source = leaf.page,
		.marked = leaf.marked,
		.endorse = leaf.marked ? !d->spec->stamped : p->endorse,
		.legend = ic_legend_of(&d->legend, m->copy) != NULL,
		.number_at = leaf.marked ? plan->spec->numbering.at
					 : (enum ic_position)p->number_at,
		.encoding = made->encoding,
		.scan = made->scan,
		.dpi = made->dpi,
		.labels = made->labels,
		.bytes = made->bytes,
		.notes = page_notes(d, m, p) | made->notes,
	};
	fill_boxes(f, d, p, out);
}

/* Whether a sheet stands for it, and what that says. */
static void fill_sheet(struct filler *f, const struct ic_plan_document *d,
    struct ic_manifest_document *out)
{
	uint16_t *code = ic_arena_alloc(&f->m->arena, d->spec->ncodes,
	    sizeof(*code));
	char name[IC_NATIVE_NAME_MAX];

	out->kind = d->kind;
	out->numbers = d->numbers;
	out->each = ic_plan_has_each(d);
	out->unread = d->unread;
	out->uncounted = d->uncounted;
	if (d->kind == IC_KIND_WITHHELD && d->spec->claim) {
		out->claim = copy(f, d->spec->claim);
	}
	out->code = code;
	f->starved |= !code;
	for (uint32_t k = 0;
	     code && d->kind == IC_KIND_WITHHELD && k < d->spec->ncodes; k++) {
		code[out->ncodes++] = d->spec->codes[k];
	}
	if (d->kind != IC_KIND_NATIVE) {
		return;
	}
	ic_native_name(d->range, d->spec->file, name);
	out->placeholder = copy(f, d->spec->placeholder);
	out->native = copy(f, name);
	out->native_bytes = d->bytes;
	memcpy(out->native_sha256, d->sha256, sizeof(out->native_sha256));
}

static void fill_layout(struct filler *f, const struct product *m,
    struct ic_manifest_document *out)
{
	const struct ic_spec *s = &f->a->p.run->spec;
	const struct ic_plan_document *d = apply_document(f->a, m);
	const struct ic_layout *l = &d->layout[m->copy];

	out->plate = l->plate;
	out->room_top = l->room_top;
	out->room_bottom = l->room_bottom;
	out->room_right = l->room_right;
	out->ids_at = l->ids_at;
	out->legend = copy(f, ic_legend_of(&d->legend, m->copy));
	out->legend_at = d->legend.at;
	for (int marked = 0; marked < 2; marked++) {
		out->banner[marked] = copy(f,
		    ic_plan_banner(s, m->copy, marked));
	}
}

static void fill_document(struct filler *f, const struct product *m,
    struct ic_manifest_document *out)
{
	const struct ic_plan_document *d = apply_document(f->a, m);
	uint32_t n = ic_plan_pages(d, m->copy);
	struct ic_manifest_page *pages = ic_arena_alloc(&f->m->arena, n,
	    sizeof(*pages));
	char path[OUTPUT_MAX];

	apply_output_path(d, m->copy, path);
	*out = (struct ic_manifest_document){
		.copy = m->copy,
		.output = copy(f, path),
		.bytes = m->bytes,
		.begin = number(f, m->document, 0),
		.end = number(f, m->document, d->numbers - 1),
		.source = copy(f, d->spec->file),
		.source_pages = d->npages,
		.stamped = d->spec->stamped,
		.notes = d->notes,
		.pages = pages,
		.npages = pages ? n : 0,
		.ran = m->proofs,
		.proofs = m->proofs,
		.measures = m->measures,
	};
	fill_layout(f, m, out);
	fill_sheet(f, d, out);
	copy_fields(f, &d->fields, &out->fields);
	memcpy(out->sha256, m->sha256, sizeof(out->sha256));
	memcpy(out->source_sha256, d->sha256, sizeof(out->source_sha256));
	f->starved |= !pages;
	for (uint32_t k = 0; k < out->npages; k++) {
		fill_page(f, m, k, &pages[k]);
	}
}

/* The document in its copies; the redacted one is what is served. */
static void fill_products(struct filler *f, size_t i)
{
	struct ic_manifest *m = f->m;

	for (unsigned c = 0; !f->starved && c < IC_COPIES; c++) {
		const struct product *p = apply_product(f->a, i,
		    (enum ic_copy)c);

		if (!p->done) {
			m->copies_partial |= p->wanted &&
			    ic_copy_is_unredacted(p->copy);
			continue;
		}
		fill_document(f, p,
		    ic_copy_is_unredacted(p->copy)
			? &m->copies[m->ncopies++]
			: &m->documents[m->ndocuments++]);
	}
}

/* True if the set lacks the document: a copy of it that others have. */
static bool is_missing(const struct filler *f, size_t i)
{
	const struct product *p = apply_product(f->a, i,
	    f->m->disputed_only ? IC_COPY_DISPUTED : IC_COPY_REDACTED);

	return p->wanted && !p->done;
}

static void fill_documents(struct filler *f)
{
	const struct ic_plan *plan = &f->a->p.run->plan;
	struct ic_manifest *m = f->m;

	m->documents = ic_arena_alloc(&m->arena, plan->ndocuments,
	    sizeof(*m->documents));
	m->copies = ic_arena_alloc(&m->arena,
	    plan->ndocuments * (IC_COPIES - 1), sizeof(*m->copies));
	m->missing = ic_arena_alloc(&m->arena, plan->ndocuments,
	    sizeof(*m->missing));
	f->starved |= !m->documents || !m->copies || !m->missing;
	for (size_t k = 0; !f->starved && k < plan->ndocuments; k++) {
		size_t i = plan->order[k];
		const struct ic_plan_document *d = &plan->documents[i];
		enum ic_reason why = f->a->p.states[i].failure.reason;

		fill_products(f, i);
		if (is_missing(f, i)) {
			m->missing[m->nmissing++] =
			    (struct ic_manifest_missing){ copy(f, d->range),
				    copy(f, d->spec->file),
				    why ? ic_reason_word(why)
					: "not-selected" };
		}
	}
	m->partial = m->nmissing > 0;
	ic_manifest_link(m);
}

static void fill_logs(struct filler *f)
{
	const struct ic_spec *s = &f->a->p.run->spec;
	struct ic_manifest *m = f->m;

	m->logs.kinds = ic_plan_log_kinds(&f->a->p.run->plan);
	m->logs.formats = s->logs.formats ? s->logs.formats : IC_FORMATS_USUAL;
	m->logs.court = copy(f, s->logs.court);
	m->log_sums.maker = logs_maker(&m->logs);
	m->reference_list = s->reference_list &&
	    (f->a->p.run->plan.copies & IC_COPY_BIT(REDACTED));
	m->headed = !f->a->p.run->plan.heads_covered;
}

static void fill_head(struct filler *f)
{
	const struct ic_run *run = f->a->p.run;
	const struct ic_spec *s = &run->spec;
	struct ic_manifest *m = f->m;

	m->version = IC_VERSION;
	m->libraries = ic_pdf_versions();
	m->matter = copy(f, s->matter);
	memcpy(m->spec_sha256, f->a->p.spec_sha256, sizeof(m->spec_sha256));
	m->sandbox = run->summary.sandbox.seccomp;
	m->landlock = run->summary.sandbox.landlock;
	m->lift_denied = run->plan.lift_denied;
	m->ruled = s->has_rulings;
	m->dpi = s->dpi;
	m->size = s->numbering.size;
	m->margin = s->numbering.margin;
	m->color = s->color;
	m->fill = s->fill;
	m->labels = s->labels;
	m->prefixes = s->prefixes.name;
	m->nprefixes = (uint32_t)s->prefixes.n;
	m->mark = s->marking.color;
	m->banner_at = s->marking.banner_at;
	m->disputed_only = !(run->plan.copies & IC_COPY_BIT(REDACTED));
}

bool apply_manifest(struct apply *a, struct ic_manifest *out,
    struct ic_error *err)
{
	struct filler f = { .a = a, .m = out };

	fill_head(&f);
	fill_logs(&f);
	fill_codes(&f);
	fill_redactions(&f);
	if (!f.starved) {
		fill_documents(&f);
	}
	free(f.of);
	f.starved = f.starved || !apply_replacing_fill(a, out);
	if (f.starved) {
		ic_manifest_finish(out);
		return ic_fail(err, IC_EENV, "out of memory");
	}
	return true;
}
