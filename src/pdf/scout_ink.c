/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "scout_priv.h"

#include <stdlib.h>
#include <string.h>

#include "encode_priv.h"
#include "pdf/endorse.h"

#define PAPER_LEAST 200 /* a darker ground is none to print on */
#define PAPER_SPREAD 12 /* noise of a scan's paper */
#define CLEAR_AIR 1000  /* around a plate, milli-points */

/* Set what the page's boxes cover of a row; false if that is nothing. */
static bool cover_row(const struct ic_slice *s, uint32_t page,
    const struct ic_raster *r, int y, uint8_t *row)
{
	const struct ic_slice_page *sp = &s->pages[page];
	bool any = false;

	for (uint32_t i = 0; i < sp->nboxes; i++) {
		struct ic_pixels p = ic_raster_burned(r,
		    s->boxes[sp->box + i].rect);

		if (y < p.y0 || y >= p.y1 || p.x0 >= p.x1) {
			continue;
		}
		if (!any) {
			memset(row, 0, (size_t)r->w);
		}
		memset(row + p.x0, 1, (size_t)(p.x1 - p.x0));
		any = true;
	}
	return any;
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

int ic_scout_paper(fz_context *ctx, const struct ic_slice *s, uint32_t page,
    const struct ic_raster *r)
{
	uint8_t *covered = fz_malloc(ctx, (size_t)r->w);
	uint32_t count[256] = { 0 };
	int paper = 255;

	for (int y = 0; y < r->h; y++) {
		const uint8_t *row = r->px + (size_t)y * r->stride;

		if (!cover_row(s, page, r, y, covered)) {
			count_row(row, r->w, count);
			continue;
		}
		for (int x = 0; x < r->w; x++) {
			count[row[x]] += !covered[x];
		}
	}
	fz_free(ctx, covered);
	for (int v = 254; v >= 0; v--) {
		paper = count[v] > count[paper] ? v : paper;
	}
	return paper >= PAPER_LEAST ? paper : 255;
}

static uint64_t ink_pixels(const struct ic_scout_page *p, struct ic_pixels at)
{
	uint64_t n = 0;

	for (int y = at.y0; y < at.y1; y++) {
		const uint8_t *row = p->r->px + (size_t)y * p->r->stride;

		for (int x = at.x0; x < at.x1; x++) {
			n += abs(row[x] - p->paper) > PAPER_SPREAD;
		}
	}
	return n;
}

uint32_t ic_scout_ink(const struct ic_scout_page *p, struct ic_rect rect)
{
	struct ic_pixels at = ic_raster_touched(p->r, rect);
	uint64_t all;

	if (at.x0 >= at.x1 || at.y0 >= at.y1) {
		return 0;
	}
	all = (uint64_t)(at.x1 - at.x0) * (uint64_t)(at.y1 - at.y0);
	return (uint32_t)((ink_pixels(p, at) * 1000000 + all - 1) / all);
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

/* A page that is covered as a whole is paper everywhere. */
static bool clear_at(const struct ic_scout_page *p, struct ic_rect plate)
{
	plate = ic_rect_grow(plate, CLEAR_AIR);
	return p->s->pages[p->index].whole ||
	    (!boxed(p, plate) && ic_scout_ink(p, plate) == 0);
}

uint32_t ic_scout_clear(const struct ic_scout_page *p, const struct ic_font *f,
    const char *text)
{
	uint32_t bits = 0;

	for (unsigned at = 0; *text && at < IC_POSITIONS; at++) {
		struct ic_endorsement e;

		if (ic_endorse_layout(f, p->s, p->index, (enum ic_position)at,
			text, &e, NULL) &&
		    clear_at(p, e.plate)) {
			bits |= 1u << at;
		}
	}
	return bits;
}
