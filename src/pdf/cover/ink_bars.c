/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Bars over pictures and drawings: which paints may be one, and what lies below
 * each. Proved by pixels: before the bar was painted there was ink, and no
 * trace of it is in what the bar made of it, nor in the finished page.
 */
#include "ink_priv.h"

#include <math.h>
#include <string.h>

#include "core/reason.h"
#include "document_priv.h"
#include "pdf/visible.h"

#define LOOKS_MAX 32    /* at as many pixels as the page has */
#define SAME 3          /* of 255, of a bar's own tone */
#define UNIFORM 0.97f   /* of a bar's pixels, if nothing is printed on it */
#define SCAN_SHARE 0.8f /* of the page, that a scan covers */
#define PAPER 180       /* of 255: paper is as light */
#define PAPER_SHARE 0.7f

struct bars {
	struct ic_document *doc;
	const struct ic_raster *seen;
	struct ic_ink *ink;
	bool drawings;
	fz_pixmap *pix; /* what is painted so far */
	uint8_t *before, *mask;
	struct ic_pixels at; /* of the bar that is being painted */
	bool open;
	uint64_t left; /* pixels that may be looked at */
	struct ic_ink_hidden *out;
	size_t n, max;
};

static float area_of(fz_rect r)
{
	return fmaxf(0, r.x1 - r.x0) * fmaxf(0, r.y1 - r.y0);
}

static struct ic_pixels pixels_in(const struct bars *b, fz_rect points)
{
	fz_irect p = fz_irect_from_rect(
	    fz_transform_rect(points, ic_visible_to_pixels(b->seen)));

	p = fz_intersect_irect(p, fz_make_irect(0, 0, b->seen->w, b->seen->h));
	return (struct ic_pixels){ p.x0, p.y0, p.x1, p.y1 };
}

static const uint8_t *row_of(const struct bars *b, int y)
{
	return b->pix->samples + (ptrdiff_t)y * b->pix->stride;
}

static void keep_before(struct bars *b, const struct ic_ink_paint *p)
{
	uint64_t all;

	b->at = pixels_in(b, p->rect);
	all = (uint64_t)(b->at.x1 - b->at.x0) * (uint64_t)(b->at.y1 - b->at.y0);
	b->open = b->at.x1 > b->at.x0 && b->at.y1 > b->at.y0;
	if (b->open && all > b->left) {
		b->open = false;
		b->ink->full = true;
	}
	if (!b->open) {
		return;
	}
	b->left -= all;
	for (int y = b->at.y0; y < b->at.y1; y++) {
		size_t w = (size_t)(b->at.x1 - b->at.x0);

		memcpy(b->before + (size_t)(y - b->at.y0) * w,
		    row_of(b, y) + b->at.x0, w);
	}
}

/* The commonest tone of what the bar made. */
static int tone_after(const struct bars *b)
{
	uint32_t count[256] = { 0 };
	int best = 0;

	for (int y = b->at.y0; y < b->at.y1; y++) {
		for (int x = b->at.x0; x < b->at.x1; x++) {
			count[row_of(b, y)[x]]++;
		}
	}
	for (int v = 1; v < 256; v++) {
		best = count[v] > count[best] ? v : best;
	}
	return best;
}

/* Of one tone: it is known which pixels the bar hides. */
static bool has_tone(const struct ic_ink_paint *p)
{
	return p->kind == IC_INK_PATH || p->kind == IC_INK_STROKE ||
	    p->kind == IC_INK_GROUP;
}

/* Mark the pixels that the bar hides, without their edge. How many. */
static size_t mark_hidden(struct bars *b, const struct ic_ink_paint *p)
{
	int w = b->at.x1 - b->at.x0, h = b->at.y1 - b->at.y0;
	int tone = p->opaque ? p->gray : tone_after(b);
	size_t n = 0;

	for (int y = 0; y < h; y++) {
		for (int x = 0; x < w; x++) {
			int v = row_of(b, b->at.y0 + y)[b->at.x0 + x] - tone;
			bool in = x > 0 && y > 0 && x + 1 < w && y + 1 < h &&
			    (!has_tone(p) || (v <= SAME && v >= -SAME));

			b->mask[(size_t)y * (size_t)w + (size_t)x] = in;
			n += in;
		}
	}
	return n;
}

/* Something stands on the bar in the finished page. */
static bool is_printed(const struct bars *b)
{
	uint32_t count[256] = { 0 }, all = 0, most = 0;
	int w = b->at.x1 - b->at.x0;

	for (int y = b->at.y0; y < b->at.y1; y++) {
		for (int x = b->at.x0; x < b->at.x1; x++) {
			if (b->mask[(size_t)(y - b->at.y0) * (size_t)w +
				(size_t)(x - b->at.x0)]) {
				count[ic_ink_tone(b->seen, x, y)]++;
				all++;
			}
		}
	}
	for (int v = 0; v < 256; v++) {
		most = count[v] > most ? count[v] : most;
	}
	return (float)most < UNIFORM * (float)all;
}

/* The bar lies within one picture's edges, and is the smaller part of it. */
static bool is_inside(const struct bars *b, uint32_t order)
{
	const struct ic_ink *ink = b->ink;
	fz_rect bar = fz_expand_rect(ink->at[order].rect, 2);

	for (uint32_t i = 0; i < order; i++) {
		const struct ic_ink_paint *p = &ink->at[i];

		if (p->kind == IC_INK_IMAGE && p->rect.x0 <= bar.x0 &&
		    p->rect.y0 <= bar.y0 && p->rect.x1 >= bar.x1 &&
		    p->rect.y1 >= bar.y1 &&
		    area_of(bar) <= 0.4f * area_of(p->rect)) {
			return true;
		}
	}
	return false;
}

