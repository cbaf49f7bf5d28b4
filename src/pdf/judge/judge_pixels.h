/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The pixels of a page's picture, and where they lie on the source page as
 * displayed. That is read from the matrix by which the output paints it. What
 * a rectangle touches is computed here anew, not by what burned it.
 *
 *	px = ic_pixels_place(ctx, image, at, page);
 *	ic_pixels_want(ctx, &px, area); if only a part is looked at
 *	if (ic_pixels_read(ctx, &px, image)) {
 *		row = ic_pixels_row(ctx, &px, y, x0, x1);
 *	}
 *	ic_pixels_close(ctx, &px);
 */
#ifndef IC_PDF_JUDGE_PIXELS_H
#define IC_PDF_JUDGE_PIXELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <mupdf/fitz.h>

#include "core/rect.h"

/*
 * x to the right, y down, in pixels, of a place in milli-points:
 * px = a x + c y + e, py = b x + d y + f.
 */
struct ic_pixels_map {
	double a, b, c, d, e, f;
};

struct ic_pixels_of {
	int w, h, n;         /* n components: 1 gray, 3 RGB */
	struct ic_size page; /* milli-points */
	struct ic_pixels_map map;
	bool whole; /* the picture is the page, neither more nor less */
	bool lossy; /* and slow to make: see ic_pixels_want() */

	/* Its own: see ic_pixels_row(). */
	uint8_t *rows; /* samples of `bits` bits, as they were coded */
	size_t stride; /* bytes from row to row */
	int bits;
	bool *want;                /* by row; NULL: each is there */
	struct ic_unpacked *found; /* fewer bits than 8: bytes made of them */
};

/* Half-open. */
struct ic_area {
	int x0, y0, x1, y1;
};

/*
 * Say where the picture lies, whose unit square `at` takes to milli-points of
 * the source page, y down. Nothing is decoded. The caller closes it. Throws,
 * for a matrix that turns by no quarter turn, too.
 */
struct ic_pixels_of ic_pixels_place(fz_context *ctx, fz_image *image,
    const double at[6], struct ic_size page);

/*
 * Of a lossy picture make only those rows that some area names; without a call
 * all are made. Before it is read. Throws.
 */
void ic_pixels_want(fz_context *ctx, struct ic_pixels_of *px, struct ic_area a);

/*
 * Read the code stream of the picture that was placed, all of it. False if it
 * is not just the picture (judge_coded.h). Throws, for a picture of no known
 * kind, too.
 */
bool ic_pixels_read(fz_context *ctx, struct ic_pixels_of *px, fz_image *image);

/* Drop the pixels. A zeroed one is allowed. */
void ic_pixels_close(fz_context *ctx, struct ic_pixels_of *px);

/* The pixels that have a point in common with the rectangle. */
struct ic_area ic_pixels_touched(const struct ic_pixels_of *px,
    struct ic_rect r);

/* Pixels to an inch, across the page or down, whichever are more. */
double ic_pixels_dpi(const struct ic_pixels_of *px);

/* The longer side of a pixel, points. */
double ic_pixels_side(const struct ic_pixels_of *px);

/*
 * Pixels x0 to x1 of row y, n components of 0 to 255 each. Borrowed, until the
 * next call but one. Throws if it is a row that nobody wanted.
 */
const uint8_t *ic_pixels_row(fz_context *ctx, const struct ic_pixels_of *px,
    int y, int x0, int x1);

/* All rows of it without gaps, in one piece. fz_free() it. Throws. */
uint8_t *ic_pixels_all(fz_context *ctx, const struct ic_pixels_of *px);

#endif
