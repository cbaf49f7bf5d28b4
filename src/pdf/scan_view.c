/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A scan as its reader sees it, at a lower resolution: each pixel is the mean
 * of those of the picture that it meets. Rows of the picture are gone through
 * in their order, be they rows of the page or columns.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scan_priv.h"

#define SLACK 1e-6 /* pixels */

/* What of the picture's rows or columns a row or column of the view meets. */
struct span {
	int from, to; /* half-open; from == to: the picture does not reach it */
};

/*
 * n pixels of the view along a page's side in points; `step` pixels of the
 * picture to a point, the first of the page at `first`.
 */
static struct span *spans(fz_context *ctx, int n, double side, double step,
    double first, int most)
{
	struct span *s = fz_malloc_array(ctx, (size_t)n, struct span);

	for (int i = 0; i < n; i++) {
		double a = first + step * side * i / n;
		double b = first + step * side * (i + 1) / n;
		double lo = floor(fmin(a, b) + SLACK);
		double hi = ceil(fmax(a, b) - SLACK);

		lo = fmin(fmax(lo, 0), most);
		hi = fmin(fmax(hi, lo), most);
		s[i] = (struct span){ (int)lo, (int)hi };
	}
	return s;
}

/* A row of the picture as bytes of gray. */
static void gray_row(const struct ic_scan_pixels *p, int y, uint8_t *to)
{
	const uint8_t *row = p->at + (size_t)y * p->stride;
	int most = (1 << p->bits) - 1, mask = 8 / p->bits - 1;
	int shift = p->bits == 1 ? 3 : p->bits == 2 ? 2 : p->bits == 4 ? 1 : 0;

	for (int x = 0; x < p->w; x++) {
		int v[3] = { 0, 0, 0 };

		for (int c = 0; c < p->comps; c++) {
			int i = x * p->comps + c;
			int low = (mask - (i & mask)) * p->bits;

			v[c] = (row[i >> shift] >> low & most) * 255 / most;
		}
		to[x] = (uint8_t)(p->comps == 1
			? v[0]
			: (77 * v[0] + 151 * v[1] + 28 * v[2] + 128) >> 8);
	}
}

/* Add what each pixel of a line of the view meets in a row. */
static void add_row(const uint8_t *gray, const struct span *s, int n,
    uint32_t *sum)
{
	for (int i = 0; i < n; i++) {
		uint32_t v = 0;

		for (int x = s[i].from; x < s[i].to; x++) {
			v += gray[x];
		}
		sum[i] += v;
	}
}

static uint8_t mean(uint32_t sum, struct span a, struct span b)
{
	uint32_t n = (uint32_t)(a.to - a.from) * (uint32_t)(b.to - b.from);

	return n ? (uint8_t)((sum + n / 2) / n) : 255;
}

struct view {
	struct span *lines;  /* rows of the picture that each line meets */
	struct span *points; /* columns, of each pixel in the line */
	uint8_t *gray;
	uint32_t *sum;
};

static void draw(const struct ic_scan_pixels *p, const struct view *v,
    int lines, int points, bool turned, struct ic_raster *r)
{
	size_t along = turned ? r->stride : 1, across = turned ? 1 : r->stride;

	for (int i = 0; i < lines; i++) {
		memset(v->sum, 0, (size_t)points * sizeof(*v->sum));
		for (int y = v->lines[i].from; y < v->lines[i].to; y++) {
			gray_row(p, y, v->gray);
			add_row(v->gray, v->points, points, v->sum);
		}
		for (int k = 0; k < points; k++) {
			r->px[(size_t)i * across + (size_t)k * along] =
			    mean(v->sum[k], v->lines[i], v->points[k]);
		}
	}
}

void ic_scan_view(fz_context *ctx, const struct ic_scan_pixels *p,
    const struct ic_scan_map *m, int x0, int y0, struct ic_raster *r)
{
	bool turned = m->b != 0;
	int lines = turned ? r->w : r->h, points = turned ? r->h : r->w;
	double w = r->size.w / (double)IC_MPT, h = r->size.h / (double)IC_MPT;
	struct view v = { 0 };

	fz_var(v);
	fz_try(ctx) {
		v.lines = spans(ctx, lines, turned ? w : h,
		    turned ? m->b : m->d, m->f - y0, p->h);
		v.points = spans(ctx, points, turned ? h : w,
		    turned ? m->c : m->a, m->e - x0, p->w);
		v.gray = fz_malloc(ctx, (size_t)p->w);
		v.sum = fz_malloc_array(ctx, (size_t)points, uint32_t);
		draw(p, &v, lines, points, turned, r);
	}
	fz_always(ctx) {
		fz_free(ctx, v.lines);
		fz_free(ctx, v.points);
		fz_free(ctx, v.gray);
		fz_free(ctx, v.sum);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}
