/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A picture as a zlib stream (RFC 1950, 1951). zlib looks for matches
 * wherever they may be; of text that is drawn nearly all lie a row above, in
 * the run before, or where the same bytes began last. That takes the room of
 * zlib's level 6 and less time than its level 1. What is made here, zlib reads:
 * in libqpdf, in MuPDF and in the tiler, before it is released.
 */
#include "encode_flate.h"

#include <stdlib.h>
#include <string.h>

#include <libdeflate.h>

#define LONGEST 258
#define SHORTEST 3
#define FARTHEST 32768
#define GOOD 8   /* a match this long is not looked for elsewhere */
#define TAKEN 16 /* nor a byte later; nor is all of it remembered */
#define NEAR 512 /* a distance of few bits */

static uint32_t four_at(const uint8_t *p)
{
	uint32_t v;

	memcpy(&v, p, sizeof(v));
	return v;
}

static unsigned slot_of(uint32_t four)
{
	return four * 2654435761u >> (32 - IC_FLATE_SLOT_BITS);
}

/* How many of at most `most` bytes are the same. */
static unsigned alike(const uint8_t *a, const uint8_t *b, unsigned most)
{
	unsigned n = 0;

	for (; n + 8 <= most; n += 8) {
		uint64_t x, y;

		memcpy(&x, a + n, sizeof(x));
		memcpy(&y, b + n, sizeof(y));
		if (x != y && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__) {
			return n + (unsigned)__builtin_ctzll(x ^ y) / 8;
		}
		if (x != y) {
			break;
		}
	}
	while (n < most && a[n] == b[n]) {
		n++;
	}
	return n;
}

struct match {
	unsigned length, distance;
};

static void try_at(const uint8_t *p, size_t distance, unsigned most,
    struct match *m)
{
	unsigned n = p[0] == *(p - distance) ? alike(p, p - distance, most) : 0;

	if (n > m->length) {
		*m = (struct match){ n, (unsigned)distance };
	}
}

/* Of the runs the near one wins: it has the shorter code. */
static struct match find(struct ic_flate *f, const uint8_t *p, size_t i,
    size_t n, size_t row)
{
	unsigned most = n - i < LONGEST ? (unsigned)(n - i) : LONGEST;
	struct match m = { 0 };

	if (i > 0) {
		try_at(p + i, 1, most, &m);
	}
	if (m.length < most && row > 0 && i >= row) {
		try_at(p + i, row, most, &m);
	}
	if (m.length < GOOD && most >= sizeof(uint32_t)) {
		uint32_t *last = &f->last[slot_of(four_at(p + i))];

		/* A farther one has more bits: it must be worth it. */
		if (*last > 0 && i - (*last - 1) <= FARTHEST) {
			struct match far = { m.length + 1, 0 };

			try_at(p + i, i - (*last - 1), most, &far);
			m = far.distance ? far : m;
		}
		*last = (uint32_t)i + 1;
	}
	return m;
}

/* A match a byte later that is worth to be waited for. */
static bool is_worth(struct match later, struct match now)
{
	return later.length >
	    now.length + (later.distance > NEAR && now.distance <= NEAR);
}

/* What a match passes over may be met again. */
static void remember(struct ic_flate *f, const uint8_t *p, size_t i, size_t n,
    unsigned length)
{
	size_t end = i + (length < TAKEN ? length : TAKEN);

	for (i++; i < end && i + sizeof(uint32_t) <= n; i++) {
		f->last[slot_of(four_at(p + i))] = (uint32_t)i + 1;
	}
}

static void token(struct ic_flate *f, unsigned value, unsigned distance,
    bool last)
{
	f->token[f->n++] = value << 16 | distance;
	if (f->n == IC_FLATE_TOKENS) {
		ic_flate_block(f, last);
	}
}

bool ic_flate_stream(struct ic_flate *f, const uint8_t *p, size_t n, size_t row,
    struct ic_buf *out)
{
	uint32_t sum = libdeflate_adler32(1, p, n);
	size_t i = 0;

	memset(f->last, 0, sizeof(f->last));
	ic_flate_begin(f, out);
	row = row <= FARTHEST ? row : 0;
	while (i < n) {
		struct match m = find(f, p, i, n, row);

		if (m.length >= SHORTEST && m.length < TAKEN && i + 1 < n) {
			struct match later = find(f, p, i + 1, n, row);

			if (is_worth(later, m)) {
				token(f, p[i++], 0, false);
				m = later;
			}
		}
		if (m.length >= SHORTEST) {
			remember(f, p, i, n, m.length);
			i += m.length;
			token(f, m.length, m.distance, i == n);
		} else {
			i++;
			token(f, p[i - 1], 0, i == n);
		}
	}
	if (f->n > 0 || n == 0) {
		ic_flate_block(f, true);
	}
	return ic_flate_end(f, sum);
}

bool ic_encode_flate(struct ic_encoder *e, const void *data, size_t n,
    size_t row, struct ic_error *err)
{
	if (!e->flate) {
		e->flate = calloc(1, sizeof(struct ic_flate));
	}
	ic_buf_reset(&e->out);
	if (!e->flate || n > UINT32_MAX - 1 ||
	    !ic_flate_stream(e->flate, data, n, row, &e->out)) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	return true;
}

void ic_encode_flate_finish(struct ic_encoder *e)
{
	free(e->flate);
	e->flate = NULL;
}
