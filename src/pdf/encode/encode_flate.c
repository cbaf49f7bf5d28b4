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
#define WORD 8   /* bytes that are compared at once */
#define TAKEN 16 /* a longer match is not waited for, nor all remembered */
#define NEAR 512 /* a distance of few bits */
#define NEARER 1 /* bytes that a match of a long code must be longer by */
#define START (FARTHEST + 1) /* of the stream; so 0 is too far from all */

static uint64_t word_at(const uint8_t *p)
{
	uint64_t v;

	memcpy(&v, p, sizeof(v));
	return v;
}

static unsigned slot_of(uint64_t word)
{
	uint32_t four = (uint32_t)word;

	return four * 2654435761u >> (32 - IC_FLATE_SLOT_BITS);
}

/* How many first bytes are alike in two words that differ. */
static unsigned alike_in(uint64_t different)
{
	if (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__) {
		return (unsigned)__builtin_ctzll(different) / 8;
	}
	return (unsigned)__builtin_clzll(different) / 8;
}

/* How many of at most `most` bytes are the same. */
static unsigned alike(const uint8_t *a, const uint8_t *b, unsigned most)
{
	unsigned n = 0;

	for (; n + WORD <= most; n += WORD) {
		uint64_t different = word_at(a + n) ^ word_at(b + n);

		if (different) {
			return n + alike_in(different);
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

/* n bytes, each `row` of them a row; without rows that is 1. */
struct source {
	const uint8_t *p;
	size_t n;
	unsigned row;
};

/* What is alike so far back, if that is longer than m. */
static struct match longer(const struct source *s, size_t i, unsigned distance,
    struct match m)
{
	unsigned most = s->n - i < LONGEST ? (unsigned)(s->n - i) : LONGEST;
	unsigned n;

	if (distance > i || m.length == most) {
		return m;
	}
	n = alike(s->p + i, s->p + i - distance, most);
	return n > m.length ? (struct match){ n, distance } : m;
}

/* Where the four bytes at i stood last, at most FARTHEST back; 0: nowhere. */
static unsigned last_place(struct ic_flate *f, uint64_t word, size_t i)
{
	uint32_t *last = &f->last[slot_of(word)];
	uint32_t now = (uint32_t)i + START, distance = now - *last;

	*last = now;
	return distance <= FARTHEST ? distance : 0;
}

/*
 * Of the runs the near one wins: it has the shorter code. The first word of
 * all three is compared without a branch, which no processor could guess.
 */
static struct match find(struct ic_flate *f, const struct source *s, size_t i)
{
	const uint8_t *p = s->p + i;
	uint64_t word, run, above, far;
	struct match m = { 0, 0 }, other;
	unsigned back;

	if (i < s->row || i + WORD > s->n) {
		return longer(s, i, s->row, longer(s, i, 1, m));
	}
	word = word_at(p);
	run = word ^ word_at(p - 1);
	above = word ^ word_at(p - s->row);
	if (run == 0 || above == 0) {
		return longer(s, i, s->row, longer(s, i, 1, m));
	}
	back = last_place(f, word, i);
	far = word ^ word_at(p - back);
	if (far == 0 && back > 0) {
		return longer(s, i, back, m);
	}
	m = (struct match){ alike_in(run), 1 };
	other = (struct match){ alike_in(above), (unsigned)s->row };
	m = other.length > m.length ? other : m;
	other = (struct match){ far ? alike_in(far) : 0, back };
	return other.length > m.length + NEARER ? other : m;
}

/* A match a byte later that is worth to be waited for. */
static bool is_worth(struct match later, struct match now)
{
	return later.length >
	    now.length + (later.distance > NEAR && now.distance <= NEAR);
}

/* What a match passes over may be met again. */
static void remember(struct ic_flate *f, const struct source *s, size_t i,
    unsigned length)
{
	size_t end = i + (length < TAKEN ? length : TAKEN);

	if (end + WORD > s->n) {
		return;
	}
	for (i++; i < end; i++) {
		f->last[slot_of(word_at(s->p + i))] = (uint32_t)i + START;
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
	const struct source s = { p, n,
		row > 0 && row <= FARTHEST ? (unsigned)row : 1 };
	uint32_t sum = libdeflate_adler32(1, p, n);
	size_t i = 0;

	memset(f->last, 0, sizeof(f->last));
	ic_flate_begin(f, out);
	while (i < n) {
		struct match m = find(f, &s, i);

		if (m.length >= SHORTEST && m.length <= TAKEN && i + 1 < n) {
			struct match later = find(f, &s, i + 1);

			if (is_worth(later, m)) {
				token(f, p[i++], 0, false);
				m = later;
			}
		}
		if (m.length >= SHORTEST) {
			remember(f, &s, i, m.length);
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
