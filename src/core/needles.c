/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/needles.h"

#include <stdlib.h>
#include <string.h>

static bool grow(void *at, size_t *cap, size_t want, size_t size)
{
	void **p = at, *more;
	size_t n = *cap ? *cap : 256;

	while (n < want) {
		n *= 2;
	}
	if (n == *cap) {
		return true;
	}
	more = reallocarray(*p, n, size);
	if (!more) {
		return false;
	}
	*p = more;
	*cap = n;
	return true;
}

bool ic_needles_add(struct ic_needles *n, const void *bytes, size_t len,
    uint32_t id)
{
	if (len == 0 || len > IC_NEEDLE_MAX || n->state ||
	    len > IC_NEEDLES_MAX - n->used ||
	    !grow(&n->bytes, &n->room, n->used + len, 1) ||
	    !grow(&n->needle, &n->cap, n->n + 1, sizeof(*n->needle))) {
		return false;
	}
	memcpy(n->bytes + n->used, bytes, len);
	n->needle[n->n++] = (struct ic_needle){ .at = (uint32_t)n->used,
		.len = (uint32_t)len,
		.id = id };
	n->used += len;
	return true;
}

static int by_bytes(const void *a, const void *b)
{
	const struct ic_needle *x = a, *y = b;
	int c = memcmp(x->p, y->p, x->len < y->len ? x->len : y->len);

	if (c == 0) {
		c = (x->len > y->len) - (x->len < y->len);
	}
	return c ? c : (x->at > y->at) - (x->at < y->at);
}

static bool alike(const struct ic_needle *x, const struct ic_needle *y)
{
	return x->len == y->len && memcmp(x->p, y->p, x->len) == 0;
}

/* Into the order of a dictionary, each once. */
static void sort(struct ic_needles *n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n->n; i++) {
		n->needle[i].p = n->bytes + n->needle[i].at;
	}
	if (n->n > 0) {
		qsort(n->needle, n->n, sizeof(*n->needle), by_bytes);
	}
	for (size_t i = 0; i < n->n; i++) {
		if (kept == 0 || !alike(&n->needle[i], &n->needle[kept - 1])) {
			n->needle[kept++] = n->needle[i];
		}
	}
	n->n = kept;
}

/* The state that a byte leads to from another, 0 if there is none. */
static uint32_t below(const struct ic_needles *n, uint32_t s, uint8_t byte)
{
	const struct ic_needles_state *at = &n->state[s];
	uint32_t lo = at->child, hi = lo + at->children;

	if (s == 0) {
		return n->first[byte];
	}
	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;

		if (n->state[mid].byte == byte) {
			return mid;
		}
		if (n->state[mid].byte < byte) {
			lo = mid + 1;
		} else {
			hi = mid;
		}
	}
	return 0;
}

/* Where to go on: ahead, or from the longest end that has a way ahead. */
static uint32_t step(const struct ic_needles *n, uint32_t s, uint8_t byte)
{
	uint32_t next = below(n, s, byte);

	while (next == 0 && s != 0) {
		s = n->state[s].shorter;
		next = below(n, s, byte);
	}
	return next;
}

/* The needles, in order, that begin as a state does. */
struct range {
	uint32_t from, to;
	uint32_t depth;
};

/* Give a state its needle, its children, and them what they fall back to. */
static void open_state(struct ic_needles *n, struct range *r, uint32_t s)
{
	struct ic_needles_state *at = &n->state[s];
	uint32_t i = r[s].from, depth = r[s].depth;

	if (s != 0) {
		uint32_t end = at->shorter;

		at->ends = n->state[end].id ? end : n->state[end].ends;
	}
	if (i < r[s].to && n->needle[i].len == depth) {
		at->id = n->needle[i++].id + 1;
	}
	at->child = (uint32_t)n->states;
	while (i < r[s].to) {
		uint32_t new = (uint32_t)n->states++, from = i;
		uint8_t byte = n->needle[i].p[depth];

		while (i < r[s].to && n->needle[i].p[depth] == byte) {
			i++;
		}
		r[new] = (struct range){ from, i, depth + 1 };
		n->state[new].byte = byte;
		n->state[new].shorter = s ? step(n, at->shorter, byte) : 0;
		at->children++;
	}
}

/* Level by level, so that what a state falls back to is there before it. */
static void build(struct ic_needles *n, struct range *r)
{
	r[0] = (struct range){ 0, (uint32_t)n->n, 0 };
	n->states = 1;
	open_state(n, r, 0);
	for (uint32_t i = 0; i < n->state[0].children; i++) {
		uint32_t s = n->state[0].child + i;

		n->first[n->state[s].byte] = s;
	}
	for (uint32_t s = 1; s < n->states; s++) {
		open_state(n, r, s);
	}
}

static void begin_with(struct ic_needles *n, unsigned a, unsigned b)
{
	n->pair[(a << 8 | b) / 32] |= 1u << b % 32;
}

/* A needle of one byte begins with whatever follows it. */
static void list_pairs(struct ic_needles *n)
{
	for (size_t i = 0; i < n->n; i++) {
		const struct ic_needle *w = &n->needle[i];
		unsigned b = w->len > 1 ? w->p[1] : 0;

		do {
			begin_with(n, w->p[0], b++);
		} while (w->len == 1 && b < 256);
	}
}

bool ic_needles_ready(struct ic_needles *n)
{
	struct range *r = calloc(n->used + 1, sizeof(*r));

	n->state = calloc(n->used + 1, sizeof(*n->state));
	if (!r || !n->state) {
		free(r);
		return false;
	}
	sort(n);
	build(n, r);
	list_pairs(n);
	free(r);
	return true;
}

/* Eight bytes that are the same, and begin nothing: most often paper. */
static bool is_flat(const struct ic_needles *n, const uint8_t *p)
{
	uint64_t v;

	memcpy(&v, p, sizeof(v));
	return v == *p * 0x0101010101010101u && !n->first[*p];
}

static uint32_t begins(const struct ic_needles *n, const uint8_t *p)
{
	return n->pair[(unsigned)(p[0] << 8 | p[1]) / 32] >> p[1] % 32 & 1;
}

/* How many bytes begin no needle: most of a picture is paper. */
static size_t pass_over(const struct ic_needles *n, const uint8_t *p,
    size_t len)
{
	size_t i = 0;

	while (len - i > 8) {
		if (is_flat(n, p + i)) {
			i += 8;
			continue;
		}
		if (begins(n, p + i) | begins(n, p + i + 1) |
		    begins(n, p + i + 2) | begins(n, p + i + 3)) {
			break;
		}
		i += 4;
	}
	while (len - i > 1 && !begins(n, p + i)) {
		i++;
	}
	return i < len && !n->first[p[i]] ? i + 1 : i;
}

uint32_t ic_needles_feed(const struct ic_needles *n, uint32_t at,
    const uint8_t *p, size_t len, ic_needles_found_fn *found, void *user)
{
	for (size_t i = 0; i < len; i++) {
		if (at == 0) {
			i += pass_over(n, p + i, len - i);
			if (i == len) {
				break;
			}
		}
		at = step(n, at, p[i]);
		for (uint32_t s = at; s != 0; s = n->state[s].ends) {
			if (n->state[s].id) {
				found(user, n->state[s].id - 1);
			}
		}
	}
	return at;
}

void ic_needles_finish(struct ic_needles *n)
{
	if (n) {
		free(n->needle);
		free(n->bytes);
		free(n->state);
		*n = (struct ic_needles){ 0 };
	}
}
