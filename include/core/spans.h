/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A set of documents' numbers, each a range that is counted from its first to
 * its last, in which what meets a range, what is the highest, and which suffix
 * is free is found without looking at all of them. Ranges may meet.
 */
#ifndef IC_CORE_SPANS_H
#define IC_CORE_SPANS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/bates.h"

struct ic_bates_span {
	struct ic_bates_range range;
	uint32_t what; /* the caller's */
};

/* The zero value is empty, and sealed. */
struct ic_spans {
	struct ic_bates_span *at; /* owned; sealed: by ic_bates_cmp_apart() */
	size_t n, cap;
	uint32_t *reach; /* of each and those before: which ends last */
};

/* Append one. IC_EENV without memory. */
bool ic_spans_add(struct ic_spans *s, const struct ic_bates_range *range,
    uint32_t what, struct ic_error *err);

/* Sort, after which nothing may be added. */
bool ic_spans_seal(struct ic_spans *s, struct ic_error *err);

/* Called with each that has a number of the range; false ends the walk. */
typedef bool ic_spans_fn(void *user, const struct ic_bates_span *span);

/* Walk them, the last first. False if the walk was ended. */
bool ic_spans_meeting(const struct ic_spans *s,
    const struct ic_bates_range *range, ic_spans_fn *each, void *user);

/* One that has the number; NULL if none has. */
const struct ic_bates_span *ic_spans_find(const struct ic_spans *s,
    const struct ic_bates *b);

/*
 * The highest number without a suffix of the prefix and the width of `like`.
 * False if there is none.
 */
bool ic_spans_highest(const struct ic_spans *s, const struct ic_bates *like,
    struct ic_bates *out);

/* The highest .n at the number, whatever its own suffix; 0 if there is none. */
uint64_t ic_spans_suffix(const struct ic_spans *s, const struct ic_bates *b);

/* Free all and return to the zero value. NULL is allowed. */
void ic_spans_finish(struct ic_spans *s);

#endif
