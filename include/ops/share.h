/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Data files that come with the program: share/incamera/FOLDER of its prefix,
 * share/FOLDER of a build.
 */
#ifndef IC_OPS_SHARE_H
#define IC_OPS_SHARE_H

#include "base/dir.h"
#include "base/error.h"

#define IC_SHARE_ENDING ".yaml"

/* Open a folder of them; the caller closes it. IC_EENV if there is none. */
bool ic_share_open(const char *folder, struct ic_dir *out,
    struct ic_error *err);

/* True if it is the path of a file, and not the name of one of ours. */
bool ic_share_is_path(const char *name);

#endif
