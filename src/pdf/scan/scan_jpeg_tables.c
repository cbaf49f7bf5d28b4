/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The Huffman tables of a sequential picture, made of a count of its symbols
 * (T.81, F.1.2 and K.2). libjpeg counts them by coding all of the picture once
 * more, at twice the time. Of a large picture a part is counted, enough to tell
 * the whole, and each symbol once more, so that it has a code.
 */
#include <stdlib.h>
#include <string.h>

#include "scan_jpeg_priv.h"

#define SYMBOLS 256
#define CODES 257 /* one more, so that no code is all ones */
#define LENGTH_MAX 16
#define LENGTHS 33 /* before they are limited */
#define ZRL 0xf0   /* sixteen zeros */
#define DC_BITS_MAX 11
#define AC_BITS_MAX 10
#define TABLES 2
#define COUNTED 4096 /* blocks of a component, about, if it has more */

struct count {
	unsigned dc[SYMBOLS], ac[SYMBOLS];
};

/* Where each coefficient in its natural order stands in the zigzag. */
static const uint8_t place[IC_BLOCK2] = { 0, 1, 5, 6, 14, 15, 27, 28, 2, 4, 7,
	13, 16, 26, 29, 42, 3, 8, 12, 17, 25, 30, 41, 43, 9, 11, 18, 24, 31, 40,
	44, 53, 10, 19, 23, 32, 39, 45, 52, 54, 20, 22, 33, 38, 46, 51, 55, 60,
	21, 34, 37, 47, 50, 56, 59, 61, 35, 36, 48, 49, 57, 58, 62, 63 };

/* Bits that a number takes without its sign. */
static unsigned bits_of(int n)
{
	return n == 0 ? 0 : 32 - (unsigned)__builtin_clz((unsigned)abs(n));
}

/*
 * The coefficients in their zigzag: a bit where there is no zero, and how many
 * bits each takes. Most come in fours of zeros.
 */
static uint64_t scan(const JCOEF *block, uint8_t bits[IC_BLOCK2])
{
	uint64_t filled = 0;

	for (int i = 0; i < IC_BLOCK2; i += 4) {
		uint64_t four;

		memcpy(&four, block + i, sizeof(four));
		for (int j = i; four && j < i + 4; j++) {
			bits[place[j]] = (uint8_t)bits_of(block[j]);
			filled |= (uint64_t)(block[j] != 0) << place[j];
		}
	}
	return filled & ~(uint64_t)1;
}

static void count_ac(const JCOEF *block, struct count *n)
{
	uint8_t bits[IC_BLOCK2];
	uint64_t filled = scan(block, bits);
	int last = 0;

	while (filled) {
		int at = __builtin_ctzll(filled), run = at - last - 1;

		for (; run > 15; run -= 16) {
			n->ac[ZRL]++;
		}
		n->ac[run << 4 | bits[at]]++;
		last = at;
		filled &= filled - 1;
	}
	n->ac[0] += last < IC_BLOCK2 - 1;
}

/* Every symbol that baseline code may have, once more. */
static void count_each(struct count *n)
{
	for (unsigned i = 0; i < SYMBOLS; i++) {
		unsigned bits = i & 15;
		bool ac = i == 0 || i == ZRL ||
		    (bits >= 1 && bits <= AC_BITS_MAX);

		n->dc[i] += i <= DC_BITS_MAX;
		n->ac[i] += ac;
	}
}

/* One component of a scan, as its MCUs have it. */
struct part {
	const struct ic_plane *p;
	int h, v; /* blocks of an MCU */
};

/*
 * The blocks of an MCU. Those beyond the edge repeat their DC. Returns the last
 * DC, which the next one is counted from.
 */
static int count_mcu(const struct part *c, int mx, int my, int dc,
    struct count *n)
{
	for (int i = 0; i < c->h * c->v; i++) {
		int x = mx * c->h + i % c->h, y = my * c->v + i / c->h;

		if (x >= c->p->out_bw || y >= c->p->out_bh) {
			n->dc[0]++;
			n->ac[0]++;
		} else {
			const JCOEF *block = c->p->row[y][x];

			n->dc[bits_of(block[0] - dc)]++;
			dc = block[0];
			count_ac(block, n);
		}
	}
	return dc;
}

/* The last DC of an MCU: each has a block of each component. */
static int last_dc(const struct part *c, int mx, int my)
{
	int x = mx * c->h + c->h - 1, y = my * c->v + c->v - 1;

	x = x < c->p->out_bw ? x : c->p->out_bw - 1;
	y = y < c->p->out_bh ? y : c->p->out_bh - 1;
	return c->p->row[y][x][0];
}

/* How far to the next MCU that is counted: `mean` on average, no pattern. */
static int stride(int at, int mean)
{
	unsigned chance = (unsigned)at * 2654435761u >> 16;

	return mean == 1 ? 1 : 1 + (int)(chance % (2 * (unsigned)mean - 1));
}

