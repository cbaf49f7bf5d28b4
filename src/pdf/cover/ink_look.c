/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Is there something to read among some pixels? Their commonest tone is the
 * ground; what is far from it is ink, in pieces that hang together. Letters
 * are pieces of a height, beside one another, with little else around.
 */
#include "ink.h"

#include <stdlib.h>
#include <string.h>

#define GROUND 24         /* of 255, within which a pixel is ground */
#define CONTRAST 48       /* least, of ink and ground */
#define EVEN_SHARE 0.004f /* of the pixels may be off an even ground */
#define EVEN_LEAST 6      /* pixels that may, anyway */
#define GROUND_SHARE 0.5f /* of the pixels, else they are a texture */
#define CLUTTER 0.35f     /* of what is no ground, that is no ink either */
#define LINE 0.85f        /* of a line of pixels, that are ink */
#define PIECES_MAX 20000
#define LETTER_LOW 3.0f /* points, of a letter's height */
#define LETTER_HIGH 40.0f
#define LETTERS_LEAST 3
#define MARK_LEAST 4.0f /* points, the side of a mark */
#define SOLID 0.85f     /* filled share of a piece that is a block */

struct piece {
	int x0, y0, x1, y1;
	uint32_t area;
	uint32_t runs; /* stretches of ink in its rows */
	bool cut;      /* it leaves the mask */
};

struct look {
	const struct ic_ink_pixels *p;
	uint8_t *ink;    /* 1: ink, 2: ink that is in a piece, 3: in a line */
	uint32_t *stack; /* pixels to be looked at */
	struct piece *pieces;
	size_t n;
	uint32_t all, inks, others;
	int ground;
	float px; /* pixels to a point */
};

static void histogram(const struct look *l, uint32_t count[256])
{
	size_t n = (size_t)l->p->w * (size_t)l->p->h;

	memset(count, 0, 256 * sizeof(*count));
	for (size_t i = 0; i < n; i++) {
		count[l->p->px[i]] += l->p->mask[i] != 0;
	}
}

static uint32_t between(const uint32_t count[256], int lo, int hi)
{
	uint32_t sum = 0;

	for (int v = lo < 0 ? 0 : lo; v <= hi && v < 256; v++) {
		sum += count[v];
	}
	return sum;
}

static int commonest(const uint32_t count[256])
{
	uint32_t most = 0;
	int at = 255;

	for (int v = 255; v >= 0; v--) {
		uint32_t n = between(count, v - 6, v + 6);

		if (n > most) {
			most = n;
			at = v;
		}
	}
	return at;
}

static bool is_even(const uint32_t count[256], uint32_t all, int ground)
{
	uint32_t off = all -
	    between(count, ground - CONTRAST, ground + CONTRAST);

	return off <= EVEN_LEAST || (float)off <= EVEN_SHARE * (float)all;
}

/* Ink is on one side of the ground, where there is more of it. */
static void find_ink(struct look *l, const uint32_t count[256])
{
	size_t n = (size_t)l->p->w * (size_t)l->p->h;
	bool dark = between(count, 0, l->ground - CONTRAST) >=
	    between(count, l->ground + CONTRAST, 255);

	for (size_t i = 0; i < n; i++) {
		int off = (int)l->p->px[i] - l->ground;

		if (!l->p->mask[i]) {
			continue;
		}
		if (dark ? off <= -CONTRAST : off >= CONTRAST) {
			l->ink[i] = 1;
			l->inks++;
		} else if (abs(off) > GROUND) {
			l->others++;
		}
	}
}

static bool is_masked(const struct look *l, int x, int y)
{
	return x >= 0 && y >= 0 && x < l->p->w && y < l->p->h &&
	    l->p->mask[(size_t)y * (size_t)l->p->w + (size_t)x];
}

static void take(struct look *l, struct piece *c, uint32_t at, size_t *n)
{
	int w = l->p->w, x = (int)(at % (uint32_t)w),
	    y = (int)(at / (uint32_t)w);

	c->x0 = x < c->x0 ? x : c->x0;
	c->y0 = y < c->y0 ? y : c->y0;
	c->x1 = x >= c->x1 ? x + 1 : c->x1;
	c->y1 = y >= c->y1 ? y + 1 : c->y1;
	c->area++;
	c->runs += l->p->rows_down ? y == 0 || !l->ink[at - (uint32_t)w]
				   : x == 0 || !l->ink[at - 1];
	for (int k = 0; k < 9; k++) {
		int i = x + k % 3 - 1, j = y + k / 3 - 1;
		size_t to = (size_t)j * (size_t)w + (size_t)i;

		if (!is_masked(l, i, j)) {
			c->cut = true;
		} else if (l->ink[to] == 1) {
			l->ink[to] = 2;
			l->stack[(*n)++] = (uint32_t)to;
		}
	}
}

