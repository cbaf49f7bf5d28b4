/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Proof 2. The pixels are those of the page's picture, decoded, not those of
 * a rendering: a label or plate above cannot hide what lies below.
 */
#include <math.h>
#include <stdlib.h>

#include "judge_page.h"
#include "judge_pixels.h"

#define LOSSY_SLACK 12   /* of 255 */
#define BLOCK 32         /* pixels of the largest block of a JPEG */
#define PLACE_SLACK 0.01 /* points, by which a picture may be off */
#define GLYPH_SLACK 0.02 /* points, by which a box is taken smaller */

/* Where the source page lies on the output page, points. */
static fz_rect page_area(const struct ic_slice *s, struct ic_size size)
{
	struct ic_placement at = ic_slice_placement(s, size);
	double scale = at.scale / 1e6 / IC_MPT;

	return (fz_rect){ (float)at.dx / IC_MPT, (float)at.dy / IC_MPT,
		(float)((double)at.dx / IC_MPT + size.w * scale),
		(float)((double)at.dy / IC_MPT + size.h * scale) };
}

/* How far `a` reaches beyond `b` on the side where it does most. */
static double beyond(fz_rect a, fz_rect b)
{
	return fmax(fmax(b.x0 - a.x0, b.y0 - a.y0),
	    fmax(a.x1 - b.x1, a.y1 - b.y1));
}

static bool clips(const struct ic_judge_page *p)
{
	for (size_t i = 0; i < p->marks.n; i++) {
		if (p->marks.at[i].kind == IC_MARK_CLIP) {
			return true;
		}
	}
	return false;
}

/*
 * The picture lies where the plan puts the source's page. A scan may lack a
 * part of a pixel at an edge, as its source did; where a page cuts it, it
 * reaches beyond by so much, or, if it is made of blocks, by up to one. On a
 * page that was shrunk that would show, if it were not clipped.
 */
static bool placed(const struct ic_judge_run *run,
    const struct ic_judge_page *p, const struct ic_pixels_of *px)
{
	const struct ic_slice *s = run->s;
	struct ic_size size = s->pages[p->index].size;
	fz_rect page = page_area(s, size);
	double slack = PLACE_SLACK + (size.w + size.h) / 1e3 / (1 << 21);
	double pixel = ic_pixels_side(px) + slack;
	double block = (px->lossy ? BLOCK : 1) * ic_pixels_side(px) + slack;
	bool clipped = clips(p);
	fz_rect at = ic_judge_picture(p)->area;

	for (size_t i = 0; i < p->marks.n; i++) {
		const struct ic_mark *m = &p->marks.at[i];

		if (m->kind == IC_MARK_CLIP &&
		    (beyond(m->area, page) > slack ||
			beyond(page, m->area) > slack)) {
			return false;
		}
	}
	return beyond(page, at) <= pixel && beyond(at, page) <= block &&
	    (!ic_slice_is_shrunk(s) || clipped || beyond(at, page) <= pixel);
}

/* Throws. */
static bool read_picture(fz_context *ctx, struct ic_judge_run *run,
    struct ic_judge_page *p)
{
	if (!ic_judge_reads(ctx, run, p)) {
		return ic_judge_fault(run->judge, IC_FAULT_STREAM, p->index,
		    IC_JUDGE_NO_BOX);
	}
	return (placed(run, p, &p->px) && ic_judge_ends(ctx, &p->px)) ||
	    ic_judge_fault(run->judge, IC_FAULT_IMAGE, p->index,
		IC_JUDGE_NO_BOX);
}

/* Throws. */
static bool picture(fz_context *ctx, struct ic_judge_run *run,
    struct ic_judge_page *p)
{
	unsigned want = ic_slice_has_picture(&run->s->pages[p->index]);
	bool marked = run->s->pages[p->index].marked;

	for (size_t i = 0; i < p->marks.n; i++) {
		if (p->marks.at[i].kind == IC_MARK_OTHER ||
		    (!marked && ic_judge_is_highlight(&p->marks.at[i]))) {
			return ic_judge_fault(run->judge, IC_FAULT_OPERATOR,
			    p->index, IC_JUDGE_NO_BOX);
		}
	}
	if (clips(p) && !ic_slice_is_shrunk(run->s)) {
		return ic_judge_fault(run->judge, IC_FAULT_OPERATOR, p->index,
		    IC_JUDGE_NO_BOX);
	}
	if (p->marks.images != want) {
		return ic_judge_fault(run->judge, IC_FAULT_IMAGE, p->index,
		    IC_JUDGE_NO_BOX);
	}
	return !want || read_picture(ctx, run, p);
}

