/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The paper around a cut block: the level that most samples have in the near
 * blocks that nothing cuts. Only these, for in the others the level would know
 * what lay under the box.
 */
#include <stdlib.h>

#include "scan_jpeg_priv.h"

#define REACH 8     /* rings of blocks to look into */
#define ENOUGH 24   /* blocks */
#define LEAST 2     /* blocks that tell anything */
#define SAMPLED 499 /* blocks of a page that tell its paper */
#define SPREAD 8    /* levels to each side that are still paper */
#define PART 4      /* one sample in so many must be paper */
#define LEVELS 256

struct sight {
	unsigned level[LEVELS]; /* samples that have it */
	unsigned blocks;
};

static void look_at(const struct ic_plane *p, int bx, int by, struct sight *s)
{
	float samples[IC_BLOCK2];

	if (bx < p->bx0 || by < p->by0 || bx >= p->bw || by >= p->bh ||
	    p->covered[(size_t)by * (size_t)p->bw + (size_t)bx] ||
	    ic_plane_out(p, bx, by)) {
		return;
	}
	ic_block_decode(p->row[by][bx], p->q, samples);
	for (int i = 0; i < IC_BLOCK2; i++) {
		s->level[(int)(samples[i] + 0.5F)]++;
	}
	s->blocks++;
}

/* The blocks that stand `r` from (bx, by). */
static void look_round(const struct ic_plane *p, int bx, int by, int r,
    struct sight *s)
{
	if (r == 0) {
		look_at(p, bx, by, s);
		return;
	}
	for (int i = -r; i <= r; i++) {
		look_at(p, bx + i, by - r, s);
		look_at(p, bx + i, by + r, s);
	}
	for (int i = 1 - r; i < r; i++) {
		look_at(p, bx - r, by + i, s);
		look_at(p, bx + r, by + i, s);
	}
}

/* The sums of 2 SPREAD + 1 levels each, by running over them once. */
static int most(const struct sight *s)
{
	unsigned n = 0, sum = 0, best = 0, best_sum = 0;

	for (int at = LEVELS - 1 + SPREAD; at >= -SPREAD; at--) {
		int in = at - SPREAD, out = at + SPREAD + 1;

		if (in >= 0 && in < LEVELS) {
			n += s->level[in];
			sum += s->level[in] * (unsigned)in;
		}
		if (out < LEVELS) {
			n -= s->level[out];
			sum -= s->level[out] * (unsigned)out;
		}
		if (n > best) { /* of equals the lightest */
			best = n;
			best_sum = sum;
		}
	}
	if (best * PART < s->blocks * IC_BLOCK2) {
		return IC_PAPER_NONE;
	}
	return (int)((best_sum + best / 2) / best);
}

/* Where boxes leave nothing near, the page's paper; without that, white. */
static int of_page(struct ic_plane *p)
{
	size_t blocks = (size_t)p->bw * (size_t)p->bh;
	size_t step = blocks / SAMPLED + 1;
	struct sight s = { .blocks = 0 };

	if (p->page_paper == IC_PAPER_UNKNOWN) {
		for (size_t i = 0; i < blocks; i += step) {
			look_at(p, (int)(i % (size_t)p->bw),
			    (int)(i / (size_t)p->bw), &s);
		}
		p->page_paper = s.blocks ? most(&s) : p->white;
	}
	return p->page_paper;
}

/* The paper around the tile whose first block is (bx, by). */
static int of_tile(struct ic_plane *p, int bx, int by)
{
	struct sight s = { .blocks = 0 };

	for (int r = 0; r <= REACH && s.blocks < ENOUGH; r++) {
		look_round(p, bx + IC_PAPER_TILE / 2, by + IC_PAPER_TILE / 2, r,
		    &s);
	}
	return s.blocks < LEAST ? of_page(p) : most(&s);
}

int ic_plane_paper(struct ic_plane *p, int bx, int by)
{
	int tiles = p->bw / IC_PAPER_TILE + 1, tile = bx / IC_PAPER_TILE;
	int row = by / IC_PAPER_TILE;

	if (p->paper_row != row) {
		for (int i = 0; i < tiles; i++) {
			p->paper[i] = IC_PAPER_UNKNOWN;
		}
		p->paper_row = row;
	}
	if (p->paper[tile] == IC_PAPER_UNKNOWN) {
		p->paper[tile] = of_tile(p, tile * IC_PAPER_TILE,
		    row * IC_PAPER_TILE);
	}
	return p->paper[tile];
}
