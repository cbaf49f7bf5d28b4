/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "pdf/words.h"

#include <math.h>
#include <string.h>

#include "words_priv.h"

/* In ems. */
#define GAP 0.1f      /* a wider gap parts words */
#define OVERLAP 0.35f /* kerning may move a letter back by this */
#define BASE 0.12f    /* baselines of one word differ by less */
#define LINE_GAP 1.5f /* a blank fills no wider gap */
#define LINE_BASE 0.3f
#define SIZES 1.15f /* one word's glyphs differ in size by less */
#define SAME_DIRECTION 0.999f

struct grouper {
	fz_context *ctx;
	const struct ic_glyphs *set;
	struct ic_words *out;
	bool open;       /* the last word may grow */
	bool spaced;     /* a blank was met since */
	bool pending;    /* an accent waits for its letter */
	uint32_t accent; /* its index */
};

static float dot(fz_point a, fz_point b)
{
	return a.x * b.x + a.y * b.y;
}

/* From a to b, along and across a direction. */
static float along(fz_point a, fz_point b, fz_point dir)
{
	return dot(fz_make_point(b.x - a.x, b.y - a.y), dir);
}

static float across(fz_point a, fz_point b, fz_point dir)
{
	return fabsf(dot(fz_make_point(b.x - a.x, b.y - a.y),
	    fz_make_point(-dir.y, dir.x)));
}

static bool alike(const struct ic_word *w, const struct ic_glyph *g)
{
	return w->vertical == g->vertical &&
	    dot(w->dir, ic_glyph_direction(g)) > SAME_DIRECTION &&
	    g->em <= w->em * SIZES && w->em <= g->em * SIZES;
}

static bool on_baseline(const struct ic_word *w, const struct ic_glyph *g)
{
	return across(w->end, ic_glyph_start(g), w->dir) < BASE * w->em;
}

static bool goes_on(const struct ic_word *w, const struct ic_glyph *g)
{
	float gap = along(w->end, ic_glyph_start(g), w->dir);

	return !w->backward && gap <= GAP * w->em && gap >= -OVERLAP * w->em;
}

static bool is_rtl(const struct ic_glyph *g)
{
	return g->runes > 0 && ic_rune_is_rtl(g->rune[0]);
}

/* The glyph ends where the word, written to the left, begins. */
static bool goes_on_leftward(const struct grouper *gr, const struct ic_word *w,
    const struct ic_glyph *g)
{
	float gap = along(ic_glyph_end(g), w->start, w->dir);
	const struct ic_glyph
	    *last = &gr->set->at[gr->out->glyphs[gr->out->nglyphs - 1].index];

	return (w->backward || w->n == 1) && is_rtl(g) && is_rtl(last) &&
	    fabsf(gap) <= GAP * w->em;
}

static void add_glyph(struct grouper *gr, uint32_t index, bool mark)
{
	struct ic_words *w = gr->out;

	w->glyphs[w->nglyphs++] = (struct ic_word_glyph){ index, mark };
	w->at[w->n - 1].n++;
}

static void begin(struct grouper *gr, uint32_t index)
{
	const struct ic_glyph *g = &gr->set->at[index];
	struct ic_words *w = gr->out;

	if (w->n == w->cap) {
		size_t cap = w->cap ? w->cap * 2 : 256;

		w->at = fz_realloc_array(gr->ctx, w->at, cap, struct ic_word);
		w->cap = cap;
	}
	w->at[w->n++] = (struct ic_word){ .first = (uint32_t)w->nglyphs,
		.start = ic_glyph_start(g),
		.end = ic_glyph_end(g),
		.dir = ic_glyph_direction(g),
		.em = g->em,
		.vertical = g->vertical,
		.spaced = gr->spaced };
	add_glyph(gr, index, false);
	gr->open = true;
	gr->spaced = false;
}

/* A letter is put where its accent, too, still has room. */
static void put(struct grouper *gr, uint32_t index)
{
	const struct ic_glyph *g = &gr->set->at[index];
	struct ic_word *w = gr->out->n ? &gr->out->at[gr->out->n - 1] : NULL;

	if (!gr->open || w->n + 2 > IC_WORD_GLYPHS_MAX || !alike(w, g) ||
	    !on_baseline(w, g)) {
		begin(gr, index);
	} else if (goes_on(w, g)) {
		w->end = along(w->end, ic_glyph_end(g), w->dir) > 0
		    ? ic_glyph_end(g)
		    : w->end;
		add_glyph(gr, index, false);
	} else if (goes_on_leftward(gr, w, g)) {
		w->start = ic_glyph_start(g);
		w->backward = true;
		add_glyph(gr, index, false);
	} else {
		begin(gr, index);
	}
}

/* True if the accent's middle lies over the letter. */
static bool sits_on(const struct ic_glyph *accent, const struct ic_glyph *g)
{
	fz_point d = ic_glyph_direction(g),
		 m = { (accent->outline.x0 + accent->outline.x1) / 2,
			 (accent->outline.y0 + accent->outline.y1) / 2 };
	float at = along(ic_glyph_start(g), m, d);

	return at > 0 && at < along(ic_glyph_start(g), ic_glyph_end(g), d) &&
	    across(ic_glyph_start(g), m, d) < 1.5f * g->em &&
	    dot(d, ic_glyph_direction(accent)) > SAME_DIRECTION;
}

