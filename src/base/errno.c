/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "fs_priv.h"

static const char *reason(int why)
{
	switch (why) {
	case ENOENT:
		return "there is no such file or directory";
	case EACCES:
	case EPERM:
		return "you have no right to do so";
	case EISDIR:
		return "it is a directory";
	case ENOTDIR:
		return "a part of the path is no directory";
	case ELOOP:
		return "it is a symbolic link, or goes through too many";
	case ENOSPC:
		return "the disk is full: make room and run again";
	case EDQUOT:
		return "your quota is used up: make room and run again";
	case EFBIG:
		return "it is larger than a file may be here: see ulimit -f";
	case EROFS:
		return "the file system is read only";
	case EIO:
		return "the disk failed: do not trust it";
	case EMFILE:
	case ENFILE:
		return "too many files are open: run with a smaller -j";
	case ENOMEM:
		return "out of memory";
	default:
		return strerror(why);
	}
}

enum ic_code ic_path_code(int why)
{
	switch (why) {
	case ENOENT:
	case EACCES:
	case EPERM:
	case EISDIR:
	case ENOTDIR:
	case ELOOP:
	case ENAMETOOLONG:
	case ENXIO:
		return IC_EINPUT;
	default:
		return IC_EENV;
	}
}

bool ic_fail_errno(struct ic_error *err, enum ic_code code, int why,
    const char *fmt, ...)
{
	va_list ap;
	size_t len;

	if (!err) {
		return false;
	}
	err->code = code;
	va_start(ap, fmt);
	vsnprintf(err->msg, sizeof(err->msg), fmt, ap);
	va_end(ap);
	len = strlen(err->msg);
	snprintf(err->msg + len, sizeof(err->msg) - len, ": %s", reason(why));
	return false;
}
