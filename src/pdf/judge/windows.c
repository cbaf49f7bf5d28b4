/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "windows.h"

#include <string.h>

/* A window's side in pixels at 100 dpi, and how far its mean may be off. */
struct size {
	int side;
	int limit; /* of 255 */
};

/*
 * Quantising may move a pixel by half of 85, so that a small window has to
 * bear more than a large one, in which the maker keeps within 12.
 */
static const struct size sizes[IC_WINDOWS_SIZES] = { { 6, 20 }, { 3, 48 } };

/* Zeros before the columns' sums, so that a window may begin there. */
#define COLUMNS_BEFORE 16

#define CHUNK 32 /* bytes that are passed over at once if they are alike */

static bool same_chunk(const uint8_t *a, const uint8_t *b)
{
	uint64_t x[4], y[4];

	memcpy(x, a, sizeof(x));
	memcpy(y, b, sizeof(y));
	return ((x[0] ^ y[0]) | (x[1] ^ y[1]) | (x[2] ^ y[2]) |
		   (x[3] ^ y[3])) == 0;
}

/* `n` is known where it is called: the loop is vectors. */
static inline void add_differences(const uint8_t *source, const uint8_t *made,
    int n, int16_t *strip)
{
	for (int i = 0; i < n; i++) {
		strip[i] = (int16_t)(strip[i] + made[i] - source[i]);
	}
}

static void widen(struct ic_windows_range *r, int from, int to)
{
	if (r->from >= r->to) {
		*r = (struct ic_windows_range){ from, to };
		return;
	}
	r->from = from < r->from ? from : r->from;
	r->to = to > r->to ? to : r->to;
}

/*
 * Add a row of pixels to the strip. Most of it is paper in both, and of a scan
 * that was kept nearly all is the same; where it is not is noted.
 */
static void add_pixels(struct ic_windows *b, const uint8_t *source,
    const uint8_t *made, int n)
{
	int at = 0, first = n, last = 0;

	for (; at + CHUNK <= n; at += CHUNK) {
		if (!same_chunk(source + at, made + at)) {
			add_differences(source + at, made + at, CHUNK,
			    b->strip + at);
			first = at < first ? at : first;
			last = at + CHUNK;
		}
	}
	if (memcmp(source + at, made + at, (size_t)(n - at)) != 0) {
		add_differences(source + at, made + at, n - at, b->strip + at);
		first = at < first ? at : first;
		last = n;
	}
	if (first < last) {
		widen(&b->dirty, first, last);
	}
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
			to[at * comps + c] = sum;
		}
	}
	for (int c = 0; c < comps && whole * size < n; c++) {
		to[whole * comps + c] = 0;
	}
	for (int i = whole * size; i < n; i++) {
		to[whole * comps + i % comps] += strip[i];
	}
}

/*
 * The strip's n sums as those of its blocks, as far as it is not zero; it is
 * zero again. Returns which of them are set.
 */
static struct ic_windows_range take_strip(struct ic_windows *b, int n,
    int32_t *to)
{
	int size = b->step * b->comps, from = b->dirty.from / size;
	int upto = (b->dirty.to + size - 1) / size;
	int16_t *strip = b->strip + from * size;

	if (b->dirty.from >= b->dirty.to) {
		return (struct ic_windows_range){ 0, 0 };
	}
	n = (upto * size < n ? upto * size : n) - from * size;
	to += from * b->comps;
	if (b->comps == 1 && b->step == 2) {
		add_blocks(strip, n, 2, 1, to); /* 200 dpi */
	} else if (b->comps == 1 && b->step == 3) {
		add_blocks(strip, n, 3, 1, to); /* 300 dpi */
	} else if (b->comps == 3 && b->step == 2) {
		add_blocks(strip, n, 2, 3, to);
	} else {
		add_blocks(strip, n, b->step, b->comps, to);
	}
	memset(strip, 0, (size_t)n * sizeof(*strip));
	b->dirty = (struct ic_windows_range){ 0, 0 };
	return (struct ic_windows_range){ from * b->comps, upto * b->comps };
}

#define WHOLE 100 /* the weight of a block that a window holds entirely */