static bool is_accent(const struct ic_glyph *g)
{
	return g->runes == 1 &&
	    (ic_rune_is_mark(g->rune[0]) ||
		ic_rune_combining(g->rune[0]) != g->rune[0]);
}

static void flush(struct grouper *gr)
{
	if (gr->pending) {
		gr->pending = false;
		put(gr, gr->accent);
	}
}

static void put_accent(struct grouper *gr, uint32_t index)
{
	const struct ic_words *w = gr->out;

	flush(gr);
	if (gr->open && w->at[w->n - 1].n < IC_WORD_GLYPHS_MAX &&
	    sits_on(&gr->set->at[index],
		&gr->set->at[w->glyphs[w->nglyphs - 1].index])) {
		add_glyph(gr, index, true);
		return;
	}
	gr->pending = true;
	gr->accent = index;
}

static void put_letter(struct grouper *gr, uint32_t index)
{
	if (gr->pending &&
	    sits_on(&gr->set->at[gr->accent], &gr->set->at[index])) {
		gr->pending = false;
		put(gr, index);
		add_glyph(gr, gr->accent, true);
		return;
	}
	flush(gr);
	put(gr, index);
}

static bool wanted(const struct ic_glyph *g, enum ic_words_of which)
{
	if (g->runes == 0) {
		return false;
	}
	return which == IC_WORDS_ALL ||
	    (which == IC_WORDS_KEPT ? !g->dropped : g->paint == IC_PAINT_NONE);
}

static void put_any(struct grouper *gr, uint32_t index)
{
	const struct ic_glyph *g = &gr->set->at[index];

	if (g->blank) {
		flush(gr);
		gr->open = false;
		gr->spaced = true;
	} else if (is_accent(g)) {
		put_accent(gr, index);
	} else {
		put_letter(gr, index);
	}
}

/* Letters stand from left to right; an accent stays behind its letter. */
static void turn(struct ic_words *w, const struct ic_word *word)
{
	struct ic_word_glyph *g = w->glyphs + word->first;

	for (uint32_t i = 0, j = word->n - 1; i < j; i++, j--) {
		struct ic_word_glyph t = g[i];

		g[i] = g[j];
		g[j] = t;
	}
	for (uint32_t i = 0; i + 1 < word->n; i++) {
		if (g[i].mark && !g[i + 1].mark) {
			struct ic_word_glyph t = g[i];

			g[i] = g[i + 1];
			g[i + 1] = t;
			i++;
		}
	}
}

void ic_words_group(fz_context *ctx, const struct ic_glyphs *g,
    enum ic_words_of which, struct ic_words *out)
{
	struct grouper gr = { .ctx = ctx, .set = g, .out = out };

	out->glyphs = fz_malloc_array(ctx, g->n + 1, struct ic_word_glyph);
	for (size_t i = 0; i < g->n; i++) {
		if (wanted(&g->at[i], which)) {
			put_any(&gr, (uint32_t)i);
		}
	}
	flush(&gr);
	for (size_t i = 0; i < out->n; i++) {
		if (out->at[i].backward) {
			turn(out, &out->at[i]);
		}
	}
}

void ic_words_finish(fz_context *ctx, struct ic_words *w)
{
	fz_free(ctx, w->at);
	fz_free(ctx, w->glyphs);
	*w = (struct ic_words){ 0 };
}

static size_t add_mark(uint32_t *runes, size_t n, uint32_t mark)
{
	uint32_t both;

	mark = ic_rune_combining(mark);
	both = n > 0 ? ic_rune_compose(runes[n - 1], mark) : 0;
	if (both) {
		runes[n - 1] = both;
		return n;
	}
	runes[n] = mark;
	return n + 1;
}

size_t ic_word_runes_from(const struct ic_glyphs *set, const struct ic_words *w,
    const struct ic_word *word, uint32_t runes[IC_WORD_RUNES_MAX],
    uint32_t from[IC_WORD_RUNES_MAX])
{
	size_t n = 0;

	for (uint32_t i = 0; i < word->n; i++) {
		struct ic_word_glyph at = w->glyphs[word->first + i];
		const struct ic_glyph *g = &set->at[at.index];
		size_t before = n;

		if (at.mark) {
			n = add_mark(runes, n, g->rune[0]);
		}
		for (unsigned k = 0; !at.mark && k < g->runes; k++) {
			/* A ligature is turned as its word is. */
			runes[n++] = ic_rune_plain(
			    g->rune[is_rtl(g) ? g->runes - 1u - k : k]);
		}
		for (size_t k = before; from && k < n; k++) {
			from[k] = at.index;
		}
		if (from && n == before && n > 0 && g->boxed) {
			from[n - 1] = at.index;
		}
	}
	return n;
}

size_t ic_word_runes(const struct ic_glyphs *set, const struct ic_words *w,
    const struct ic_word *word, uint32_t runes[IC_WORD_RUNES_MAX])
{
	return ic_word_runes_from(set, w, word, runes, NULL);
}

bool ic_word_follows(const struct ic_word *a, const struct ic_word *b)
{
	float gap = along(a->end, b->start, a->dir);

	return a->vertical == b->vertical &&
	    dot(a->dir, b->dir) > SAME_DIRECTION &&
	    across(a->end, b->start, a->dir) < LINE_BASE * a->em &&
	    gap > (b->spaced ? -OVERLAP : GAP / 2) * a->em &&
	    gap < LINE_GAP * a->em;
}
