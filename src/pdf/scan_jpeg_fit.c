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

/* One coefficient's step, in samples. */
static void step_of(int k, float q, float step[IC_BLOCK2])
{
	float freq[IC_BLOCK2] = { 0 };

	freq[k] = q;
	ic_dct_inverse(freq, step);
}

/* What is wrong with a covered sample; squares, as for the others. */
static float wrong(const struct ic_plane *p, float shown)
{
	float d = shown - p->aim;
	float over = d > 0 ? d - p->above : -d - p->below;

	return over > 0 ? over * over : 0;
}

struct fit {
	const struct ic_plane *p;
	const float *samples; /* wanted of the free ones */
	ic_samples covered, free;
	float weight; /* of what is wrong with the box */
	float *shown;
};

/* The cost with `by` times the step added. */
static float cost(const struct fit *f, const float step[IC_BLOCK2], float by)
{
	float sum = 0;

	for (int i = 0; i < IC_BLOCK2; i++) {
		float s = f->shown[i] + by * step[i];

		if (f->covered >> i & 1) {
			sum += f->weight * wrong(f->p, s);
		} else if (f->free >> i & 1) {
			sum += (s - f->samples[i]) * (s - f->samples[i]);
		}
	}
	return sum;
}

/* Try each coefficient. True if one was changed. */
static bool sweep(struct fit *f, JCOEF *block)
{
	float step[IC_BLOCK2] = { 0 };
	float now = cost(f, step, 0);
	bool changed = false;

	for (int k = 0; k < IC_BLOCK2; k++) {
		step_of(k, f->p->q[k], step);
		for (int by = -1; by <= 1; by += 2) {
			float then = cost(f, step, (float)by);

			if (then >= now || block[k] + by > COEF_MAX ||
			    block[k] + by < -COEF_MAX) {
				continue;
			}
			now = then;
			block[k] = (JCOEF)(block[k] + by);
			for (int i = 0; i < IC_BLOCK2; i++) {
				f->shown[i] += (float)by * step[i];
			}
			changed = true;
		}
	}
	return changed;
}

static bool fits(const struct fit *f)
{
	for (int i = 0; i < IC_BLOCK2; i++) {
		if (f->covered >> i & 1 &&
		    ic_plane_strain(f->p, f->shown[i]) > 1) {
			return false;
		}
	}
	return true;
}

bool ic_block_fit(const struct ic_plane *p, JCOEF *block,
    const float samples[IC_BLOCK2], ic_samples covered, ic_samples free,
    bool strict, float shown[IC_BLOCK2])
{
	struct fit f = { p, samples, covered, free, 0, shown };

	ic_block_show(block, p->q, shown);
	for (size_t i = strict ? STAGES - 1 : 0; i < STAGES; i++) {
		f.weight = weights[i];
		for (int k = 0; k < SWEEPS && sweep(&f, block); k++) {
		}
		if (fits(&f)) {
			return true;
		}
	}
	return false;
}
