/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "match_priv.h"

#define N IC_THUMB_SIDE
#define FINE 8  /* pixels a side that make a part */
#define BLANK 3 /* darkness of the darkest part of a blank page */

void ic_thumb_of(struct ic_gray file, const struct ic_fit *fit,
    struct ic_thumb *out)
{
	const struct match_grid on = { N * FINE, N * FINE,
		(double)fit->page.w / (N * FINE),
		(double)fit->page.h / (N * FINE) };
	uint8_t fine[N * FINE * N * FINE];

	match_resample(file, fit, &on, fine);
	for (unsigned i = 0; i < N * N; i++) {
		const uint8_t *at = fine +
		    ((size_t)(i / N) * N * FINE + i % N) * FINE;
		unsigned sum = 0;

		for (unsigned k = 0; k < FINE * FINE; k++) {
			sum += at[(size_t)(k / FINE) * N * FINE + k % FINE];
		}
		out->at[i] = (uint8_t)(sum / (FINE * FINE));
	}
}

uint32_t ic_thumb_distance(const struct ic_thumb *a, const struct ic_thumb *b)
{
	uint32_t apart = 0, all = 0;

	for (unsigned i = 0; i < N * N; i++) {
		int d = a->at[i] - b->at[i];

		apart += (uint32_t)(d < 0 ? -d : d);
		all += (uint32_t)a->at[i] + b->at[i];
	}
	return all ? (uint32_t)((uint64_t)apart * 1000 / all) : 0;
}

bool ic_thumb_is_blank(const struct ic_thumb *t)
{
	for (unsigned i = 0; i < N * N; i++) {
		if (t->at[i] > BLANK) {
			return false;
		}
	}
	return true;
}
