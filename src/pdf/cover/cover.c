/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "pdf/cover.h"

#include <math.h>
#include <string.h>

#include "cover_priv.h"
#include "pdf/words.h"

#define SHOWN_LEAST 0.2f  /* share of a glyph's ink: less is hidden */
#define WORD_HIDDEN 0.55f /* share of a word's ink that hides all of it */
#define PART_MOST 0.75f   /* of a glyph's ink that shows in such a word */
#define CROSSED_MOST 0.9f /* of the ink of a glyph that lines cross */
#define INSIDE 0.1f       /* share of a glyph that is inside the clip */
#define OPAQUE 0.9f

static void set_state(const struct ic_veil *v, struct ic_veiled *out, size_t i,
    bool rest, bool *hides, uint32_t *guess)
{
	struct ic_hider h = ic_veil_hider(v, i, *guess);

	if (h.cover == IC_COVER_TEXT && !ic_veil_under_text(v, i)) {
		h.cover = IC_COVER_NONE;
	}
	if (v->faint[i] && v->shows[i] >= SHOWN_LEAST && !rest &&
	    h.cover == IC_COVER_NONE) {
		return;
	}
	if (h.cover == IC_COVER_NONE) {
		out->state[i] = v->alike[i] ? IC_GLYPH_COVERED
					    : IC_GLYPH_CLIPPED;
		out->cover[i] = v->alike[i] ? IC_COVER_BACKGROUND
					    : IC_COVER_NONE;
		return;
	}
	out->state[i] = IC_GLYPH_COVERED;
	out->cover[i] = (uint8_t)h.cover;
	hides[h.order] = true;
	*guess = h.order;
}

/* What covers most of a word covers all of it that is hidden. */
static void agree(struct ic_veiled *out, const struct ic_word_glyph *glyphs,
    uint32_t n)
{
	uint32_t count[IC_COVER_COUNT] = { 0 };
	unsigned most = 0;

	for (uint32_t k = 0; k < n; k++) {
		uint32_t i = glyphs[k].index;

		count[out->cover[i]] += out->state[i] == IC_GLYPH_COVERED;
	}
	for (unsigned c = 1; c < IC_COVER_COUNT; c++) {
		most = count[c] > count[most] ? c : most;
	}
	for (uint32_t k = 0; k < n; k++) {
		if (out->state[glyphs[k].index] == IC_GLYPH_COVERED) {
			out->cover[glyphs[k].index] = (uint8_t)most;
		}
	}
}

/* Does a line that is neither level nor upright go over the glyph? */
static bool is_crossed(const struct ic_veil *v, size_t i)
{
	const struct ic_glyph *g = &v->g->at[i];

	for (uint32_t k = v->painting.runs[g->run].order + 1; k < v->painting.n;
	     k++) {
		const struct ic_paint_at *p = &v->painting.at[k];

		if (p->slanted && p->strength >= OPAQUE &&
		    ic_veil_inside(g, p->rect) > 0.6f) {
			return true;
		}
	}
	return false;
}

/* Marked are the glyphs of a word whose ink lines take some of. */
static void cross_word(const struct ic_veil *v, struct ic_veiled *out,
    const struct ic_word_glyph *glyphs, uint32_t n)
{
	uint32_t crossed = 0;

	for (uint32_t k = 0; k < n; k++) {
		uint32_t i = glyphs[k].index;

		crossed += v->asked[i] && v->shows[i] < CROSSED_MOST &&
		    is_crossed(v, i);
	}
	for (uint32_t k = 0; k < n && 2 * crossed > n; k++) {
		uint32_t i = glyphs[k].index;

		out->crossed[i] = out->state[i] == IC_GLYPH_SHOWN;
	}
}

/* Words of which most is hidden are hidden as a whole. */
static void look_at_word(const struct ic_veil *v, struct ic_veiled *out,
    const struct ic_word_glyph *glyphs, uint32_t n, bool *hides,
    uint32_t *guess)
{
	float all = 0, hidden = 0;
	uint32_t own = 0, again = 0;

	for (uint32_t k = 0; k < n; k++) {
		uint32_t i = glyphs[k].index;
		float ink = ic_veil_area(v->g->at[i].outline);

		all += ink;
		hidden += v->faint[i] ? ink : ink * (1 - v->shows[i]);
		own += v->asked[i] && v->shows[i] < SHOWN_LEAST;
		again += v->again[i];
	}
	for (uint32_t k = 0; k < n; k++) {
		uint32_t i = glyphs[k].index;
		bool most = hidden >= WORD_HIDDEN * all;

		if (out->state[i] == IC_GLYPH_SHOWN &&
		    ((v->again[i] && own > again) ||
			(v->asked[i] &&
			    (v->faint[i] || v->shows[i] < SHOWN_LEAST ||
				(most && v->shows[i] < PART_MOST))))) {
			set_state(v, out, i, 2 * own > n, hides, guess);
		}
	}
	agree(out, glyphs, n);
	cross_word(v, out, glyphs, n);
}

static void group_and_look(fz_context *ctx, const struct ic_veil *v,
    struct ic_words *words, struct ic_veiled *out, bool *hides)
{
	uint32_t guess = 0;

	ic_words_group(ctx, v->g, IC_WORDS_ALL, words);
	for (size_t i = 0; i < words->n; i++) {
		look_at_word(v, out, words->glyphs + words->at[i].first,
		    words->at[i].n, hides, &guess);
	}
}

