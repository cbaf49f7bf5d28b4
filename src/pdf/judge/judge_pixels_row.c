/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What is looked at of a picture becomes bytes; the rest stays packed. */
#include <string.h>

#include "judge_pixels_priv.h"

#define TURNS 2 /* parts of rows that are there at once */

struct ic_unpacked {
	uint8_t to[256][8]; /* of a byte of 2, 4 or 8 samples */
	size_t samples;     /* in a byte */
	unsigned turn;
	uint8_t *row[TURNS];
};

static void fill_table(struct ic_unpacked *u, int bits)
{
	int most = (1 << bits) - 1;

	u->samples = (size_t)(8 / bits);
	for (int byte = 0; byte < 256; byte++) {
		for (size_t i = 0; i < u->samples; i++) {
			int v = byte >> (8 - bits * (int)(i + 1)) & most;

			u->to[byte][i] = (uint8_t)(v * 255 / most);
		}
	}
}

void ic_pixels_unpacked_open(fz_context *ctx, struct ic_pixels_of *px)
{
	size_t n = px->stride * (size_t)(8 / px->bits);
	struct ic_unpacked *u;

	if (px->bits == 8) {
		return;
	}
	px->found = u = fz_calloc(ctx, 1, sizeof(*u));
	for (int i = 0; i < TURNS; i++) {
		u->row[i] = fz_malloc(ctx, n);
	}
	fill_table(u, px->bits);
}

void ic_pixels_unpacked_close(fz_context *ctx, struct ic_pixels_of *px)
{
	for (int i = 0; px->found && i < TURNS; i++) {
		fz_free(ctx, px->found->row[i]);
	}
	fz_free(ctx, px->found);
	px->found = NULL;
}

/*
 * `samples` is known where it is called: the copies are moves. Paper, which
 * most of a page is, goes eight bytes at once.
 */
static inline void unpack_by(const struct ic_unpacked *u, const uint8_t *from,
    uint8_t *to, size_t bytes, size_t samples)
{
	const uint8_t *end = from + bytes;

	while (from < end) {
		uint64_t eight = 0;

		if (end - from >= 8) {
			memcpy(&eight, from, sizeof(eight));
		}
		if (eight == UINT64_MAX) {
			memset(to, 255, 8 * samples);
			from += 8;
			to += 8 * samples;
			continue;
		}
		for (int i = 0; i < 8 && from < end; i++, to += samples) {
			memcpy(to, u->to[*from++], samples);
		}
	}
}

/* The samples of so many bytes. */
static void unpack(const struct ic_unpacked *u, const uint8_t *from,
    uint8_t *to, size_t bytes)
{
	switch (u->samples) {
	case 8:
		unpack_by(u, from, to, bytes, 8);
		break;
	case 4:
		unpack_by(u, from, to, bytes, 4);
		break;
	default:
		unpack_by(u, from, to, bytes, 2);
		break;
	}
}

const uint8_t *ic_pixels_row(fz_context *ctx, const struct ic_pixels_of *px,
    int y, int x0, int x1)
{
	struct ic_unpacked *u = px->found;
	size_t from = (size_t)x0 * (size_t)px->n;
	size_t end = (size_t)x1 * (size_t)px->n, first;
	const uint8_t *row;
	uint8_t *to;

	if (!px->rows || y < 0 || y >= px->h || x0 < 0 || x1 > px->w ||
	    (px->want && !px->want[y])) {
		fz_throw(ctx, FZ_ERROR_GENERIC, "a row that nobody wanted");
	}
	row = px->rows + (size_t)y * px->stride;
	if (!u) {
		return row + from;
	}
	first = from / u->samples;
	to = u->row[u->turn++ % TURNS];
	if (x0 < x1) {
		unpack(u, row + first, to,
		    (end + u->samples - 1) / u->samples - first);
	}
	return to + (from - first * u->samples);
}

uint8_t *ic_pixels_all(fz_context *ctx, const struct ic_pixels_of *px)
{
	size_t n = (size_t)px->w * (size_t)px->n;
	uint8_t *all = fz_malloc(ctx, n * (size_t)px->h);

	fz_try(ctx) {
		for (int y = 0; y < px->h; y++) {
			memcpy(all + (size_t)y * n,
			    ic_pixels_row(ctx, px, y, 0, px->w), n);
		}
	}
	fz_catch(ctx) {
		fz_free(ctx, all);
		fz_rethrow(ctx);
	}
	return all;
}
