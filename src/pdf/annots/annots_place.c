/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Where annotations are, from user space to rectangles of the shown page. */
#include "annots_priv.h"

#include <math.h>
#include <string.h>

#include "core/plan.h"

/*
 * Outward, so that nothing that was marked is left; but what misses a whole
 * milli-point by less than what the number's form costs it is that.
 */
#define ROUNDING 0.4

#define UPRIGHT 500 /* milli-points that a corner may miss its box by */

const struct ic_geometry *annots_page(struct annots *l, struct annots_draft *d,
    uint32_t page)
{
	d->a.page = page;
	if (page >= l->pages) {
		d->a.flags |= IC_ANNOT_BIT(NO_PAGE);
		return NULL;
	}
	return &l->geometry[page];
}

static void add_rect(struct annots *l, struct annots_draft *d,
    struct ic_rect rect)
{
	if (d->a.nrects == d->cap) {
		uint32_t cap = d->cap ? 2 * d->cap : 4;
		struct ic_rect *more = ic_arena_alloc(&l->arena, cap,
		    sizeof(*more));

		if (!more) {
			l->why = IC_REASON_MEMORY;
			return;
		}
		if (d->a.nrects > 0) {
			memcpy(more, d->rects, d->a.nrects * sizeof(*more));
		}
		d->rects = more;
		d->cap = cap;
	}
	if (d->a.nrects == IC_ANNOT_RECTS_MAX) {
		l->why = IC_REASON_TOO_MANY_MARKS;
		return;
	}
	d->rects[d->a.nrects++] = rect;
	d->a.rects = d->rects;
}

static int32_t whole(double v)
{
	return (int32_t)fmin(fmax(v, -IC_MPT_MAX), IC_MPT_MAX);
}

/* What of it lies on the page. */
static void cut(struct annots *l, struct annots_draft *d,
    const struct ic_geometry *g, struct ic_rect r)
{
	struct ic_rect in = ic_rect_intersect(r, ic_rect_of(g->size));

	if (ic_rect_is_empty(r)) {
		d->a.flags |= IC_ANNOT_BIT(EMPTY);
		return;
	}
	if (ic_rect_is_empty(in)) {
		d->a.flags |= IC_ANNOT_BIT(OUTSIDE);
		return;
	}
	if (!ic_rect_contains(ic_rect_grow(in, IC_PLAN_SLACK), r)) {
		d->a.flags |= IC_ANNOT_BIT(OUTSIDE);
	}
	add_rect(l, d, in);
}

/* True if each corner stands at one of the box around them. */
static bool is_upright(double shown[4][2], const double box[4])
{
	for (int i = 0; i < 4; i++) {
		double x = fmin(shown[i][0] - box[0], box[2] - shown[i][0]);
		double y = fmin(shown[i][1] - box[1], box[3] - shown[i][1]);

		if (x > UPRIGHT || y > UPRIGHT) {
			return false;
		}
	}
	return true;
}

void annots_quad(struct annots *l, struct annots_draft *d,
    const struct ic_geometry *g, const double corners[8])
{
	double shown[4][2], box[4];

	for (int i = 0; i < 4; i++) {
		ic_geometry_show(g, corners + 2 * i, shown[i]);
		if (!isfinite(shown[i][0]) || !isfinite(shown[i][1])) {
			d->a.flags |= IC_ANNOT_BIT(BROKEN);
			return;
		}
	}
	for (int k = 0; k < 2; k++) {
		box[k] = fmin(fmin(shown[0][k], shown[1][k]),
		    fmin(shown[2][k], shown[3][k]));
		box[k + 2] = fmax(fmax(shown[0][k], shown[1][k]),
		    fmax(shown[2][k], shown[3][k]));
	}
	if (!is_upright(shown, box)) {
		d->a.flags |= IC_ANNOT_BIT(SLANTED);
	}
	cut(l, d, g,
	    (struct ic_rect){ whole(floor(box[0] + ROUNDING)),
		whole(floor(box[1] + ROUNDING)), whole(ceil(box[2] - ROUNDING)),
		whole(ceil(box[3] - ROUNDING)) });
}

void annots_box(struct annots *l, struct annots_draft *d,
    const struct ic_geometry *g, const double b[4])
{
	const double corners[8] = { b[0], b[1], b[2], b[1], b[0], b[3], b[2],
		b[3] };

	annots_quad(l, d, g, corners);
}

/* The box around points; false if there is none, or one is no number. */
static bool around(const double *xy, size_t n, double box[4])
{
	for (size_t i = 0; i < n; i++) {
		if (!isfinite(xy[2 * i]) || !isfinite(xy[2 * i + 1])) {
			return false;
		}
		for (int k = 0; k < 2; k++) {
			double v = xy[2 * i + (size_t)k];

			box[k] = i ? fmin(box[k], v) : v;
			box[k + 2] = i ? fmax(box[k + 2], v) : v;
		}
	}
	return n > 0;
}

void annots_points(struct annots *l, struct annots_draft *d,
    const struct ic_geometry *g, const double *xy, size_t n, double grow)
{
	double box[4];

	if (!around(xy, n, box)) {
		d->a.flags |= n ? IC_ANNOT_BIT(BROKEN) : IC_ANNOT_BIT(EMPTY);
		return;
	}
	if (grow > ANNOTS_WIDTH) {
		d->a.flags |= IC_ANNOT_BIT(BROKEN);
	}
	grow = isfinite(grow) ? fmin(fmax(grow, 0), ANNOTS_WIDTH) : 0;
	annots_box(l, d, g,
	    (const double[]){ box[0] - grow, box[1] - grow, box[2] + grow,
		box[3] + grow });
}

void annots_compare(struct annots_draft *d, const double rect[4],
    const double *xy, size_t n)
{
	double box[4], said[4];

	if (!around(xy, n, box) || !around(rect, 2, said) ||
	    said[0] == said[2] || said[1] == said[3]) {
		return;
	}
	if (box[0] < said[0] - ANNOTS_APART ||
	    box[1] < said[1] - ANNOTS_APART ||
	    box[2] > said[2] + ANNOTS_APART ||
	    box[3] > said[3] + ANNOTS_APART) {
		d->a.flags |= IC_ANNOT_BIT(APART);
	}
}
