/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * How a page of some file lies on a page of the production: a binder's page
 * may have been turned, moved or made smaller. Lengths are milli-points of
 * pages as displayed (core/rect.h).
 *
 * The file's page is first turned upright; then a point of the production's
 * page is at in * scale / 1,000,000 + (dx, dy) on it, as in ic_placement.
 */
#ifndef IC_CORE_FIT_H
#define IC_CORE_FIT_H

#include <stdbool.h>
#include <stdint.h>

#include "core/rect.h"
#include "core/slice.h"

/* What a page may be made smaller or larger by; millionths. */
#define IC_FIT_SCALE_MIN 100000
#define IC_FIT_SCALE_MAX 10000000

struct ic_fit {
	struct ic_size file, page; /* both as displayed */
	uint8_t
	    turns; /* of the file's page, clockwise, a quarter each: 0 to 3 */
	struct ic_placement at;
	/* Measured of pictures: it may be off by so much of the production's
	   page. 0: it is exact. */
	int32_t slack;
};

/* The size of a page after so many quarter turns. */
struct ic_size ic_fit_turned(struct ic_size s, unsigned turns);

/* A rectangle of a page of size `s`, on that page turned clockwise. */
struct ic_rect ic_fit_turn(struct ic_size s, unsigned turns, struct ic_rect r);

/*
 * Where a rectangle of the file's page lies on the production's page, perhaps
 * off it; grown by the slack. There and back again nothing is lost: without
 * slack, what ic_fit_to_file() gives of the result is the rectangle itself if
 * the page was made smaller or kept, and of a page that was not made smaller
 * what ic_fit_to_file() gave comes back as it was.
 */
struct ic_rect ic_fit_to_page(const struct ic_fit *f, struct ic_rect r);

/* The way back, rounded outward as ic_placement_rect() does. */
struct ic_rect ic_fit_to_file(const struct ic_fit *f, struct ic_rect r);

/* Nearly the same: no corner of the page is further apart than `within`. */
bool ic_fit_is_near(const struct ic_fit *a, const struct ic_fit *b,
    int32_t within);

/*
 * The placement that sets a page in the middle of another one as large as it
 * goes, as printers do that "fit to page".
 */
struct ic_placement ic_fit_inside(struct ic_size page, struct ic_size in);

#endif
