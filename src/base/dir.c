/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/dir.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fs.h"
#include "dir_priv.h"

#define OPEN_DIR (O_RDONLY | O_DIRECTORY | O_CLOEXEC)

bool ic_dir_name(const struct ic_dir *d, const char *name, struct ic_error *err)
{
	if (!d->path || name[0] == '\0' || strchr(name, '/') ||
	    strcmp(name, ".") == 0 || strcmp(name, "..") == 0) {
		return ic_fail(err, IC_EBUG, "a file name is not one");
	}
	return true;
}

static bool adopt(int fd, char *path, struct ic_dir *out, struct ic_error *err)
{
	if (!path) {
		close(fd);
		return ic_fail(err, IC_EENV, "out of memory");
	}
	*out = (struct ic_dir){ .fd = fd, .path = path };
	return true;
}

bool ic_dir_open(const char *path, struct ic_dir *out, struct ic_error *err)
{
	int fd = open(path, OPEN_DIR);

	if (fd < 0) {
		return ic_fail_errno(err, ic_path_code(errno), errno,
		    IC_PATH_SHOWN " cannot be opened as a directory", path);
	}
	return adopt(fd, strdup(path), out, err);
}

/* What was made is kept by a sync of its parent; done where it can be. */
static void sync_parent(const char *path)
{
	char *parent = ic_fs_parent(path);
	int fd = parent ? open(parent, OPEN_DIR) : -1;

	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
	free(parent);
}

bool ic_dir_make(const char *path, mode_t mode, struct ic_dir *out,
    struct ic_error *err)
{
	bool is_new = mkdir(path, mode) == 0;

	if (!is_new && errno != EEXIST) {
		return ic_fail_errno(err, IC_EENV, errno,
		    "the directory " IC_PATH_SHOWN " cannot be made", path);
	}
	if (!ic_dir_open(path, out, err)) {
		return false;
	}
	if (is_new) {
		sync_parent(path);
	}
	out->made = is_new;
	return true;
}

/* 0700 is a promise: an older, wider mode is narrowed. */
static bool narrow(int fd, const char *path, struct ic_error *err)
{
	struct stat st;

	if (fstat(fd, &st) != 0 ||
	    ((st.st_mode & 077) != 0 && fchmod(fd, 0700) != 0)) {
		return ic_fail_errno(err, IC_EENV, errno,
		    "the directory " IC_PATH_SHOWN " cannot be made private",
		    path);
	}
	return true;
}

bool ic_dir_sub(const struct ic_dir *d, const char *name, mode_t mode,
    struct ic_dir *out, struct ic_error *err)
{
	struct ic_dir sub = { .fd = -1 };
	char *path;
	bool made;

	if (!ic_dir_name(d, name, err)) {
		return false;
	}
	path = ic_fs_join(d->path, name);
	if (!path) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	made = mkdirat(d->fd, name, mode) == 0;
	if (made || errno == EEXIST) {
		sub.fd = openat(d->fd, name, OPEN_DIR | O_NOFOLLOW);
	}
	if (sub.fd < 0) {
		ic_fail_errno(err, IC_EENV, errno,
		    "the directory " IC_PATH_SHOWN " cannot be made or opened",
		    path);
	} else if ((mode != 0700 || narrow(sub.fd, path, err)) &&
	    (!made || ic_dir_sync(d, err)) && adopt(sub.fd, path, out, err)) {
		out->made = made;
		return true;
	}
	if (sub.fd >= 0) {
		close(sub.fd);
	}
	free(path);
	return false;
}

bool ic_dir_lock(const struct ic_dir *d, struct ic_error *err)
{
	if (flock(d->fd, LOCK_EX | LOCK_NB) == 0) {
		return true;
	}
	if (errno == EWOULDBLOCK) {
		return ic_fail(err, IC_EENV,
		    "another incamera works in " IC_PATH_SHOWN
		    ": wait until it has ended",
		    d->path);
	}
	return true;
}

/* Some file systems refuse to sync a directory; nothing is to be done. */
bool ic_dir_sync(const struct ic_dir *d, struct ic_error *err)
{
	if (fsync(d->fd) != 0 && errno != EINVAL && errno != EOPNOTSUPP) {
		return ic_fail_errno(err, IC_EENV, errno,
		    "the directory " IC_PATH_SHOWN " cannot be written",
		    d->path);
	}
	return true;
}

bool ic_dir_stands(const struct ic_dir *d)
{
	struct stat ours, now;

	return d->path && fstat(d->fd, &ours) == 0 &&
	    stat(d->path, &now) == 0 && ours.st_dev == now.st_dev &&
	    ours.st_ino == now.st_ino;
}

void ic_dir_unmake(struct ic_dir *d)
{
	if (d && d->path && d->made && ic_dir_stands(d)) {
		rmdir(d->path);
	}
	ic_dir_close(d);
}

void ic_dir_close(struct ic_dir *d)
{
	if (d && d->path) {
		close(d->fd);
		free(d->path);
		*d = (struct ic_dir){ 0 };
	}
}
