/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dir_priv.h"

struct names {
	char **at;
	size_t n, cap;
};

static bool add(struct names *names, const char *name, struct ic_error *err)
{
	size_t cap = names->cap ? 2 * names->cap : 64;
	char **p;

	if (names->n >= IC_DIR_ENTRIES_MAX) {
		return ic_fail(err, IC_ELIMIT,
		    "a directory holds more than %d entries",
		    IC_DIR_ENTRIES_MAX);
	}
	if (names->n == names->cap) {
		p = reallocarray(names->at, cap, sizeof(*p));
		if (!p) {
			return ic_fail(err, IC_EENV, "out of memory");
		}
		names->at = p;
		names->cap = cap;
	}
	names->at[names->n] = strdup(name);
	if (!names->at[names->n]) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	names->n++;
	return true;
}

static bool collect(DIR *stream, struct names *names, struct ic_error *err)
{
	struct dirent *e;

	errno = 0;
	while ((e = readdir(stream)) != NULL) {
		if (strcmp(e->d_name, ".") != 0 &&
		    strcmp(e->d_name, "..") != 0 &&
		    !add(names, e->d_name, err)) {
			return false;
		}
		errno = 0;
	}
	return errno == 0 ||
	    ic_fail_errno(err, IC_EENV, errno,
		"a directory cannot be read to its end");
}

/* A stream of its own, so that nobody's offset in the directory moves. */
static bool read_names(const struct ic_dir *d, struct names *names,
    struct ic_error *err)
{
	int fd = openat(d->fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *stream = fd < 0 ? NULL : fdopendir(fd);
	bool ok;

	if (!stream) {
		ic_fail_errno(err, IC_EENV, errno,
		    IC_PATH_SHOWN " cannot be listed", d->path);
		if (fd >= 0) {
			close(fd);
		}
		return false;
	}
	ok = collect(stream, names, err);
	closedir(stream);
	return ok || ic_fail_in(err, IC_PATH_SHOWN, d->path);
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static enum ic_entry kind_of(const struct ic_dir *d, const char *name)
{
	struct stat st;

	if (fstatat(d->fd, name, &st, AT_SYMLINK_NOFOLLOW) != 0) {
		return IC_ENTRY_OTHER;
	}
	switch (st.st_mode & S_IFMT) {
	case S_IFREG:
		return IC_ENTRY_FILE;
	case S_IFDIR:
		return IC_ENTRY_DIR;
	case S_IFLNK:
		return IC_ENTRY_LINK;
	default:
		return IC_ENTRY_OTHER;
	}
}

bool ic_dir_list(const struct ic_dir *d, ic_entry_fn *each, void *user,
    struct ic_error *err)
{
	struct names names = { 0 };
	bool ok = read_names(d, &names, err);

	if (ok && names.n > 0) {
		qsort(names.at, names.n, sizeof(*names.at), by_bytes);
	}
	for (size_t i = 0; i < names.n; i++) {
		ok = ok &&
		    each(user, names.at[i], kind_of(d, names.at[i]), err);
		free(names.at[i]);
	}
	free(names.at);
	return ok;
}