/* The page so far is a picture of paper. */
static bool is_scan(const struct bars *b, uint32_t order)
{
	float page = area_of(b->ink->page);
	uint64_t light = 0, all = 0;
	bool wide = false;

	for (uint32_t i = 0; i < order && !wide; i++) {
		wide = b->ink->at[i].kind == IC_INK_IMAGE &&
		    area_of(b->ink->at[i].rect) >= SCAN_SHARE * page;
	}
	for (int y = 0; wide && y < b->pix->h; y += 4) {
		for (int x = 0; x < b->pix->w; x += 4) {
			light += row_of(b, y)[x] >= PAPER;
			all++;
		}
	}
	return wide && (double)light >= PAPER_SHARE * (double)all;
}

static void report(struct bars *b, uint32_t order, enum ic_ink_look look,
    struct ic_pixels found)
{
	fz_matrix back = fz_invert_matrix(ic_visible_to_pixels(b->seen));
	fz_rect r = { (float)(b->at.x0 + found.x0),
		(float)(b->at.y0 + found.y0), (float)(b->at.x0 + found.x1),
		(float)(b->at.y0 + found.y1) };

	for (size_t i = 0; i < b->n; i++) {
		if (b->out[i].order == order) {
			return; /* of a picture */
		}
	}
	if (b->n < b->max) {
		b->out[b->n++] = (struct ic_ink_hidden){ .order = order,
			.look = (uint8_t)look,
			.drawing = b->drawings,
			.printed = is_printed(b),
			.inside = is_inside(b, order),
			.scanned = is_scan(b, order),
			.rect = fz_transform_rect(r, back) };
	}
}

static struct ic_ink_compare compare_of(const struct bars *b)
{
	return (struct ic_ink_compare){ b->before, b->mask, b->pix, b->seen,
		b->at };
}

static void look_under(fz_context *ctx, struct bars *b, uint32_t order)
{
	const struct ic_ink_paint *p = &b->ink->at[order];
	struct ic_ink_pixels px = { .w = b->at.x1 - b->at.x0,
		.h = b->at.y1 - b->at.y0,
		.px = b->before,
		.mask = b->mask,
		.dpi = (float)b->seen->dpi };
	const struct ic_ink_compare c = compare_of(b);
	struct ic_pixels found, other;
	enum ic_ink_look look, down;

	if (mark_hidden(b, p) == 0) {
		return;
	}
	look = ic_ink_look_at(ctx, &px, &found);
	if (look == IC_INK_MARKS) {
		px.rows_down = true;
		down = ic_ink_look_at(ctx, &px, &other);
		if (down == IC_INK_LETTERS) {
			look = down;
			found = other;
		}
	}
	if (look == IC_INK_EVEN) {
		return;
	}
	if (ic_ink_is_hidden(&c)) {
		report(b, order, look, found);
	} else if (p->kind == IC_INK_IMAGE && p->opaque &&
	    ic_ink_keep_cells(&c) &&
	    ic_ink_look_at(ctx, &px, &found) == IC_INK_LETTERS &&
	    ic_ink_is_hidden(&c)) {
		report(b, order, IC_INK_LETTERS, found);
	}
}

static void at_bar(fz_context *ctx, void *arg, uint32_t order, bool after)
{
	struct bars *b = arg;

	if (!after) {
		keep_before(b, &b->ink->at[order]);
	} else if (b->open) {
		b->open = false;
		look_under(ctx, b, order);
	}
}

/* Throws. */
static void replay(struct bars *b, fz_display_list *list)
{
	fz_context *ctx = b->doc->mu.ctx;
	fz_device *dev = NULL;

	fz_var(dev);
	fz_clear_pixmap_with_value(ctx, b->pix, 255);
	fz_try(ctx) {
		dev = fz_new_draw_device(ctx, ic_visible_to_pixels(b->seen),
		    b->pix);
		ic_ink_replay(ctx, list, b->ink, !b->drawings, dev, at_bar, b);
		fz_close_device(ctx, dev);
	}
	fz_always(ctx) {
		fz_drop_device(ctx, dev);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

/* Throws. */
static void make_room(struct bars *b)
{
	fz_context *ctx = b->doc->mu.ctx;
	size_t n = (size_t)b->seen->w * (size_t)b->seen->h;

	if (!b->pix) {
		b->pix = fz_new_pixmap(ctx, fz_device_gray(ctx), b->seen->w,
		    b->seen->h, NULL, 0);
		b->before = fz_malloc(ctx, n);
		b->mask = fz_malloc(ctx, n);
	}
}

/* Throws. */
static void find(struct bars *b, fz_display_list *list)
{
	if (ic_ink_pick_pictures(b->ink) > 0) {
		make_room(b);
		replay(b, list);
	}
	if (ic_ink_pick_drawings(b->ink) > 0) {
		make_room(b);
		b->drawings = true;
		replay(b, list);
	}
}

size_t ic_ink_find(struct ic_document *doc, fz_display_list *list,
    const struct ic_raster *seen, struct ic_ink *ink, struct ic_ink_hidden *out,
    size_t max)
{
	fz_context *ctx = doc->mu.ctx;
	struct bars b = { .doc = doc,
		.seen = seen,
		.ink = ink,
		.left = LOOKS_MAX * (uint64_t)seen->w * (uint64_t)seen->h,
		.out = out,
		.max = max };

	fz_var(b);
	fz_try(ctx) {
		find(&b, list);
	}
	fz_always(ctx) {
		fz_drop_pixmap(ctx, b.pix);
		fz_free(ctx, b.before);
		fz_free(ctx, b.mask);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
	return b.n;
}