static void say_measured(struct ic_judge_run *run,
    const struct ic_judge_page *p, uint32_t box, const struct ic_area *a,
    int worst)
{
	int w = a->x1 > a->x0 ? a->x1 - a->x0 : 0;
	int h = a->y1 > a->y0 ? a->y1 - a->y0 : 0;
	int32_t said[IC_MEASURED] = { w * h, worst };

	ic_judge_say(run->judge, p->index, box, said);
}

/* The pixel that is farthest from the fill: x, y and how far. Throws. */
static void farthest(fz_context *ctx, const struct ic_pixels_of *px,
    const struct ic_area *a, uint8_t fill, int32_t worst[4])
{
	int n = (a->x1 - a->x0) * px->n;

	for (int y = a->y0; a->x0 < a->x1 && y < a->y1; y++) {
		const uint8_t *row = ic_pixels_row(ctx, px, y, a->x0, a->x1);

		for (int i = 0; i < n; i++) {
			int off = abs(row[i] - fill);

			if (off > worst[2]) {
				worst[0] = a->x0 + i / px->n;
				worst[1] = y;
				worst[2] = off;
			}
		}
	}
}

/* Throws. */
static void under_box(fz_context *ctx, struct ic_judge_run *run,
    const struct ic_judge_page *p, const struct ic_pixels_of *px, uint32_t box)
{
	uint8_t fill = ic_slice_fill(run->s, box) == IC_FILL_WHITE ? 255 : 0;
	struct ic_area a = ic_pixels_touched(px, run->s->boxes[box].rect);
	int32_t worst[4] = { -1, -1, 0, 0 };

	if ((a.x0 >= a.x1 || a.y0 >= a.y1) && px->whole) {
		/* Beside the picture: nothing is shown to be covered. */
		ic_judge_fault(run->judge, IC_FAULT_BOX_COLOR, p->index, box);
		return;
	}
	farthest(ctx, px, &a, fill, worst);
	if (worst[2] > (px->lossy ? LOSSY_SLACK : 0)) {
		ic_judge_measured(run->judge, IC_FAULT_BOX_COLOR, p->index, box,
		    worst);
		return;
	}
	say_measured(run, p, box, &a, worst[2]);
}

/* Throws. */
static void colors(fz_context *ctx, struct ic_judge_run *run,
    struct ic_judge_page *p)
{
	const struct ic_slice_page *sp = &run->s->pages[p->index];

	for (uint32_t i = 0; i < sp->nboxes; i++) {
		under_box(ctx, run, p, ic_judge_pixels(ctx, run, p),
		    sp->box + i);
	}
}

/* Throws. */
static void want_boxes(fz_context *ctx, const struct ic_judge_run *run,
    struct ic_judge_page *p)
{
	const struct ic_slice_page *sp = &run->s->pages[p->index];

	for (uint32_t i = 0; i < ic_slice_burned(sp); i++) {
		ic_pixels_want(ctx, &p->px,
		    ic_pixels_touched(&p->px, run->s->boxes[sp->box + i].rect));
	}
	ic_judge_highlights_want(ctx, run, p);
	ic_judge_ends_want(ctx, &p->px);
	ic_judge_layer_want(ctx, run, p);
}

/* A box on the finished page, a little smaller than it is. */
static fz_rect inner(const struct ic_slice *s, struct ic_size page,
    struct ic_rect r)
{
	struct ic_placement at = ic_slice_placement(s, page);
	double scale = at.scale / 1e6;

	return (
	    fz_rect){ (float)((r.x0 * scale + at.dx) / IC_MPT + GLYPH_SLACK),
		(float)((r.y0 * scale + at.dy) / IC_MPT + GLYPH_SLACK),
		(float)((r.x1 * scale + at.dx) / IC_MPT - GLYPH_SLACK),
		(float)((r.y1 * scale + at.dy) / IC_MPT - GLYPH_SLACK) };
}

