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

/*
 * plan --html: the directory of the file that is to be. IC_ESPEC if it lies in
 * an output directory or a package, or a file is there that is no such report.
 */
bool prove_page_open(const char *file, struct ic_dir *out,
    struct ic_error *err);

/* Write the report, private, of what prove_numbers() found. */
bool prove_page_write(struct ic_production *p, const struct ic_dir *dir,
    const char *file, struct ic_error *err);

#endif
