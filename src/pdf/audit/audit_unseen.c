/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Invisible text that says something other than the page. A layer of
 * recognized text is none, though many of its letters be wrong: it stands where
 * there is ink, or on text that is like it.
 */
#include <math.h>
#include <stdlib.h>

#include "audit_priv.h"
#include "audit_scan.h"
#include "ink.h"

#define TINY 0.5f     /* points, of type that nobody reads */
#define THIN 0.02f    /* of its height, the width of such a letter */
#define LIKE 0.4f     /* of its letters, that an honest word has right */
#define OTHER_LEAST 8 /* letters of words that are not what is shown */
#define NEAR 2.0f     /* em between two words of one finding */

struct painted;

struct unseen {
	struct audit *a;
	struct audit_page *p;
	const struct ic_ink *ink;
	struct ic_words words;
	bool *is;   /* of each word: it says something other */
	bool *over; /* of each: painted text stands there */
	struct painted *painted;
	size_t npainted;
	int paper;
};

/* Painted, and too small for anybody. */
static bool is_tiny(const struct ic_glyph *g)
{
	fz_point x = fz_transform_vector(fz_make_point(1, 0), g->trm);

	return g->em < TINY || hypotf(x.x, x.y) < THIN * g->em;
}

static bool is_unseen(const struct audit_page *p, uint32_t glyph)
{
	const struct ic_veiled *v = &p->veiled;

	return v->cover[glyph] == IC_COVER_NONE &&
	    (v->state[glyph] == IC_GLYPH_UNPAINTED ||
		(v->state[glyph] == IC_GLYPH_SHOWN &&
		    is_tiny(&p->glyphs.at[glyph])));
}

static bool all_unseen(const struct unseen *u, const struct ic_word *w)
{
	for (uint32_t i = 0; i < w->n; i++) {
		if (!is_unseen(u->p, u->words.glyphs[w->first + i].index)) {
			return false;
		}
	}
	return w->n > 0;
}

static fz_rect box_of(const struct unseen *u, const struct ic_word *w)
{
	return audit_word_box(&u->p->glyphs, &u->words, w);
}

static uint32_t fold(uint32_t c)
{
	return c >= 'A' && c <= 'Z' ? c + 32 : c;
}

static bool is_sign(uint32_t c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	    (c >= 'a' && c <= 'z') || c >= 0xc0;
}

/* Letters and digits, folded; how many. */
static size_t signs_of(const uint32_t *runes, size_t n, uint32_t *out,
    size_t max)
{
	size_t m = 0;

	for (size_t i = 0; i < n && m < max; i++) {
		if (is_sign(runes[i])) {
			out[m++] = fold(runes[i]);
		}
	}
	return m;
}

#define LETTERS 64     /* of a word that are compared */
#define ASKED_MAX 4096 /* glyphs that are asked for a word */

/* Painted glyphs by the height of their middles. */
struct painted {
	float x, y;
	uint32_t glyph;
};

static int by_height(const void *a, const void *b)
{
	const struct painted *p = a, *q = b;

	return (p->y > q->y) - (p->y < q->y);
}

/* Throws. */
static void list_painted(struct unseen *u)
{
	const struct ic_glyphs *g = &u->p->glyphs;

	u->painted = fz_malloc_array(u->a->doc.mu.ctx, g->n + 1,
	    struct painted);
	for (size_t i = 0; i < g->n; i++) {
		fz_rect r = ic_glyph_bounds(&g->at[i]);

		if (u->p->veiled.state[i] == IC_GLYPH_SHOWN &&
		    !g->at[i].blank && !is_tiny(&g->at[i]) && isfinite(r.y0) &&
		    isfinite(r.y1)) {
			u->painted[u->npainted++] = (struct painted){
				(r.x0 + r.x1) / 2, (r.y0 + r.y1) / 2,
				(uint32_t)i
			};
		}
	}
	qsort(u->painted, u->npainted, sizeof(*u->painted), by_height);
}

static size_t first_below(const struct unseen *u, float y)
{
	size_t lo = 0, hi = u->npainted;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (u->painted[mid].y < y) {
			lo = mid + 1;
		} else {
			hi = mid;
		}
	}
	return lo;
}

/* What is painted and seen where the word stands, in no order but of source. */
static size_t painted_at(const struct unseen *u, fz_rect box, uint32_t *out)
{
	uint32_t at[LETTERS];
	size_t n = 0, m = 0, left = ASKED_MAX;

	for (size_t i = first_below(u, box.y0); i < u->npainted && left > 0 &&
	     n < LETTERS && u->painted[i].y <= box.y1;
	     i++, left--) {
		size_t k = n;

		if (u->painted[i].x < box.x0 || u->painted[i].x > box.x1) {
			continue;
		}
		for (; k > 0 && at[k - 1] > u->painted[i].glyph; k--) {
			at[k] = at[k - 1];
		}
		at[k] = u->painted[i].glyph;
		n++;
	}
	for (size_t i = 0; i < n; i++) {
		const struct ic_glyph *g = &u->p->glyphs.at[at[i]];

		m += signs_of(g->rune, g->runes, out + m, LETTERS - m);
	}
	return m;
}

