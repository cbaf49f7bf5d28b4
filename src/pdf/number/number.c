/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Numbers in the text of a page. Its words are put together to lines, in which
 * digits may be spaced out; of what a line says a number is found with the
 * glyphs that it is made of. What stands inside the page is passed over: no
 * production prints its numbers there.
 */
#include "number.h"

#include <math.h>
#include <string.h>

#include "core/old_legend.h"
#include "pdf/words.h"

/* Of the size: between two characters that stand alone, as C O E 0 0 1. */
#define SPACED_GAP 2.5f
#define SAME_LINE 0.3f
#define SAME_DIRECTION 0.99f

#define LINE_MAX 4096 /* bytes of a line that are read */
#define REST_MAX 255  /* bytes of what may be a designation */

struct reader {
	fz_context *ctx;
	const struct ic_prefixes *prefixes;
	const struct ic_glyphs *all;
	struct ic_size page;
	struct ic_words words;
	struct ic_number_found *out;
	char text[LINE_MAX + 8];      /* of the line */
	uint32_t glyph[LINE_MAX + 8]; /* that each byte of it is of */
	size_t len;
};

static void put(struct reader *r, uint32_t c, uint32_t glyph)
{
	char utf8[8];
	int n = fz_runetochar(utf8, (int)c);

	if (r->len + (size_t)n > LINE_MAX) {
		return;
	}
	for (int i = 0; i < n; i++) {
		r->text[r->len] = utf8[i];
		r->glyph[r->len++] = glyph;
	}
}

static float dot(fz_point a, fz_point b)
{
	return a.x * b.x + a.y * b.y;
}

/* Characters that stand apart on one line. */
static bool is_spaced(const struct ic_word *a, const struct ic_word *b)
{
	fz_point gap = { b->start.x - a->end.x, b->start.y - a->end.y };
	fz_point up = { -a->dir.y, a->dir.x };
	float along = dot(gap, a->dir);

	return a->n == 1 && b->n == 1 && a->vertical == b->vertical &&
	    dot(a->dir, b->dir) > SAME_DIRECTION &&
	    fabsf(dot(gap, up)) < SAME_LINE * a->em && along > 0 &&
	    along < SPACED_GAP * a->em;
}

/* The line that begins with word `first`; returns how many words it has. */
static size_t read_line(struct reader *r, size_t first)
{
	uint32_t runes[IC_WORD_RUNES_MAX], from[IC_WORD_RUNES_MAX];
	size_t n = 0;

	r->len = 0;
	do {
		const struct ic_word *w = &r->words.at[first + n];
		size_t count = ic_word_runes_from(r->all, &r->words, w, runes,
		    from);

		if (n > 0) {
			put(r, ' ', UINT32_MAX);
		}
		for (size_t k = 0; k < count; k++) {
			put(r, runes[k], from[k]);
		}
		n++;
	} while (first + n < r->words.n &&
	    (ic_word_follows(&r->words.at[first + n - 1],
		 &r->words.at[first + n]) ||
		is_spaced(&r->words.at[first + n - 1],
		    &r->words.at[first + n])));
	r->text[r->len] = '\0';
	return n;
}

/* True if what else the line says is a designation, or nothing. */
static bool is_alone(const struct reader *r, const struct ic_bates_found *f)
{
	char rest[REST_MAX + 1];
	size_t n = r->len - (f->to - f->from);

	if (n > REST_MAX) {
		return false;
	}
	memcpy(rest, r->text, f->from);
	memcpy(rest + f->from, r->text + f->to, r->len - f->to);
	rest[n] = '\0';
	if (ic_old_legend_same(rest, "")) {
		return true;
	}
	for (uint32_t i = 0; i < ic_old_legend_count(); i++) {
		if (ic_old_legend_same(rest, ic_old_legend_words[i])) {
			return true;
		}
	}
	return false;
}

