/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Which glyphs may be hidden: those that nobody sees in the picture, and those
 * over which something was painted later. More of them cost time alone.
 */
#include "cover_priv.h"

#include <math.h>
#include <string.h>

#include "pdf/visible.h"

#define STRONG 0.3f    /* strength of paint that may hide */
#define SLANTED 3.0f   /* points, each way, of a line that crosses */
#define SAME_NEAR 0.2f /* em: the same character this near is the same one */
#define SAME_SIZE 1.3f
#define SLOTS 16384u
#define CELL 8.0f
#define CHAIN_MAX 256

/*
 * Numbers of paints plus one, so that 0 is none. A thin line hides nothing by
 * itself: the second of them in a place counts.
 */
static void lay_paints(const struct ic_veil *v, struct ic_veil_grid *grid,
    struct ic_veil_grid *thin)
{
	for (uint32_t i = 0; i < v->painting.n; i++) {
		const struct ic_paint_at *p = &v->painting.at[i];
		bool slanted = p->slanted && p->rect.y1 - p->rect.y0 >= SLANTED;

		if (p->text || p->cover == IC_COVER_NONE ||
		    p->strength < STRONG) {
			continue;
		}
		if (p->thin && !slanted) {
			ic_veil_grid_mark(grid, thin, p->rect, i + 1);
		} else {
			ic_veil_grid_set(grid, p->rect, i + 1);
		}
	}
}

static bool is_under(const struct ic_veil *v, const struct ic_veil_grid *grid,
    const struct ic_glyph *g)
{
	static const float at[5][2] = { { 0.5f, 0.5f }, { 0.2f, 0.2f },
		{ 0.8f, 0.2f }, { 0.2f, 0.8f }, { 0.8f, 0.8f } };
	fz_rect o = g->outline;
	uint32_t order = v->painting.runs[g->run].order;

	for (int i = 0; i < 5; i++) {
		float x = o.x0 + at[i][0] * (o.x1 - o.x0);
		float y = o.y0 + at[i][1] * (o.y1 - o.y0);

		if (ic_veil_grid_get(grid, x, y) > order + 1) {
			return true;
		}
	}
	return false;
}

static bool can_be_asked(const struct ic_veil *v, const struct ic_glyph *g)
{
	return !g->blank && g->paint != IC_PAINT_NONE && g->runes > 0 &&
	    g->run < v->painting.nruns && !v->painting.runs[g->run].fixed &&
	    g->outline.x0 < g->outline.x1 && g->outline.y0 < g->outline.y1;
}

static size_t ask_under(fz_context *ctx, struct ic_veil *v)
{
	struct ic_veil_grid grid = { 0 }, thin = { 0 };
	size_t n = 0;

	ic_veil_grid_open(ctx, &grid, v->seen->size);
	fz_try(ctx) {
		ic_veil_grid_open(ctx, &thin, v->seen->size);
	}
	fz_catch(ctx) {
		fz_free(ctx, grid.at);
		fz_rethrow(ctx);
	}
	lay_paints(v, &grid, &thin);
	for (size_t i = 0; i < v->g->n; i++) {
		if (can_be_asked(v, &v->g->at[i]) &&
		    (grid.left == 0 || is_under(v, &grid, &v->g->at[i]))) {
			v->asked[i] = true;
			n++;
		}
	}
	fz_free(ctx, grid.at);
	fz_free(ctx, thin.at);
	return n;
}

/* Of a copy, since what is not seen is marked in the set. */
static void ask_unseen(fz_context *ctx, struct ic_veil *v,
    struct ic_glyphs *copy)
{
	memcpy(copy->at, v->g->at, v->g->n * sizeof(*copy->at));
	for (size_t i = 0; i < copy->n; i++) {
		copy->at[i].dropped = v->asked[i] ||
		    !can_be_asked(v, &copy->at[i]);
	}
	ic_visible_painted(ctx, &v->doc->masks, v->seen, copy);
	for (size_t i = 0; i < copy->n; i++) {
		v->asked[i] = v->asked[i] ||
		    (copy->at[i].dropped && can_be_asked(v, &v->g->at[i]));
	}
}

/* Glyphs by their place, those that are shown alone. */
struct places {
	uint32_t *head, *next; /* index + 1 */
};

