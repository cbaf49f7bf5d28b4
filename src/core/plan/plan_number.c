/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Which number each page has, and that none has two owners. */
#include <stdlib.h>
#include <string.h>

#include "core/numbers_prove.h"
#include "plan_priv.h"

static const char *base_name(const char *file)
{
	const char *slash = strrchr(file, '/');

	return slash ? slash + 1 : file;
}

/*
 * Of a file that was produced before and cannot be read a load file, or its
 * name, may say how many numbers it has: COE000300-COE000311.pdf.
 */
static void count_unread(const struct ic_plan *plan, struct ic_plan_document *d)
{
	const char *name = base_name(d->spec->file);
	struct ic_bates found[3];
	size_t n = ic_bates_find(&plan->spec->prefixes, name, strlen(name),
	    found, 3);
	uint64_t step;

	if (d->uncounted && d->spec->has_last) {
		if (ic_bates_between(&d->first, &d->spec->last, &step) &&
		    step < IC_SLICE_PAGES_MAX) {
			d->numbers = (uint32_t)step + 1;
		}
		return;
	}
	if (d->uncounted && d->spec->stamped && !d->spec->part && n == 2 &&
	    ic_bates_cmp(&found[0], &d->first) == 0 &&
	    found[1].prefix == found[0].prefix &&
	    found[1].value > found[0].value &&
	    found[1].value - found[0].value < IC_SLICE_PAGES_MAX) {
		d->numbers = (uint32_t)(found[1].value - found[0].value) + 1;
	}
}

/* What follows COE000123.001 would be a guess: .002, or COE000124. */
static bool follow(const struct ic_prefixes *px, const struct ic_bates *last,
    struct ic_bates *out, struct ic_error *err)
{
	char text[IC_BATES_MAX];

	if (!last->suffix[0]) {
		return ic_bates_next(px, last, 1, out, err);
	}
	ic_bates_format(px, last, text);
	return ic_fail(err, IC_ESPEC,
	    "what follows %s is not certain because of its suffix: give the "
	    "next number itself",
	    text);
}

/* `above`: what it follows without a number of its own; NULL: the start. */
static bool number_document(struct ic_plan *plan, size_t i,
    const struct ic_plan_document *above, bool have_last,
    struct ic_diags *diags)
{
	const struct ic_prefixes *px = &plan->spec->prefixes;
	struct ic_plan_document *d = &plan->documents[i];
	struct ic_error err = { 0 };

	if (d->spec->has_first) {
		d->first = d->spec->first;
	} else if (!above) {
		if (!ic_plan_start(plan, &d->first, &err)) {
			ic_diag_add(diags, IC_LEVEL_ERROR, d->spec->place,
			    "%s gets no number: %s", d->spec->file, err.msg);
			return false;
		}
	} else if (!have_last) {
		return false;
	} else if (!follow(px, &above->last, &d->first, &err)) {
		ic_diag_add(diags, IC_LEVEL_ERROR, d->spec->place,
		    "%s cannot begin one past the document above it: %s",
		    d->spec->name, err.msg);
		return false;
	}
	count_unread(plan, d);
	if (!ic_bates_next(px, &d->first, d->numbers - 1, &d->last, &err)) {
		ic_diag_add(diags, IC_LEVEL_ERROR, d->spec->place,
		    "%s has %lu pages: %s", d->spec->name,
		    (unsigned long)d->numbers, err.msg);
		return false;
	}
	ic_bates_range_format(px, &d->first, &d->last, d->range);
	return true;
}

static int by_number_apart(const void *a, const void *b, void *plan)
{
	const struct ic_plan *p = plan;
	uint32_t i = *(const uint32_t *)a, k = *(const uint32_t *)b;
	int c = ic_bates_cmp_apart(&p->documents[i].first,
	    &p->documents[k].first);

	return c ? c : (i > k) - (i < k);
}

static int by_number(const void *a, const void *b, void *plan)
{
	const struct ic_plan *p = plan;
	uint32_t i = *(const uint32_t *)a, k = *(const uint32_t *)b;
	int c = ic_bates_cmp(&p->documents[i].first, &p->documents[k].first);

	return c ? c : (i > k) - (i < k);
}

static void report_overlap(const struct ic_plan *plan, uint32_t a, uint32_t b,
    struct ic_diags *diags)
{
	/* The later one in the spec is the one to move. */
	const struct ic_plan_document *old = &plan->documents[a < b ? a : b];
	const struct ic_plan_document *new = &plan->documents[a < b ? b : a];

	ic_diag_add(diags, IC_LEVEL_ERROR, new->spec->place,
	    "%s would have %s, but %s has %s: no number is used twice, so "
	    "give one of them another first number by `bates:`",
	    new->spec->name, new->range, old->spec->file, old->range);
}

static void check_overlaps(struct ic_plan *plan, struct ic_diags *diags)
{
	uint32_t high = plan->ndocuments ? plan->seek[0] : 0;

	for (size_t i = 1; i < plan->ndocuments; i++) {
		uint32_t k = plan->seek[i];

		if (ic_bates_cmp_apart(&plan->documents[k].first,
			&plan->documents[high].last) <= 0) {
			report_overlap(plan, high, k, diags);
		}
		if (ic_bates_cmp_apart(&plan->documents[k].last,
			&plan->documents[high].last) > 0) {
			high = k;
		}
	}
}

/*
 * A produced file is named by its numbers more often than not; a name that
 * contradicts the spec is an error, since one of the two is wrong.
 */
static void check_name(const struct ic_plan *plan,
    const struct ic_plan_document *d, struct ic_diags *diags)
{
	const char *name = base_name(d->spec->file);
	struct ic_bates found[3];
	size_t n = ic_bates_find(&plan->spec->prefixes, name, strlen(name),
	    found, 3);
	char says[IC_BATES_RANGE_MAX];

	if (d->spec->part || n == 0 || n > 2) {
		return; /* a part's file is named after all of it */
	}
	if (ic_bates_cmp(&found[0], &d->first) == 0 &&
	    (n == 1 || ic_bates_cmp(&found[1], &d->last) == 0)) {
		return;
	}
	ic_bates_range_format(&plan->spec->prefixes, &found[0], &found[n - 1],
	    says);
	ic_diag_add(diags, IC_LEVEL_ERROR, d->spec->place,
	    "%s is named %s, but its %lu pages would be %s: correct `bates:` "
	    "or get the whole file",
	    d->spec->name, says, (unsigned long)d->numbers, d->range);
}

bool ic_plan_number(struct ic_plan *plan, struct ic_diags *diags)
{
	size_t errors = diags->errors;
	const struct ic_plan_document *above = NULL;
	bool have_last = true;

	for (size_t i = 0; i < plan->ndocuments; i++) {
		if (plan->documents[i].spec->insert != IC_INSERT_NONE) {
			continue;
		}
		have_last = number_document(plan, i, above, have_last, diags);
		above = &plan->documents[i];
		if (have_last && plan->documents[i].spec->stamped) {
			check_name(plan, &plan->documents[i], diags);
		}
		if (have_last) {
			ic_numbers_check_said(plan, i, diags);
		}
	}
	if (diags->errors != errors || !ic_plan_insert(plan, diags)) {
		return false;
	}
	memcpy(plan->seek, plan->order,
	    plan->ndocuments * sizeof(*plan->order));
	qsort_r(plan->order, plan->ndocuments, sizeof(*plan->order), by_number,
	    plan);
	qsort_r(plan->seek, plan->ndocuments, sizeof(*plan->seek),
	    by_number_apart, plan);
	check_overlaps(plan, diags);
	return diags->errors == errors;
}