static void find_pieces(struct look *l)
{
	uint32_t all = (uint32_t)l->p->w * (uint32_t)l->p->h;

	for (uint32_t i = 0; i < all && l->n < PIECES_MAX; i++) {
		struct piece c = { l->p->w, l->p->h, 0, 0, 0, 0, false };
		size_t n = 0;

		if (l->ink[i] != 1) {
			continue;
		}
		l->ink[i] = 2;
		l->stack[n++] = i;
		while (n > 0) {
			take(l, &c, l->stack[--n], &n);
		}
		l->pieces[l->n++] = c;
	}
}

/* Along the writing, and across it. */
static float length_of(const struct look *l, const struct piece *c)
{
	return (float)(l->p->rows_down ? c->y1 - c->y0 : c->x1 - c->x0);
}

static float height_of(const struct look *l, const struct piece *c)
{
	return (float)(l->p->rows_down ? c->x1 - c->x0 : c->y1 - c->y0);
}

static float middle_of(const struct look *l, const struct piece *c)
{
	return (float)(l->p->rows_down ? c->x0 + c->x1 : c->y0 + c->y1) / 2;
}

static float filled(const struct piece *c)
{
	return (float)c->area /
	    ((float)(c->x1 - c->x0) * (float)(c->y1 - c->y0));
}

/*
 * How many letters a piece may be: letters that touch are one piece, whose
 * rows the more stretches of ink have. 0: it is none.
 */
static float letters_in(const struct look *l, const struct piece *c)
{
	float w = length_of(l, c), h = height_of(l, c);
	float runs = (float)c->runs / h, n;

	if (h < LETTER_LOW * l->px || h > LETTER_HIGH * l->px ||
	    (filled(c) > SOLID && w > 0.5f * h) || w < 0.08f * h) {
		return 0;
	}
	n = w / (0.6f * h);
	if (n < 1.5f) {
		return 1;
	}
	return runs < 0.5f * n ? 0 : n;
}

static bool is_rule(const struct look *l, const struct piece *c)
{
	float w = (float)(c->x1 - c->x0), h = (float)(c->y1 - c->y0);
	float thin = w < h ? w : h, wide = w < h ? h : w;

	return (thin <= 3 * l->px && wide >= 6 * thin) || filled(c) > SOLID;
}

/* Letters that stand in a row with this one. */
static float in_row(const struct look *l, const struct piece *c)
{
	float h = height_of(l, c), m = middle_of(l, c), n = 0;

	for (size_t i = 0; i < l->n; i++) {
		const struct piece *o = &l->pieces[i];
		float k = height_of(l, o), d = middle_of(l, o) - m;

		d = d < 0 ? -d : d;
		if (d < 0.5f * h && k < 2.2f * h && h < 2.2f * k) {
			n += letters_in(l, o);
		}
	}
	return n;
}

static void cover(struct ic_pixels *found, const struct piece *c)
{
	if (found->x1 <= found->x0) {
		*found = (struct ic_pixels){ c->x0, c->y0, c->x1, c->y1 };
		return;
	}
	found->x0 = c->x0 < found->x0 ? c->x0 : found->x0;
	found->y0 = c->y0 < found->y0 ? c->y0 : found->y0;
	found->x1 = c->x1 > found->x1 ? c->x1 : found->x1;
	found->y1 = c->y1 > found->y1 ? c->y1 : found->y1;
}

#define ROWS_ASKED 100 /* letters whose row is looked at */

static enum ic_ink_look judge(struct look *l, struct ic_pixels *found)
{
	float most = 0;
	uint32_t lettered = 0, marked = 0, asked = 0;
	struct ic_pixels letters = { 0 }, marks = { 0 };

