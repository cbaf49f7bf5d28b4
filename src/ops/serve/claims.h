/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* production.clawback, as plan and apply obey it. */
#ifndef IC_OPS_CLAIMS_H
#define IC_OPS_CLAIMS_H

#include "ops_priv.h"

/*
 * Read it, and withhold the documents of the spec on which a claim stands: a
 * sheet for each number, so that a replacement has the same pages. A warning
 * names each. False with diagnostics, or run->err.
 */
bool claims_take(struct ic_production *p);

/*
 * After ic_plan_number(): no document bears a number that was claimed back
 * but those. False with diagnostics, or p->err.
 */
bool claims_check(struct ic_production *p);

/*
 * After ic_plan_fields(): what a privilege log must say of a document that was
 * claimed back is taken from the claim where neither the spec nor documents_csv
 * says it. False with run->err.
 */
bool claims_fields(struct ic_production *p);

/*
 * True if no document of a volume, of which `m` tells, was claimed back
 * meanwhile. Else IC_ESPEC.
 */
bool claims_allow(const char *spec, const struct ic_manifest *m,
    struct ic_error *err);

#endif
