/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Where profiles are: beside the program (share/incamera/profiles of its
 * prefix; share/profiles of a build), or where the user says.
 */
#ifndef IC_OPS_PROFILES_H
#define IC_OPS_PROFILES_H

#include "base/error.h"
#include "core/profile.h"

/*
 * Read a profile: a path, if it holds a slash or ends with ".yaml", else the
 * name of one that came with the program. `out` must be zeroed. False with
 * diagnostics, or with *err: IC_EUSAGE if there is none of that name. Finish
 * it in both cases.
 */
bool ic_profile_open(const char *name, struct ic_profile *out,
    struct ic_diags *diags, struct ic_error *err);

/* Called with each; false ends it. */
typedef bool ic_profile_fn(void *user, const char *name,
    const struct ic_profile *p);

/*
 * Go through those that came with the program, by name. False with *err if
 * they cannot be had, or if one cannot be read.
 */
bool ic_profile_each(ic_profile_fn *fn, void *user, struct ic_error *err);

#endif
