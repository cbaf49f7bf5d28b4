/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What lies below a directory, by names that another system wrote: one that is
 * not there may be there in another case. Each directory is listed once, when
 * a path first leads into it, so that 100,000 paths are not as many scans;
 * what comes to it later is not seen.
 *
 * Nothing outside the directory is found: no part of a path may be "..", and
 * a symbolic link is followed only if it ends inside.
 */
#ifndef IC_BASE_TREE_H
#define IC_BASE_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/dir.h"
#include "base/error.h"

#define IC_TREE_PATH_MAX 4095
#define IC_TREE_DEPTH_MAX 64

struct ic_tree_node;

/* The zero value is empty. */
struct ic_tree {
	struct ic_tree_node *roots; /* nroots of them, one a directory */
	size_t nroots, cap;
	struct ic_arena arena;
};

/*
 * Find `path`, of parts between slashes, below the directory `dir`. True, and
 * `*there` false, if nothing has the name, or if there is no such directory.
 * Else `out` is the path as it is, and `*kind` a file, a directory or OTHER.
 *
 * IC_ESPEC if two names differ only in case and none is the same, if a part
 * is "..", or if a link leads out; IC_EINPUT, IC_ELIMIT or IC_EENV if a
 * directory cannot be listed.
 */
bool ic_tree_find(struct ic_tree *t, const char *dir, const char *path,
    char out[IC_TREE_PATH_MAX + 1], bool *there, enum ic_entry *kind,
    struct ic_error *err);

/*
 * Call `each` with the path below `dir` of every file and every link to one,
 * in no order. Names that begin with a point are passed by; a link to a
 * directory is told as IC_ENTRY_LINK, and not followed. What cannot be looked
 * at is an error, as is a link that leads nowhere: nothing is left out because
 * it could not be seen.
 */
bool ic_tree_list(const char *dir, ic_entry_fn *each, void *user,
    struct ic_error *err);

/*
 * The same for whom one bad entry is no reason to see none: it goes on, and
 * tells what it passes by. A folder that cannot be listed, or lies too deep, is
 * IC_ENTRY_DIR; IC_ENTRY_OTHER is a name that begins with a point, leads
 * nowhere, cannot be looked at, or is neither file nor folder. IC_ELIMIT beyond
 * IC_DIR_ENTRIES_MAX; IC_EINPUT or IC_EENV if `dir` itself cannot be listed.
 */
bool ic_tree_walk(const char *dir, ic_entry_fn *each, void *user,
    struct ic_error *err);

/* Free all and return to the zero value. NULL is allowed. */
void ic_tree_finish(struct ic_tree *t);

#endif
