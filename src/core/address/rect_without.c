/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The page without some rectangles. Their edges cut it into rows, within which
 * nothing changes downward; what is left of a row are stretches, and one that
 * stands right below one of the same ends makes that longer.
 */
#include <stdlib.h>
#include <string.h>

#include "core/address.h"

struct stretch {
	int32_t x0, x1;
	int32_t from; /* the height at which it begins */
};

struct work {
	struct ic_size page;
	struct ic_rect *kept; /* within the page, by their left edges */
	size_t n;
	int32_t *cut; /* heights, ascending */
	size_t ncuts;
	struct stretch *row, *above; /* at most n + 1 */
	size_t nrow, nabove;
	struct ic_rect *out;
	size_t count, max;
};

static int by_left(const void *a, const void *b)
{
	const struct ic_rect *x = a, *y = b;

	return (x->x0 > y->x0) - (x->x0 < y->x0);
}

static int by_value(const void *a, const void *b)
{
	int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;

	return (x > y) - (x < y);
}

/* What is left of the row that begins at height y. */
static void find_row(struct work *w, int32_t y)
{
	int32_t x = 0;

	w->nrow = 0;
	for (size_t i = 0; i < w->n; i++) {
		const struct ic_rect *k = &w->kept[i];

		if (k->y0 > y || k->y1 <= y) {
			continue;
		}
		if (k->x0 > x) {
			w->row[w->nrow++] = (struct stretch){ x, k->x0, y };
		}
		x = k->x1 > x ? k->x1 : x;
	}
	if (x < w->page.w) {
		w->row[w->nrow++] = (struct stretch){ x, w->page.w, y };
	}
}

/* Stretches that go on below take their beginning along; the rest end at y. */
static void pass_on(struct work *w, int32_t y)
{
	size_t k = 0;

	for (size_t i = 0; i < w->nabove; i++) {
		const struct stretch *s = &w->above[i];

		while (k < w->nrow && w->row[k].x0 < s->x0) {
			k++;
		}
		if (k < w->nrow && w->row[k].x0 == s->x0 &&
		    w->row[k].x1 == s->x1) {
			w->row[k].from = s->from;
			continue;
		}
		if (w->count < w->max) {
			w->out[w->count] = (struct ic_rect){ s->x0, s->from,
				s->x1, y };
		}
		w->count++;
	}
}

static int by_place(const void *a, const void *b)
{
	const struct ic_rect *x = a, *y = b;

	if (x->y0 != y->y0) {
		return x->y0 < y->y0 ? -1 : 1;
	}
	return (x->x0 > y->x0) - (x->x0 < y->x0);
}

static void sweep(struct work *w)
{
	for (size_t i = 0; i + 1 < w->ncuts; i++) {
		struct stretch *swap = w->above;

		if (w->cut[i] == w->cut[i + 1]) {
			continue;
		}
		find_row(w, w->cut[i]);
		pass_on(w, w->cut[i]);
		w->above = w->row;
		w->row = swap;
		w->nabove = w->nrow;
	}
	w->nrow = 0;
	pass_on(w, w->page.h);
	if (w->count <= w->max) {
		qsort(w->out, w->count, sizeof(*w->out), by_place);
	}
}

static void begin(struct work *w, const struct ic_rect *kept, size_t n)
{
	w->cut[w->ncuts++] = 0;
	w->cut[w->ncuts++] = w->page.h;
	for (size_t i = 0; i < n; i++) {
		struct ic_rect k = ic_rect_intersect(kept[i],
		    ic_rect_of(w->page));

		if (!ic_rect_is_empty(k)) {
			w->kept[w->n++] = k;
			w->cut[w->ncuts++] = k.y0;
			w->cut[w->ncuts++] = k.y1;
		}
	}
	qsort(w->kept, w->n, sizeof(*w->kept), by_left);
	qsort(w->cut, w->ncuts, sizeof(*w->cut), by_value);
}

size_t ic_rect_without(struct ic_size page, const struct ic_rect *kept,
    size_t n, struct ic_rect *out, size_t max)
{
	struct work w = { .page = page, .out = out, .max = max };
	struct stretch *rows = calloc(2 * (n + 1), sizeof(*rows));

	w.kept = calloc(n + 1, sizeof(*w.kept));
	w.cut = calloc(2 * n + 2, sizeof(*w.cut));
	w.count = SIZE_MAX;
	if (rows && w.kept && w.cut) {
		w.row = rows;
		w.above = rows + n + 1;
		w.count = 0;
		begin(&w, kept, n);
		sweep(&w);
	}
	free(rows);
	free(w.kept);
	free(w.cut);
	return w.count;
}