/* The letters that both have in the same order. */
static size_t in_common(const uint32_t *a, size_t n, const uint32_t *b,
    size_t m)
{
	uint8_t row[LETTERS + 1] = { 0 };

	for (size_t i = 0; i < n; i++) {
		uint8_t before = 0;

		for (size_t k = 0; k < m; k++) {
			uint8_t above = row[k + 1];

			if (a[i] == b[k]) {
				row[k + 1] = (uint8_t)(before + 1);
			} else if (row[k] > above) {
				row[k + 1] = row[k];
			}
			before = above;
		}
	}
	return row[m];
}

/* Nothing of it is where it stands: neither its letters nor ink. */
static bool is_other(struct unseen *u, size_t i)
{
	const struct ic_word *w = &u->words.at[i];
	fz_rect box = box_of(u, w);
	uint32_t runes[IC_WORD_RUNES_MAX], said[LETTERS], shown[LETTERS];
	size_t n, m;
	enum audit_place_look look;

	n = ic_word_runes(&u->p->glyphs, &u->words, w, runes);
	n = signs_of(runes, n, said, LETTERS);
	if (n == 0) {
		return false;
	}
	m = painted_at(u, box, shown);
	if (m > 0) {
		u->over[i] = true;
		return (float)in_common(said, n, shown, m) <
		    LIKE * (float)(n < m ? n : m);
	}
	look = audit_place_at(u->p->seen, u->paper, w);
	return look != AUDIT_PLACE_INK && !audit_on_picture(u->ink, box);
}

struct stretch {
	size_t first, last;
	fz_rect rect;
	uint32_t letters;
	bool over;
};

static struct stretch stretch_from(const struct unseen *u, size_t first)
{
	struct stretch s = { .first = first, .last = first };

	s.rect = box_of(u, &u->words.at[first]);
	for (size_t i = first; i < u->words.n && u->is[i]; i++) {
		const struct ic_word *w = &u->words.at[i];
		fz_rect r = box_of(u, w);

		if (fz_is_empty_rect(fz_intersect_rect(fz_expand_rect(r, 1),
			fz_expand_rect(s.rect, NEAR * fmaxf(w->em, 1))))) {
			break;
		}
		s.rect = fz_union_rect(s.rect, r);
		s.letters += w->n;
		s.over = s.over || u->over[i];
		s.last = i;
	}
	return s;
}

static void mark(struct unseen *u, const struct stretch *s)
{
	for (size_t i = s->first; i <= s->last; i++) {
		const struct ic_word *w = &u->words.at[i];

		for (uint32_t k = 0; k < w->n; k++) {
			u->p->veiled.state[u->words.glyphs[w->first + k]
					       .index] = IC_GLYPH_UNSEEN;
		}
	}
}

static void tell(struct unseen *u, const struct stretch *s)
{
	fz_context *ctx = u->a->doc.mu.ctx;
	struct ic_buf text = { .max = IC_FINDING_TEXT_MAX };
	struct ic_finding_item f = { .kind = IC_FINDING_INVISIBLE_TEXT,
		.severity = IC_SEVERITY_NOTICE,
		.page = u->p->index,
		.rect = audit_rect(fz_expand_rect(s->rect, 0.01f)) };

	mark(u, s);
	fz_var(text);
	fz_try(ctx) {
		audit_words_text(&u->p->glyphs, &u->words, s->first, s->last,
		    &text);
		f.text = u->a->job.words ? ic_buf_str(&text) : NULL;
		audit_later(u->a, &f, ic_buf_str(&text), AUDIT_DROP);
	}
	fz_always(ctx) {
		ic_buf_finish(&text);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

static void look(struct unseen *u)
{
	fz_context *ctx = u->a->doc.mu.ctx;

	ic_words_group(ctx, &u->p->glyphs, IC_WORDS_ALL, &u->words);
	u->is = fz_calloc(ctx, u->words.n + 1, sizeof(*u->is));
	u->over = fz_calloc(ctx, u->words.n + 1, sizeof(*u->over));
	list_painted(u);
	u->paper = audit_paper(u->p->seen);
	for (size_t i = 0; i < u->words.n; i++) {
		u->is[i] = all_unseen(u, &u->words.at[i]) && is_other(u, i);
	}
	for (size_t i = 0; i < u->words.n; i++) {
		struct stretch s;

		if (!u->is[i]) {
			continue;
		}
		s = stretch_from(u, i);
		if (!s.over || s.letters >= OTHER_LEAST) {
			tell(u, &s);
		}
		i = s.last;
	}
}

static bool any_unseen(const struct audit_page *p)
{
	for (size_t i = 0; i < p->glyphs.n; i++) {
		if (!p->glyphs.at[i].blank && is_unseen(p, (uint32_t)i)) {
			return true;
		}
	}
	return false;
}

void audit_unseen(struct audit *a, struct audit_page *p,
    const struct ic_ink *ink)
{
	struct unseen u = { .a = a, .p = p, .ink = ink };
	fz_context *ctx = a->doc.mu.ctx;

	if (!any_unseen(p)) {
		return;
	}
	fz_var(u);
	fz_try(ctx) {
		look(&u);
	}
	fz_always(ctx) {
		ic_words_finish(ctx, &u.words);
		fz_free(ctx, u.is);
		fz_free(ctx, u.over);
		fz_free(ctx, u.painted);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}
