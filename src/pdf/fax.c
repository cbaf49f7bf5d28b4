/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "fax.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

#define CODE_BITS 13
#define MAKEUP_FIRST 64

/* T.4, tables 2 and 3: runs of 0 to 63, then of 64, 128 ... 1728. */
static const char white_codes[] =
    "00110101 000111 0111 1000 1011 1100 1110 1111 10011 10100 00111 01000 "
    "001000 000011 110100 110101 101010 101011 0100111 0001100 0001000 "
    "0010111 0000011 0000100 0101000 0101011 0010011 0100100 0011000 "
    "00000010 00000011 00011010 00011011 00010010 00010011 00010100 00010101 "
    "00010110 00010111 00101000 00101001 00101010 00101011 00101100 00101101 "
    "00000100 00000101 00001010 00001011 01010010 01010011 01010100 01010101 "
    "00100100 00100101 01011000 01011001 01011010 01011011 01001010 01001011 "
    "00110010 00110011 00110100 "
    "11011 10010 010111 0110111 00110110 00110111 01100100 01100101 01101000 "
    "01100111 011001100 011001101 011010010 011010011 011010100 011010101 "
    "011010110 011010111 011011000 011011001 011011010 011011011 010011000 "
    "010011001 010011010 011000 010011011 ";
static const char black_codes[] =
    "0000110111 010 11 10 011 0011 0010 00011 000101 000100 0000100 0000101 "
    "0000111 00000100 00000111 000011000 0000010111 0000011000 0000001000 "
    "00001100111 00001101000 00001101100 00000110111 00000101000 00000010111 "
    "00000011000 000011001010 000011001011 000011001100 000011001101 "
    "000001101000 000001101001 000001101010 000001101011 000011010010 "
    "000011010011 000011010100 000011010101 000011010110 000011010111 "
    "000001101100 000001101101 000011011010 000011011011 000001010100 "
    "000001010101 000001010110 000001010111 000001100100 000001100101 "
    "000001010010 000001010011 000000100100 000000110111 000000111000 "
    "000000100111 000000101000 000001011000 000001011001 000000101011 "
    "000000101100 000001011010 000001100110 000001100111 "
    "0000001111 000011001000 000011001001 000001011011 000000110011 "
    "000000110100 000000110101 0000001101100 0000001101101 0000001001010 "
    "0000001001011 0000001001100 0000001001101 0000001110010 0000001110011 "
    "0000001110100 0000001110101 0000001110110 0000001110111 0000001010010 "
    "0000001010011 0000001010100 0000001010101 0000001011010 0000001011011 "
    "0000001100100 0000001100101 ";

/* Both colours: 1792, 1856 ... 2560. */
static const char long_codes[] =
    "00000001000 00000001100 00000001101 000000010010 000000010011 "
    "000000010100 000000010101 000000010110 000000010111 000000011100 "
    "000000011101 000000011110 000000011111 ";

/* T.6, table 1: pass, horizontal, then vertical by 0, +1, -1 ... -3. */
static const char mode_codes[] =
    "0001 001 1 011 010 000011 000010 0000011 0000010 ";
enum mode { PASS, HORIZONTAL, VERTICAL };
static const int shift[] = { 0, 1, -1, 2, -2, 3, -3 };

struct entry {
	int16_t run;
	uint8_t bits; /* 0: no code begins so */
};

struct ic_fax_tables {
	struct entry run[2][1 << CODE_BITS];
	struct entry mode[1 << CODE_BITS];
};

static void fill(struct entry *table, const char *code, unsigned bits, int run)
{
	unsigned v = 0, spare = CODE_BITS - bits;

	for (unsigned i = 0; i < bits; i++) {
		v = v << 1 | (unsigned)(code[i] - '0');
	}
	for (unsigned i = 0; i < 1u << spare; i++) {
		table[v << spare | i] = (struct entry){ (int16_t)run,
			(uint8_t)bits };
	}
}

/* Runs count by 1 below 64 and by 64 from there, or `step` from `run`. */
static void read_codes(struct entry *table, const char *codes, int run,
    int step)
{
	while (*codes) {
		size_t bits = strcspn(codes, " ");

		fill(table, codes, (unsigned)bits, run);
		run += step ? step : run < MAKEUP_FIRST ? 1 : MAKEUP_FIRST;
		codes += bits + 1;
	}
}

static struct ic_fax_tables *new_tables(void)
{
	struct ic_fax_tables *t = calloc(1, sizeof(*t));

	if (t) {
		read_codes(t->run[0], white_codes, 0, 0);
		read_codes(t->run[1], black_codes, 0, 0);
		read_codes(t->run[0], long_codes, 1792, MAKEUP_FIRST);
		read_codes(t->run[1], long_codes, 1792, MAKEUP_FIRST);
		read_codes(t->mode, mode_codes, 0, 1);
	}
	return t;
}

/* The next bits, 57 or more from the highest on; behind the end all clear. */
static uint64_t look(const struct ic_fax *f)
{
	size_t byte = (size_t)(f->at >> 3);
	uint8_t last[8] = { 0 };
	const uint8_t *p = last;
	uint64_t v;

	if (byte + sizeof(v) <= f->n) {
		p = f->p + byte;
	} else if (byte < f->n) {
		memcpy(last, f->p + byte, f->n - byte);
	}
	memcpy(&v, p, sizeof(v));
	return be64toh(v) << (f->at & 7);
}

