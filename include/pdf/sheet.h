/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * How the lines of a sheet are set: upright, in the embedded font, broken
 * between words, in the middle of the page. One layout for the maker and the
 * judges. Lengths are milli-points of the page, origin top left.
 */
#ifndef IC_PDF_SHEET_H
#define IC_PDF_SHEET_H

#include "pdf/endorse.h"

/* A line as it is set; its text is a part of one of the slice's lines. */
struct ic_sheet_set {
	const char *text; /* borrowed from the slice, not NUL-terminated */
	size_t len;
	int32_t size, x, baseline, width;
};

/*
 * Set all lines of a page that is a sheet. The caller frees *out, NULL if
 * there are none. IC_ESPEC if the font has not all characters, IC_ELIMIT if
 * the sheet does not hold them.
 */
bool ic_sheet_set(const struct ic_font *f, const struct ic_slice *s,
    uint32_t page, struct ic_sheet_set **out, size_t *n, struct ic_error *err);

#endif
