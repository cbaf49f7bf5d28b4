/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Where filing profiles are: with the program, or where the user says. */
#ifndef IC_OPS_FILINGS_H
#define IC_OPS_FILINGS_H

#include "base/error.h"
#include "core/filing.h"

/*
 * Read a profile: a path, if it holds a slash or ends with ".yaml", else the
 * name of one that came with the program. `out` must be zeroed. False with
 * diagnostics, or with *err: IC_EUSAGE if there is none of that name. Finish
 * it in both cases.
 */
bool ic_filing_open(const char *name, struct ic_filing_profile *out,
    struct ic_diags *diags, struct ic_error *err);

/* Called with each; false ends it. */
typedef bool ic_filing_fn(void *user, const char *name,
    const struct ic_filing_profile *p);

/*
 * Go through those that came with the program, by name. False with *err if
 * they cannot be had, or if one cannot be read.
 */
bool ic_filing_each(ic_filing_fn *fn, void *user, struct ic_error *err);

#endif
