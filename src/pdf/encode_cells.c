/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "encode_priv.h"

#include <stdlib.h>
#include <string.h>

/*
 * How much lighter the ramp makes a cell, and pixels that would vanish with
 * nothing left beside them: a faint line, a watermark. The faint rim of a
 * glyph vanishes too, but the glyph stays.
 */
struct cell {
	int32_t moved;
	int32_t lost;
};

/* One channel of a raster: every `step`-th byte. */
struct plane {
	const uint8_t *px;
	size_t stride;
	int w, h, step;
	const struct ic_ramp *ramp;
};

/* Nothing is left beside `at`, which is not on the raster's rim. */
static bool is_lost(const struct plane *p, const uint8_t *at)
{
	const uint8_t *to = p->ramp->to;

	return to[at[-p->step]] == 255 && to[at[p->step]] == 255 &&
	    to[*(at - p->stride)] == 255 && to[at[p->stride]] == 255;
}

/* The pixels from x to end of one row, all in the cell. */
static void add_span(const struct plane *p, const uint8_t *row, int x,
    int end, struct cell *c)
{
	int32_t moved = 0;

	for (; x < end; x++) {
		int v = row[x * p->step], to = p->ramp->to[v];

		moved += to - v;
		if (v <= IC_ENCODE_FAINT && to == 255 && x > 0 &&
		    x < p->w - 1) {
			c->lost += is_lost(p, row + x * p->step);
		}
	}
	c->moved += moved;
}

static void add_row(const struct plane *p, int y, int side,
    struct cell *cells)
{
	const uint8_t *row = p->px + (size_t)y * p->stride;

	for (int x = 0; x < p->w;) {
		int at, end;

		x += ic_encode_white_run(row + x * p->step, (p->w - x - 1) *
		    p->step) / p->step;
		at = x / side;
		end = (at + 1) * side < p->w ? (at + 1) * side : p->w;
		add_span(p, row, x, end, &cells[at]);
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
static bool rows_ok(const struct plane *p, int side, struct cell *all, int n)
{
	struct cell *rows[3] = { all, all + n, all + 2 * n };

	for (int top = 0; top < p->h; top += side) {
		struct cell *first = rows[0];

		rows[0] = rows[1];
		rows[1] = rows[2];
		rows[2] = first;
		memset(first, 0, (size_t)n * sizeof(*first));
		for (int y = top; y < top + side && y < p->h - 1; y++) {
			add_row(p, y > 0 ? y : 1, side, first);
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
	bool ok = all && r->h > 2;

	for (int i = 0; ok && i < r->comps; i++) {
		struct plane p = { r->px + i, r->stride, r->w, r->h, r->comps,
			ramp };

		memset(all, 0, 3 * (size_t)n * sizeof(*all));
		ok = rows_ok(&p, side, all, n);
	}
	free(all);
	return ok;
}
