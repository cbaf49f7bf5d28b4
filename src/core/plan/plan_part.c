/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A part of a production: which documents are made, and what is known of the
 * others without a look at them.
 */
#include <stdlib.h>

#include "core/plan.h"

uint32_t ic_plan_numbers_said(const struct ic_spec_document *d)
{
	uint64_t step;

	if (d->kind == IC_KIND_UNREADABLE || d->split) {
		return 0;
	}
	if (d->kind == IC_KIND_NATIVE) {
		return 1;
	}
	if (d->images) {
		return d->nimages;
	}
	if (d->part) {
		return d->source_pages;
	}
	if (d->has_first && d->has_last &&
	    ic_bates_between(&d->first, &d->last, &step) &&
	    step < IC_SLICE_PAGES_MAX) {
		return (uint32_t)step + 1;
	}
	return d->has_first ? d->pages_said : 0;
}

void ic_plan_expect(struct ic_plan *plan, size_t document, uint32_t numbers)
{
	struct ic_plan_document *d = &plan->documents[document];

	d->expected = d->numbers = numbers;
	d->npages = ic_plan_is_sheet(d) && !ic_plan_has_each(d) ? 1 : numbers;
	d->unopened = d->unlooked = true;
}

void ic_plan_reopen(struct ic_plan_document *d)
{
	d->numbers = d->npages = 0;
	d->unopened = d->unlooked = false;
	d->sha256[0] = '\0';
}

bool ic_plan_restore(struct ic_plan *plan, size_t document,
    struct ic_error *err)
{
	struct ic_plan_document *d = &plan->documents[document];

	d->pages = ic_arena_alloc(&plan->arena, d->npages, sizeof(*d->pages));
	if (!d->pages) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	d->restored = true;
	d->unlooked = false;
	return true;
}

bool ic_plan_as_expected(struct ic_plan_document *d)
{
	if (d->expected && d->uncounted) {
		d->numbers = d->expected; /* a sheet stands on all of them */
	}
	return d->expected == 0 || d->numbers == d->expected;
}

/*
 * Of each place in plan->order the document that ends last of those up to it:
 * what was inserted lies within another document's numbers. The caller frees.
 */
static uint32_t *list_ends(const struct ic_plan *plan)
{
	uint32_t *ends = calloc(plan->ndocuments + 1, sizeof(*ends));

	for (size_t k = 0; ends && k < plan->ndocuments; k++) {
		uint32_t i = plan->order[k], high = k ? ends[k - 1] : i;

		ends[k] = ic_bates_cmp(&plan->documents[i].last,
			      &plan->documents[high].last) > 0
		    ? i
		    : high;
	}
	return ends;
}

/* The first place in plan->order up to which a document ends there or later. */
static size_t first_from(const struct ic_plan *plan, const uint32_t *ends,
    const struct ic_bates *b)
{
	size_t lo = 0, hi = plan->ndocuments;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (ic_bates_cmp(&plan->documents[ends[mid]].last, b) < 0) {
			lo = mid + 1;
		} else {
			hi = mid;
		}
	}
	return lo;
}

/* How many documents meet the range. */
static size_t select_range(struct ic_plan *plan, const uint32_t *ends,
    const struct ic_bates_range *r)
{
	size_t met = 0;

	for (size_t k = first_from(plan, ends, &r->first); k < plan->ndocuments;
	     k++) {
		struct ic_plan_document *d = &plan->documents[plan->order[k]];
		const struct ic_bates_range own = { d->first, d->last };

		if (ic_bates_cmp(&d->first, &r->last) > 0) {
			break;
		}
		if (ic_bates_has_any(&own, r)) {
			d->selected = true;
			met++;
		}
	}
	return met;
}

static bool select_ranges(struct ic_plan *plan, const uint32_t *ends,
    const struct ic_bates_list *list, struct ic_error *err)
{
	char text[IC_BATES_RANGE_MAX];

	for (size_t i = 0; i < plan->ndocuments; i++) {
		plan->documents[i].selected = false;
	}
	for (size_t k = 0; k < list->n; k++) {
		const struct ic_bates_range *r = &list->at[k];

		if (select_range(plan, ends, r) == 0) {
			ic_bates_range_format(&plan->spec->prefixes, &r->first,
			    &r->last, text);
			return ic_fail(err, IC_ESPEC,
			    "--bates: no document holds %s", text);
		}
	}
	return true;
}

bool ic_plan_select(struct ic_plan *plan, const struct ic_bates_list *list,
    struct ic_error *err)
{
	uint32_t *ends = list_ends(plan);
	bool ok = ends ? select_ranges(plan, ends, list, err)
		       : ic_fail(err, IC_EENV, "out of memory");

	free(ends);
	return ok;
}

bool ic_plan_is_whole(const struct ic_plan *plan)
{
	for (size_t i = 0; i < plan->ndocuments; i++) {
		if (!plan->documents[i].selected) {
			return false;
		}
	}
	return true;
}
