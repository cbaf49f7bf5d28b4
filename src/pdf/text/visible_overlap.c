/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "visible_priv.h"

#include <math.h>

#define CELL 2.0f    /* points: centres further apart are not compared */
#define SHARE 0.6f   /* of the joint area that both cover */
#define CHAIN_MAX 64 /* survivors of a cell that are compared */
#define NEAR 0.12f   /* em: the same letter this near is the same one */

struct grid {
	uint32_t *head; /* index + 1; 0: none */
	uint32_t *next;
	size_t mask;
};

static bool centre(const struct ic_glyph *g, int *x, int *y)
{
	float cx = (g->outline.x0 + g->outline.x1) / (2 * CELL);
	float cy = (g->outline.y0 + g->outline.y1) / (2 * CELL);

	if (!(fabsf(cx) < 1e6f && fabsf(cy) < 1e6f)) {
		return false;
	}
	*x = (int)floorf(cx);
	*y = (int)floorf(cy);
	return true;
}

static size_t bucket(const struct grid *grid, int x, int y)
{
	uint32_t h = (uint32_t)x * 2654435761u ^ (uint32_t)y * 2246822519u;

	return (h ^ h >> 15) & grid->mask;
}

static float area(fz_rect r)
{
	return fmaxf(0, r.x1 - r.x0) * fmaxf(0, r.y1 - r.y0);
}

/* Neighbours in a word are: no more is asked of them. */
static bool are_apart(fz_rect a, fz_rect b)
{
	return a.x1 <= b.x0 || b.x1 <= a.x0 || a.y1 <= b.y0 || b.y1 <= a.y0;
}

static bool in_one_place(const struct ic_glyph *a, const struct ic_glyph *b)
{
	float both;

	if (a->rune[0] == b->rune[0] &&
	    fabsf(a->outline.x0 - b->outline.x0) < NEAR * a->em &&
	    fabsf(a->outline.y0 - b->outline.y0) < NEAR * a->em) {
		return true;
	}
	if (are_apart(a->outline, b->outline)) {
		return false;
	}
	both = area(fz_intersect_rect(a->outline, b->outline));
	return both > 0 &&
	    both >= SHARE * (area(a->outline) + area(b->outline) - both);
}

static bool is_overpainted(const struct ic_glyphs *g, const struct grid *grid,
    const struct ic_glyph *it, int x, int y)
{
	unsigned left = CHAIN_MAX;
	uint32_t i = grid->head[bucket(grid, x, y)];

	for (; i > 0 && left > 0; i = grid->next[i - 1], left--) {
		if (in_one_place(it, &g->at[i - 1])) {
			return true;
		}
	}
	return false;
}

static bool drop_or_insert(struct ic_glyphs *g, struct grid *grid, size_t i)
{
	int x, y;
	size_t b;

	if (!centre(&g->at[i], &x, &y)) {
		return true;
	}
	for (int k = 0; k < 9; k++) {
		if (is_overpainted(g, grid, &g->at[i], x + k % 3 - 1,
			y + k / 3 - 1)) {
			return true;
		}
	}
	b = bucket(grid, x, y);
	grid->next[i] = grid->head[b];
	grid->head[b] = (uint32_t)i + 1;
	return false;
}

/* From the last painted to the first, so that the later one is there. */
void ic_visible_overlaps(fz_context *ctx, struct ic_glyphs *g)
{
	struct grid grid = { .mask = 1 };

	while (grid.mask < 2 * g->n) {
		grid.mask = grid.mask * 2 + 1;
	}
	grid.head = fz_calloc(ctx, grid.mask + 1 + g->n, sizeof(*grid.head));
	grid.next = grid.head + grid.mask + 1;
	for (size_t i = g->n; i-- > 0;) {
		struct ic_glyph *it = &g->at[i];

		if (!it->dropped && !it->blank && it->paint != IC_PAINT_NONE) {
			it->dropped = drop_or_insert(g, &grid, i);
		}
	}
	fz_free(ctx, grid.head);
}
