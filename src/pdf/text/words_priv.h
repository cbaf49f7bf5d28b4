/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef IC_PDF_WORDS_PRIV_H
#define IC_PDF_WORDS_PRIV_H

#include "glyphs_priv.h"
#include "pdf/words.h"

/* The combining character of a spacing accent; else the character itself. */
uint32_t ic_rune_combining(uint32_t rune);

/* The letter with the mark; 0 if Unicode has no such letter. */
uint32_t ic_rune_compose(uint32_t letter, uint32_t mark);

/* The letter and the mark of which one was composed; false: it was not. */
bool ic_rune_decompose(uint32_t rune, uint32_t out[2]);

/*
 * The letter or digit of a mathematical alphanumeric symbol, which is the
 * same in another dress and is searched for in plain (U+1D400 to U+1D7FF);
 * else the character itself.
 */
uint32_t ic_rune_plain(uint32_t rune);

/*
 * Simple folding of case in Latin, Greek and Cyrillic, and of full width; the
 * way back, as far as there is one.
 */
uint32_t ic_rune_lower(uint32_t rune);
uint32_t ic_rune_upper(uint32_t rune);

/* True if words are made of it: a letter or a digit of any case and width. */
bool ic_rune_is_part(uint32_t rune);
bool ic_rune_is_digit(uint32_t rune);

#define IC_RUNE_LETTERS 3

/* The letters of a ligature (U+FB00 to U+FB06), or the character itself. */
unsigned ic_rune_letters(uint32_t rune, uint32_t out[IC_RUNE_LETTERS]);

#endif
