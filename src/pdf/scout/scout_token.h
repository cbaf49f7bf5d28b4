/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Words as the scout compares them: lower case, without what parts them. */
#ifndef IC_PDF_SCOUT_TOKEN_H
#define IC_PDF_SCOUT_TOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Characters; a longer one is compared so far. */
#define IC_SCOUT_TOKEN_MAX 64

/* A word in one spelling: its characters' hash is its name. */
struct ic_scout_token {
	uint64_t hash;
	uint64_t stem; /* without its last character */
	uint32_t last;
	unsigned n;
	unsigned digits;
};

#define IC_SCOUT_TOKEN_NONE \
	((struct ic_scout_token){ .hash = 14695981039346656037ull })

/* Add a character. */
void ic_scout_token_extend(struct ic_scout_token *t, uint32_t c);

/* The next word of n characters from *at on; false at their end. */
bool ic_scout_token_next(const uint32_t *c, size_t n, size_t *at,
    struct ic_scout_token *out);

/* The next that stands between blanks, with nothing of what parts it. */
bool ic_scout_token_squeezed(const uint32_t *c, size_t n, size_t *at,
    struct ic_scout_token *out);

#endif
