/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The source's glyphs by place, so that a page's words are found at once. */
#include <math.h>

#include "judge_text.h"
#include "words_priv.h"

#define CELL 4.0f         /* points */
#define ACCENT_ABOVE 1.5f /* em: an accent is not farther from its letter */
#define ACCENTS_NEAR 16   /* before and behind its letter */

float ic_text_along(fz_point a, fz_point b, fz_point dir)
{
	return (b.x - a.x) * dir.x + (b.y - a.y) * dir.y;
}

float ic_text_across(fz_point a, fz_point b, fz_point dir)
{
	return fabsf((b.y - a.y) * dir.x - (b.x - a.x) * dir.y);
}

unsigned ic_text_plain(uint32_t rune, uint32_t out[2])
{
	if (ic_rune_decompose(rune, out)) {
		return 2;
	}
	out[0] = rune == 0x0131 ? 'i' : rune == 0x0237 ? 'j' : rune;
	return 1;
}

/* As a word has them: a ligature of a script to the left is turned. */
static void spell(const struct ic_glyph *g, struct ic_text_glyph *t)
{
	bool rtl = g->runes > 0 && ic_rune_is_rtl(g->rune[0]);

	for (unsigned i = 0; i < g->runes && !g->blank; i++) {
		unsigned at = rtl ? g->runes - 1u - i : i;

		t->n += ic_text_plain(ic_rune_plain(g->rune[at]),
		    t->plain + t->n);
	}
}

static bool is_accent(const struct ic_glyph *g)
{
	return g->runes == 1 &&
	    (ic_rune_is_mark(g->rune[0]) ||
		ic_rune_combining(g->rune[0]) != g->rune[0]);
}

static bool cell(fz_point p, int *x, int *y)
{
	float cx = floorf(p.x / CELL), cy = floorf(p.y / CELL);

	if (!(fabsf(cx) < 1e6f && fabsf(cy) < 1e6f)) {
		return false;
	}
	*x = (int)cx;
	*y = (int)cy;
	return true;
}

static uint32_t *bucket(const struct ic_text_source *s, int x, int y,
    uint32_t rune)
{
	uint32_t h = (uint32_t)x * 2654435761u ^ (uint32_t)y * 2246822519u ^
	    rune * 3266489917u;

	return &s->head[(h ^ h >> 15) & s->mask];
}

static void insert(struct ic_text_source *s, uint32_t index)
{
	struct ic_text_glyph *t = &s->at[index];
	const struct ic_glyph *g = &s->set->at[index];
	uint32_t *head;
	int x, y;

	t->start = ic_glyph_start(g);
	t->end = ic_glyph_end(g);
	t->dir = ic_glyph_direction(g);
	spell(g, t);
	if (t->n == 0 || !cell(t->start, &x, &y)) {
		return;
	}
	head = bucket(s, x, y, t->plain[0]);
	t->next = *head;
	*head = index + 1;
}

void ic_text_source_open(fz_context *ctx, const struct ic_glyphs *g,
    struct ic_text_source *s)
{
	s->set = g;
	s->mask = 1;
	while (s->mask < 2 * g->n) {
		s->mask = s->mask * 2 + 1;
	}
	s->head = fz_calloc(ctx, s->mask + 1 + g->n, sizeof(*s->head));
	s->accents = s->head + s->mask + 1;
	s->at = fz_calloc(ctx, g->n + 1, sizeof(*s->at));
	for (uint32_t i = 0; i < g->n; i++) {
		insert(s, i);
		if (is_accent(&g->at[i])) {
			s->accents[s->naccents++] = i;
		}
	}
}

void ic_text_source_close(fz_context *ctx, struct ic_text_source *s)
{
	fz_free(ctx, s->head);
	fz_free(ctx, s->at);
	fz_free(ctx, s->stack);
	*s = (struct ic_text_source){ 0 };
}

void ic_text_around(const struct ic_text_source *s, uint32_t rune, fz_point at,
    float reach, ic_text_near_fn *near, void *user)
{
	fz_point low = { at.x - reach, at.y - reach };
	fz_point high = { at.x + reach, at.y + reach };
	int x0, y0, x1, y1;

	if (!cell(low, &x0, &y0) || !cell(high, &x1, &y1)) {
		return;
	}
	for (int y = y0; y <= y1; y++) {
		for (int x = x0; x <= x1; x++) {
			uint32_t i = *bucket(s, x, y, rune);

			for (; i > 0; i = s->at[i - 1].next) {
				near(user, i - 1);
			}
		}
	}
}

/* True if the accent's middle lies over the glyph. */
static bool sits_on(const struct ic_text_source *s, uint32_t accent,
    uint32_t glyph)
{
	const struct ic_glyph *a = &s->set->at[accent];
	const struct ic_text_glyph *t = &s->at[glyph];
	float em = s->set->at[glyph].em;
	fz_point m = { (a->outline.x0 + a->outline.x1) / 2,
		(a->outline.y0 + a->outline.y1) / 2 };
	float at = ic_text_along(t->start, m, t->dir), slack = 0.01f * em;

	return at > -slack &&
	    at < ic_text_along(t->start, t->end, t->dir) + slack &&
	    ic_text_across(t->start, m, t->dir) < ACCENT_ABOVE * em + slack;
}

bool ic_text_accent(const struct ic_text_source *s, uint32_t glyph,
    uint32_t mark)
{
	size_t lo = 0, hi = s->naccents;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (s->accents[mid] < glyph) {
			lo = mid + 1;
		} else {
			hi = mid;
		}
	}
	hi = lo + ACCENTS_NEAR < s->naccents ? lo + ACCENTS_NEAR : s->naccents;
	lo = lo > ACCENTS_NEAR ? lo - ACCENTS_NEAR : 0;
	for (; lo < hi; lo++) {
		uint32_t a = s->accents[lo];

		if (a != glyph &&
		    ic_rune_combining(s->set->at[a].rune[0]) == mark &&
		    sits_on(s, a, glyph)) {
			return true;
		}
	}
	return false;
}
