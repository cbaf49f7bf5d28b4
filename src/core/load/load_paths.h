/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The files that a load file names. They lie below `root`; if the spec gives
 * none, below the load file's own folder or one of the two above it: the first
 * in which the first file is found. A path that begins above the root, as
 * VOL001\IMAGES\... or D:\cases\VOL001\IMAGES\... does, is followed from the
 * root's own name on.
 */
#ifndef IC_CORE_LOAD_PATHS_H
#define IC_CORE_LOAD_PATHS_H

#include "load_item.h"

#define IC_MISSING_NAMED 10

struct ic_paths {
	struct ic_reader *r;
	const struct ic_source *source;
	const char *root; /* NULL: to be found */
	const char *file; /* the load file's name */
	struct {
		uint32_t row;
		char path[40]; /* its end */
	} missing[IC_MISSING_NAMED];
	size_t nmissing;
};

/* `root` may be NULL; all is borrowed. */
void ic_paths_open(struct ic_paths *p, struct ic_reader *r,
    const struct ic_source *source, const char *root);

/*
 * The real name, in the spec's arena, of the file that a cell names. NULL if
 * it is not there, which is said at the end, or, reported, if it cannot be.
 */
const char *ic_paths_find(struct ic_paths *p, const char *path,
    struct ic_place place);

/* Report the files that are not there. */
void ic_paths_close(const struct ic_paths *p);

#endif
