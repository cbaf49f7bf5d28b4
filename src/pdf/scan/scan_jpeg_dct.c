/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The transform of T.81, annex A.3.3, as two products with a matrix: exact to
 * the last bits of a float, and quick enough for the few blocks that are cut.
 */
#include <string.h>

#include "scan_jpeg_priv.h"

/* cos(k pi / 16) / 2; K4 is 1 / sqrt(8) as well. */
#define K1 0.49039264F
#define K2 0.46193977F
#define K3 0.41573481F
#define K4 0.35355339F
#define K5 0.27778512F
#define K6 0.19134172F
#define K7 0.09754516F

/* Row u: the basis function of frequency u. */
static const float basis[IC_BLOCK][IC_BLOCK] = {
	{ K4, K4, K4, K4, K4, K4, K4, K4 },
	{ K1, K3, K5, K7, -K7, -K5, -K3, -K1 },
	{ K2, K6, -K6, -K2, -K2, -K6, K6, K2 },
	{ K3, -K7, -K1, -K5, K5, K1, K7, -K3 },
	{ K4, -K4, -K4, K4, K4, -K4, -K4, K4 },
	{ K5, -K1, K7, K3, -K3, -K7, K1, -K5 },
	{ K6, -K2, K2, -K6, -K6, K2, -K2, K6 },
	{ K7, -K5, K3, -K1, K1, -K3, K5, -K7 },
};

/* The same on its side. */
static const float turned[IC_BLOCK][IC_BLOCK] = {
	{ K4, K1, K2, K3, K4, K5, K6, K7 },
	{ K4, K3, K6, -K7, -K4, -K1, -K2, -K5 },
	{ K4, K5, -K6, -K1, -K4, K7, K2, K3 },
	{ K4, K7, -K2, -K5, K4, K3, -K6, -K1 },
	{ K4, -K7, -K2, K5, K4, -K3, -K6, K1 },
	{ K4, -K5, -K6, K1, -K4, -K7, K2, -K3 },
	{ K4, -K3, K6, K7, -K4, K1, -K2, K5 },
	{ K4, -K1, K2, -K3, K4, -K5, K6, -K7 },
};

/* Half a row: the vectors of gcc and clang. */
#define LANES 4

typedef float lanes __attribute__((vector_size(LANES * sizeof(float))));

static inline lanes lanes_at(const float *p)
{
	lanes v;

	memcpy(&v, p, sizeof(v));
	return v;
}

static inline void product(const float *a, const float *b, float *restrict to)
{
	for (int i = 0; i < IC_BLOCK; i++) {
		lanes left = { 0 }, right = { 0 };

#pragma GCC unroll 8
		for (int k = 0; k < IC_BLOCK; k++) {
			float f = a[IC_BLOCK * i + k];

			left += f * lanes_at(b + IC_BLOCK * k);
			right += f * lanes_at(b + IC_BLOCK * k + LANES);
		}
		memcpy(to + IC_BLOCK * i, &left, sizeof(left));
		memcpy(to + IC_BLOCK * i + LANES, &right, sizeof(right));
	}
}

void ic_dct_forward(const float samples[IC_BLOCK2], float freq[IC_BLOCK2])
{
	float half[IC_BLOCK2];

	product(basis[0], samples, half);
	product(half, turned[0], freq);
}

void ic_dct_inverse(const float freq[IC_BLOCK2], float samples[IC_BLOCK2])
{
	float half[IC_BLOCK2];

	product(turned[0], freq, half);
	product(half, basis[0], samples);
}

void ic_dct_wave(int k, float amount, float samples[IC_BLOCK2])
{
	const float *down = basis[k / IC_BLOCK], *across = basis[k % IC_BLOCK];

	for (int y = 0; y < IC_BLOCK; y++) {
		float f = amount * down[y];

		for (int x = 0; x < IC_BLOCK; x++) {
			samples[IC_BLOCK * y + x] = f * across[x];
		}
	}
}

void ic_dct_weigh(const float weight[IC_BLOCK2], float moves[IC_BLOCK2])
{
	float square[IC_BLOCK2], on_side[IC_BLOCK2], half[IC_BLOCK2];

	for (int i = 0; i < IC_BLOCK2; i++) {
		float wave = basis[i / IC_BLOCK][i % IC_BLOCK];

		square[i] = wave * wave;
		on_side[i % IC_BLOCK * IC_BLOCK + i / IC_BLOCK] = square[i];
	}
	product(square, weight, half);
	product(half, on_side, moves);
}
