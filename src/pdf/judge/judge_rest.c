/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Proof 3, the rest of the page: outside its boxes the picture shows what the
 * source shows; of the words, see judge_text.c. The source is drawn again, and
 * compared in windows (windows.h).
 */
#include <string.h>

#include "judge_page.h"
#include "pdf/draw.h"
#include "pdf/encode.h"
#include "windows.h"

/*
 * A box's pixels and those one further on are proof 2's. In both pictures they
 * get the fill's colour, so that they count as alike, and do not tell the
 * drawing that it is coloured.
 */
static void cover(const struct ic_judge_run *run, uint32_t page,
    const struct ic_pixels_of *px, struct ic_raster *r)
{
	const struct ic_slice_page *p = &run->s->pages[page];

	for (uint32_t i = 0; i < ic_slice_burned(p); i++) {
		struct ic_area a = ic_pixels_touched(px,
		    run->s->boxes[p->box + i].rect);
		int x0 = a.x0 > 0 ? a.x0 - 1 : 0;
		int x1 = a.x1 < r->w ? a.x1 + 1 : r->w;
		int y1 = a.y1 < r->h ? a.y1 + 1 : r->h;
		bool white = ic_slice_fill(run->s, p->box + i) == IC_FILL_WHITE;

		for (int y = a.y0 > 0 ? a.y0 - 1 : 0; y < y1; y++) {
			memset(r->px + (size_t)y * r->stride +
				(size_t)(x0 * r->comps),
			    white ? 255 : 0, (size_t)((x1 - x0) * r->comps));
		}
	}
}

/*
 * What of a scan lies outside of its page is not shown, and drawn in the one
 * picture alone: it counts as alike. Throws.
 */
static void leave_out(fz_context *ctx, const struct ic_pixels_of *px,
    struct ic_raster *r)
{
	struct ic_area page = ic_pixels_touched(px, ic_rect_of(px->page));
	size_t n = (size_t)px->n, left = (size_t)page.x0 * n;
	size_t right = (size_t)page.x1 * n;

	for (int y = 0; y < r->h; y++) {
		uint8_t *to = r->px + (size_t)y * r->stride;
		const uint8_t *from = ic_pixels_row(ctx, px, y, 0, px->w);

		if (y < page.y0 || y >= page.y1) {
			memcpy(to, from, r->stride);
			continue;
		}
		memcpy(to, from, left);
		memcpy(to + right, from + right, r->stride - right);
	}
}

static void threshold(struct ic_raster *r)
{
	for (int y = 0; y < r->h; y++) {
		uint8_t *p = r->px + (size_t)y * r->stride;

		for (int i = 0; i < r->w * r->comps; i++) {
			p[i] = p[i] < IC_ENCODE_THRESHOLD ? 0 : 255;
		}
	}
}

static bool same_shape(const struct ic_raster *r, const struct ic_pixels_of *px)
{
	return r->w == px->w && r->h == px->h && r->comps == px->n;
}

/* Throws. */
static bool compare(fz_context *ctx, struct ic_judge_run *run, uint32_t index,
    const struct ic_pixels_of *px, int32_t said[IC_MEASURED])
{
	const struct ic_raster *r = &run->drawn;
	void *mem = fz_calloc(ctx, 1,
	    ic_windows_bytes(r->w, r->h, r->comps, r->dpi));
	struct ic_windows_worst w;
	struct ic_windows b;

	ic_windows_set(&b, mem, r->w, r->h, r->comps, r->dpi);
	for (int y = 0; y < r->h; y++) {
		ic_windows_add(&b, y, r->px + (size_t)y * r->stride,
		    ic_pixels_row(ctx, px, y, 0, px->w));
	}
	w = ic_windows_worst(&b, 100);
	fz_free(ctx, mem);
	said[0] = w.windows < INT32_MAX ? (int32_t)w.windows : INT32_MAX;
	said[1] = (int32_t)w.off;
	return !w.failed ||
	    ic_judge_measured(run->judge, IC_FAULT_COLLATERAL, index,
		IC_JUDGE_NO_BOX, said);
}

/* The drawing as the maker's settings make it; then its pixels. Throws. */
static bool compare_drawn(fz_context *ctx, struct ic_judge_run *run,
    struct ic_judge_page *page, int32_t said[IC_MEASURED])
{
	struct ic_raster *r = &run->drawn;
	const struct ic_pixels_of *px = ic_judge_pixels(ctx, run, page);

	cover(run, page->index, px, r);
	if (px->n == 1) {
		ic_draw_settle(r, (enum ic_color)run->s->color);
	}
	if (run->s->color == IC_COLOR_BILEVEL) {
		threshold(r);
	}
	if (!same_shape(r, px)) {
		return ic_judge_fault(run->judge, IC_FAULT_COLLATERAL,
		    page->index, IC_JUDGE_NO_BOX);
	}
	if (!px->whole) {
		leave_out(ctx, px, r);
	}
	return compare(ctx, run, page->index, px, said);
}

/* Throws. */
static void rest(fz_context *ctx, struct ic_judge_run *run,
    struct ic_judge_page *page)
{
	int32_t said[IC_MEASURED] = { 0 };
	bool same, text;

	if (!ic_slice_has_picture(&run->s->pages[page->index])) {
		return; /* proof 2: it has no picture */
	}
	if (!ic_judge_has_source(run, page->index) ||
	    !ic_judge_draw_like(run, page->index,
		ic_judge_pixels(ctx, run, page), ic_judge_has_layer(page))) {
		ic_judge_fault(run->judge, IC_FAULT_ORIGINAL, page->index,
		    IC_JUDGE_NO_BOX);
		return;
	}
	same = compare_drawn(ctx, run, page, said);
	text = ic_judge_text(ctx, run, page, &said[2]);
	if (same && text) {
		ic_judge_say(run->judge, page->index, IC_JUDGE_NO_BOX, said);
	}
}

const struct ic_judge_proof ic_proof_rest = {
	.judge = { .proof = IC_PROOF_COLLATERAL },
	.page = rest,
};
