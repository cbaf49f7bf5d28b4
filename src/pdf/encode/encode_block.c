/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "encode_flate.h"

#include <string.h>

#define END 256 /* symbol */
#define LITERALS 286
#define DISTANCES 30
#define LENGTHS 19
#define LONGEST 258
#define TOKEN_ROOM 8 /* bytes; 15 + 5 + 15 + 13 bits are less */
#define BLOCK_ROOM 1024

/* A symbol with its extra bits. */
struct symbol {
	unsigned at, extra, bits;
};

static unsigned log2_of(unsigned v)
{
	return 31u - (unsigned)__builtin_clz(v);
}

/* RFC 1951, 3.2.5: four symbols to each doubling, and one for the longest. */
static struct symbol length_symbol(unsigned length)
{
	unsigned v = length - 3, e;

	if (length == LONGEST) {
		return (struct symbol){ 285, 0, 0 };
	}
	if (v < 8) {
		return (struct symbol){ 257 + v, 0, 0 };
	}
	e = log2_of(v) - 2;
	return (
	    struct symbol){ 257 + 4 * e + (v >> e), v & ((1u << e) - 1), e };
}

/* Two to each doubling. */
static struct symbol distance_symbol(unsigned distance)
{
	unsigned v = distance - 1, e;

	if (v < 4) {
		return (struct symbol){ v, 0, 0 };
	}
	e = log2_of(v) - 1;
	return (struct symbol){ 2 * e + (v >> e), v & ((1u << e) - 1), e };
}

/*
 * At most 48 bits are put at once, and fewer than 8 wait: whole bytes go out,
 * of a word that is stored whole. The buffer has room for it.
 */
static void put(struct ic_flate *f, uint64_t value, unsigned bits)
{
	uint8_t *to = f->out->data + f->out->len;

	f->bits |= value << f->nbits;
	f->nbits += bits;
	for (int i = 0; i < 8; i++) {
		to[i] = (uint8_t)(f->bits >> (8 * i));
	}
	f->out->len += f->nbits / 8;
	f->bits >>= f->nbits & ~7u;
	f->nbits &= 7;
}

static void put_symbol(struct ic_flate *f, const struct ic_huffman *h,
    unsigned symbol)
{
	put(f, h->code[symbol], h->length[symbol]);
}

/* Bits that follow one another, the first one lowest. */
struct bits {
	uint32_t at, n;
};

/* Of a symbol: its code, then the extra bits. */
static struct bits bits_of(const struct ic_huffman *h, struct symbol s)
{
	return (struct bits){ h->code[s.at] | s.extra << h->length[s.at],
		h->length[s.at] + s.bits };
}

/* By what a token has in its upper half: a byte, or a length from 3 on. */
struct spelling {
	struct bits byte[256], length[LONGEST + 1];
};

static void spell(struct spelling *s, const struct ic_huffman *h)
{
	for (unsigned i = 0; i < 256; i++) {
		s->byte[i] = bits_of(h, (struct symbol){ i, 0, 0 });
	}
	for (unsigned i = 3; i <= LONGEST; i++) {
		s->length[i] = bits_of(h, length_symbol(i));
	}
}

/* As put() does, but what it works on stays in registers. */
static void put_tokens(struct ic_flate *f)
{
	uint8_t *to = f->out->data + f->out->len;
	uint64_t wait = f->bits;
	unsigned waiting = f->nbits;
	struct spelling s;

	spell(&s, &f->literals);
	for (size_t i = 0; i < f->n; i++) {
		unsigned value = f->token[i] >> 16;
		unsigned distance = f->token[i] & 0xffff;
		struct bits b = distance ? s.length[value] : s.byte[value];

		wait |= (uint64_t)b.at << waiting;
		waiting += b.n;
		if (distance) {
			b = bits_of(&f->distances, distance_symbol(distance));
			wait |= (uint64_t)b.at << waiting;
			waiting += b.n;
		}
		for (int k = 0; k < 8; k++) {
			to[k] = (uint8_t)(wait >> (8 * k));
		}
		to += waiting / 8;
		wait >>= waiting & ~7u;
		waiting &= 7;
	}
	f->out->len = (size_t)(to - f->out->data);
	f->bits = wait;
	f->nbits = waiting;
	put_symbol(f, &f->literals, END);
}

