/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What the proofs measured in one document: a row for each thing that
 * IC_MEASURES lists, so that no child can make it grow. Its memory is an
 * arena's.
 *
 *	ic_measures_begin(&m, &arena, pages, boxes)
 *	ic_measures_put(&m, IC_PROOF_BOXES, page, box, measured)
 *	for (nth = 0; nth < ic_measures_count(&m, p); nth++)
 *		row = ic_measures_get(&m, p, nth)
 *
 * `nth` is the page's index, the box's in the slice, or 0 for the document.
 */
#ifndef IC_CORE_MEASURES_H
#define IC_CORE_MEASURES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "core/reason.h"

/* The zero value has no rows. */
struct ic_measures {
	uint32_t pages, boxes;
	int32_t (*rows)[IC_MEASURED]; /* the first -1: not measured */
};

/* Make room, nothing measured. False without memory. */
bool ic_measures_begin(struct ic_measures *m, struct ic_arena *arena,
    uint32_t pages, uint32_t boxes);

/* Of how many things the proof measures something. */
uint32_t ic_measures_count(const struct ic_measures *m, enum ic_proof p);

/*
 * Set a row; page and box as in a reply, in their ranges. False if it was set
 * before, or there is none.
 */
bool ic_measures_put(struct ic_measures *m, enum ic_proof p, uint32_t page,
    uint32_t box, const int32_t measured[IC_MEASURED]);

/* Set the nth row. The same. */
bool ic_measures_set(struct ic_measures *m, enum ic_proof p, uint32_t nth,
    const int32_t measured[IC_MEASURED]);

/* The nth row; NULL if it was not set. */
const int32_t *ic_measures_get(const struct ic_measures *m, enum ic_proof p,
    uint32_t nth);

#endif
