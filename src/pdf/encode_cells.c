/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "encode_lanes.h"

#include <stdlib.h>
#include <string.h>

/*
 * How much lighter the ramp makes a cell, and pixels that would vanish with
 * nothing left beside them: a faint line, a watermark. The faint rim of a
 * glyph vanishes too, but the glyph stays.
 */
struct cells {
	int32_t *moved;
	int32_t *lost;
};

/* Rows of cells, n a channel, channel after channel. */
struct grid {
	const struct ic_raster *r;
	const struct ic_ramp *ramp;
	int side, n;
	struct cells rows[3]; /* the last three, going round */
	bool touched[3];      /* whether anything but paper was in them */
	struct cells columns; /* of three rows; two zeros come first */
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

/* The sums of one channel's columns to those of its cells. */
static inline void add_cells(const struct grid *g, int channel, int side,
    int step)
{
	int32_t *moved = g->rows[0].moved + channel * g->n;
	int32_t *lost = g->rows[0].lost + channel * g->n;
	int first = g->from / (side * step);

	for (int at = first; at * side * step < g->to; at++) {
		const int16_t *m = g->moved + at * side * step + channel;
		const uint8_t *l = g->lost + at * side * step + channel;
		int32_t sum = 0, n = 0;

		for (int i = 0; i < side; i++) {
			sum += m[i * step];
			n += l[i * step];
		}
		moved[at] = sum;
		lost[at] = n;
	}
}

/* The columns' sums to those of the cells; then they are 0 again. */
static void add_columns(struct grid *g)
{
	int step = g->r->comps, n = g->r->w * step;

	/* What is at the rim has no neighbours. */
	memset(g->lost, 0, (size_t)step);
	memset(g->lost + n - step, 0, (size_t)step);
	for (int i = 0; i < step; i++) {
		if (step == 1 && g->side == 4) {
			add_cells(g, 0, 4, 1); /* 200 dpi */
		} else if (step == 1 && g->side == 6) {
			add_cells(g, 0, 6, 1); /* 300 dpi */
		} else {
			add_cells(g, i, g->side, step);
		}
	}
	n = g->to - g->from;
	memset(g->moved + g->from, 0, (size_t)n * sizeof(*g->moved));
	memset(g->lost + g->from, 0, (size_t)n);
}

/* Windows of 3 x 3 cells, of which each column is added up once. */
static bool windows_ok(const struct grid *g, int channel)
{
	const struct cells *r = g->rows;
	int32_t *moved = g->columns.moved + 2, *lost = g->columns.lost + 2;
	int32_t pixels = 9 * g->side * g->side, least = 0, most = 0, gone = 0;
	int first = channel * g->n;

	for (int x = 0; x < g->n; x++) {
		int at = first + x;

		moved[x] = r[0].moved[at] + r[1].moved[at] + r[2].moved[at];
		lost[x] = r[0].lost[at] + r[1].lost[at] + r[2].lost[at];
	}
	for (int x = 0; x < g->n; x++) {
		int32_t m = moved[x] + moved[x - 1] + moved[x - 2];
		int32_t l = lost[x] + lost[x - 1] + lost[x - 2];

		most = m > most ? m : most;
		least = m < least ? m : least;
		gone = l > gone ? l : gone;
	}
	return most <= IC_ENCODE_CELL_MAX * pixels &&
	    least >= -IC_ENCODE_CELL_MAX * pixels &&
	    gone * IC_ENCODE_LOST_SHARE <= pixels;
}

/*
 * The first and last row of pixels have no neighbours and count as the next.
 */
static bool rows_ok(struct grid *g)
{
	size_t row = (size_t)(g->n * g->r->comps) * sizeof(int32_t);

	for (int top = 0; top < g->r->h; top += g->side) {
		struct cells first = g->rows[2];

		g->touched[2] = g->touched[1];
		g->touched[1] = g->touched[0];
		g->from = g->r->w * g->r->comps;
		g->to = 0;
		g->rows[2] = g->rows[1];
		g->rows[1] = g->rows[0];
		g->rows[0] = first;
		memset(first.moved, 0, row);
		memset(first.lost, 0, row);
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

/* The next n of the memory. */
static struct cells part(int32_t **at, size_t n)
{
	struct cells c = { *at, *at + n };

	*at += 2 * n;
	return c;
}

/* All of it is one piece, which is returned; NULL without memory. */
static void *open_grid(struct grid *g)
{
	size_t samples = (size_t)g->r->w * (size_t)g->r->comps, row;
	/* A cell at the right edge may reach beyond the samples. */
	size_t columns = samples + (size_t)(g->side * g->r->comps);
	int32_t *all, *at;

	g->n = (g->r->w + g->side - 1) / g->side;
	row = (size_t)g->n * (size_t)g->r->comps;
	all = calloc(1,
	    (6 * row + 2 * ((size_t)g->n + 2)) * sizeof(*all) +
		columns * (sizeof(*g->moved) + sizeof(*g->lost)));
	at = all;
	if (all) {
		for (int i = 0; i < 3; i++) {
			g->rows[i] = part(&at, row);
		}
		g->columns = part(&at, (size_t)g->n + 2);
		g->moved = (int16_t *)at;
		g->lost = (uint8_t *)(g->moved + columns);
	}
	return all;
}

bool ic_encode_cells(const struct ic_raster *r, const struct ic_ramp *ramp)
{
	struct grid g = { .r = r, .ramp = ramp };
	void *all;
	bool ok;

	g.side = (int)r->dpi / 50 > 1 ? (int)r->dpi / 50 : 1;
	while (ramp->to[g.edge] != 255) {
		g.edge++;
	}
	all = open_grid(&g);
	ok = all && r->h > 2 && rows_ok(&g);
	free(all);
	return ok;
}
