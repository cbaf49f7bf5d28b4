/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Where a report may stand that shows pages as they are. */
#ifndef IC_OPS_PRIVATE_PAGE_H
#define IC_OPS_PRIVATE_PAGE_H

#include "base/dir.h"
#include "base/error.h"

/*
 * The directory of a report that is to be; the caller closes it,
 * whatever comes back. IC_ESPEC if it lies in an output directory or a package,
 * or if a file is there that does not begin with `mark`: what such a report
 * begins with, 64 bytes at most.
 */
bool private_page_open(const char *file, const char *mark, struct ic_dir *out,
    struct ic_error *err);

#endif
