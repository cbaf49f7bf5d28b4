/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Which redactions, and which of their pages, a row of rulings means. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "plan_rulings.h"
#include "spec_priv.h"

static const struct ic_redaction *redaction(const struct ic_ruler *r,
    uint32_t i)
{
	return &r->plan->spec->redactions[i];
}

static struct ic_bates number_of(const struct ic_plan *plan,
    const struct ic_ruled_page *p)
{
	struct ic_bates b;

	ic_bates_at(&plan->documents[p->document].first, p->page, &b);
	return b;
}

static void add_page(void *user, size_t document, uint32_t page)
{
	struct ic_ruler *r = user;

	if (r->n == r->cap) {
		size_t cap = r->cap ? 2 * r->cap : 1024;
		void *p = r->n < IC_SLICE_BOXES_MAX
		    ? reallocarray(r->at, cap, sizeof(*r->at))
		    : NULL;

		if (!p) {
			r->starved = true;
			return;
		}
		r->at = p;
		r->cap = cap;
	}
	r->at[r->n++] = (struct ic_ruled_page){ r->current, (uint32_t)document,
		page, false };
}

static int by_number(const void *a, const void *b, void *user)
{
	const struct ic_ruler *r = user;
	uint32_t i = *(const uint32_t *)a, k = *(const uint32_t *)b;
	struct ic_bates x = number_of(r->plan, &r->at[i]);
	struct ic_bates y = number_of(r->plan, &r->at[k]);
	int c = ic_bates_cmp(&x, &y);

	return c ? c : (i > k) - (i < k);
}

bool ic_ruler_gather(struct ic_ruler *r)
{
	/* What a redaction names in vain is said when it is resolved. */
	const struct ic_plan_walk walk = { .page = add_page, .user = r };
	size_t n = r->plan->spec->nredactions;
	uint32_t old;

	for (size_t i = 0; i < n && !r->starved; i++) {
		r->current = (uint32_t)i;
		r->first[i] = r->n;
		ic_plan_walk_pages(r->plan, redaction(r, (uint32_t)i), &walk);
		/* Of two with one id the plan complains later. */
		r->starved |= !ic_index_add(&r->by_id, r->plan->ids[i],
		    (uint32_t)i, &old);
	}
	r->first[n] = r->n;
	r->sorted = reallocarray(NULL, r->n + 1, sizeof(*r->sorted));
	if (r->starved || !r->sorted) {
		return false;
	}
	for (size_t i = 0; i < r->n; i++) {
		r->sorted[i] = (uint32_t)i;
	}
	qsort_r(r->sorted, r->n, sizeof(*r->sorted), by_number, r);
	return true;
}

static bool on_page(const struct ic_ruler *r, const struct ic_ruling *row,
    const struct ic_ruled_page *p)
{
	struct ic_bates b = number_of(r->plan, p);

	for (uint32_t i = 0; i < row->nbates; i++) {
		if (ic_bates_in(&row->bates[i], &b)) {
			return true;
		}
	}
	return row->nbates == 0;
}

static bool has_codes(const struct ic_ruling *row,
    const struct ic_redaction *rd)
{
	for (uint32_t i = 0; i < row->ncodes; i++) {
		uint32_t k = 0;

		while (k < rd->ncodes && rd->codes[k] != row->codes[i]) {
			k++;
		}
		if (k == rd->ncodes) {
			return false;
		}
	}
	return true;
}

static bool meets_piece(const struct ic_ruling *row,
    const struct ic_pieces *pieces, const struct ic_ruled_page *p)
{
	for (uint32_t i = 0; i < pieces->n; i++) {
		const struct ic_piece *x = &pieces->at[i];

		if (x->document == p->document && x->page == p->page &&
		    (row->box_whole ? x->whole
				    : ic_rect_touches(row->box, x->rect))) {
			return true;
		}
	}
	return false;
}

static bool in_box(const struct ic_ruler *r, const struct ic_ruling *row,
    const struct ic_ruled_page *p)
{
	const struct ic_redaction *rd = redaction(r, p->redaction);
	const struct ic_pieces *pieces = ic_plan_pieces(r->plan, p->redaction);
	bool whole = rd->area == IC_AREA_WHOLE;

	if (row->has_box && pieces) {
		return meets_piece(row, pieces, p);
	}

	if (!row->has_box || row->box_whole) {
		return !row->has_box || whole;
	}
	return whole ||
	    !ic_rect_is_empty(ic_rect_intersect(row->box, rd->rect));
}

/* The redaction's own category counts, and its document's. */
static bool in_category(const struct ic_ruler *r, const struct ic_ruled_page *p,
    const char *category)
{
	const struct ic_redaction *rd = redaction(r, p->redaction);
	const struct ic_plan_document *d = &r->plan->documents[p->document];

	return strcasecmp(ic_field(rd->fields, IC_FIELD_CATEGORY), category) ==
	    0 ||
	    strcasecmp(ic_field(&d->fields, IC_FIELD_CATEGORY), category) == 0;
}

static bool matches(const struct ic_ruler *r, const struct ic_ruling *row,
    const struct ic_ruled_page *p)
{
	const struct ic_redaction *rd = redaction(r, p->redaction);

	return on_page(r, row, p) &&
	    (!row->document || row->document == p->document + 1) &&
	    (!row->has_of || r->of == p->document) &&
	    (!row->category || in_category(r, p, row->category)) &&
	    has_codes(row, rd) && in_box(r, row, p) &&
	    (!row->lines || (rd->lines && strcmp(rd->lines, row->lines) == 0));
}

