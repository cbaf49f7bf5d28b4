/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A text as one line that reads as it is written: what every served list
 * makes of a cell, whatever it holds.
 */
#ifndef IC_CORE_TEXTLINE_H
#define IC_CORE_TEXTLINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/* A control character, a line end, or what turns the reading of others. */
bool ic_textline_hides(uint32_t c);

/*
 * The next code point of the line at text[*at], *at < len; moves *at past it.
 * What hides is a blank; malformed UTF-8, and U+FFFE and U+FFFF, which no XML
 * may hold, are U+FFFD.
 */
uint32_t ic_textline_next(const char *text, size_t len, size_t *at);

/* Append the line that NUL-terminated `text` makes, as UTF-8. */
bool ic_textline_add(struct ic_buf *out, const char *text);

#endif
