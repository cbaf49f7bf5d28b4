/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "ops/profiles.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

#include "base/dir.h"
#include "base/fs.h"

#define ENDING ".yaml"

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
static bool open_directory(struct ic_dir *out, struct ic_error *err)
{
	static const char *const places[] = { "../share/profiles",
		"../share/incamera/profiles", IC_DATADIR "/incamera/profiles" };
	char *here = program_directory();
	bool found = false;

	for (size_t i = 0; !found && i < sizeof(places) / sizeof(*places);
	     i++) {
		char *path = here || places[i][0] == '/'
		    ? ic_fs_join(here ? here : ".", places[i])
		    : NULL;

		found = path && ic_dir_open(path, out, NULL);
		free(path);
	}
	free(here);
	return found ||
	    ic_fail(err, IC_EENV,
		"the profiles that belong to this program are not where it "
		"is: give the path of one, or install it anew");
}

static bool load(const char *shown, struct ic_buf *text, struct ic_profile *out,
    struct ic_diags *diags)
{
	ic_buf_str(text);
	return ic_profile_load(shown, text->data ? (char *)text->data : "",
	    text->len, out, diags);
}

static bool open_named(const char *name, struct ic_profile *out,
    struct ic_diags *diags, struct ic_error *err)
{
	struct ic_buf text = { 0 };
	struct ic_dir d = { 0 };
	char file[NAME_MAX + 1];
	bool ok = false;

	if (!open_directory(&d, err)) {
		return false;
	}
	snprintf(file, sizeof(file), "%.200s" ENDING, name);
	if (!ic_dir_has(&d, file)) {
		ic_fail(err, IC_EUSAGE,
		    "there is no profile \"%.200s\": `incamera package "
		    "--list` shows those that there are; that of a file is "
		    "given as a path",
		    name);
	} else if (ic_dir_read(&d, file, IC_PROFILE_BYTES_MAX, &text, err)) {
		ok = load(file, &text, out, diags);
	}
	ic_buf_finish(&text);
	ic_dir_close(&d);
	return ok;
}

static bool is_path(const char *name)
{
	size_t n = strlen(name), e = strlen(ENDING);

	return strchr(name, '/') ||
	    (n > e && strcmp(name + n - e, ENDING) == 0);
}

bool ic_profile_open(const char *name, struct ic_profile *out,
    struct ic_diags *diags, struct ic_error *err)
{
	struct ic_buf text = { 0 };
	bool ok;

	if (!is_path(name)) {
		return open_named(name, out, diags, err);
	}
	ok = ic_fs_read(name, IC_PROFILE_BYTES_MAX, &text, err) &&
	    load(name, &text, out, diags);
	ic_buf_finish(&text);
	return ok;
}

struct each {
	ic_profile_fn *fn;
	void *user;
};

static bool one(void *user, const char *file, enum ic_entry kind,
    struct ic_error *err)
{
	const struct each *e = user;
	struct ic_profile p = { 0 };
	struct ic_diags diags = { 0 };
	char name[NAME_MAX + 1];
	size_t n = strlen(file), end = strlen(ENDING);
	bool ok;

	if (kind != IC_ENTRY_FILE || n <= end ||
	    strcmp(file + n - end, ENDING) != 0) {
		return true;
	}
	snprintf(name, sizeof(name), "%.*s", (int)(n - end), file);
	ok = open_named(name, &p, &diags, err);
	if (ok) {
		ok = e->fn(e->user, name, &p);
	} else if (diags.n) {
		ic_fail(err, IC_EENV, "%s: %s", file, diags.at[0].message);
	}
	ic_diags_finish(&diags);
	ic_profile_finish(&p);
	return ok;
}

bool ic_profile_each(ic_profile_fn *fn, void *user, struct ic_error *err)
{
	struct each e = { fn, user };
	struct ic_dir d = { 0 };
	bool ok = open_directory(&d, err) && ic_dir_list(&d, one, &e, err);

	ic_dir_close(&d);
	return ok;
}
