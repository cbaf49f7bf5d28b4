/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * An empty directory of a test's own, and a process of its own for what
 * would change this one: mounts, limits.
 */
#ifndef IC_UNIT_BASE_SCRATCH_H
#define IC_UNIT_BASE_SCRATCH_H

#include <stdbool.h>

#include "base/dir.h"

/* Make one; its path is owned by the caller. */
char *scratch_make(void);

/* Remove it with all that is in it. */
void scratch_remove(char *path);

/* The content of a file as a string to free; NULL if it is not there. */
char *scratch_read(const char *dir, const char *name);

/* How many entries a directory has. */
int scratch_count(const char *dir);

/* In a body for apart(): go on, or say where it stopped. */
#define NEED(condition) \
	do { \
		if (!(condition)) { \
			return __LINE__; \
		} \
	} while (0)

#define APART_SKIPPED (-1)

/*
 * Run a body in a process of its own: 0 if it returned 0, the line that it
 * returned, or APART_SKIPPED.
 */
int apart(int (*body)(const char *dir), const char *dir);

/*
 * In such a process, if it is permitted: make an empty tmpfs of `size` the
 * working directory; or put one over `dir`.
 */
bool enter_tmpfs(const char *size);
bool hide(const char *dir);

#endif
