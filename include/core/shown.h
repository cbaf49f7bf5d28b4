/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The first and last words of places on pages, for the person at the terminal
 * to compare (plan --show). A child reads them and writes them down here; they
 * come to the terminal and to nothing else. The form: a head line, then of
 * each box of its slice, in order, a record of little-endian integers and
 * UTF-8 text without control characters. Whoever wrote it may be hostile.
 */
#ifndef IC_CORE_SHOWN_H
#define IC_CORE_SHOWN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

#define IC_SHOWN_WORDS 3      /* first ones, and last ones */
#define IC_SHOWN_WORD_MAX 40  /* bytes of one: a longer one is cut */
#define IC_SHOWN_TEXT_MAX 128 /* bytes of those, with blanks and a NUL */
#define IC_SHOWN_BYTES_MAX ((size_t)512 << 20)

struct ic_shown {
	uint32_t
	    words; /* that stand in the box; 0: none, or nobody sees them */
	char first[IC_SHOWN_TEXT_MAX]; /* the first of them */
	char last[IC_SHOWN_TEXT_MAX];  /* the last; "": they are all in first */
};

/* Append the head line; a record. */
bool ic_shown_begin(struct ic_buf *out);
bool ic_shown_put(const struct ic_shown *s, struct ic_buf *out);

/* Append a word and its blank, cut to what it may be; false: no room. */
bool ic_shown_word(const char *word, size_t len, char to[IC_SHOWN_TEXT_MAX]);

/*
 * Read exactly n records into `out`, and the end. False if the bytes are
 * anything else.
 */
bool ic_shown_read(const uint8_t *bytes, size_t len, struct ic_shown *out,
    size_t n);

#endif
