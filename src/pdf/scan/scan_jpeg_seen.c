/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What is seen of blocks that were cut, before and after, as pixels in proof
 * 3's windows: a page that the proof would refuse is drawn. Only around boxes
 * and edges is there anything to look at; and a little sooner than the proof
 * does this say no, for decoders do not all round alike.
 */
#include <stdlib.h>
#include <string.h>

#include "scan_jpeg_mcu.h"
#include "windows.h"

#define PERCENT 95 /* of the windows' limits */
#define OUTSIDE 90 /* of 255; proof 2 allows for 96 */
#define BLENDED 2  /* pixels beside a box that its edit may colour */

/* Rows of an area, one MCU high. */
struct band {
	struct ic_pixels area;
	int channels;
	size_t row;        /* bytes */
	uint8_t *was, *is; /* IC_MCU_SIDE_MAX rows */
	struct ic_windows w;
};

static int within(int at, int from, int to)
{
	return at < from ? from : at >= to ? to - 1 : at;
}

/* What of the first MCUs lies beyond the page goes on as the page ends. */
static bool goes_on(const struct ic_seen *s, const struct ic_mcu *m, int x,
    int y)
{
	const struct ic_pixels *keep = &s->cut->keep;
	int x2 = within(x, keep->x0, keep->x1) - m->x;
	int y2 = within(y, keep->y0, keep->y1) - m->y;
	const struct ic_pixel *a = &m->is[y - m->y][x - m->x];

	for (int i = 0; i < IC_SHOWN_MAX; i++) {
		if (abs(a->at[i] - m->is[y2][x2].at[i]) > OUTSIDE) {
			return false;
		}
	}
	return true;
}

/* A row of an MCU, from x0 to x1 - 1 and kept, to its band. */
static void put_row(const struct ic_mcu *m, int y, int x0, int x1,
    struct band *b)
{
	size_t n = (size_t)b->channels;
	size_t at = (size_t)(y - m->y) * b->row + (size_t)(x0 - b->area.x0) * n;

	for (int x = x0 - m->x; x < x1 - m->x; x++, at += n) {
		memcpy(b->was + at, &m->was[y - m->y][x], n);
		memcpy(b->is + at, &m->is[y - m->y][x], n);
	}
}

/* An MCU's pixels to their band. */
static bool put_mcu(const struct ic_seen *s, const struct ic_mcu *m,
    struct band *b)
{
	const struct ic_pixels *keep = &s->cut->keep;
	int x0 = m->x > b->area.x0 ? m->x : b->area.x0;
	int x1 = m->x + s->mcu_w;
	int y0 = m->y > b->area.y0 ? m->y : b->area.y0;
	int y1 = m->y + s->mcu_h;

	x1 = x1 < b->area.x1 ? x1 : b->area.x1;
	y1 = y1 < b->area.y1 ? y1 : b->area.y1;
	for (int y = y0; y < y1; y++) {
		int from = x0 > keep->x0 ? x0 : keep->x0;
		int to = x1 < keep->x1 ? x1 : keep->x1;

		if (y < keep->y0 || y >= keep->y1) {
			from = x1;
			to = x1;
		}
		for (int x = x0; x < x1; x++) {
			if ((x < from || x >= to) && !goes_on(s, m, x, y)) {
				return false;
			}
		}
		put_row(m, y, from, to, b);
	}
	return true;
}

/* Under a box all is alike; that it has its colour is seen to elsewhere. */
static void cover(const struct ic_seen *s, int my, struct band *b)
{
	for (size_t i = 0; i < s->cut->nboxes; i++) {
		struct ic_pixels box = s->cut->boxes[i];
		int y0 = box.y0 > my ? box.y0 : my;
		int y1 = box.y1 < my + s->mcu_h ? box.y1 : my + s->mcu_h;
		int x0 = box.x0 > b->area.x0 ? box.x0 : b->area.x0;
		int x1 = box.x1 < b->area.x1 ? box.x1 : b->area.x1;
		size_t n = (size_t)b->channels;

		for (int y = y0; x0 < x1 && y < y1; y++) {
			size_t at = (size_t)(y - my) * b->row +
			    (size_t)(x0 - b->area.x0) * n;

			memset(b->was + at, 0, (size_t)(x1 - x0) * n);
			memset(b->is + at, 0, (size_t)(x1 - x0) * n);
		}
	}
}

