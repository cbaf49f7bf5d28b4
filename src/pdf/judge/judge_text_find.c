/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The search for a chain of glyphs. Limits are those by which words.c joins
 * glyphs to a word, and a little more: what it joins is to be found, whatever
 * it left out between.
 */
#include <math.h>
#include <string.h>

#include "judge_text.h"
#include "words_priv.h"

/* In ems of the glyph before. */
#define GAP_LEAST (-0.45f)
#define GAP_MOST 0.13f
#define ACROSS 0.3f
#define REACH 0.55f         /* no corner of that is farther */
#define REACH_POINTS 400.0f /* of letters larger than a page */

/* Of the layer's em: a word close to a box may be written smaller. */
#define EM_LEAST 0.5f
#define EM_MOST 1.2f

#define SAME_DIRECTION 0.995f

/* Painted glyphs of one character that are nearer are one, seen twice. */
#define TWICE 0.12f       /* em */
#define TWICE_POINTS 2.0f /* but no farther than this */

#define STEPS 64 /* of a search, for each character and as many besides */
#define NO_GLYPH UINT32_MAX

/* A search for words whose glyphs come in this order. */
struct search {
	fz_context *ctx;
	struct ic_text_source *s;
	const struct ic_text_run *run;
	bool backward;            /* painted from right to left */
	struct ic_text_step step; /* from which it looks on */
	size_t left;              /* steps */
};

static void push(struct search *f, size_t upto, uint32_t glyph, fz_point end)
{
	struct ic_text_source *s = f->s;

	if (s->nstack == s->cap) {
		size_t cap = 2 * s->cap + 64;

		s->stack = fz_realloc_array(f->ctx, s->stack, cap,
		    struct ic_text_step);
		s->cap = cap;
	}
	s->stack[s->nstack++] = (struct ic_text_step){ upto, glyph, end };
}

static bool spells(const struct ic_text_glyph *t, const struct ic_text_run *r,
    size_t from)
{
	if (t->n > r->n - from) {
		return false;
	}
	for (unsigned i = 0; i < t->n; i++) {
		if (t->plain[i] != r->at[from + i].rune) {
			return false;
		}
	}
	return true;
}

/* The glyph is the next one; accents that were drawn apart may follow. */
static void enter(struct search *f, uint32_t glyph, size_t from, fz_point end)
{
	struct ic_text_glyph *t = &f->s->at[glyph];
	size_t upto = from + t->n;

	if (t->search == f->s->search && t->upto == upto) {
		return; /* it was here before */
	}
	t->search = f->s->search;
	t->upto = (uint32_t)upto;
	push(f, upto, glyph, end);
	while (upto < f->run->n &&
	    ic_text_accent(f->s, glyph, f->run->at[upto].rune)) {
		push(f, ++upto, glyph, end);
	}
}

static bool seen_twice(const struct ic_glyph *a, const struct ic_glyph *b)
{
	float near = fminf(TWICE * fminf(a->em, b->em), TWICE_POINTS);

	return a->paint != IC_PAINT_NONE && b->paint != IC_PAINT_NONE &&
	    a->rune[0] == b->rune[0] &&
	    fabsf(a->outline.x0 - b->outline.x0) < near &&
	    fabsf(a->outline.y0 - b->outline.y0) < near;
}

/* As one word's glyphs follow each other. */
static bool follows(const struct search *f, const struct ic_text_step *step,
    uint32_t glyph)
{
	const struct ic_text_glyph *t = &f->s->at[glyph];
	const struct ic_glyph *g = &f->s->set->at[glyph];
	const struct ic_glyph *before = &f->s->set->at[step->glyph];
	fz_point dir = f->s->at[step->glyph].dir;
	float gap = ic_text_along(step->end, t->start, dir);

	return (f->backward ? glyph < step->glyph : glyph > step->glyph) &&
	    gap >= GAP_LEAST * before->em && gap <= GAP_MOST * before->em &&
	    ic_text_across(step->end, t->start, dir) <= ACROSS * before->em &&
	    ic_text_along((fz_point){ 0, 0 }, t->dir, dir) > SAME_DIRECTION &&
	    !seen_twice(before, g);
}

