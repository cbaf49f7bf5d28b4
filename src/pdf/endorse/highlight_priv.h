/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef IC_PDF_HIGHLIGHT_PRIV_H
#define IC_PDF_HIGHLIGHT_PRIV_H

#include "pdf/highlight.h"

/*
 * Set a text in lines that are at most `most` wide: each ends after a comma, a
 * hyphen or a blank where it can. `out` gets them one after another, each with
 * its NUL, and has room for twice the text; blanks at a line's end are left
 * out. Their number, and the widest's width; 0 if not even one character fits.
 */
uint32_t ic_id_wrap(const struct ic_font *f, const char *text, int32_t size,
    int32_t most, char *out, int32_t *width);

#endif
