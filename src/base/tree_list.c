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
};

static bool list_below(struct lister *l, struct ic_tree_walk *w, unsigned depth,
    struct ic_error *err);

static bool list_entry(struct lister *l, struct ic_tree_walk *w,
    const char *name, unsigned depth, struct ic_error *err)
{
	struct stat link, st;
	bool ok = true;

	if (++l->n > IC_DIR_ENTRIES_MAX) {
		return ic_fail(err, IC_ELIMIT,
		    "a folder holds more than %d entries", IC_DIR_ENTRIES_MAX);
	}
	if (!ic_tree_step(w, name, err)) {
		return false;
	}
	if (lstat(w->path, &link) != 0 || stat(w->path, &st) != 0) {
		return ic_fail_errno(err, ic_path_code(errno), errno,
		    IC_PATH_SHOWN " cannot be looked at", w->path);
	}
	if (S_ISDIR(link.st_mode)) {
		ok = list_below(l, w, depth + 1, err);
	} else if (S_ISREG(st.st_mode)) {
		ok = l->each(l->user, w->path + l->from, IC_ENTRY_FILE, err);
	} else if (S_ISDIR(st.st_mode)) {
		ok = l->each(l->user, w->path + l->from, IC_ENTRY_LINK, err);
	}
	return ok;
}

static bool list_below(struct lister *l, struct ic_tree_walk *w, unsigned depth,
    struct ic_error *err)
{
	size_t len = w->len;
	DIR *stream = opendir(w->path);
	struct dirent *e;
	bool ok = true;

	if (!stream) {
		return ic_fail_errno(err, ic_path_code(errno), errno,
		    IC_PATH_SHOWN " cannot be listed", w->path);
	}
	if (depth > IC_TREE_DEPTH_MAX) {
		closedir(stream);
		return ic_fail(err, IC_ELIMIT,
		    "folders lie deeper than %d in each other",
		    IC_TREE_DEPTH_MAX);
	}
	while (ok && (errno = 0, e = readdir(stream)) != NULL) {
		if (e->d_name[0] != '.') {
			ok = list_entry(l, w, e->d_name, depth, err);
		}
		w->len = len;
		w->path[len] = '\0';
	}
	if (ok && errno) {
		ok = ic_fail_errno(err, IC_EENV, errno,
		    IC_PATH_SHOWN " cannot be read to its end", w->path);
	}
	closedir(stream);
	return ok;
}

bool ic_tree_list(const char *dir, ic_entry_fn *each, void *user,
    struct ic_error *err)
{
	struct ic_tree_walk w = { .len = strlen(dir) };
	struct lister l = { each, user, 0, 0 };

	while (w.len > 1 && dir[w.len - 1] == '/') {
		w.len--;
	}
	if (w.len > IC_TREE_PATH_MAX) {
		return ic_fail(err, IC_ESPEC,
		    "the path is longer than %d bytes", IC_TREE_PATH_MAX);
	}
	memcpy(w.path, dir, w.len);
	w.path[w.len] = '\0';
	l.from = w.len + 1;
	return list_below(&l, &w, 0, err);
}
