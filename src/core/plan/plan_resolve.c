/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Which rectangles of which pages a redaction means. */
#include <stdlib.h>
#include <string.h>

#include "plan_priv.h"

#define NO_SHEET SIZE_MAX

/* A region that has no home yet. */
struct loose {
	uint32_t document;
	struct ic_region region;
};

struct work {
	struct ic_plan *plan;
	struct ic_diags *diags;
	struct loose *at;
	size_t n, cap;
	bool starved;
	/* Of the redaction at hand: pages that its box leaves. */
	uint32_t index;
	size_t off, first_document;
	uint32_t first_page;
	size_t sheet; /* a document on it that is not drawn, or NO_SHEET */
};

static const struct ic_redaction *current(const struct work *w)
{
	return &w->plan->spec->redactions[w->index];
}

/* The box on the page; false if it leaves it by more than the slack. */
static bool clamp(struct ic_rect r, struct ic_size page, struct ic_rect *out)
{
	struct ic_rect all = ic_rect_of(page);

	if (!ic_rect_contains(ic_rect_grow(all, IC_PLAN_SLACK), r)) {
		return false;
	}
	*out = ic_rect_intersect(r, all);
	return !ic_rect_is_empty(*out);
}

/* Of what is not opened it is not known where a page ends. */
static bool place(const struct ic_plan_document *d, uint32_t page,
    struct ic_rect written, struct ic_region *out)
{
	/* Nor has an address been looked up in what is not made. */
	if (!d->pages || (d->unlooked && ic_rect_is_empty(written))) {
		out->rect = out->whole ? (struct ic_rect){ 0 } : written;
		return true;
	}
	out->rect = ic_rect_of(d->pages[page].size);
	return out->whole || clamp(written, d->pages[page].size, &out->rect);
}

static void add_gone(struct work *w, struct ic_plan_document *d)
{
	struct ic_gone *gone;

	if (w->plan->nvolumes == 0 ||
	    (d->gone && d->gone->redaction == w->index)) {
		return;
	}
	gone = ic_arena_alloc(&w->plan->arena, 1, sizeof(*gone));
	if (!gone) {
		w->starved = true;
		return;
	}
	*gone = (struct ic_gone){ w->index, d->gone };
	d->gone = gone;
}

static void push(struct work *w, size_t document,
    const struct ic_region *region)
{
	if (w->n == w->cap) {
		size_t cap = w->cap ? 2 * w->cap : 1024;
		void *p = w->n < IC_SLICE_BOXES_MAX
		    ? reallocarray(w->at, cap, sizeof(*w->at))
		    : NULL;

		if (!p) {
			w->starved = true;
			return;
		}
		w->at = p;
		w->cap = cap;
	}
	w->at[w->n++] = (struct loose){ (uint32_t)document, *region };
}

static void add_page(void *user, size_t document, uint32_t page)
{
	struct work *w = user;
	const struct ic_redaction *r = current(w);
	const struct ic_plan_document *d = &w->plan->documents[document];
	struct ic_region region = { .page = page,
		.redaction = w->index,
		.whole = r->area == IC_AREA_WHOLE };

	/* What could not be read, or was claimed, may be shown the next time.
	 */
	if (ic_plan_is_sheet(d)) {
		if (d->kind != IC_KIND_UNREADABLE && !d->spec->claim &&
		    w->sheet == NO_SHEET) {
			w->sheet = document;
		}
		return;
	}
	if (!place(d, page, r->rect, &region)) {
		if (w->off++ == 0) {
			w->first_document = document;
			w->first_page = page;
		}
		return;
	}
	if (!ic_plan_burns(w->plan, r)) {
		add_gone(w, &w->plan->documents[document]);
		return;
	}
	push(w, document, &region);
}

/* Where its address is; in documents that are drawn. */
static void add_pieces(struct work *w, const struct ic_pieces *p)
{
	bool burns = ic_plan_burns(w->plan, current(w));

	for (uint32_t i = 0; i < p->n; i++) {
		const struct ic_piece *x = &p->at[i];
		const struct ic_region region = { .page = x->page,
			.redaction = w->index,
			.rect = x->rect,
			.whole = x->whole,
			.plain = x->plain };

		if (burns) {
			push(w, x->document, &region);
		} else {
			add_gone(w, &w->plan->documents[x->document]);
		}
	}
}

