/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef IC_BASE_FS_PRIV_H
#define IC_BASE_FS_PRIV_H

#include "base/buf.h"
#include "base/error.h"

/* A path longer than this is cut in messages. */
#define IC_PATH_SHOWN "%.300s"

/*
 * Fail with "MESSAGE: reason", the reason in our words for the common errno
 * values, with what to do where that is plain.
 */
bool ic_fail_errno(struct ic_error *err, enum ic_code code, int why,
    const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/* IC_EINPUT when an input's path or its rights are wrong, else IC_EENV. */
enum ic_code ic_path_code(int why);

/*
 * Append what is left to read of fd. `path` is for messages. IC_ELIMIT
 * beyond `max` bytes.
 */
bool ic_read_all(int fd, const char *path, size_t max, struct ic_buf *out,
    struct ic_error *err);

/*
 * True if fd is a regular file; *size, if not NULL, is its length. Else
 * IC_EINPUT.
 */
bool ic_regular(int fd, const char *path, uint64_t *size, struct ic_error *err);

#endif