static void look_at_words(fz_context *ctx, const struct ic_veil *v,
    struct ic_veiled *out, bool *hides)
{
	struct ic_words words = { 0 };

	fz_var(words);
	fz_try(ctx) {
		group_and_look(ctx, v, &words, out, hides);
	}
	fz_always(ctx) {
		ic_words_finish(ctx, &words);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

static void look_outside(const struct ic_veil *v, struct ic_veiled *out)
{
	fz_rect page = { 0, 0, (float)v->seen->size.w / IC_MPT,
		(float)v->seen->size.h / IC_MPT };

	for (size_t i = 0; i < out->n; i++) {
		const struct ic_glyph *g = &v->g->at[i];

		if (g->blank || ic_veil_area(g->outline) <= 0) {
			continue;
		}
		if (ic_veil_inside(g, page) < INSIDE) {
			out->state[i] = IC_GLYPH_OUTSIDE;
		} else if (g->paint == IC_PAINT_NONE) {
			out->state[i] = IC_GLYPH_UNPAINTED;
		} else if (g->run < v->painting.nruns &&
		    ic_veil_inside(g, v->painting.runs[g->run].scissor) <
			INSIDE) {
			out->state[i] = IC_GLYPH_CLIPPED;
		}
	}
}

static void list_areas(fz_context *ctx, const struct ic_veil *v,
    const bool *hides, struct ic_veiled *out)
{
	const struct ic_painting *p = &v->painting;
	size_t n = 0;

	out->areas = fz_malloc_array(ctx, p->n ? p->n : 1,
	    struct ic_cover_area);
	for (uint32_t i = 0; i < p->n; i++) {
		const struct ic_paint_at *at = &p->at[i];

		if (at->cover == IC_COVER_NONE ||
		    (!hides[i] &&
			(at->text || at->thin || at->strength < OPAQUE))) {
			continue;
		}
		out->areas[n++] = (struct ic_cover_area){ at->rect, i,
			at->cover, hides[i] };
	}
	out->nareas = n;
}

static void prove(struct ic_veil *v)
{
	fz_context *ctx = v->doc->mu.ctx;

	ic_veil_prove(v);
	memcpy(v->asked + v->g->n, v->asked, v->g->n * sizeof(*v->asked));
	if (ic_veil_ask_again(ctx, v)) {
		ic_veil_prove(v);
	}
	memcpy(v->asked, v->asked + v->g->n, v->g->n * sizeof(*v->asked));
	for (size_t i = 0; i < v->g->n; i++) {
		v->asked[i] = v->asked[i] &&
		    (v->shows[i] < CROSSED_MOST || v->faint[i]);
	}
	ic_veil_excuse(ctx, v);
}

static void find(struct ic_veil *v, struct ic_veiled *out)
{
	fz_context *ctx = v->doc->mu.ctx;
	bool *hides;

	ic_painting_record(ctx, v->list, v->g, &v->painting);
	look_outside(v, out);
	if (v->g->n > 0 && ic_veil_ask(v) > 0) {
		prove(v);
	}
	hides = fz_calloc(ctx, v->painting.n + 1, sizeof(*hides));
	fz_try(ctx) {
		look_at_words(ctx, v, out, hides);
		ic_veil_excuse_scan(ctx, v, out);
		list_areas(ctx, v, hides, out);
	}
	fz_always(ctx) {
		fz_free(ctx, hides);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

static void open_veil(fz_context *ctx, struct ic_veil *v, struct ic_veiled *out)
{
	size_t n = v->g->n;

	out->n = n;
	out->state = fz_calloc(ctx, n + 1, 1);
	out->cover = fz_calloc(ctx, n + 1, 1);
	out->crossed = fz_calloc(ctx, n + 1, sizeof(*out->crossed));
	v->asked = fz_calloc(ctx, 2 * n + 1, sizeof(*v->asked));
	v->faint = fz_calloc(ctx, n + 1, sizeof(*v->faint));
	v->looks = fz_calloc(ctx, n + 1, sizeof(*v->looks));
	v->alike = fz_calloc(ctx, n + 1, sizeof(*v->alike));
	v->again = fz_calloc(ctx, n + 1, sizeof(*v->again));
	v->shows = fz_malloc_array(ctx, n + 1, float);
	for (size_t i = 0; i < n; i++) {
		v->shows[i] = 1;
	}
}

void ic_cover_find(struct ic_document *doc, fz_display_list *list,
    const struct ic_raster *seen, const struct ic_glyphs *g,
    struct ic_veiled *out)
{
	fz_context *ctx = doc->mu.ctx;
	struct ic_veil v = { .doc = doc, .list = list, .seen = seen, .g = g };

	fz_var(v);
	fz_try(ctx) {
		open_veil(ctx, &v, out);
		find(&v, out);
	}
	fz_always(ctx) {
		ic_painting_finish(ctx, &v.painting);
		fz_free(ctx, v.asked);
		fz_free(ctx, v.faint);
		fz_free(ctx, v.alike);
		fz_free(ctx, v.looks);
		fz_free(ctx, v.again);
		fz_free(ctx, v.shows);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

void ic_veiled_finish(fz_context *ctx, struct ic_veiled *c)
{
	fz_free(ctx, c->state);
	fz_free(ctx, c->cover);
	fz_free(ctx, c->crossed);
	fz_free(ctx, c->areas);
	memset(c, 0, sizeof(*c));
}
