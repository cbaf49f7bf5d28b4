/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The designation that a stamped document bears already, and what becomes of
 * it: it is kept, or covered with a white box, which all engines and proofs
 * take for a box like any other. The scout looks for it in the text of the
 * bands where productions print it: either for the words that the spec gives,
 * or for a line that is one of the usual designations and nothing else.
 */
#ifndef IC_CORE_OLD_LEGEND_H
#define IC_CORE_OLD_LEGEND_H

#include <stdbool.h>
#include <stdint.h>

#include "core/rect.h"

#define IC_OLD_LEGENDS_MAX 8 /* found on one page */

enum ic_old_action { IC_OLD_KEEP, IC_OLD_COVER };

struct ic_old_legend {
	enum ic_old_action action;
	const char *text; /* NULL: the usual designations */
};

/* The usual designations; ends with NULL. */
extern const char *const ic_old_legend_words[];

/* How many there are. */
uint32_t ic_old_legend_count(void);

/* True if two texts are one designation: but for case, blanks and marks. */
bool ic_old_legend_same(const char *a, const char *b);

/* One that was found. */
struct ic_old_found {
	uint32_t page; /* of the source, from 0 */
	uint32_t word; /* in ic_old_legend_words; 0 if the text was given */
	struct ic_rect rect;
};

#endif
