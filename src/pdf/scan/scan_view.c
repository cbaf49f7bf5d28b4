/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A scan as its reader sees it, at a lower resolution: each pixel is the mean
 * of those of the picture that it meets. Rows of the picture are gone through
 * in their order, be they rows of the page or columns.
 */
#include <math.h>
#include <string.h>

#include "scan_view.h"

#define SLACK 1e-6 /* pixels */
#define ONE_BITS 40
#define ONE ((uint64_t)1 << ONE_BITS)

/*
 * n pixels of the view along a page's side in points; `step` pixels of the
 * picture to a point, the first of the page at `first`.
 */
static struct ic_scan_span *spans(fz_context *ctx, int n, double side,
    double step, double first, int most)
{
	struct ic_scan_span *s = fz_malloc_array(ctx, (size_t)n,
	    struct ic_scan_span);

	for (int i = 0; i < n; i++) {
		double a = first + step * side * i / n;
		double b = first + step * side * (i + 1) / n;
		double lo = floor(fmin(a, b) + SLACK);
		double hi = ceil(fmax(a, b) - SLACK);

		lo = fmin(fmax(lo, 0), most);
		hi = fmin(fmax(hi, lo), most);
		s[i] = (struct ic_scan_span){ (int)lo, (int)hi };
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

int ic_scan_most(const struct ic_scan_span *s, int n)
{
	int most = 0;

	for (int i = 0; i < n; i++) {
		most = s[i].to - s[i].from > most ? s[i].to - s[i].from : most;
	}
	return most;
}

struct view {
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
static uint8_t mean(const struct view *v, struct ic_scan_span columns, int rows)
{
	int n = columns.to - columns.from;
	uint32_t all = (uint32_t)(n * rows) / 2;

	for (int x = columns.from; x < columns.to; x++) {
		all += v->sum[x];
	}
	return n * rows > 0 ? (uint8_t)(all * v->share[n] >> ONE_BITS) : 255;
}

static void draw(const struct ic_scan_pixels *p, struct view *v,
    const struct ic_scan_lines *l, struct ic_raster *r)
{
	int most = ic_scan_most(l->points, l->npoints), rows = 0;
	size_t along = l->turned ? r->stride : 1;
	size_t across = l->turned ? 1 : r->stride;

	for (int i = 0; i < l->nlines; i++) {
		struct ic_scan_span s = l->lines[i];
		uint8_t *to = r->px + (size_t)i * across;

		if (s.to - s.from != rows && s.to > s.from) {
			rows = s.to - s.from;
			set_shares(v, most, rows);
		}
		memset(v->sum, 0, (size_t)p->w * sizeof(*v->sum));
		for (int y = s.from; y < s.to; y++) {
			add_row(gray_row(p, y, v), p->w, v->sum);
		}
		for (int k = 0; k < l->npoints; k++) {
			to[(size_t)k * along] = mean(v, l->points[k],
			    s.to - s.from);
		}
	}
}

/* Throws. */
static void sum_up(fz_context *ctx, const struct ic_scan_pixels *p,
    const struct ic_scan_lines *l, struct ic_raster *r)
{
	struct view v = { 0 };

	fz_var(v);
	fz_try(ctx) {
		v.samples = fz_malloc(ctx, (size_t)p->w * 3 + 16);
		v.gray = fz_malloc(ctx, (size_t)p->w);
		v.sum = fz_malloc_array(ctx, (size_t)p->w, uint32_t);
		v.share = fz_malloc_array(ctx,
		    (size_t)ic_scan_most(l->points, l->npoints) + 1, uint64_t);
		set_unpack(p->bits, &v.table);
		draw(p, &v, l, r);
	}
	fz_always(ctx) {
		fz_free(ctx, v.samples);
		fz_free(ctx, v.gray);
		fz_free(ctx, v.sum);
		fz_free(ctx, v.share);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

/* Each row and column is the view's. */
static bool is_copy(const struct ic_scan_span *s, int n)
{
	for (int i = 0; i < n; i++) {
		if (s[i].from != i || s[i].to != i + 1) {
			return false;
		}
	}
	return true;
}

/* Throws. */
static void view(fz_context *ctx, const struct ic_scan_pixels *p,
    const struct ic_scan_lines *l, struct ic_raster *r)
{
	if (ic_scan_view_has_bits(p, l)) {
		ic_scan_view_bits(ctx, p, l, r);
		return;
	}
	if (p->bits < 8 || p->comps > 1 || l->turned ||
	    !is_copy(l->lines, l->nlines) || !is_copy(l->points, l->npoints)) {
		sum_up(ctx, p, l, r);
		return;
	}
	for (int y = 0; y < r->h; y++) {
		memcpy(r->px + (size_t)y * r->stride,
		    p->at + (size_t)y * p->stride, (size_t)r->w);
	}
}

void ic_scan_view(fz_context *ctx, const struct ic_scan_pixels *p,
    const struct ic_scan_map *m, int x0, int y0, struct ic_raster *r)
{
	double w = r->size.w / (double)IC_MPT, h = r->size.h / (double)IC_MPT;
	struct ic_scan_lines l = { .nlines = r->h, .npoints = r->w };

	if (m->b != 0) {
		l = (struct ic_scan_lines){ .nlines = r->w,
			.npoints = r->h,
			.turned = true };
	}
	fz_var(l);
	fz_try(ctx) {
		l.lines = spans(ctx, l.nlines, l.turned ? w : h,
		    l.turned ? m->b : m->d, m->f - y0, p->h);
		l.points = spans(ctx, l.npoints, l.turned ? h : w,
		    l.turned ? m->c : m->a, m->e - x0, p->w);
		view(ctx, p, &l, r);
	}
	fz_always(ctx) {
		fz_free(ctx, l.lines);
		fz_free(ctx, l.points);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}
