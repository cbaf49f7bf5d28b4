/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "fax.h"
#include "fax_codes.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK 64 /* words of bits */
#define LOOK 10  /* bits that modes are found by */
#define FRONT 2  /* numbers before a row's first change: -1 */

/* Most modes are vertical, and most of those short: two are read at once. */
struct modes {
	uint8_t first;      /* the mode */
	uint8_t bits;       /* of its code; 0: no code begins so */
	uint8_t both;       /* of two vertical modes, or 0 */
	int8_t shift, next; /* what they say */
};

/* What the next bits begin with; a run is 0 if no code begins so. */
struct ic_fax_tables {
	uint16_t run[2][1 << IC_FAX_RUN_BITS]; /* the run << 4 | bits */
	struct modes mode[1 << LOOK];
};

static unsigned bits_of(unsigned entry)
{
	return entry & 15;
}

static void set_runs(uint16_t *table, const struct ic_fax_code *codes)
{
	for (int i = 0; i < IC_FAX_RUNS; i++) {
		int run = ic_fax_run_at(i);
		unsigned spare = IC_FAX_RUN_BITS - codes[i].bits;

		for (unsigned k = 0; k < 1u << spare; k++) {
			table[(unsigned)codes[i].value << spare | k] =
			    (uint16_t)(run << 4 | codes[i].bits);
		}
	}
}

/* The mode whose code the highest of n bits are; IC_FAX_MODES if none is. */
static int mode_at(const struct ic_fax_code *codes, unsigned v, unsigned n)
{
	int i = 0;

	while (i < IC_FAX_MODES &&
	    (codes[i].bits > n || v >> (n - codes[i].bits) != codes[i].value)) {
		i++;
	}
	return i;
}

static void set_mode(const struct ic_fax_code *codes, unsigned v,
    struct modes *m)
{
	int first = mode_at(codes, v, LOOK), next;
	unsigned left;

	if (first == IC_FAX_MODES) {
		return;
	}
	left = LOOK - codes[first].bits;
	next = mode_at(codes, v & ((1u << left) - 1), left);
	m->first = (uint8_t)first;
	m->bits = codes[first].bits;
	m->shift = (int8_t)(first - IC_FAX_VERTICAL);
	if (first > IC_FAX_HORIZONTAL && next > IC_FAX_HORIZONTAL &&
	    next < IC_FAX_MODES) {
		m->both = (uint8_t)(m->bits + codes[next].bits);
		m->next = (int8_t)(next - IC_FAX_VERTICAL);
	}
}

static struct ic_fax_tables *new_tables(void)
{
	struct ic_fax_tables *t = calloc(1, sizeof(*t));
	struct ic_fax_codes codes;

	if (t) {
		ic_fax_codes(&codes);
		set_runs(t->run[0], codes.run[0]);
		set_runs(t->run[1], codes.run[1]);
		for (unsigned v = 0; v < 1u << LOOK; v++) {
			set_mode(codes.mode, v, &t->mode[v]);
		}
	}
	return t;
}

/* Eight bytes, the first one highest; behind the end all clear. */
static uint64_t load(const struct ic_fax *f, size_t at)
{
	uint8_t last[8] = { 0 };
	const uint8_t *p = last;
	uint64_t v;

	if (at + sizeof(v) <= f->n) {
		p = f->p + at;
	} else if (at < f->n) {
		memcpy(last, f->p + at, f->n - at);
	}
	memcpy(&v, p, sizeof(v));
	return be64toh(v);
}

/* The next bits, highest first; of `have` of them the reader is sure. */
struct bits {
	const struct ic_fax *f;
	uint64_t next;
	unsigned have;
	size_t at; /* the byte behind those */
};

/*
 * Be sure of 56 and more: a mode and two runs have no more than 33, if none is
 * made up. What is there already is read again as the same.
 */
static inline void refill(struct bits *b)
{
	b->next |= load(b->f, b->at) >> b->have;
	b->at += (63 - b->have) / 8;
	b->have |= 56;
}

static inline void take(struct bits *b, unsigned n)
{
	b->next <<= n;
	b->have -= n;
}

/* Make-up codes as far as the row goes, then one terminating code. */
static inline bool take_run(struct bits *b, const uint16_t *table, int32_t w,
    int32_t *out)
{
	int32_t sum = 0;

	for (;;) {
		unsigned e = table[b->next >> (64 - IC_FAX_RUN_BITS)];

		take(b, bits_of(e));
		sum += (int32_t)(e >> 4);
		if (e >> 4 < IC_FAX_MAKEUP || sum > w) {
			*out = sum;
			return e != 0 && sum <= w;
		}
		refill(b);
	}
}

/* Two runs from a0 on, the first of `color`. */
static bool take_runs(struct bits *b, const struct ic_fax_tables *t, int color,
    int32_t a0, int32_t w, int32_t *to)
{
	int32_t from = a0 < 0 ? 0 : a0, first, second;

	/* Only the first run of a row and the last can be empty. */
	if (!take_run(b, t->run[color], w, &first) ||
	    !take_run(b, t->run[color ^ 1], w, &second) ||
	    (first == 0 && a0 >= 0)) {
		return false;
	}
	if (first > w - from || second > w - from - first ||
	    (second == 0 && first < w - from)) {
		return false;
	}
	to[0] = from + first;
	to[1] = from + first + second;
	return true;
}

/*
 * Two vertical modes, if what they say and where the second one's b1 is can be
 * had without a search.
 */
