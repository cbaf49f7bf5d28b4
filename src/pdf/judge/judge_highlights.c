/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Proof 2 of a marked page. The layout that says where a mark is to stand is
 * the maker's own, so the place of its box is reckoned here once more.
 */
#include <math.h>

#include "judge_page.h"
#include "judge_pixels.h"
#include "pdf/highlight.h"

#define PLACE_SLACK 0.02f /* points, and what a float loses of a large page */
#define COLOR_SLACK 0.002f
#define AROUND 0.01f /* points, beyond half its width, of a line */

bool ic_judge_is_highlight(const struct ic_mark *m)
{
	return m->kind == IC_MARK_TINT || m->kind == IC_MARK_LINE;
}

static float slack_of(const struct ic_judge_page *p)
{
	return PLACE_SLACK + (float)(p->size.w + p->size.h) / 1e3f / (1 << 21);
}

static bool same_place(fz_rect a, fz_rect b, float slack)
{
	return fabsf(a.x0 - b.x0) <= slack && fabsf(a.y0 - b.y0) <= slack &&
	    fabsf(a.x1 - b.x1) <= slack && fabsf(a.y1 - b.y1) <= slack;
}

static bool same_color(const float rgb[3], const uint16_t paint[3])
{
	for (unsigned i = 0; i < 3; i++) {
		if (!(fabsf(rgb[i] - (float)paint[i] / 1000) <= COLOR_SLACK)) {
			return false;
		}
	}
	return true;
}

/* A rectangle of the source's page on the finished one, points. */
static fz_rect placed(const struct ic_slice *s, struct ic_size page,
    struct ic_rect r)
{
	struct ic_placement at = ic_slice_placement(s, page);
	double k = at.scale / 1e6;

	return (fz_rect){ (float)((r.x0 * k + at.dx) / IC_MPT),
		(float)((r.y0 * k + at.dy) / IC_MPT),
		(float)((r.x1 * k + at.dx) / IC_MPT),
		(float)((r.y1 * k + at.dy) / IC_MPT) };
}

/* The marks of a page, one by one, as they are to be. */
struct wanted {
	const struct ic_slice *s;
	const struct ic_slice_page *page;
	const struct ic_page_mark *marks;
	size_t n;
};

static uint32_t box_of(const struct wanted *w, size_t i)
{
	return w->page->whole && i == 0
	    ? IC_JUDGE_NO_BOX
	    : w->page->box + (uint32_t)(i - w->page->whole);
}

static fz_rect place_of(const struct wanted *w, size_t i)
{
	uint32_t box = box_of(w, i);

	return placed(w->s, w->page->size,
	    box == IC_JUDGE_NO_BOX ? ic_rect_of(w->page->size)
				   : w->s->boxes[box].rect);
}

static bool tint_ok(const struct wanted *w, size_t i, const struct ic_mark *m,
    float slack)
{
	return same_place(m->area, place_of(w, i), slack) &&
	    same_color(m->rgb, w->marks[i].paint.fill) &&
	    fabsf(m->alpha - IC_HIGHLIGHT_ALPHA / 1000.0f) <= COLOR_SLACK;
}

static bool line_ok(const struct wanted *w, size_t i, const struct ic_mark *m,
    float slack)
{
	const struct ic_page_mark *k = &w->marks[i];

	return same_place(m->area, ic_judge_points(k->line), slack) &&
	    same_color(m->rgb, k->paint.line) && m->alpha == 1 &&
	    fabsf(m->width - (float)k->width / IC_MPT) <= AROUND;
}

/* The picture, all areas in the plan's order, all lines; nothing between. */
static void marks(struct ic_judge_run *run, const struct ic_judge_page *p,
    const struct wanted *w)
{
	size_t areas = 0, lines = 0;

	for (size_t i = 0; i < p->marks.n; i++) {
		const struct ic_mark *m = &p->marks.at[i];
		bool tint = m->kind == IC_MARK_TINT;
		size_t nth = tint ? areas : lines;

		if (!ic_judge_is_highlight(m)) {
			continue;
		}
		if (nth >= w->n || (tint && lines > 0) ||
		    !(tint ? tint_ok(w, nth, m, slack_of(p))
			   : line_ok(w, nth, m, slack_of(p)))) {
			ic_judge_fault(run->judge, IC_FAULT_MARK, p->index,
			    nth < w->n ? box_of(w, nth) : IC_JUDGE_NO_BOX);
			return;
		}
		areas += tint;
		lines += !tint;
	}
	if (areas != w->n || lines != w->n) {
		ic_judge_fault(run->judge, IC_FAULT_MARK, p->index,
		    IC_JUDGE_NO_BOX);
	}
}

