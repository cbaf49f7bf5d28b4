/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The words of all pages, so that what stands elsewhere in the file can be held
 * against them: does a page show it, does one hold it under a cover? Words are
 * compared as tokens_priv.h says, by their hash.
 *
 * In the pages' phase audit_words_page() gathers them; what is asked after it
 * is answered for the whole document.
 */
#ifndef IC_PDF_AUDIT_WORDS_H
#define IC_PDF_AUDIT_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

#define AUDIT_WORDS_MAX ((size_t)1 << 22)   /* different ones of a document */
#define AUDIT_LETTERS_MAX ((size_t)8 << 20) /* bytes */
#define AUDIT_WORD_LEAST 3 /* letters and digits of a word that counts */

/* What is known of a word; it is on some page if any of it is. */
enum audit_word {
	AUDIT_WORD_SHOWN = 1,   /* a reader sees it on a page */
	AUDIT_WORD_COVERED = 2, /* a page has it under a cover */
	AUDIT_WORD_UNSEEN = 4,  /* a page has it clipped, outside, unpainted */
	AUDIT_WORD_GONE = 8     /* no page has it; that was told before */
};

/* The zero value is empty. */
struct audit_words {
	uint64_t *hash; /* 0: free; owned, as the next */
	uint8_t *is;    /* of enum audit_word */
	size_t slots, used;
	struct ic_buf letters; /* of what is shown, in one run, UTF-8, folded */
	bool full;  /* a word had no room: what is not found may be there */
	bool blind; /* a page shows what is no text: a scan, unknown glyphs */
};

/* Add what is known of a word. False without memory. */
bool audit_words_add(struct audit_words *w, uint64_t hash, unsigned is);

/* All that is known of a word by its hash (ic_token_hash()); 0: nothing. */
unsigned audit_words_of(const struct audit_words *w, uint64_t hash);

/*
 * True if the letters of a word follow each other somewhere in what is shown,
 * however that is cut into words.
 */
bool audit_words_within(const struct audit_words *w, const uint32_t *runes,
    size_t n);

/* Free it. A zeroed one is allowed. */
void audit_words_finish(struct audit_words *w);

#endif