static bool begins(const struct search *f, size_t from, uint32_t glyph)
{
	const struct ic_text_run *r = f->run;
	float em = f->s->set->at[glyph].em;
	fz_point at = f->s->at[glyph].start, want = r->at[from].start;

	return hypotf(at.x - want.x, at.y - want.y) <=
	    0.75f * r->pixel + r->slack &&
	    r->em >= EM_LEAST * em - r->pixel &&
	    r->em <= EM_MOST * em + r->pixel;
}

/* Called for what is close: the next glyph, or the first of a word. */
static void look_at(void *user, uint32_t glyph)
{
	struct search *f = user;
	const struct ic_text_glyph *t = &f->s->at[glyph];
	size_t from = f->step.upto;
	bool first = f->step.glyph == NO_GLYPH;

	if (spells(t, f->run, from) &&
	    (first ? begins(f, from, glyph) : follows(f, &f->step, glyph))) {
		bool ahead = first ||
		    ic_text_along(f->step.end, t->end, t->dir) > 0;

		enter(f, glyph, from, ahead ? t->end : f->step.end);
	}
}

static void look_around(struct search *f, const struct ic_text_step *step,
    fz_point at, float reach)
{
	f->step = *step;
	ic_text_around(f->s, f->run->at[step->upto].rune, at, reach, look_at,
	    f);
}

/*
 * The word may end here. Words are moved to whole pixels, and one of no
 * length is made a pixel long.
 */
static bool ends(const struct search *f, const struct ic_text_step *step)
{
	const struct ic_text_run *r = f->run;
	const struct ic_text_unit *last = &r->at[step->upto - 1];
	float length = hypotf(last->end.x - r->at[0].start.x,
	    last->end.y - r->at[0].start.y);
	float room = 0.75f * r->pixel + r->slack + 0.001f * length;

	if (length < 1.5f * r->pixel) {
		room += r->pixel;
	}
	return hypotf(step->end.x - last->end.x, step->end.y - last->end.y) <=
	    room;
}

/* Where a word ended another may begin, with one blank between or none. */
static void next_word(struct search *f, const struct ic_text_step *step)
{
	fz_point nowhere = { 0, 0 };

	push(f, step->upto, NO_GLYPH, nowhere);
	if (f->run->at[step->upto].rune == ' ') {
		push(f, step->upto + 1, NO_GLYPH, nowhere);
	}
}

static enum ic_text_end take(struct search *f, struct ic_text_step step)
{
	bool fresh = step.glyph == NO_GLYPH;
	bool last = step.upto == f->run->n;

	if (fresh) {
		if (!last) {
			look_around(f, &step, f->run->at[step.upto].start,
			    0.75f * f->run->pixel + f->run->slack);
		}
		return last ? IC_TEXT_BLANK : IC_TEXT_STRANGE;
	}
	if (ends(f, &step)) {
		if (last) {
			return IC_TEXT_WORD;
		}
		next_word(f, &step);
	}
	if (!last) {
		float em = f->s->set->at[step.glyph].em;

		look_around(f, &step, step.end,
		    fminf(REACH * em, REACH_POINTS));
	}
	return IC_TEXT_STRANGE;
}

static enum ic_text_end search(struct search *f)
{
	struct ic_text_source *s = f->s;
	enum ic_text_end end = IC_TEXT_STRANGE;
	fz_point nowhere = { 0, 0 };

	s->nstack = 0;
	s->search++;
	f->left = (f->run->n + STEPS) * STEPS;
	if (f->run->follows && f->run->at[0].rune == ' ') {
		push(f, 1, NO_GLYPH, nowhere);
	}
	push(f, 0, NO_GLYPH, nowhere);
	while (end == IC_TEXT_STRANGE && s->nstack > 0 && f->left-- > 0) {
		end = take(f, s->stack[--s->nstack]);
	}
	return end;
}

static bool has_rtl(const struct ic_text_run *r)
{
	for (size_t i = 0; i < r->n; i++) {
		if (ic_rune_is_rtl(r->at[i].rune)) {
			return true;
		}
	}
	return false;
}

enum ic_text_end ic_text_find(fz_context *ctx, struct ic_text_source *s,
    const struct ic_text_run *run)
{
	struct search f = { .ctx = ctx, .s = s, .run = run };
	enum ic_text_end end = search(&f);

	if (end == IC_TEXT_STRANGE && has_rtl(run)) {
		f.backward = true;
		end = search(&f);
	}
	return end;
}