/* Add a row of blocks to the columns' sums with a weight. */
static void add_row(const struct ic_windows *b, const struct ic_window *s,
    int y, int weight)
{
	int at = y % IC_WINDOWS_ROWS;
	struct ic_windows_range r = b->unlike[at];
	const int32_t *row = b->at + (size_t)at * (size_t)(b->w * b->comps);
	int32_t *columns = s->columns;

	if (weight == 1) {
		for (int i = r.from; i < r.to; i++) {
			columns[i] += row[i];
		}
	} else if (weight == -1) {
		for (int i = r.from; i < r.to; i++) {
			columns[i] -= row[i];
		}
	} else {
		for (int i = r.from; i < r.to; i++) {
			columns[i] += weight * row[i];
		}
	}
}

static int64_t larger(int64_t hi, int64_t lo)
{
	return hi > -lo ? hi : -lo;
}

/*
 * True if the sum of one of n windows that begin at each of the columns is
 * larger than `most`, whatever its sign. No sum is near the limits of its
 * type. `blocks` and `comps` are known where it is called, for vectors.
 */
static inline bool any_larger(const int32_t *column, int n, int blocks,
    int comps, int32_t most)
{
	int32_t beyond = 0;

	for (int x = 0; x < n; x++) {
		int32_t sum = 0;

		for (int i = 0; i < blocks; i++) {
			sum += column[x + i * comps];
		}
		beyond |= (most - sum) | (most + sum); /* below 0 */
	}
	return beyond < 0;
}

/* The largest of them, if it is larger than `most`. */
static inline int64_t largest_whole(const int32_t *column, int n, int blocks,
    int comps, int64_t most)
{
	int32_t hi = 0, lo = 0;

	if (!any_larger(column, n, blocks, comps, (int32_t)most)) {
		return most;
	}
	for (int x = 0; x < n; x++) {
		int32_t sum = 0;

		for (int i = 0; i < blocks; i++) {
			sum += column[x + i * comps];
		}
		hi = sum > hi ? sum : hi;
		lo = sum < lo ? sum : lo;
	}
	return larger(hi, lo);
}

/* The same of windows that hold a part of a block, of one channel. */
static int64_t largest_part(const struct ic_windows *b,
    const struct ic_window *s, const int32_t *column)
{
	int comps = b->comps, back = s->blocks * comps;
	int64_t sum = 0, hi = 0, lo = 0;

	for (int x = 0; x < s->blocks - 1; x++, column += comps) {
		sum += (int64_t)WHOLE * column[0];
	}
	for (int x = s->blocks - 1; x < b->w; x++, column += comps) {
		sum += (int64_t)WHOLE * (column[0] - column[-back]) +
		    (int64_t)s->part * (column[-back] - column[-back - comps]);
		hi = sum > hi ? sum : hi;
		lo = sum < lo ? sum : lo;
	}
	return larger(hi, lo);
}

/*
 * Of the windows whose last row has just come; those alone that meet a column
 * in which something may differ.
 */
static int64_t largest(const struct ic_windows *b, const struct ic_window *s,
    struct ic_windows_range r)
{
	int n = (b->w - s->blocks + 1) * b->comps;
	int before = (s->blocks - 1) * b->comps;
	int from = r.from > before ? r.from - before : 0;
	int64_t most = 0;

	for (int c = 0; s->part > 0 && c < b->comps; c++) {
		int64_t one = largest_part(b, s, s->columns + c);

		most = one > most ? one : most;
	}
	if (s->part > 0) {
		return most;
	}
	n = (r.to < n ? r.to : n) - from;
	if (b->comps == 1 && s->blocks == 6) {
		return largest_whole(s->columns + from, n, 6, 1, s->most);
	}
	if (b->comps == 1 && s->blocks == 3) {
		return largest_whole(s->columns + from, n, 3, 1, s->most);
	}
	if (b->comps == 3 && s->blocks == 6) {
		return largest_whole(s->columns + from, n, 6, 3, s->most);
	}
	if (b->comps == 3 && s->blocks == 3) {
		return largest_whole(s->columns + from, n, 3, 3, s->most);
	}
	return largest_whole(s->columns + from, n, s->blocks, b->comps,
	    s->most);
}

/* Where the rows that a window reaches into, to row y, may differ. */
static struct ic_windows_range reached(const struct ic_windows *b,
    const struct ic_window *s, int y)
{
	int first = y - s->blocks + (s->part > 0 ? 0 : 1);
	struct ic_windows_range all = { 0, 0 };

	for (int at = first > 0 ? first : 0; at <= y; at++) {
		struct ic_windows_range r = b->unlike[at % IC_WINDOWS_ROWS];

		if (r.from < r.to) {
			widen(&all, r.from, r.to);
		}
	}
	return all;
}

