/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "scan_jpeg_priv.h"

static ic_samples *covered_at(const struct ic_plane *p, int bx, int by)
{
	return &p->covered[(size_t)by * (size_t)p->bw + (size_t)bx];
}

/* Bits `from` to `to` - 1 of eight; both may lie outside. */
static unsigned run(int from, int to)
{
	from = from < 0 ? 0 : from;
	to = to > IC_BLOCK ? IC_BLOCK : to;
	return from < to ? ((1u << to) - 1) & ~((1u << from) - 1) : 0;
}

/* The samples of block (bx, by) within an area of the plane. */
static ic_samples within(struct ic_pixels area, int bx, int by)
{
	const ic_samples one = 0x0101010101010101;
	unsigned x = run(area.x0 - bx * IC_BLOCK, area.x1 - bx * IC_BLOCK);
	unsigned y = run(area.y0 - by * IC_BLOCK, area.y1 - by * IC_BLOCK);
	ic_samples rows = 0;

	for (int i = 0; i < IC_BLOCK; i++) {
		rows |= (ic_samples)(y >> i & 1) << (IC_BLOCK * i);
	}
	/* Each chosen row gets the columns; no product overflows its byte. */
	return (rows & one) * x;
}

ic_samples ic_plane_out(const struct ic_plane *p, int bx, int by)
{
	int x = bx * IC_BLOCK, y = by * IC_BLOCK;

	if (x >= p->keep.x0 && x + IC_BLOCK <= p->keep.x1 && y >= p->keep.y0 &&
	    y + IC_BLOCK <= p->keep.y1) {
		return 0;
	}
	return ~within(p->keep, bx, by);
}

/* Half-open pixels to the samples of one axis that they are made of. */
static void touched(int from, int to, int span, int n, int *s0, int *s1)
{
	*s0 = from / span;
	*s1 = (to + span - 1) / span;
	if (span == 2) {
		/*
		 * A decoder makes a pixel of the two nearest samples, so that
		 * the one beside the box still colours its edge.
		 */
		*s0 = from > 0 ? (from - 1) / 2 : 0;
		*s1 = to / 2 + 1;
	}
	*s1 = *s1 > n ? n : *s1;
}

void ic_plane_cover(struct ic_plane *p, struct ic_pixels box)
{
	struct ic_pixels s;

	touched(box.x0, box.x1, p->hs, p->bw * IC_BLOCK, &s.x0, &s.x1);
	touched(box.y0, box.y1, p->vs, p->bh * IC_BLOCK, &s.y0, &s.y1);
	for (int by = s.y0 / IC_BLOCK; by * IC_BLOCK < s.y1; by++) {
		for (int bx = s.x0 / IC_BLOCK; bx * IC_BLOCK < s.x1; bx++) {
			*covered_at(p, bx, by) |= within(s, bx, by);
		}
	}
}

/* True if boxes cover all of the blocks around, too: nothing of it is seen. */
static bool is_buried(const struct ic_plane *p, int bx, int by)
{
	static const int aside[][2] = { { -1, 0 }, { 1, 0 }, { 0, -1 },
		{ 0, 1 } };

	for (int i = 0; i < 4; i++) {
		int x = bx + aside[i][0], y = by + aside[i][1];

		if (x < 0 || y < 0 || x >= p->bw || y >= p->bh ||
		    *covered_at(p, x, y) != ~(ic_samples)0) {
			return false;
		}
	}
	return *covered_at(p, bx, by) == ~(ic_samples)0;
}

static void remember(struct ic_plane *p, int bx, int by)
{
	struct ic_was was = { .bx = bx, .by = by };

	ic_block_shown(p->row[by][bx], p->q, was.shown);
	ic_buf_add(&p->was, &was, sizeof(was));
}

static int by_place(const void *a, const void *b)
{
	const struct ic_was *x = a, *y = b;

	return x->by != y->by ? x->by - y->by : x->bx - y->bx;
}

const uint8_t *ic_plane_was(const struct ic_plane *p, int bx, int by)
{
	struct ic_was key = { .bx = bx, .by = by };
	const struct ic_was *found = p->was.len == 0
	    ? NULL
	    : bsearch(&key, p->was.data, p->was.len / sizeof(key), sizeof(key),
		  by_place);

	return found ? found->shown : NULL;
}

/* A cut block of which something is kept, or which may colour what is. */
static bool edit(struct ic_plane *p, const struct ic_was *was)
{
	int bx = was->bx, by = was->by;
	ic_samples covered = *covered_at(p, bx, by);
	ic_samples out = ic_plane_out(p, bx, by);
	JCOEF *block = p->row[by][bx];

	if ((covered | out) == ~(ic_samples)0) {
		ic_block_flat(block, p->q, p->fill);
		return true;
	}
	if (!covered) {
		ic_block_pad(p, block, was->shown, out,
		    ic_plane_paper(p, bx, by));
		return true;
	}
	return ic_block_cut(p, block, was->shown, covered, out,
	    ic_plane_paper(p, bx, by));
}

