/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "fax_write.h"

#include <endian.h>
#include <string.h>

/*
 * No pixel costs more than a byte: a vertical mode has 7 bits, a pass mode 4
 * and goes over two, and of runs those of one pixel have the longest codes for
 * their length. What is left are empty runs at a row's ends.
 */
#define ROW_REST 64 /* bytes */

static const struct ic_fax_code eol = { 1, 12 };

struct bits {
	uint8_t *to;
	uint64_t next;
	unsigned n;
};

/* Eight bytes are written, of which those count that are whole. */
static inline void put(struct bits *b, struct ic_fax_code c)
{
	uint64_t v;

	b->n += c.bits;
	b->next |= (uint64_t)c.value << (64 - b->n);
	v = htobe64(b->next);
	memcpy(b->to, &v, sizeof(v));
	b->to += b->n / 8;
	b->next <<= b->n / 8 * 8;
	b->n %= 8;
}

static void put_run(struct bits *b, const struct ic_fax_code *codes, int32_t n)
{
	while (n >= IC_FAX_MAKEUP_MOST) {
		put(b, codes[ic_fax_run_index(IC_FAX_MAKEUP_MOST)]);
		n -= IC_FAX_MAKEUP_MOST;
	}
	if (n >= IC_FAX_MAKEUP) {
		put(b, codes[ic_fax_run_index(n)]);
		n %= IC_FAX_MAKEUP;
	}
	put(b, codes[n]);
}

static bool begin(const struct ic_fax_writer *f, size_t room, struct bits *b)
{
	*b = (struct bits){ ic_buf_room(f->out, room), f->next, f->n };
	return b->to != NULL;
}

static void end(struct ic_fax_writer *f, const struct bits *b)
{
	f->out->len = (size_t)(b->to - f->out->data);
	f->next = b->next;
	f->n = b->n;
}

/* T.6's a0, a1, a2, b1 and b2; a0 is -1 before the first pixel. */
static void put_row(const struct ic_fax_writer *f, const int32_t *above,
    const int32_t *row, struct bits *b)
{
	const struct ic_fax_code *mode = f->codes.mode;
	const int32_t *a1 = row, *b1 = above;
	int32_t a0 = -1;

	while (a0 < f->w) {
		int32_t right;

		while (b1 - above >= 2 && b1[-2] > a0) {
			b1 -= 2;
		}
		while (b1[0] <= a0) {
			b1 += 2;
		}
		right = a1[0] - b1[0];
		if (b1[1] < a1[0]) {
			put(b, mode[IC_FAX_PASS]);
			a0 = b1[1];
		} else if (right >= -3 && right <= 3) {
			put(b, mode[IC_FAX_VERTICAL + right]);
			a0 = *a1++;
			b1++;
		} else {
			int black = (a1 - row) & 1;

			put(b, mode[IC_FAX_HORIZONTAL]);
			put_run(b, f->codes.run[black],
			    a1[0] - (a0 < 0 ? 0 : a0));
			put_run(b, f->codes.run[!black], a1[1] - a1[0]);
			a0 = a1[1];
			a1 += 2;
		}
	}
}

void ic_fax_write_begin(struct ic_fax_writer *f, struct ic_buf *out, int32_t w)
{
	*f = (struct ic_fax_writer){ .out = out, .w = w };
	ic_fax_codes(&f->codes);
	for (int i = 0; i < IC_FAX_BEHIND; i++) {
		f->white[i] = w;
	}
}

bool ic_fax_write_row(struct ic_fax_writer *f, const int32_t *above,
    const int32_t *row)
{
	struct bits b;

	if (!begin(f, (size_t)f->w + ROW_REST, &b)) {
		return false;
	}
	put_row(f, above ? above : f->white, row, &b);
	end(f, &b);
	return true;
}

bool ic_fax_write_end(struct ic_fax_writer *f)
{
	struct bits b;

	if (!begin(f, ROW_REST, &b)) {
		return false;
	}
	put(&b, eol);
	put(&b, eol);
	b.to += b.n > 0; /* the rest of its byte is there, and clear */
	end(f, &b);
	return true;
}

/* A word of a row, ink set, the first pixel highest; behind the row white. */
static uint64_t word_at(const uint8_t *row, int32_t x, int32_t w)
{
	size_t left = ((size_t)(w - x) + 7) / 8;
	uint64_t v = UINT64_MAX;

	memcpy(&v, row + x / 8, left < sizeof(v) ? left : sizeof(v));
	return ~be64toh(v);
}

void ic_fax_changes(const uint8_t *row, int32_t w, int32_t *changes)
{
	uint64_t color = 0; /* of the pixel before, in the lowest bit */

	for (int32_t x = 0; x < w; x += 64) {
		uint64_t ink = word_at(row, x, w);
		uint64_t turns = ink ^ (ink >> 1 | color << 63);

		color = ink & 1;
		if (w - x < 64) {
			turns &= ~(UINT64_MAX >> (w - x));
		}
		for (; turns;
		     turns ^= (uint64_t)1 << 63 >> __builtin_clzll(turns)) {
			*changes++ = x + __builtin_clzll(turns);
		}
	}
	for (int i = 0; i < IC_FAX_BEHIND; i++) {
		*changes++ = w;
	}
}