bool ic_judge_in_box(fz_context *ctx, const struct ic_judge_run *run,
    const struct ic_judge_page *p, const struct ic_mark *m, uint32_t box)
{
	fz_rect r = inner(run->s, run->s->pages[p->index].size,
	    run->s->boxes[box].rect);

	for (size_t i = 0; i < m->n; i++) {
		const struct ic_mark_glyph *g = &p->marks.glyphs[m->first + i];

		if (m->kind == IC_MARK_LAYER
			? ic_marks_quad_meets(ic_marks_layer_quad(m, g), r)
			: ic_marks_rect_meets(ic_marks_outline(ctx, m, g), r)) {
			return true;
		}
	}
	return false;
}

/* Throws. */
static void glyphs_in(fz_context *ctx, struct ic_judge_run *run,
    const struct ic_judge_page *p, uint32_t box)
{
	for (size_t i = 0; i < p->marks.n; i++) {
		const struct ic_mark *m = &p->marks.at[i];

		if ((m->kind == IC_MARK_RUN || m->kind == IC_MARK_LAYER) &&
		    !p->used[i] && ic_judge_in_box(ctx, run, p, m, box)) {
			ic_judge_fault(run->judge, IC_FAULT_BOX_GLYPH, p->index,
			    box);
			return;
		}
	}
}

/* A whole-page box covers the page: nothing stands there but the items. */
static void glyphs_whole(struct ic_judge_run *run,
    const struct ic_judge_page *p)
{
	for (size_t i = 0; i < p->marks.n; i++) {
		enum ic_mark_kind kind = p->marks.at[i].kind;

		if ((kind == IC_MARK_RUN || kind == IC_MARK_LAYER) &&
		    !p->used[i]) {
			ic_judge_fault(run->judge, IC_FAULT_BOX_GLYPH, p->index,
			    IC_JUDGE_NO_BOX);
			return;
		}
	}
}

static bool is_label(const struct ic_item *it)
{
	return it->kind == IC_ITEM_LABEL || it->kind == IC_ITEM_WORD;
}

/* Painted over by a plate or picture that comes later. */
static bool buried(const struct ic_judge_page *p, size_t mark,
    struct ic_rect ink)
{
	for (size_t i = mark + 1; i < p->marks.n; i++) {
		enum ic_mark_kind kind = p->marks.at[i].kind;

		if ((kind == IC_MARK_IMAGE || kind == IC_MARK_PLATE ||
			ic_judge_is_highlight(&p->marks.at[i])) &&
		    ic_marks_rect_meets(p->marks.at[i].area,
			ic_judge_points(ink))) {
			return true;
		}
	}
	return false;
}

static void labels(struct ic_judge_run *run, const struct ic_judge_page *p)
{
	for (size_t i = 0; i < p->nitems; i++) {
		const struct ic_match *m = &p->matches[i];

		if (is_label(&p->items[i]) &&
		    (!m->place || !m->look || !m->glyphs ||
			buried(p, m->mark, p->items[i].e.ink))) {
			ic_judge_fault(run->judge, IC_FAULT_BOX_LABEL, p->index,
			    p->items[i].box);
		}
	}
}

/* Throws. */
static void page_boxes(fz_context *ctx, struct ic_judge_run *run,
    struct ic_judge_page *p)
{
	const struct ic_slice_page *sp = &run->s->pages[p->index];

	if (!picture(ctx, run, p)) {
		return;
	}
	if (sp->source == IC_SLICE_NO_SOURCE) {
		ic_judge_sheet(ctx, run, p);
		return;
	}
	labels(run, p);
	if (sp->marked) {
		ic_judge_highlights(ctx, run, p);
		ic_judge_layer(ctx, run, p);
		return;
	}
	if (sp->whole) {
		glyphs_whole(run, p);
		return;
	}
	colors(ctx, run, p);
	for (uint32_t i = 0; i < sp->nboxes; i++) {
		glyphs_in(ctx, run, p, sp->box + i);
	}
	ic_judge_layer(ctx, run, p);
}

const struct ic_judge_proof ic_proof_boxes = {
	.judge = { .proof = IC_PROOF_BOXES },
	.page = page_boxes,
	.want = want_boxes,
};