/* The rows of one row of MCUs. False if they are not as they should be. */
static bool look_at_band(const struct ic_seen *s, int my, struct band *b)
{
	int y = my * s->mcu_h, y1 = y + s->mcu_h;
	int last = (b->area.x1 - 1) / s->mcu_w;
	struct ic_mcu m;

	memset(b->was, 0, b->row * (size_t)s->mcu_h);
	memset(b->is, 0, b->row * (size_t)s->mcu_h);
	for (int mx = b->area.x0 / s->mcu_w; mx <= last; mx++) {
		if (s->marks[(size_t)my * s->across + (size_t)mx]) {
			ic_mcu_read(s, mx, my, &m);
			if (!put_mcu(s, &m, b)) {
				return false;
			}
		}
	}
	cover(s, y, b);
	for (int at = y; at < y1; at++) {
		size_t row = (size_t)(at - y) * b->row;

		if (at >= b->area.y0 && at < b->area.y1) {
			ic_windows_add(&b->w, at - b->area.y0, b->was + row,
			    b->is + row);
		}
	}
	return true;
}

static bool look_at_bands(const struct ic_seen *s, struct band *b)
{
	int last = (b->area.y1 - 1) / s->mcu_h;

	for (int my = b->area.y0 / s->mcu_h; my <= last; my++) {
		if (!look_at_band(s, my, b)) {
			return false;
		}
	}
	return !ic_windows_worst(&b->w, PERCENT).failed;
}

/* Shrink an area of whole MCUs to what was cut. False if there is nothing. */
static bool shrink(const struct ic_seen *s, struct ic_pixels *a)
{
	struct ic_pixels to = { a->x1, a->y1, a->x0, a->y0 };

	for (int y = a->y0; y < a->y1 && y < s->cut->h; y += s->mcu_h) {
		const uint8_t *row = s->marks +
		    (size_t)(y / s->mcu_h) * s->across;

		for (int x = a->x0; x < a->x1 && x < s->cut->w; x += s->mcu_w) {
			if (row[x / s->mcu_w]) {
				to.x0 = x < to.x0 ? x : to.x0;
				to.y0 = y < to.y0 ? y : to.y0;
				to.x1 = x + s->mcu_w > to.x1 ? x + s->mcu_w
							     : to.x1;
				to.y1 = y + s->mcu_h;
			}
		}
	}
	*a = to;
	return to.x0 < to.x1;
}

/* An area of whole pixels, in all windows that meet it. */
static bool look_at(const struct ic_seen *s, struct ic_pixels a, bool *starved)
{
	int more = ic_windows_reach(s->cut->dpi);
	int step = ic_windows_step(s->cut->dpi);
	struct band b = { .channels = s->comps == 1 ? 1 : IC_SHOWN_MAX };
	size_t rows, bytes;
	uint8_t *mem;
	bool good;

	if (!shrink(s, &a)) {
		return true;
	}
	a.x0 = a.x0 - more > s->part.x0 ? a.x0 - more : s->part.x0;
	a.y0 = a.y0 - more > s->part.y0 ? a.y0 - more : s->part.y0;
	a.x0 -= (a.x0 - s->part.x0) % step;
	a.y0 -= (a.y0 - s->part.y0) % step;
	a.x1 = a.x1 + more < s->part.x1 ? a.x1 + more : s->part.x1;
	a.y1 = a.y1 + more < s->part.y1 ? a.y1 + more : s->part.y1;
	if (a.x0 >= a.x1 || a.y0 >= a.y1) {
		return true;
	}
	b.area = a;
	b.row = (size_t)(a.x1 - a.x0) * (size_t)b.channels;
	rows = b.row * (size_t)s->mcu_h;
	bytes = ic_windows_bytes(a.x1 - a.x0, a.y1 - a.y0, b.channels,
	    s->cut->dpi);
	mem = calloc(1, bytes + 2 * rows);
	*starved = !mem;
	if (!mem) {
		return false;
	}
	ic_windows_set(&b.w, mem, a.x1 - a.x0, a.y1 - a.y0, b.channels,
	    s->cut->dpi);
	b.was = mem + bytes;
	b.is = b.was + rows;
	good = look_at_bands(s, &b);
	free(mem);
	return good;
}

