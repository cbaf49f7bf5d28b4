/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "load_opt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEY, VOLUME, PATH, BREAK, FOLDER_BREAK, BOX_BREAK, PAGES, CELLS };

static struct ic_place row_of(const struct ic_opt *o, unsigned cell)
{
	return (struct ic_place){ o->source, o->l.row, cell + 1 };
}

/* The number that a page's key is; false, reported, if it is none. */
static bool read_key(struct ic_opt *o, struct ic_bates *out)
{
	struct ic_error err = { 0 };
	char *key = ic_load_line(&o->l, KEY);

	if (!*key) {
		ic_error_at(o->r, row_of(o, KEY),
		    "the row does not say which page it is: its first cell "
		    "must hold the page's number");
		return false;
	}
	if (!ic_bates_parse(&o->r->spec->prefixes, key, out, &err)) {
		ic_error_at(o->r, row_of(o, KEY), "%s", err.msg);
		return false;
	}
	return true;
}

/* A file of several pages stands in a row for each of them. */
static bool add_page(struct ic_opt *o, struct ic_opt_document *d)
{
	struct ic_opt_page *more = ic_grow(o->r, o->files, o->nfiles,
	    &o->cap_files, sizeof *more);
	char *path = ic_load_line(&o->l, PATH);

	if (!more) {
		return false;
	}
	o->files = more;
	d->pages++;
	if (!*path) {
		ic_error_at(o->r, row_of(o, PATH),
		    "the row does not say which file its page is in");
	} else if (d->nfiles == 0 ||
	    strcmp(more[o->nfiles - 1].path, path) != 0) {
		more[o->nfiles++] = (struct ic_opt_page){ path, o->l.row };
		d->nfiles++;
	}
	return true;
}

static void read_pages_said(struct ic_opt *o, struct ic_opt_document *d)
{
	char *text = ic_load_line(&o->l, PAGES);
	uint64_t v;

	if (*text &&
	    !ic_integer_parse(text, strlen(text), IC_SPEC_PAGE_MAX, &v)) {
		ic_error_at(o->r, row_of(o, PAGES),
		    "the number of pages must be a whole number");
	} else if (*text) {
		d->pages_said = (uint32_t)v;
	}
}

static bool begin(struct ic_opt *o, const struct ic_bates *number)
{
	char key[IC_BATES_MAX];
	struct ic_opt_document *d;
	uint32_t old;

	d = ic_grow(o->r, o->at, o->n, &o->cap, sizeof *d);
	if (!d) {
		return false;
	}
	o->at = d;
	d += o->n;
	ic_bates_format(&o->r->spec->prefixes, number, key);
	*d = (struct ic_opt_document){ .row = o->l.row,
		.key = ic_arena_strdup(&o->r->raw, key),
		.file = o->nfiles,
		.first = *number,
		.last = *number };
	if (!d->key ||
	    !ic_index_add(&o->by_key, d->key, (uint32_t)o->n, &old)) {
		ic_error_memory(o->r);
		return false;
	}
	if (old != IC_INDEX_NONE) {
		ic_error_at(o->r, row_of(o, KEY),
		    "%s begins a document in row %u already", key,
		    o->at[old].row);
		d->again = true;
	}
	o->n++;
	read_pages_said(o, d);
	return add_page(o, d);
}

/* The next page of the document above: its number is one more. */
static bool go_on(struct ic_opt *o, const struct ic_bates *number)
{
	struct ic_opt_document *d = &o->at[o->n - 1];
	const struct ic_prefixes *px = &o->r->spec->prefixes;
	struct ic_bates next;

	if (!*d->last.suffix && !*number->suffix &&
	    ic_bates_next(px, &d->last, 1, &next, NULL) &&
	    ic_bates_cmp(&next, number) != 0) {
		char key[IC_BATES_MAX];

		ic_bates_format(px, &next, key);
		ic_error_at(o->r, row_of(o, KEY),
		    "the page after the one above is %s: the number here is "
		    "missing, twice or in the wrong place, or a Y is missing",
		    key);
	}
	d->last = *number;
	return add_page(o, d);
}

static bool take_row(struct ic_opt *o)
{
	struct ic_bates number;
	char mark = *ic_load_line(&o->l, BREAK);

	if (o->l.ncells <= BREAK || o->l.ncells > CELLS) {
		ic_error_at(o->r, row_of(o, KEY),
		    "the row has %zu cells, and an Opticon row has %d: quote "
		    "a path that holds a comma",
		    o->l.ncells, CELLS);
		return true;
	}
	if (!o->r->spec->prefixes.n || !read_key(o, &number)) {
		return true;
	}
	if (mark == 'Y' || mark == 'y') {
		return begin(o, &number);
	}
	if (o->n == 0) {
		ic_error_at(o->r, row_of(o, KEY),
		    "a page before the first document: a Y in the fourth "
		    "cell says that one begins");
		return true;
	}
	return go_on(o, &number);
}

