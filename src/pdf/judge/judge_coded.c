/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "judge_coded.h"

#include <stdlib.h>
#include <string.h>

#include "fax.h"
#include "inflate.h"

#define TAGS 5 /* of PNG's predictors: none, left, above, mean, Paeth */

size_t ic_coded_row(const struct ic_coded *c)
{
	return ((size_t)c->w * c->comps * c->bits + 7) / 8;
}

/* The bits behind the last pixel of each row: all clear or all set. */
static bool padding_is_blank(const struct ic_coded *c, const uint8_t *rows)
{
	size_t row = ic_coded_row(c);
	size_t spare = row * 8 - (size_t)c->w * c->comps * c->bits;
	uint8_t mask = (uint8_t)((1u << spare) - 1), met = 0, all = mask;

	for (int y = 0; mask && y < c->h; y++) {
		uint8_t last = rows[(size_t)(y + 1) * row - 1] & mask;

		met |= last;
		all &= last;
	}
	return met == 0 || all == mask;
}

/* One zlib stream that ends with the bytes, and is of just this size. */
static bool inflates(const struct ic_coded *c, uint8_t *to, size_t want)
{
	size_t used;

	return ic_inflate(c->p, c->n, to, want, &used) && used == c->n;
}

static bool flate(const struct ic_coded *c, uint8_t *rows)
{
	return inflates(c, rows, ic_coded_row(c) * (size_t)c->h) &&
	    padding_is_blank(c, rows);
}

static int paeth(int left, int above, int corner)
{
	int guess = left + above - corner;
	int a = abs(guess - left), b = abs(guess - above);
	int c = abs(guess - corner);

	return a <= b && a <= c ? left : b <= c ? above : corner;
}

/*
 * A row of n bytes behind its tag, and the row above (PNG, 9.2). Each byte was
 * coded as what it is more than what those before it let expect.
 */
static bool predicted(const uint8_t *tagged, const uint8_t *above, uint8_t *row,
    size_t n, size_t comps)
{
	for (size_t i = 0; i < n && *tagged < TAGS; i++) {
		int left = i < comps ? 0 : row[i - comps];
		int corner = i < comps ? 0 : above[i - comps];
		int guess = *tagged == 0 ? 0
		    : *tagged == 1       ? left
		    : *tagged == 2       ? above[i]
		    : *tagged == 3       ? (left + above[i]) / 2
					 : paeth(left, above[i], corner);

		row[i] = (uint8_t)(tagged[1 + i] + guess);
	}
	return *tagged < TAGS;
}

static bool png(const struct ic_coded *c, uint8_t *rows)
{
	size_t n = ic_coded_row(c), want = (n + 1) * (size_t)c->h;
	uint8_t *tagged = malloc(want), *above = calloc(1, n);
	const uint8_t *up = above;
	bool ok = tagged && above && c->bits == 8 && inflates(c, tagged, want);

	for (int y = 0; ok && y < c->h; y++) {
		ok = predicted(tagged + (size_t)y * (n + 1), up, rows, n,
		    c->comps);
		up = rows;
		rows += n;
	}
	free(tagged);
	free(above);
	return ok;
}

/* EOFB comes behind the last row, and at most seven clear bits behind it. */
static bool fax(const struct ic_coded *c, uint8_t *rows)
{
	size_t n = ic_coded_row(c);
	struct ic_fax f;
	bool ok = c->bits == 1 && c->comps == 1 &&
	    ic_fax_open(&f, c->p, c->n, c->w);

	if (!ok) {
		return false;
	}
	for (int y = 0; ok && y < c->h; y++) {
		const int32_t *changes = ic_fax_row(&f);

		ok = changes != NULL;
		if (ok) {
			ic_fax_bits(changes, c->w, rows + (size_t)y * n);
		}
	}
	ok = ok && ic_fax_ends(&f);
	ic_fax_close(&f);
	return ok;
}

bool ic_coded_read(const struct ic_coded *c, const bool *want, uint8_t *rows)
{
	switch (c->coding) {
	case IC_CODING_FLATE:
		return flate(c, rows);
	case IC_CODING_PNG:
		return png(c, rows);
	case IC_CODING_FAX:
		return fax(c, rows);
	case IC_CODING_JPEG:
		return ic_coded_jpeg(c, want, rows);
	}
	return false;
}