static int clamp(int at, int from, int to)
{
	return at < from ? from : at >= to ? to - 1 : at;
}

/* A block outside of what is kept goes on as its nearest block (x, y) ends. */
static void go_on(const struct ic_plane *p, int bx, int by, int x, int y)
{
	float near[IC_BLOCK2], samples[IC_BLOCK2];

	ic_block_decode(p->row[y][x], p->q, near);
	for (int i = 0; i < IC_BLOCK2; i++) {
		int sx = clamp(bx * IC_BLOCK + i % IC_BLOCK, p->keep.x0,
		    p->keep.x1);
		int sy = clamp(by * IC_BLOCK + i / IC_BLOCK, p->keep.y0,
		    p->keep.y1);

		samples[i] =
		    near[(sy - y * IC_BLOCK) * IC_BLOCK + sx - x * IC_BLOCK];
	}
	ic_block_set(p->row[by][bx], p->q, samples);
}

/* Blocks of the first MCU that hold nothing of the page. */
static void fill_outside(struct ic_plane *p, int bx1, int by1)
{
	for (int by = p->by0; by < by1; by++) {
		for (int bx = p->bx0; bx < bx1; bx++) {
			int x = clamp(bx, p->keep.x0 / IC_BLOCK, bx1);
			int y = clamp(by, p->keep.y0 / IC_BLOCK, by1);

			if (x != bx || y != by) {
				go_on(p, bx, by, x, y);
			}
		}
	}
}

/* True if block `at` of an axis lies within samples `from` to `to` - 1. */
static bool is_inside(int at, int from, int to)
{
	return at * IC_BLOCK >= from && (at + 1) * IC_BLOCK <= to;
}

void ic_plane_note(struct ic_plane *p)
{
	const struct ic_pixels *k = &p->keep;
	int bx1 = (k->x1 + IC_BLOCK - 1) / IC_BLOCK;
	int by1 = (k->y1 + IC_BLOCK - 1) / IC_BLOCK;

	for (int by = k->y0 / IC_BLOCK; by < by1; by++) {
		bool inside = is_inside(by, k->y0, k->y1);
		const ic_samples *covered = covered_at(p, 0, by);

		for (int bx = k->x0 / IC_BLOCK; bx < bx1; bx++) {
			if (!covered[bx] && inside &&
			    is_inside(bx, k->x0, k->x1)) {
				continue;
			}
			if (is_buried(p, bx, by)) {
				ic_block_flat(p->row[by][bx], p->q, p->fill);
			} else {
				remember(p, bx, by);
			}
		}
	}
}

bool ic_plane_edit(struct ic_plane *p)
{
	const struct ic_was *was = (const void *)p->was.data;

	for (size_t i = 0; i < p->was.len / sizeof(*was); i++) {
		if (!edit(p, &was[i])) {
			return false;
		}
	}
	fill_outside(p, (p->keep.x1 + IC_BLOCK - 1) / IC_BLOCK,
	    (p->keep.y1 + IC_BLOCK - 1) / IC_BLOCK);
	return true;
}

/* The same for each coefficient, without a branch: the loop is vectors. */
static void look_at_row(JBLOCK *blocks, int n, UINT16 found[IC_BLOCK2])
{
	for (int b = 0; b < n; b++) {
		for (int i = 0; i < IC_BLOCK2; i++) {
			found[i] |= (UINT16)abs(blocks[b][i]);
		}
	}
}

void ic_plane_look(struct ic_plane *p)
{
	int low = 0, high = 0;

	memset(p->found, 0, sizeof(p->found));
	for (int by = 0; by < p->out_bh; by++) {
		JBLOCK *row = p->row[by];

		look_at_row(row, p->out_bw, p->found);
		for (int bx = 0; bx < p->out_bw; bx++) {
			low = row[bx][0] < low ? row[bx][0] : low;
			high = row[bx][0] > high ? row[bx][0] : high;
		}
	}
	p->dc_range = high - low;
}

void ic_plane_crop(struct ic_plane *p)
{
	if (p->bx0 == 0 && p->by0 == 0) {
		return;
	}
	for (int by = p->by0; by < p->bh; by++) {
		memmove(p->row[by - p->by0], p->row[by] + p->bx0,
		    (size_t)(p->bw - p->bx0) * sizeof(JBLOCK));
	}
}
