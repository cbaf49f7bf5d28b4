/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * OCR over text that can be read already: some programs lay their guess over
 * a whole page, stamps and headings included, and a reader would find each
 * word twice.
 */
#include <math.h>

#include "visible_priv.h"

#define CELL 2.0f  /* points */
#define SIDE 1024  /* cells; larger pages have larger ones */
#define SIZES 2.0f /* a watermark across the page hides no small print */
#define SHARE 0.5f /* of a word's glyphs that stand on painted ones */

struct map {
	float *em; /* of the smallest painted glyph that covers the cell; 0:
		      none */
	float cell;
	int w, h;
};

static int clamp(float v, int most)
{
	return v > 0 ? v < (float)most ? (int)v : most : 0;
}

static void mark(struct map *m, const struct ic_glyph *g)
{
	fz_rect r = ic_glyph_bounds(g);
	int x0 = clamp(r.x0 / m->cell, m->w), x1 = clamp(r.x1 / m->cell, m->w);
	int y0 = clamp(r.y0 / m->cell, m->h), y1 = clamp(r.y1 / m->cell, m->h);

	for (int y = y0; y < y1; y++) {
		for (int x = x0; x < x1; x++) {
			float *em = &m->em[y * m->w + x];

			*em = *em > 0 ? fminf(*em, g->em) : g->em;
		}
	}
}

static bool stands_on_paint(const struct map *m, const struct ic_glyph *g)
{
	fz_rect r = ic_glyph_bounds(g);
	int x = clamp((r.x0 + r.x1) / (2 * m->cell), m->w - 1);
	int y = clamp((r.y0 + r.y1) / (2 * m->cell), m->h - 1);
	float em = m->em[y * m->w + x];

	return em > 0 && em < g->em * SIZES && g->em < em * SIZES;
}

static void look_at_word(const struct map *m, struct ic_glyphs *g,
    const struct ic_words *words, const struct ic_word *w)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < w->n; i++) {
		n += stands_on_paint(m,
		    &g->at[words->glyphs[w->first + i].index]);
	}
	if ((float)n < SHARE * (float)w->n) {
		return;
	}
	for (uint32_t i = 0; i < w->n; i++) {
		g->at[words->glyphs[w->first + i].index].dropped = true;
	}
}

void ic_visible_twice(fz_context *ctx, const struct ic_raster *r,
    struct ic_glyphs *g, const struct ic_words *ocr)
{
	float wide = (float)r->size.w / IC_MPT;
	float high = (float)r->size.h / IC_MPT;
	struct map m = { .cell = fmaxf(CELL, fmaxf(wide, high) / SIDE) };

	if (ocr->n == 0) {
		return;
	}
	m.w = (int)(wide / m.cell) + 1;
	m.h = (int)(high / m.cell) + 1;
	m.em = fz_calloc(ctx, (size_t)m.w * (size_t)m.h, sizeof(*m.em));
	for (size_t i = 0; i < g->n; i++) {
		const struct ic_glyph *it = &g->at[i];

		if (!it->dropped && !it->blank && it->paint != IC_PAINT_NONE) {
			mark(&m, it);
		}
	}
	for (size_t i = 0; i < ocr->n; i++) {
		look_at_word(&m, g, ocr, &ocr->at[i]);
	}
	fz_free(ctx, m.em);
}