static void check_counts(struct ic_opt *o)
{
	for (size_t i = 0; i < o->n; i++) {
		const struct ic_opt_document *d = &o->at[i];

		if (d->pages_said && d->pages > 1 &&
		    d->pages != d->pages_said) {
			ic_error_at(o->r,
			    (struct ic_place){ o->source, d->row, PAGES + 1 },
			    "%s is said to have %u pages, and has %u rows",
			    d->key, d->pages_said, d->pages);
		}
	}
}

static bool read_rows(struct ic_opt *o)
{
	struct ic_error err = { 0 };

	while (!o->r->no_memory) {
		if (ic_load_next(&o->l, &err)) {
			if (!take_row(o)) {
				return false;
			}
			continue;
		}
		if (err.code == IC_OK) {
			break;
		}
		ic_error_at(o->r,
		    (struct ic_place){ o->source, o->l.row, o->l.column }, "%s",
		    err.msg);
		if (err.code != IC_ESPEC) {
			return false;
		}
		err.code = IC_OK;
	}
	check_counts(o);
	return true;
}

bool ic_opt_open(struct ic_opt *o, struct ic_reader *r, const char *name,
    struct ic_place place, const struct ic_load_item *item)
{
	struct ic_error err = { 0 };
	char *text = NULL;
	size_t len = 0;

	*o = (struct ic_opt){ .r = r };
	o->source = ic_csv_source(r, name);
	if (!o->source) {
		return false;
	}
	if (!r->io->read(r->io->user, name, &text, &len, &err)) {
		ic_error_at(r, place, "%s", err.msg);
		return false;
	}
	ic_paths_open(&o->paths, r, o->source, item->root.text);
	if (!ic_load_open(&o->l, text, len, IC_CHARSET_FIND, true, &err)) {
		ic_error_at(r, (struct ic_place){ o->source, 0, 0 }, "%s",
		    err.msg);
		return false;
	}
	return read_rows(o);
}

struct ic_opt_document *ic_opt_find(struct ic_opt *o,
    const struct ic_bates *first)
{
	char key[IC_BATES_MAX];
	uint32_t i;

	ic_bates_format(&o->r->spec->prefixes, first, key);
	i = ic_index_find(&o->by_key, key);
	if (i == IC_INDEX_NONE) {
		return NULL;
	}
	o->at[i].used = true;
	return &o->at[i];
}

/* The real names of a document's files; NULL, reported, if one is no page. */
static const char **find_files(struct ic_opt *o,
    const struct ic_opt_document *from)
{
	const struct ic_opt_page *page = o->files + from->file;
	const char **names = ic_arena_alloc(&o->r->spec->arena, from->nfiles,
	    sizeof *names);
	bool ok = true;

	if (!names) {
		ic_error_memory(o->r);
		return NULL;
	}
	for (uint32_t i = 0; i < from->nfiles; i++) {
		struct ic_place place = { o->source, page[i].row, PATH + 1 };

		names[i] = ic_paths_find(&o->paths, page[i].path, place);
		if (names[i] && !ic_is_image(names[i]) &&
		    (from->nfiles > 1 || !ic_name_ends(names[i], ".pdf"))) {
			ic_error_at(o->r, place,
			    "a page of %s is neither a TIFF nor a JPEG file, "
			    "nor are all pages of it in one PDF",
			    from->key);
			return NULL;
		}
		ok = ok && names[i];
	}
	return ok ? names : NULL;
}

bool ic_opt_give(struct ic_opt *o, const struct ic_opt_document *from,
    struct ic_spec_document *d)
{
	const char **names = from->nfiles ? find_files(o, from) : NULL;

	if (!names) {
		return false; /* that was said */
	}
	d->file = d->name = names[0];
	d->pages_said = from->pages > 1 ? from->pages : from->pages_said;
	if (from->nfiles > 1) { /* one may have several pages */
		d->images = names;
		d->nimages = from->nfiles;
	}
	return true;
}

void ic_opt_unused(struct ic_opt *o, const char *dat)
{
	const struct ic_opt_document *first = NULL;
	char more[48] = "";
	size_t n = 0;

	for (size_t i = 0; i < o->n; i++) {
		first = first || o->at[i].used ? first : &o->at[i];
		n += !o->at[i].used;
	}
	if (n > 1) {
		snprintf(more, sizeof more, ", and so do %zu more pages",
		    n - 1);
	}
	if (n) {
		ic_error_at(o->r, (struct ic_place){ o->source, first->row, 1 },
		    "%s begins a document that %.200s does not name%s: both "
		    "files must be of one production",
		    first->key, dat, more);
	}
}

void ic_opt_close(struct ic_opt *o)
{
	ic_paths_close(&o->paths);
	ic_load_close(&o->l);
	ic_index_finish(&o->by_key);
	free(o->files);
	free(o->at);
	*o = (struct ic_opt){ 0 };
}
