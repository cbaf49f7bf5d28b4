/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Bytes as text, of which nobody says in what encoding they are: as Latin-1, as
 * UTF-8, and as UTF-16 in both orders. The words of each reading are handed on.
 */
#ifndef IC_PDF_JUDGE_WORDS_READINGS_H
#define IC_PDF_JUDGE_WORDS_READINGS_H

#include "tokens_priv.h"

/* One way to read them. */
struct ic_reading {
	struct ic_tokens t;
	uint32_t unit; /* the bits so far */
	unsigned have; /* bytes of it; of UTF-8, that are still to come */
};

struct ic_readings {
	struct ic_reading latin, utf8, big, little;
	uint32_t bytes_least; /* characters of a word, of the first two */
	uint32_t wide_least;  /* and of the others; 0: as ever */
};

/* `found` is told of each word, with `user`. */
void ic_readings_begin(struct ic_readings *r, ic_token_fn *found, void *user);

/* The next n bytes; not as UTF-8, or not as UTF-16, if that is not asked. */
void ic_readings_bytes(struct ic_readings *r, const uint8_t *p, size_t n,
    bool utf8, bool wide);

/* They are at an end, and so is the last word. */
void ic_readings_end(struct ic_readings *r);

#endif
