/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The pixels of a page's picture. It covers the source page as displayed, so
 * pixel (x, y) covers x to x + 1 parts of w of its width. What a rectangle
 * touches is computed here anew, not by what burned it.
 */
#ifndef IC_PDF_JUDGE_PIXELS_H
#define IC_PDF_JUDGE_PIXELS_H

#include <stdbool.h>
#include <stdint.h>

#include <mupdf/fitz.h>

#include "core/rect.h"

struct ic_pixels_of {
	uint8_t *px;         /* owned; rows without gaps */
	int w, h, n;         /* n components: 1 gray, 3 RGB; 0 to 255 */
	struct ic_size page; /* milli-points that it covers */
	bool lossy;
};

/* Half-open. */
struct ic_area {
	int x0, y0, x1, y1;
};

/* Decode the picture. The caller closes it. Throws. */
struct ic_pixels_of ic_pixels_open(fz_context *ctx, fz_image *image,
    struct ic_size page);

/* Drop the pixels. */
void ic_pixels_close(fz_context *ctx, struct ic_pixels_of *px);

/* The pixels that have a point in common with the rectangle. */
struct ic_area ic_pixels_touched(const struct ic_pixels_of *px,
    struct ic_rect r);

/* The components of a pixel. */
const uint8_t *ic_pixels_at(const struct ic_pixels_of *px, int x, int y);

/* Rec. 601 luminance, 0 to 255. */
int ic_pixels_luminance(const struct ic_pixels_of *px, int x, int y);

/* How far the pixel's farthest component is from `value`. */
int ic_pixels_off(const struct ic_pixels_of *px, int x, int y, int value);

#endif
