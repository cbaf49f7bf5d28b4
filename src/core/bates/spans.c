/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/spans.h"

#include <stdlib.h>
#include <string.h>

bool ic_spans_add(struct ic_spans *s, const struct ic_bates_range *range,
    uint32_t what, struct ic_error *err)
{
	if (s->n == s->cap) {
		size_t cap = s->cap ? 2 * s->cap : 64;
		void *p = s->n < UINT32_MAX / 2
		    ? reallocarray(s->at, cap, sizeof(*s->at))
		    : NULL;

		if (!p) {
			return ic_fail(err, IC_EENV, "out of memory");
		}
		s->at = p;
		s->cap = cap;
	}
	s->at[s->n++] = (struct ic_bates_span){ *range, what };
	return true;
}

static int by_first(const void *a, const void *b)
{
	const struct ic_bates_span *x = a, *y = b;
	int c = ic_bates_cmp_apart(&x->range.first, &y->range.first);

	c = c ? c : ic_bates_cmp_apart(&x->range.last, &y->range.last);
	return c ? c : (x->what > y->what) - (x->what < y->what);
}

bool ic_spans_seal(struct ic_spans *s, struct ic_error *err)
{
	uint32_t *reach = reallocarray(s->reach, s->n + 1, sizeof(*reach));

	if (!reach) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	s->reach = reach;
	if (s->n) {
		qsort(s->at, s->n, sizeof(*s->at), by_first);
	}
	for (size_t i = 0; i < s->n; i++) {
		uint32_t high = i ? reach[i - 1] : 0;

		reach[i] = ic_bates_cmp_apart(&s->at[i].range.last,
			       &s->at[high].range.last) > 0
		    ? (uint32_t)i
		    : high;
	}
	return true;
}

/* How many begin at or before the number. */
static size_t up_to(const struct ic_spans *s, const struct ic_bates *b)
{
	size_t lo = 0, hi = s->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (ic_bates_cmp_apart(&s->at[mid].range.first, b) <= 0) {
			lo = mid + 1;
		} else {
			hi = mid;
		}
	}
	return lo;
}

bool ic_spans_meeting(const struct ic_spans *s,
    const struct ic_bates_range *range, ic_spans_fn *each, void *user)
{
	for (size_t i = up_to(s, &range->last); i > 0; i--) {
		const struct ic_bates_span *x = &s->at[i - 1];

		if (ic_bates_cmp_apart(&s->at[s->reach[i - 1]].range.last,
			&range->first) < 0) {
			break;
		}
		if (ic_bates_share(&x->range, range) && !each(user, x)) {
			return false;
		}
	}
	return true;
}

static bool keep(void *user, const struct ic_bates_span *span)
{
	*(const struct ic_bates_span **)user = span;
	return false;
}

const struct ic_bates_span *ic_spans_find(const struct ic_spans *s,
    const struct ic_bates *b)
{
	const struct ic_bates_range one = { *b, *b };
	const struct ic_bates_span *found = NULL;

	ic_spans_meeting(s, &one, keep, &found);
	return found;
}

bool ic_spans_highest(const struct ic_spans *s, const struct ic_bates *like,
    struct ic_bates *out)
{
	struct ic_bates most = { .prefix = like->prefix,
		.value = UINT64_MAX,
		.digits = like->digits };
	size_t n = up_to(s, &most);
	const struct ic_bates *last;

	if (n == 0) {
		return false;
	}
	last = &s->at[s->reach[n - 1]].range.last;
	if (last->prefix != like->prefix || last->digits != like->digits ||
	    last->suffix[0]) {
		return false;
	}
	*out = *last;
	return true;
}

uint64_t ic_spans_suffix(const struct ic_spans *s, const struct ic_bates *b)
{
	struct ic_bates from = *b, zero = *b;
	uint64_t high = 0;

	memcpy(from.suffix, ".", 2); /* before all that it may have */
	for (size_t i = up_to(s, &from); i < s->n; i++) {
		const struct ic_bates *last = &s->at[i].range.last;
		uint64_t n;

		if (last->prefix != b->prefix || last->digits != b->digits ||
		    last->value != b->value || last->suffix[0] != '.') {
			break;
		}
		zero = *last;
		memset(zero.suffix + 1, '0', strlen(zero.suffix + 1));
		if (ic_bates_between(&zero, last, &n) && n > high) {
			high = n;
		}
	}
	return high;
}

void ic_spans_finish(struct ic_spans *s)
{
	if (s) {
		free(s->at);
		free(s->reach);
		*s = (struct ic_spans){ 0 };
	}
}