	for (size_t i = 0; i < l->n; i++) {
		const struct piece *c = &l->pieces[i];
		float w = (float)(c->x1 - c->x0), h = (float)(c->y1 - c->y0);

		if (letters_in(l, c) > 0) {
			lettered += c->area;
			cover(&letters, c);
			if (asked++ < ROWS_ASKED) {
				float n = in_row(l, c);

				most = n > most ? n : most;
			}
		}
		if (!is_rule(l, c) && (w > h ? w : h) >= MARK_LEAST * l->px) {
			marked += c->area;
			cover(&marks, c);
		}
	}
	if (most >= LETTERS_LEAST && 3 * lettered >= l->inks) {
		*found = letters;
		return IC_INK_LETTERS;
	}
	*found = marks;
	return marked > 0 ? IC_INK_MARKS : IC_INK_EVEN;
}

/* Pixels that are neither ink nor ground lie at the edges of ink. */
static bool is_cluttered(const struct look *l, uint32_t near)
{
	return (float)l->others >
	    CLUTTER * (float)(l->others + l->inks) + (float)near;
}

static uint32_t edges(const struct look *l)
{
	uint32_t n = 0;
	int w = l->p->w;

	for (int y = 0; y < l->p->h; y++) {
		for (int x = 0; x < w; x++) {
			size_t i = (size_t)y * (size_t)w + (size_t)x;

			n += !l->ink[i] && l->p->mask[i] &&
			    ((x > 0 && l->ink[i - 1]) ||
				(x + 1 < w && l->ink[i + 1]) ||
				(y > 0 && l->ink[i - (size_t)w]) ||
				(y + 1 < l->p->h && l->ink[i + (size_t)w]));
		}
	}
	return n;
}

/*
 * Take away lines of ink from edge to edge: rules, and what is left around a
 * block that was burned in.
 */
static void drop_lines(struct look *l, bool down)
{
	int lines = down ? l->p->w : l->p->h, n = down ? l->p->h : l->p->w;
	size_t step = down ? (size_t)l->p->w : 1;

	for (int i = 0; i < lines; i++) {
		uint8_t *ink = l->ink +
		    (size_t)i * (down ? 1 : (size_t)l->p->w);
		int inked = 0;

		for (int k = 0; k < n; k++) {
			inked += ink[(size_t)k * step] != 0;
		}
		for (int k = 0; k < n && (float)inked > LINE * (float)n; k++) {
			ink[(size_t)k * step] = ink[(size_t)k * step] ? 3 : 0;
		}
	}
}

static enum ic_ink_look look(struct look *l, struct ic_pixels *found)
{
	uint32_t count[256], ground;

	histogram(l, count);
	l->all = between(count, 0, 255);
	l->ground = commonest(count);
	if (l->all == 0 || is_even(count, l->all, l->ground)) {
		return IC_INK_EVEN;
	}
	ground = between(count, l->ground - GROUND, l->ground + GROUND);
	find_ink(l, count);
	*found = (struct ic_pixels){ 0, 0, l->p->w, l->p->h };
	if ((float)ground < GROUND_SHARE * (float)l->all ||
	    is_cluttered(l, edges(l))) {
		return IC_INK_TEXTURE;
	}
	drop_lines(l, false);
	drop_lines(l, true);
	find_pieces(l);
	return judge(l, found);
}

/* Throws. */
static void make_room(fz_context *ctx, struct look *l)
{
	size_t n = (size_t)l->p->w * (size_t)l->p->h;

	l->ink = fz_calloc(ctx, n + 1, 1);
	l->stack = fz_malloc_array(ctx, n + 1, uint32_t);
	l->pieces = fz_malloc_array(ctx, PIECES_MAX, struct piece);
}

enum ic_ink_look ic_ink_look_at(fz_context *ctx, const struct ic_ink_pixels *p,
    struct ic_pixels *found)
{
	struct look l = { .p = p, .px = p->dpi / 72 };
	enum ic_ink_look what = IC_INK_EVEN;

	*found = (struct ic_pixels){ 0 };
	fz_var(l);
	fz_var(what);
	fz_try(ctx) {
		make_room(ctx, &l);
		what = look(&l, found);
	}
	fz_always(ctx) {
		fz_free(ctx, l.ink);
		fz_free(ctx, l.stack);
		fz_free(ctx, l.pieces);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
	if (what == IC_INK_EVEN) {
		*found = (struct ic_pixels){ 0 };
	}
	return what;
}
