/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Many byte strings looked for at once: the automaton of Aho and Corasick
 * (1975). However many needles there are, a byte of the hay costs a step
 * ahead and, over the whole hay, at most as many steps back.
 *
 *	struct ic_needles n = { 0 };
 *	ic_needles_add(&n, "word", 4, id);           as often as there is room
 *	ic_needles_ready(&n);
 *	at = ic_needles_feed(&n, at, hay, len, ...);  at is 0 at a hay's start
 *	ic_needles_finish(&n);
 */
#ifndef IC_CORE_NEEDLES_H
#define IC_CORE_NEEDLES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define IC_NEEDLE_MAX 4096               /* bytes of one */
#define IC_NEEDLES_MAX ((size_t)1 << 21) /* of all: a state for each, 20 MB */

/* A place in the tree of needles: what has been read is a start of one. */
struct ic_needles_state {
	uint32_t child;   /* the first; its sisters follow, by ascending byte */
	uint32_t shorter; /* the longest end of what was read that is a start */
	uint32_t id;      /* the needle that ends here, + 1 */
	uint32_t ends;    /* the longest shorter end that is a needle, or 0 */
	uint16_t children;
	uint8_t byte; /* that leads here */
};

struct ic_needle {
	uint32_t at, len, id;
	const uint8_t *p;
};

/* The zero value holds no needle. */
struct ic_needles {
	struct ic_needle *needle; /* owned, as all below */
	size_t n, cap;
	uint8_t *bytes;
	size_t used, room;
	struct ic_needles_state *state;
	size_t states;
	uint32_t first[256]; /* the state that a byte leads to from the start */
	uint32_t pair[2048]; /* a bit for each two bytes that begin a needle */
};

/*
 * Add a needle; of two that are alike the first counts. False, with nothing
 * added, if it is empty or too long, or if there is no room or memory.
 */
bool ic_needles_add(struct ic_needles *n, const void *bytes, size_t len,
    uint32_t id);

/* Build the automaton; nothing is added after it. False without memory. */
bool ic_needles_ready(struct ic_needles *n);

/* A needle has come to its end. */
typedef void ic_needles_found_fn(void *user, uint32_t id);

/*
 * Read on in a hay. `at` is what the call before returned, 0 at its start.
 * Every needle that ends in these bytes is told, those in others too.
 */
uint32_t ic_needles_feed(const struct ic_needles *n, uint32_t at,
    const uint8_t *p, size_t len, ic_needles_found_fn *found, void *user);

/* Free all and return to the zero value. NULL is allowed. */
void ic_needles_finish(struct ic_needles *n);

#endif
