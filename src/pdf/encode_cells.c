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

/* Rows of cells, n a channel, channel after channel. */
struct grid {
	const struct ic_raster *r;
	const struct ic_ramp *ramp;
	int side, n;
	struct cell *rows[3]; /* the last three, going round */
};

/* Nothing is left beside `at`, which is not on the raster's rim. */
static bool is_lost(const struct grid *g, const uint8_t *at)
{
	const uint8_t *to = g->ramp->to;
	int step = g->r->comps;

	return to[at[-step]] == 255 && to[at[step]] == 255 &&
	    to[*(at - g->r->stride)] == 255 && to[at[g->r->stride]] == 255;
}

/* One channel of the pixels from x to end of a row, all in the cell. */
static void add_span(const struct grid *g, const uint8_t *row, int x, int end,
    struct cell *c)
{
	int step = g->r->comps;
	int32_t moved = 0;

	for (; x < end; x++) {
		int v = row[x * step], to = g->ramp->to[v];

		moved += to - v;
		if (v <= IC_ENCODE_FAINT && to == 255 && x > 0 &&
		    x < g->r->w - 1) {
			c->lost += is_lost(g, row + x * step);
		}
	}
	c->moved += moved;
}

static void add_row(const struct grid *g, int y)
{
	const uint8_t *row = g->r->px + (size_t)y * g->r->stride;
	int step = g->r->comps, w = g->r->w;

	for (int x = 0; x < w;) {
		int at, end;

		x += ic_encode_white_run(row + x * step, (w - x - 1) * step) /
		    step;
		at = x / g->side;
		end = (at + 1) * g->side < w ? (at + 1) * g->side : w;
		for (int i = 0; i < step; i++) {
			add_span(g, row + i, x, end,
			    &g->rows[0][i * g->n + at]);
		}
		x = end;
	}
}

/* Windows of 3 x 3 cells, of which each column is added up once. */
static bool windows_ok(const struct grid *g, int channel)
{
	const struct cell *top = g->rows[0] + channel * g->n;
	const struct cell *mid = g->rows[1] + channel * g->n;
	const struct cell *low = g->rows[2] + channel * g->n;
	int32_t pixels = 9 * g->side * g->side;
	struct cell a = { 0 }, b = { 0 };

	for (int x = 0; x < g->n; x++) {
		struct cell c = { top[x].moved + mid[x].moved + low[x].moved,
			top[x].lost + mid[x].lost + low[x].lost };
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
 * The first and last row of pixels have no neighbours and count as the next.
 */
static bool rows_ok(struct grid *g)
{
	size_t row = (size_t)(g->n * g->r->comps) * sizeof(struct cell);

	for (int top = 0; top < g->r->h; top += g->side) {
		struct cell *first = g->rows[2];

		g->rows[2] = g->rows[1];
		g->rows[1] = g->rows[0];
		g->rows[0] = first;
		memset(first, 0, row);
		for (int y = top; y < top + g->side && y < g->r->h - 1; y++) {
			add_row(g, y > 0 ? y : 1);
		}
		for (int i = 0; i < g->r->comps; i++) {
			if (!windows_ok(g, i)) {
				return false;
			}
		}
	}
	return true;
}

bool ic_encode_cells(const struct ic_raster *r, const struct ic_ramp *ramp)
{
	struct grid g = { .r = r, .ramp = ramp };
	struct cell *all;
	size_t row;
	bool ok;

	g.side = (int)r->dpi / 50 > 1 ? (int)r->dpi / 50 : 1;
	g.n = (r->w + g.side - 1) / g.side;
	row = (size_t)g.n * (size_t)r->comps;
	all = calloc(3 * row, sizeof(*all));
	for (int i = 0; all && i < 3; i++) {
		g.rows[i] = all + (size_t)i * row;
	}
	ok = all && r->h > 2 && rows_ok(&g);
	free(all);
	return ok;
}
