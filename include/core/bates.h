/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Bates numbers.
 *
 *	list   = range { ( "," | ";" ) range }
 *	range  = number [ dash ( number | digits [ suffix ] ) ]
 *	number = prefix digits [ suffix ]
 *	suffix = "." digits (1 to 6) | one letter A to Z
 *
 * A prefix is one of the declared ones, in its declared case; the longest
 * that fits wins, so that COE-000123-COE-000130 parses. A short end replaces
 * as many trailing digits. Blanks may stand anywhere and mean nothing; any
 * Unicode dash is a dash; what is written out is plain ASCII.
 *
 * Order: prefix (as declared), number of digits, value, suffix; no suffix
 * comes first, then ".1" by its digits, then letters. COE000125A thus lies
 * inside COE000123-COE000130, and COE000130A after it.
 *
 * Never a guess: what has two readings is an error that names the text and
 * says what to write. All errors are IC_ESPEC.
 */
#ifndef IC_CORE_BATES_H
#define IC_CORE_BATES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

#define IC_BATES_PREFIX_MAX 31 /* bytes of a prefix */
#define IC_BATES_DIGITS_MAX 18 /* every value fits a uint64_t */
#define IC_BATES_SUFFIX_MAX 7  /* bytes of a suffix */
#define IC_BATES_TEXT_MAX 255  /* bytes of one range in a list */
#define IC_BATES_RANGES_MAX 100000

/* Bytes that hold any number, or any range, and its NUL. */
#define IC_BATES_MAX 64
#define IC_BATES_RANGE_MAX 128

/* The declared prefixes; borrowed. */
struct ic_prefixes {
	const char *const *name;
	size_t n;
};

struct ic_bates {
	uint32_t prefix; /* index in ic_prefixes */
	uint64_t value;
	uint8_t digits; /* as written, leading zeros counted */
	char suffix[IC_BATES_SUFFIX_MAX + 1];
};

/* Both ends belong to the range; they have one prefix and width. */
struct ic_bates_range {
	struct ic_bates first, last;
};

/* A list that parsing filled; free it with ic_bates_list_finish. */
struct ic_bates_list {
	struct ic_bates_range *at; /* owned */
	size_t n, cap;
};

/*
 * True if a file name on any system can hold the prefix and numbers after it
 * can be read back: at most IC_BATES_PREFIX_MAX of A-Z a-z 0-9 blank - _ .
 * with a letter in it, not beginning with . - or a blank, and not ending in
 * a digit (COE2000123: where would the number begin?).
 */
bool ic_bates_prefix_ok(const char *prefix, struct ic_error *err);

/*
 * True if each prefix is ok and no two are confused: the same but for case
 * or blanks, or one that is another followed by a digit (COE and COE1-).
 */
bool ic_bates_prefixes_ok(const struct ic_prefixes *p, struct ic_error *err);

/* One number, and nothing else, from NUL-terminated UTF-8 text. */
bool ic_bates_parse(const struct ic_prefixes *p, const char *text,
    struct ic_bates *out, struct ic_error *err);

/*
 * A list of ranges, in the order written; overlaps are the caller's affair.
 * `out` must be zeroed or hold an earlier list, which is replaced; it is left
 * as it was on failure.
 */
bool ic_bates_parse_list(const struct ic_prefixes *p, const char *text,
    struct ic_bates_list *out, struct ic_error *err);

/* Free the list and return to the zero value. NULL is allowed. */
void ic_bates_list_finish(struct ic_bates_list *list);

/* Less than, equal to or greater than 0, in the order given above. */
int ic_bates_cmp(const struct ic_bates *a, const struct ic_bates *b);

/* True if the number lies in the range, its ends included. */
bool ic_bates_in(const struct ic_bates_range *r, const struct ic_bates *b);

/* True if the two ranges have a number in common. */
bool ic_bates_meets(const struct ic_bates_range *a,
    const struct ic_bates_range *b);

/*
 * The number `step` further on, of the same width. A number with a suffix
 * counts in that: .002 follows .001, and B follows A. An error if the digits,
 * or the letters, do not hold it. `out` may be `b`.
 */
bool ic_bates_next(const struct ic_prefixes *p, const struct ic_bates *b,
    uint64_t step, struct ic_bates *out, struct ic_error *err);

/* The same where it is known that they do. */
void ic_bates_at(const struct ic_bates *first, uint64_t step,
    struct ic_bates *out);

/* True if counting on from `first` comes to `b`, in *step steps. */
bool ic_bates_between(const struct ic_bates *first, const struct ic_bates *b,
    uint64_t *step);

/*
 * The numbers of a document are those that counting comes to from its first
 * to its last. COE000123.001 is none of COE000120-COE000130, though it lies
 * among them.
 */

/* True if the document has a number that lies in the range. */
bool ic_bates_has_any(const struct ic_bates_range *document,
    const struct ic_bates_range *r);

/* True if two documents have a number in common. */
bool ic_bates_share(const struct ic_bates_range *a,
    const struct ic_bates_range *b);

/* As ic_bates_cmp(), but every number with a suffix comes after all others. */
int ic_bates_cmp_apart(const struct ic_bates *a, const struct ic_bates *b);

/* Write the number as it is printed: COE000123. */
void ic_bates_format(const struct ic_prefixes *p, const struct ic_bates *b,
    char out[IC_BATES_MAX]);

/* COE000001-COE000014, or COE000001 if the ends are equal. */
void ic_bates_range_format(const struct ic_prefixes *p,
    const struct ic_bates *first, const struct ic_bates *last,
    char out[IC_BATES_RANGE_MAX]);

/*
 * Find the numbers that running text shows, in its order; `text` is UTF-8 of
 * `len` bytes and may hold anything. A number begins and ends where a word
 * does. Blanks (not line ends) may stand within the prefix and after it;
 * between digits only if each digit stands alone (C O E 0 0 1) or all stand
 * in threes (000 123), since "COE000123 15 pages" shows COE000123. Returns
 * how many there are; the first `max` of them are in `out`.
 */
size_t ic_bates_find(const struct ic_prefixes *p, const char *text, size_t len,
    struct ic_bates *out, size_t max);

/* The same, one by one: the first number from byte *at on. */
struct ic_bates_found {
	struct ic_bates number;
	size_t from, to; /* bytes of the text, half-open */
};

/* False if there is none. *at then stands behind it; it begins as 0. */
bool ic_bates_find_next(const struct ic_prefixes *p, const char *text,
    size_t len, size_t *at, struct ic_bates_found *out);

#endif