/* Where the scout found the legends that it covers. */
static void add_legends(struct work *w)
{
	uint32_t document = current(w)->document;
	const struct ic_plan_document *d = &w->plan->documents[document];

	/* What could not be read to its end has a sheet, and none on it. */
	for (uint32_t i = 0; d->kind == IC_KIND_DOCUMENT && i < d->nold; i++) {
		const struct ic_old_found *f = &d->old[i];
		struct ic_region region = { .page = f->page,
			.redaction = w->index,
			.legend = true,
			.rect = ic_rect_intersect(f->rect,
			    ic_rect_of(d->pages[f->page].size)) };

		if (!ic_rect_is_empty(region.rect)) {
			push(w, document, &region);
		}
	}
}

static void points(int32_t mpt, char out[24])
{
	struct ic_buf b = { 0 };

	ic_buf_printf(&b, "%d.%d", mpt / 1000, abs(mpt % 1000) / 100);
	memcpy(out, ic_buf_str(&b), b.len < 23 ? b.len + 1 : 23);
	ic_buf_finish(&b);
}

/* A box that a ruling put there is the ruling's to correct. */
static struct ic_place place_of(const struct ic_redaction *r)
{
	return r->moved ? r->ruling->place : r->place;
}

static void report_off(struct work *w)
{
	const struct ic_plan_page *p = &w->plan->documents[w->first_document]
					    .pages[w->first_page];
	char number[IC_BATES_MAX], wide[24], high[24];

	ic_plan_page_number(w->plan, w->first_document, w->first_page, number);
	points(p->size.w, wide);
	points(p->size.h, high);
	ic_diag_add(w->diags, IC_LEVEL_ERROR, place_of(current(w)),
	    "the box leaves its page: %s is %s x %s pt%s", number, wide, high,
	    w->off > 1 ? ", and it leaves other pages of its range too" : "");
}

static void report_sheet(struct work *w)
{
	const struct ic_plan_document *d = &w->plan->documents[w->sheet];

	if (!ic_plan_burns(w->plan, current(w))) {
		return;
	}
	ic_diag_add(w->diags, IC_LEVEL_ERROR, current(w)->place,
	    d->kind == IC_KIND_NATIVE
		? "%s is produced as a native file, which nothing can cover: "
		  "remove the redaction"
		: "%s is withheld, so that nothing of it is shown: remove the "
		  "redaction, or set its status to withdrawn",
	    d->spec->name);
}

void ic_plan_no_number(const struct ic_plan *plan, struct ic_place place,
    const struct ic_bates *b, struct ic_diags *diags)
{
	char number[IC_BATES_MAX];

	ic_bates_format(&plan->spec->prefixes, b, number);
	ic_diag_add(diags, IC_LEVEL_ERROR, place, "no document holds %s",
	    number);
}

void ic_plan_no_page(const struct ic_plan *plan, const struct ic_redaction *r,
    uint32_t page, struct ic_diags *diags)
{
	const struct ic_plan_document *d = &plan->documents[r->document];

	ic_diag_add(diags, IC_LEVEL_ERROR, r->place,
	    "%s has no page %lu: it has %lu", d->spec->name,
	    (unsigned long)page, (unsigned long)d->numbers);
}

static void report_unknown(void *user, const struct ic_bates *b)
{
	struct work *w = user;

	ic_plan_no_number(w->plan, current(w)->place, b, w->diags);
}

static void report_beyond(void *user, uint32_t page)
{
	struct work *w = user;

	ic_plan_no_page(w->plan, current(w), page, w->diags);
}

static int by_place(const void *a, const void *b)
{
	const struct loose *x = a, *y = b;
	const struct ic_region *r = &x->region, *s = &y->region;

	if (x->document != y->document) {
		return x->document < y->document ? -1 : 1;
	}
	if (r->page != s->page) {
		return r->page < s->page ? -1 : 1;
	}
	if (r->rect.y0 != s->rect.y0) {
		return r->rect.y0 < s->rect.y0 ? -1 : 1;
	}
	if (r->rect.x0 != s->rect.x0) {
		return r->rect.x0 < s->rect.x0 ? -1 : 1;
	}
	return (r->redaction > s->redaction) - (r->redaction < s->redaction);
}

