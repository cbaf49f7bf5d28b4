/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Proof 3, the rest of the page: outside its boxes the picture shows what the
 * source shows; of the words, see judge_text.c. The source is drawn again, and
 * in every window of 6 x 6 and of 3 x 3 pixels at 100 dpi, one pixel apart, no
 * channel's mean may differ by more than a limit. A fixed grid would lose a
 * comma between its cells; one size alone would lose either a small mark or a
 * pale and large one.
 */
#include <stdlib.h>
#include <string.h>

#include "judge_page.h"
#include "pdf/draw.h"
#include "pdf/encode.h"

/* A window's side in pixels at 100 dpi, and how far its mean may be off. */
struct window {
	int side;
	int limit; /* of 255 */
};

/*
 * Quantising may move a pixel by half of 85, so that a small window has to
 * bear more than a large one, in which the maker keeps within 12.
 */
static const struct window windows[] = { { 6, 20 }, { 3, 48 } };

/*
 * The differences of two pictures of the same shape, added up in blocks of
 * `step` pixels, which is how far windows stand apart. Blocks at the right and
 * lower edge are cut; what lies beyond counts as alike.
 */
struct blocks {
	int w, h, comps, step;
	int32_t *at;      /* h rows of w blocks of comps sums */
	int32_t *columns; /* w * comps: sums of a window's rows */
	int16_t *strip;   /* a row of pixels: sums of a block's rows */
	uint8_t *unlike;  /* h: there are differences in the row of blocks */
};

/* Zeros before the columns' sums, so that a window may begin there. */
#define COLUMNS_BEFORE 16

struct worst {
	int64_t windows;
	int64_t off; /* thousandths of 1/255 */
	bool failed;
};

/*
 * A box's pixels and those one further on are proof 2's. In both pictures they
 * get the fill's colour, so that they count as alike, and do not tell the
 * drawing that it is coloured.
 */
static void cover(const struct ic_judge_run *run, uint32_t page,
    const struct ic_pixels_of *px, struct ic_raster *r)
{
	const struct ic_slice_page *p = &run->s->pages[page];
	int value = run->s->fill == IC_FILL_WHITE ? 255 : 0;

	for (uint32_t i = 0; i < p->nboxes; i++) {
		struct ic_area a = ic_pixels_touched(px,
		    run->s->boxes[p->box + i].rect);
		int x0 = a.x0 > 0 ? a.x0 - 1 : 0;
		int x1 = a.x1 < r->w ? a.x1 + 1 : r->w;
		int y1 = a.y1 < r->h ? a.y1 + 1 : r->h;

		for (int y = a.y0 > 0 ? a.y0 - 1 : 0; y < y1; y++) {
			memset(r->px + (size_t)y * r->stride +
				(size_t)(x0 * r->comps),
			    value, (size_t)((x1 - x0) * r->comps));
		}
	}
}

/*
 * What of a scan lies outside of its page is not shown, and drawn in the one
 * picture alone: it counts as alike.
 */
