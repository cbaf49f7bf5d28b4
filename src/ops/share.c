/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "ops/share.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

#include "base/fs.h"

/*
 * The program's own directory; NULL if the system does not tell. Without /proc
 * the kernel's own word of what it started is taken (getauxval(3)).
 */
static char *program_directory(void)
{
	char path[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", path, sizeof(path) - 1);
	const char *started = (const char *)getauxval(AT_EXECFN);

	if (n > 0) {
		path[n] = '\0';
	} else if (!started || !realpath(started, path)) {
		return NULL;
	}
	return ic_fs_parent(path);
}

/* Seen from the program: of a build, of an installation; then as configured. */
bool ic_share_open(const char *folder, struct ic_dir *out, struct ic_error *err)
{
	static const char *const places[] = { "../share", "../share/incamera",
		IC_DATADIR "/incamera" };
	char *here = program_directory();
	bool found = false;

	for (size_t i = 0; !found && i < sizeof(places) / sizeof(*places);
	     i++) {
		char *share = here || places[i][0] == '/'
		    ? ic_fs_join(here ? here : ".", places[i])
		    : NULL;
		char *path = share ? ic_fs_join(share, folder) : NULL;

		found = path && ic_dir_open(path, out, NULL);
		free(path);
		free(share);
	}
	free(here);
	return found ||
	    ic_fail(err, IC_EENV,
		"the profiles that belong to this program are not where it "
		"is: give the path of one, or install it anew");
}

bool ic_share_is_path(const char *name)
{
	size_t n = strlen(name), e = strlen(IC_SHARE_ENDING);

	return strchr(name, '/') ||
	    (n > e && strcmp(name + n - e, IC_SHARE_ENDING) == 0);
}
