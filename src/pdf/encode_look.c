/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "encode_priv.h"

#include <stdlib.h>
#include <string.h>

/* A step between neighbours that is tone, neither flat nor an edge. */
#define GENTLE 16
#define DARKEST 16
#define LIGHTEST 240

/* Eight pixels at once: pages are mostly paper. */
static bool is_white(const uint8_t *p)
{
	uint64_t word;

	memcpy(&word, p, sizeof(word));
	return word == UINT64_MAX;
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

	for (int x = 1; x < r->w; x++) {
		if (comps == 1 && x + 8 <= r->w && is_white(row + x)) {
			x += 7;
			continue;
		}
		tally_pixel(row + x * comps, above + x * comps, comps, t);
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

/* Darkness of a cell before and after its ramp. */
struct cell {
	uint32_t ink, inked;
};

static void add_row(const uint8_t *row, int w, int side,
    const struct ic_ramp *ramp, struct cell *cells)
{
	int at = 0, end = side;

	for (int x = 0; x < w; x++) {
		if (x + 8 <= w && is_white(row + x)) {
			x += 7;
			continue;
		}
		while (x >= end) {
			at++;
			end += side;
		}
		cells[at].ink += 255u - row[x];
		cells[at].inked += 255u - ramp->to[row[x]];
	}
}

static bool cells_ok(const struct cell *cells, int n, uint32_t pixels)
{
	for (int i = 0; i < n; i++) {
		uint32_t a = cells[i].ink, b = cells[i].inked;

		if ((a > b ? a - b : b - a) > IC_ENCODE_CELL_MAX * pixels ||
		    (b == 0 && a > (255 - IC_ENCODE_PAPER) * pixels)) {
			return false;
		}
	}
	return true;
}

bool ic_encode_cells(const struct ic_raster *r, const struct ic_ramp *ramp)
{
	int side = 3 * (int)r->dpi / 100 > 1 ? 3 * (int)r->dpi / 100 : 1;
	int n = (r->w + side - 1) / side;
	struct cell *cells = calloc((size_t)n, sizeof(*cells));
	bool ok = cells != NULL;

	for (int y = 0; ok && y < r->h; y++) {
		add_row(r->px + (size_t)y * r->stride, r->w, side, ramp,
		    cells);
		if (y % side == side - 1 || y == r->h - 1) {
			ok = cells_ok(cells, n, (uint32_t)(side * side));
			memset(cells, 0, (size_t)n * sizeof(*cells));
		}
	}
	free(cells);
	return ok;
}

void ic_encode_apply(struct ic_raster *r, const struct ic_ramp *ramp)
{
	size_t n = r->stride * (size_t)r->h;

	for (size_t i = 0; i < n; i++) {
		if (i + 8 <= n && is_white(r->px + i)) {
			i += 7;
			continue;
		}
		r->px[i] = ramp->to[r->px[i]];
	}
}

/* A ramp's value is its level times 85 or 17: its top bits are the level. */
static void pack_row(const uint8_t *row, int w, const struct ic_ramp *ramp,
    int bits, uint8_t *to)
{
	int each = 8 / bits;

	for (int x = 0; x < w; x += each) {
		unsigned byte = 0;

		if (x + 8 <= w && is_white(row + x)) {
			memset(to, 0xff, (size_t)bits);
			to += bits;
			x += 8 - each;
			continue;
		}
		for (int i = 0; i < each; i++) {
			unsigned v = x + i < w ? ramp->to[row[x + i]] : 255u;

			byte = byte << bits | v >> (8 - bits);
		}
		*to++ = (uint8_t)byte;
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
