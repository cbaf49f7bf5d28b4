/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A filing profile: what a court's system asks of a PDF that is filed. It is a
 * data file (share/filing/NAME.yaml), with its source and the day on which
 * that was read, since courts change their limits faster than programs. What
 * could not be verified is left out: then nothing is asked.
 */
#ifndef IC_CORE_FILING_H
#define IC_CORE_FILING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "core/audit_job.h"
#include "core/diag.h"

#define IC_FILING_BYTES_MAX ((size_t)64 << 10) /* of a profile's text */
#define IC_FILING_LIMIT_MIN 10000              /* bytes */

/* Strings are in the arena, "" if not given. The zero value asks nothing. */
struct ic_filing_profile {
	const char *title;
	const char *rule;       /* that it follows */
	const char *source;     /* where that was read */
	const char *date;       /* and when, YYYY-MM-DD */
	const char *check;      /* what to check before relying on it */
	uint64_t limit_bytes;   /* of one file; 0: none is known */
	uint32_t size;          /* enum ic_severity of a larger file */
	struct ic_filing asked; /* max_kib is the limit, rounded down */
	struct ic_source *text; /* what it was read from */
	struct ic_arena arena;
};

/*
 * Read a profile from its text; `name` is what messages call it. `out` must be
 * zeroed. Every error is added to `diags`, with line and column. Finish it in
 * both cases, when they are printed.
 */
bool ic_filing_load(const char *name, const char *text, size_t len,
    struct ic_filing_profile *out, struct ic_diags *diags);

/* Free all and return to the zero value. NULL is allowed. */
void ic_filing_finish(struct ic_filing_profile *p);

#endif
