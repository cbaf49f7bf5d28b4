/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The proof: the page drawn without some glyphs, and how far that picture is
 * from the one with them, in the place of each.
 */
#include "cover_priv.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "document_priv.h"
#include "pdf/draw.h"
#include "visible_priv.h"

#define LEAST 10  /* of 255: a smaller difference is not seen */
#define FAINT 48  /* of 255: a smaller one may be too faint to read */
#define PALED 3   /* times what is left: the contrast that there was */
#define RATIO 1.5 /* of luminances: below it type is not read */
#define ALIKE 20  /* of 255: a place this near a colour has it */
#define NEAR 1    /* pixels around the outline that are its place */
#define AIR 8.0f  /* points around all that is asked for */

struct proof {
	const struct ic_raster *with, *without;
	struct ic_mask mask;
	const struct ic_glyph *g;
	int most;           /* largest difference */
	double bright[2];   /* sums of luminances, with and without */
	double ink;         /* covered pixels */
	double shown;       /* differing pixels, by how far */
	unsigned near, all; /* pixels with the glyph's colour; of all */
	unsigned bins[64], sums[64][3]; /* of colours in its place */
	uint8_t solid;                  /* largest coverage */
};

static const uint8_t *pixel(const struct ic_raster *r, int x, int y)
{
	return r->px + (size_t)y * r->stride + (size_t)x * 3;
}

static int difference(const uint8_t *a, const uint8_t *b)
{
	int most = 0;

	for (int c = 0; c < 3; c++) {
		int d = abs(a[c] - b[c]);

		most = d > most ? d : most;
	}
	return most;
}

static double luminance(const uint8_t *p)
{
	static const double weight[3] = { 0.2126, 0.7152, 0.0722 };
	double sum = 0;

	for (int c = 0; c < 3; c++) {
		sum += weight[c] * pow(p[c] / 255.0, 2.2);
	}
	return sum;
}

/* Of what its ink looks like, and what it stands on. */
static double ratio(const struct proof *p)
{
	double n = p->all ? p->all : 1;
	double x = p->bright[0] / n + 0.05, y = p->bright[1] / n + 0.05;

	return x > y ? x / y : y / x;
}

/* How far the paint is from paper or ink, whichever is further. */
static float contrast(const struct ic_glyph *g)
{
	float most = 0;

	for (int c = 0; c < 3 && g->paint == IC_PAINT_COLOR; c++) {
		most = fmaxf(most, 1 - g->rgb[c]);
	}
	return g->paint == IC_PAINT_COLOR ? 255 * g->alpha * most : 255;
}

/* What shows of it is much less than was painted, and too little to read. */
static bool is_faint(const struct proof *p)
{
	double mean = p->ink > 0 ? 255 * p->shown / p->ink : p->most;

	return p->most >= LEAST && mean < FAINT && ratio(p) < RATIO &&
	    contrast(p->g) >= PALED * mean;
}

/* Where a mask pixel is on the raster; false off the page. */
static bool place(const struct proof *p, int i, int j, int *x, int *y)
{
	float fx = ((float)(p->mask.x + i) + 0.5f) * p->mask.step;
	float fy = ((float)(p->mask.y + j) + 0.5f) * p->mask.step;

	if (!(fx >= 0 && fy >= 0 && fx < (float)p->with->w &&
		fy < (float)p->with->h)) {
		return false;
	}
	*x = (int)fx;
	*y = (int)fy;
	return true;
}

static uint8_t coverage(const struct proof *p, int i, int j)
{
	const fz_pixmap *m = p->mask.pix;

	if (i < 0 || j < 0 || i >= m->w || j >= m->h) {
		return 0;
	}
	return m->samples[(ptrdiff_t)j * m->stride + i];
}

/* Is the pixel, or one next to it, covered? */
static bool is_near(const struct proof *p, int i, int j)
{
	for (int dj = -NEAR; dj <= NEAR; dj++) {
		for (int di = -NEAR; di <= NEAR; di++) {
			if (coverage(p, i + di, j + dj) > 32) {
				return true;
			}
		}
	}
	return false;
}

static bool has_paint(const struct proof *p, const uint8_t *px)
{
	for (int c = 0; c < 3; c++) {
		if (fabsf(p->g->rgb[c] * 255 - (float)px[c]) > ALIKE) {
			return false;
		}
	}
	return true;
}

/* The commonest colour is found by steps of 64. */
static void add_look(struct proof *p, const uint8_t *px)
{
	unsigned bin = (unsigned)(px[0] >> 6 << 4 | px[1] >> 6 << 2 |
	    px[2] >> 6);

	p->bins[bin]++;
	for (int c = 0; c < 3; c++) {
		p->sums[bin][c] += px[c];
	}
}

