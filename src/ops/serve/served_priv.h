/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef IC_OPS_SERVED_PRIV_H
#define IC_OPS_SERVED_PRIV_H

#include "core/register.h"
#include "ops/run.h"
#include "outdir.h"

/*
 * Fill the files of `now`: those of its copies, and with redacted ones the
 * lists. Each is hashed and held against the manifest and SHA256SUMS; what
 * differs is a finding. False with a finding, or with run->err. Strings are
 * of the run's arena.
 */
bool served_gather(struct ic_run *run, const char *path, const struct outdir *d,
    struct ic_serving *now);

/*
 * A finding for each file of `was` whose hash in `now` is another. Files that
 * `now` does not have are not compared. False without memory.
 */
bool served_agrees(struct ic_run *run, const struct ic_serving *was,
    const struct ic_serving *now);

/* A finding for each file of a serving that is not as it was served. */
bool served_check(struct ic_run *run, const struct outdir *d,
    const struct ic_serving *s);

#endif