static void make_codes(struct ic_flate *f)
{
	uint32_t literals[LITERALS] = { [END] = 1 };
	uint32_t distances[DISTANCES] = { 0 };
	uint32_t lengths[LONGEST + 1] = { 0 };

	for (size_t i = 0; i < f->n; i++) {
		unsigned value = f->token[i] >> 16;
		unsigned distance = f->token[i] & 0xffff;

		if (distance == 0) {
			literals[value]++;
		} else {
			lengths[value]++;
			distances[distance_symbol(distance).at]++;
		}
	}
	for (unsigned i = 3; i <= LONGEST; i++) {
		literals[length_symbol(i).at] += lengths[i];
	}
	ic_huffman_make(&f->literals, literals, LITERALS, IC_HUFFMAN_MOST);
	ic_huffman_make(&f->distances, distances, DISTANCES, IC_HUFFMAN_MOST);
}

/* The lengths of both codes as symbols of a third: RFC 1951, 3.2.7. */
struct listing {
	struct symbol at[LITERALS + DISTANCES];
	size_t n;
};

static void list_run(struct listing *l, unsigned length, unsigned n)
{
	while (length == 0 && n >= 3) {
		unsigned k = n < 138 ? n : 138;

		l->at[l->n++] = k < 11 ? (struct symbol){ 17, k - 3, 3 }
				       : (struct symbol){ 18, k - 11, 7 };
		n -= k;
	}
	if (length > 0 && n > 0) {
		l->at[l->n++] = (struct symbol){ length, 0, 0 };
		n--;
		while (n >= 3) {
			unsigned k = n < 6 ? n : 6;

			l->at[l->n++] = (struct symbol){ 16, k - 3, 2 };
			n -= k;
		}
	}
	while (n-- > 0) {
		l->at[l->n++] = (struct symbol){ length, 0, 0 };
	}
}

static void list(struct listing *l, const uint8_t *length, unsigned n)
{
	for (unsigned i = 0; i < n;) {
		unsigned k = i + 1;

		while (k < n && length[k] == length[i]) {
			k++;
		}
		list_run(l, length[i], k - i);
		i = k;
	}
}

static unsigned used(const struct ic_huffman *h, unsigned n, unsigned least)
{
	while (n > least && h->length[n - 1] == 0) {
		n--;
	}
	return n;
}

static void put_codes(struct ic_flate *f)
{
	static const uint8_t order[LENGTHS] = { 16, 17, 18, 0, 8, 7, 9, 6, 10,
		5, 11, 4, 12, 3, 13, 2, 14, 1, 15 };
	unsigned literals = used(&f->literals, LITERALS, 257);
	unsigned distances = used(&f->distances, DISTANCES, 1);
	uint32_t weight[LENGTHS] = { 0 };
	struct listing l = { .n = 0 };
	unsigned n = LENGTHS;

	list(&l, f->literals.length, literals);
	list(&l, f->distances.length, distances);
	for (size_t i = 0; i < l.n; i++) {
		weight[l.at[i].at]++;
	}
	ic_huffman_make(&f->lengths, weight, LENGTHS, 7);
	while (n > 4 && f->lengths.length[order[n - 1]] == 0) {
		n--;
	}
	put(f, literals - 257, 5);
	put(f, distances - 1, 5);
	put(f, n - 4, 4);
	for (unsigned i = 0; i < n; i++) {
		put(f, f->lengths.length[order[i]], 3);
	}
	for (size_t i = 0; i < l.n; i++) {
		put_symbol(f, &f->lengths, l.at[i].at);
		put(f, l.at[i].extra, l.at[i].bits);
	}
}

void ic_flate_begin(struct ic_flate *f, struct ic_buf *out)
{
	f->n = 0;
	f->bits = 0;
	f->nbits = 0;
	f->out = out;
	ic_buf_add(out, "\x78\x01", 2);
}

void ic_flate_block(struct ic_flate *f, bool last)
{
	if (ic_buf_room(f->out, TOKEN_ROOM * f->n + BLOCK_ROOM)) {
		make_codes(f);
		put(f, last, 1);
		put(f, 2, 2);
		put_codes(f);
		put_tokens(f);
	}
	f->n = 0;
}

bool ic_flate_end(struct ic_flate *f, uint32_t adler)
{
	uint8_t tail[5];
	size_t n = 0;

	if (f->nbits > 0) {
		tail[n++] = (uint8_t)f->bits;
	}
	for (int shift = 24; shift >= 0; shift -= 8) {
		tail[n++] = (uint8_t)(adler >> shift);
	}
	return ic_buf_add(f->out, tail, n) && !f->out->failed;
}
