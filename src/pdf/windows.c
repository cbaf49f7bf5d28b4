/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "windows.h"

#include <string.h>

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

/* Zeros before the columns' sums, so that a window may begin there. */
#define COLUMNS_BEFORE 16

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
static void add_strip(const struct ic_windows *b, int n, int32_t *to)
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

void ic_windows_add(struct ic_windows *b, int y, const uint8_t *source,
    const uint8_t *made)
{
	int n = b->pixels * b->comps, row = y / b->step;

	b->unlike[row] |= add_pixels(source, made, n, b->strip);
	if (b->unlike[row] && (y == b->rows - 1 || (y + 1) % b->step == 0)) {
		add_strip(b, n,
		    b->at + (size_t)row * (size_t)(b->w * b->comps));
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
static void add_row(const struct ic_windows *b, int y, int weight)
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
static int64_t largest(const struct ic_windows *b, struct side s,
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
static void look_along(const struct ic_windows *b, struct side s, int64_t limit,
    struct ic_windows_worst *w)
{
	int64_t side = (int64_t)s.blocks * WHOLE + s.part;
	int64_t pixels = side * side * b->step * b->step;

	for (int c = 0; c < b->comps; c++) {
		int64_t off = largest(b, s, b->columns + c) * 1000 / pixels;

		w->off = off > w->off ? off : w->off;
		w->failed = w->failed || off > limit;
	}
}

/* A page smaller than a window is one window. */
static struct side side_of(const struct ic_windows *b, int pixels)
{
	int side = pixels * (int)b->dpi * WHOLE / (100 * b->step);
	int most = WHOLE * (b->w < b->h ? b->w : b->h);

	side = side > WHOLE ? side : WHOLE;
	side = side < most ? side : most;
	return (struct side){ side / WHOLE, side % WHOLE };
}

/* All windows of one size, which may be off by `limit` thousandths. */
static void slide(const struct ic_windows *b, int side, int64_t limit,
    struct ic_windows_worst *w)
{
	struct side s = side_of(b, side);
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
				look_along(b, s, limit, w);
			}
		}
	}
}

struct ic_windows_worst ic_windows_worst(const struct ic_windows *b,
    int percent)
{
	struct ic_windows_worst w = { 0 };

	for (size_t i = 0; i < sizeof(windows) / sizeof(windows[0]); i++) {
		slide(b, windows[i].side, 10 * windows[i].limit * percent, &w);
	}
	return w;
}

/* Blocks along so many pixels. */
static int blocks_of(int pixels, int step)
{
	return (pixels + step - 1) / step;
}

static size_t sums_of(const struct ic_windows *b)
{
	return (size_t)(b->w * b->comps) * ((size_t)b->h + 1) +
	    (size_t)(COLUMNS_BEFORE * b->comps);
}

static struct ic_windows shape(int w, int h, int comps, uint32_t dpi)
{
	int step = dpi >= 200 ? (int)dpi / 100 : 1;

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

	return sums_of(&b) * sizeof(*b.at) +
	    (size_t)(w * comps) * sizeof(*b.strip) + (size_t)b.h;
}

void ic_windows_set(struct ic_windows *b, void *zeroed, int w, int h, int comps,
    uint32_t dpi)
{
	*b = shape(w, h, comps, dpi);
	b->at = zeroed;
	b->columns = b->at + (size_t)(b->w * comps) * (size_t)b->h +
	    (size_t)(COLUMNS_BEFORE * comps);
	b->strip = (int16_t *)(b->at + sums_of(b));
	b->unlike = (uint8_t *)(b->strip + (size_t)(w * comps));
}
