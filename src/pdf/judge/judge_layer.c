/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The invisible layer against the picture: where a word is to be found, there
 * must be something to see. It is no proof of what is seen, but under a bar,
 * on blank paper, or beside the picture no word passes, whatever the maker
 * thought.
 */
#include <math.h>
#include <stdlib.h>

#include "judge_page.h"

#define CONTRAST 6      /* of 255; the maker asks for more */
#define STEP_SLACK 0.2f /* of the advance, by which a glyph may be off */
#define COMPS_MAX 3
#define REACH 8 /* pages, by which a word may stand out */

static bool is_blank(int rune)
{
	return rune <= ' ' || rune == 0xa0 ||
	    (rune >= 0x2000 && rune <= 0x200f) || rune == 0x3000 ||
	    rune == 0xfeff;
}

/* The next glyph follows at once: half an em on. */
bool ic_judge_layer_follows(const struct ic_mark *m,
    const struct ic_mark_glyph *g)
{
	float dx = m->trm.a / 2, dy = m->trm.b / 2;

	return hypotf(g[1].at.x - g[0].at.x - dx, g[1].at.y - g[0].at.y - dy) <
	    STEP_SLACK * hypotf(dx, dy);
}

static int32_t milli(float v)
{
	return (int32_t)fmaxf(fminf(v, IC_MPT_MAX), -IC_MPT_MAX);
}

/*
 * Output points -> milli-points of the source page, and a pixel of the raster
 * around it in which the maker looked.
 */
static struct ic_rect on_picture(const struct ic_slice *s, struct ic_size page,
    fz_rect r)
{
	struct ic_placement at = ic_slice_placement(s, page);
	float k = 1e6f / (float)at.scale;
	float dx = (float)at.dx, dy = (float)at.dy;
	float pixel = ic_judge_moved(s, page) * IC_MPT;

	return (
	    struct ic_rect){ milli(floorf((r.x0 * IC_MPT - dx) * k - pixel)),
		milli(floorf((r.y0 * IC_MPT - dy) * k - pixel)),
		milli(ceilf((r.x1 * IC_MPT - dx) * k + pixel)),
		milli(ceilf((r.y1 * IC_MPT - dy) * k + pixel)) };
}

/* Two pixels of the area differ enough in one of their components. Throws. */
static bool has_contrast(fz_context *ctx, const struct ic_pixels_of *px,
    struct ic_area a)
{
	int lo[COMPS_MAX] = { 255, 255, 255 }, hi[COMPS_MAX] = { 0 };
	int n = px->n;

	for (int y = a.y0; a.x0 < a.x1 && y < a.y1; y++) {
		const uint8_t *p = ic_pixels_row(ctx, px, y, a.x0, a.x1);

		for (int c = 0; c < n; c++) {
			for (int i = c; i < (a.x1 - a.x0) * n; i += n) {
				lo[c] = p[i] < lo[c] ? p[i] : lo[c];
				hi[c] = p[i] > hi[c] ? p[i] : hi[c];
			}
			if (hi[c] - lo[c] >= CONTRAST) {
				return true;
			}
		}
	}
	return false;
}

/* What is larger has no place that could be held against a box. */
static bool in_reach(const struct ic_judge_page *p, fz_rect r)
{
	float w = (float)p->size.w / IC_MPT * REACH;
	float h = (float)p->size.h / IC_MPT * REACH;

	return r.x0 > -w && r.x1 < w && r.y0 > -h && r.y1 < h;
}

/* A word of a mark: so many glyphs from one on. */
struct word {
	const struct ic_mark *m;
	size_t first, n;
};

/* Where it stands, points. */
static fz_rect place_of(const struct ic_judge_page *p, const struct word *w)
{
	const struct ic_mark_glyph *g = &p->marks.glyphs[w->m->first];

	return fz_union_rect(fz_rect_from_quad(
				 ic_marks_layer_quad(w->m, &g[w->first])),
	    fz_rect_from_quad(
		ic_marks_layer_quad(w->m, &g[w->first + w->n - 1])));
}

/* Where there must be something to see. */
static struct ic_area area_of(const struct ic_judge_run *run,
    const struct ic_judge_page *p, const struct ic_pixels_of *px, fz_rect r)
{
	return ic_pixels_touched(px,
	    on_picture(run->s, run->s->pages[p->index].size, r));
}

/* The word behind w, or the first; false behind the last. */
static bool next_word(const struct ic_judge_page *p, struct word *w)
{
	const struct ic_mark *m = w->m;
	const struct ic_mark_glyph *g = &p->marks.glyphs[m->first];
	size_t i = w->first + w->n;

	while (i < m->n && is_blank(g[i].rune)) {
		i++;
	}
	w->first = i;
	while (i < m->n && !is_blank(g[i].rune) &&
	    (i == w->first || ic_judge_layer_follows(m, &g[i - 1]))) {
		i++;
	}
	w->n = i - w->first;
	return w->n > 0;
}

/* Throws. */
static bool mark_seen(fz_context *ctx, const struct ic_judge_run *run,
    struct ic_judge_page *p, const struct ic_mark *m)
{
	struct word w = { .m = m };

	while (next_word(p, &w)) {
		const struct ic_pixels_of *px = ic_judge_pixels(ctx, run, p);
		fz_rect r = place_of(p, &w);

		if (!in_reach(p, r) ||
		    !has_contrast(ctx, px, area_of(run, p, px, r))) {
			return false;
		}
	}
	return true;
}

void ic_judge_layer_want(fz_context *ctx, const struct ic_judge_run *run,
    struct ic_judge_page *p)
{
	for (size_t i = 0; i < p->marks.n; i++) {
		struct word w = { .m = &p->marks.at[i] };

		while (w.m->kind == IC_MARK_LAYER && next_word(p, &w)) {
			fz_rect r = place_of(p, &w);

			if (in_reach(p, r)) {
				ic_pixels_want(ctx, &p->px,
				    area_of(run, p, &p->px, r));
			}
		}
	}
}

bool ic_judge_layer(fz_context *ctx, struct ic_judge_run *run,
    struct ic_judge_page *page)
{
	for (size_t i = 0; i < page->marks.n; i++) {
		const struct ic_mark *m = &page->marks.at[i];

		if (m->kind == IC_MARK_LAYER && !mark_seen(ctx, run, page, m)) {
			return ic_judge_fault(run->judge, IC_FAULT_LAYER,
			    page->index, IC_JUDGE_NO_BOX);
		}
	}
	return true;
}
