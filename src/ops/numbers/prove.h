/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The numbers of a production, proved: what stands on the pages of stamped
 * documents is read and held against the plan.
 */
#ifndef IC_OPS_PROVE_H
#define IC_OPS_PROVE_H

#include "ops_priv.h"

/*
 * Read the pages of the stamped documents that are looked at, and fill
 * run->proof. True though there are errors: they are diagnostics. False with
 * p->err. After ic_plan_resolve().
 */
bool prove_numbers(struct ic_production *p);

#endif
