/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Numbers in the text of a page. Its words are put together to lines, in which
 * digits may be spaced out; of what a line says a number is found with the
 * glyphs that it is made of. What stands inside the page is passed over: no
 * production prints its numbers there.
 */
#include "number.h"

#include <math.h>

#include "pdf/words.h"

/* Of the size: between two characters that stand alone, as C O E 0 0 1. */
#define SPACED_GAP 2.5f
#define SAME_LINE 0.3f
#define SAME_DIRECTION 0.99f

struct reader {
	fz_context *ctx;
	const struct ic_prefixes *prefixes;
	const struct ic_glyphs *all;
	struct ic_size page;
	struct ic_words words;
	struct ic_number_found *out;
	struct ic_number_line line; /* its bytes are of glyphs */
};

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

	r->line.len = 0;
	do {
		const struct ic_word *w = &r->words.at[first + n];
		size_t count = ic_word_runes_from(r->all, &r->words, w, runes,
		    from);

		if (n > 0) {
			ic_number_line_put(&r->line, ' ', UINT32_MAX);
		}
		for (size_t k = 0; k < count; k++) {
			ic_number_line_put(&r->line, runes[k], from[k]);
		}
		n++;
	} while (first + n < r->words.n &&
	    (ic_word_follows(&r->words.at[first + n - 1],
		 &r->words.at[first + n]) ||
		is_spaced(&r->words.at[first + n - 1],
		    &r->words.at[first + n])));
	return n;
}

/* A glyph of it: where it stands, in what size, and whether anybody sees it. */
static fz_rect box_of(void *user, uint32_t from, struct ic_number *x)
{
	const struct reader *r = user;
	const struct ic_glyph *g = &r->all->at[from];

	if (g->em > 0 && g->em < (float)IC_MPT_MAX / IC_MPT &&
	    (int32_t)(g->em * IC_MPT) > x->em) {
		x->em = (int32_t)(g->em * IC_MPT);
	}
	x->where = g->paint == IC_PAINT_NONE ? IC_NUMBER_LAYER : x->where;
	return ic_glyph_bounds(g);
}

static void look(struct reader *r)
{
	size_t n;

	ic_words_group(r->ctx, r->all, IC_WORDS_ALL, &r->words);
	for (size_t first = 0; first < r->words.n; first += n) {
		n = read_line(r, first);
		ic_number_line_find(&r->line, r->prefixes, r->page,
		    IC_NUMBER_PRINTED, box_of, r, r->out);
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
