/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Directories as wholes: one that is made beside its place, and goes there. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dir_priv.h"

#define DEPTH_MAX 16

struct removal {
	const struct ic_dir *d;
	unsigned depth;
};

static bool remove_at(const struct ic_dir *d, const char *name, unsigned depth,
    struct ic_error *err);

static bool remove_entry(void *user, const char *name, enum ic_entry kind,
    struct ic_error *err)
{
	const struct removal *r = user;

	(void)kind;
	return remove_at(r->d, name, r->depth, err);
}

static bool fail(const struct ic_dir *d, const char *name, struct ic_error *err)
{
	return ic_fail_errno(err, IC_EENV, errno,
	    IC_ENTRY_SHOWN " cannot be removed", d->path, name);
}

static bool empty(const struct ic_dir *d, const char *name, unsigned depth,
    struct ic_error *err)
{
	struct ic_dir sub = { .path = d->path };
	struct removal r = { &sub, depth + 1 };
	bool ok;

	sub.fd = openat(d->fd, name,
	    O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
	if (sub.fd < 0) {
		return fail(d, name, err);
	}
	ok = ic_dir_list(&sub, remove_entry, &r, err);
	close(sub.fd);
	return ok;
}

static bool remove_at(const struct ic_dir *d, const char *name, unsigned depth,
    struct ic_error *err)
{
	struct stat st;
	bool is_dir;

	if (fstatat(d->fd, name, &st, AT_SYMLINK_NOFOLLOW) != 0) {
		return errno == ENOENT || fail(d, name, err);
	}
	is_dir = S_ISDIR(st.st_mode);
	if (is_dir && depth >= DEPTH_MAX) {
		return ic_fail(err, IC_ELIMIT,
		    IC_ENTRY_SHOWN " is nested too deeply to be removed",
		    d->path, name);
	}
	if (is_dir && !empty(d, name, depth, err)) {
		return false;
	}
	return unlinkat(d->fd, name, is_dir ? AT_REMOVEDIR : 0) == 0 ||
	    fail(d, name, err);
}

bool ic_dir_remove_tree(const struct ic_dir *d, const char *name,
    struct ic_error *err)
{
	return ic_dir_name(d, name, err) && remove_at(d, name, 0, err);
}

/* rename() takes the place of an empty directory, and of nothing else. */
bool ic_dir_rename(const struct ic_dir *d, const char *from, const char *to,
    struct ic_error *err)
{
	if (!ic_dir_name(d, from, err) || !ic_dir_name(d, to, err)) {
		return false;
	}
	if (renameat(d->fd, from, d->fd, to) == 0) {
		return ic_dir_sync(d, err);
	}
	if (errno == EEXIST || errno == ENOTEMPTY || errno == ENOTDIR) {
		return ic_fail(err, IC_ESPEC,
		    IC_ENTRY_SHOWN " is there and not empty: name a "
				   "directory that is new",
		    d->path, to);
	}
	return ic_fail_errno(err, IC_EENV, errno,
	    IC_ENTRY_SHOWN " cannot get its name", d->path, to);
}
