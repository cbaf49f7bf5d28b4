/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "encode_lanes.h"

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
	bool touched[3];      /* whether anything but paper was in them */
	/* Of a row of cells, sample by sample: sums of the columns. */
	int16_t *moved;
	uint8_t *lost;
	int from, to; /* what of them is not 0 */
	uint8_t edge; /* from here on the ramp makes white */
};

typedef int16_t sums __attribute__((vector_size(2 * IC_LANES)));

/* Sixteen samples of a row that is not the raster's first or last. */
static void add_lanes(const struct grid *g, const uint8_t *at, int x)
{
	const ic_lanes zero = { 0 }, edge = zero + g->edge;
	size_t stride = g->r->stride;
	int step = g->r->comps;
	ic_lanes v = ic_lanes_at(at), to = ic_lanes_through(v, g->ramp);
	ic_lanes faint = (ic_lanes)(v <= IC_ENCODE_FAINT) &
	    (ic_lanes)(v >= edge);
	sums s;

	memcpy(&s, g->moved + x, sizeof(s));
	s += __builtin_convertvector(to, sums) -
	    __builtin_convertvector(v, sums);
	memcpy(g->moved + x, &s, sizeof(s));
	if (ic_lanes_any(faint)) {
		/* Nothing is left beside it. */
		faint &= (ic_lanes)(ic_lanes_at(at - step) >= edge) &
		    (ic_lanes)(ic_lanes_at(at + step) >= edge) &
		    (ic_lanes)(ic_lanes_at(at - stride) >= edge) &
		    (ic_lanes)(ic_lanes_at(at + stride) >= edge);
		faint = (faint & 1) + ic_lanes_at(g->lost + x);
		memcpy(g->lost + x, &faint, sizeof(faint));
	}
}

static void add_sample(const struct grid *g, const uint8_t *at, int x)
{
	const uint8_t *to = g->ramp->to;
	int step = g->r->comps;
	size_t stride = g->r->stride;

	g->moved[x] = (int16_t)(g->moved[x] + to[*at] - *at);
	g->lost[x] += *at <= IC_ENCODE_FAINT && *at >= g->edge &&
	    at[-step] >= g->edge && at[step] >= g->edge &&
	    *(at - stride) >= g->edge && at[stride] >= g->edge;
}

static void add_row(struct grid *g, int y)
{
	const uint8_t *row = g->r->px + (size_t)y * g->r->stride;
	int n = g->r->w * g->r->comps;

	for (int x = 0; x < n;) {
		x += ic_encode_white_run(row + x, n - x);
		g->from = x < g->from ? x : g->from;
		if (x + IC_LANES <= n) {
			add_lanes(g, row + x, x);
			x += IC_LANES;
		} else if (x < n) {
			add_sample(g, row + x, x);
			x++;
		}
		g->to = x > g->to ? x : g->to;
	}
}

/* The columns' sums to those of the cells; then they are 0 again. */
static void add_columns(struct grid *g)
{
	int step = g->r->comps, n = g->r->w * step, width = g->side * step;

	/* What is at the rim has no neighbours. */
	memset(g->lost, 0, (size_t)step);
	memset(g->lost + n - step, 0, (size_t)step);
	for (int at = g->from / width; at * width < g->to; at++) {
		int end = (at + 1) * width < n ? (at + 1) * width : n;

		for (int x = at * width; x < end; x += step) {
			for (int i = 0; i < step; i++) {
				struct cell *c = &g->rows[0][i * g->n + at];

				c->moved += g->moved[x + i];
				c->lost += g->lost[x + i];
			}
		}
	}
	memset(g->moved, 0, (size_t)n * sizeof(*g->moved));
	memset(g->lost, 0, (size_t)n);
}

/* Windows of 3 x 3 cells, of which each column is added up once. */
static bool windows_ok(const struct grid *g, int channel)
{
	const struct cell *top = g->rows[0] + channel * g->n;
	const struct cell *mid = g->rows[1] + channel * g->n;
	const struct cell *low = g->rows[2] + channel * g->n;
	int32_t pixels = 9 * g->side * g->side;
	int32_t least = 0, most = 0, lost_most = 0;
	struct cell a = { 0 }, b = { 0 };

	for (int x = 0; x < g->n; x++) {
		struct cell c = { top[x].moved + mid[x].moved + low[x].moved,
			top[x].lost + mid[x].lost + low[x].lost };
		int32_t moved = a.moved + b.moved + c.moved;
		int32_t lost = a.lost + b.lost + c.lost;

		most = moved > most ? moved : most;
		least = moved < least ? moved : least;
		lost_most = lost > lost_most ? lost : lost_most;
		a = b;
		b = c;
	}
	return most <= IC_ENCODE_CELL_MAX * pixels &&
	    least >= -IC_ENCODE_CELL_MAX * pixels &&
	    lost_most * IC_ENCODE_LOST_SHARE <= pixels;
}

/*
 * The first and last row of pixels have no neighbours and count as the next.
 */
static bool rows_ok(struct grid *g)
{
	size_t row = (size_t)(g->n * g->r->comps) * sizeof(struct cell);

	for (int top = 0; top < g->r->h; top += g->side) {
		struct cell *first = g->rows[2];

		g->touched[2] = g->touched[1];
		g->touched[1] = g->touched[0];
		g->from = g->r->w * g->r->comps;
		g->to = 0;
		g->rows[2] = g->rows[1];
		g->rows[1] = g->rows[0];
		g->rows[0] = first;
		memset(first, 0, row);
		for (int y = top; y < top + g->side && y < g->r->h - 1; y++) {
			add_row(g, y > 0 ? y : 1);
		}
		g->touched[0] = g->from < g->to;
		if (g->touched[0]) {
			add_columns(g);
		}
		if (!g->touched[0] && !g->touched[1] && !g->touched[2]) {
			continue;
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
	size_t row, samples = (size_t)r->w * (size_t)r->comps;
	struct cell *all;
	bool ok;

	g.side = (int)r->dpi / 50 > 1 ? (int)r->dpi / 50 : 1;
	g.n = (r->w + g.side - 1) / g.side;
	while (ramp->to[g.edge] != 255) {
		g.edge++;
	}
	row = (size_t)g.n * (size_t)r->comps;
	all = calloc(1,
	    3 * row * sizeof(*all) + samples * (sizeof(*g.moved) + 1));
	for (int i = 0; all && i < 3; i++) {
		g.rows[i] = all + (size_t)i * row;
	}
	if (all) {
		g.moved = (int16_t *)(all + 3 * row);
		g.lost = (uint8_t *)(g.moved + samples);
	}
	ok = all && r->h > 2 && rows_ok(&g);
	free(all);
	return ok;
}
