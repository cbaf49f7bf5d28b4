/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Finer steps. What a cut block is to show may lie between the steps of a
 * coarse table: much colour beside a box that has none. A step of 30 that
 * becomes one of 10, with each coefficient counted in it three times as large,
 * shows the same in all other blocks to the last bit, and costs them a bit or
 * two. Where no block counts in a step it costs nothing, and is free.
 *
 * Which steps are counted in is asked only of blocks that nothing cuts: the
 * others know what lay under a box or beyond the page.
 */
#include <stdlib.h>

#include "scan_jpeg_priv.h"

#define FINE 10     /* a step of which no part is needed */
#define PARTS_MAX 6 /* of a step */
#define COEF_MAX 1023

/* The block, if it is kept and nothing cuts it; else NULL. */
static JCOEF *whole_block(const struct ic_plane *p, int bx, int by)
{
	bool cut = p->covered[(size_t)by * (size_t)p->bw + (size_t)bx] ||
	    ic_plane_out(p, bx, by);

	return cut ? NULL : p->row[by][bx];
}

static void look(const struct ic_plane *p, UINT16 found[IC_BLOCK2])
{
	for (int by = 0; by < p->bh; by++) {
		for (int bx = 0; bx < p->bw; bx++) {
			const JCOEF *block = whole_block(p, bx, by);

			for (int i = 0; block && i < IC_BLOCK2; i++) {
				found[i] |= (UINT16)abs(block[i]);
			}
		}
	}
}

static void multiply(struct ic_plane *p, const JCOEF times[IC_BLOCK2])
{
	for (int by = 0; by < p->bh; by++) {
		for (int bx = 0; bx < p->bw; bx++) {
			JCOEF *block = whole_block(p, bx, by);

			for (int i = 0; block && i < IC_BLOCK2; i++) {
				block[i] = (JCOEF)(block[i] * times[i]);
			}
		}
	}
}

/* Into how many parts a step goes; 1 if it stays. */
static int parts(int step, int found)
{
	int best = 1;

	for (int n = 2; n <= PARTS_MAX && step / best > FINE; n++) {
		if (step % n == 0 && found * n <= COEF_MAX) {
			best = n;
		}
	}
	return best;
}

/* False if there are no finer steps to be had. */
static bool refine(struct ic_plane *p)
{
	UINT16 found[IC_BLOCK2] = { 0 };
	JCOEF times[IC_BLOCK2] = { 1 };
	bool any = false;

	if (p->q == p->finer) {
		return false;
	}
	look(p, found);
	/* The mean of a block is fine enough, and buried ones have but that. */
	p->finer[0] = p->q[0];
	for (int i = 1; i < IC_BLOCK2; i++) {
		int n = parts(p->q[i], found[i]);

		times[i] = (JCOEF)n;
		p->finer[i] = (UINT16)(p->q[i] / n);
		if (found[i] == 0 && p->finer[i] > FINE) {
			p->finer[i] = FINE;
		}
		any |= p->finer[i] != p->q[i];
	}
	if (any) {
		multiply(p, times);
		p->q = p->finer;
	}
	return any;
}

static bool edit_finer(struct ic_plane *p)
{
	return refine(p) && ic_plane_edit(p);
}

/*
 * All planes that are colour, or all that are not. False if one of them cannot
 * be edited; *any: one is finer.
 */
static bool edit_all_finer(struct ic_plane *planes, int comps, bool chroma,
    bool *any)
{
	for (int c = 0; c < comps; c++) {
		if (planes[c].chroma == chroma && refine(&planes[c])) {
			*any = true;
			if (!ic_plane_edit(&planes[c])) {
				return false;
			}
		}
	}
	return true;
}

bool ic_planes_edit(struct ic_plane *planes, const struct ic_seen *s,
    bool *starved)
{
	/* Colour first, since it takes few bits. */
	bool chroma = true;

	*starved = false;
	for (int c = 0; c < s->comps; c++) {
		if (!ic_plane_edit(&planes[c]) && !edit_finer(&planes[c])) {
			return false;
		}
	}
	while (!ic_planes_seen(s, starved)) {
		bool any = false;

		if (*starved ||
		    !edit_all_finer(planes, s->comps, chroma, &any) ||
		    (!any && !edit_all_finer(planes, s->comps, false, &any)) ||
		    !any) {
			return false;
		}
		chroma = false;
	}
	return true;
}