static unsigned slot_of(const struct ic_glyph *g, int dx, int dy)
{
	float x = (g->outline.x0 + g->outline.x1) / (2 * CELL);
	float y = (g->outline.y0 + g->outline.y1) / (2 * CELL);
	uint32_t h;

	if (!(fabsf(x) < 1e6f && fabsf(y) < 1e6f)) {
		return 0;
	}
	h = (uint32_t)((int)floorf(x) + dx) * 2654435761u ^
	    (uint32_t)((int)floorf(y) + dy) * 2246822519u;
	return (h ^ h >> 15) % SLOTS;
}

static bool is_same(const struct ic_glyph *a, const struct ic_glyph *b)
{
	float near = SAME_NEAR * fminf(a->em, b->em);

	return a->rune[0] == b->rune[0] && a->em < SAME_SIZE * b->em &&
	    b->em < SAME_SIZE * a->em &&
	    fabsf(a->outline.x0 + a->outline.x1 - b->outline.x0 -
		b->outline.x1) < 2 * near &&
	    fabsf(a->outline.y0 + a->outline.y1 - b->outline.y0 -
		b->outline.y1) < 2 * near;
}

static bool stands_again(const struct ic_veil *v, const struct places *p,
    const struct ic_glyph *g)
{
	for (int k = 0; k < 9; k++) {
		uint32_t i = p->head[slot_of(g, k % 3 - 1, k / 3 - 1)];

		for (int left = CHAIN_MAX; i > 0 && left > 0;
		     i = p->next[i - 1], left--) {
			if (is_same(g, &v->g->at[i - 1])) {
				return true;
			}
		}
	}
	return false;
}

void ic_veil_excuse(fz_context *ctx, struct ic_veil *v)
{
	struct places p;

	p.head = fz_calloc(ctx, SLOTS + v->g->n, sizeof(*p.head));
	p.next = p.head + SLOTS;
	for (size_t i = 0; i < v->g->n; i++) {
		const struct ic_glyph *g = &v->g->at[i];

		if (!v->asked[i] && can_be_asked(v, g) && v->shows[i] > 0.5f) {
			unsigned slot = slot_of(g, 0, 0);

			p.next[i] = p.head[slot];
			p.head[slot] = (uint32_t)i + 1;
		}
	}
	for (size_t i = 0; i < v->g->n; i++) {
		if (v->asked[i] && stands_again(v, &p, &v->g->at[i])) {
			v->asked[i] = false;
			v->again[i] = true;
			v->shows[i] = 1;
			v->faint[i] = false;
		}
	}
	fz_free(ctx, p.head);
}

size_t ic_veil_ask(struct ic_veil *v)
{
	fz_context *ctx = v->doc->mu.ctx;
	struct ic_glyphs copy = { .n = v->g->n };
	size_t n = 0;

	(void)ask_under(ctx, v);
	copy.at = fz_malloc_array(ctx, v->g->n, struct ic_glyph);
	fz_try(ctx) {
		ask_unseen(ctx, v, &copy);
		ic_veil_excuse(ctx, v);
	}
	fz_always(ctx) {
		fz_free(ctx, copy.at);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
	for (size_t i = 0; i < v->g->n; i++) {
		n += v->asked[i];
	}
	return n;
}

/* Later ones that are asked for may hide earlier ones. */
bool ic_veil_ask_again(fz_context *ctx, struct ic_veil *v)
{
	struct ic_veil_grid grid = { 0 };
	bool any = false;

	ic_veil_grid_open(ctx, &grid, v->seen->size);
	for (size_t i = 0; i < v->g->n; i++) {
		if (v->asked[i]) {
			ic_veil_grid_set(&grid, v->g->at[i].outline,
			    (uint32_t)i + 1);
		}
	}
	for (size_t i = 0; i < v->g->n; i++) {
		fz_rect o = v->g->at[i].outline;

		v->asked[i] = v->asked[i] && v->shows[i] >= 0.2f &&
		    ic_veil_grid_get(&grid, (o.x0 + o.x1) / 2,
			(o.y0 + o.y1) / 2) > i + 1;
		any = any || v->asked[i];
	}
	fz_free(ctx, grid.at);
	return any;
}