static inline bool take_both(struct bits *b, const struct modes *m,
    const int32_t *above, int32_t a0, int32_t w, int32_t *to)
{
	int32_t first = above[0] + m->shift, next = above[1] + m->next;

	if (m->both == 0 || first <= a0 || above[-1] > first ||
	    above[1] <= first || next <= first || next > w) {
		return false;
	}
	to[0] = first;
	to[1] = next;
	take(b, m->both);
	return true;
}

/* What the next code says of a row from a0 on, and how many changes; -1. */
static inline int take_mode(struct bits *b, const struct ic_fax_tables *t,
    const struct modes *m, const int32_t *above, int color, int32_t a0,
    int32_t w, int32_t *to)
{
	take(b, m->bits);
	if (m->first > IC_FAX_HORIZONTAL) {
		to[0] = above[0] + m->shift;
		return to[0] <= a0 || to[0] > w ? -1 : 1;
	}
	if (m->first == IC_FAX_HORIZONTAL) {
		return take_runs(b, t, color, a0, w, to) ? 2 : -1;
	}
	return m->bits == 0 || above[0] >= w || above[1] >= w ? -1 : 0;
}

/*
 * A row from its codes; NULL if one is none. `above` is at b1, the first
 * change right of a0 that is to the opposite of its colour: every second one
 * is, and around a row's changes stand -1 and the width, so that no search
 * leaves it. T.6's a0 is -1 before the first pixel.
 */
static int32_t *read_row(struct ic_fax *f, struct bits *b)
{
	const struct ic_fax_tables *t = f->tables;
	const int32_t *above = f->above;
	int32_t *to = f->row, a0 = -1, w = f->w;

	while (a0 < w) {
		const struct modes *m;
		int n;

		refill(b);
		while (above[-2] > a0) {
			above -= 2;
		}
		while (above[0] <= a0) {
			above += 2;
		}
		m = &t->mode[b->next >> (64 - LOOK)];
		if (take_both(b, m, above, a0, w, to)) {
			to += 2;
			above += 2;
			a0 = to[-1];
			continue;
		}
		n = take_mode(b, t, m, above, (to - f->row) & 1, a0, w, to);
		if (n < 0) {
			return NULL;
		}
		to += n;
		above += n & 1;
		a0 = n ? to[-1] : above[1];
	}
	return to;
}

const int32_t *ic_fax_row(struct ic_fax *f)
{
	struct bits b = { .f = f, .at = f->at / 8 };
	int32_t *row = f->row, *end;

	refill(&b);
	take(&b, f->at % 8);
	end = read_row(f, &b);
	f->at = (uint64_t)b.at * 8 - b.have;
	if (!end || f->at > (uint64_t)f->n * 8) {
		return NULL;
	}
	for (int i = 0; i < IC_FAX_BEHIND; i++) {
		end[i] = f->w;
	}
	f->row = f->above;
	f->above = row;
	return row;
}

bool ic_fax_ends(struct ic_fax *f)
{
	if (load(f, (size_t)(f->at / 8)) << (f->at & 7) >> (64 - 24) !=
	    0x001001) {
		return false;
	}
	f->at += 24;
	return f->at <= (uint64_t)f->n * 8 && (f->at + 7) / 8 == f->n &&
	    ((f->at & 7) == 0 || (f->p[f->n - 1] & (0xff >> (f->at & 7))) == 0);
}

bool ic_fax_open(struct ic_fax *f, const uint8_t *p, size_t n, int32_t w)
{
	/* No more changes than pixels, and two where the row ends. */
	size_t changes = FRONT + (size_t)w + 2 + IC_FAX_BEHIND;

	*f = (struct ic_fax){ .p = p, .n = n, .w = w };
	if (w > IC_FAX_WIDTH_MAX) {
		return false;
	}
	f->tables = new_tables();
	f->lines = malloc(changes * 2 * sizeof(*f->lines));
	if (!f->tables || !f->lines) {
		ic_fax_close(f);
		return false;
	}
	f->above = f->lines + FRONT;
	f->row = f->above + changes;
	for (int i = 0; i < IC_FAX_BEHIND; i++) {
		f->above[i] = w; /* an all white row above */
	}
	for (int i = 1; i <= FRONT; i++) {
		f->above[-i] = f->row[-i] = -1;
	}
	return true;
}

/* Change the colour of a chunk's pixels from each of its changes on. */
static const int32_t *turn(const int32_t *changes, int32_t from, int32_t end,
    uint64_t *chunk)
{
	for (; *changes < end; changes++) {
		unsigned x = (unsigned)(*changes - from);

		chunk[x / 64] ^= UINT64_MAX >> x % 64;
	}
	return changes;
}

/*
 * A row by chunks: each change turns the bits behind it in its word, and the
 * words then in their order those behind them.
 */
void ic_fax_bits(const int32_t *changes, int32_t w, uint8_t *row)
{
	uint64_t chunk[CHUNK], color = UINT64_MAX;

	for (int32_t x = 0; x < w; x += CHUNK * 64) {
		int32_t n = w - x < CHUNK * 64 ? w - x : CHUNK * 64;
		size_t bytes = ((size_t)n + 7) / 8, words = (bytes + 7) / 8;

		if (*changes >= x + n) {
			memset(row + x / 8, (int)(color & 0xff), bytes);
			continue;
		}
		memset(chunk, 0, words * sizeof(*chunk));
		changes = turn(changes, x, x + n, chunk);
		for (size_t i = 0; i < words; i++) {
			color ^= chunk[i];
			chunk[i] = htobe64(color);
			color = (uint64_t) - (int64_t)(color & 1);
		}
		memcpy(row + x / 8, chunk, bytes);
	}
	if (w % 8) {
		row[w / 8] |= (uint8_t)(0xff >> w % 8);
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
