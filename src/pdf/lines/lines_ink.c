/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Where the pixels of a page say that a column's text begins and ends. */
#include <math.h>

#include "lines_priv.h"

#define DARK 160      /* a pixel below this is ink */
#define RULE 0.85f    /* of the height of a column: a vertical rule */
#define AIR 1.5f      /* free beside numbers, */
#define RULE_AIR 0.7f /* a rule, */
#define INK_AIR 3.0f  /*   and the last ink */
#define USUAL 0.88f   /* of a page's width: where text ends at most pages */

static float scale(const struct lines_view *v)
{
	return (float)v->seen->w / v->w;
}

static int to_px(const struct lines_view *v, float x, int most)
{
	float px = x * scale(v);

	return px < 0 ? 0 : px > (float)most ? most : (int)px;
}

static bool is_dark(const struct ic_raster *r, int x, int y)
{
	return r->px[(size_t)y * r->stride + (size_t)x * (size_t)r->comps] <
	    DARK;
}

/* The rows of a column's lines: half a pitch more on both ends. */
static void rows_of(const struct lines_view *v, const struct lines_column *c,
    int *from, int *to)
{
	const struct lines_chain *l = &c->chain;

	*from = to_px(v, l->base[0] - l->pitch, v->seen->h);
	*to = to_px(v, l->base[l->n - 1] + l->pitch / 2, v->seen->h);
}

static int count_dark(const struct lines_view *v, int x, int from, int to)
{
	int n = 0;

	for (int y = from; y < to; y++) {
		n += is_dark(v->seen, x, y);
	}
	return n;
}

static bool is_rule(const struct lines_view *v, const struct lines_column *c,
    int x)
{
	int from, to;

	rows_of(v, c, &from, &to);
	return to > from &&
	    (float)count_dark(v, x, from, to) >= RULE * (float)(to - from);
}

/* How far the characters of its lines reach; both 0 if there are none. */
static void text_of(const struct lines_view *v, const struct lines_column *c,
    float bound, float *left, float *right)
{
	const struct lines_chain *l = &c->chain;
	bool any = false;

	*left = *right = 0;
	for (size_t i = 0; i < v->all->n; i++) {
		const struct ic_glyph *g = &v->all->at[i];
		fz_rect ink;

		if (g->dropped || g->blank || g->runes == 0) {
			continue;
		}
		ink = lines_ink(g);
		if (ink.x0 < l->x1 || ink.x1 > bound || ink.y1 < l->y0 ||
		    ink.y0 > l->y1) {
			continue;
		}
		*left = any ? fminf(*left, ink.x0) : ink.x0;
		*right = any ? fmaxf(*right, ink.x1) : ink.x1;
		any = true;
	}
}

static float last_ink(const struct lines_view *v, const struct lines_column *c,
    int x0, int x1)
{
	int from, to;

	rows_of(v, c, &from, &to);
	for (int x = x1 - 1; x >= x0; x--) {
		if (count_dark(v, x, from, to) > 0) {
			return (float)(x + 1) / scale(v);
		}
	}
	return 0;
}

/* Past a rule that stands between the numbers and their text. */
static float find_left(const struct lines_view *v, const struct lines_column *c,
    float text)
{
	float left = fmaxf(c->chain.x1, c->chain.cell.x1) + AIR;
	int from = to_px(v, c->chain.x1, v->seen->w);

	for (int x = to_px(v, text, v->seen->w) - 1; x >= from; x--) {
		if (is_rule(v, c, x)) {
			return (float)(x + 1) / scale(v) + RULE_AIR;
		}
	}
	if (text > 0 && text < left) {
		left = fmaxf(text, c->chain.x1);
	}
	return left;
}

void lines_edges(const struct lines_view *v, float bound, bool bounded,
    struct lines_column *c)
{
	float left, right;
	int from, to = to_px(v, bound, v->seen->w);

	text_of(v, c, bound, &left, &right);
	c->left = find_left(v, c, left);
	from = to_px(v, fmaxf(right, c->left), v->seen->w) + 1;
	for (int x = from; x < to; x++) {
		if (is_rule(v, c, x)) {
			c->right = (float)x / scale(v) - RULE_AIR;
			return;
		}
	}
	c->right = bound;
	if (!bounded) {
		c->right = fmaxf(USUAL * v->w,
		    last_ink(v, c, to_px(v, c->left, v->seen->w), to) +
			INK_AIR);
		c->right = fminf(c->right, bound);
	}
}

void lines_profile_of(const struct lines_view *v, const struct lines_column *c,
    struct lines_profile *out)
{
	int x0 = to_px(v, c->left, v->seen->w);
	int x1 = to_px(v, c->right, v->seen->w);

	out->to_px = scale(v);
	out->h = v->seen->h;
	out->row = fz_calloc(v->ctx, (size_t)v->seen->h + 1, sizeof(*out->row));
	for (int x = x0; x < x1; x++) {
		if (is_rule(v, c, x)) {
			continue;
		}
		for (int y = 0; y < v->seen->h; y++) {
			out->row[y] += is_dark(v->seen, x, y);
		}
	}
}

bool lines_profile_gap(const struct lines_profile *p, float y, float from,
    float to, float *out)
{
	int at = (int)(y * p->to_px);
	int lo = (int)ceilf(from * p->to_px), hi = (int)(to * p->to_px) - 1;

	lo = lo < 0 ? 0 : lo;
	hi = hi >= p->h ? p->h - 1 : hi;
	for (int off = 0; at - off >= lo || at + off <= hi; off++) {
		for (int sign = -1; sign <= 1; sign += 2) {
			int row = at + sign * off;

			if (row >= lo && row <= hi && p->row[row] == 0) {
				*out = ((float)row + 0.5f) / p->to_px;
				return true;
			}
		}
	}
	return false;
}
