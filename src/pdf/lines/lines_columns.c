/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The columns of a page: one of pleading paper or of a transcript, or those of
 * a condensed sheet, which are alike. Numbers of a list in the text are not;
 * and numbers at the right that repeat those at the left are a second gutter.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lines_priv.h"

#define SAME_PITCH 0.08f /* columns of a sheet differ by less */
#define GUTTER_AIR 1.5f  /* free beside numbers */
#define MIRROR_OFF 0.3f  /* of a pitch: the same lines */
#define BEFORE_MAX 3     /* characters left of the first column */
#define LEFT_ROOM 3.0f   /* sizes left of numbers that are their column's */

/* Do they stand side by side? Or one below the other? */
static bool is_beside(const struct lines_chain *a, const struct lines_chain *b)
{
	return a->y0 < b->y1 && b->y0 < a->y1;
}

static bool is_sibling(const struct lines_chain *main,
    const struct lines_chain *c)
{
	return fabsf(c->pitch - main->pitch) < SAME_PITCH * main->pitch &&
	    2 * c->found >= main->found;
}

/* True if a character that is seen stands right of a column, beside it. */
static bool has_text(const struct lines_view *v, const struct lines_chain *c)
{
	for (size_t i = 0; i < v->all->n; i++) {
		const struct ic_glyph *g = &v->all->at[i];
		fz_rect ink;

		if (g->dropped || g->blank || g->runes == 0) {
			continue;
		}
		ink = lines_ink(g);
		if (ink.x0 > c->x1 && ink.y0 < c->y1 && ink.y1 > c->y0) {
			return true;
		}
	}
	return false;
}

/* A time, as reporters print it at the left of line numbers: "10:32:15". */
static bool is_time(const struct ic_glyph *g)
{
	return g->runes == 1 && g->rune[0] < 0x80 &&
	    strchr("0123456789:.", (int)g->rune[0]);
}

/*
 * True if words stand left of a column, beside it: then it is one of a table.
 * A number there may be of a column of its own.
 */
static bool has_words_before(const struct lines_view *v,
    const struct lines_chain *c)
{
	unsigned n = 0;

	for (size_t i = 0; i < v->all->n; i++) {
		const struct ic_glyph *g = &v->all->at[i];
		fz_rect ink;

		if (g->dropped || g->blank || g->runes == 0 || is_time(g)) {
			continue;
		}
		ink = lines_ink(g);
		n += ink.x1 < c->x0 && ink.y0 < c->y1 && ink.y1 > c->y0;
	}
	return n > BEFORE_MAX;
}

/* The same numbers at the same heights as those of another column. */
static bool repeats(const struct lines_chain *a, const struct lines_chain *b)
{
	uint32_t same = 0;

	for (uint32_t i = 0; i < b->n; i++) {
		uint32_t value = b->first + i;

		if (value >= a->first && value < a->first + a->n &&
		    fabsf(a->base[value - a->first] - b->base[i]) <
			MIRROR_OFF * a->pitch) {
			same++;
		}
	}
	return same == b->n;
}

static void find_mirrors(const struct lines_view *v, struct lines_page *p)
{
	for (unsigned i = 0; i < p->n; i++) {
		struct lines_chain *c = &p->column[i].chain;

		for (unsigned k = 0; k < p->n && !c->mirror; k++) {
			const struct lines_chain *left = &p->column[k].chain;

			c->mirror = k != i && left->x1 < c->x0 &&
			    repeats(left, c) && !has_text(v, c);
		}
	}
}

/* Sheets of columns: from top to bottom, then from left to right. */
static int by_place(const void *a, const void *b)
{
	const struct lines_column *x = a, *y = b;

	if (x->down != y->down) {
		return x->down < y->down ? -1 : 1;
	}
	return (x->chain.x0 > y->chain.x0) - (x->chain.x0 < y->chain.x0);
}

static void find_places(struct lines_page *p)
{
	for (unsigned i = 0; i < p->n; i++) {
		struct lines_column *c = &p->column[i];

		for (unsigned k = 0; k < p->n; k++) {
			const struct lines_chain *o = &p->column[k].chain;

			c->down += o->x0 < c->chain.x1 && c->chain.x0 < o->x1 &&
			    o->y1 <= c->chain.y0;
			c->across += !o->mirror && is_beside(o, &c->chain) &&
			    o->x1 < c->chain.x0;
		}
	}
	qsort(p->column, p->n, sizeof(*p->column), by_place);
}

/* What is left for a column between the others. */
static void find_bounds(const struct lines_view *v, struct lines_page *p,
    struct lines_column *c)
{
	float bound = v->w;
	bool bounded = false;

	c->roof = c->wall_left = 0;
	c->floor = v->h;
	for (unsigned k = 0; k < p->n; k++) {
		const struct lines_chain *o = &p->column[k].chain;

		if (o == &c->chain) {
			continue;
		}
		if (is_beside(o, &c->chain) && o->x0 > c->chain.x1 &&
		    o->x0 - GUTTER_AIR < bound) {
			bound = o->x0 - GUTTER_AIR;
			bounded = true;
		}
		if (is_beside(o, &c->chain) && o->x1 < c->chain.x0) {
			c->wall_left = c->chain.x0 - LEFT_ROOM * c->chain.em;
		}
		if (o->x0 < c->chain.x1 && c->chain.x0 < o->x1) {
			if (o->y1 <= c->chain.y0 && o->y1 > c->roof) {
				c->roof = o->y1;
			}
			if (o->y0 >= c->chain.y1 && o->y0 < c->floor) {
				c->floor = o->y0;
			}
		}
	}
	c->wall_right = bound;
	lines_edges(v, bound, bounded, c);
}

unsigned lines_page_count(const struct lines_page *p)
{
	unsigned n = 0;

	for (unsigned i = 0; i < p->n; i++) {
		n += !p->column[i].chain.mirror;
	}
	return n;
}

/* The first to be found is the longest: what is not like it is no column. */
static void gather(struct lines_numerals *n, struct lines_page *out)
{
	struct lines_chain c;

	while (out->n < IC_NUMBERED_COLUMNS_MAX && lines_chain_next(n, &c)) {
		if (out->n == 0 ? c.found >= LINES_PROVE
				: is_sibling(&out->column[0].chain, &c)) {
			out->column[out->n++] = (struct lines_column){
				.chain = c
			};
		} else if (out->n == 0) {
			return;
		}
	}
}

/* Nothing of a page is believed in which the leftmost stands among words. */
static bool is_margin(const struct lines_view *v, const struct lines_page *p)
{
	for (unsigned i = 0; i < p->n; i++) {
		const struct lines_column *c = &p->column[i];

		if (c->wall_left == 0 && has_words_before(v, &c->chain)) {
			return false;
		}
	}
	return true;
}

void lines_columns_of(const struct lines_view *v, struct lines_page *out)
{
	struct lines_numerals n = { 0 };

	*out = (struct lines_page){ 0 };
	fz_try(v->ctx) {
		lines_numerals_of(v, &n);
		gather(&n, out);
	}
	fz_always(v->ctx) {
		lines_numerals_finish(v->ctx, &n);
	}
	fz_catch(v->ctx) {
		fz_rethrow(v->ctx);
	}
	find_mirrors(v, out);
	find_places(out);
	for (unsigned i = 0; i < out->n; i++) {
		find_bounds(v, out, &out->column[i]);
	}
	if (!is_margin(v, out)) {
		out->n = 0;
	}
}
