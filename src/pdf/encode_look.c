/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "encode_priv.h"

#include <stdlib.h>
#include <string.h>

/* A step between neighbours that is tone, neither flat nor an edge. */
#define GENTLE 16
#define DARKEST 16
#define LIGHTEST 240

/*
 * How many of the next n bytes are white, in whole words: pages are mostly
 * paper, and this is how each pass gets over it.
 */
static int white_run(const uint8_t *p, int n)
{
	uint64_t w[4];
	int i = 0;

	while (i + 32 <= n) {
		memcpy(w, p + i, sizeof(w));
		if ((w[0] & w[1] & w[2] & w[3]) != UINT64_MAX) {
			break;
		}
		i += 32;
	}
	while (i + 8 <= n) {
		memcpy(w, p + i, sizeof(*w));
		if (w[0] != UINT64_MAX) {
			break;
		}
		i += 8;
	}
	return i;
}

void ic_encode_ramp(struct ic_ramp *ramp, int bits)
{
	int top = (1 << bits) - 1;

	for (int v = 0; v < 256; v++) {
		ramp->to[v] = (uint8_t)((v * top + 127) / 255 * 255 / top);
	}
}

void ic_encode_threshold(struct ic_ramp *ramp)
{
	memset(ramp->to, 0, IC_ENCODE_THRESHOLD);
	memset(ramp->to + IC_ENCODE_THRESHOLD, 255,
	    256 - IC_ENCODE_THRESHOLD);
}

static int distance(int a, int b)
{
	return a < b ? b - a : a - b;
}

struct tally {
	uint64_t tones, ink, grays;
};

/* `p` at x with its left and upper neighbours; comps bytes a pixel. */
static void tally_pixel(const uint8_t *p, const uint8_t *up, int comps,
    struct tally *t)
{
	int v = *p, across = distance(v, p[-comps]), down = distance(v, *up);

	t->ink += v < 213;
	t->grays += v >= 43 && v < 213;
	t->tones += v > DARKEST && v < LIGHTEST && across <= GENTLE &&
	    down <= GENTLE && across + down > 0;
}

static void tally_row(const struct ic_raster *r, int y, struct tally *t)
{
	/* Of RGB the green channel, most of the luminance, stands for all. */
	int comps = r->comps, first = comps == 3 ? 1 : 0;
	const uint8_t *row = r->px + (size_t)y * r->stride + first;
	const uint8_t *above = row - r->stride;

	for (int x = 1; x < r->w;) {
		int skip = comps == 1 ? white_run(row + x, r->w - x) : 0;
		int end = x + skip + 8 < r->w ? x + skip + 8 : r->w;

		for (x += skip; x < end; x++) {
			tally_pixel(row + x * comps, above + x * comps, comps,
			    t);
		}
	}
}

void ic_encode_look(const struct ic_raster *r, struct ic_look *out)
{
	struct tally t = { 0 };
	uint64_t seen = 0;

	for (int y = 1; y < r->h; y += 2) {
		tally_row(r, y, &t);
		seen += (uint64_t)r->w;
	}
	*out = (struct ic_look){ 0 };
	if (seen > 0) {
		out->tones = (uint32_t)(t.tones * 1000000 / seen);
	}
	if (t.ink > 0) {
		out->grays = (uint32_t)(t.grays * 1000000 / t.ink);
	}
}

/*
 * How much lighter the ramp makes a cell, and pixels that would vanish with
 * nothing left beside them: a faint line, a watermark. The faint rim of a
 * glyph vanishes too, but the glyph stays.
 */
struct cell {
	int32_t moved;
	int32_t lost;
};

/* Nothing is left beside `p`, which is not on the raster's rim. */
static bool is_lost(const struct ic_raster *r, const uint8_t *p,
    const struct ic_ramp *ramp)
{
	const uint8_t *up = p - r->stride, *down = p + r->stride;

	return ramp->to[p[-1]] == 255 && ramp->to[p[1]] == 255 &&
	    ramp->to[*up] == 255 && ramp->to[*down] == 255;
}

/* The pixels from x to end of one row, all in the cell. */
static void add_span(const struct ic_raster *r, const uint8_t *row, int x,
    int end, const struct ic_ramp *ramp, struct cell *c)
{
	int32_t moved = 0;

	for (; x < end; x++) {
		int v = row[x], to = ramp->to[v];

		moved += to - v;
		if (v <= IC_ENCODE_FAINT && to == 255 && x > 0 &&
		    x < r->w - 1) {
			c->lost += is_lost(r, row + x, ramp);
		}
	}
	c->moved += moved;
}

static void add_row(const struct ic_raster *r, int y, int side,
    const struct ic_ramp *ramp, struct cell *cells)
{
	const uint8_t *row = r->px + (size_t)y * r->stride;

	for (int x = 0; x < r->w;) {
		int at, end;

		x += white_run(row + x, r->w - x);
		at = x / side;
		end = (at + 1) * side < r->w ? (at + 1) * side : r->w;
		if (x < r->w) {
			add_span(r, row, x, end, ramp, &cells[at]);
		}
		x = end;
	}
}

