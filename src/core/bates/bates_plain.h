/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What the Bates modules share: text with every Unicode blank made ' ' and
 * every Unicode dash made '-', and the characters of the grammar.
 */
#ifndef IC_CORE_BATES_PLAIN_H
#define IC_CORE_BATES_PLAIN_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Read one character of UTF-8 at text[*at], at < len, and move *at past it.
 * Returns an ASCII character, ' ' for any blank but a line end, '-' for any
 * dash, or '?' for everything else, malformed bytes included.
 */
char ic_bates_plain(const char *text, size_t len, size_t *at);

/* Whether c is an ASCII digit, upper-case letter, letter. */
bool ic_bates_digit(char c);
bool ic_bates_upper(char c);
bool ic_bates_letter(char c);

#endif
