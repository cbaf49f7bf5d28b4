/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A task for a process of its own, which is a copy of this one: for a library
 * that may print, crash or run out of memory where we must not. It is no
 * sandbox: what could be hostile goes to the zygote's children.
 */
#ifndef IC_BASE_ASIDE_H
#define IC_BASE_ASIDE_H

#include <stdbool.h>

#include "base/error.h"

/* What is to be done; it leaves its result in files. */
typedef bool ic_aside_fn(void *user);

/*
 * Do it, and wait. What it prints goes nowhere, no file that it makes can be
 * read by others, and it dies with us. IC_EENV, "WHAT could not be made", if
 * it said so, or did not end by itself.
 */
bool ic_aside(const char *what, ic_aside_fn *fn, void *user,
    struct ic_error *err);

#endif
