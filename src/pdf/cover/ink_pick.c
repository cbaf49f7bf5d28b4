/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Which paints may be bars: by what they are, and by what was painted before
 * in the same place. What is below is then looked at by its pixels.
 */
#include "ink_priv.h"

#include <math.h>

#define BAR_LEAST 4.0f   /* points, of a bar's sides, and of a line */
#define OVER_LEAST 16.0f /* square points of a picture below a bar */
#define LARGE 1600.0f    /* square points */
#define SLACK 1.0f       /* points, by which a drawing may leave its bar */
#define LETTERS_LEAST 3  /* different shapes, as letters have */
#define LETTER_BENDS 3   /* curves and slanted lines of all of them */
#define MARK_BENDS 12    /* of one drawing that is more than a symbol */
#define MARK_LEAST 12.0f /* points, its longer side */
#define SIZES 8          /* that are told apart */

static float area_of(fz_rect r)
{
	return fmaxf(0, r.x1 - r.x0) * fmaxf(0, r.y1 - r.y0);
}

static bool may_be_bar(const struct ic_ink_paint *p)
{
	float w = p->rect.x1 - p->rect.x0, h = p->rect.y1 - p->rect.y0;

	if (!(w >= BAR_LEAST && h >= BAR_LEAST)) {
		return false;
	}
	switch (p->kind) {
	case IC_INK_PATH:
		return p->opaque;
	case IC_INK_STROKE:
		return p->opaque && p->thick >= BAR_LEAST;
	case IC_INK_TEXT:
		return false;
	default:
		return true;
	}
}

/* What stays when small ink goes: all but lines and little fills. */
static bool is_large(const struct ic_ink_paint *p)
{
	return p->kind >= IC_INK_IMAGE ||
	    (may_be_bar(p) &&
		(p->boxy || p->kind == IC_INK_STROKE ||
		    area_of(p->rect) > LARGE));
}

size_t ic_ink_pick_pictures(struct ic_ink *ink)
{
	fz_rect all = fz_empty_rect;
	size_t pics[IC_INK_BARS_MAX], npics = 0, nbars = 0;

	for (size_t i = 0; i < ink->n; i++) {
		struct ic_ink_paint *p = &ink->at[i];

		p->bar = false;
		p->large = is_large(p);
		if (nbars < IC_INK_BARS_MAX && may_be_bar(p) &&
		    area_of(fz_intersect_rect(p->rect, all)) >= OVER_LEAST) {
			for (size_t k = 0; k < npics && !p->bar; k++) {
				p->bar = area_of(fz_intersect_rect(p->rect,
					     ink->at[pics[k]].rect)) >=
				    OVER_LEAST;
			}
			nbars += p->bar;
		}
		ink->full = ink->full || nbars == IC_INK_BARS_MAX;
		if (p->kind == IC_INK_IMAGE && npics < IC_INK_BARS_MAX) {
			all = fz_union_rect(all, p->rect);
			pics[npics++] = i;
		}
	}
	return nbars;
}

static bool lies_in(fz_rect a, fz_rect b)
{
	return a.x0 >= b.x0 - SLACK && a.y0 >= b.y0 - SLACK &&
	    a.x1 <= b.x1 + SLACK && a.y1 <= b.y1 + SLACK;
}

struct below {
	float w[SIZES], h[SIZES];
	unsigned sizes; /* that differ */
	uint32_t bends;
	bool mark;
};

/* Letters differ in size; the signs of a chart do not. */
static void add(struct below *b, const struct ic_ink_paint *p)
{
	float w = p->rect.x1 - p->rect.x0, h = p->rect.y1 - p->rect.y0;
	uint32_t bends = p->curves + p->lines;

	b->bends += bends;
	b->mark = b->mark || (bends >= MARK_BENDS && fmaxf(w, h) >= MARK_LEAST);
	for (unsigned i = 0; i < b->sizes; i++) {
		if (fabsf(b->w[i] - w) < 0.25f && fabsf(b->h[i] - h) < 0.25f) {
			return;
		}
	}
	if (b->sizes < SIZES) {
		b->w[b->sizes] = w;
		b->h[b->sizes++] = h;
	}
}

static bool is_drawn(const struct ic_ink_paint *p)
{
	return (p->kind == IC_INK_PATH || p->kind == IC_INK_STROKE) &&
	    (!p->large || p->curves + p->lines >= MARK_BENDS) &&
	    area_of(p->rect) > 0;
}

/* A drawing has its bar if it was wholly under it, as no chart's grid is. */
static bool has_drawing(const struct ic_ink *ink, size_t bar)
{
	const struct ic_ink_paint *p = &ink->at[bar];
	struct below b = { 0 };

	for (size_t i = 0; i < bar && !b.mark; i++) {
		if (is_drawn(&ink->at[i]) &&
		    lies_in(ink->at[i].rect, p->rect)) {
			add(&b, &ink->at[i]);
		}
	}
	return b.mark || (b.sizes >= LETTERS_LEAST && b.bends >= LETTER_BENDS);
}

size_t ic_ink_pick_drawings(struct ic_ink *ink)
{
	size_t drawn = 0, nbars = 0;

	for (size_t i = 0; i < ink->n; i++) {
		struct ic_ink_paint *p = &ink->at[i];

		p->bar = nbars < IC_INK_BARS_MAX && drawn > 0 &&
		    may_be_bar(p) && (p->boxy || p->kind != IC_INK_PATH) &&
		    has_drawing(ink, i);
		nbars += p->bar;
		drawn += is_drawn(p);
	}
	return nbars;
}
