/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef IC_BASE_TREE_PRIV_H
#define IC_BASE_TREE_PRIV_H

#include <stdbool.h>
#include <stddef.h>

#include "base/tree.h"

/* A walk: the path so far, the directory in front. */
struct ic_tree_walk {
	char path[IC_TREE_PATH_MAX + 1];
	size_t len, dir; /* dir: bytes of it that are the directory's */
};

/* Append a name to the path. IC_ESPEC if it becomes too long. */
bool ic_tree_step(struct ic_tree_walk *w, const char *name,
    struct ic_error *err);

#endif
