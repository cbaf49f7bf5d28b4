/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "audit_lines.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* In ems. */
#define BASE 0.4f     /* words of one line differ by less */
#define JOINED 0.1f   /* a narrower gap parts no words */
#define APART 1.5f    /* a wider gap parts pieces */
#define SPACING 2.8f  /* from line to line of a column */
#define SAME 0.15f    /* a word that is painted twice */
#define LOOK_BACK 200 /* pieces that are looked at for the one above */

static uint8_t turn_of(fz_point d)
{
	const float straight = 0.995f;

	return d.x > straight ? 0
	    : d.y > straight  ? 1
	    : d.x < -straight ? 2
	    : d.y < -straight ? 3
			      : 4;
}

static bool is_number(fz_point p)
{
	return isfinite(p.x) && isfinite(p.y);
}

static struct audit_placed place(const struct ic_word *w, uint32_t index)
{
	fz_point down = { -w->dir.y, w->dir.x };

	return (
	    struct audit_placed){ w->start.x * w->dir.x + w->start.y * w->dir.y,
		w->end.x * w->dir.x + w->end.y * w->dir.y,
		w->start.x * down.x + w->start.y * down.y, w->em, index,
		turn_of(w->dir) };
}

static int by_down(const void *a, const void *b)
{
	const struct audit_placed *x = a, *y = b;

	if (x->turn != y->turn) {
		return (int)x->turn - (int)y->turn;
	}
	return (x->down > y->down) - (x->down < y->down);
}

static int by_along(const void *a, const void *b)
{
	const struct audit_placed *x = a, *y = b;

	if (x->along0 != y->along0) {
		return (x->along0 > y->along0) - (x->along0 < y->along0);
	}
	return (x->word > y->word) - (x->word < y->word);
}

static bool on_line(const struct audit_placed *first,
    const struct audit_placed *p)
{
	float em = first->em < p->em ? first->em : p->em;

	return p->turn == first->turn && p->turn < 4 &&
	    fabsf(p->down - first->down) < BASE * em;
}

/* Where the line that begins at `from` ends; it is sorted. */
static size_t sort_line(struct audit_lines *l, size_t from)
{
	size_t to = from + 1;

	while (to < l->nplaced && on_line(&l->placed[from], &l->placed[to])) {
		to++;
	}
	qsort(l->placed + from, to - from, sizeof(*l->placed), by_along);
	return to;
}

static bool is_twice(const struct audit_lines *l, size_t i)
{
	const struct audit_placed *a = &l->placed[i - 1], *b = &l->placed[i];

	return fabsf(a->along0 - b->along0) < SAME * b->em &&
	    fabsf(a->along1 - b->along1) < SAME * b->em &&
	    l->words.at[a->word].n == l->words.at[b->word].n;
}

static void begin(struct audit_lines *l, size_t i, size_t line)
{
	const struct audit_placed *p = &l->placed[i];

	l->piece[l->npieces++] = (struct audit_piece){ .first = i,
		.n = 1,
		.along0 = p->along0,
		.along1 = p->along1,
		.down = p->down,
		.em = p->em,
		.line = line,
		.above = AUDIT_NO_PIECE,
		.head = AUDIT_NO_PIECE,
		.turn = p->turn };
}

static void cut_line(struct audit_lines *l, size_t from, size_t to, size_t line)
{
	begin(l, from, line);
	for (size_t i = from + 1; i < to; i++) {
		struct audit_piece *s = &l->piece[l->npieces - 1];
		const struct audit_placed *p = &l->placed[i];

		if (p->along0 - s->along1 > APART * p->em) {
			begin(l, i, line);
			continue;
		}
		s->n++;
		s->along1 = p->along1 > s->along1 ? p->along1 : s->along1;
		s->em = p->em > s->em ? p->em : s->em;
	}
}

static bool is_above(const struct audit_piece *a, const struct audit_piece *b)
{
	float em = a->em > b->em ? a->em : b->em;

	return a->turn == b->turn && a->line != b->line &&
	    b->down - a->down < SPACING * em && b->down > a->down &&
	    a->along0 < b->along1 && b->along0 < a->along1;
}

