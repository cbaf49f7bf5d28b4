/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What is seen of blocks that were cut, before and after, as pixels in proof
 * 3's windows: a page that the proof would refuse is drawn. Only around boxes
 * and edges is there anything to look at; and a little sooner than the proof
 * does this say no, for decoders do not all round alike.
 */
#include <stdlib.h>
#include <string.h>

#include "scan_jpeg_priv.h"
#include "windows.h"

#define PERCENT 95 /* of the windows' limits */
#define OUTSIDE 90 /* of 255; proof 2 allows for 96 */
#define BLENDED 2  /* pixels beside a box that its edit may colour */

#define SIDE_MAX (IC_BLOCK * MAX_SAMP_FACTOR) /* pixels of an MCU */
#define COMPS_MAX 4
#define SHOWN_MAX 3

struct pixel {
	uint8_t at[SHOWN_MAX];
};

/* The pixels of an MCU, as they were, and as they are. */
struct mcu {
	int x, y; /* the first one */
	struct pixel was[SIDE_MAX][SIDE_MAX], is[SIDE_MAX][SIDE_MAX];
};

/* Rows of an area, one MCU high. */
struct band {
	struct ic_pixels area;
	int channels;
	size_t row;        /* bytes */
	uint8_t *was, *is; /* SIDE_MAX rows */
	struct ic_windows w;
};

static uint8_t limit(float v)
{
	return (uint8_t)(v < 0 ? 0 : v > 255 ? 255 : v + 0.5F);
}

static void from_ycc(const uint8_t *c, uint8_t rgb[3])
{
	float y = c[0], cb = (float)c[1] - 128, cr = (float)c[2] - 128;

	rgb[0] = limit(y + 1.402F * cr);
	rgb[1] = limit(y - 0.344136F * cb - 0.714136F * cr);
	rgb[2] = limit(y + 1.772F * cb);
}

/* Light of what ink leaves; near enough to what readers make of four inks. */
static struct pixel from_inks(const struct ic_seen *s, const uint8_t *c)
{
	uint8_t inks[3] = { c[0], c[1], c[2] };
	struct pixel p;

	if (s->space == JCS_YCCK) {
		from_ycc(c, inks);
		for (int i = 0; i < 3; i++) {
			inks[i] = (uint8_t)(255 - inks[i]);
		}
	}
	for (int i = 0; i < 3; i++) {
		int a = s->inverted ? inks[i] : 255 - inks[i];
		int b = s->inverted ? c[3] : 255 - c[3];

		p.at[i] = (uint8_t)(a * b / 255);
	}
	return p;
}

static struct pixel show(const struct ic_seen *s, const uint8_t *c)
{
	struct pixel p = { { c[0], c[1], c[2] } };

	if (s->comps == 4) {
		return from_inks(s, c);
	}
	if (s->space == JCS_YCbCr) {
		from_ycc(c, p.at);
	}
	return p;
}

/* Samples of an MCU: at each pixel those of all components. */
struct samples {
	uint8_t was[SIDE_MAX][SIDE_MAX][COMPS_MAX];
	uint8_t is[SIDE_MAX][SIDE_MAX][COMPS_MAX];
};

/* The sample that decoders blend with the nearest one of a halved axis. */
static int beside(int at, int span)
{
	int to = at % 2 ? at / 2 + 1 : at / 2 - 1;

	return span != 2 ? at / span : to < 0 ? 0 : to < IC_BLOCK ? to : at / 2;
}

/* A block's pixel. At its edges a neighbour's sample counts as its own. */
static uint8_t blend(const struct ic_plane *p, const uint8_t *s, int x, int y)
{
	const uint8_t *near = s + y / p->vs * IC_BLOCK;
	const uint8_t *far = s + beside(y, p->vs) * IC_BLOCK;
	int x1 = x / p->hs, x2 = beside(x, p->hs);

	return (
	    uint8_t)((9 * near[x1] + 3 * (near[x2] + far[x1]) + far[x2] + 8) /
	    16);
}

static void spread(const struct ic_plane *p, int comp, int x0, int y0,
    const uint8_t *was, const uint8_t *is, struct samples *to)
{
	for (int y = 0; y < IC_BLOCK * p->vs; y++) {
		for (int x = 0; x < IC_BLOCK * p->hs; x++) {
			to->was[y0 + y][x0 + x][comp] = blend(p, was, x, y);
			to->is[y0 + y][x0 + x][comp] = blend(p, is, x, y);
		}
	}
}

static void read_block(const struct ic_plane *p, int comp, int bx, int by,
    int x0, int y0, struct samples *to)
{
	const uint8_t *was = ic_plane_was(p, bx, by);
	uint8_t is[IC_BLOCK2];

	ic_block_shown(p->row[by][bx], p->q, is);
	spread(p, comp, x0, y0, was ? was : is, is, to);
}

