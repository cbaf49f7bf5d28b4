/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The bands of a column's lines. A line's band goes halfway to its neighbours,
 * but gives way to ink: it holds all of the line's own and none of theirs, if
 * that can be. Where it cannot, or where text stands between two lines, what
 * covers takes it in, what is kept leaves it out, and that is said.
 *
 * The text of pleading paper often stands a little above or below its number,
 * all of it by the same: that is found first.
 */
#include <math.h>
#include <string.h>

#include "lines_priv.h"
#include "pdf/geometry.h"

#define MIDDLE 0.27f  /* of the type's size above its baseline */
#define NEAR 0.30f    /* of the pitch: a character of this line */
#define SHARED 0.5f   /* of a character's height: it is of that line */
#define SHIFT_BINS 16 /* of a pitch */
#define SHIFT_MAX 0.36f
#define AWAY 0.6f   /* points from a neighbour's ink, */
#define INSIDE 0.1f /*   and from one's own */
#define REACH 0.3f  /* of the pitch: where a gap is looked for */
#define PAPER 2.0f  /* points between two lines that pixels can show */

/* The ink of a line; none if from > to. */
struct ink {
	float from, to;
	bool guessed; /* characters without an outline are among it */
};

struct bands {
	const struct lines_view *v;
	const struct lines_column *c;
	struct lines_profile profile;
	float shift, em;
	/* Of line i, and of what stands above the first and below the last;
	   between[i]: above line i. */
	struct ink own[IC_NUMBERED_LINES_MAX + 2];
	struct ink between[IC_NUMBERED_LINES_MAX + 2];
};

static const struct ink no_ink = { INFINITY, -INFINITY, false };

static bool has_ink(const struct ink *k)
{
	return k->from <= k->to;
}

static void add_ink(struct ink *k, fz_rect r, bool guessed)
{
	k->from = fminf(k->from, r.y0);
	k->to = fmaxf(k->to, r.y1);
	k->guessed = k->guessed || guessed;
}

/* A character of the column's text; its ink. */
static bool is_text(const struct bands *b, size_t i, fz_rect *ink)
{
	const struct ic_glyph *g = &b->v->all->at[i];
	const struct lines_chain *l = &b->c->chain;
	float x;

	if (g->dropped || g->blank || g->runes == 0) {
		return false;
	}
	*ink = lines_ink(g);
	x = (ink->x0 + ink->x1) / 2;
	return x > b->c->left && x < b->c->right &&
	    ink->y1 > l->base[0] - 2.5f * l->pitch &&
	    ink->y0 < l->base[l->n - 1] + 2.5f * l->pitch;
}

static float baseline_of(const struct ic_glyph *g, fz_rect ink)
{
	fz_point d = ic_glyph_direction(g);

	return fabsf(d.y) < 0.1f && !g->vertical ? ic_glyph_start(g).y : ink.y1;
}

/* The baseline of line i, from 0; -1 and n are the ones beyond. */
static float base_of(const struct bands *b, int i)
{
	const struct lines_chain *l = &b->c->chain;
	int last = (int)l->n - 1;

	if (i < 0) {
		return l->base[0] + (float)i * l->pitch + b->shift;
	}
	if (i > last && last >= 0) {
		return l->base[last] + (float)(i - last) * l->pitch + b->shift;
	}
	return l->base[i] + b->shift;
}

/* The line whose baseline is the nearest; and how far off it is, in pitches. */
static int nearest(const struct bands *b, float base, float *off)
{
	const struct lines_chain *l = &b->c->chain;
	int last = (int)l->n, i;

	i = (int)floorf((base - base_of(b, 0)) / l->pitch + 0.5f);
	i = i < -1 ? -1 : i > last ? last : i;
	while (i < last &&
	    fabsf(base - base_of(b, i + 1)) < fabsf(base - base_of(b, i))) {
		i++;
	}
	while (i > -1 &&
	    fabsf(base - base_of(b, i - 1)) < fabsf(base - base_of(b, i))) {
		i--;
	}
	*off = (base - base_of(b, i)) / l->pitch;
	return i;
}

