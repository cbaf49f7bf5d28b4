/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What stands in the output directory before only a part is made. A document
 * that is not of the part and has outputs there must be what the plan makes of
 * it. If journal and manifest say that they were made of the same source, the
 * same program, and all that the spec still tells (core/told.h), what a scout
 * would find is taken of the manifest; else the document is opened.
 */
#ifndef IC_OPS_STANDING_H
#define IC_OPS_STANDING_H

#include "core/told.h"
#include "journal.h"
#include "ops_priv.h"

struct standing {
	struct ic_dir redacted, unredacted; /* no path: it is not there */
	struct journal journal;
	struct ic_manifest manifest; /* no version: none can be read */
	const struct ic_manifest_document **sorted; /* all, by output; owned */
	size_t n;
};

/* Look at the directory `out`, which need not be there. IC_EENV. */
bool standing_open(const char *out, struct standing *s, struct ic_error *err);

/* True if the document has an output there, in any copy. */
bool standing_has(const struct standing *s, const struct ic_plan_document *d);

/*
 * Restore the document, if its outputs are known to be what the plan makes.
 * False only on an error; else d->restored says whether it was done.
 */
bool standing_restore(const struct standing *s, struct ic_plan *plan,
    struct ic_told *told, const char *versions, size_t document,
    struct ic_error *err);

/* Close and free. A zeroed one is allowed. */
void standing_close(struct standing *s);

#endif