/* The blocks of a component in an MCU, and its first one. */
struct cells {
	int bx, by, across, down;
};

static struct cells cells_of(const struct ic_seen *s, int comp, int mx, int my)
{
	const struct ic_plane *p = &s->planes[comp];
	int across = s->mcu_w / (IC_BLOCK * p->hs);
	int down = s->mcu_h / (IC_BLOCK * p->vs);
	struct cells c = { mx * across, my * down, across, down };

	c.across = c.bx + across > p->bw ? p->bw - c.bx : across;
	c.down = c.by + down > p->bh ? p->bh - c.by : down;
	return c;
}

static bool was_cut(const struct ic_seen *s, int mx, int my)
{
	for (int k = 0; k < s->comps; k++) {
		struct cells c = cells_of(s, k, mx, my);

		for (int i = 0; i < c.across * c.down; i++) {
			if (ic_plane_was(&s->planes[k], c.bx + i % c.across,
				c.by + i / c.across)) {
				return true;
			}
		}
	}
	return false;
}

static void read_mcu(const struct ic_seen *s, int mx, int my, struct mcu *m)
{
	struct samples px;

	memset(&px, 0, sizeof(px));
	for (int k = 0; k < s->comps; k++) {
		const struct ic_plane *p = &s->planes[k];
		struct cells c = cells_of(s, k, mx, my);

		for (int i = 0; i < c.across * c.down; i++) {
			int x = i % c.across, y = i / c.across;

			read_block(p, k, c.bx + x, c.by + y,
			    x * IC_BLOCK * p->hs, y * IC_BLOCK * p->vs, &px);
		}
	}
	m->x = mx * s->mcu_w;
	m->y = my * s->mcu_h;
	for (int y = 0; y < s->mcu_h; y++) {
		for (int x = 0; x < s->mcu_w; x++) {
			m->was[y][x] = show(s, px.was[y][x]);
			m->is[y][x] = show(s, px.is[y][x]);
		}
	}
}

static int within(int at, int from, int to)
{
	return at < from ? from : at >= to ? to - 1 : at;
}

/* What of the first MCUs lies beyond the page goes on as the page ends. */
static bool goes_on(const struct ic_seen *s, const struct mcu *m, int x, int y)
{
	const struct ic_pixels *keep = &s->cut->keep;
	int x2 = within(x, keep->x0, keep->x1) - m->x;
	int y2 = within(y, keep->y0, keep->y1) - m->y;
	const struct pixel *a = &m->is[y - m->y][x - m->x];

	for (int i = 0; i < SHOWN_MAX; i++) {
		if (abs(a->at[i] - m->is[y2][x2].at[i]) > OUTSIDE) {
			return false;
		}
	}
	return true;
}

static bool is_in(const struct ic_pixels *a, int x, int y)
{
	return x >= a->x0 && x < a->x1 && y >= a->y0 && y < a->y1;
}

/* An MCU's pixels to their band. */
static bool put_mcu(const struct ic_seen *s, const struct mcu *m,
    struct band *b)
{
	size_t n = (size_t)b->channels;

	for (int y = m->y; y < m->y + s->mcu_h; y++) {
		for (int x = m->x; x < m->x + s->mcu_w; x++) {
			size_t at = (size_t)(y - m->y) * b->row +
			    (size_t)(x - b->area.x0) * n;

			if (!is_in(&b->area, x, y)) {
				continue;
			}
			if (is_in(&s->cut->keep, x, y)) {
				memcpy(b->was + at, &m->was[y - m->y][x - m->x],
				    n);
				memcpy(b->is + at, &m->is[y - m->y][x - m->x],
				    n);
			} else if (!goes_on(s, m, x, y)) {
				return false;
			}
		}
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
	struct mcu m;

	memset(b->was, 0, b->row * (size_t)s->mcu_h);
	memset(b->is, 0, b->row * (size_t)s->mcu_h);
	for (int mx = b->area.x0 / s->mcu_w; mx <= last; mx++) {
		if (was_cut(s, mx, my)) {
			read_mcu(s, mx, my, &m);
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

/* An area of whole pixels, in all windows that meet it. */
static bool look_at(const struct ic_seen *s, struct ic_pixels a, bool *starved)
{
	int more = ic_windows_reach(s->cut->dpi);
	int step = ic_windows_step(s->cut->dpi);
	struct band b = { .channels = s->comps == 1 ? 1 : SHOWN_MAX };
	size_t rows, bytes;
	uint8_t *mem;
	bool good;

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

bool ic_planes_seen(const struct ic_seen *s, bool *starved)
{
	const struct ic_scan_cut *cut = s->cut;

	*starved = false;
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