/* The shift that most characters have; 0 if it would be half a line. */
static void find_shift(struct bands *b)
{
	unsigned count[SHIFT_BINS] = { 0 }, best = 0, all = 0;
	float sum[SHIFT_BINS] = { 0 }, em = 0, shift = 0;
	const unsigned none = SHIFT_BINS / 2;

	for (size_t i = 0; i < b->v->all->n; i++) {
		const struct ic_glyph *g = &b->v->all->at[i];
		fz_rect ink;
		float off;
		int k, line;

		if (!is_text(b, i, &ink)) {
			continue;
		}
		line = nearest(b, baseline_of(g, ink), &off);
		k = (int)floorf(off * SHIFT_BINS + SHIFT_BINS / 2.0f + 0.5f);
		if (line < 0 || line == (int)b->c->chain.n || k < 0 ||
		    k >= SHIFT_BINS) {
			continue;
		}
		count[k]++;
		sum[k] += off;
		em += g->em;
		all++;
	}
	b->em = all ? em / (float)all : b->c->chain.em;
	for (unsigned k = 0; k < SHIFT_BINS; k++) {
		best = count[k] > count[best] ? k : best;
	}
	/* Text in its place needs no other explanation. */
	if (2 * (count[none - 1] + count[none] + count[none + 1]) >=
	    count[best]) {
		best = none;
	}
	if (count[best]) {
		shift = sum[best] / (float)count[best];
	}
	if (fabsf(shift) <= SHIFT_MAX) {
		b->shift = shift * b->c->chain.pitch;
	}
}

/* Of a character that is off its baseline: the line whose height it has. */
static int shares(const struct bands *b, fz_rect ink, int near)
{
	for (int i = near - 1; i <= near + 1; i++) {
		const struct ink *k;
		float common;

		if (i < -1 || i > (int)b->c->chain.n) {
			continue;
		}
		k = &b->own[i + 1];
		common = fminf(k->to, ink.y1) - fmaxf(k->from, ink.y0);
		if (has_ink(k) && common >= SHARED * (ink.y1 - ink.y0)) {
			return i;
		}
	}
	return -2;
}

static void gather(struct bands *b, bool strays)
{
	for (size_t i = 0; i < b->v->all->n; i++) {
		const struct ic_glyph *g = &b->v->all->at[i];
		bool guessed = g->paint == IC_PAINT_NONE;
		fz_rect ink;
		float off;
		int line, of;

		if (!is_text(b, i, &ink)) {
			continue;
		}
		line = nearest(b, baseline_of(g, ink), &off);
		if (fabsf(off) <= NEAR) {
			if (!strays) {
				add_ink(&b->own[line + 1], ink, guessed);
			}
			continue;
		}
		if (!strays) {
			continue;
		}
		of = shares(b, ink, line);
		if (of >= -1) {
			add_ink(&b->own[of + 1], ink, guessed);
			continue;
		}
		of = off > 0 ? line + 1 : line;
		if (of >= 0 && of <= (int)b->c->chain.n) {
			add_ink(&b->between[of], ink, guessed);
		}
	}
}

/* What parts the lines i - 1 and i. */
struct border {
	float cover_above, keep_above; /* lower edges of line i - 1 */
	float cover_below, keep_below; /* upper edges of line i */
	bool runs, text;
};

static float middle_of(const struct bands *b, int i)
{
	return (base_of(b, i - 1) + base_of(b, i)) / 2 - MIDDLE * b->em;
}

/* Between ink that ends at `lo` and ink that begins at `hi`, near y. */
static float between(float y, float lo, float hi)
{
	float from = lo + AWAY, to = hi - INSIDE;

	if (from > to) {
		return (lo + hi) / 2;
	}
	return y < from ? from : y > to ? to : y;
}

