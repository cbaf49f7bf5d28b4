/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Memory that is freed all at once: what a spec or plan is made of. Blocks
 * never move, so pointers into an arena stay good until it is finished. The
 * zero value is an empty arena with the limit IC_ARENA_MAX.
 */
#ifndef IC_BASE_ARENA_H
#define IC_BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

#define IC_ARENA_MAX ((size_t)4 << 30)

struct ic_arena_block;

struct ic_arena {
	struct ic_arena_block *top;
	size_t used; /* bytes taken from the system */
	size_t max;  /* 0 means IC_ARENA_MAX */
};

/*
 * Zeroed memory of n * size bytes, aligned for any type; NULL if memory or
 * the limit is exhausted, never for 0 bytes.
 */
void *ic_arena_alloc(struct ic_arena *a, size_t n, size_t size);

/* A copy of len bytes and a NUL; NULL as above. */
char *ic_arena_strndup(struct ic_arena *a, const char *s, size_t len);

/* A copy of a string; NULL as above. */
char *ic_arena_strdup(struct ic_arena *a, const char *s);

/* Free all and return to the zero value. NULL is allowed. */
void ic_arena_finish(struct ic_arena *a);

#endif
