/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Text into the words that are compared. A token is a run of letters and
 * digits, case, full width, ligatures and split accents made alike; what
 * stands between two blanks counts once more without what parts it, so that
 * 555-0100 is also 5550100. Two texts of the same tokens read the same.
 */
#ifndef IC_PDF_TOKENS_PRIV_H
#define IC_PDF_TOKENS_PRIV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define IC_TOKEN_RUNES_MAX 256 /* a longer one is compared so far */

/* A character that no text has: the tokens beside it are none. */
#define IC_TOKEN_FOUL 0

struct ic_token {
	uint64_t hash; /* of its characters as they are compared */
	uint32_t n;    /* characters */
	uint32_t mark; /* the first that is not 0 among those of its characters
			*/
	uint32_t rune[IC_TOKEN_RUNES_MAX]; /* as they stand */
};

typedef void ic_token_fn(void *user, const struct ic_token *t);

/* The zero value but for found and user is at a text's start. */
struct ic_tokens {
	ic_token_fn *found;
	void *user;
	uint32_t least; /* characters; shorter ones are not told */
	struct ic_token part, whole;
	uint32_t parts; /* of the whole one */
	bool foul, foul_whole;
	uint32_t held, held_mark; /* the character before, or 0 */
	bool holds;
};

/* The next character; a mark of the caller's own goes with it. */
void ic_tokens_rune(struct ic_tokens *t, uint32_t rune, uint32_t mark);

/* The hash of `n` characters that are one token. */
uint64_t ic_token_hash(const uint32_t *runes, size_t n);

/* The text is at its end. */
void ic_tokens_end(struct ic_tokens *t);

#endif