/* Where pixels can show a gap, or show that there is none, they have a say. */
static void ask_pixels(const struct bands *b, struct border *r, float y,
    float lo, float hi, bool guessed)
{
	float reach = REACH * b->c->chain.pitch, at;
	float from = y - reach, to = y + reach;

	if (!guessed) {
		y = r->cover_below;
		from = fmaxf(lo, y - reach);
		to = fminf(hi, y + reach);
	}
	if (to - from < PAPER) {
		return;
	}
	if (lines_profile_gap(&b->profile, y, from, to, &at)) {
		r->cover_above = r->cover_below = at;
		r->keep_above = r->keep_below = at;
		r->runs = false;
	} else {
		r->runs = true;
	}
}

static struct border border_of(const struct bands *b, int i)
{
	const struct ink *up = &b->own[i], *down = &b->own[i + 1];
	const struct ink *mid = &b->between[i];
	float y = middle_of(b, i), reach = b->c->chain.pitch / 2;
	float lo = has_ink(up) ? up->to : y - reach;
	float hi = has_ink(down) ? down->from : y + reach;
	struct border r = { 0 };

	if (has_ink(mid)) {
		r.text = true;
		r.cover_above = fmaxf(mid->to + INSIDE, lo);
		r.cover_below = fminf(mid->from - INSIDE, hi);
		r.keep_above = between(mid->from, lo, mid->from);
		r.keep_below = between(mid->to, mid->to, hi);
		r.runs = mid->from < lo || mid->to > hi;
		return r;
	}
	r.runs = lo > hi;
	r.cover_above = r.runs ? lo : between(y, lo, hi);
	r.cover_below = r.runs ? hi : r.cover_above;
	r.keep_above = r.runs ? hi : r.cover_above;
	r.keep_below = r.runs ? lo : r.cover_above;
	ask_pixels(b, &r, y, lo, hi, up->guessed || down->guessed);
	return r;
}

static void put_line(const struct bands *b, int i, struct ic_numbered_line *out)
{
	struct border up = border_of(b, i), down = border_of(b, i + 1);
	float kept0 = up.keep_below, kept1 = down.keep_above;

	out->line = b->c->chain.first + (uint32_t)i;
	out->rect = ic_geometry_display(fz_make_rect(b->c->left, up.cover_below,
	    b->c->right, down.cover_above));
	out->kept_y0 = (int32_t)ceilf(kept0 * IC_MPT);
	out->kept_y1 = (int32_t)floorf(kept1 * IC_MPT);
	out->flags = (up.runs ? IC_NUMBERED_RUNS_ABOVE : 0) |
	    (down.runs ? IC_NUMBERED_RUNS_BELOW : 0) |
	    (up.text ? IC_NUMBERED_TEXT_ABOVE : 0) |
	    (down.text ? IC_NUMBERED_TEXT_BELOW : 0);
}

static void find_bands(struct bands *b, struct ic_numbered_line *out)
{
	for (size_t i = 0; i < IC_NUMBERED_LINES_MAX + 2; i++) {
		b->own[i] = b->between[i] = no_ink;
	}
	find_shift(b);
	gather(b, false);
	gather(b, true);
	for (int i = 0; i < (int)b->c->chain.n; i++) {
		put_line(b, i, &out[i]);
	}
}

void lines_bands_of(const struct lines_view *v, const struct lines_column *c,
    struct ic_numbered_line *out)
{
	struct bands *b = fz_malloc_struct(v->ctx, struct bands);

	b->v = v;
	b->c = c;
	fz_try(v->ctx) {
		lines_profile_of(v, c, &b->profile);
		find_bands(b, out);
	}
	fz_always(v->ctx) {
		fz_free(v->ctx, b->profile.row);
		fz_free(v->ctx, b);
	}
	fz_catch(v->ctx) {
		fz_rethrow(v->ctx);
	}
}
