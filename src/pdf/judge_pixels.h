/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The pixels of a page's picture, and where they lie on the source page as
 * displayed. That is read from the matrix by which the output paints it. What
 * a rectangle touches is computed here anew, not by what burned it.
 */
#ifndef IC_PDF_JUDGE_PIXELS_H
#define IC_PDF_JUDGE_PIXELS_H

#include <stdbool.h>
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
	uint8_t *px;         /* owned; rows without gaps */
	int w, h, n;         /* n components: 1 gray, 3 RGB; 0 to 255 */
	struct ic_size page; /* milli-points */
	struct ic_pixels_map map;
	bool whole; /* the picture is the page, neither more nor less */
	bool lossy;
};

/* Half-open. */
struct ic_area {
	int x0, y0, x1, y1;
};

/*
 * Decode the picture, whose unit square `at` takes to milli-points of the
 * source page, y down. The caller closes it. Throws, for a matrix that turns
 * by no quarter turn, too.
 */
struct ic_pixels_of ic_pixels_open(fz_context *ctx, fz_image *image,
    const double at[6], struct ic_size page);

/* Drop the pixels. */
void ic_pixels_close(fz_context *ctx, struct ic_pixels_of *px);

/* The pixels that have a point in common with the rectangle. */
struct ic_area ic_pixels_touched(const struct ic_pixels_of *px,
    struct ic_rect r);

/* Pixels to an inch, across the page or down, whichever are more. */
double ic_pixels_dpi(const struct ic_pixels_of *px);

/* The longer side of a pixel, points. */
double ic_pixels_side(const struct ic_pixels_of *px);

/* The components of a pixel. */
const uint8_t *ic_pixels_at(const struct ic_pixels_of *px, int x, int y);

/* Rec. 601 luminance, 0 to 255. */
int ic_pixels_luminance(const struct ic_pixels_of *px, int x, int y);

/* How far the pixel's farthest component is from `value`. */
int ic_pixels_off(const struct ic_pixels_of *px, int x, int y, int value);

#endif
