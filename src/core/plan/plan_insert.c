/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Numbers that depend on what others have: where new ones begin with
 * `start: next`, and those of documents that come late to their place.
 */
#include <stdlib.h>
#include <string.h>

#include "core/spans.h"
#include "plan_priv.h"

/* How many digits a suffix has, which hold this many pages. */
#define SUFFIX_FIRST ".001"
#define SUFFIX_PAGES 999

static bool is_counted_on(const struct ic_bates *b, const struct ic_bates *like)
{
	return b->prefix == like->prefix && b->digits == like->digits &&
	    !b->suffix[0];
}

/*
 * What an earlier run gave to one of the documents that follow one after the
 * other from the start, if any is there still.
 */
static const struct ic_bates *started(const struct ic_plan *plan)
{
	for (size_t i = 0; i < plan->ndocuments; i++) {
		const struct ic_plan_document *d = &plan->documents[i];

		if (d->spec->has_first) {
			return NULL;
		}
		if (d->spec->insert == IC_INSERT_NONE && d->has_was &&
		    is_counted_on(&d->was, &plan->spec->numbering.first)) {
			return &d->was;
		}
	}
	return NULL;
}

bool ic_plan_start(const struct ic_plan *plan, struct ic_bates *out,
    struct ic_error *err)
{
	const struct ic_bates *first = &plan->spec->numbering.first, *was;
	const struct ic_bates *high = NULL;

	*out = *first;
	if (!plan->spec->numbering.next) {
		return true;
	}
	was = started(plan);
	if (was) {
		*out = *was;
		return true;
	}
	for (size_t i = 0; i < plan->ntaken; i++) {
		const struct ic_bates *b = &plan->taken[i].last;

		if (is_counted_on(b, first) &&
		    (!high || b->value > high->value)) {
			high = b;
		}
	}
	return !high || ic_bates_next(&plan->spec->prefixes, high, 1, out, err);
}

struct inserting {
	struct ic_plan *plan;
	struct ic_diags *diags;
	struct ic_spans spans; /* of all that have a number already */
	uint32_t *late;        /* those that get one, by what they follow */
	size_t n;
};

/* The number without its suffix: what is counted behind it. */
static struct ic_bates base_of(const struct ic_bates *b)
{
	struct ic_bates base = *b;

	base.suffix[0] = '\0';
	return base;
}

/* By kind; of one kind, those that count in one row stay together. */
static int by_row(const void *a, const void *b, void *user)
{
	const struct ic_plan *plan = user;
	uint32_t i = *(const uint32_t *)a, k = *(const uint32_t *)b;
	const struct ic_spec_document *x = plan->documents[i].spec,
				      *y = plan->documents[k].spec;
	struct ic_bates p = base_of(&x->after), q = base_of(&y->after);
	int c = (int)x->insert - (int)y->insert;

	if (c == 0 && x->insert == IC_INSERT_NEXT) {
		p.value = q.value = 0;
	}
	c = c ? c : ic_bates_cmp(&p, &q);
	return c ? c : (i > k) - (i < k);
}

static bool set_numbers(struct inserting *in, struct ic_plan_document *d,
    const struct ic_bates *first)
{
	const struct ic_prefixes *px = &in->plan->spec->prefixes;
	struct ic_error err = { 0 };

	d->first = *first;
	if (!ic_bates_next(px, first, d->numbers - 1, &d->last, &err)) {
		ic_diag_add(in->diags, IC_LEVEL_ERROR, d->spec->place,
		    "%s has %lu pages: %s", d->spec->name,
		    (unsigned long)d->numbers, err.msg);
		return false;
	}
	ic_bates_range_format(px, &d->first, &d->last, d->range);
	return true;
}

static bool give_suffix(struct inserting *in, struct ic_plan_document *d,
    uint64_t used)
{
	struct ic_bates first = base_of(&d->spec->after);
	char text[IC_BATES_MAX];

	if (used + d->numbers > SUFFIX_PAGES) {
		ic_bates_format(&in->plan->spec->prefixes, &first, text);
		ic_diag_add(in->diags, IC_LEVEL_ERROR, d->spec->place,
		    "%s has %lu page%s, and behind %s there is room for %lu: "
		    "give it `number: next`",
		    d->spec->name, (unsigned long)d->numbers,
		    d->numbers == 1 ? "" : "s", text,
		    (unsigned long)(used < SUFFIX_PAGES ? SUFFIX_PAGES - used
							: 0));
		return false;
	}
	memcpy(first.suffix, SUFFIX_FIRST, sizeof(SUFFIX_FIRST));
	ic_bates_at(&first, used, &first);
	return set_numbers(in, d, &first);
}

static bool give_next(struct inserting *in, struct ic_plan_document *d,
    const struct ic_bates *high)
{
	struct ic_bates first;
	struct ic_error err = { 0 };

	if (!ic_bates_next(&in->plan->spec->prefixes, high, 1, &first, &err)) {
		ic_diag_add(in->diags, IC_LEVEL_ERROR, d->spec->place,
		    "%s gets no number: %s", d->spec->name, err.msg);
		return false;
	}
	return set_numbers(in, d, &first);
}

