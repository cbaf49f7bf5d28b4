/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Is what was there before a bar was painted still to be seen? */
#include "ink_priv.h"

#include <math.h>

#define TRACE 0.15f /* of a contrast that is still there */
#define INKED 400.0 /* variance of a cell with ink */
#define CELL 18     /* pixels */

int ic_ink_tone(const struct ic_raster *r, int x, int y)
{
	const uint8_t *p = r->px + (size_t)y * r->stride +
	    (size_t)x * (size_t)r->comps;

	return r->comps == 1 ? p[0]
			     : (77 * p[0] + 151 * p[1] + 28 * p[2] + 128) >> 8;
}

/* How much of the contrast of what was before is in other pixels. */
struct trace {
	double n, b, f, bb, bf;
};

static void trace_add(struct trace *t, double before, double now)
{
	t->n++;
	t->b += before;
	t->f += now;
	t->bb += before * before;
	t->bf += before * now;
}

static bool has_trace(const struct trace *t)
{
	double var = t->bb - t->b * t->b / t->n;
	double cov = t->bf - t->b * t->f / t->n;

	return t->n > 0 && var > 0 && fabs(cov) > TRACE * var;
}

static size_t index_of(const struct ic_ink_compare *c, int x, int y)
{
	return (size_t)y * (size_t)(c->at.x1 - c->at.x0) + (size_t)x;
}

bool ic_ink_is_hidden(const struct ic_ink_compare *c)
{
	struct trace after = { 0 }, final = { 0 };

	for (int y = 0; y < c->at.y1 - c->at.y0; y++) {
		const uint8_t *row = c->after->samples +
		    (ptrdiff_t)(c->at.y0 + y) * c->after->stride + c->at.x0;

		for (int x = 0; x < c->at.x1 - c->at.x0; x++) {
			size_t i = index_of(c, x, y);

			if (c->mask[i]) {
				trace_add(&after, c->before[i], row[x]);
				trace_add(&final, c->before[i],
				    ic_ink_tone(c->seen, c->at.x0 + x,
					c->at.y0 + y));
			}
		}
	}
	return !has_trace(&after) && !has_trace(&final);
}

/* Has it ink, and the finished page none of that? */
static bool is_lost(const struct ic_ink_compare *c, struct ic_pixels cell)
{
	struct trace t = { 0 };

	for (int y = cell.y0; y < cell.y1; y++) {
		for (int x = cell.x0; x < cell.x1; x++) {
			trace_add(&t, c->before[index_of(c, x, y)],
			    ic_ink_tone(c->seen, c->at.x0 + x, c->at.y0 + y));
		}
	}
	return t.bb - t.b * t.b / t.n > INKED * t.n && !has_trace(&t);
}

static size_t keep(const struct ic_ink_compare *c, struct ic_pixels cell)
{
	bool lost = is_lost(c, cell);
	size_t kept = 0;

	for (int y = cell.y0; y < cell.y1; y++) {
		for (int x = cell.x0; x < cell.x1; x++) {
			uint8_t *m = &c->mask[index_of(c, x, y)];

			*m = *m && lost;
			kept += *m;
		}
	}
	return kept;
}

bool ic_ink_keep_cells(const struct ic_ink_compare *c)
{
	int w = c->at.x1 - c->at.x0, h = c->at.y1 - c->at.y0;
	size_t kept = 0;

	for (int y = 0; y < h; y += CELL) {
		for (int x = 0; x < w; x += CELL) {
			struct ic_pixels cell = { x, y,
				x + CELL < w ? x + CELL : w,
				y + CELL < h ? y + CELL : h };

			kept += keep(c, cell);
		}
	}
	return kept > 0;
}
