/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The look of visible.c at ordinary text on a gray page, which is nearly all
 * of it: sixteen pixels at once, and what depends on the mask alone is
 * reckoned once a mask. Where this says no, visible.c looks itself.
 */
#include "visible_priv.h"

#include <math.h>
#include <string.h>

#define LANES 16
#define LINE 64     /* bytes that a processor fetches at once */
#define SIDE_MAX 64 /* pixels with the ring; larger glyphs are few */

/* Rows of whole lanes; what lies beyond the ring's edge is 0. */
struct ic_stencil {
	int w, h; /* with the ring */
	int stride;
	uint8_t core;    /* least coverage that is asked */
	uint32_t cover;  /* the sum of what is asked */
	uint32_t free;   /* pixels around the outline */
	uint8_t *around; /* 1: such a pixel */
	uint8_t *inside; /* the coverage, where it is asked, else 0 */
	uint8_t *limit;  /* from here on a pixel does not carry the paint */
	float limit_paint;
	int limit_around; /* what the limits are for; -1: nothing */
};

void ic_stencil_drop(fz_context *ctx, struct ic_stencil *s)
{
	fz_free(ctx, s);
}

/* As find_core() does when it does not ask for full coverage. */
static void find_core(struct ic_stencil *s, const fz_pixmap *pix)
{
	uint64_t all = 0, core = 0;
	uint8_t most = 0;

	for (int j = 0; j < pix->h; j++) {
		const uint8_t *row = pix->samples + (ptrdiff_t)j * pix->stride;

		for (int i = 0; i < pix->w; i++) {
			all += row[i];
			core += row[i] >= 128 ? row[i] : 0;
			most = row[i] > most ? row[i] : most;
		}
	}
	s->core = core * 10 >= all * 3 ? 128 : (uint8_t)((most + 1) / 2);
}

static void fill(struct ic_stencil *s, const fz_pixmap *pix)
{
	for (int j = 0; j < s->h; j++) {
		uint8_t *around = s->around + j * s->stride;
		uint8_t *inside = s->inside + j * s->stride;
		int y = j - IC_VISIBLE_RING;

		for (int i = 0; i < s->w; i++) {
			int x = i - IC_VISIBLE_RING;
			bool in = x >= 0 && y >= 0 && x < pix->w && y < pix->h;
			uint8_t c = in
			    ? pix->samples[(ptrdiff_t)y * pix->stride + x]
			    : 0;

			around[i] = c == 0;
			inside[i] = c >= s->core ? c : 0;
			s->free += c == 0;
			s->cover += inside[i];
		}
	}
}

struct ic_stencil *ic_stencil_new(fz_context *ctx, const fz_pixmap *pix)
{
	int w = pix->w + 2 * IC_VISIBLE_RING, h = pix->h + 2 * IC_VISIBLE_RING;
	int stride = (w + LANES - 1) / LANES * LANES;
	size_t n = (size_t)stride * (size_t)h;
	struct ic_stencil *s;

	if (w > SIDE_MAX || h > SIDE_MAX) {
		return NULL;
	}
	s = fz_calloc(ctx, 1, sizeof(*s) + 3 * n);
	s->w = w;
	s->h = h;
	s->stride = stride;
	s->around = (uint8_t *)(s + 1);
	s->inside = s->around + n;
	s->limit = s->inside + n;
	s->limit_around = -1;
	find_core(s, pix);
	fill(s, pix);
	return s;
}

static void set_tone(struct ic_tone *t, float paint, int around)
{
	float d = paint - (float)around, axis = d / (d * d);
	int v = 0;

	if (t->paint == paint && t->around == around) {
		return;
	}
	t->paint = paint;
	t->around = around;
	t->flip = d > 0 ? 255 : 0;
	/*
	 * The better a pixel is covered, the nearer it must be to the paint;
	 * `v` goes from there to the surroundings, where nothing carries it.
	 */
	for (int c = 255; c > 0; c--) {
		float share = (float)c / 255;

		while (v < 255 &&
		    ((float)(v ^ t->flip) - (float)around) * axis >=
			0.5f * share) {
			v++;
		}
		t->limit[c] = (uint8_t)v;
	}
}

/* What the lanes of a glyph count. */
struct counts {
	uint32_t below, above; /* of the ring, than the surroundings */
	uint32_t like;         /* of the ring, like the paint */
	uint32_t inside;       /* coverage of what carries the paint */
};

