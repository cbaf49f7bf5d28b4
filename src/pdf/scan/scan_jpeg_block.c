/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A block that is cut: its samples are set, coded, and looked at as a decoder
 * shows them. Quantising rings, so that black comes out gray; then black is
 * asked for beyond black by as much as it failed, and again. What that does
 * not settle, scan_jpeg_fit.c searches for.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scan_jpeg_priv.h"

#define CENTRE 128 /* T.81, A.3.1: the level shift */
#define TOP 255
#define COEF_MAX 1023 /* what baseline code can hold */
#define HALF 4

/* What may be noise: so far from the paper; with a coarse table more of it. */
#define RINGING 48
#define RINGING_MAX 80
#define RINGING_LEAST 12

/* How far the ringing rule, and coding, may move a quarter block's mean. */
#define SHIFT_MAX 20
#define SHIFT_CHROMA_MAX 11

#define ROUNDS 12

#define DEEPER 15 /* than black, for each try */

/* How far beyond the middle a sample may be asked for. */
#define BEYOND_MAX 320

void ic_block_show(const JCOEF *block, const UINT16 *q,
    float samples[IC_BLOCK2])
{
	float freq[IC_BLOCK2];

	for (int i = 0; i < IC_BLOCK2; i++) {
		freq[i] = (float)(block[i] * q[i]);
	}
	ic_dct_inverse(freq, samples);
	for (int i = 0; i < IC_BLOCK2; i++) {
		samples[i] += CENTRE;
	}
}

void ic_block_decode(const JCOEF *block, const UINT16 *q,
    float samples[IC_BLOCK2])
{
	ic_block_show(block, q, samples);
	for (int i = 0; i < IC_BLOCK2; i++) {
		float s = samples[i] + 0.5F;

		s = s > 0 ? s : 0;
		samples[i] = (float)(int)(s < TOP ? s : TOP);
	}
}

void ic_block_shown(const JCOEF *block, const UINT16 *q,
    uint8_t shown[IC_BLOCK2])
{
	float samples[IC_BLOCK2];

	ic_block_decode(block, q, samples);
	for (int i = 0; i < IC_BLOCK2; i++) {
		shown[i] = (uint8_t)samples[i];
	}
}

void ic_block_flat(JCOEF *block, const UINT16 *q, int level)
{
	int dc = (level - CENTRE) * IC_BLOCK, step = q[0];

	memset(block, 0, IC_BLOCK2 * sizeof(*block));
	if (level == 0) {
		dc = -((-dc + step - 1) / step);
	} else if (level == TOP) {
		dc = (dc + step - 1) / step;
	} else {
		dc = (dc + (dc < 0 ? -step : step) / 2) / step;
	}
	block[0] = (JCOEF)dc;
}

/* The nearest integer; halves upward, so that it is the same everywhere. */
static int nearest(float f)
{
	return (int)floorf(f + 0.5F);
}

/* Code samples (centred), and show them decoded, not cut to 0 and 255. */
static void code(const float want[IC_BLOCK2], const UINT16 *q, JCOEF *block,
    float shown[IC_BLOCK2])
{
	float freq[IC_BLOCK2];

	ic_dct_forward(want, freq);
	for (int i = 0; i < IC_BLOCK2; i++) {
		int c = nearest(freq[i] / q[i]);

		c = c < -COEF_MAX ? -COEF_MAX : c > COEF_MAX ? COEF_MAX : c;
		block[i] = (JCOEF)c;
	}
	ic_block_show(block, q, shown);
}

void ic_block_set(JCOEF *block, const UINT16 *q, const float samples[IC_BLOCK2])
{
	float want[IC_BLOCK2], shown[IC_BLOCK2];

	for (int i = 0; i < IC_BLOCK2; i++) {
		want[i] = samples[i] - CENTRE;
	}
	code(want, q, block, shown);
}

float ic_plane_strain(const struct ic_plane *p, float shown)
{
	float d = shown - p->aim;

	return d > 0 ? d / p->above : -d / p->below;
}

/* The most that a covered sample strains its limit, and correct for it. */
static float correct(const struct ic_plane *p, ic_samples covered,
    const float shown[IC_BLOCK2], float want[IC_BLOCK2])
{
	float worst = 0;

	for (int i = 0; i < IC_BLOCK2; i++) {
		float d = shown[i] - p->aim, strain;

		if (!(covered >> i & 1)) {
			continue;
		}
		strain = ic_plane_strain(p, shown[i]);
		worst = strain > worst ? strain : worst;
		if ((d > 0 ? p->above : p->below) < IC_BEYOND &&
		    fabsf(want[i] - d) <= BEYOND_MAX) {
			want[i] -= d;
		}
	}
	return worst;
}

