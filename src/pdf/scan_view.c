/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A scan as its reader sees it, at a lower resolution: each pixel is the mean
 * of those of the picture that it meets. Rows of the picture are gone through
 * in their order, be they rows of the page or columns.
 */
#include <math.h>
#include <string.h>

#include "scan_priv.h"

#define SLACK 1e-6 /* pixels */
#define ONE_BITS 40
#define ONE ((uint64_t)1 << ONE_BITS)

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

/* What a byte of samples of less than 8 bits is in gray. */
struct unpack {
	uint8_t to[256][8];
	int samples;
};

static void set_unpack(int bits, struct unpack *u)
{
	int most = (1 << bits) - 1;

	u->samples = 8 / bits;
	for (int byte = 0; byte < 256; byte++) {
		for (int i = 0; i < u->samples; i++) {
			int low = 8 - bits * (i + 1);

			u->to[byte][i] = (uint8_t)((byte >> low & most) * 255 /
			    most);
		}
	}
}

/* n samples of a row as bytes; there is room for those of a byte more. */
static void unpack(const struct unpack *u, const uint8_t *row, size_t n,
    uint8_t *to)
{
	size_t k = (size_t)u->samples;

	for (size_t i = 0; i < n; i += k) {
		memcpy(to + i, u->to[*row++], 8);
	}
}

static void luminance(const uint8_t *rgb, int w, uint8_t *to)
{
	for (int x = 0; x < w; x++, rgb += 3) {
		to[x] = (uint8_t)((77 * rgb[0] + 151 * rgb[1] + 28 * rgb[2] +
				      128) >>
		    8);
	}
}

/* The most that one of n meets. */
static int most_of(const struct span *s, int n)
{
	int most = 0;

	for (int i = 0; i < n; i++) {
		most = s[i].to - s[i].from > most ? s[i].to - s[i].from : most;
	}
	return most;
}

struct view {
	struct span *lines;  /* rows of the picture that each line meets */
	struct span *points; /* columns, of each pixel in the line */
	struct unpack table;
	uint8_t *samples, *gray;
	uint32_t *sum;   /* of each column, in the rows of a line */
	uint64_t *share; /* what a sample counts, by columns of its pixel */
};

/* A row of the picture as bytes of gray: its own, if it is that. */
static const uint8_t *gray_row(const struct ic_scan_pixels *p, int y,
    struct view *v)
{
	const uint8_t *row = p->at + (size_t)y * p->stride;

	if (p->bits < 8) {
		unpack(&v->table, row, (size_t)p->w * (size_t)p->comps,
		    v->samples);
		row = v->samples;
	}
	if (p->comps == 1) {
		return row;
	}
	luminance(row, p->w, v->gray);
	return v->gray;
}

static void add_row(const uint8_t *gray, int w, uint32_t *sum)
{
	for (int x = 0; x < w; x++) {
		sum[x] += gray[x];
	}
}

/*
 * Dividing by the pixels that one of the view meets: their columns are few
 * different numbers, so that a multiplication does.
 */
static void set_shares(struct view *v, int columns_most, int rows)
{
	for (int n = 1; n <= columns_most; n++) {
		v->share[n] = (ONE + (uint64_t)n * (uint64_t)rows - 1) /
		    ((uint64_t)n * (uint64_t)rows);
	}
}

/* What a pixel of the view meets, of columns that are summed up. */
static uint8_t mean(const struct view *v, struct span columns, int rows)
{
	int n = columns.to - columns.from;
	uint32_t all = (uint32_t)(n * rows) / 2;

	for (int x = columns.from; x < columns.to; x++) {
		all += v->sum[x];
	}
	return n * rows > 0 ? (uint8_t)(all * v->share[n] >> ONE_BITS) : 255;
}

static void draw(const struct ic_scan_pixels *p, struct view *v, int lines,
    int points, bool turned, struct ic_raster *r)
{
	int most = most_of(v->points, points), rows = 0;
	size_t along = turned ? r->stride : 1, across = turned ? 1 : r->stride;

	for (int i = 0; i < lines; i++) {
		struct span s = v->lines[i];
		uint8_t *to = r->px + (size_t)i * across;

		if (s.to - s.from != rows && s.to > s.from) {
			rows = s.to - s.from;
			set_shares(v, most, rows);
		}
		memset(v->sum, 0, (size_t)p->w * sizeof(*v->sum));
		for (int y = s.from; y < s.to; y++) {
			add_row(gray_row(p, y, v), p->w, v->sum);
		}
		for (int k = 0; k < points; k++) {
			to[(size_t)k * along] = mean(v, v->points[k],
			    s.to - s.from);
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
		v.samples = fz_malloc(ctx, (size_t)p->w * 3 + 16);
		v.gray = fz_malloc(ctx, (size_t)p->w);
		v.sum = fz_malloc_array(ctx, (size_t)p->w, uint32_t);
		v.share = fz_malloc_array(ctx,
		    (size_t)most_of(v.points, points) + 1, uint64_t);
		set_unpack(p->bits, &v.table);
		draw(p, &v, lines, points, turned, r);
	}
	fz_always(ctx) {
		fz_free(ctx, v.lines);
		fz_free(ctx, v.points);
		fz_free(ctx, v.samples);
		fz_free(ctx, v.gray);
		fz_free(ctx, v.sum);
		fz_free(ctx, v.share);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}
