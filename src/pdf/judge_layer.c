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
#define REACH 8         /* pages, by which a word may stand out */

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

/* Two pixels of the area differ enough in one of their components. */
static bool has_contrast(const struct ic_pixels_of *px, struct ic_area a)
{
	int n = (a.x1 - a.x0) * px->n;

	for (int c = 0; c < px->n; c++) {
		int lo = 255, hi = 0;

		for (int y = a.y0; y < a.y1 && hi - lo < CONTRAST; y++) {
			const uint8_t *p = ic_pixels_at(px, a.x0, y);

			for (int i = c; i < n; i += px->n) {
				lo = p[i] < lo ? p[i] : lo;
				hi = p[i] > hi ? p[i] : hi;
			}
		}
		if (hi - lo >= CONTRAST) {
			return true;
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

static bool word_seen(const struct ic_judge_run *run,
    const struct ic_judge_page *p, const struct ic_pixels_of *px,
    const struct ic_mark *m, size_t first, size_t n)
{
	const struct ic_mark_glyph *g = &p->marks.glyphs[m->first + first];
	fz_rect r = fz_rect_from_quad(ic_marks_layer_quad(m, &g[0]));

	r = fz_union_rect(r,
	    fz_rect_from_quad(ic_marks_layer_quad(m, &g[n - 1])));
	return in_reach(p, r) &&
	    has_contrast(px,
		ic_pixels_touched(px,
		    on_picture(run->s, run->s->pages[p->index].size, r)));
}

/* Throws. */
static bool mark_seen(fz_context *ctx, const struct ic_judge_run *run,
    struct ic_judge_page *p, const struct ic_mark *m)
{
	const struct ic_mark_glyph *g = &p->marks.glyphs[m->first];
	size_t first = 0;

	for (size_t i = 0; i < m->n; i++) {
		if (is_blank(g[i].rune)) {
			first = i + 1;
			continue;
		}
		if (i + 1 < m->n && !is_blank(g[i + 1].rune) &&
		    ic_judge_layer_follows(m, &g[i])) {
			continue;
		}
		if (!word_seen(run, p, ic_judge_pixels(ctx, run, p), m, first,
			i + 1 - first)) {
			return false;
		}
		first = i + 1;
	}
	return true;
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
