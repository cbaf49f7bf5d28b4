/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What may be the number of a column's page: "Page 45", or a number that
 * stands apart, above or below the lines. The row that a court prints on what
 * is filed numbers other pages.
 */
#include <math.h>
#include <string.h>

#include "lines_priv.h"
#include "words_priv.h"

#define APART 1.5f     /* of the type's size: what is so far off is apart */
#define ROW 0.5f       /* of the type's size: one row */
#define WORD_MAX 16    /* characters of a word that is compared */
#define SHEET_Y 1.0e4f /* no place on a page: what a sheet says of them all */

/* What stands left and right of a word on its row; none: UINT32_MAX. */
struct around {
	size_t left, right;
	float left_gap, right_gap;
	bool filed; /* the row is a court's */
};

/* A word in small letters, without marks around it. */
static void spell(const struct lines_view *v, size_t i, char out[WORD_MAX])
{
	uint32_t runes[IC_WORD_RUNES_MAX];
	size_t n = ic_word_runes(v->all, v->words, &v->words->at[i], runes);
	size_t k = 0;

	for (size_t r = 0; r < n && k < WORD_MAX - 1; r++) {
		uint32_t c = ic_rune_lower(runes[r]);

		if (c < 0x7f && ic_rune_is_part(c)) {
			out[k++] = (char)c;
		} else if (c >= 0x7f) {
			k = 0;
			break;
		}
	}
	out[k] = '\0';
}

/* Digits only, at most four, with no 0 before them; 0: another word. */
static uint32_t number_of(const struct lines_view *v, size_t i)
{
	char text[WORD_MAX];
	uint32_t value = 0;

	if (v->words->at[i].n > 8) {
		return 0;
	}
	spell(v, i, text);
	if (text[0] == '0' || strlen(text) > 4 ||
	    strspn(text, "0123456789") != strlen(text)) {
		return 0;
	}
	for (const char *t = text; *t; t++) {
		value = value * 10 + (uint32_t)(*t - '0');
	}
	return value;
}

static bool on_row(const struct ic_word *a, const struct ic_word *b)
{
	return fabsf(a->start.y - b->start.y) < ROW * a->em;
}

static bool is_courts(const char *word)
{
	return strcmp(word, "filed") == 0 || strcmp(word, "pageid") == 0 ||
	    strcmp(word, "nyscef") == 0 || strcmp(word, "ecf") == 0;
}

static struct around look_around(const struct lines_view *v,
    const struct lines_column *c, size_t of)
{
	struct around a = { SIZE_MAX, SIZE_MAX, INFINITY, INFINITY, false };
	const struct ic_word *w = &v->words->at[of];
	char text[WORD_MAX];

	for (size_t i = 0; i < v->words->n; i++) {
		const struct ic_word *o = &v->words->at[i];

		if (i == of || !on_row(w, o) || o->start.x < c->wall_left ||
		    o->start.x > c->wall_right) {
			continue;
		}
		spell(v, i, text);
		a.filed = a.filed || is_courts(text);
		if (o->end.x <= w->start.x + 1 &&
		    w->start.x - o->end.x < a.left_gap) {
			a.left_gap = w->start.x - o->end.x;
			a.left = i;
		} else if (o->start.x >= w->end.x - 1 &&
		    o->start.x - w->end.x < a.right_gap) {
			a.right_gap = o->start.x - w->end.x;
			a.right = i;
		}
	}
	return a;
}

static bool is_worded(const struct lines_view *v, const struct around *a,
    float em)
{
	char text[WORD_MAX];

	if (a->left == SIZE_MAX || a->left_gap > APART * em) {
		return false;
	}
	spell(v, a->left, text);
	return strcmp(text, "page") == 0 || strcmp(text, "pg") == 0;
}

static bool in_zone(const struct lines_column *c, const struct ic_word *w,
    bool *below)
{
	const struct lines_chain *l = &c->chain;
	float half = l->pitch / 2;

	*below = w->start.y > l->base[l->n - 1] + half;
	return w->dir.x > 0.99f && !w->vertical && w->start.x >= c->wall_left &&
	    w->end.x <= c->wall_right && w->start.y > c->roof &&
	    w->start.y < c->floor + l->em &&
	    (*below || w->start.y < l->base[0] - half);
}

static void add(struct lines_candidates *out, const struct lines_candidate *one)
{
	if (out->n < LINES_CANDIDATES_MAX) {
		out->at[out->n++] = *one;
	}
}

static void consider(const struct lines_view *v, const struct lines_column *c,
    size_t i, struct lines_candidates *out)
{
	const struct ic_word *w = &v->words->at[i];
	struct lines_candidate one = { 0 };
	struct around a;

	if (!in_zone(c, w, &one.below)) {
		return;
	}
	one.value = number_of(v, i);
	if (one.value == 0) {
		return;
	}
	a = look_around(v, c, i);
	one.worded = is_worded(v, &a, w->em);
	if (a.filed ||
	    (!one.worded &&
		(a.left_gap < APART * w->em || a.right_gap < APART * w->em))) {
		return;
	}
	one.x0 = w->start.x - c->chain.x0;
	one.x1 = w->end.x - c->chain.x0;
	one.y = w->start.y - c->chain.base[one.below ? c->chain.n - 1 : 0];
	add(out, &one);
}

/* "Pages 45 to 48" of columns that are a row or a stack: no other order. */
static void consider_sheet(const struct lines_view *v,
    const struct lines_page *p, const struct lines_column *c, size_t i,
    struct lines_candidates *out)
{
	struct lines_candidate one = { .below = true,
		.worded = true,
		.y = SHEET_Y };
	unsigned n = lines_page_count(p), down = 0, across = 0;
	uint32_t first, last;
	char text[WORD_MAX];

	spell(v, i, text);
	if (strcmp(text, "pages") != 0 || i + 3 >= v->words->n) {
		return;
	}
	first = number_of(v, i + 1);
	last = number_of(v, i + 3);
	for (unsigned k = 0; k < p->n; k++) {
		down = p->column[k].down > down ? p->column[k].down : down;
		across = p->column[k].across > across ? p->column[k].across
						      : across;
	}
	if (first && last >= first && last - first + 1 == n &&
	    (down == 0 || across == 0)) {
		one.value = first + c->down + c->across;
		add(out, &one);
	}
}

void lines_candidates_of(const struct lines_view *v, const struct lines_page *p,
    const struct lines_column *c, struct lines_candidates *out)
{
	*out = (struct lines_candidates){ 0 };
	for (size_t i = 0; i < v->words->n && out->n < LINES_CANDIDATES_MAX;
	     i++) {
		consider(v, c, i, out);
		consider_sheet(v, p, c, i, out);
	}
}
