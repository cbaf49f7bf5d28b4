/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Files that the user names: the spec, its CSVs, the sources. What stands in
 * an output directory goes through base/dir.h.
 *
 * Paths are bytes, as the kernel takes them. A message names the path and the
 * reason: IC_EINPUT when the path or its rights are wrong, IC_ELIMIT when the
 * file is too large, IC_EENV for the disk, memory or descriptors.
 */
#ifndef IC_BASE_FS_H
#define IC_BASE_FS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"

/*
 * Append the content of a file of at most `max` bytes. Pipes are read too,
 * so that a spec may come from one.
 */
bool ic_fs_read(const char *path, size_t max, struct ic_buf *out,
    struct ic_error *err);

/* Write all of it, whatever interrupts. False with errno set. */
bool ic_fs_write_all(int fd, const void *bytes, size_t n);

/* The n bytes at `at`. False if the file ends before them, or on an error. */
bool ic_fs_read_at(int fd, void *to, size_t n, uint64_t at);

/*
 * Open a regular file to read; *size, if not NULL, is its length. Anything
 * else (a directory, a pipe, a device) is IC_EINPUT. The caller closes *fd.
 */
bool ic_fs_open(const char *path, int *fd, uint64_t *size,
    struct ic_error *err);

/*
 * A file without a name, to write and then to read, for `size` bytes: in
 * memory if they are few, else where temporary files are (TMPDIR, /var/tmp,
 * /tmp), or in memory if there is no such place. The caller closes *fd. IC_EENV
 * if it cannot be had.
 */
bool ic_fs_scratch(uint64_t size, int *fd, struct ic_error *err);

/*
 * Let nobody change what was written to a file of ic_fs_scratch() any more,
 * where the system can do that: files in memory.
 */
void ic_fs_seal(int fd);

/*
 * `path` as seen from `directory`: itself if it is absolute or the directory
 * is "" or ".". The caller frees it; NULL without memory.
 */
char *ic_fs_join(const char *directory, const char *path);

/* The directory of a path: "." if it names none. As above. */
char *ic_fs_parent(const char *path);

/* The last component of a path, borrowed. "" if it ends with a slash. */
const char *ic_fs_name(const char *path);

/*
 * What a file in `directory` may call a path that is there: relative if it lies
 * below the directory ("." if it is that), else absolute. The caller frees it;
 * NULL if one of them is not there, or without memory.
 */
char *ic_fs_below(const char *directory, const char *path);

/*
 * True if `path` is `directory` or lies in it. Both as realpath(3) gives them.
 */
bool ic_fs_lies_in(const char *path, const char *directory);

#endif
