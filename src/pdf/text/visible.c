/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "visible_priv.h"

#include <math.h>
#include <string.h>

#define RING IC_VISIBLE_RING
#define CONTRAST_UNKNOWN 32.0f
#define SOLID 235     /* coverage, of 255, of a pixel that is all paint */
#define SOLID_LEAST 6 /* pixels */
#define AROUND_UNKNOWN 0.35f
#define TYPE_LEAST 4.0f /* pixels of an em; of smaller type nothing is read */

struct look {
	const struct ic_raster *r;
	struct ic_mask mask;
	float paint[3], around[3];
	float axis[3]; /* paint - around, over the square of its length */
	uint8_t core;  /* least coverage of a pixel that is asked */
};

fz_matrix ic_visible_to_pixels(const struct ic_raster *r)
{
	return fz_scale((float)r->w * IC_MPT / (float)r->size.w,
	    (float)r->h * IC_MPT / (float)r->size.h);
}

/* The raster's pixel at a mask pixel; NULL off the page. */
static const uint8_t *sample(const struct look *l, int i, int j)
{
	int x = l->mask.x + i, y = l->mask.y + j;

	if (l->mask.step > 1) {
		/* Far off the page this is more than an int holds. */
		float fx = ((float)x + 0.5f) * l->mask.step;
		float fy = ((float)y + 0.5f) * l->mask.step;

		if (!(fx < (float)l->r->w && fy < (float)l->r->h && fx >= 0 &&
			fy >= 0)) {
			return NULL;
		}
		x = (int)fx;
		y = (int)fy;
	}
	if (x < 0 || y < 0 || x >= l->r->w || y >= l->r->h) {
		return NULL;
	}
	return l->r->px + (size_t)y * l->r->stride +
	    (size_t)x * (size_t)l->r->comps;
}

static uint8_t coverage(const struct look *l, int i, int j)
{
	const fz_pixmap *p = l->mask.pix;

	if (i < 0 || j < 0 || i >= p->w || j >= p->h) {
		return 0;
	}
	return p->samples[(ptrdiff_t)j * p->stride + i];
}

static float median(const uint32_t count[256], uint32_t total)
{
	uint32_t sum = 0;

	for (int v = 0; v < 256; v++) {
		sum += count[v];
		if (2 * sum >= total) {
			return (float)v;
		}
	}
	return 255;
}

/* The colour of the pixels that the outline leaves free. */
static bool look_around(struct look *l)
{
	uint32_t count[3][256], total = 0;
	const uint8_t *px;

	memset(count, 0, sizeof(count));
	for (int j = -RING; j < l->mask.pix->h + RING; j++) {
		for (int i = -RING; i < l->mask.pix->w + RING; i++) {
			if (coverage(l, i, j) || !(px = sample(l, i, j))) {
				continue;
			}
			for (int c = 0; c < l->r->comps; c++) {
				count[c][px[c]]++;
			}
			total++;
		}
	}
	for (int c = 0; c < l->r->comps; c++) {
		l->around[c] = median(count[c], total);
	}
	return total > 0;
}

/*
 * Only well covered pixels are asked; thin strokes have few of those. Light
 * text that was quantised keeps the fully covered ones only: where there are
 * some, `full` asks for no others.
 */
static bool find_core(struct look *l, bool full)
{
	uint64_t all = 0, core = 0;
	unsigned solid = 0;
	uint8_t most = 0;

	for (int j = 0; j < l->mask.pix->h; j++) {
		for (int i = 0; i < l->mask.pix->w; i++) {
			uint8_t c = coverage(l, i, j);

			all += c;
			core += c >= 128 ? c : 0;
			solid += c >= SOLID;
			most = c > most ? c : most;
		}
	}
	l->core = core * 10 >= all * 3 ? 128 : (uint8_t)((most + 1) / 2);
	if (full) {
		l->core = SOLID;
		return solid >= SOLID_LEAST;
	}
	return most > 0;
}

static void known_paint(struct look *l, const struct ic_glyph *g)
{
	for (int c = 0; c < l->r->comps; c++) {
		float p = l->r->comps == 1 ? g->gray : g->rgb[c];

		l->paint[c] = ic_visible_paint(g->alpha, p, l->around[c]);
	}
}

/* A paint that is not known is what the outline shows. */
static void shown_paint(struct look *l)
{
	float sum[3] = { 0 }, n = 0;
	const uint8_t *px;

	for (int j = 0; j < l->mask.pix->h; j++) {
		for (int i = 0; i < l->mask.pix->w; i++) {
			if (coverage(l, i, j) < l->core ||
			    !(px = sample(l, i, j))) {
				continue;
			}
			for (int c = 0; c < l->r->comps; c++) {
				sum[c] += px[c];
			}
			n++;
		}
	}
	for (int c = 0; c < l->r->comps; c++) {
		l->paint[c] = n > 0 ? sum[c] / n : l->around[c];
	}
}

