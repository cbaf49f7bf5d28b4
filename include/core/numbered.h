/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The numbers that a page prints beside its own lines, as a child found them:
 * those of pleading paper, and of transcripts, of which a sheet may hold
 * several pages, each a column of numbers with a number of its own.
 *
 * Lengths are milli-points of the page as displayed (core/rect.h).
 */
#ifndef IC_CORE_NUMBERED_H
#define IC_CORE_NUMBERED_H

#include <stdint.h>

#include "core/rect.h"

#define IC_NUMBERED_COLUMNS_MAX 16 /* of a page */
#define IC_NUMBERED_LINES_MAX 99   /* of a column: the highest number */
#define IC_NUMBERED_PAGE_MAX 9999  /* the highest number of a column */

/* What is to be said of a line that begins or ends what is covered. */
enum ic_numbered_flag {
	IC_NUMBERED_RUNS_ABOVE = 1, /* its ink and that above overlap */
	IC_NUMBERED_RUNS_BELOW = 2,
	IC_NUMBERED_TEXT_ABOVE = 4, /* text stands between it and the line */
	IC_NUMBERED_TEXT_BELOW = 8, /*   above, or the one below */
	IC_NUMBERED_FLAGS = 15
};

/* A line, from the right of its number to the margin. */
struct ic_numbered_line {
	struct ic_rect rect;      /* covers all of it */
	int32_t kept_y0, kept_y1; /* holds nothing of its neighbours */
	uint32_t column;
	uint32_t line;
	uint32_t flags;
};

/* A column of numbers. */
struct ic_numbered_column {
	struct ic_rect gutter; /* where they stand */
	uint32_t column;
	uint32_t number; /* the transcript's page; 0: none that is proved */
};

#endif
