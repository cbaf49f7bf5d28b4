/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Flate behind the predictors of PNG (ISO 32000-1, 7.4.4.4), one for each row:
 * the one that leaves the least to be coded, which is the sum of the bytes
 * taken as signed (ISO/IEC 15948, 12.8).
 */
#include "encode_priv.h"

#include <stdlib.h>
#include <string.h>

enum { NONE, SUB, UP, AVERAGE, PAETH, FILTERS };

static int paeth(int a, int b, int c)
{
	int p = a + b - c, pa = abs(p - a), pb = abs(p - b), pc = abs(p - c);

	return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

/* What `filter` leaves of a row; returns its weight. `above` may be zeros. */
static uint64_t filter_row(int filter, const uint8_t *row, const uint8_t *above,
    size_t n, size_t step, uint8_t *to)
{
	uint64_t weight = 0;

	for (size_t i = 0; i < n; i++) {
		int a = i >= step ? row[i - step] : 0, b = above[i];
		int c = i >= step ? above[i - step] : 0;
		int guess = filter == SUB ? a
		    : filter == UP        ? b
		    : filter == AVERAGE   ? (a + b) / 2
		    : filter == PAETH     ? paeth(a, b, c)
					  : 0;
		uint8_t left = (uint8_t)(row[i] - guess);

		to[i] = left;
		weight += left < 128 ? left : 256u - left;
	}
	return weight;
}

/* The best of a row's filters into `to`, with its tag in front. */
static void choose(const uint8_t *row, const uint8_t *above, size_t n,
    size_t step, uint8_t *spare, uint8_t *to)
{
	uint64_t best = UINT64_MAX;

	for (int f = NONE; f < FILTERS && best > 0; f++) {
		uint64_t weight = filter_row(f, row, above, n, step, spare);

		if (weight < best) {
			best = weight;
			to[0] = (uint8_t)f;
			memcpy(to + 1, spare, n);
		}
	}
}

bool ic_encode_png(struct ic_encoder *e, const uint8_t *rows, size_t stride,
    int h, int step, struct ic_error *err)
{
	size_t line = stride + 1;
	uint8_t *all = malloc(line * (size_t)h + 2 * stride);
	uint8_t *spare = all ? all + line * (size_t)h : NULL;
	bool ok;

	if (!all) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	memset(spare + stride, 0, stride);
	for (int y = 0; y < h; y++) {
		const uint8_t *row = rows + (size_t)y * stride;

		choose(row, y > 0 ? row - stride : spare + stride, stride,
		    (size_t)step, spare, all + (size_t)y * line);
	}
	ok = ic_encode_flate(e, all, line * (size_t)h, line, err);
	free(all);
	return ok;
}