static int shift_max(const struct ic_plane *p)
{
	return p->chroma ? SHIFT_CHROMA_MAX : SHIFT_MAX;
}

/*
 * Sums of what samples were moved by, in quarters of the block: the fourth
 * part, rather than the whole, since a rule or a stroke is narrow.
 */
static bool moved(const float from[IC_BLOCK2], const float to[IC_BLOCK2],
    ic_samples free, int max)
{
	float sum[4] = { 0 };

	for (int i = 0; i < IC_BLOCK2; i++) {
		if (free >> i & 1) {
			float t = to[i] < 0 ? 0 : to[i] > TOP ? TOP : to[i];

			sum[i / (IC_BLOCK2 / 2) * 2 + i % IC_BLOCK / HALF] +=
			    t - from[i];
		}
	}
	for (int i = 0; i < 4; i++) {
		if (fabsf(sum[i]) > (float)(max * HALF * HALF)) {
			return true;
		}
	}
	return false;
}

/* Twice the step, on average, is about what one edge's noise reaches. */
static int ringing(const UINT16 *q)
{
	int sum = 0;

	for (int i = 0; i < IC_BLOCK2; i++) {
		sum += q[i];
	}
	sum = sum * 5 / (3 * IC_BLOCK2);
	return sum < RINGING ? RINGING : sum > RINGING_MAX ? RINGING_MAX : sum;
}

/* The ringing rule. Where it would flatten more than noise, less of it. */
static void calm(const struct ic_plane *p, float samples[IC_BLOCK2],
    ic_samples free, int paper)
{
	for (int r = ringing(p->q); r >= RINGING_LEAST; r /= 2) {
		float calmed[IC_BLOCK2];

		for (int i = 0; i < IC_BLOCK2; i++) {
			bool near = fabsf(samples[i] - (float)paper) <=
			    (float)r;

			calmed[i] = near ? (float)paper : samples[i];
		}
		if (!moved(samples, calmed, free, shift_max(p))) {
			memcpy(samples, calmed, sizeof(calmed));
			return;
		}
	}
}

/* Rounds of coding until the box has its fill, at half its limits. */
static bool settle(const struct ic_plane *p, JCOEF *block,
    const float samples[IC_BLOCK2], ic_samples covered, ic_samples free)
{
	float want[IC_BLOCK2], shown[IC_BLOCK2], best = 2;
	JCOEF tried[IC_BLOCK2];

	for (int i = 0; i < IC_BLOCK2; i++) {
		want[i] = samples[i] - CENTRE;
	}
	for (int k = 0; k < ROUNDS && best > 0.5F; k++) {
		float worst;

		code(want, p->q, tried, shown);
		worst = correct(p, covered, shown, want);
		if (worst < best &&
		    !moved(samples, shown, free, shift_max(p))) {
			best = worst;
			memcpy(block, tried, sizeof(tried));
		}
	}
	return best <= 1;
}

#define TRIES 8

/*
 * The same by search from several points: blacker than black, or with colour
 * that fades towards none.
 */
static bool search(const struct ic_plane *p, JCOEF *block,
    const float samples[IC_BLOCK2], ic_samples covered, ic_samples free)
{
	float beyond = p->chroma ? 0 : p->fill ? DEEPER : -DEEPER;

	for (int k = 0; k < TRIES; k++) {
		float want[IC_BLOCK2], shown[IC_BLOCK2];
		float part = p->chroma ? 1 - (float)k / (TRIES - 1) : 1;

		for (int i = 0; i < IC_BLOCK2; i++) {
			want[i] = covered >> i & 1
			    ? p->aim - CENTRE + beyond * (float)k
			    : (samples[i] - CENTRE) * part;
		}
		code(want, p->q, block, shown);
		if (ic_block_fit(p, block, samples, covered, free,
			k == TRIES - 1, shown) &&
		    !moved(samples, shown, free, shift_max(p))) {
			return true;
		}
	}
	return false;
}

bool ic_block_cut(const struct ic_plane *p, JCOEF *block,
    const uint8_t was[IC_BLOCK2], ic_samples covered, ic_samples out, int paper)
{
	ic_samples free = ~(covered | out);
	float samples[IC_BLOCK2];

	for (int i = 0; i < IC_BLOCK2; i++) {
		samples[i] = was[i];
	}
	if (paper != IC_PAPER_NONE) {
		calm(p, samples, free, paper);
	}
	for (int i = 0; i < IC_BLOCK2; i++) {
		if (covered >> i & 1) {
			samples[i] = p->aim;
		}
	}
	ic_block_go_on(samples, out);
	covered &= ~out;
	return settle(p, block, samples, covered, free) ||
	    search(p, block, samples, covered, free);
}
