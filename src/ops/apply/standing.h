/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What stands in the output directory before only a part is made: of the other
 * documents, those that have an output there.
 */
#ifndef IC_OPS_STANDING_H
#define IC_OPS_STANDING_H

#include "ops_priv.h"

struct standing {
	struct ic_dir redacted, unredacted; /* no path: it is not there */
};

/* Look at the directory `out`, which need not be there. */
void standing_open(const char *out, struct standing *s);

/* True if the document has an output there, in any copy. */
bool standing_has(const struct standing *s, const struct ic_plan_document *d);

/* Close. A zeroed one is allowed. */
void standing_close(struct standing *s);

#endif