static bool contrast(struct look *l, float least)
{
	float most = 0, length2 = 0;

	for (int c = 0; c < l->r->comps; c++) {
		l->axis[c] = l->paint[c] - l->around[c];
		length2 += l->axis[c] * l->axis[c];
		most = fmaxf(most, fabsf(l->axis[c]));
	}
	for (int c = 0; c < l->r->comps && length2 > 0; c++) {
		l->axis[c] /= length2;
	}
	return most >= least;
}

/* 0: the pixel is as its surroundings; 1: as the paint. */
static float carries(const struct look *l, const uint8_t *px)
{
	float dot = 0;

	for (int c = 0; c < l->r->comps; c++) {
		dot += ((float)px[c] - l->around[c]) * l->axis[c];
	}
	return dot;
}

static bool inside_and_not_around(const struct look *l, float around_max)
{
	float in = 0, in_all = 0, out = 0, out_all = 0;

	for (int j = -RING; j < l->mask.pix->h + RING; j++) {
		for (int i = -RING; i < l->mask.pix->w + RING; i++) {
			const uint8_t *px = sample(l, i, j);
			uint8_t c = coverage(l, i, j);
			float share = (float)c / 255;

			if (c >= l->core) {
				in_all += share;
				in += px && carries(l, px) >= 0.5f * share
				    ? share
				    : 0;
			} else if (c == 0 && px) {
				out_all++;
				out += carries(l, px) >= 0.5f;
			}
		}
	}
	return in >= IC_VISIBLE_INSIDE * in_all && out <= around_max * out_all;
}

static bool seen_at(const struct ic_raster *r, const struct ic_glyph *g,
    struct ic_mask mask, bool full)
{
	struct look l = { .r = r, .mask = mask };
	bool known = g->paint == IC_PAINT_COLOR;

	if (!mask.pix || !find_core(&l, full) || !look_around(&l)) {
		return false;
	}
	if (known) {
		known_paint(&l, g);
	} else {
		shown_paint(&l);
	}
	return contrast(&l, known ? IC_VISIBLE_CONTRAST : CONTRAST_UNKNOWN) &&
	    inside_and_not_around(&l,
		known ? IC_VISIBLE_AROUND : AROUND_UNKNOWN);
}

/*
 * MuPDF sets a glyph on whole pixels; where it lies half-way between two,
 * rounding may have taken it to the other one than ours.
 */
static bool seen(const struct ic_raster *r, const struct ic_glyph *g,
    struct ic_mask mask)
{
	static const int8_t at[5][2] = { { 0, 0 }, { 0, 1 }, { 0, -1 },
		{ 1, 0 }, { -1, 0 } };

	if (mask.stencil && r->comps == 1 && g->paint == IC_PAINT_COLOR &&
	    ic_stencil_seen(mask.stencil, mask.tone, r, g, mask.x, mask.y)) {
		return true;
	}
	for (unsigned i = 0; i < 5; i++) {
		struct ic_mask m = mask;

		m.x += at[i][0];
		m.y += at[i][1];
		if (seen_at(r, g, m, false) || seen_at(r, g, m, true)) {
			return true;
		}
	}
	return false;
}

bool ic_visible_size(fz_context *ctx, const struct ic_raster *r,
    const struct ic_glyph *g)
{
	fz_matrix m = ic_visible_to_pixels(r);
	fz_point along = fz_transform_vector(fz_make_point(1, 0),
	    fz_concat(g->trm, m));

	/* How wide a Type 3 letter is, its size does not say. */
	return g->em * fz_matrix_expansion(m) >= TYPE_LEAST &&
	    (fz_font_t3_procs(ctx, g->font) ||
		hypotf(along.x, along.y) >= TYPE_LEAST / 4);
}

/* True if what is said of one glyph's size holds for the other. */
static bool same_size(const struct ic_glyph *a, const struct ic_glyph *b)
{
	return a->font == b->font && a->em == b->em && a->trm.a == b->trm.a &&
	    a->trm.b == b->trm.b;
}

static void look_at_all(fz_context *ctx, const struct ic_raster *r,
    struct ic_glyphs *set, struct ic_masks *masks)
{
	fz_matrix m = ic_visible_to_pixels(r);
	const struct ic_glyph *like = NULL;
	bool sized = false;

	for (size_t i = 0; i < set->n; i++) {
		struct ic_glyph *g = &set->at[i];

		if (g->dropped || g->blank || g->paint == IC_PAINT_NONE) {
			continue;
		}
		if (!like || !same_size(like, g)) {
			sized = ic_visible_size(ctx, r, g);
			like = g;
		}
		if (g->runes == 0 || !sized ||
		    !seen(r, g, ic_masks_get(ctx, masks, g, m))) {
			g->dropped = true;
		}
	}
}

void ic_visible_painted(fz_context *ctx, struct ic_masks **masks,
    const struct ic_raster *r, struct ic_glyphs *g)
{
	if (!*masks) {
		*masks = ic_masks_open(ctx);
	}
	look_at_all(ctx, r, g, *masks);
	ic_visible_overlaps(ctx, g);
}
