/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What lies under a box, and where an endorsement would stand on ink. */
#include <stdlib.h>
#include <string.h>

#include "encode_priv.h"
#include "pdf/endorse.h"
#include "scout_priv.h"

#define GROUND_LEAST 200    /* a darker ground is none to print on */
#define GROUND_SPREAD 12    /* noise of a scan's paper */
#define GROUND_AROUND 12000 /* in which it is looked for, milli-points */
#define CLEAR_AIR 1000      /* around a plate */

/* Set what boxes cover of the columns of a row; false if that is nothing. */
static bool cover_row(const struct ic_scout_page *p, struct ic_pixels at, int y,
    uint8_t *row)
{
	const struct ic_slice_page *sp = &p->s->pages[p->index];
	bool any = false;

	for (uint32_t i = 0; i < ic_slice_burned(sp); i++) {
		struct ic_pixels b = ic_raster_burned(&p->grid,
		    p->s->boxes[sp->box + i].rect);
		int x0 = b.x0 > at.x0 ? b.x0 : at.x0;
		int x1 = b.x1 < at.x1 ? b.x1 : at.x1;

		if (y < b.y0 || y >= b.y1 || x0 >= x1) {
			continue;
		}
		if (!any) {
			memset(row, 0, (size_t)(at.x1 - at.x0));
		}
		memset(row + (x0 - at.x0), 1, (size_t)(x1 - x0));
		any = true;
	}
	return any;
}

/* Pixel (x, y) of the grid, which is seen, and those after it in its row. */
static const uint8_t *seen_at(const struct ic_scout_page *p, int x, int y)
{
	return p->seen->px + (size_t)(y - p->part.y0) * p->seen->stride +
	    (x - p->part.x0);
}

/* Most of a page is white, and to count that one by one is slow. */
static void count_row(const uint8_t *row, int n, uint32_t count[256])
{
	for (int x = 0; x < n;) {
		int run = ic_encode_white_run(row + x, n - x);

		count[255] += (uint32_t)run;
		x += run;
		for (int end = x + 8 < n ? x + 8 : n; x < end; x++) {
			count[row[x]]++;
		}
	}
}

static int ground_of(const struct ic_scout_page *p, struct ic_pixels at,
    uint8_t *covered)
{
	uint32_t count[256] = { 0 };
	int ground = 255, w = at.x1 - at.x0;

	for (int y = at.y0; y < at.y1; y++) {
		const uint8_t *row = seen_at(p, at.x0, y);

		if (!cover_row(p, at, y, covered)) {
			count_row(row, w, count);
			continue;
		}
		for (int x = 0; x < w; x++) {
			count[row[x]] += !covered[x];
		}
	}
	for (int v = 254; v >= 0; v--) {
		ground = count[v] > count[ground] ? v : ground;
	}
	return ground >= GROUND_LEAST ? ground : 255;
}

/* Throws. */
static int ground_around(struct ic_scout_page *p, struct ic_rect rect)
{
	fz_context *ctx = p->doc->mu.ctx;
	struct ic_pixels at = ic_raster_touched(&p->grid,
	    ic_rect_grow(rect, GROUND_AROUND));
	uint8_t *covered = fz_malloc(ctx, (size_t)p->grid.w);
	int ground = 255;

	fz_var(ground);
	fz_try(ctx) {
		ic_scout_see(p, at);
		ground = ground_of(p, at, covered);
	}
	fz_always(ctx) {
		fz_free(ctx, covered);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
	return ground;
}

bool ic_scout_ink(struct ic_scout_page *p, struct ic_rect rect)
{
	struct ic_pixels at = ic_raster_touched(&p->grid, rect);
	int ground;

	if (at.x0 >= at.x1 || at.y0 >= at.y1) {
		return false;
	}
	ground = ground_around(p, rect);
	for (int y = at.y0; y < at.y1; y++) {
		const uint8_t *row = seen_at(p, at.x0, y);

		for (int x = 0; x < at.x1 - at.x0; x++) {
			if (abs(row[x] - ground) > GROUND_SPREAD) {
				return true;
			}
		}
	}
	return false;
}

static bool boxed(const struct ic_scout_page *p, struct ic_rect plate)
{
	const struct ic_slice_page *sp = &p->s->pages[p->index];

	for (uint32_t i = 0; i < sp->nboxes; i++) {
		if (ic_rect_touches(p->s->boxes[sp->box + i].rect, plate)) {
			return true;
		}
	}
	return false;
}

/*
 * What is beside the place on the page, in its height: one drawing does for
 * all that stands at the top, and one for the bottom.
 */
static void see_beside(struct ic_scout_page *p, struct ic_rect place)
{
	struct ic_rect rows = ic_rect_grow(place, GROUND_AROUND);

	rows.x0 = 0;
	rows.x1 = p->grid.size.w;
	ic_scout_see(p, ic_raster_touched(&p->grid, rows));
}

bool ic_scout_clear_at(struct ic_scout_page *p, struct ic_rect plate)
{
	plate = ic_rect_grow(plate, CLEAR_AIR);
	if (!ic_slice_has_picture(&p->s->pages[p->index])) {
		return true;
	}
	if (boxed(p, plate)) {
		return false;
	}
	see_beside(p, plate);
	return !ic_scout_ink(p, plate);
}

static bool clear_moved(struct ic_scout_page *p, enum ic_position at,
    struct ic_rect plate)
{
	return !p->s->pages[p->index].marked ||
	    ic_scout_clear_shrunk(p,
		at <= IC_TOP_RIGHT ? IC_SHRINK_BOTTOM : IC_SHRINK_TOP, plate);
}

uint32_t ic_scout_clear(struct ic_scout_page *p, const struct ic_font *f,
    const char *text, uint32_t at)
{
	uint32_t bits = 0;

	for (unsigned i = 0; *text && i < IC_POSITIONS; i++) {
		struct ic_endorsement e;

		if ((at >> i & 1) &&
		    ic_endorse_layout(f, p->s, p->index, (enum ic_position)i,
			text, &e, NULL) &&
		    ic_scout_clear_at(p, e.plate) &&
		    clear_moved(p, (enum ic_position)i, e.plate)) {
			bits |= 1u << i;
		}
	}
	return bits;
}
