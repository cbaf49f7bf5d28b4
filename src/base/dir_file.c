/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/fault.h"
#include "dir_priv.h"

/* The code for a file that should be there and is not is the input's. */
static bool fail(const struct ic_dir *d, const char *name, const char *what,
    struct ic_error *err)
{
	return ic_fail_errno(err, ic_path_code(errno), errno,
	    IC_ENTRY_SHOWN " cannot be %s", d->path, name, what);
}

static bool fail_env(const struct ic_dir *d, const char *name, const char *what,
    struct ic_error *err)
{
	return ic_fail_errno(err, IC_EENV, errno,
	    IC_ENTRY_SHOWN " cannot be %s", d->path, name, what);
}

bool ic_dir_file(const struct ic_dir *d, const char *name, int *fd,
    uint64_t *size, struct ic_error *err)
{
	int got;

	if (!ic_dir_name(d, name, err)) {
		return false;
	}
	got = openat(d->fd, name,
	    O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY | O_NONBLOCK);
	if (got < 0) {
		return fail(d, name, "opened", err);
	}
	if (!ic_regular(got, name, size, err)) {
		close(got);
		return ic_fail_in(err, IC_PATH_SHOWN, d->path);
	}
	*fd = got;
	return true;
}

bool ic_dir_has(const struct ic_dir *d, const char *name)
{
	struct stat st;

	return fstatat(d->fd, name, &st, AT_SYMLINK_NOFOLLOW) == 0 ||
	    errno != ENOENT;
}

bool ic_dir_read(const struct ic_dir *d, const char *name, size_t max,
    struct ic_buf *out, struct ic_error *err)
{
	size_t had = out->len;
	bool ok;
	int fd;

	if (!ic_dir_file(d, name, &fd, NULL, err)) {
		return false;
	}
	ok = ic_read_all(fd, name, max, out, err);
	close(fd);
	if (!ok) {
		out->len = had;
		return ic_fail_in(err, IC_PATH_SHOWN, d->path);
	}
	return true;
}

bool ic_dir_write(const struct ic_dir *d, const char *name, const void *bytes,
    size_t n, mode_t mode, struct ic_error *err)
{
	struct ic_temp t = { 0 };
	bool ok;

	if (!ic_dir_name(d, name, err) || !ic_temp_open(d, mode, &t, err)) {
		return false;
	}
	ic_fault_file(name, "opened");
	ok = ic_fs_write_all(t.fd, bytes, n)
	    ? ic_temp_publish(&t, name, err)
	    : fail_env(d, name, "written", err);
	ic_temp_close(&t);
	return ok;
}

/* Open to append; *made tells whether the name is new. */
static int open_to_append(const struct ic_dir *d, const char *name, bool *made)
{
	const int flags = O_RDWR | O_APPEND | O_CLOEXEC | O_NOFOLLOW;
	int fd = openat(d->fd, name, flags);

	*made = fd < 0 && errno == ENOENT;
	return *made ? openat(d->fd, name, flags | O_CREAT, 0600) : fd;
}

/* A line that a kill cut short must not swallow the next one. */
static bool end_cut_line(int fd, off_t size)
{
	char last = '\n';

	return size == 0 ||
	    (pread(fd, &last, 1, size - 1) == 1 &&
		(last == '\n' || ic_fs_write_all(fd, "\n", 1)));
}

bool ic_dir_append(const struct ic_dir *d, const char *name, const void *line,
    size_t n, struct ic_error *err)
{
	off_t had;
	bool made, ok;
	int fd;

	if (!ic_dir_name(d, name, err)) {
		return false;
	}
	fd = open_to_append(d, name, &made);
	if (fd < 0) {
		return fail_env(d, name, "written", err);
	}
	ic_fault_file(name, "opened");
	had = lseek(fd, 0, SEEK_END);
	ok = had >= 0 && end_cut_line(fd, had) && ic_fs_write_all(fd, line, n);
	if (ok) {
		ic_fault_file(name, "appended");
		ok = fsync(fd) == 0;
	}
	if (!ok) {
		fail_env(d, name, "written", err);
		if (had >= 0 && ftruncate(fd, had) != 0) {
			/* A cut line stays: the reader allows for it. */
		}
	}
	close(fd);
	return ok && (!made || ic_dir_sync(d, err));
}

#define HOLD_TRIES 300
#define HOLD_PAUSE 50000000 /* nanoseconds */

bool ic_dir_hold(const struct ic_dir *d, const char *name, int *fd,
    struct ic_error *err)
{
	const struct timespec pause = { .tv_nsec = HOLD_PAUSE };
	int got, tries = 0;
	bool made;

	if (!ic_dir_name(d, name, err)) {
		return false;
	}
	got = open_to_append(d, name, &made);
	if (got < 0) {
		return fail_env(d, name, "written", err);
	}
	while (flock(got, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
		if (++tries == HOLD_TRIES) {
			close(got);
			return ic_fail(err, IC_EENV,
			    "another incamera has " IC_ENTRY_SHOWN
			    " in use: wait until it has ended",
			    d->path, name);
		}
		nanosleep(&pause, NULL);
	}
	*fd = got;
	return true;
}

bool ic_dir_remove(const struct ic_dir *d, const char *name,
    struct ic_error *err)
{
	if (!ic_dir_name(d, name, err)) {
		return false;
	}
	if (unlinkat(d->fd, name, 0) == 0) {
		ic_fault_file(name, "removed");
		return ic_dir_sync(d, err);
	}
	return errno == ENOENT || fail_env(d, name, "removed", err);
}

static bool sweep(void *user, const char *name, enum ic_entry kind,
    struct ic_error *err)
{
	return kind != IC_ENTRY_FILE || !ic_dir_is_leftover(name) ||
	    ic_dir_remove(user, name, err);
}

bool ic_dir_sweep(const struct ic_dir *d, struct ic_error *err)
{
	struct ic_dir same = *d;

	return ic_dir_list(d, sweep, &same, err);
}