/* In the midst of a document: perhaps, but more often its first number. */
static bool check_place(struct inserting *in, const struct ic_plan_document *d)
{
	const struct ic_bates *after = &d->spec->after;
	const struct ic_bates_span *at = ic_spans_find(&in->spans, after);
	const struct ic_prefixes *px = &in->plan->spec->prefixes;
	char text[IC_BATES_MAX], range[IC_BATES_RANGE_MAX], last[IC_BATES_MAX];

	ic_bates_format(px, after, text);
	if (!at) {
		ic_diag_add(in->diags, IC_LEVEL_ERROR, d->spec->place,
		    "%s is to come after %s, which no document bears: write "
		    "the last number of the document behind which it has its "
		    "place",
		    d->spec->name, text);
		return false;
	}
	if (ic_bates_cmp(&at->range.last, after) != 0) {
		ic_bates_range_format(px, &at->range.first, &at->range.last,
		    range);
		ic_bates_format(px, &at->range.last, last);
		ic_diag_add(in->diags, IC_LEVEL_WARNING, d->spec->place,
		    "%s comes after %s, in the midst of %s: behind that "
		    "document it would be `after: %s`",
		    d->spec->name, text, range, last);
	}
	return true;
}

/* What those of a row are counted on from. */
struct row {
	struct ic_bates high; /* NEXT: the highest that is used */
	uint64_t used;        /* SUFFIX: and the highest suffix */
};

static bool same_row(const struct ic_spec_document *a,
    const struct ic_spec_document *b)
{
	struct ic_bates p = base_of(&a->after), q = base_of(&b->after);

	return a->insert == b->insert &&
	    (a->insert == IC_INSERT_NEXT ? is_counted_on(&p, &q)
					 : ic_bates_cmp(&p, &q) == 0);
}

static void begin_row(const struct inserting *in,
    const struct ic_spec_document *d, struct row *row)
{
	struct ic_bates base = base_of(&d->after);

	*row = (struct row){ base, ic_spans_suffix(&in->spans, &base) };
	ic_spans_highest(&in->spans, &base, &row->high);
}

static void give_all(struct inserting *in)
{
	const struct ic_spec_document *before = NULL;
	struct row row = { 0 };

	for (size_t k = 0; k < in->n; k++) {
		struct ic_plan_document *d = &in->plan->documents[in->late[k]];

		if (!before || !same_row(before, d->spec)) {
			begin_row(in, d->spec, &row);
		}
		before = d->spec;
		if (!check_place(in, d)) {
			continue;
		}
		if (d->spec->insert == IC_INSERT_SUFFIX) {
			row.used += give_suffix(in, d, row.used) ? d->numbers
								 : 0;
		} else if (give_next(in, d, &row.high)) {
			row.high = d->last;
		}
	}
}

/* What has its number, this time or from an earlier run. */
static bool gather(struct inserting *in, struct ic_error *err)
{
	const struct ic_plan *plan = in->plan;

	for (size_t i = 0; i < plan->ntaken; i++) {
		if (!ic_spans_add(&in->spans, &plan->taken[i], 0, err)) {
			return false;
		}
	}
	for (size_t i = 0; i < plan->ndocuments; i++) {
		struct ic_plan_document *d = &plan->documents[i];
		struct ic_bates_range r;

		if (d->spec->insert != IC_INSERT_NONE && !d->has_was) {
			in->late[in->n++] = (uint32_t)i;
			continue;
		}
		if (d->spec->insert != IC_INSERT_NONE &&
		    !set_numbers(in, d, &d->was)) {
			continue;
		}
		r = (struct ic_bates_range){ d->first, d->last };
		if (!ic_spans_add(&in->spans, &r, 0, err)) {
			return false;
		}
	}
	return ic_spans_seal(&in->spans, err);
}

static bool has_inserts(const struct ic_plan *plan)
{
	for (size_t i = 0; i < plan->ndocuments; i++) {
		if (plan->documents[i].spec->insert != IC_INSERT_NONE) {
			return true;
		}
	}
	return false;
}

bool ic_plan_insert(struct ic_plan *plan, struct ic_diags *diags)
{
	struct inserting in = { .plan = plan, .diags = diags };
	size_t errors = diags->errors;
	struct ic_error err = { 0 };

	if (!has_inserts(plan)) {
		return true;
	}
	in.late = calloc(plan->ndocuments, sizeof(*in.late));
	if (!in.late) {
		ic_fail(&err, IC_EENV, "out of memory");
	} else if (gather(&in, &err)) {
		qsort_r(in.late, in.n, sizeof(*in.late), by_row, plan);
		give_all(&in);
	}
	if (err.code) {
		ic_diag_add(diags, IC_LEVEL_ERROR, (struct ic_place){ 0 }, "%s",
		    err.msg);
	}
	ic_spans_finish(&in.spans);
	free(in.late);
	return diags->errors == errors;
}
