/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Small finished files for the tests of src/pdf: a slice of one box a page,
 * written as the maker writes it, with one fault if a test wants one.
 */
#ifndef IC_UNIT_PDF_MAKE_H
#define IC_UNIT_PDF_MAKE_H

#include "core/slice.h"
#include "pdf/font.h"
#include "pdf/murun.h"

enum make_fault {
	MAKE_CLEAN,
	MAKE_GRAY_BOX,
	MAKE_WRONG_PIXEL,
	MAKE_GLYPH_IN_BOX,
	MAKE_HIDDEN_GLYPH_IN_BOX,
	MAKE_WRONG_LABEL,
	MAKE_NUMBER_WRONG,
	MAKE_NUMBER_MISSING,
	MAKE_NUMBER_TWICE,
	MAKE_NUMBER_MOVED,
	MAKE_NUMBER_WHITE,
	MAKE_NUMBER_BURIED,
	MAKE_LEGEND_MISSING,
	MAKE_PAGE_SIZE,
	MAKE_FAULTS
};

#define MAKE_STRINGS 1024
#define MAKE_PAGES 200

/* A slice and what it points to; ready after make_slice(). */
struct make {
	struct ic_slice slice;
	struct ic_slice_page pages[MAKE_PAGES];
	struct ic_slice_box boxes[MAKE_PAGES];
	char strings[MAKE_PAGES * 16 + MAKE_STRINGS];
};

/* Letter pages, the last one a whole-page redaction if `whole`. */
void make_slice(struct make *m, uint32_t pages, bool whole);

/* Write the slice's file at `path`; fails the test if it cannot. */
void make_file(const struct make *m, enum make_fault fault, const char *path);

#endif
