/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The package is made beside its place, in a directory that only its owner may
 * enter, and gets its name when all of it is there. What a killed run left is
 * removed by the next one for the same place.
 */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fs.h"
#include "package_priv.h"

#define STAGE "stage"

static bool no_entry(void *user, const char *name, enum ic_entry kind,
    struct ic_error *err)
{
	const char *path = user;

	(void)kind;
	return ic_fail(err, IC_ESPEC,
	    "%.200s is not empty (it holds %.100s): give -o a directory that "
	    "is new or empty",
	    path, name);
}

static bool is_empty(const char *path, struct ic_error *err)
{
	struct ic_dir d = { 0 };
	char shown[PATH_MAX];
	bool ok;

	if (!ic_dir_open(path, &d, err)) {
		return false;
	}
	snprintf(shown, sizeof(shown), "%s", path);
	ok = ic_dir_list(&d, no_entry, shown, err);
	ic_dir_close(&d);
	return ok;
}

/* A package within the production would be one more thing to serve by it. */
static bool lies_apart(const struct pack *p, const char *path,
    struct ic_error *err)
{
	char *there = realpath(p->parent.path, NULL);
	char *out = realpath(p->v.dir.top.path, NULL);
	bool ok = there && out && !ic_fs_lies_in(there, out);

	free(there);
	free(out);
	return ok ||
	    ic_fail(err, IC_ESPEC,
		"%.200s lies in the output directory: put the package beside "
		"it",
		path);
}

/* "DIR///" is "DIR". */
static char *without_slashes(const char *path)
{
	char *s = strdup(path);
	size_t n = s ? strlen(s) : 0;

	while (n > 1 && s[n - 1] == '/') {
		s[--n] = '\0';
	}
	return s;
}

static bool name_it(struct pack *p, const char *path, struct ic_error *err)
{
	char *plain = without_slashes(path);
	char *parent = plain ? ic_fs_parent(plain) : NULL;
	const char *name = plain ? ic_fs_name(plain) : "";
	bool ok = false;

	if (!plain || !parent) {
		ic_fail(err, IC_EENV, "out of memory");
	} else if (!pack_name_ok(name) || strlen(name) > 200) {
		ic_fail(err, IC_ESPEC,
		    "-o must name a directory to make, not \"%.200s\"", path);
	} else {
		p->name = strdup(name);
		ok = p->name &&
		    asprintf(&p->temporary, ".%s.packing", name) > 0 &&
		    ic_dir_open(parent, &p->parent, err);
	}
	free(parent);
	free(plain);
	return ok;
}

static bool remove_left(void *user, const char *name, enum ic_entry kind,
    struct ic_error *err)
{
	(void)kind;
	return ic_dir_remove_tree(user, name, err);
}

/*
 * Locked, and still under that name: another run could have had it until now,
 * and given it the name that is wanted.
 */
static bool is_ours(struct pack *p, struct ic_error *err)
{
	if (!ic_dir_lock(&p->top, err)) {
		return false;
	}
	p->ours = ic_dir_stands(&p->top);
	return p->ours ||
	    ic_fail(err, IC_EENV,
		"another incamera has made %.200s: name another directory",
		p->name);
}

bool pack_target_open(struct pack *p, const char *path, struct ic_error *err)
{
	if (!name_it(p, path, err) || !lies_apart(p, path, err) ||
	    (ic_dir_has(&p->parent, p->name) && !is_empty(path, err))) {
		return false;
	}
	if (!ic_dir_sub(&p->parent, p->temporary, 0700, &p->top, err) ||
	    !is_ours(p, err)) {
		return false;
	}
	return ic_dir_list(&p->top, remove_left, &p->top, err) &&
	    ic_dir_sub(&p->top, STAGE, 0700, &p->stage, err);
}

bool pack_target_commit(struct pack *p, struct ic_error *err)
{
	ic_dir_close(&p->stage);
	if (!ic_dir_remove_tree(&p->top, STAGE, err) ||
	    !ic_dir_sync(&p->top, err) ||
	    !ic_dir_rename(&p->parent, p->temporary, p->name, err)) {
		return false;
	}
	free(p->temporary);
	p->temporary = NULL;
	return true;
}

void pack_target_close(struct pack *p)
{
	ic_dir_close(&p->stage);
	if (p->ours && p->temporary) {
		ic_dir_remove_tree(&p->parent, p->temporary, NULL);
	}
	ic_dir_close(&p->top);
	ic_dir_close(&p->parent);
	free(p->temporary);
	free(p->name);
	p->temporary = p->name = NULL;
}
