/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The documents of a manifest in their copies, page by page. */
#include <string.h>

#include "filler.h"
#include "replacing.h"

static const char *number(struct filler *f, size_t i, uint32_t page)
{
	char text[IC_BATES_MAX];

	ic_plan_page_number(&f->a->p.run->plan, i, page, text);
	return filler_copy(f, text);
}

/* What a page of the output bears. */
static const char *printed(struct filler *f, size_t i, uint32_t page)
{
	char text[IC_BATES_RANGE_MAX];

	ic_plan_printed(&f->a->p.run->plan, i, page, text);
	return filler_copy(f, text);
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
			g->plain,
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

/* Behind which number a document has its place; NULL: where its own is. */
static const char *place(struct filler *f, const struct ic_plan_document *d)
{
	char text[IC_BATES_MAX];

	if (d->spec->insert == IC_INSERT_NONE) {
		return NULL;
	}
	ic_bates_format(&f->a->p.run->spec.prefixes, &d->spec->after, text);
	return filler_copy(f, text);
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
		out->claim = filler_copy(f, d->spec->claim);
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
	out->placeholder = filler_copy(f, d->spec->placeholder);
	out->native = filler_copy(f, name);
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
	out->legend = filler_copy(f, ic_legend_of(&d->legend, m->copy));
	out->legend_at = d->legend.at;
	for (int marked = 0; marked < 2; marked++) {
		out->banner[marked] = filler_copy(f,
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
		.output = filler_copy(f, path),
		.bytes = m->bytes,
		.begin = number(f, m->document, 0),
		.end = number(f, m->document, d->numbers - 1),
		.after = place(f, d),
		.source = filler_copy(f, d->spec->name),
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
	filler_fields(f, &d->fields, &out->fields);
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

void filler_documents(struct filler *f)
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
			    (struct ic_manifest_missing){
				    filler_copy(f, d->range),
				    filler_copy(f, d->spec->name),
				    why ? ic_reason_word(why) : "not-selected"
			    };
		}
	}
	m->partial = m->nmissing > 0;
	f->starved |= !ic_manifest_link(m);
}
