/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Pictures of places on pages, gray, 8 bits a pixel, row by row from the top
 * left: what IC_ROLE_PICTURE writes to fd 5, one after another, in the order
 * in which they were asked for, and nothing else:
 *
 *	magic, page, width, height		in pixels
 *	page's width and height			milli-points, as displayed
 *	x0, y0, x1, y1				the place, cut to its page
 *
 * as 4 little-endian bytes each, then width x height bytes. Pixel (i, j) shows
 * the displayed points from x0 + i * 72000 / dpi and y0 + j * 72000 / dpi on:
 * the grid of a place does not depend on the size of its page. What lies
 * beyond the place in the last column and row is white.
 *
 * The parent believes none of it: the reader checks each head against what was
 * asked, so that a pixel count is never the child's to choose.
 */
#ifndef IC_CORE_PICTURE_H
#define IC_CORE_PICTURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/rect.h"

#define IC_PICTURE_HEAD 40
#define IC_PICTURE_PIXELS_MAX 16000000u /* of one */
#define IC_PICTURES_MAX 4096            /* of one child */
#define IC_PICTURES_BYTES_MAX ((uint64_t)1 << 30)
#define IC_PICTURE_DPI_MAX 600

/* A picture that is wanted. */
struct ic_picture_ask {
	uint32_t page;       /* of the file, from 0 */
	struct ic_rect rect; /* cut to the page; empty: the whole page */
};

struct ic_picture {
	uint32_t page;
	uint32_t w, h;       /* pixels */
	struct ic_size size; /* of the page */
	struct ic_rect rect; /* what is seen of it; not empty */
	const uint8_t *px;   /* w x h, borrowed; NULL: only a head was read */
};

/*
 * The place that is seen of what is asked for on a page of such a size; empty
 * if it lies off it.
 */
struct ic_rect ic_picture_place(struct ic_rect asked, struct ic_size page);

/*
 * The pixels of a place. False if there are more than IC_PICTURE_PIXELS_MAX,
 * or none.
 */
bool ic_picture_shape(struct ic_rect place, uint32_t dpi, uint32_t *w,
    uint32_t *h);

/* Write a head. `p->px` is not looked at. */
void ic_picture_head(const struct ic_picture *p, uint8_t out[IC_PICTURE_HEAD]);

/*
 * Read a head. False, *out untouched, if it is not that of what was asked for,
 * at that dpi. out->px is NULL.
 */
bool ic_picture_head_read(const uint8_t head[IC_PICTURE_HEAD],
    const struct ic_picture_ask *ask, uint32_t dpi, struct ic_picture *out);

#endif