static void find_above(struct audit_lines *l, size_t i)
{
	struct audit_piece *s = &l->piece[i];

	for (size_t k = i; k-- > 0 && i - k < LOOK_BACK;) {
		if (l->piece[k].turn != s->turn ||
		    s->down - l->piece[k].down > SPACING * 4 * s->em) {
			return;
		}
		if (is_above(&l->piece[k], s)) {
			s->above = k;
			s->head = l->piece[k].figures ? l->piece[k].head : k;
			return;
		}
	}
}

static void count_figures(const struct ic_glyphs *g, struct audit_lines *l,
    struct audit_piece *s)
{
	size_t digits = 0, letters = 0;

	for (size_t i = s->first; i < s->first + s->n; i++) {
		const struct ic_word *w = &l->words.at[l->placed[i].word];

		for (uint32_t k = 0; k < w->n; k++) {
			uint32_t c = g->at[l->words.glyphs[w->first + k].index]
					 .rune[0];

			digits += c >= '0' && c <= '9';
			letters += (c | 32) >= 'a' && (c | 32) <= 'z';
		}
	}
	s->figures = digits >= letters;
}

static void lay_out(const struct ic_glyphs *g, struct audit_lines *l)
{
	size_t line = 0;

	qsort(l->placed, l->nplaced, sizeof(*l->placed), by_down);
	for (size_t i = 0; i < l->nplaced; line++) {
		size_t to = sort_line(l, i);

		cut_line(l, i, to, line);
		i = to;
	}
	for (size_t i = 0; i < l->npieces; i++) {
		count_figures(g, l, &l->piece[i]);
		find_above(l, i);
	}
}

void audit_lines_build(fz_context *ctx, const struct ic_glyphs *g,
    struct audit_lines *out)
{
	ic_words_group(ctx, g, IC_WORDS_ALL, &out->words);
	out->placed = fz_malloc_array(ctx, out->words.n + 1,
	    struct audit_placed);
	out->piece = fz_malloc_array(ctx, out->words.n + 1, struct audit_piece);
	for (size_t i = 0; i < out->words.n; i++) {
		const struct ic_word *w = &out->words.at[i];

		if (is_number(w->start) && is_number(w->end) &&
		    is_number(w->dir) && isfinite(w->em)) {
			out->placed[out->nplaced++] = place(w, (uint32_t)i);
		}
	}
	lay_out(g, out);
}

static void grow(fz_context *ctx, struct audit_reading *r, size_t more)
{
	size_t cap = r->cap ? r->cap : 1024;

	while (cap < r->n + more) {
		cap *= 2;
	}
	if (cap > r->cap) {
		r->rune = fz_realloc_array(ctx, r->rune, cap, uint32_t);
		r->from = fz_realloc_array(ctx, r->from, cap, uint32_t);
		r->cap = cap;
	}
}

void audit_reading_gap(fz_context *ctx, struct audit_reading *r, uint32_t c)
{
	grow(ctx, r, 1);
	r->rune[r->n] = c;
	r->from[r->n++] = UINT32_MAX;
}

void audit_lines_read(fz_context *ctx, const struct ic_glyphs *g,
    const struct audit_lines *l, size_t piece, struct audit_reading *out)
{
	const struct audit_piece *s = &l->piece[piece];

	for (size_t i = s->first; i < s->first + s->n; i++) {
		const struct audit_placed *p = &l->placed[i];

		if (i > s->first && is_twice(l, i)) {
			continue;
		}
		if (i > s->first &&
		    fabsf(p->along0 - p[-1].along1) > JOINED * p->em) {
			audit_reading_gap(ctx, out, ' ');
		}
		grow(ctx, out, IC_WORD_RUNES_MAX);
		out->n += ic_word_runes_from(g, &l->words,
		    &l->words.at[p->word], out->rune + out->n,
		    out->from + out->n);
	}
}

void audit_lines_finish(fz_context *ctx, struct audit_lines *l)
{
	fz_free(ctx, l->placed);
	fz_free(ctx, l->piece);
	ic_words_finish(ctx, &l->words);
	*l = (struct audit_lines){ 0 };
}

void audit_reading_finish(fz_context *ctx, struct audit_reading *r)
{
	if (r->rune) {
		explicit_bzero(r->rune, r->cap * sizeof(*r->rune));
	}
	fz_free(ctx, r->rune);
	fz_free(ctx, r->from);
	*r = (struct audit_reading){ 0 };
}
