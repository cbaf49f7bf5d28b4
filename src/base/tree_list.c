/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* All files below a directory. */
#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/tree.h"
#include "fs_priv.h"
#include "tree_priv.h"

bool ic_tree_step(struct ic_tree_walk *w, const char *name,
    struct ic_error *err)
{
	size_t n = strlen(name);

	if (w->len + 1 + n > IC_TREE_PATH_MAX) {
		return ic_fail(err, IC_ESPEC,
		    "the path is longer than %d bytes", IC_TREE_PATH_MAX);
	}
	w->path[w->len++] = '/';
	memcpy(w->path + w->len, name, n + 1);
	w->len += n;
	return true;
}

struct lister {
	ic_entry_fn *each;
	void *user;
	size_t n, from; /* entries; bytes of the path before what is told */
	bool goes_on;   /* what cannot be looked at is told */
};

static bool list_below(struct lister *l, struct ic_tree_walk *w, unsigned depth,
    struct ic_error *err);

static bool tell(struct lister *l, const struct ic_tree_walk *w,
    enum ic_entry kind, struct ic_error *err)
{
	return l->each(l->user, w->path + l->from, kind, err);
}

static bool list_entry(struct lister *l, struct ic_tree_walk *w, unsigned depth,
    struct ic_error *err)
{
	struct stat link, st;

	if (lstat(w->path, &link) != 0 || stat(w->path, &st) != 0) {
		return l->goes_on
		    ? tell(l, w, IC_ENTRY_OTHER, err)
		    : ic_fail_errno(err, ic_path_code(errno), errno,
			  IC_PATH_SHOWN " cannot be looked at", w->path);
	}
	if (S_ISDIR(link.st_mode)) {
		return list_below(l, w, depth + 1, err);
	}
	if (S_ISREG(st.st_mode)) {
		return tell(l, w, IC_ENTRY_FILE, err);
	}
	if (S_ISDIR(st.st_mode)) {
		return tell(l, w, IC_ENTRY_LINK, err);
	}
	return !l->goes_on || tell(l, w, IC_ENTRY_OTHER, err);
}

/* One name of a folder: most begin with no point and are not too long. */
static bool list_name(struct lister *l, struct ic_tree_walk *w,
    const char *name, unsigned depth, struct ic_error *err)
{
	bool dots = strcmp(name, ".") == 0 || strcmp(name, "..") == 0;

	if (dots || (name[0] == '.' && !l->goes_on)) {
		return true;
	}
	if (++l->n > IC_DIR_ENTRIES_MAX) {
		return ic_fail(err, IC_ELIMIT,
		    "a folder holds more than %d entries", IC_DIR_ENTRIES_MAX);
	}
	if (!ic_tree_step(w, name, err)) {
		if (!l->goes_on) {
			return false;
		}
		*err = (struct ic_error){ 0 };
		return tell(l, w, IC_ENTRY_DIR, err);
	}
	return name[0] == '.' ? tell(l, w, IC_ENTRY_OTHER, err)
			      : list_entry(l, w, depth, err);
}

static DIR *open_listed(struct ic_tree_walk *w, unsigned depth,
    struct ic_error *err)
{
	DIR *stream;

	if (depth > IC_TREE_DEPTH_MAX) {
		ic_fail(err, IC_ELIMIT,
		    "folders lie deeper than %d in each other",
		    IC_TREE_DEPTH_MAX);
		return NULL;
	}
	stream = opendir(w->path);
	if (!stream) {
		ic_fail_errno(err, ic_path_code(errno), errno,
		    IC_PATH_SHOWN " cannot be listed", w->path);
	}
	return stream;
}

static bool list_below(struct lister *l, struct ic_tree_walk *w, unsigned depth,
    struct ic_error *err)
{
	size_t len = w->len;
	DIR *stream = open_listed(w, depth, err);
	struct dirent *e;
	bool ok = true;

	if (!stream) {
		if (!l->goes_on || depth == 0) {
			return false;
		}
		*err = (struct ic_error){ 0 };
		return tell(l, w, IC_ENTRY_DIR, err);
	}
	while (ok && (errno = 0, e = readdir(stream)) != NULL) {
		ok = list_name(l, w, e->d_name, depth, err);
		w->len = len;
		w->path[len] = '\0';
	}
	if (ok && errno) {
		ok = l->goes_on && depth > 0
		    ? tell(l, w, IC_ENTRY_DIR, err)
		    : ic_fail_errno(err, IC_EENV, errno,
			  IC_PATH_SHOWN " cannot be read to its end", w->path);
	}
	closedir(stream);
	return ok;
}

static bool list(struct lister *l, const char *dir, struct ic_error *err)
{
	struct ic_tree_walk w = { .len = strlen(dir) };

	while (w.len > 1 && dir[w.len - 1] == '/') {
		w.len--;
	}
	if (w.len > IC_TREE_PATH_MAX) {
		return ic_fail(err, IC_ESPEC,
		    "the path is longer than %d bytes", IC_TREE_PATH_MAX);
	}
	memcpy(w.path, dir, w.len);
	w.path[w.len] = '\0';
	l->from = w.len + 1;
	return list_below(l, &w, 0, err);
}

bool ic_tree_list(const char *dir, ic_entry_fn *each, void *user,
    struct ic_error *err)
{
	struct lister l = { each, user, 0, 0, false };

	return list(&l, dir, err);
}

bool ic_tree_walk(const char *dir, ic_entry_fn *each, void *user,
    struct ic_error *err)
{
	struct lister l = { each, user, 0, 0, true };

	return list(&l, dir, err);
}
