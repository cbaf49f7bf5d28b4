/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "load_paths.h"

#include <stdio.h>
#include <string.h>

#define ROOTS 3 /* the load file's folder, and two above it */

void ic_paths_open(struct ic_paths *p, struct ic_reader *r,
    const struct ic_source *source, const char *root)
{
	*p = (struct ic_paths){ .r = r,
		.source = source,
		.root = root,
		.file = source->name };
}

static bool look(const struct ic_paths *p, const char *root, const char *path,
    char *out, enum ic_found *what, struct ic_error *err)
{
	const struct ic_spec_io *io = p->r->io;

	if (io->find) {
		return io->find(io->user, root, path, out, what, err);
	}
	*what = IC_FOUND_FILE;
	return snprintf(out, IC_SPEC_FILE_MAX + 1, "%s%s%s", root,
		   *root ? "/" : "", path) <= IC_SPEC_FILE_MAX ||
	    ic_fail(err, IC_ESPEC, "the path is longer than %d bytes",
		IC_SPEC_FILE_MAX);
}

/* The last part of a root, and how long it is. */
static const char *base_of(const char *root, size_t *len)
{
	size_t n = strlen(root);
	const char *base;

	while (n && root[n - 1] == '/') {
		n--;
	}
	base = root + n;
	while (base > root && base[-1] != '/') {
		base--;
	}
	*len = (size_t)(root + n - base);
	return base;
}

/* What follows the root's own name in a path; NULL if it is not there. */
static const char *below_root(const char *root, const char *path)
{
	size_t n;
	const char *base = base_of(root, &n);

	for (const char *at = path; n && at; at = strchr(at, '/')) {
		at += *at == '/';
		if (strcspn(at, "/") == n && at[n] &&
		    ic_names_alike(at, base, n)) {
			return at + n + 1;
		}
	}
	return NULL;
}

static bool look_twice(const struct ic_paths *p, const char *root,
    const char *path, char *out, enum ic_found *what, struct ic_error *err)
{
	const char *rest;

	if (!look(p, root, path, out, what, err)) {
		return false;
	}
	rest = *what == IC_FOUND_NOTHING ? below_root(root, path) : NULL;
	return !rest || look(p, root, rest, out, what, err);
}

/* Without its last part; "" has none above it, and "..", nobody knows. */
static bool go_up(char *root)
{
	char *slash = strrchr(root, '/');

	if (!*root || strcmp(root, "..") == 0 || strcmp(root, "/") == 0 ||
	    (slash && strcmp(slash, "/..") == 0)) {
		return false;
	}
	if (!slash) {
		*root = '\0';
	} else if (slash == root) {
		root[1] = '\0';
	} else {
		*slash = '\0';
	}
	return true;
}

/* Find the root by its first file; the lowest one if it is in none. */
static bool find_root(struct ic_paths *p, const char *path, char *out,
    enum ic_found *what, struct ic_error *err)
{
	char *root = ic_arena_strdup(&p->r->raw, p->file), *lowest;

	if (!root) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	go_up(root);
	lowest = ic_arena_strdup(&p->r->raw, root);
	for (unsigned i = 0; i < ROOTS; i++) {
		if (!look_twice(p, root, path, out, what, err)) {
			return false;
		}
		if (*what != IC_FOUND_NOTHING) {
			p->root = root;
			return true;
		}
		if (!go_up(root)) {
			break;
		}
	}
	p->root = lowest;
	return lowest || ic_fail(err, IC_EENV, "out of memory");
}

static void note_missing(struct ic_paths *p, const char *path, uint32_t row)
{
	size_t len = strlen(path), room = sizeof p->missing[0].path - 4;

	if (p->nmissing < IC_MISSING_NAMED) {
		snprintf(p->missing[p->nmissing].path,
		    sizeof p->missing[0].path, "%s%.36s",
		    len > room ? "..." : "",
		    len > room ? path + len - room : path);
		p->missing[p->nmissing].row = row;
	}
	p->nmissing++;
}

const char *ic_paths_find(struct ic_paths *p, const char *path,
    struct ic_place place)
{
	char plain[IC_LOAD_PATH_MAX + 1], real[IC_SPEC_FILE_MAX + 1];
	enum ic_found what = IC_FOUND_NOTHING;
	struct ic_error err = { 0 };
	const char *kept;
	bool ok = ic_load_path(path, plain, &err);

	if (ok) {
		ok = p->root ? look_twice(p, p->root, plain, real, &what, &err)
			     : find_root(p, plain, real, &what, &err);
	}
	if (!ok) {
		ic_error_at(p->r, place, "%s", err.msg);
		return NULL;
	}
	if (what == IC_FOUND_NOTHING) {
		note_missing(p, plain, place.line);
		return NULL;
	}
	if (what == IC_FOUND_FOLDER) {
		ic_error_at(p->r, place,
		    "the path names a folder: it must be a document's file");
		return NULL;
	}
	kept = ic_arena_strdup(&p->r->spec->arena, real);
	if (!kept) {
		ic_error_memory(p->r);
	}
	return kept;
}

void ic_paths_close(const struct ic_paths *p)
{
	size_t n = p->nmissing < IC_MISSING_NAMED ? p->nmissing
						  : IC_MISSING_NAMED;
	char names[IC_MISSING_NAMED * 64] = "", more[40] = "";
	size_t len = 0;

	for (size_t i = 0; i < n; i++) {
		len += (size_t)snprintf(names + len, sizeof names - len,
		    "%s%s (row %u)", i ? ", " : "", p->missing[i].path,
		    p->missing[i].row);
	}
	if (p->nmissing > n) {
		snprintf(more, sizeof more, " and %zu more", p->nmissing - n);
	}
	if (n) {
		ic_error_at(p->r, (struct ic_place){ p->source, 0, 0 },
		    "%zu %s not there: %s%s: get the whole volume, or say by "
		    "root: in which folder the files lie",
		    p->nmissing, p->nmissing == 1 ? "file is" : "files are",
		    names, more);
	}
}