/* A vector of gcc and clang: a comparison is all ones where it holds. */
typedef uint8_t lanes __attribute__((vector_size(LANES)));
typedef uint16_t wide_lanes __attribute__((vector_size(2 * LANES)));

static lanes load(const uint8_t *p)
{
	lanes v;

	memcpy(&v, p, sizeof(v));
	return v;
}

/* Sixteen columns of a glyph from top to bottom. */
static void count_lanes(const struct ic_stencil *s, int at, const uint8_t *px,
    size_t step, const struct ic_tone *t, struct counts *c)
{
	lanes below = { 0 }, above = { 0 }, like = { 0 };
	wide_lanes inside = { 0 };
	const lanes zero = { 0 }, flip = zero + t->flip;
	const lanes edge = zero + t->limit[255];
	const lanes middle = zero + (uint8_t)t->around;

	for (int j = 0; j < s->h; j++, px += step, at += s->stride) {
		lanes p = load(px), q = p ^ flip, ring = load(s->around + at);
		lanes in = load(s->inside + at) &
		    (lanes)(q < load(s->limit + at));

		below += ring & (lanes)(p < middle);
		above += ring & (lanes)(p > middle);
		like += ring & (lanes)(q < edge);
		inside += __builtin_convertvector(in, wide_lanes);
	}
	for (int i = 0; i < LANES; i++) {
		c->below += below[i];
		c->above += above[i];
		c->like += like[i];
		c->inside += inside[i];
	}
}

/* The median of the ring, as look_around() has it. */
static int median(const struct ic_stencil *s, const uint8_t *px, size_t step)
{
	uint32_t count[256] = { 0 }, sum = 0;

	for (int j = 0; j < s->h; j++) {
		for (int i = 0; i < s->w; i++) {
			count[px[i]] += s->around[j * s->stride + i];
		}
		px += step;
	}
	for (int v = 0; v < 256; v++) {
		sum += count[v];
		if (2 * sum >= s->free) {
			return v;
		}
	}
	return 255;
}

static void set_limits(struct ic_stencil *s, const struct ic_tone *t)
{
	int n = s->stride * s->h;

	if (s->limit_paint == t->paint && s->limit_around == t->around) {
		return;
	}
	for (int i = 0; i < n; i++) {
		s->limit[i] = s->inside[i] ? t->limit[s->inside[i]] : 0;
	}
	s->limit_paint = t->paint;
	s->limit_around = t->around;
}

/* On surroundings of a given gray; false if they are none. */
static bool look(struct ic_stencil *s, struct ic_tone *t, float paint,
    int around, const uint8_t *px, size_t step, struct counts *c)
{
	set_tone(t, paint, around);
	set_limits(s, t);
	*c = (struct counts){ 0 };
	for (int at = 0; at < s->stride; at += LANES) {
		count_lanes(s, at, px + at, step, t, c);
	}
	return 2 * c->below < s->free && 2 * (s->free - c->above) >= s->free;
}

/*
 * Rows of a page lie far apart, and no processor looks ahead down them by
 * itself. What a line of text holds next is to the right.
 */
static void fetch(const uint8_t *px, size_t step, int rows)
{
	for (int j = 0; j < rows; j++) {
		__builtin_prefetch(px + (size_t)j * step);
	}
}

bool ic_stencil_seen(struct ic_stencil *s, struct ic_tone *t,
    const struct ic_raster *r, const struct ic_glyph *g, int x, int y)
{
	const uint8_t *px;
	struct counts c;
	float paint;
	int around = t->around;

	x -= IC_VISIBLE_RING;
	y -= IC_VISIBLE_RING;
	if (x < 0 || y < 0 || x > r->w - s->stride || y > r->h - s->h) {
		return false;
	}
	px = r->px + (size_t)y * r->stride + (size_t)x;
	if (x <= r->w - s->stride - LINE) {
		fetch(px + LINE, r->stride, s->h);
	}
	paint = ic_visible_paint(g->alpha, g->gray, (float)around);
	if (fabsf(paint - (float)around) < IC_VISIBLE_CONTRAST ||
	    !look(s, t, paint, around, px, r->stride, &c)) {
		around = median(s, px, r->stride);
		paint = ic_visible_paint(g->alpha, g->gray, (float)around);
		if (fabsf(paint - (float)around) < IC_VISIBLE_CONTRAST ||
		    !look(s, t, paint, around, px, r->stride, &c)) {
			return false;
		}
	}
	return (float)c.inside >= IC_VISIBLE_INSIDE * (float)s->cover &&
	    (float)c.like <= IC_VISIBLE_AROUND * (float)s->free;
}