static void leave_out(const struct ic_pixels_of *px, struct ic_raster *r)
{
	struct ic_area page = ic_pixels_touched(px, ic_rect_of(px->page));
	size_t n = (size_t)px->n, left = (size_t)page.x0 * n;
	size_t right = (size_t)page.x1 * n;

	for (int y = 0; y < r->h; y++) {
		uint8_t *to = r->px + (size_t)y * r->stride;
		const uint8_t *from = ic_pixels_at(px, 0, y);

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

#define CHUNK 64 /* bytes that are passed over at once if they are alike */

/* Add a row of pixels to the strip. Most of it is paper in both. */
static bool add_pixels(const uint8_t *source, const uint8_t *made, int n,
    int16_t *strip)
{
	bool unlike = false;

	for (int at = 0; at < n; at += CHUNK) {
		int k = n - at < CHUNK ? n - at : CHUNK;

		if (memcmp(source + at, made + at, (size_t)k) == 0) {
			continue;
		}
		for (int i = at; i < at + k; i++) {
			strip[i] = (int16_t)(strip[i] + made[i] - source[i]);
		}
		unlike = true;
	}
	return unlike;
}

/* `step` and `comps` are known where it is called: the loops are moves. */
static inline void add_blocks(const int16_t *strip, int n, int step, int comps,
    int32_t *to)
{
	int size = step * comps, whole = n / size;

	for (int at = 0; at < whole; at++) {
		for (int c = 0; c < comps; c++) {
			int32_t sum = 0;

			for (int i = 0; i < step; i++) {
				sum += strip[at * size + i * comps + c];
			}
			to[at * comps + c] += sum;
		}
	}
	for (int i = whole * size; i < n; i++) {
		to[whole * comps + i % comps] += strip[i];
	}
}

/* The strip's n sums to those of its blocks; the strip is zero again. */
static void add_strip(const struct blocks *b, int n, int32_t *to)
{
	if (b->comps == 1 && b->step == 2) {
		add_blocks(b->strip, n, 2, 1, to); /* 200 dpi */
	} else if (b->comps == 1 && b->step == 3) {
		add_blocks(b->strip, n, 3, 1, to); /* 300 dpi */
	} else {
		add_blocks(b->strip, n, b->step, b->comps, to);
	}
	memset(b->strip, 0, (size_t)n * sizeof(*b->strip));
}

static void add_up(struct blocks *b, const struct ic_raster *r,
    const struct ic_pixels_of *px)
{
	int n = r->w * r->comps;

	for (int y = 0; y < r->h; y++) {
		int row = y / b->step;

		b->unlike[row] |= add_pixels(r->px + (size_t)y * r->stride,
		    ic_pixels_at(px, 0, y), n, b->strip);
		if (b->unlike[row] &&
		    (y == r->h - 1 || (y + 1) % b->step == 0)) {
			add_strip(b, n,
			    b->at + (size_t)row * (size_t)(b->w * b->comps));
		}
	}
}

#define WHOLE 100 /* the weight of a block that a window holds entirely */

/*
 * A window holds so many blocks a side, and of one more, at its upper and left
 * edge, this part: at 250 dpi, 3 pixels of 100 dpi are 3.75 blocks of two.
 */
struct side {
	int blocks, part;
};

/* Add a row of blocks to the columns' sums with a weight. */
static void add_row(const struct blocks *b, int y, int weight)
{
	size_t n = (size_t)(b->w * b->comps);
	const int32_t *row = b->at + (size_t)y * n;

	if (!b->unlike[y]) {
		return;
	}
	for (size_t i = 0; i < n; i++) {
		b->columns[i] += weight * row[i];
	}
}

/*
 * The largest sum, whatever its sign, of the windows of one channel; in
 * hundredths. Most often a window holds whole blocks alone.
 */
static int64_t largest(const struct blocks *b, struct side s,
    const int32_t *column)
{
	int comps = b->comps, back = s.blocks * comps;
	int64_t sum = 0, hi = 0, lo = 0;

	for (int x = 0; x < s.blocks - 1; x++, column += comps) {
		sum += (int64_t)WHOLE * column[0];
	}
	if (s.part == 0) {
		sum /= WHOLE;
		for (int x = s.blocks - 1; x < b->w; x++, column += comps) {
			sum += column[0] - column[-back];
			hi = sum > hi ? sum : hi;
			lo = sum < lo ? sum : lo;
		}
		return (hi > -lo ? hi : -lo) * WHOLE;
	}
	for (int x = s.blocks - 1; x < b->w; x++, column += comps) {
		sum += (int64_t)WHOLE * (column[0] - column[-back]) +
		    (int64_t)s.part * (column[-back] - column[-back - comps]);
		hi = sum > hi ? sum : hi;
		lo = sum < lo ? sum : lo;
	}
	return hi > -lo ? hi : -lo;
}

/* The windows whose last row has just come. */
static void look_along(const struct blocks *b, struct side s, int limit,
    struct worst *w)
{
	int64_t side = (int64_t)s.blocks * WHOLE + s.part;
	int64_t pixels = side * side * b->step * b->step;

	for (int c = 0; c < b->comps; c++) {
		int64_t off = largest(b, s, b->columns + c) * 1000 / pixels;

		w->off = off > w->off ? off : w->off;
		w->failed = w->failed || off > limit * 1000;
	}
}

/* A page smaller than a window is one window. */
static struct side side_of(const struct blocks *b, uint32_t dpi, int pixels)
{
	int side = pixels * (int)dpi * WHOLE / (100 * b->step);
	int most = WHOLE * (b->w < b->h ? b->w : b->h);

	side = side > WHOLE ? side : WHOLE;
	side = side < most ? side : most;
	return (struct side){ side / WHOLE, side % WHOLE };
}

/* All windows of one size. */
static void slide(const struct blocks *b, uint32_t dpi, struct window size,
    struct worst *w)
{
	struct side s = side_of(b, dpi, size.side);
	int unlike = 0; /* rows, of those that a window reaches into */

	memset(b->columns, 0, (size_t)(b->w * b->comps) * sizeof(*b->columns));
	for (int y = 0; y < b->h; y++) {
		unlike += b->unlike[y];
		add_row(b, y, WHOLE);
		if (y >= s.blocks) {
			add_row(b, y - s.blocks, s.part - WHOLE);
		}
		if (y > s.blocks) {
			add_row(b, y - s.blocks - 1, -s.part);
			unlike -= b->unlike[y - s.blocks - 1];
		}
		if (y >= s.blocks - 1) {
			w->windows += (int64_t)b->comps * (b->w - s.blocks + 1);
			if (unlike > 0) {
				look_along(b, s, size.limit, w);
			}
		}
	}
}

static bool same_shape(const struct ic_raster *r, const struct ic_pixels_of *px)
{
	return r->w == px->w && r->h == px->h && r->comps == px->n;
}

static bool compare(struct ic_judge_run *run, uint32_t index,
    const struct blocks *b, uint32_t dpi, int32_t said[IC_MEASURED])
{
	struct worst w = { 0 };

	for (size_t i = 0; i < sizeof(windows) / sizeof(windows[0]); i++) {
		slide(b, dpi, windows[i], &w);
	}
	said[0] = w.windows < INT32_MAX ? (int32_t)w.windows : INT32_MAX;
	said[1] = (int32_t)w.off;
	return !w.failed ||
	    ic_judge_measured(run->judge, IC_FAULT_COLLATERAL, index,
		IC_JUDGE_NO_BOX, said);
}

/* All in one piece, at `at`. Throws. */
static void open_blocks(fz_context *ctx, struct blocks *b,
    const struct ic_raster *r)
{
	size_t sums, before = (size_t)(COLUMNS_BEFORE * r->comps);
	size_t row, strip = (size_t)(r->w * r->comps) * sizeof(*b->strip);

	b->comps = r->comps;
	b->step = (int)r->dpi / 100 > 1 ? (int)r->dpi / 100 : 1;
	b->w = (r->w + b->step - 1) / b->step;
	b->h = (r->h + b->step - 1) / b->step;
	row = (size_t)(b->w * b->comps);
	sums = row * ((size_t)b->h + 1) + before;
	b->at = fz_calloc(ctx, 1, sums * sizeof(*b->at) + strip + (size_t)b->h);
	b->columns = b->at + row * (size_t)b->h + before;
	b->strip = (int16_t *)(b->at + sums);
	b->unlike = (uint8_t *)b->strip + strip;
}

/* The drawing as the maker's settings make it; then its pixels. Throws. */
static bool compare_drawn(fz_context *ctx, struct ic_judge_run *run,
    struct ic_judge_page *page, int32_t said[IC_MEASURED])
{
	struct ic_raster *r = &run->drawn;
	const struct ic_pixels_of *px = ic_judge_pixels(ctx, run, page);
	struct blocks b;
	bool same;

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
		leave_out(px, r);
	}
	open_blocks(ctx, &b, r);
	add_up(&b, r, px);
	same = compare(run, page->index, &b, r->dpi, said);
	fz_free(ctx, b.at);
	return same;
}

/* Throws. */
static void rest(fz_context *ctx, struct ic_judge_run *run,
    struct ic_judge_page *page)
{
	int32_t said[IC_MEASURED] = { 0 };
	bool same, text;

	if (run->s->pages[page->index].whole) {
		return; /* proof 2: it has no picture */
	}
	if (page->index >= run->original->pages ||
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
