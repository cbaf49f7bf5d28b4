/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Counting on: in the digits of a number, or in those of its suffix. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/bates.h"

/* The largest value that so many digits hold. */
static uint64_t most(size_t digits)
{
	uint64_t v = 0;

	for (size_t i = 0; i < digits && i < IC_BATES_DIGITS_MAX; i++) {
		v = v * 10 + 9;
	}
	return v;
}

static uint64_t digits_value(const char *digits)
{
	uint64_t v = 0;

	for (; *digits; digits++) {
		v = v * 10 + (uint64_t)(*digits - '0');
	}
	return v;
}

/* What counts in a number, and how far it can. */
struct counter {
	uint64_t value, most;
};

static struct counter counter_of(const struct ic_bates *b)
{
	if (b->suffix[0] == '.') {
		return (struct counter){ digits_value(b->suffix + 1),
			most(strlen(b->suffix + 1)) };
	}
	if (b->suffix[0]) {
		return (struct counter){ (uint64_t)(b->suffix[0] - 'A'),
			'Z' - 'A' };
	}
	return (struct counter){ b->value, most(b->digits) };
}

static void set_counter(struct ic_bates *b, uint64_t value)
{
	if (b->suffix[0] == '.') {
		int digits = (int)strlen(b->suffix + 1);

		snprintf(b->suffix, sizeof(b->suffix), ".%0*" PRIu64, digits,
		    value % 1000000);
	} else if (b->suffix[0]) {
		b->suffix[0] = (char)('A' + value % 26);
	} else {
		b->value = value;
	}
}

static bool overflows(const struct ic_prefixes *p, const struct ic_bates *b,
    uint64_t step, struct ic_error *err)
{
	char text[IC_BATES_MAX];

	ic_bates_format(p, b, text);
	if (b->suffix[0] == '.') {
		return ic_fail(err, IC_ESPEC,
		    "counting %" PRIu64 " on from %s needs more than the %zu "
		    "digits of its suffix: number the document without one",
		    step, text, strlen(b->suffix + 1));
	}
	if (b->suffix[0]) {
		return ic_fail(err, IC_ESPEC,
		    "counting %" PRIu64 " on from %s needs a letter after Z: "
		    "number the document by a suffix such as .001",
		    step, text);
	}
	return ic_fail(err, IC_ESPEC,
	    "counting %" PRIu64 " on from %s needs more than its %d digits: "
	    "use more digits or a smaller first number",
	    step, text, b->digits);
}

bool ic_bates_next(const struct ic_prefixes *p, const struct ic_bates *b,
    uint64_t step, struct ic_bates *out, struct ic_error *err)
{
	struct counter c = counter_of(b);

	if (c.value > c.most || step > c.most - c.value) {
		return overflows(p, b, step, err);
	}
	ic_bates_at(b, step, out);
	return true;
}

void ic_bates_at(const struct ic_bates *first, uint64_t step,
    struct ic_bates *out)
{
	*out = *first;
	set_counter(out, counter_of(first).value + step);
}

bool ic_bates_between(const struct ic_bates *first, const struct ic_bates *b,
    uint64_t *step)
{
	uint64_t from = counter_of(first).value, to = counter_of(b).value;
	struct ic_bates reached;

	if (to < from) {
		return false;
	}
	ic_bates_at(first, to - from, &reached);
	*step = to - from;
	return ic_bates_cmp(&reached, b) == 0;
}

bool ic_bates_has_any(const struct ic_bates_range *document,
    const struct ic_bates_range *r)
{
	const struct ic_bates *a = &document->first, *z = &document->last;
	/* The first without a suffix that lies in the range. */
	struct ic_bates from = r->first;

	if (a->suffix[0]) {
		return ic_bates_meets(document, r);
	}
	from.value += r->first.suffix[0] ? 1 : 0;
	from.suffix[0] = '\0';
	from = ic_bates_cmp(a, &from) > 0 ? *a : from;
	return ic_bates_cmp(&from, z) <= 0 &&
	    ic_bates_cmp(&from, &r->last) <= 0;
}

bool ic_bates_share(const struct ic_bates_range *a,
    const struct ic_bates_range *b)
{
	return !a->first.suffix[0] == !b->first.suffix[0] &&
	    ic_bates_meets(a, b);
}

int ic_bates_cmp_apart(const struct ic_bates *a, const struct ic_bates *b)
{
	int c = (a->suffix[0] != '\0') - (b->suffix[0] != '\0');

	return c ? c : ic_bates_cmp(a, b);
}