static void set_look(const struct proof *p, uint8_t rgb[3])
{
	unsigned most = 0;

	for (unsigned i = 1; i < 64; i++) {
		most = p->bins[i] > p->bins[most] ? i : most;
	}
	for (int c = 0; c < 3 && p->bins[most] > 0; c++) {
		rgb[c] = (uint8_t)(p->sums[most][c] / p->bins[most]);
	}
}

static void look_at_pixel(struct proof *p, int i, int j)
{
	uint8_t c = coverage(p, i, j);
	const uint8_t *a, *b;
	int x, y, d;

	p->ink += c;
	p->solid = c > p->solid ? c : p->solid;
	if (!place(p, i, j, &x, &y)) {
		return;
	}
	a = pixel(p->with, x, y);
	b = pixel(p->without, x, y);
	if (c > 128) {
		p->all++;
		p->near += has_paint(p, b);
		p->bright[0] += luminance(a);
		p->bright[1] += luminance(b);
		add_look(p, b);
	}
	d = difference(a, b);
	if (d == 0 || !is_near(p, i, j)) {
		return;
	}
	p->shown += d;
	p->most = d > p->most ? d : p->most;
}

static void look(struct proof *p)
{
	for (int j = -NEAR; j < p->mask.pix->h + NEAR; j++) {
		for (int i = -NEAR; i < p->mask.pix->w + NEAR; i++) {
			look_at_pixel(p, i, j);
		}
	}
}

/* Without a mask every pixel of its bounds is its place. */
static void look_at_box(struct proof *p, fz_rect box)
{
	fz_irect r = fz_irect_from_rect(box);
	fz_irect page = { 0, 0, p->with->w, p->with->h };

	r = fz_intersect_irect(r, page);
	for (int y = r.y0; y < r.y1; y++) {
		for (int x = r.x0; x < r.x1; x++) {
			const uint8_t *a = pixel(p->with, x, y);
			const uint8_t *b = pixel(p->without, x, y);
			int d = difference(a, b);

			p->all++;
			p->near += has_paint(p, b);
			p->bright[0] += luminance(a);
			p->bright[1] += luminance(b);
			add_look(p, b);
			p->most = d > p->most ? d : p->most;
		}
	}
}

static float share(const struct proof *p)
{
	double part;

	if (p->most < LEAST) {
		return 0;
	}
	if (!p->mask.pix || p->ink <= 0) {
		return 1;
	}
	part = p->shown / p->most * p->solid / p->ink;
	return part > 1 ? 1 : (float)part;
}

static void prove(fz_context *ctx, struct ic_veil *v,
    const struct ic_raster *without, size_t i)
{
	const struct ic_glyph *g = &v->g->at[i];
	fz_matrix m = ic_visible_to_pixels(v->seen);
	struct proof p = { .with = v->seen, .without = without, .g = g };

	p.mask = ic_masks_get(ctx, v->doc->masks, g, m);
	if (p.mask.pix) {
		look(&p);
	} else {
		look_at_box(&p, fz_transform_rect(g->outline, m));
	}
	v->shows[i] = share(&p);
	v->faint[i] = is_faint(&p);
	set_look(&p, v->looks[i]);
	v->alike[i] = g->paint == IC_PAINT_COLOR && 2 * p.near > p.all;
}

static fz_rect all_asked(const struct ic_veil *v)
{
	fz_rect r = fz_empty_rect;

	for (size_t i = 0; i < v->g->n; i++) {
		if (v->asked[i]) {
			r = fz_union_rect(r, v->g->at[i].outline);
		}
	}
	return fz_expand_rect(r, AIR);
}

static void draw_and_prove(struct ic_veil *v, struct ic_raster *without)
{
	struct ic_sieve what = { &v->painting, v->g, v->asked, NULL,
		all_asked(v) };
	uint32_t notes = 0;

	ic_draw_through(v->doc, v->list, ic_sieve_open, &what, without, &notes);
	for (size_t i = 0; i < v->g->n; i++) {
		if (v->asked[i]) {
			prove(v->doc->mu.ctx, v, without, i);
		}
	}
}

void ic_veil_prove(struct ic_veil *v)
{
	fz_context *ctx = v->doc->mu.ctx;
	struct ic_raster without = { 0 };

	if (!ic_raster_room(&without, v->seen->w, v->seen->h, 3)) {
		ic_document_throw(v->doc, IC_REASON_MEMORY);
	}
	without.size = v->seen->size;
	without.dpi = v->seen->dpi;
	fz_var(without);
	fz_try(ctx) {
		draw_and_prove(v, &without);
	}
	fz_always(ctx) {
		ic_raster_finish(&without);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}
