/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A document in one copy: which pages it has, and which boxes. All copies but
 * the disputed one have the document's own pages, so they need no list.
 */
#include "plan_priv.h"

bool ic_plan_is_disputed(const struct ic_plan *plan,
    const struct ic_plan_document *d, uint32_t page)
{
	const struct ic_plan_page *p = &d->pages[page];

	for (uint32_t i = 0; i < p->nregions; i++) {
		uint32_t k = d->regions[p->region + i].redaction;

		if (ic_status_open(plan->spec->redactions[k].status)) {
			return true;
		}
	}
	return false;
}

/* Boxes of a page that are not the whole page. */
static uint32_t page_boxes(const struct ic_plan_document *d, uint32_t page,
    bool marked)
{
	const struct ic_plan_page *p = &d->pages[page];
	uint32_t n = 0;

	for (uint32_t i = 0; i < p->nregions; i++) {
		const struct ic_region *r = &d->regions[p->region + i];

		n += !r->whole && !(marked && r->legend);
	}
	return n;
}

static void add_leaf(struct ic_plan_document *d, uint32_t page, bool marked)
{
	d->disputed[d->ndisputed++] = (struct ic_leaf){ page,
		d->ndisputed_boxes, marked };
	d->ndisputed_boxes += page_boxes(d, page, marked);
}

/*
 * The first page says which document it is; then come pairs. Where the first
 * page is in dispute itself, it is not shown twice.
 */
static bool list_document(struct ic_plan *plan, struct ic_plan_document *d)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < d->npages; i++) {
		n += ic_plan_is_disputed(plan, d, i);
	}
	if (n == 0) {
		return true;
	}
	d->disputed = ic_arena_alloc(&plan->arena, 2 * (size_t)n + 1,
	    sizeof(*d->disputed));
	if (!d->disputed) {
		return false;
	}
	for (uint32_t i = 0; i < d->npages; i++) {
		bool open = ic_plan_is_disputed(plan, d, i);

		if (open || i == 0) {
			add_leaf(d, i, true);
		}
		if (open) {
			add_leaf(d, i, false);
		}
	}
	return true;
}

/*
 * How many pages the disputed copy of an unopened document would have: it is
 * not made, and is missed where others are.
 */
static void count_disputed(const struct ic_plan *plan,
    struct ic_plan_document *d)
{
	uint32_t page = UINT32_MAX;

	for (uint32_t i = 0; i < d->nregions; i++) {
		const struct ic_region *r = &d->regions[i];

		if (r->page != page &&
		    ic_status_open(
			plan->spec->redactions[r->redaction].status)) {
			d->ndisputed += d->ndisputed == 0 && r->page > 0;
			d->ndisputed += 2;
			page = r->page;
		}
	}
}

bool plan_list_disputed(struct ic_plan *plan)
{
	for (size_t i = 0; i < plan->ndocuments; i++) {
		if (!plan->documents[i].pages) {
			count_disputed(plan, &plan->documents[i]);
		} else if (!list_document(plan, &plan->documents[i])) {
			return false;
		}
	}
	return true;
}

bool ic_plan_makes(const struct ic_plan *plan, size_t document,
    enum ic_copy copy)
{
	const struct ic_plan_document *d = &plan->documents[document];

	/* What a sheet stands for is in no unredacted copy. */
	return (plan->copies >> copy & 1) && ic_plan_pages(d, copy) > 0 &&
	    (copy == IC_COPY_REDACTED || !ic_plan_is_sheet(d));
}

uint32_t ic_plan_pages(const struct ic_plan_document *d, enum ic_copy copy)
{
	return copy == IC_COPY_DISPUTED ? d->ndisputed : d->npages;
}

uint32_t ic_plan_boxes(const struct ic_plan_document *d, enum ic_copy copy)
{
	if (copy == IC_COPY_DISPUTED) {
		return d->ndisputed_boxes;
	}
	return ic_copy_is_unredacted(copy) ? d->nboxes - d->nlegends
					   : d->nboxes;
}

struct ic_leaf ic_plan_leaf(const struct ic_plan_document *d, enum ic_copy copy,
    uint32_t page)
{
	if (copy == IC_COPY_DISPUTED) {
		return d->disputed[page];
	}
	return (struct ic_leaf){ page, d->pages[page].box,
		ic_copy_is_unredacted(copy) };
}

/* The leaf that has a box of the disputed copy. */
static uint32_t leaf_of(const struct ic_plan_document *d, uint32_t box)
{
	uint32_t lo = 0, hi = d->ndisputed;

	while (hi - lo > 1) {
		uint32_t mid = lo + (hi - lo) / 2;

		if (d->disputed[mid].box <= box) {
			lo = mid;
		} else {
			hi = mid;
		}
	}
	return lo;
}

/* Of the boxes from `first` on, the n-th; of a marked page, that it has. */
static const struct ic_region *nth_box(const struct ic_plan_document *d,
    uint32_t first, uint32_t n, bool marked)
{
	uint32_t i = first;

	if (!marked || d->nlegends == 0) {
		return &d->regions[d->boxes[first + n]];
	}
	for (; i < d->nboxes; i++) {
		if (!d->regions[d->boxes[i]].legend && n-- == 0) {
			break;
		}
	}
	return i < d->nboxes ? &d->regions[d->boxes[i]] : NULL;
}

const struct ic_region *ic_plan_product_box(const struct ic_plan_document *d,
    enum ic_copy copy, uint32_t box, uint32_t *page)
{
	const struct ic_region *r;
	const struct ic_leaf *l;

	if (box >= ic_plan_boxes(d, copy)) {
		return NULL;
	}
	if (copy != IC_COPY_DISPUTED) {
		r = nth_box(d, 0, box, ic_copy_is_unredacted(copy));
		*page = r ? r->page : 0;
		return r;
	}
	*page = leaf_of(d, box);
	l = &d->disputed[*page];
	return nth_box(d, d->pages[l->page].box, box - l->box, l->marked);
}

const char *ic_plan_banner(const struct ic_spec *spec, enum ic_copy copy,
    bool marked)
{
	if (copy == IC_COPY_PROPOSED && spec->marking.banner) {
		return spec->marking.banner;
	}
	return ic_copy_banner(copy, marked);
}
