/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A strict reader of G4 (ITU-T T.6): exactly the rows and columns promised,
 * each code where an encoder must put it, EOFB, and at most seven clear bits
 * behind it. Pixels are not kept: only where the code ends matters here.
 */
#include <stdlib.h>
#include <string.h>

#include "tiler_priv.h"

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

struct tables {
	struct entry run[2][1 << CODE_BITS];
	struct entry mode[1 << CODE_BITS];
};

struct fax {
	const uint8_t *p;
	size_t n;
	uint64_t at; /* in bits */
	int64_t w;
	const struct tables *tables;
	int32_t *above, *row; /* where the colour changes, then w, w, w */
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

static struct tables *new_tables(void)
{
	struct tables *t = calloc(1, sizeof(*t));

	if (t) {
		read_codes(t->run[0], white_codes, 0, 0);
		read_codes(t->run[1], black_codes, 0, 0);
		read_codes(t->run[0], long_codes, 1792, MAKEUP_FIRST);
		read_codes(t->run[1], long_codes, 1792, MAKEUP_FIRST);
		read_codes(t->mode, mode_codes, 0, 1);
	}
	return t;
}

/* The next 13 bits; behind the end they read as clear. */
static unsigned look(const struct fax *f)
{
	size_t byte = (size_t)(f->at >> 3);
	uint32_t v = 0;

	for (size_t i = 0; i < 3; i++) {
		v = v << 8 | (byte + i < f->n ? f->p[byte + i] : 0);
	}
	return v >> (24 - CODE_BITS - (f->at & 7)) & ((1u << CODE_BITS) - 1);
}

static bool take(struct fax *f, const struct entry *table, int *out)
{
	const struct entry *e = &table[look(f)];

	f->at += e->bits;
	*out = e->run;
	return e->bits != 0 && f->at <= (uint64_t)f->n * 8;
}

/* Long make-up codes, at most one other, and one terminating code. */
static bool run(struct fax *f, int color, int64_t *out)
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

static bool change(struct fax *f, struct line *l, int64_t at)
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
static int64_t find_b1(struct fax *f, struct line *l)
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

static bool horizontal(struct fax *f, struct line *l)
{
	int64_t from = l->a0 < 0 ? 0 : l->a0, first, second;

	if (!run(f, l->color, &first) || !run(f, l->color ^ 1, &second)) {
		return false;
	}
	return change(f, l, from + first) &&
	    change(f, l, from + first + second);
}

static bool row(struct fax *f)
{
	struct line l = { .a0 = -1 };
	int32_t *swap = f->above;
	int mode;

	while (l.a0 < f->w) {
		int64_t b1 = find_b1(f, &l);
		bool ok;

		if (!take(f, f->tables->mode, &mode)) {
			return false;
		}
		if (mode == PASS) {
			ok = b1 < f->w && f->above[l.b + 1] < f->w;
			l.a0 = ok ? f->above[l.b + 1] : l.a0;
		} else if (mode == HORIZONTAL) {
			ok = horizontal(f, &l);
		} else {
			ok = change(f, &l, b1 + shift[mode - VERTICAL]);
		}
		if (!ok) {
			return false;
		}
	}
	for (int i = 0; i < 3; i++) {
		f->row[l.n + (size_t)i] = (int32_t)f->w;
	}
	f->above = f->row;
	f->row = swap;
	return true;
}

static bool end(struct fax *f)
{
	for (int half = 0; half < 2; half++) {
		if (look(f) >> (CODE_BITS - 12) != 1) {
			return false;
		}
		f->at += 12;
	}
	return f->at <= (uint64_t)f->n * 8 && (f->at + 7) / 8 == f->n &&
	    ((f->at & 7) == 0 || (f->p[f->n - 1] & (0xff >> (f->at & 7))) == 0);
}

static bool read_all(struct fax *f, int64_t h)
{
	for (int i = 0; i < 3; i++) {
		f->above[i] = (int32_t)f->w; /* an all white line above */
	}
	for (int64_t y = 0; y < h; y++) {
		if (!row(f)) {
			return false;
		}
	}
	return end(f);
}

bool ic_tile_fax(const struct ic_tile_image *im, const uint8_t *p, size_t n)
{
	size_t changes = (size_t)im->w + 8;
	struct tables *tables = new_tables();
	int32_t *lines = calloc(changes, 2 * sizeof(*lines));
	struct fax f = { .p = p,
		.n = n,
		.w = im->w,
		.tables = tables,
		.above = lines,
		.row = lines ? lines + changes : NULL };
	bool ok = tables && lines && read_all(&f, im->h);

	free(lines);
	free(tables);
	return ok;
}
