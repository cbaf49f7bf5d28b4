/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "judge_page.h"

#define PLACE_SLACK 0.02f   /* points */
#define ADVANCE_SLACK 0.05f /* points, over a whole line */
#define UNIT 1000
#define OUTLINE_SLACK 1.0f /* units of the em of 1000 */
#define OUTLINE_POINTS_MAX 4096

/* The points of an outline, each with what leads to it. */
struct outline {
	float v[OUTLINE_POINTS_MAX];
	size_t n;
};

enum { MOVE = 1, LINE, CURVE, CLOSE };

static void put(struct outline *o, int kind, float x, float y)
{
	if (o->n + 3 <= OUTLINE_POINTS_MAX) {
		o->v[o->n++] = (float)(kind *
		    UNIT); /* told apart at any slack */
		o->v[o->n++] = x;
		o->v[o->n++] = y;
	}
}

static void moveto(fz_context *ctx, void *arg, float x, float y)
{
	(void)ctx;
	put(arg, MOVE, x, y);
}

static void lineto(fz_context *ctx, void *arg, float x, float y)
{
	(void)ctx;
	put(arg, LINE, x, y);
}

static void curveto(fz_context *ctx, void *arg, float x1, float y1, float x2,
    float y2, float x3, float y3)
{
	(void)ctx;
	put(arg, CURVE, x1, y1);
	put(arg, CURVE, x2, y2);
	put(arg, CURVE, x3, y3);
}

static void closepath(fz_context *ctx, void *arg)
{
	(void)ctx;
	put(arg, CLOSE, 0, 0);
}

/* Throws. */
static void trace(fz_context *ctx, fz_font *font, int gid, struct outline *o)
{
	static const fz_path_walker walker = { .moveto = moveto,
		.lineto = lineto,
		.curveto = curveto,
		.closepath = closepath };
	fz_path *path = fz_outline_glyph(ctx, font, gid, fz_scale(UNIT, UNIT));

	o->n = 0;
	if (!path) {
		return;
	}
	fz_try(ctx) {
		fz_walk_path(ctx, path, &walker, o);
	}
	fz_always(ctx) {
		fz_drop_path(ctx, path);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

static bool alike(const struct outline *a, const struct outline *b)
{
	if (a->n != b->n) {
		return false;
	}
	for (size_t i = 0; i < a->n; i++) {
		if (!(fabsf(a->v[i] - b->v[i]) <= OUTLINE_SLACK)) {
			return false;
		}
	}
	return true;
}

bool ic_judge_draws(fz_context *ctx, fz_font *font, int gid)
{
	struct outline o;

	trace(ctx, font, gid, &o);
	for (size_t i = 0; i < o.n; i += 3) {
		if (o.v[i] == LINE * UNIT || o.v[i] == CURVE * UNIT) {
			return true;
		}
	}
	return false; /* an empty glyph still opens and closes a path */
}

/*
 * The page's glyph draws what the built-in font draws for its character, so
 * that neither a lie in ToUnicode nor an exchanged outline passes. Throws.
 */
static bool glyph_true(fz_context *ctx, struct ic_judge_run *run, fz_font *font,
    const struct ic_mark_glyph *g)
{
	struct outline shown, meant;

	if (g->gid <= 0 || g->gid >= IC_FONT_GLYPHS_MAX || g->rune <= 0) {
		return false;
	}
	if (font != run->last) {
		fz_drop_font(ctx, run->last);
		run->last = fz_keep_font(ctx, font);
		memset(run->known, 0, sizeof(run->known));
	}
	if (run->known[g->gid] != (uint32_t)g->rune) {
		trace(ctx, font, g->gid, &shown);
		trace(ctx, run->base,
		    fz_encode_character(ctx, run->base, g->rune), &meant);
		if (!alike(&shown, &meant)) {
			return false;
		}
		run->known[g->gid] = (uint32_t)g->rune;
	}
	return true;
}

/* Each glyph true, and each as far from the last as its width. Throws. */
static bool glyphs_true(fz_context *ctx, struct ic_judge_run *run,
    const struct ic_judge_page *p, const struct ic_mark *m, float size)
{
	const struct ic_mark_glyph *g = &p->marks.glyphs[m->first];
	float x = g[0].at.x;

	for (size_t i = 0; i < m->n; i++) {
		if (!glyph_true(ctx, run, m->font, &g[i]) ||
		    fabsf(g[i].at.x - x) > ADVANCE_SLACK ||
		    fabsf(g[i].at.y - g[0].at.y) > PLACE_SLACK) {
			return false;
		}
		x += size *
		    fz_advance_glyph(ctx, run->base,
			fz_encode_character(ctx, run->base, g[i].rune), 0);
	}
	return true;
}

bool ic_judge_says(const struct ic_judge_run *run,
    const struct ic_judge_page *page, const struct ic_mark *mark,
    const char *text)
{
	for (size_t i = 0; i < mark->n; i++) {
		int rune = 0;

		if (*text == '\0') {
			return false;
		}
		text += fz_chartorune(&rune, text);
		if ((uint32_t)page->marks.glyphs[mark->first + i].rune !=
		    ic_font_canonical(run->layout, (uint32_t)rune)) {
			return false;
		}
	}
	return *text == '\0' && mark->n > 0;
}

static bool upright(fz_matrix t, float size)
{
	return fabsf(t.a - size) <= PLACE_SLACK &&
	    fabsf(t.d + size) <= PLACE_SLACK && t.b == 0 && t.c == 0;
}

/* Throws. */
static struct ic_match compare(fz_context *ctx, struct ic_judge_run *run,
    const struct ic_judge_page *p, size_t mark, const struct ic_item *it)
{
	const struct ic_mark *m = &p->marks.at[mark];
	fz_point at = p->marks.glyphs[m->first].at;
	float size = (float)it->e.size / IC_MPT;
	struct ic_match r = { .mark = mark };

	r.off = fmaxf(fabsf(at.x - (float)it->e.x / IC_MPT),
	    fabsf(at.y - (float)it->e.baseline / IC_MPT));
	r.place = r.off <= PLACE_SLACK;
	r.look = upright(m->trm, size) && m->gray == (it->white ? 1 : 0);
	r.glyphs = glyphs_true(ctx, run, p, m, m->trm.a);
	return r;
}

static unsigned worth(const struct ic_match *m)
{
	return m->mark == IC_JUDGE_NONE
	    ? 0
	    : 1u + 4u * m->place + 2u * m->look + m->glyphs;
}

void ic_judge_match(fz_context *ctx, struct ic_judge_run *run,
    struct ic_judge_page *page)
{
	for (size_t i = 0; i < page->nitems; i++) {
		struct ic_match best = { .mark = IC_JUDGE_NONE };
		unsigned same = 0;

		for (size_t k = 0; k < page->marks.n; k++) {
			struct ic_match m;

			if (page->marks.at[k].kind != IC_MARK_RUN ||
			    !ic_judge_says(run, page, &page->marks.at[k],
				page->items[i].e.text)) {
				continue;
			}
			same++;
			m = compare(ctx, run, page, k, &page->items[i]);
			if (!page->used[k] && worth(&m) > worth(&best)) {
				best = m;
			}
		}
		best.same = same;
		page->matches[i] = best;
		if (best.place && best.look && best.glyphs) {
			page->used[best.mark] = true;
		}
	}
}
