/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A set of strings with a number each: documents, codes, ids and files by name.
 * What is known of 100,000 names is found as fast as what is known of ten.
 */
#ifndef IC_CORE_INDEX_H
#define IC_CORE_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define IC_INDEX_NONE UINT32_MAX

struct ic_index_slot {
	const char *name; /* borrowed; NULL: free */
	uint32_t hash, value;
};

/* The zero value is empty. */
struct ic_index {
	struct ic_index_slot *slot;
	size_t cap, n; /* cap: a power of two */
};

/* The value of a name; IC_INDEX_NONE if it is not there. */
uint32_t ic_index_find(const struct ic_index *ix, const char *name);

/*
 * Add a name, unless it is there. `*old` is the value that it had, or
 * IC_INDEX_NONE. False if memory is exhausted.
 */
bool ic_index_add(struct ic_index *ix, const char *name, uint32_t value,
    uint32_t *old);

/* The same, but the new value replaces the old one. */
bool ic_index_put(struct ic_index *ix, const char *name, uint32_t value);

/* Free all and return to the zero value. */
void ic_index_finish(struct ic_index *ix);

#endif
