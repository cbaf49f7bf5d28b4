/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/fs.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fs_priv.h"

#define BLOCK ((size_t)64 << 10)

bool ic_fs_write_all(int fd, const void *bytes, size_t n)
{
	const uint8_t *p = bytes;

	while (n > 0) {
		ssize_t k = write(fd, p, n);

		if (k == 0 || (k < 0 && errno != EINTR)) {
			errno = k == 0 ? ENOSPC : errno;
			return false;
		}
		if (k > 0) {
			p += k;
			n -= (size_t)k;
		}
	}
	return true;
}

bool ic_fs_read_at(int fd, void *to, size_t n, uint64_t at)
{
	uint8_t *p = to;

	while (n > 0) {
		ssize_t k = pread(fd, p, n, (off_t)at);

		if (k == 0 || (k < 0 && errno != EINTR)) {
			return false;
		}
		if (k > 0) {
			p += k;
			at += (uint64_t)k;
			n -= (size_t)k;
		}
	}
	return true;
}

bool ic_read_all(int fd, const char *path, size_t max, struct ic_buf *out,
    struct ic_error *err)
{
	size_t got = 0;
	uint8_t *to;
	ssize_t n;

	do {
		to = ic_buf_room(out, BLOCK);
		if (!to) {
			return ic_fail(err, IC_EENV,
			    IC_PATH_SHOWN " cannot be read: out of memory",
			    path);
		}
		n = read(fd, to, BLOCK);
		if (n < 0 && errno != EINTR) {
			return ic_fail_errno(err, ic_path_code(errno), errno,
			    IC_PATH_SHOWN " cannot be read", path);
		}
		if (n > 0 && (size_t)n > max - got) {
			return ic_fail(err, IC_ELIMIT,
			    IC_PATH_SHOWN
			    " is larger than the %zu bytes that are accepted",
			    path, max);
		}
		got += n > 0 ? (size_t)n : 0;
		out->len += n > 0 ? (size_t)n : 0;
	} while (n != 0);
	return true;
}

bool ic_fs_read(const char *path, size_t max, struct ic_buf *out,
    struct ic_error *err)
{
	size_t had = out->len;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	bool ok;

	if (fd < 0) {
		return ic_fail_errno(err, ic_path_code(errno), errno,
		    IC_PATH_SHOWN " cannot be opened", path);
	}
	ok = ic_read_all(fd, path, max, out, err);
	if (!ok) {
		out->len = had;
	}
	close(fd);
	return ok;
}

bool ic_regular(int fd, const char *path, uint64_t *size, struct ic_error *err)
{
	struct stat st;

	if (fstat(fd, &st) != 0) {
		return ic_fail_errno(err, ic_path_code(errno), errno,
		    IC_PATH_SHOWN " cannot be looked at", path);
	}
	if (!S_ISREG(st.st_mode)) {
		return ic_fail(err, IC_EINPUT,
		    IC_PATH_SHOWN " is not a regular file", path);
	}
	if (size) {
		*size = (uint64_t)st.st_size;
	}
	return true;
}

bool ic_fs_open(const char *path, int *fd, uint64_t *size, struct ic_error *err)
{
	/* Without O_NONBLOCK a pipe would wait for its writer. */
	int got = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);

	if (got < 0) {
		return ic_fail_errno(err, ic_path_code(errno), errno,
		    IC_PATH_SHOWN " cannot be opened", path);
	}
	if (!ic_regular(got, path, size, err)) {
		close(got);
		return false;
	}
	*fd = got;
	return true;
}

char *ic_fs_join(const char *directory, const char *path)
{
	size_t n = strlen(directory);
	const char *slash = n > 0 && directory[n - 1] == '/' ? "" : "/";
	char *out;

	if (path[0] == '/' || n == 0 || strcmp(directory, ".") == 0) {
		return strdup(path);
	}
	return asprintf(&out, "%s%s%s", directory, slash, path) < 0 ? NULL
								    : out;
}

char *ic_fs_parent(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash) {
		return strdup(".");
	}
	return slash == path ? strdup("/")
			     : strndup(path, (size_t)(slash - path));
}

const char *ic_fs_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

char *ic_fs_below(const char *directory, const char *path)
{
	char *own = realpath(directory, NULL), *real = realpath(path, NULL);
	char *name = NULL;

	if (own && real && strcmp(own, "/") != 0 && ic_fs_lies_in(real, own)) {
		const char *rest = real + strlen(own);

		name = strdup(*rest == '/' ? rest + 1 : ".");
	} else if (own && real) {
		name = strdup(real);
	}
	free(own);
	free(real);
	return name;
}

bool ic_fs_lies_in(const char *path, const char *directory)
{
	size_t n = strlen(directory);

	return strcmp(directory, "/") == 0 ||
	    (strncmp(path, directory, n) == 0 &&
		(path[n] == '/' || path[n] == '\0'));
}
