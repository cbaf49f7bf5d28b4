/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Plain text that people read, print and copy into a letter: UTF-8, lines of
 * at most IC_LETTER_COLUMNS characters, ended by LF.
 */
#ifndef IC_CORE_LETTER_H
#define IC_CORE_LETTER_H

#include <stdbool.h>

#include "base/buf.h"

#define IC_LETTER_COLUMNS 76

/*
 * Append a paragraph, wrapped between words, and an empty line. It is made
 * harmless as core/textline.h does. "" is none.
 */
bool ic_letter_paragraph(struct ic_buf *out, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Append an item of a list: "  - ", later lines indented as the first. */
bool ic_letter_item(struct ic_buf *out, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Append a line that is to be filled in by hand: "Signature: ________". */
bool ic_letter_blank(struct ic_buf *out, const char *label);

#endif
