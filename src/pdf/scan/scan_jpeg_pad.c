/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A block that an edge cuts, and no box. What lies beyond the edge is not
 * shown, and no coefficient may know of it: the block is made of the samples
 * that are seen, as a decoder shows them, and goes on with those at the edge.
 *
 * Rounding all of that to the nearest steps moves what is seen as much as it
 * moves the rest, which nobody sees. So one step of one coefficient at a time
 * is taken as long as the block comes nearer, where what is not seen weighs
 * less; that leaves about half of the error.
 */
#include <math.h>

#include "scan_jpeg_priv.h"

#define TOP 255
#define COEF_MAX 1023

#define UNSEEN 0.5F /* the weight of a sample that is not seen */
#define STEPS 32
#define WORTH 1 /* squares of a level: less is no reason for a step */

/* Deviations that are still noise, and levels by which paper is not even. */
#define NOISE 5
#define UNEVEN 1

void ic_block_go_on(float samples[IC_BLOCK2], ic_samples out)
{
	ic_samples in = ~out;
	int first = __builtin_ctzll(in), last = 63 - __builtin_clzll(in);
	int y0 = first / IC_BLOCK, y1 = last / IC_BLOCK;
	int x0 = first % IC_BLOCK, x1 = last % IC_BLOCK;

	for (int i = 0; i < IC_BLOCK2; i++) {
		int x = i % IC_BLOCK, y = i / IC_BLOCK;

		x = x < x0 ? x0 : x > x1 ? x1 : x;
		y = y < y0 ? y0 : y > y1 ? y1 : y;
		if (out >> i & 1) {
			samples[i] = samples[IC_BLOCK * y + x];
		}
	}
}

/*
 * The most by which rounding to steps may be thought to move a sum of samples
 * with these weights. Each coefficient is off by up to half of its step.
 */
static float noise_of(const UINT16 *q, const float weight[IC_BLOCK2])
{
	float freq[IC_BLOCK2], sum = 0;

	ic_dct_forward(weight, freq);
	for (int i = 0; i < IC_BLOCK2; i++) {
		sum += freq[i] * freq[i] * (float)q[i] * (float)q[i];
	}
	return NOISE * sqrtf(sum / 12) + UNEVEN;
}

/* The same of one sample, wherever it is. */
static float noise_of_one(const UINT16 *q)
{
	float sum = 0;

	for (int i = 0; i < IC_BLOCK2; i++) {
		sum += (float)q[i] * (float)q[i];
	}
	return NOISE * sqrtf(sum / (12 * IC_BLOCK2)) + UNEVEN;
}

/*
 * True if all that is seen is paper, but for what the noise of something
 * beyond the edge may have done to it.
 */
static bool is_paper(const UINT16 *q, const float samples[IC_BLOCK2],
    ic_samples in, int paper)
{
	float most = noise_of_one(q), weight[IC_BLOCK2], sum = 0;
	int n = __builtin_popcountll(in);

	for (int i = 0; i < IC_BLOCK2; i++) {
		bool seen = in >> i & 1;
		float off = seen ? samples[i] - (float)paper : 0;

		if (fabsf(off) > most) {
			return false;
		}
		weight[i] = seen ? 1 / (float)n : 0;
		sum += off;
	}
	return fabsf(sum / (float)n) <= noise_of(q, weight);
}

/* What is missing; beyond black and white nothing is. */
static float missing(float want, float shown)
{
	return (want <= 0 && shown < 0) || (want >= TOP && shown > TOP)
	    ? 0
	    : want - shown;
}

/* The step that brings the block nearest, if any: its place and way. */
static bool best_step(const UINT16 *q, const JCOEF *block,
    const float lack[IC_BLOCK2], const float moves[IC_BLOCK2], int *place,
    int *way)
{
	float freq[IC_BLOCK2], best = WORTH;

	ic_dct_forward(lack, freq);
	for (int i = 0; i < IC_BLOCK2; i++) {
		float step = (float)q[i];
		float gain = step * (2 * fabsf(freq[i]) - step * moves[i]);
		int by = freq[i] > 0 ? 1 : -1, to = block[i] + by;

		if (gain > best && to <= COEF_MAX && to >= -COEF_MAX) {
			best = gain;
			*place = i;
			*way = by;
		}
	}
	return best > WORTH;
}

static void come_near(const UINT16 *q, JCOEF *block,
    const float want[IC_BLOCK2], ic_samples out)
{
	float weight[IC_BLOCK2], moves[IC_BLOCK2], shown[IC_BLOCK2];

	for (int i = 0; i < IC_BLOCK2; i++) {
		weight[i] = out >> i & 1 ? UNSEEN : 1;
	}
	ic_dct_weigh(weight, moves);
	ic_block_show(block, q, shown);
	for (int k = 0; k < STEPS; k++) {
		float lack[IC_BLOCK2], step[IC_BLOCK2];
		int at = 0, way = 0;

		for (int i = 0; i < IC_BLOCK2; i++) {
			lack[i] = weight[i] * missing(want[i], shown[i]);
		}
		if (!best_step(q, block, lack, moves, &at, &way)) {
			return;
		}
		block[at] = (JCOEF)(block[at] + way);
		ic_dct_wave(at, (float)(way * q[at]), step);
		for (int i = 0; i < IC_BLOCK2; i++) {
			shown[i] += step[i];
		}
	}
}

void ic_block_pad(const struct ic_plane *p, JCOEF *block,
    const uint8_t was[IC_BLOCK2], ic_samples out, int paper)
{
	float samples[IC_BLOCK2];

	for (int i = 0; i < IC_BLOCK2; i++) {
		samples[i] = was[i];
	}
	if (paper != IC_PAPER_NONE && is_paper(p->q, samples, ~out, paper)) {
		ic_block_flat(block, p->q, paper);
		return;
	}
	ic_block_go_on(samples, out);
	ic_block_set(block, p->q, samples);
	come_near(p->q, block, samples, out);
}
