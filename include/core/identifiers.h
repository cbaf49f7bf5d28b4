/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Personal data in a text: the identifiers that Fed. R. Civ. P. 5.2(a) wants
 * cut short, and other data that is no one else's business. What is found is a
 * suspicion, to be checked by a person; what is masked, or cut to its last
 * four, is none.
 *
 * A text is what a reader would read in one go: a line, or the lines of a
 * column, parted by '\n'; '\t' stands for a gap that is wider than a blank. A
 * number is often known by the label near it, so that the text should hold
 * both.
 */
#ifndef IC_CORE_IDENTIFIERS_H
#define IC_CORE_IDENTIFIERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/finding.h"

#define IC_IDENTIFIERS_RUNES_MAX ((size_t)1 << 20) /* of a text */
#define IC_MINORS_MAX 4096                         /* names */
#define IC_MINOR_TOKENS 8                          /* words of a name */
#define IC_MINOR_TOKEN_MAX 48                      /* characters of a word */

/* A match: runes from..to of the text. */
struct ic_identifier {
	uint32_t kind; /* enum ic_finding_kind of the group PRIVACY */
	size_t from, to;
	uint32_t last[IC_FINDING_LAST_MAX]; /* what may be told of it */
	size_t told;                        /* so many of `last`; may be 0 */
};

/* A name, folded: without case and accents. */
struct ic_minor {
	uint32_t token[IC_MINOR_TOKENS][IC_MINOR_TOKEN_MAX + 1]; /* 0 ends */
	uint32_t ntokens;
};

/* The zero value is no names. */
struct ic_minors {
	struct ic_minor *at; /* owned */
	size_t n;
};

/*
 * Read a list of names, one a line, UTF-8, "First Last" or "Last, First"; a
 * line that is empty or begins with # is none. A name of one word is looked
 * for by itself. False without memory, or if there are too many or too long
 * ones; then *out, which must be zeroed, is zero.
 */
bool ic_minors_load(const char *text, size_t len, struct ic_minors *out);

/* Wipe and free. NULL is allowed. */
void ic_minors_finish(struct ic_minors *m);

/*
 * Find what there is in a text, in the order of `from`, one match a place: at
 * most `max`, which go to `out`; `minors` may be NULL. Returns how many. What
 * is past IC_IDENTIFIERS_RUNES_MAX is not looked at. Without memory SIZE_MAX.
 */
size_t ic_identifiers_find(const uint32_t *runes, size_t n,
    const struct ic_minors *minors, struct ic_identifier *out, size_t max);

/* True of a kind that Rule 5.2(a) names. */
bool ic_identifier_is_personal(uint32_t kind);

/*
 * True if a text holds an identifier of Rule 5.2(a), minors' names apart; or
 * if there is no memory to look for one.
 */
bool ic_identifiers_any(const uint32_t *runes, size_t n);

#endif
