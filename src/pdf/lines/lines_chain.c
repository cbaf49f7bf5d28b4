/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Numerals that make a column. A recognizer of characters loses one now and
 * then: it may be missing where the pitch says that it stood, but not at an
 * end, and not often.
 */
#include <math.h>
#include <string.h>

#include "lines_priv.h"

#define STARTS 3       /* a column begins with one of these numbers */
#define SKIPS 3        /* at most so far to the next one */
#define STEP 0.22f     /* of the pitch: a line is so near to its place, */
#define DRIFT 0.35f    /*   and so near to where all lines would have it */
#define ALIGN 0.6f     /* of the type's size: edges or middles agree */
#define MISSING 5      /* one of so many */
#define PITCH_MIN 0.8f /* of the type's size */
#define PITCH_MAX 6.0f
#define PAIRS_MAX 20000 /* beginnings that are tried */

static bool is_aligned(const struct lines_numeral *a,
    const struct lines_numeral *b)
{
	float near = ALIGN * fmaxf(a->em, b->em);

	return fabsf(a->x0 - b->x0) < near || fabsf(a->x1 - b->x1) < near ||
	    fabsf(a->x0 + a->x1 - b->x0 - b->x1) < 2 * near;
}

static bool is_alike(const struct lines_numeral *a,
    const struct lines_numeral *b)
{
	return !b->used && is_aligned(a, b) && a->em < 1.5f * b->em &&
	    b->em < 1.5f * a->em;
}

/* The first numeral of a value with a baseline at or below y. */
static size_t seek(const struct lines_numerals *n, uint32_t value, float y)
{
	size_t lo = n->first[value], hi = n->first[value + 1];

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (n->at[mid].base < y) {
			lo = mid + 1;
		} else {
			hi = mid;
		}
	}
	return lo;
}

/* The numeral of a value that stands below `from` at height y, or so. */
static size_t find(const struct lines_numerals *n, size_t from, uint32_t value,
    float y, float slack)
{
	size_t best = SIZE_MAX;
	float least = slack;

	if (value > IC_NUMBERED_LINES_MAX) {
		return SIZE_MAX;
	}
	for (size_t i = seek(n, value, y - slack);
	     i < n->first[value + 1] && n->at[i].base <= y + slack; i++) {
		float off = fabsf(n->at[i].base - y);

		if (off <= least && is_alike(&n->at[from], &n->at[i])) {
			least = off;
			best = i;
		}
	}
	return best;
}

static void put(struct lines_chain *c, const struct lines_numerals *n,
    size_t at)
{
	uint32_t i = n->at[at].value - c->first;

	while (c->n < i) {
		c->at[c->n++] = SIZE_MAX;
	}
	c->at[i] = at;
	c->base[i] = n->at[at].base;
	c->n = i + 1;
	c->found++;
}

/* From its first number on, as far as the next one can be found. */
static void extend(struct lines_chain *c, const struct lines_numerals *n,
    size_t from, float pitch)
{
	size_t last = from;

	c->first = n->at[from].value;
	c->n = c->found = 0;
	put(c, n, from);
	for (uint32_t skip = 1; skip <= SKIPS; skip++) {
		const struct lines_numeral *l = &n->at[last];
		size_t next = find(n, last, l->value + skip,
		    l->base + (float)skip * pitch, STEP * pitch);

		if (next == SIZE_MAX) {
			continue;
		}
		put(c, n, next);
		last = next;
		skip = 0;
		pitch = (n->at[last].base - n->at[from].base) /
		    (float)(n->at[last].value - n->at[from].value);
	}
	c->pitch = pitch;
}

/* Fill in what is missing, and see that nothing drifts away. */
static bool is_regular(struct lines_chain *c)
{
	float sum = 0, rise = 0, mean = 0, middle = (float)(c->n - 1) / 2;

	if (c->found < LINES_LEAST ||
	    c->found < (c->first > 1 ? LINES_PROVE : 0) ||
	    (c->n - c->found) * MISSING > c->found) {
		return false;
	}
	for (uint32_t i = 1; i < c->n; i++) {
		uint32_t k = i;

		while (c->at[k] == SIZE_MAX) {
			k++;
		}
		if (k > i) {
			c->base[i] = c->base[i - 1] +
			    (c->base[k] - c->base[i - 1]) / (float)(k - i + 1);
		}
	}
	for (uint32_t i = 0; i < c->n; i++) {
		float x = (float)i - middle;

		mean += c->base[i] / (float)c->n;
		sum += x * x;
		rise += x * c->base[i];
	}
	c->pitch = rise / sum;
	for (uint32_t i = 0; i < c->n; i++) {
		float off = c->base[i] - mean - ((float)i - middle) * c->pitch;

		if (!(fabsf(off) < DRIFT * c->pitch)) {
			return false;
		}
	}
	return true;
}

static void measure(struct lines_chain *c, const struct lines_numerals *n)
{
	c->x0 = c->y0 = INFINITY;
	c->x1 = c->y1 = -INFINITY;
	c->em = 0;
	c->cell = fz_empty_rect;
	for (uint32_t i = 0; i < c->n; i++) {
		const struct lines_numeral *l;

		if (c->at[i] == SIZE_MAX) {
			continue;
		}
		l = &n->at[c->at[i]];
		c->x0 = fminf(c->x0, l->x0);
		c->y0 = fminf(c->y0, l->y0);
		c->x1 = fmaxf(c->x1, l->x1);
		c->y1 = fmaxf(c->y1, l->y1);
		c->cell = fz_union_rect(c->cell, l->cell);
		c->em += l->em / (float)c->found;
	}
}

/* Every column that begins with this numeral; the longest stays in *best. */
static void try_all(const struct lines_numerals *n, size_t from,
    unsigned *pairs, struct lines_chain *best)
{
	const struct lines_numeral *a = &n->at[from];
	struct lines_chain c = { 0 };

	for (uint32_t skip = 1; skip < SKIPS; skip++) {
		uint32_t value = a->value + skip;
		float most = a->base + (float)skip * PITCH_MAX * a->em;

		for (size_t i = seek(n, value,
			 a->base + (float)skip * PITCH_MIN * a->em);
		     i < n->first[value + 1] && n->at[i].base <= most &&
		     *pairs < PAIRS_MAX;
		     i++) {
			if (!is_alike(a, &n->at[i])) {
				continue;
			}
			(*pairs)++;
			extend(&c, n, from,
			    (n->at[i].base - a->base) / (float)skip);
			if (c.found > best->found && is_regular(&c)) {
				*best = c;
			}
		}
	}
}

bool lines_chain_next(struct lines_numerals *n, struct lines_chain *out)
{
	unsigned pairs = 0;

	*out = (struct lines_chain){ 0 };
	for (size_t i = n->first[1]; i < n->first[STARTS + 1]; i++) {
		if (!n->at[i].used) {
			try_all(n, i, &pairs, out);
		}
	}
	if (out->found == 0) {
		return false;
	}
	measure(out, n);
	for (uint32_t i = 0; i < out->n; i++) {
		if (out->at[i] != SIZE_MAX) {
			n->at[out->at[i]].used = true;
		}
	}
	return true;
}