static void try_place(struct ic_ruler *r, uint32_t row, struct ic_ruled_page *p)
{
	if (!matches(r, &r->plan->spec->rulings[row], p)) {
		return;
	}
	p->ruled = true;
	if (r->met_by[p->redaction] != row + 1) {
		r->met_by[p->redaction] = row + 1;
		r->met[r->nmet++] = p->redaction;
	}
}

/* The places from the first number of a range on. */
static void try_range(struct ic_ruler *r, uint32_t row,
    const struct ic_bates_range *range)
{
	size_t lo = 0, hi = r->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		struct ic_bates b = number_of(r->plan, &r->at[r->sorted[mid]]);

		if (ic_bates_cmp(&b, &range->first) < 0) {
			lo = mid + 1;
		} else {
			hi = mid;
		}
	}
	for (; lo < r->n; lo++) {
		struct ic_ruled_page *p = &r->at[r->sorted[lo]];
		struct ic_bates b = number_of(r->plan, p);

		if (ic_bates_cmp(&b, &range->last) > 0) {
			break;
		}
		try_place(r, row, p);
	}
}

static bool find_document(struct ic_ruler *r, const struct ic_ruling *row)
{
	const struct ic_plan *plan = r->plan;
	uint32_t page;

	if (!ic_plan_find(plan, &row->of.first, &r->of, &page)) {
		return false;
	}
	return ic_bates_cmp(&plan->documents[r->of].first, &row->of.first) ==
	    0 &&
	    ic_bates_cmp(&plan->documents[r->of].last, &row->of.last) == 0;
}

/* All of a document, by its numbers. */
static void try_document(struct ic_ruler *r, uint32_t i,
    const struct ic_ruling *row)
{
	const struct ic_plan_document
	    *d = &r->plan->documents[row->document ? row->document - 1 : r->of];
	struct ic_bates_range range = { d->first, d->last };

	try_range(r, i, &range);
}

static void complain(struct ic_ruler *r, const struct ic_ruling *row,
    const char *say)
{
	ic_diag_add(r->diags, IC_LEVEL_ERROR, row->place, "%s", say);
}

/*
 * It may be written in another case. One without a digit may be a name that
 * slipped into the column, and is not quoted.
 */
static void complain_id(struct ic_ruler *r, const struct ic_ruling *row)
{
	const char *id = strpbrk(row->id, "0123456789") ? row->id : NULL;
	const char *meant = NULL;

	for (size_t i = 0; i < r->plan->spec->nredactions && !meant; i++) {
		if (strcasecmp(r->plan->ids[i], row->id) == 0) {
			meant = r->plan->ids[i];
		}
	}
	ic_diag_add(r->diags, IC_LEVEL_ERROR, row->place,
	    "no redaction has %s%s%s: %s%s%s", id ? "the id \"" : "this id",
	    id ? id : "", id ? "\"" : "",
	    meant ? "did you mean \"" : "write it as the redaction log does",
	    meant ? meant : "", meant ? "\"?" : "");
}

/* The category of the i-th of all documents and then all redactions, or "". */
static const char *category_at(const struct ic_plan *plan, size_t i)
{
	return i < plan->ndocuments
	    ? ic_field(&plan->documents[i].fields, IC_FIELD_CATEGORY)
	    : ic_field(plan->spec->redactions[i - plan->ndocuments].fields,
		  IC_FIELD_CATEGORY);
}

#define COMPARED 200 /* categories, for one that is misspelt */

/* A category that nothing is of; false if something is. */
static bool complain_category(struct ic_ruler *r, const struct ic_ruling *row)
{
	size_t n = 0, all = r->plan->ndocuments + r->plan->spec->nredactions;
	const char *names[COMPARED], *meant;

	for (size_t i = 0; i < all; i++) {
		const char *c = category_at(r->plan, i);

		if (strcasecmp(c, row->category) == 0) {
			return false;
		}
		if (*c && n < COMPARED) {
			names[n++] = c;
		}
	}
	meant = ic_did_you_mean(row->category, names, n);
	ic_diag_add(r->diags, IC_LEVEL_ERROR, row->place,
	    "no document and no redaction is of this category%s%s%s",
	    meant ? ": did you mean \"" : "", meant ? meant : "",
	    meant ? "\"?" : "");
	return true;
}

bool ic_ruler_meet(struct ic_ruler *r, uint32_t i)
{
	const struct ic_ruling *row = &r->plan->spec->rulings[i];
	uint32_t one = row->id ? ic_index_find(&r->by_id, row->id) : 0;
	size_t from = 0, to = r->n;

	r->nmet = 0;
	if (row->has_of && !find_document(r, row)) {
		complain(r, row,
		    "no document has exactly this Bates range: \"document\" "
		    "is a file as the spec writes it, or its whole range");
		return false;
	}
	if (one == IC_INDEX_NONE) {
		complain_id(r, row);
		return false;
	}
	if (row->id) {
		from = r->first[one];
		to = r->first[one + 1];
	}
	for (uint32_t k = 0; !row->id && k < row->nbates; k++) {
		try_range(r, i, &row->bates[k]);
	}
	if (!row->id && !row->nbates && (row->document || row->has_of)) {
		try_document(r, i, row);
		to = 0;
	}
	for (; (row->id || !row->nbates) && from < to; from++) {
		try_place(r, i, &r->at[from]);
	}
	if (r->nmet == 0 && (!row->category || !complain_category(r, row))) {
		complain(r, row,
		    row->id ? "the redaction with this id is not where the "
			      "other cells of this row say: correct one of "
			      "them"
			    : "this row meets no redaction: none has all that "
			      "it names");
	}
	return r->nmet > 0;
}
