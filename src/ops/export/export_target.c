/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Where working copies go: into a directory that is its owner's alone. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/fs.h"
#include "export_priv.h"
#include "outdir.h"

/* True if a production's manifest or journal stands below the directory. */
static bool is_output(const char *path)
{
	static const char *const signs[] = { PRIVATE "/" MANIFEST,
		PRIVATE "/" JOURNAL };
	struct stat st;
	bool found = false;

	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
		char *sign = ic_fs_join(path, signs[i]);

		found |= sign && stat(sign, &st) == 0;
		free(sign);
	}
	return found;
}

/* The directory, or one above it; `path` is shortened to it. */
static bool lies_in_output(char *path)
{
	for (;;) {
		char *slash = strrchr(path, '/');

		if (is_output(path)) {
			return true;
		}
		if (!slash || slash == path) {
			return false;
		}
		*slash = '\0';
	}
}

static bool check_place(const struct ic_dir *d, struct ic_error *err)
{
	char *real = realpath(d->path, NULL);
	bool ok = real != NULL;

	if (!ok) {
		ic_fail(err, IC_EENV, "%s: %s", d->path, strerror(errno));
	} else if (lies_in_output(real)) {
		ok = ic_fail(err, IC_ESPEC,
		    "%s lies in %s, which is an output directory: working "
		    "copies show all, so name a directory elsewhere with -o",
		    d->path, real);
	}
	free(real);
	return ok;
}

bool export_open(const char *path, struct ic_dir *out, struct ic_error *err)
{
	struct ic_dir d = { 0 };
	struct stat st;
	bool ok;

	if (!ic_dir_make(path, 0700, &d, err)) {
		return false;
	}
	ok = check_place(&d, err);
	if (ok && fstat(d.fd, &st) != 0) {
		ok = ic_fail(err, IC_EENV, "%s: %s", path, strerror(errno));
	} else if (ok && (st.st_mode & 077) != 0) {
		ok = ic_fail(err, IC_ESPEC,
		    "%s can be looked into by others, and working copies show "
		    "all: name a new directory with -o, or make it private "
		    "(chmod 700)",
		    path);
	}
	if (!ok) {
		ic_dir_unmake(&d);
		return false;
	}
	*out = d;
	return true;
}