static void add_to_page(struct ic_plan_page *p, const struct ic_region *r,
    uint32_t region, uint32_t box)
{
	if (p->nregions++ == 0) {
		p->region = region;
		p->box = box;
	}
	p->whole |= r->whole;
}

/* Give the sorted regions to their documents and pages. */
static bool hand_out(struct work *w)
{
	struct ic_plan *plan = w->plan;

	for (size_t from = 0, to; from < w->n; from = to) {
		struct ic_plan_document
		    *d = &plan->documents[w->at[from].document];

		for (to = from;
		     to < w->n && w->at[to].document == w->at[from].document;
		     to++) {
		}
		d->nregions = (uint32_t)(to - from);
		d->regions = ic_arena_alloc(&plan->arena, d->nregions,
		    sizeof(*d->regions));
		d->boxes = ic_arena_alloc(&plan->arena, d->nregions,
		    sizeof(*d->boxes));
		if (!d->regions || !d->boxes) {
			return false;
		}
		for (uint32_t i = 0; i < d->nregions; i++) {
			const struct ic_region *r = &w->at[from + i].region;

			d->regions[i] = *r;
			if (d->pages) {
				add_to_page(&d->pages[r->page], r, i,
				    d->nboxes);
			}
			if (!r->whole) {
				d->nlegends += d->regions[i].legend;
				d->boxes[d->nboxes++] = i;
			}
		}
	}
	return true;
}

static int by_id(const void *a, const void *b, void *user)
{
	const struct ic_plan *plan = user;
	uint32_t i = *(const uint32_t *)a, k = *(const uint32_t *)b;
	int c = strcmp(plan->ids[i], plan->ids[k]);

	return c ? c : (i > k) - (i < k);
}

static bool check_ids(struct work *w)
{
	const struct ic_plan *plan = w->plan;
	const struct ic_redaction *all = plan->spec->redactions;
	size_t n = plan->spec->nredactions;
	uint32_t *order = reallocarray(NULL, n + 1, sizeof(*order));

	if (!order) {
		return false;
	}
	for (size_t i = 0; i < n; i++) {
		order[i] = (uint32_t)i;
	}
	qsort_r(order, n, sizeof(*order), by_id, (void *)plan);
	for (size_t i = 1; i < n; i++) {
		const struct ic_redaction *a = &all[order[i - 1]];
		const struct ic_redaction *b = &all[order[i]];

		if (strcmp(plan->ids[order[i - 1]], plan->ids[order[i]])) {
			continue;
		}
		ic_diag_add(w->diags, IC_LEVEL_ERROR, b->place,
		    "the same box stands in %s, %s %lu: remove one, or give "
		    "each its own id",
		    a->place.source ? a->place.source->name : "the spec",
		    a->place.source && a->place.source->csv ? "row" : "line",
		    (unsigned long)a->place.line);
	}
	free(order);
	return true;
}

static bool resolve(struct work *w)
{
	struct ic_plan *plan = w->plan;
	const struct ic_plan_walk walk = { add_page, report_unknown,
		report_beyond, w };

	for (size_t i = 0; i < plan->spec->nredactions; i++) {
		w->index = (uint32_t)i;
		w->off = 0;
		w->sheet = NO_SHEET;
		if (current(w)->old_legend) {
			add_legends(w);
		} else if (ic_plan_pieces(plan, i)) {
			add_pieces(w, ic_plan_pieces(plan, i));
		} else {
			ic_plan_walk_pages(plan, current(w), &walk);
		}
		if (w->off) {
			report_off(w);
		}
		if (w->sheet != NO_SHEET) {
			report_sheet(w);
		}
		if (w->starved || !ic_plan_name(plan, i)) {
			return false;
		}
	}
	if (!check_ids(w)) {
		return false;
	}
	if (w->n > 0) {
		qsort(w->at, w->n, sizeof(*w->at), by_place);
	}
	return hand_out(w) && plan_list_disputed(plan);
}

bool ic_plan_resolve(struct ic_plan *plan, struct ic_diags *diags)
{
	struct work w = { .plan = plan, .diags = diags };
	size_t errors = diags->errors;

	if (!resolve(&w)) {
		ic_diag_add(diags, IC_LEVEL_ERROR, (struct ic_place){ 0 },
		    "the redactions need more memory than there is, or more "
		    "than %d regions",
		    IC_SLICE_BOXES_MAX);
	}
	free(w.at);
	return diags->errors == errors;
}
