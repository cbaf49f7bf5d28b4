/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The documents of a folder: its PDFs, in the order in which people count. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/natural.h"
#include "load_item.h"

#define OTHERS_NAMED 3

struct folder {
	struct ic_reader *r;
	const struct ic_raw_document *doc;
	const char **at; /* the PDFs; in the spec's arena */
	size_t n, cap;
	const char *other[OTHERS_NAMED];
	size_t nothers;
	const char *link; /* the first one to a folder */
	size_t nlinks;
};

static bool keep(void *to, const char *name, struct ic_error *err)
{
	struct folder *f = to;
	const char *copy;
	const char **more;

	if (ic_name_ends(name, "/")) {
		if (f->nlinks++ == 0) {
			f->link = ic_arena_strdup(&f->r->raw, name);
		}
		return true;
	}
	if (!ic_name_ends(name, ".pdf")) {
		if (f->nothers < OTHERS_NAMED) {
			f->other[f->nothers] = ic_arena_strdup(&f->r->raw,
			    name);
		}
		f->nothers++;
		return true;
	}
	if (f->n == IC_SPEC_DOCUMENTS_MAX) {
		return ic_fail(err, IC_ELIMIT, "there are more than %d files",
		    IC_SPEC_DOCUMENTS_MAX);
	}
	copy = ic_arena_strdup(&f->r->spec->arena, name);
	more = copy ? ic_grow(f->r, f->at, f->n, &f->cap, sizeof *more) : NULL;
	if (!more) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	f->at = more;
	f->at[f->n++] = copy;
	return true;
}

/* Part by part, so that a folder's files stay together. */
static int by_name(const void *a, const void *b)
{
	const char *x = *(const char *const *)a, *y = *(const char *const *)b;
	char px[IC_SPEC_FILE_MAX + 1], py[IC_SPEC_FILE_MAX + 1];

	for (;;) {
		size_t nx = strcspn(x, "/"), ny = strcspn(y, "/");
		int c;

		if (!x[nx] != !y[ny]) {
			return x[nx] ? 1 : -1; /* files before folders */
		}
		snprintf(px, sizeof px, "%.*s", (int)nx, x);
		snprintf(py, sizeof py, "%.*s", (int)ny, y);
		c = ic_natural_cmp(px, py);
		if (c || !x[nx]) {
			return c;
		}
		x += nx + 1;
		y += ny + 1;
	}
}

static void warn_of_others(const struct folder *f)
{
	size_t named = f->nothers < OTHERS_NAMED ? f->nothers : OTHERS_NAMED;
	char names[400];
	size_t len = 0;

	for (size_t i = 0; i < named && len < sizeof names; i++) {
		len += (size_t)snprintf(names + len, sizeof names - len,
		    "%s%.100s", i ? ", " : "", f->other[i] ? f->other[i] : "");
	}
	ic_diag_add(f->r->diags, IC_LEVEL_WARNING, f->doc->d.place,
	    "files of this folder that are no PDF are no documents: %s%s",
	    names, f->nothers > named ? ", and others" : "");
}

/* Followed, it may lead out of the folder, or round in it. */
static void warn_of_links(const struct folder *f)
{
	ic_diag_add(f->r->diags, IC_LEVEL_WARNING, f->doc->d.place,
	    "what is in %.200s%s is left out, as links to folders are not "
	    "followed: list the folder itself if it is to be produced",
	    f->link ? f->link : "", f->nlinks > 1 ? " and others" : "");
}

/* The numbers in a file's name, of a folder that was produced before. */
static bool by_its_name(const struct folder *f, struct ic_spec_document *d)
{
	const struct ic_prefixes *px = &f->r->spec->prefixes;
	const char *slash = strrchr(d->file, '/');
	const char *name = slash ? slash + 1 : d->file;
	struct ic_bates found[3];
	size_t n = ic_bates_find(px, name, strlen(name), found, 3);

	if (n == 0 || n > 2) {
		ic_error_at(f->r, d->place,
		    "the name of %.200s does not say its first number, which "
		    "a stamped folder needs: name the file after its numbers, "
		    "or list it as { file:, bates: }",
		    d->file);
		return false;
	}
	d->has_first = true;
	d->first = found[0];
	d->has_last = n == 2;
	d->last = found[n - 1];
	return true;
}

static void put(struct folder *f, size_t i)
{
	struct ic_spec_document d = f->doc->d;

	d.file = d.name = f->at[i];
	if (i > 0) {
		d.has_first = false; /* the item's own is of the first file */
	}
	if (!d.stamped || !f->r->spec->prefixes.n || by_its_name(f, &d)) {
		ic_document_put(f->r, &d);
	}
}

void ic_expand_folder(struct ic_reader *r, const struct ic_raw_document *doc)
{
	const struct ic_field *name = &doc->item->folder;
	struct ic_place at = { r->source, name->line, name->column };
	struct folder f = { .r = r, .doc = doc };
	struct ic_error err = { 0 };

	if (!r->io->list) {
		ic_error_at(r, at, "folders cannot be listed here");
	} else if (!r->io->list(r->io->user, name->text, keep, &f, &err)) {
		ic_error_at(r, at, "%s", err.msg);
	} else if (f.n == 0) {
		ic_error_at(r, at,
		    "the folder holds no PDF, neither do those below it");
	} else {
		qsort(f.at, f.n, sizeof *f.at, by_name);
		for (size_t i = 0; i < f.n && !r->no_memory; i++) {
			put(&f, i);
		}
		if (f.nothers) {
			warn_of_others(&f);
		}
	}
	if (f.nlinks) {
		warn_of_links(&f);
	}
	free(f.at);
}