/* The edges of an area, on both sides; in one if they are near each other. */
static bool look_round(const struct ic_seen *s, const struct ic_pixels *a,
    bool *starved)
{
	int more = ic_windows_reach(s->cut->dpi);
	int w = 2 * s->mcu_w, h = 2 * s->mcu_h;
	int x0 = a->x0 - BLENDED, y0 = a->y0 - BLENDED;
	int x1 = a->x1 + BLENDED, y1 = a->y1 + BLENDED;

	/* To whole MCUs; what is beyond the picture is cut off elsewhere. */
	x0 = x0 < 0 ? 0 : x0 - x0 % s->mcu_w;
	y0 = y0 < 0 ? 0 : y0 - y0 % s->mcu_h;
	x1 += (s->mcu_w - x1 % s->mcu_w) % s->mcu_w;
	y1 += (s->mcu_h - y1 % s->mcu_h) % s->mcu_h;
	if (x1 - x0 < 2 * (w + more) || y1 - y0 < 2 * (h + more)) {
		return look_at(s, (struct ic_pixels){ x0, y0, x1, y1 },
		    starved);
	}
	return look_at(s, (struct ic_pixels){ x0, y0, x1, y0 + h }, starved) &&
	    look_at(s, (struct ic_pixels){ x0, y1 - h, x1, y1 }, starved) &&
	    look_at(s, (struct ic_pixels){ x0, y0, x0 + w, y1 }, starved) &&
	    look_at(s, (struct ic_pixels){ x1 - w, y0, x1, y1 }, starved);
}

/* Mark the MCUs of which a block was cut. */
static void mark(const struct ic_seen *s, uint8_t *marks)
{
	for (int k = 0; k < s->comps; k++) {
		const struct ic_plane *p = &s->planes[k];
		const struct ic_was *was = (const void *)p->was.data;

		for (size_t i = 0; i < p->was.len / sizeof(*was); i++) {
			int x = was[i].bx * IC_BLOCK * p->hs / s->mcu_w;
			int y = was[i].by * IC_BLOCK * p->vs / s->mcu_h;

			marks[(size_t)y * s->across + (size_t)x] = 1;
		}
	}
}

static bool look(const struct ic_seen *s, bool *starved)
{
	const struct ic_scan_cut *cut = s->cut;

	if (!look_round(s, &cut->keep, starved)) {
		return false;
	}
	for (size_t i = 0; i < cut->nboxes; i++) {
		const struct ic_pixels *b = &cut->boxes[i];

		if (b->x0 < b->x1 && b->y0 < b->y1 && b->x1 > 0 && b->y1 > 0 &&
		    b->x0 < cut->w && b->y0 < cut->h &&
		    !look_round(s, b, starved)) {
			return false;
		}
	}
	return true;
}

bool ic_planes_seen(const struct ic_seen *s, bool *starved)
{
	struct ic_seen with = *s;
	int down = (s->cut->h + s->mcu_h - 1) / s->mcu_h;
	uint8_t *marks;
	bool good;

	with.across = (size_t)((s->cut->w + s->mcu_w - 1) / s->mcu_w);
	marks = calloc((size_t)down, with.across);
	*starved = !marks;
	if (!marks) {
		return false;
	}
	mark(&with, marks);
	with.marks = marks;
	good = look(&with, starved);
	free(marks);
	return good;
}