bool ic_number_in_band(struct ic_rect r, struct ic_size page)
{
	int32_t x = r.x0 / 2 + r.x1 / 2, y = r.y0 / 2 + r.y1 / 2;
	int32_t across = page.w / 10, down = page.h / 10;

	across = across > IC_NUMBERS_BAND ? across : IC_NUMBERS_BAND;
	down = down > IC_NUMBERS_BAND ? down : IC_NUMBERS_BAND;
	return x < across || x > page.w - across || y < down ||
	    y > page.h - down;
}

static int32_t depth(struct ic_rect r, struct ic_size page)
{
	int32_t x = r.x0 / 2 + r.x1 / 2, y = r.y0 / 2 + r.y1 / 2;

	x = x < page.w - x ? x : page.w - x;
	y = y < page.h - y ? y : page.h - y;
	return x < y ? x : y;
}

/* Keep the nearest to an edge, in that order. */
static void keep(struct reader *r, const struct ic_number *x)
{
	struct ic_number_found *out = r->out;
	int32_t d = depth(x->rect, r->page);
	uint32_t k = out->n;

	while (k > 0 && depth(out->at[k - 1].rect, r->page) > d) {
		k--;
	}
	if (k == IC_NUMBERS_PAGE_MAX) {
		return;
	}
	if (out->n < IC_NUMBERS_PAGE_MAX) {
		out->n++;
	}
	memmove(out->at + k + 1, out->at + k,
	    (out->n - k - 1) * sizeof(*out->at));
	out->at[k] = *x;
}

/* Where it stands, in what size, and whether anybody sees it. */
static void take(struct reader *r, const struct ic_bates_found *f)
{
	struct ic_number x = { .bates = f->number,
		.where = IC_NUMBER_PRINTED,
		.alone = is_alone(r, f) };
	fz_rect box = fz_empty_rect;
	float em = 0;

	for (size_t i = f->from; i < f->to; i++) {
		const struct ic_glyph *g;

		if (r->glyph[i] == UINT32_MAX) {
			continue;
		}
		g = &r->all->at[r->glyph[i]];
		box = fz_union_rect(box, ic_glyph_bounds(g));
		em = g->em > em ? g->em : em;
		if (g->paint == IC_PAINT_NONE) {
			x.where = IC_NUMBER_LAYER;
		}
	}
	x.rect = ic_rect_intersect(ic_geometry_display(box),
	    ic_rect_of(r->page));
	x.em = em > 0 && em < (float)IC_MPT_MAX / IC_MPT
	    ? (int32_t)(em * IC_MPT)
	    : 0;
	if (!ic_rect_is_empty(x.rect) && ic_number_in_band(x.rect, r->page)) {
		keep(r, &x);
	}
}

static void look(struct reader *r)
{
	struct ic_bates_found f;
	size_t n;

	ic_words_group(r->ctx, r->all, IC_WORDS_ALL, &r->words);
	for (size_t first = 0; first < r->words.n; first += n) {
		size_t at = 0;

		n = read_line(r, first);
		while (
		    ic_bates_find_next(r->prefixes, r->text, r->len, &at, &f)) {
			take(r, &f);
		}
	}
}

static uint32_t count_painted(const struct ic_glyphs *all)
{
	uint32_t n = 0;

	for (size_t i = 0; i < all->n; i++) {
		n += !all->at[i].blank && all->at[i].paint != IC_PAINT_NONE;
	}
	return n;
}

void ic_number_text(fz_context *ctx, const struct ic_prefixes *prefixes,
    const struct ic_glyphs *all, struct ic_size page,
    struct ic_number_found *out)
{
	struct reader *r = fz_malloc_struct(ctx, struct reader);

	out->n = 0;
	out->painted = count_painted(all);
	r->ctx = ctx;
	r->prefixes = prefixes;
	r->all = all;
	r->page = page;
	r->out = out;
	fz_try(ctx) {
		look(r);
	}
	fz_always(ctx) {
		ic_words_finish(ctx, &r->words);
		fz_free(ctx, r);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}
