/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fault.h"
#include "dir_priv.h"

#define PREFIX ".incamera-"
#define SUFFIX ".part"
#define DIGITS 16 /* of 64 random bits */
#define TRIES 16

bool ic_dir_leftover_name(char out[IC_TEMP_NAME_MAX])
{
	uint64_t bits;

	if (getrandom(&bits, sizeof(bits), 0) != (ssize_t)sizeof(bits)) {
		return false;
	}
	snprintf(out, IC_TEMP_NAME_MAX, PREFIX "%016llx" SUFFIX,
	    (unsigned long long)bits);
	return true;
}

bool ic_dir_is_leftover(const char *name)
{
	size_t n = strlen(PREFIX);

	return strncmp(name, PREFIX, n) == 0 &&
	    strspn(name + n, "0123456789abcdef") == DIGITS &&
	    strcmp(name + n + DIGITS, SUFFIX) == 0;
}

/* How an open descriptor is named to the calls that take a path. */
static void path_of(int fd, char out[32])
{
	snprintf(out, 32, "/proc/self/fd/%d", fd);
}

/* An unnamed file that could be linked later, or -1. */
static int open_unnamed(const struct ic_dir *d, mode_t mode)
{
	int fd = openat(d->fd, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, mode);
	char path[32];

	if (fd >= 0) {
		path_of(fd, path);
		if (access(path, F_OK) != 0) {
			close(fd);
			return -1;
		}
	}
	return fd;
}

static int open_named(const struct ic_dir *d, mode_t mode,
    char name[IC_TEMP_NAME_MAX])
{
	int fd = -1;

	for (int i = 0; i < TRIES && fd < 0; i++) {
		if (!ic_dir_leftover_name(name)) {
			return -1;
		}
		fd = openat(d->fd, name,
		    O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC | O_NOFOLLOW, mode);
		if (fd < 0 && errno != EEXIST) {
			return -1;
		}
	}
	return fd;
}

bool ic_temp_open(const struct ic_dir *d, mode_t mode, struct ic_temp *out,
    struct ic_error *err)
{
	struct ic_temp t = { .open = true, .dir = d };

	t.fd = open_unnamed(d, mode);
	if (t.fd < 0) {
		t.fd = open_named(d, mode, t.name);
	}
	if (t.fd < 0) {
		return ic_fail_errno(err, IC_EENV, errno,
		    "a file cannot be made in " IC_PATH_SHOWN, d->path);
	}
	*out = t;
	return true;
}

bool ic_temp_reopen(const struct ic_temp *t, int *fd, struct ic_error *err)
{
	struct stat ours, got;
	char path[32];
	int n;

	path_of(t->fd, path);
	n = t->name[0]
	    ? openat(t->dir->fd, t->name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
	    : open(path, O_RDONLY | O_CLOEXEC);
	if (n < 0) {
		return ic_fail_errno(err, IC_EENV, errno,
		    "a new file in " IC_PATH_SHOWN " cannot be reopened",
		    t->dir->path);
	}
	if (fstat(t->fd, &ours) != 0 || fstat(n, &got) != 0 ||
	    ours.st_dev != got.st_dev || ours.st_ino != got.st_ino) {
		close(n);
		return ic_fail(err, IC_EENV,
		    "a new file in " IC_PATH_SHOWN
		    " was replaced by somebody else",
		    t->dir->path);
	}
	*fd = n;
	return true;
}

static bool link_to(const struct ic_temp *t, const char *name)
{
	char path[32];

	path_of(t->fd, path);
	return linkat(AT_FDCWD, path, t->dir->fd, name, AT_SYMLINK_FOLLOW) == 0;
}

/* A link under a name of our own, which can then replace another. */
static bool link_aside(struct ic_temp *t)
{
	char name[IC_TEMP_NAME_MAX];

	for (int i = 0; i < TRIES; i++) {
		if (!ic_dir_leftover_name(name)) {
			return false;
		}
		if (link_to(t, name)) {
			memcpy(t->name, name, sizeof(name));
			return true;
		}
		if (errno != EEXIST) {
			return false;
		}
	}
	return false;
}

/* linkat() replaces nothing, so only a free name is taken directly. */
static bool appear(struct ic_temp *t, const char *name)
{
	if (!t->name[0]) {
		if (link_to(t, name)) {
			return true;
		}
		if (errno != EEXIST || !link_aside(t)) {
			return false;
		}
	}
	ic_fault_file(name, "aside");
	if (renameat(t->dir->fd, t->name, t->dir->fd, name) != 0) {
		return false;
	}
	t->name[0] = '\0';
	return true;
}

static bool fail_publish(const struct ic_temp *t, const char *name,
    struct ic_error *err)
{
	return ic_fail_errno(err, IC_EENV, errno,
	    IC_ENTRY_SHOWN " cannot be written", t->dir->path, name);
}

bool ic_temp_publish(struct ic_temp *t, const char *name, struct ic_error *err)
{
	if (!t->open) {
		return ic_fail(err, IC_EBUG, "a file is closed already");
	}
	if (!ic_dir_name(t->dir, name, err)) {
		return false;
	}
	ic_fault_file(name, "filled");
	if (fsync(t->fd) != 0) {
		return fail_publish(t, name, err);
	}
	ic_fault_file(name, "synced");
	if (!appear(t, name)) {
		return fail_publish(t, name, err);
	}
	ic_fault_file(name, "linked");
	return ic_dir_sync(t->dir, err);
}

void ic_temp_close(struct ic_temp *t)
{
	if (!t || !t->open) {
		return;
	}
	if (t->name[0]) {
		unlinkat(t->dir->fd, t->name, 0);
	}
	close(t->fd);
	*t = (struct ic_temp){ 0 };
}
