/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The pixels of a page as displayed, before shrinking: row 0 is the top row,
 * pixel (0, 0) begins at displayed (0, 0). The grid covers the page exactly:
 * w pixels over size.w milli-points, h over size.h.
 */
#ifndef IC_PDF_RASTER_H
#define IC_PDF_RASTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/rect.h"

#define IC_RASTER_PIXELS_MAX 40000000 /* of a page; lower dpi beyond */

struct ic_raster {
	int w, h;
	int comps; /* 1 gray, 3 RGB; 8 bits each */
	size_t stride;
	struct ic_size size; /* displayed page, milli-points */
	uint32_t dpi;        /* what was used */
	uint8_t *px;         /* owned */
	size_t cap;          /* bytes at px: reused from page to page */
};

/* Pixels, half-open. */
struct ic_pixels {
	int x0, y0, x1, y1;
};

/*
 * The pixels that a displayed rectangle touches (floor and ceil), cut to the
 * raster.
 */
struct ic_pixels ic_raster_touched(const struct ic_raster *r,
    struct ic_rect rect);

/* The pixels that a box burns: touched, and one more on each side. */
struct ic_pixels ic_raster_burned(const struct ic_raster *r,
    struct ic_rect rect);

/*
 * `dpi` lowered until the page's pixels are at most IC_RASTER_PIXELS_MAX; 0
 * if even 1 dpi is too much.
 */
uint32_t ic_raster_dpi(struct ic_size page, uint32_t dpi);

/*
 * Give the raster the grid of a page at ic_raster_dpi(), and no pixels. False
 * where that dpi is 0.
 */
bool ic_raster_grid(struct ic_raster *r, struct ic_size page, uint32_t dpi);

/*
 * Give the raster the grid of a page at ic_raster_dpi() and memory for
 * `comps`; the pixels are not set. False without memory, or where that dpi
 * is 0.
 */
bool ic_raster_shape(struct ic_raster *r, struct ic_size page, uint32_t dpi,
    int comps);

/*
 * Memory for w x h pixels of `comps`, whose values are not set. Size and dpi
 * are the caller's to set. False without memory.
 */
bool ic_raster_room(struct ic_raster *r, int w, int h, int comps);

/* Free the pixels. A zeroed raster is allowed. */
void ic_raster_finish(struct ic_raster *r);

#endif
