/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A search for coefficients, for tables so coarse that rounding each one to
 * the nearest step spoils the box: one step of one coefficient at a time, as
 * long as that helps, with more weight on the box from stage to stage.
 */
#include <string.h>

#include "scan_jpeg_priv.h"

#define SWEEPS 12
#define COEF_MAX 1023

static const float weights[] = { 20, 400, 8000 };

#define STAGES (sizeof(weights) / sizeof(*weights))

/*
 * What is asked of a sample: to lie between low and high. What it is beyond is
 * squared and weighed.
 */
struct fit {
	const UINT16 *q;
	float low[IC_BLOCK2], high[IC_BLOCK2], weight[IC_BLOCK2];
	float *shown;
};

static void ask(const struct ic_plane *p, const float samples[IC_BLOCK2],
    ic_samples covered, ic_samples free, float weight, struct fit *f)
{
	for (int i = 0; i < IC_BLOCK2; i++) {
		bool box = covered >> i & 1;

		f->low[i] = box ? p->aim - p->below : samples[i];
		f->high[i] = box ? p->aim + p->above : samples[i];
		f->weight[i] = box ? weight : free >> i & 1 ? 1 : 0;
	}
}

/* The cost with a step added. No branch, so that it is done by vectors. */
static float cost(const struct fit *f, const float step[IC_BLOCK2])
{
	float part[IC_BLOCK] = { 0 }, sum = 0;

	for (int i = 0; i < IC_BLOCK2; i += IC_BLOCK) {
		for (int j = 0; j < IC_BLOCK; j++) {
			float s = f->shown[i + j] + step[i + j];
			float under = f->low[i + j] - s;
			float over = s - f->high[i + j];

			over = over > under ? over : under;
			over = over > 0 ? over : 0;
			part[j] += f->weight[i + j] * over * over;
		}
	}
	for (int j = 0; j < IC_BLOCK; j++) {
		sum += part[j];
	}
	return sum;
}

/* Try each coefficient. True if one was changed. */
static bool sweep(struct fit *f, JCOEF *block)
{
	float step[IC_BLOCK2] = { 0 };
	float now = cost(f, step);
	bool changed = false;

	for (int k = 0; k < IC_BLOCK2; k++) {
		for (int by = -1; by <= 1; by += 2) {
			float then;

			ic_dct_wave(k, (float)(by * f->q[k]), step);
			then = cost(f, step);
			if (then >= now || block[k] + by > COEF_MAX ||
			    block[k] + by < -COEF_MAX) {
				continue;
			}
			now = then;
			block[k] = (JCOEF)(block[k] + by);
			for (int i = 0; i < IC_BLOCK2; i++) {
				f->shown[i] += step[i];
			}
			changed = true;
		}
	}
	return changed;
}

static bool fits(const struct ic_plane *p, ic_samples covered,
    const float shown[IC_BLOCK2])
{
	for (int i = 0; i < IC_BLOCK2; i++) {
		if (covered >> i & 1 && ic_plane_strain(p, shown[i]) > 1) {
			return false;
		}
	}
	return true;
}

bool ic_block_fit(const struct ic_plane *p, JCOEF *block,
    const float samples[IC_BLOCK2], ic_samples covered, ic_samples free,
    bool strict, float shown[IC_BLOCK2])
{
	struct fit f = { .q = p->q, .shown = shown };

	ic_block_show(block, p->q, shown);
	for (size_t i = strict ? STAGES - 1 : 0; i < STAGES; i++) {
		ask(p, samples, covered, free, weights[i], &f);
		for (int k = 0; k < SWEEPS && sweep(&f, block); k++) {
		}
		if (fits(p, covered, shown)) {
			return true;
		}
	}
	return false;
}
