/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdlib.h>

#include "lines_priv.h"

fz_rect lines_ink(const struct ic_glyph *g)
{
	bool drawn = g->paint != IC_PAINT_NONE &&
	    g->outline.x0 < g->outline.x1 && g->outline.y0 < g->outline.y1;

	return drawn ? g->outline : ic_glyph_bounds(g);
}

/* One or two digits and nothing else; 0: it is another word. */
static uint32_t value_of(const uint32_t *rune, size_t n)
{
	uint32_t value = 0;

	if (n == 0 || n > 2 || rune[0] == '0') {
		return 0;
	}
	for (size_t i = 0; i < n; i++) {
		if (rune[i] < '0' || rune[i] > '9') {
			return 0;
		}
		value = value * 10 + (rune[i] - '0');
	}
	return value;
}

static bool take(const struct lines_view *v, const struct ic_word *w,
    struct lines_numeral *out)
{
	uint32_t runes[IC_WORD_RUNES_MAX];
	fz_rect ink = fz_empty_rect;

	out->cell = fz_empty_rect;
	if (w->vertical || w->dir.x < 0.99f || w->n > 2) {
		return false;
	}
	out->value = value_of(runes, ic_word_runes(v->all, v->words, w, runes));
	for (uint32_t i = 0; i < w->n; i++) {
		const struct ic_glyph
		    *g = &v->all->at[v->words->glyphs[w->first + i].index];

		ink = fz_union_rect(ink, lines_ink(g));
		out->cell = fz_union_rect(out->cell, ic_glyph_bounds(g));
	}
	out->cell = fz_union_rect(out->cell, ink);
	out->x0 = ink.x0;
	out->y0 = ink.y0;
	out->x1 = ink.x1;
	out->y1 = ink.y1;
	out->base = w->start.y;
	out->em = w->em;
	out->used = false;
	/* Not so for what is no number, too. */
	return out->value && w->em > 1 && ink.x0 >= 0 && ink.x1 <= v->w &&
	    ink.y0 >= 0 && ink.y1 <= v->h && out->base > 0 && out->base < v->h;
}

static int by_value(const void *a, const void *b)
{
	const struct lines_numeral *x = a, *y = b;

	if (x->value != y->value) {
		return x->value < y->value ? -1 : 1;
	}
	return (x->base > y->base) - (x->base < y->base);
}

void lines_numerals_of(const struct lines_view *v, struct lines_numerals *out)
{
	size_t k = 0;

	out->at = fz_malloc_array(v->ctx, LINES_NUMERALS_MAX,
	    struct lines_numeral);
	for (size_t i = 0; i < v->words->n && out->n < LINES_NUMERALS_MAX;
	     i++) {
		out->n += take(v, &v->words->at[i], &out->at[out->n]);
	}
	qsort(out->at, out->n, sizeof(*out->at), by_value);
	for (uint32_t value = 0; value < IC_NUMBERED_LINES_MAX + 2; value++) {
		while (k < out->n && out->at[k].value < value) {
			k++;
		}
		out->first[value] = k;
	}
}

void lines_numerals_finish(fz_context *ctx, struct lines_numerals *n)
{
	fz_free(ctx, n->at);
	*n = (struct lines_numerals){ 0 };
}
