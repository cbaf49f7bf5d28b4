/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Rectangles and sizes on a page as displayed.
 *
 * Unit: milli-points, 1/1000 of 1/72 inch, UserUnit applied. Origin: the top
 * left corner of the page as a reader shows it, x to the right, y down.
 * A rectangle is half-open: it holds x0 <= x < x1 and y0 <= y < y1. Integers,
 * because a rectangle crosses process borders, is hashed and is compared for
 * equality in the lock file: the same rectangle must have one spelling.
 */
#ifndef IC_CORE_RECT_H
#define IC_CORE_RECT_H

#include <stdbool.h>
#include <stdint.h>

#define IC_MPT 1000 /* milli-points to a point */

/* The largest page side: 1,000,000 pt; every sum of two fits an int32_t. */
#define IC_MPT_MAX 1000000000

struct ic_rect {
	int32_t x0, y0, x1, y1;
};

struct ic_size {
	int32_t w, h;
};

/* True if the rectangle holds no point: x0 >= x1 or y0 >= y1. */
bool ic_rect_is_empty(struct ic_rect r);

/* True if both hold a common point; rectangles that share an edge do not. */
bool ic_rect_touches(struct ic_rect a, struct ic_rect b);

/* True if every point of `inner` is in `outer`; an empty inner is. */
bool ic_rect_contains(struct ic_rect outer, struct ic_rect inner);

/* The common part; the zero rectangle if there is none. */
struct ic_rect ic_rect_intersect(struct ic_rect a, struct ic_rect b);

/* The smallest rectangle that holds both; an empty one adds nothing. */
struct ic_rect ic_rect_union(struct ic_rect a, struct ic_rect b);

/* Moved outward by d milli-points on each side (inward if negative). */
struct ic_rect ic_rect_grow(struct ic_rect r, int32_t d);

/* The rectangle from (0, 0) to the size. */
struct ic_rect ic_rect_of(struct ic_size s);

#endif