/* One MCU in so many that there are enough blocks. */
static int mean_stride(const struct part *c, int mcus)
{
	int n = mcus * c->h * c->v / COUNTED;

	return n > 1 ? n : 1;
}

static void count_component(const struct part *c, int across, int down,
    struct count *n)
{
	int mcus = across * down, mean = mean_stride(c, mcus);

	for (int i = 0; i < mcus; i += stride(i, mean)) {
		int before = i - 1, dc = 0;

		if (i > 0) {
			dc = last_dc(c, before % across, before / across);
		}
		count_mcu(c, i % across, i / across, dc, n);
	}
}

/* The two codes with the least counts, of equals the last. */
static void least(const unsigned count[CODES], int *first, int *second)
{
	*first = -1;
	*second = -1;
	for (int i = 0; i < CODES; i++) {
		if (!count[i]) {
			continue;
		}
		if (*first < 0 || count[i] <= count[*first]) {
			*second = *first;
			*first = i;
		} else if (*second < 0 || count[i] <= count[*second]) {
			*second = i;
		}
	}
}

/* Figure K.1: the length of each code, 0 for none. */
static void lengths(unsigned count[CODES], int length[CODES])
{
	int next[CODES], a, b;

	memset(next, -1, sizeof(next));
	memset(length, 0, CODES * sizeof(*length));
	for (least(count, &a, &b); b >= 0; least(count, &a, &b)) {
		count[a] += count[b];
		count[b] = 0;
		for (length[a]++; next[a] >= 0; length[a]++) {
			a = next[a];
		}
		next[a] = b;
		for (length[b]++; next[b] >= 0; length[b]++) {
			b = next[b];
		}
	}
}

/* Figure K.3: no code longer than 16 bits; then without the extra one. */
static void limit(int number[LENGTHS])
{
	int i = LENGTHS - 1;

	for (; i > LENGTH_MAX; i--) {
		while (number[i] > 0) {
			int j = i - 2;

			while (number[j] == 0) {
				j--;
			}
			number[i] -= 2;
			number[i - 1]++;
			number[j + 1] += 2;
			number[j]--;
		}
	}
	while (number[i] == 0) {
		i--;
	}
	number[i]--;
}

/* False if the counts are so far apart that lengths leave their array. */
static bool make(const unsigned symbols[SYMBOLS], JHUFF_TBL *to)
{
	unsigned count[CODES];
	int length[CODES], number[LENGTHS] = { 0 }, n = 0;

	memcpy(count, symbols, SYMBOLS * sizeof(*count));
	count[SYMBOLS] = 1;
	lengths(count, length);
	for (int i = 0; i < CODES; i++) {
		if (length[i] >= LENGTHS) {
			return false;
		}
		number[length[i]] += length[i] > 0;
	}
	limit(number);
	memset(to, 0, sizeof(*to));
	for (int i = 1; i <= LENGTH_MAX; i++) {
		to->bits[i] = (UINT8)number[i];
	}
	for (int l = 1; l < LENGTHS; l++) {
		for (int i = 0; i < SYMBOLS; i++) {
			if (length[i] == l) {
				to->huffval[n++] = (UINT8)i;
			}
		}
	}
	return true;
}

static bool make_into(j_compress_ptr c, const unsigned symbols[SYMBOLS],
    JHUFF_TBL **to)
{
	if (!*to) {
		*to = jpeg_alloc_huff_table((j_common_ptr)c);
	}
	return make(symbols, *to);
}

/* False if a coefficient is too large for baseline code. */
static bool fits(const struct ic_plane *p)
{
	unsigned ac = 0;

	for (int i = 1; i < IC_BLOCK2; i++) {
		ac |= p->found[i];
	}
	return ac < 1u << AC_BITS_MAX && p->dc_range < 1 << DC_BITS_MAX;
}

bool ic_planes_tables(const struct ic_plane *planes, j_compress_ptr c,
    int mcus_across, int mcus_down)
{
	struct count n[TABLES] = { 0 };
	bool alone = c->num_components == 1;

	for (int k = 0; k < c->num_components; k++) {
		const jpeg_component_info *info = &c->comp_info[k];
		struct part part = { &planes[k],
			alone ? 1 : info->h_samp_factor,
			alone ? 1 : info->v_samp_factor };

		if (!fits(&planes[k])) {
			return false;
		}
		count_component(&part, mcus_across, mcus_down,
		    &n[info->dc_tbl_no]);
	}
	/* Then perhaps not all was counted. */
	if (mcus_across * mcus_down > COUNTED / C_MAX_BLOCKS_IN_MCU) {
		count_each(&n[0]);
		count_each(&n[1]);
	}
	for (int k = 0; k < c->num_components; k++) {
		int at = c->comp_info[k].dc_tbl_no;

		if (!make_into(c, n[at].dc, &c->dc_huff_tbl_ptrs[at]) ||
		    !make_into(c, n[at].ac, &c->ac_huff_tbl_ptrs[at])) {
			return false;
		}
	}
	return true;
}
