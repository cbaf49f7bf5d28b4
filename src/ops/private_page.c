/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "private_page.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fs.h"
#include "outdir.h"

#define MARK_MAX 64

/* Nothing that shows a page as it was may lie where things are served. */
static bool outside(const char *file, const char *parent, struct ic_error *err)
{
	char *path = realpath(parent, NULL);
	bool ok = true;

	while (ok && path && *path) {
		struct ic_dir d = { 0 };

		if (ic_dir_open(path, &d, NULL)) {
			ok = !(ic_dir_has(&d, REDACTED) &&
				 ic_dir_has(&d, LOGS)) &&
			    !outdir_is_package(&d);
			ic_dir_close(&d);
		}
		*strrchr(path, '/') = '\0';
	}
	free(path);
	return ok ||
	    ic_fail(err, IC_ESPEC,
		"%s would lie among what is served, and shows pages before "
		"redaction: give --html another place",
		file);
}

/* One of ours may be replaced, and nothing else. */
static bool replaceable(const struct ic_dir *d, const char *file,
    const char *mark, struct ic_error *err)
{
	char head[MARK_MAX];
	size_t n = strlen(mark);
	int fd = -1;
	bool ok;

	if (!ic_dir_has(d, ic_fs_name(file))) {
		return true;
	}
	ok = ic_dir_file(d, ic_fs_name(file), &fd, NULL, NULL) &&
	    n <= sizeof(head) && pread(fd, head, n, 0) == (ssize_t)n &&
	    memcmp(head, mark, n) == 0;
	if (fd >= 0) {
		close(fd);
	}
	return ok ||
	    ic_fail(err, IC_ESPEC,
		"%s is there already, and is no report of this command: give "
		"--html another name, or move it away",
		file);
}

bool private_page_open(const char *file, const char *mark, struct ic_dir *out,
    struct ic_error *err)
{
	char *parent = ic_fs_parent(file);
	bool ok = parent ? ic_dir_open(parent, out, err)
			 : ic_fail(err, IC_EENV, "out of memory");

	if (ok && !ic_fs_name(file)[0]) {
		ok = ic_fail(err, IC_ESPEC, "%s is no name of a file", file);
	}
	ok = ok && outside(file, parent, err) &&
	    replaceable(out, file, mark, err);
	free(parent);
	return ok;
}
