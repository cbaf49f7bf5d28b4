/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef IC_OPS_CLAWBACK_PRIV_H
#define IC_OPS_CLAWBACK_PRIV_H

#include "core/register.h"
#include "ops/clawback.h"
#include "ops_priv.h"

/*
 * Fill the notice's files: those of the register that bear a number of these
 * documents, and then those of the output directories and packages `looks` that
 * are no such. False with run->err.
 */
bool clawback_find(struct ic_production *p, const struct ic_register *served,
    struct ic_clawed *out);

#endif
