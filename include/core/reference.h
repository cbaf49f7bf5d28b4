/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The reference list of Fed. R. Civ. P. 5.2(g), which is filed under seal: it
 * tells what stands behind the identifiers of redactions. It is the one output
 * that exists to hold covered words. So it is made of the plan and of nothing
 * that is stored: manifest, journal, logs and messages know that there is one,
 * and no more.
 */
#ifndef IC_CORE_REFERENCE_H
#define IC_CORE_REFERENCE_H

#include "core/plan.h"
#include "core/table.h"

#define IC_REFERENCE_CSV "REFERENCE-LIST_UNREDACTED.csv"
#define IC_REFERENCE_HTML "REFERENCE-LIST_UNREDACTED.html"

/*
 * False, with an error at each, if a redaction has a reference and none of its
 * codes is personal. If the list is to be made, a warning for each that has a
 * personal code and no reference. After ic_plan_resolve().
 */
bool ic_reference_check(const struct ic_plan *plan, struct ic_diags *diags);

/* True for a document whose redactions are to be listed. */
typedef bool ic_reference_of(const void *user, size_t document);

/*
 * Make the list: a row for each redaction that has a reference, with its id,
 * its pages, what it stands for, and the value. `out` must be zeroed.
 */
bool ic_reference_table(const struct ic_plan *plan, ic_reference_of *of,
    const void *user, struct ic_table *out, struct ic_error *err);

#endif
