/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "files.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/fs.h"
#include "core/load.h"

static bool no_memory(struct ic_error *err)
{
	return ic_fail(err, IC_EENV, "out of memory");
}

/* True if both lie in one directory under one name, and nothing is there. */
static bool is_awaited(const char *awaited, const char *path)
{
	char *a = ic_fs_parent(awaited), *b = ic_fs_parent(path);
	struct stat x, y;
	bool is = a && b && stat(path, &x) != 0 && errno == ENOENT &&
	    strcmp(ic_fs_name(awaited), ic_fs_name(path)) == 0 &&
	    stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev &&
	    x.st_ino == y.st_ino;

	free(a);
	free(b);
	return is;
}

/* A list of no redactions. */
static bool give_none(char **text, size_t *len, struct ic_error *err)
{
	static const char none[] = "bates,x0,code\n";

	*text = strdup(none);
	*len = sizeof(none) - 1;
	return *text != NULL || ic_fail(err, IC_EENV, "out of memory");
}

static bool read_file(void *user, const char *name, char **text, size_t *len,
    struct ic_error *err)
{
	const struct files *f = user;
	char *path = ic_fs_join(f->directory, name);
	struct ic_buf b = { 0 };

	if (!path) {
		return no_memory(err);
	}
	if (f->awaited && is_awaited(f->awaited, path)) {
		free(path);
		return give_none(text, len, err);
	}
	if (!ic_fs_read(path, IC_SPEC_BYTES_MAX, &b, err)) {
		free(path);
		ic_buf_finish(&b);
		return false;
	}
	free(path);
	*len = b.len;
	ic_buf_str(&b);
	*text = (char *)b.data; /* the buffer's memory goes to the caller */
	if (!*text) {
		*text = strdup("");
	}
	return *text != NULL || no_memory(err);
}

/* A folder of the spec as the kernel takes it. */
static char *path_of(const struct files *f, const char *folder)
{
	char *path = ic_fs_join(f->directory, *folder ? folder : ".");

	return path;
}

struct listing {
	const char *folder;
	size_t len;
	ic_spec_each_fn *each;
	void *to;
};

/* A name below the folder becomes one below the spec. */
static bool tell(void *user, const char *name, enum ic_entry kind,
    struct ic_error *err)
{
	const struct listing *l = user;
	char out[IC_SPEC_FILE_MAX + 1];

	if (snprintf(out, sizeof(out), "%.*s/%s%s", (int)l->len, l->folder,
		name, kind == IC_ENTRY_LINK ? "/" : "") > IC_SPEC_FILE_MAX) {
		return ic_fail(err, IC_ESPEC, "a path is longer than %d bytes",
		    IC_SPEC_FILE_MAX);
	}
	return l->each(l->to, out, err);
}

static bool list_folder(void *user, const char *folder, ic_spec_each_fn *each,
    void *to, struct ic_error *err)
{
	const struct files *f = user;
	char *path = path_of(f, folder);
	struct listing l = { folder, strlen(folder), each, to };
	bool ok;

	if (!path) {
		return no_memory(err);
	}
	while (l.len > 1 && folder[l.len - 1] == '/') {
		l.len--;
	}
	ok = ic_tree_list(path, tell, &l, err);
	free(path);
	return ok;
}

/* What the attorney's own name names. */
static bool look(const struct files *f, const char *name,
    char out[IC_SPEC_FILE_MAX + 1], enum ic_found *what, struct ic_error *err)
{
	char *path = path_of(f, name);
	struct stat st;
	bool there;

	if (!path) {
		return no_memory(err);
	}
	there = stat(path, &st) == 0;
	free(path);
	*what = there && S_ISDIR(st.st_mode) ? IC_FOUND_FOLDER
	    : there                          ? IC_FOUND_FILE
					     : IC_FOUND_NOTHING;
	snprintf(out, IC_SPEC_FILE_MAX + 1, "%s", name);
	return true;
}

/* The spec's name of what was found below a root. */
static bool name_below(const char *root, const char *found,
    char out[IC_SPEC_FILE_MAX + 1], struct ic_error *err)
{
	size_t n = strlen(root);

	while (n > 1 && root[n - 1] == '/') {
		n--;
	}
	return snprintf(out, IC_SPEC_FILE_MAX + 1, "%.*s%s%s", (int)n, root,
		   n && root[n - 1] != '/' ? "/" : "",
		   found) <= IC_SPEC_FILE_MAX ||
	    ic_fail(err, IC_ESPEC, "a path is longer than %d bytes",
		IC_SPEC_FILE_MAX);
}

static bool find_file(void *user, const char *root, const char *path,
    char out[IC_SPEC_FILE_MAX + 1], enum ic_found *what, struct ic_error *err)
{
	struct files *f = user;
	char plain[IC_LOAD_PATH_MAX + 1], found[IC_TREE_PATH_MAX + 1];
	enum ic_entry kind = IC_ENTRY_OTHER;
	bool there, ok;
	char *dir;

	if (!root) {
		return look(f, path, out, what, err);
	}
	if (!ic_load_path(path, plain, err)) {
		return false;
	}
	dir = path_of(f, root);
	if (!dir) {
		return no_memory(err);
	}
	ok = ic_tree_find(&f->tree, dir, plain, found, &there, &kind, err);
	free(dir);
	if (!ok) {
		return false;
	}
	*what = !there || kind == IC_ENTRY_OTHER ? IC_FOUND_NOTHING
	    : kind == IC_ENTRY_DIR               ? IC_FOUND_FOLDER
						 : IC_FOUND_FILE;
	return !there || name_below(root, found, out, err);
}

struct ic_spec_io files_io(struct files *f)
{
	return (struct ic_spec_io){ .read = read_file,
		.list = list_folder,
		.find = find_file,
		.user = f };
}

void files_finish(struct files *f)
{
	ic_tree_finish(&f->tree);
}
