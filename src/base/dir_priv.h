/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef IC_BASE_DIR_PRIV_H
#define IC_BASE_DIR_PRIV_H

#include "base/dir.h"
#include "base/fs.h"
#include "fs_priv.h"

/* For messages: the directory, a slash, the name. */
#define IC_ENTRY_SHOWN "%.200s/%.200s"

/* IC_EBUG unless the name is one plain component and `d` is open. */
bool ic_dir_name(const struct ic_dir *d, const char *name,
    struct ic_error *err);

#endif
