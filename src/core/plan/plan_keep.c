/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * All of a page but what is kept. Where that has an address the line numbers
 * of the page stay as well: they are no secret, and say what is left.
 */
#include <stdlib.h>

#include "plan_priv.h"

#define KEPT_MAX 256 /* rectangles of a page, gutters among them */

struct keeper {
	struct ic_addresser *a;
	const struct ic_piece *page;
	struct ic_size size;
	struct ic_rect kept[KEPT_MAX];
	size_t n;
};

static void keep_rect(struct keeper *k, struct ic_rect r)
{
	r = ic_rect_intersect(r, ic_rect_of(k->size));
	if (ic_rect_is_empty(r)) {
		return;
	}
	if (k->n == KEPT_MAX) {
		k->a->starved = true;
		return;
	}
	k->kept[k->n++] = r;
}

/* Rectangles as written; false, reported, if one leaves the page. */
static bool keep_written(struct keeper *k)
{
	const struct ic_redaction *r = k->a->r;
	struct ic_rect all = ic_rect_grow(ic_rect_of(k->size), IC_PLAN_SLACK);
	char number[IC_BATES_MAX];

	for (uint32_t i = 0; i < r->nkept; i++) {
		if (!ic_rect_contains(all, r->kept[i])) {
			ic_plan_page_number(k->a->plan, k->page->document,
			    k->page->page, number);
			return ic_addresser_fail(k->a,
			    "what is to be kept leaves its page, %s: give a "
			    "rectangle on it",
			    number);
		}
		keep_rect(k, r->kept[i]);
		ic_addresser_add(k->a, &k->a->found, &k->a->nfound,
		    &k->a->cap_found,
		    (struct ic_piece){ .document = k->page->document,
			.page = k->page->page,
			.rect = r->kept[i] });
	}
	return true;
}

static void keep_found(struct keeper *k, size_t nfound)
{
	for (size_t i = 0; i < nfound; i++) {
		const struct ic_piece *p = &k->a->found[i];

		if (p->document == k->page->document &&
		    p->page == k->page->page) {
			keep_rect(k, p->rect);
		}
	}
}

static void keep_gutters(struct keeper *k)
{
	const struct ic_plan_numbered *on = ic_plan_numbered_at(k->a->plan,
	    k->page->document, k->page->page);

	for (uint32_t i = 0; on && i < on->ncolumns; i++) {
		keep_rect(k, on->columns[i].gutter);
	}
}

static int64_t area_of(struct ic_rect r)
{
	return (int64_t)(r.x1 - r.x0) * (r.y1 - r.y0);
}

/* The largest one bears the label. */
static void add_all(struct keeper *k, const struct ic_rect *at, size_t n)
{
	size_t best = 0;

	for (size_t i = 1; i < n; i++) {
		best = area_of(at[i]) > area_of(at[best]) ? i : best;
	}
	for (size_t i = 0; i < n; i++) {
		ic_addresser_add(k->a, &k->a->out, &k->a->nout, &k->a->cap_out,
		    (struct ic_piece){ .document = k->page->document,
			.page = k->page->page,
			.rect = at[i],
			.plain = i != best });
	}
}

static void add_whole(struct keeper *k)
{
	ic_addresser_add(k->a, &k->a->out, &k->a->nout, &k->a->cap_out,
	    (struct ic_piece){ .document = k->page->document,
		.page = k->page->page,
		.rect = ic_rect_of(k->size),
		.whole = true });
}

static bool cover_rest(struct keeper *k)
{
	size_t max = (k->n + 1) * (k->n + 2) * 2, n;
	struct ic_rect *at = calloc(max, sizeof(*at));
	char number[IC_BATES_MAX];

	n = at ? ic_rect_without(k->size, k->kept, k->n, at, max) : SIZE_MAX;
	if (n > max) {
		k->a->starved = true;
	} else if (n == 0) {
		ic_plan_page_number(k->a->plan, k->page->document,
		    k->page->page, number);
		ic_addresser_fail(k->a,
		    "what is kept is all of %s, so that nothing is covered: "
		    "remove the redaction, or keep less",
		    number);
	} else {
		add_all(k, at, n);
	}
	free(at);
	return n > 0 && n <= max;
}

static bool keep_page(struct keeper *k, size_t nfound)
{
	k->n = 0;
	k->size =
	    k->a->plan->documents[k->page->document].pages[k->page->page].size;
	if (k->a->r->address) {
		keep_found(k, nfound);
	} else if (!keep_written(k)) {
		return false;
	}
	if (k->n == 0) {
		add_whole(k);
		return !k->a->starved;
	}
	if (k->a->r->address) {
		keep_gutters(k);
	}
	return !k->a->starved && cover_rest(k);
}

bool ic_addresser_keep(struct ic_addresser *a)
{
	struct keeper *k = calloc(1, sizeof(*k));
	size_t nfound = a->nfound;
	bool ok = k != NULL;

	a->starved = a->starved || !k;
	for (size_t i = 0; ok && i < a->npages; i++) {
		k->a = a;
		k->page = &a->page[i];
		ok = keep_page(k, nfound);
	}
	free(k);
	return ok;
}