static bool take(struct ic_fax *f, const struct entry *table, int *out)
{
	const struct entry *e = &table[look(f) >> (64 - CODE_BITS)];

	f->at += e->bits;
	*out = e->run;
	return e->bits != 0;
}

/* Long make-up codes, at most one other, and one terminating code. */
static bool run(struct ic_fax *f, int color, int64_t *out)
{
	int64_t sum = 0;
	int n;

	do {
		if (!take(f, f->tables->run[color], &n)) {
			return false;
		}
		sum += n;
	} while (n >= MAKEUP_FIRST && sum <= f->w);
	*out = sum;
	return n < MAKEUP_FIRST && sum <= f->w;
}

struct line {
	int64_t a0; /* -1 before the first pixel */
	int color;  /* 1: black */
	size_t n;   /* changes so far */
	size_t b;   /* where to look in the line above */
};

static bool change(struct ic_fax *f, struct line *l, int64_t at)
{
	/* Only the first run of a line and the last can be empty. */
	if (at > f->w || (at <= l->a0 && at < f->w) || at < 0) {
		return false;
	}
	f->row[l->n++] = (int32_t)at;
	l->a0 = at;
	l->color ^= 1;
	return true;
}

/* b1: the first change above, right of a0, to the opposite of its colour. */
static int64_t find_b1(struct ic_fax *f, struct line *l)
{
	while (l->b > 0 && f->above[l->b - 1] > l->a0) {
		l->b--;
	}
	while (f->above[l->b] <= l->a0 && f->above[l->b] < f->w) {
		l->b++;
	}
	if ((l->b & 1) != (unsigned)l->color && f->above[l->b] < f->w) {
		l->b++;
	}
	return f->above[l->b];
}

static bool horizontal(struct ic_fax *f, struct line *l)
{
	int64_t from = l->a0 < 0 ? 0 : l->a0, first, second;

	if (!run(f, l->color, &first) || !run(f, l->color ^ 1, &second)) {
		return false;
	}
	return change(f, l, from + first) &&
	    change(f, l, from + first + second);
}

static bool code(struct ic_fax *f, struct line *l)
{
	int64_t b1 = find_b1(f, l);
	int mode;

	if (!take(f, f->tables->mode, &mode)) {
		return false;
	}
	if (mode == HORIZONTAL) {
		return horizontal(f, l);
	}
	if (mode != PASS) {
		return change(f, l, b1 + shift[mode - VERTICAL]);
	}
	if (b1 >= f->w || f->above[l->b + 1] >= f->w) {
		return false;
	}
	l->a0 = f->above[l->b + 1];
	return true;
}

const int32_t *ic_fax_row(struct ic_fax *f)
{
	struct line l = { .a0 = -1 };
	int32_t *row = f->row;

	while (l.a0 < f->w) {
		if (!code(f, &l)) {
			return NULL;
		}
	}
	for (int i = 0; i < 3; i++) {
		row[l.n + (size_t)i] = f->w;
	}
	f->row = f->above;
	f->above = row;
	return f->at <= (uint64_t)f->n * 8 ? row : NULL;
}

bool ic_fax_ends(struct ic_fax *f)
{
	if (look(f) >> (64 - 24) != 0x001001) {
		return false;
	}
	f->at += 24;
	return f->at <= (uint64_t)f->n * 8 && (f->at + 7) / 8 == f->n &&
	    ((f->at & 7) == 0 || (f->p[f->n - 1] & (0xff >> (f->at & 7))) == 0);
}

bool ic_fax_open(struct ic_fax *f, const uint8_t *p, size_t n, int32_t w)
{
	size_t changes = (size_t)w + 8;

	*f = (struct ic_fax){ .p = p, .n = n, .w = w };
	f->tables = new_tables();
	f->lines = malloc(changes * 2 * sizeof(*f->lines));
	if (!f->tables || !f->lines) {
		ic_fax_close(f);
		return false;
	}
	f->above = f->lines;
	f->row = f->lines + changes;
	for (int i = 0; i < 3; i++) {
		f->above[i] = w; /* an all white line above */
	}
	return true;
}

/* Clear the bits of a row from `from` up to `end`. */
static void blacken(uint8_t *row, int32_t from, int32_t end)
{
	uint8_t first = (uint8_t)(0xff >> (from & 7));
	uint8_t last = (uint8_t) ~(0xff >> (end & 7));
	int32_t at = from >> 3, to = end >> 3;

	if (at == to) {
		row[at] &= (uint8_t) ~(first & last);
		return;
	}
	row[at++] &= (uint8_t)~first;
	memset(row + at, 0, (size_t)(to - at));
	if (last) {
		row[to] &= (uint8_t)~last;
	}
}

void ic_fax_bits(const int32_t *changes, int32_t w, uint8_t *row)
{
	memset(row, 0xff, ((size_t)w + 7) / 8);
	for (; changes[0] < w; changes += 2) {
		blacken(row, changes[0], changes[1]);
	}
}

void ic_fax_bytes(const int32_t *changes, int32_t w, uint8_t *row)
{
	memset(row, 255, (size_t)w);
	for (; changes[0] < w; changes += 2) {
		memset(row + changes[0], 0, (size_t)(changes[1] - changes[0]));
	}
}

void ic_fax_close(struct ic_fax *f)
{
	free(f->tables);
	free(f->lines);
	*f = (struct ic_fax){ 0 };
}