/* What of an id stands on the source's page; empty if it stands beside it. */
static struct ic_rect on_page(const struct ic_slice *s,
    const struct ic_slice_page *p, struct ic_rect ink)
{
	return ic_rect_intersect(ink,
	    ic_placement_rect(ic_slice_placement(s, p->size),
		ic_rect_of(p->size)));
}

static bool meets_box(const struct ic_slice *s, const struct ic_slice_page *p,
    struct ic_rect ink)
{
	for (uint32_t i = 0; i < p->nboxes; i++) {
		if (ic_marks_rect_meets(placed(s, p->size,
					    s->boxes[p->box + i].rect),
			ic_judge_points(ink))) {
			return true;
		}
	}
	return false;
}

/* Throws. */
static bool id_ok(fz_context *ctx, struct ic_judge_run *run,
    struct ic_judge_page *p, struct ic_rect ink)
{
	const struct ic_slice_page *sp = &run->s->pages[p->index];
	struct ic_rect on = on_page(run->s, sp, ink);
	const struct ic_pixels_of *px;
	struct ic_area a;

	if (!ic_rect_contains(ic_rect_of(sp->size), ink) ||
	    meets_box(run->s, sp, ink)) {
		return false;
	}
	if (ic_rect_is_empty(on)) {
		return true;
	}
	px = ic_judge_pixels(ctx, run, p);
	a = ic_judge_stands(run, p, px, on);
	return ic_judge_dark(ctx, px, &a) == 0;
}

/* Throws. */
static void ids(fz_context *ctx, struct ic_judge_run *run,
    struct ic_judge_page *p)
{
	for (size_t i = 0; i < p->nitems; i++) {
		if (p->items[i].kind == IC_ITEM_LABEL &&
		    !id_ok(ctx, run, p, p->items[i].e.ink)) {
			ic_judge_fault(run->judge, IC_FAULT_MARK_ID, p->index,
			    p->items[i].box);
		}
	}
}

void ic_judge_highlights_want(fz_context *ctx, const struct ic_judge_run *run,
    struct ic_judge_page *p)
{
	const struct ic_slice_page *sp = &run->s->pages[p->index];

	for (size_t i = 0; sp->marked && i < p->nitems; i++) {
		struct ic_rect on = on_page(run->s, sp, p->items[i].e.ink);

		if (p->items[i].kind == IC_ITEM_LABEL &&
		    !ic_rect_is_empty(on)) {
			ic_pixels_want(ctx, &p->px,
			    ic_judge_stands(run, p, &p->px, on));
		}
	}
}

/* Nothing is measured of what is not burned, but that it was looked at. */
static void say_measured(struct ic_judge_run *run,
    const struct ic_judge_page *p)
{
	const struct ic_slice_page *sp = &run->s->pages[p->index];
	int32_t said[IC_MEASURED] = { 0 };

	for (uint32_t i = 0; i < sp->nboxes; i++) {
		ic_judge_say(run->judge, p->index, sp->box + i, said);
	}
}

void ic_judge_highlights(fz_context *ctx, struct ic_judge_run *run,
    struct ic_judge_page *p)
{
	struct wanted w = { .s = run->s, .page = &run->s->pages[p->index] };
	struct ic_buf b = { 0 };
	struct ic_error err;

	if (!ic_highlight_marks(run->s, p->index, &b, &w.n, &err)) {
		ic_buf_finish(&b);
		fz_throw(ctx, FZ_ERROR_GENERIC, "out of memory");
	}
	w.marks = (const void *)b.data;
	marks(run, p, &w);
	ic_buf_finish(&b);
	ids(ctx, run, p);
	say_measured(run, p);
}