/* Windows of 3 x 3 cells, of which each column is added up once. */
static bool windows_ok(struct cell *const rows[3], int n, int32_t pixels)
{
	struct cell a = { 0 }, b = { 0 };

	for (int x = 0; x < n; x++) {
		struct cell c = {
			rows[0][x].moved + rows[1][x].moved + rows[2][x].moved,
			rows[0][x].lost + rows[1][x].lost + rows[2][x].lost
		};
		int32_t moved = a.moved + b.moved + c.moved;
		int32_t lost = a.lost + b.lost + c.lost;

		if (moved > IC_ENCODE_CELL_MAX * pixels ||
		    moved < -IC_ENCODE_CELL_MAX * pixels ||
		    lost * IC_ENCODE_LOST_SHARE > pixels) {
			return false;
		}
		a = b;
		b = c;
	}
	return true;
}

/*
 * Three rows of cells go round, n in each. The first and last row of pixels
 * have no neighbours and count as the next.
 */
static bool rows_ok(const struct ic_raster *r, const struct ic_ramp *ramp,
    int side, struct cell *all, int n)
{
	struct cell *rows[3] = { all, all + n, all + 2 * n };

	for (int top = 0; top < r->h; top += side) {
		struct cell *first = rows[0];

		rows[0] = rows[1];
		rows[1] = rows[2];
		rows[2] = first;
		memset(first, 0, (size_t)n * sizeof(*first));
		for (int y = top; y < top + side && y < r->h - 1; y++) {
			add_row(r, y > 0 ? y : 1, side, ramp, first);
		}
		if (!windows_ok(rows, n, 9 * side * side)) {
			return false;
		}
	}
	return true;
}

bool ic_encode_cells(const struct ic_raster *r, const struct ic_ramp *ramp)
{
	int side = (int)r->dpi / 50 > 1 ? (int)r->dpi / 50 : 1;
	int n = (r->w + side - 1) / side;
	struct cell *all = calloc(3 * (size_t)n, sizeof(*all));
	bool ok = all && r->h > 2 && rows_ok(r, ramp, side, all, n);

	free(all);
	return ok;
}

void ic_encode_apply(struct ic_raster *r, const struct ic_ramp *ramp)
{
	for (int y = 0; y < r->h; y++) {
		uint8_t *row = r->px + (size_t)y * r->stride;

		for (int x = 0; x < r->w;) {
			int end;

			x += white_run(row + x, r->w - x);
			end = x + 8 < r->w ? x + 8 : r->w;
			for (; x < end; x++) {
				row[x] = ramp->to[row[x]];
			}
		}
	}
}

/* Eight grays as `bits` bytes. */
static void pack_eight(const uint8_t *p, const struct ic_ramp *ramp, int bits,
    uint8_t *to)
{
	uint32_t all = 0;

	/* A ramp's value is a level times 255, 85 or 17: its top bits. */
	for (int i = 0; i < 8; i++) {
		all = all << bits | (uint32_t)ramp->to[p[i]] >> (8 - bits);
	}
	for (int i = bits - 1; i >= 0; i--) {
		to[i] = (uint8_t)all;
		all >>= 8;
	}
}

static void pack_row(const uint8_t *row, int w, const struct ic_ramp *ramp,
    int bits, uint8_t *to)
{
	uint8_t tail[8];
	int x = 0;

	while (x + 8 <= w) {
		int run = white_run(row + x, w - x);

		memset(to, 0xff, (size_t)(run / 8 * bits));
		to += run / 8 * bits;
		x += run;
		if (x + 8 <= w) {
			pack_eight(row + x, ramp, bits, to);
			to += bits;
			x += 8;
		}
	}
	if (x < w) {
		memset(tail, 255, sizeof(tail));
		memcpy(tail, row + x, (size_t)(w - x));
		uint8_t last[4];

		pack_eight(tail, ramp, bits, last);
		memcpy(to, last, (size_t)((w - x) * bits + 7) / 8);
	}
}

bool ic_encode_pack(struct ic_encoder *e, const struct ic_raster *r,
    const struct ic_ramp *ramp, int bits)
{
	size_t line = ((size_t)r->w * (size_t)bits + 7) / 8;
	uint8_t *to;

	ic_buf_reset(&e->packed);
	to = ic_buf_room(&e->packed, line * (size_t)r->h);
	if (!to) {
		return false;
	}
	for (int y = 0; y < r->h; y++) {
		pack_row(r->px + (size_t)y * r->stride, r->w, ramp, bits, to);
		to += line;
	}
	e->packed.len = line * (size_t)r->h;
	return true;
}
