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
	int first[3], end[3]; /* of their cells, what is not all paper */
	struct cells columns; /* of three rows; two before, two behind */
	/* Of a row of cells, sample by sample: sums of the columns. */
	int16_t *moved;
	uint8_t *lost;
	int from, to; /* what of them is not 0 */
	uint8_t edge; /* from here on the ramp makes white */
	struct ic_tally *also;
	int counted; /* rows */
};

typedef int16_t sums __attribute__((vector_size(2 * IC_LANES)));
typedef int8_t signs __attribute__((vector_size(IC_LANES)));

/* Of sixteen columns: what they moved, what is lost. */
struct sixteen {
	sums moved;
	ic_lanes lost;
};

/* Sixteen samples of a row that is not the raster's first or last. */
static inline void add_lanes(const struct grid *g, const uint8_t *at,
    struct sixteen *s)
{
	const ic_lanes zero = { 0 }, edge = zero + g->edge;
	ic_lanes v = ic_lanes_at(at), faint;
	signs moved;

	/* No gray moves by more than 127. */
	moved = (signs)(ic_lanes_through(v, g->ramp) - v);
	s->moved += __builtin_convertvector(moved, sums);
	faint = (ic_lanes)(v <= IC_ENCODE_FAINT) & (ic_lanes)(v >= edge);
	if (ic_lanes_any(faint)) {
		size_t stride = g->r->stride;
		int step = g->r->comps;

		/* Nothing is left beside it. */
		faint &= (ic_lanes)(ic_lanes_at(at - step) >= edge) &
		    (ic_lanes)(ic_lanes_at(at + step) >= edge) &
		    (ic_lanes)(ic_lanes_at(at - stride) >= edge) &
		    (ic_lanes)(ic_lanes_at(at + stride) >= edge);
		s->lost += faint & 1;
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

/* The next samples that are white in all n rows, in whole words. */
static int white_run(const struct grid *g, const uint8_t *rows, int n, int left)
{
	for (int y = 0; y < n && left > 0; y++) {
		left = ic_encode_white_run(rows + (size_t)y * g->r->stride,
		    left);
	}
	return left;
}

/* n rows of a row of cells, which go on from `rows`. */
static void add_rows(struct grid *g, const uint8_t *rows, int n)
{
	size_t stride = g->r->stride;
	int end = g->r->w * g->r->comps;

	for (int x = 0; x < end;) {
		x += white_run(g, rows + x, n, end - x);
		g->from = x < g->from ? x : g->from;
		if (x + IC_LANES <= end) {
			struct sixteen s;

			memcpy(&s.moved, g->moved + x, sizeof(s.moved));
			memcpy(&s.lost, g->lost + x, sizeof(s.lost));
			for (int y = 0; y < n; y++) {
				add_lanes(g, rows + (size_t)y * stride + x, &s);
			}
			memcpy(g->moved + x, &s.moved, sizeof(s.moved));
			memcpy(g->lost + x, &s.lost, sizeof(s.lost));
			x += IC_LANES;
		} else if (x < end) {
			for (int y = 0; y < n; y++) {
				add_sample(g, rows + (size_t)y * stride + x, x);
			}
			x++;
		}
		g->to = x > g->to ? x : g->to;
	}
}

/* The rows of pixels of the row of cells that begins with `top`. */
static void add_band(struct grid *g, int top)
{
	int end = top + g->side;
	const uint8_t *px = g->r->px;
	size_t stride = g->r->stride;

	end = end < g->r->h - 1 ? end : g->r->h - 1;
	if (top == 0) {
		add_rows(g, px + stride, 1);
		top++;
	}
	if (top < end) {
		add_rows(g, px + (size_t)top * stride, end - top);
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

/* Of `n` numbers the extremes of the sums of each and the two before it. */
static inline void extremes(const int32_t *at, int n, int32_t *least,
    int32_t *most)
{
	int32_t sum = at[-1] + at[-2];

	for (int x = 0; x < n; x++) {
		sum += at[x];
		*most = sum > *most ? sum : *most;
		*least = sum < *least ? sum : *least;
		sum -= at[x - 2];
	}
}

/* The sums of three rows from cell x to y; two zeros follow. */
static inline void add_three(int32_t *to, const int32_t *a, const int32_t *b,
    const int32_t *c, int x, int y)
{
	for (; x < y; x++) {
		to[x] = a[x] + b[x] + c[x];
	}
	to[y] = 0;
	to[y + 1] = 0;
}

/* Windows of 3 x 3 cells, of which each column is added up once. */
static bool windows_ok(const struct grid *g, int channel, int from, int to)
{
	const struct cells *r = g->rows;
	int32_t *moved = g->columns.moved + 2, *lost = g->columns.lost + 2;
	int32_t pixels = 9 * g->side * g->side, least = 0, most = 0, gone = 0;
	int32_t none = 0, at = channel * g->n;
	int n = to + 2 < g->n ? to + 2 - from : g->n - from;

	moved[from - 1] = moved[from - 2] = 0;
	lost[from - 1] = lost[from - 2] = 0;
	add_three(moved, r[0].moved + at, r[1].moved + at, r[2].moved + at,
	    from, to);
	add_three(lost, r[0].lost + at, r[1].lost + at, r[2].lost + at, from,
	    to);
	extremes(moved + from, n, &least, &most);
	extremes(lost + from, n, &none, &gone);
	return most <= IC_ENCODE_CELL_MAX * pixels &&
	    least >= -IC_ENCODE_CELL_MAX * pixels &&
	    gone * IC_ENCODE_LOST_SHARE <= pixels;
}

/* Of the last three rows of cells. */
static bool all_windows_ok(const struct grid *g)
{
	int from = g->n, to = 0;

	for (int i = 0; i < 3; i++) {
		from = g->first[i] < from ? g->first[i] : from;
		to = g->end[i] > to ? g->end[i] : to;
	}
	for (int i = 0; i < g->r->comps && from < to; i++) {
		if (!windows_ok(g, i, from, to)) {
			return false;
		}
	}
	return true;
}

/* The oldest of three rows of cells becomes the next one, all zeros. */
static void next_row(struct grid *g)
{
	size_t row = (size_t)(g->n * g->r->comps) * sizeof(int32_t);
	struct cells oldest = g->rows[2];

	for (int i = 2; i > 0; i--) {
		g->rows[i] = g->rows[i - 1];
		g->first[i] = g->first[i - 1];
		g->end[i] = g->end[i - 1];
	}
	g->rows[0] = oldest;
	memset(oldest.moved, 0, row);
	memset(oldest.lost, 0, row);
	g->from = g->r->w * g->r->comps;
	g->to = 0;
}

/* Up to a row, in the tally. */
static void count(struct grid *g, int end)
{
	end = end < g->r->h ? end : g->r->h;
	if (g->also) {
		ic_encode_look(g->r, g->counted, end, g->also);
		g->counted = end;
	}
}

/*
 * The first and last row of pixels have no neighbours and count as the next.
 */
static bool rows_ok(struct grid *g)
{
	int cell = g->side * g->r->comps;

	for (int top = 0; top < g->r->h; top += g->side) {
		next_row(g);
		add_band(g, top);
		g->first[0] = g->from / cell;
		g->end[0] = (g->to + cell - 1) / cell;
		if (g->from < g->to) {
			add_columns(g);
		}
		if (!all_windows_ok(g)) {
			return false;
		}
		count(g, top + g->side);
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
	    (6 * row + 2 * ((size_t)g->n + 4)) * sizeof(*all) +
		columns * (sizeof(*g->moved) + sizeof(*g->lost)));
	at = all;
	if (all) {
		for (int i = 0; i < 3; i++) {
			g->rows[i] = part(&at, row);
		}
		g->columns = part(&at, (size_t)g->n + 4);
		g->moved = (int16_t *)at;
		g->lost = (uint8_t *)(g->moved + columns);
	}
	return all;
}

bool ic_encode_cells(const struct ic_raster *r, const struct ic_ramp *ramp,
    struct ic_tally *also)
{
	struct grid g = { .r = r, .ramp = ramp, .also = also };
	void *all;
	bool ok;

	g.side = (int)r->dpi / 50 > 1 ? (int)r->dpi / 50 : 1;
	while (ramp->to[g.edge] != 255) {
		g.edge++;
	}
	all = open_grid(&g);
	ok = all && r->h > 2 && rows_ok(&g);
	count(&g, r->h);
	free(all);
	return ok;
}