/* Row y of blocks has come: the windows go down by one. */
static void slide(struct ic_windows *b, struct ic_window *s, int y)
{
	int whole = s->part > 0 ? WHOLE : 1;
	struct ic_windows_range r = reached(b, s, y);

	add_row(b, s, y, whole);
	if (y >= s->blocks) {
		add_row(b, s, y - s->blocks, s->part - whole);
	}
	if (y > s->blocks && s->part > 0) {
		add_row(b, s, y - s->blocks - 1, -s->part);
	}
	if (y >= s->blocks - 1 && r.from < r.to) {
		int64_t most = largest(b, s, r);

		s->most = most > s->most ? most : s->most;
	}
}

void ic_windows_add(struct ic_windows *b, int y, const uint8_t *source,
    const uint8_t *made)
{
	int n = b->pixels * b->comps, row = y / b->step;
	int at = row % IC_WINDOWS_ROWS;

	add_pixels(b, source, made, n);
	if (y < b->rows - 1 && (y + 1) % b->step != 0) {
		return;
	}
	b->unlike[at] = take_strip(b, n,
	    b->at + (size_t)at * (size_t)(b->w * b->comps));
	for (int i = 0; i < IC_WINDOWS_SIZES; i++) {
		slide(b, &b->size[i], row);
	}
}

/* A page smaller than a window is one window. */
static void set_side(const struct ic_windows *b, int pixels,
    struct ic_window *s)
{
	int side = pixels * (int)b->dpi * WHOLE / (100 * b->step);
	int most = WHOLE * (b->w < b->h ? b->w : b->h);

	side = side > WHOLE ? side : WHOLE;
	side = side < most ? side : most;
	s->blocks = side / WHOLE;
	s->part = side % WHOLE;
}

struct ic_windows_worst ic_windows_worst(const struct ic_windows *b,
    int percent)
{
	struct ic_windows_worst w = { 0 };

	for (int i = 0; i < IC_WINDOWS_SIZES; i++) {
		const struct ic_window *s = &b->size[i];
		int64_t side = (int64_t)s->blocks * WHOLE + s->part;
		int64_t pixels = side * side * b->step * b->step;
		int64_t sums = s->most * (s->part > 0 ? 1 : WHOLE * WHOLE);
		int64_t off = sums * 1000 / pixels;

		w.windows += (int64_t)b->comps * (b->w - s->blocks + 1) *
		    (b->h - s->blocks + 1);
		w.off = off > w.off ? off : w.off;
		w.failed = w.failed ||
		    off > (int64_t)10 * sizes[i].limit * percent;
	}
	return w;
}

int ic_windows_reach(uint32_t dpi)
{
	return (sizes[0].side * (int)dpi + 99) / 100;
}

int ic_windows_step(uint32_t dpi)
{
	return dpi >= 200 ? (int)dpi / 100 : 1;
}

/* Blocks along so many pixels. */
static int blocks_of(int pixels, int step)
{
	return (pixels + step - 1) / step;
}

static struct ic_windows shape(int w, int h, int comps, uint32_t dpi)
{
	int step = ic_windows_step(dpi);

	return (struct ic_windows){ .rows = h,
		.pixels = w,
		.dpi = dpi,
		.w = blocks_of(w, step),
		.h = blocks_of(h, step),
		.comps = comps,
		.step = step };
}

size_t ic_windows_bytes(int w, int h, int comps, uint32_t dpi)
{
	struct ic_windows b = shape(w, h, comps, dpi);
	size_t row = (size_t)(b.w * comps);
	size_t columns = row + (size_t)(COLUMNS_BEFORE * comps);

	return (IC_WINDOWS_ROWS * row + IC_WINDOWS_SIZES * columns) *
	    sizeof(*b.at) +
	    (size_t)(w * comps) * sizeof(*b.strip);
}

void ic_windows_set(struct ic_windows *b, void *zeroed, int w, int h, int comps,
    uint32_t dpi)
{
	int32_t *next;

	*b = shape(w, h, comps, dpi);
	b->at = zeroed;
	next = b->at + (size_t)IC_WINDOWS_ROWS * (size_t)(b->w * comps);
	for (int i = 0; i < IC_WINDOWS_SIZES; i++) {
		set_side(b, sizes[i].side, &b->size[i]);
		next += COLUMNS_BEFORE * comps;
		b->size[i].columns = next;
		next += b->w * comps;
	}
	b->strip = (int16_t *)next;
}
