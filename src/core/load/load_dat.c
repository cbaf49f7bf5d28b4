/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The documents of a load file: a row each. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "load_day.h"
#include "load_opt.h"
#include "load_part.h"

struct dat {
	struct ic_reader *r;
	const struct ic_raw_document *doc;
	const struct ic_load_item *item;
	const struct ic_source *source;
	struct ic_load l;
	struct ic_load_columns at;
	struct ic_opt opt;
	bool has_opt, said_foreign;
	struct ic_paths paths;
	struct ic_buf joined;
};

static bool has(const struct dat *t, unsigned c)
{
	return t->at.n[c] > 0;
}

static struct ic_place place_of(const struct dat *t, unsigned c)
{
	struct ic_place p = { t->source, t->l.row, 0 };

	if (has(t, c)) {
		p.column = (uint32_t)t->at.cell[c][0] + 1;
	}
	return p;
}

static char *cell(const struct dat *t, unsigned c)
{
	return ic_load_line(&t->l, has(t, c) ? t->at.cell[c][0] : SIZE_MAX);
}

/*
 * Where an encoding was only tried, a letter may be another one: it is said
 * once, for what goes into lists.
 */
static void warn_foreign(struct dat *t, const char *text, struct ic_place place)
{
	if (!t->l.tried || t->said_foreign) {
		return;
	}
	while (*text && (unsigned char)*text < 0x80) {
		text++;
	}
	if (*text) {
		t->said_foreign = true;
		ic_diag_add(t->r->diags, IC_LEVEL_WARNING, place,
		    "the file is not Unicode, so its letters are read as those "
		    "of code page 1252: write encoding: cp1252 if they are");
	}
}

/* "first" or "first-last", as one cell may have it. */
static bool take_first(struct dat *t, struct ic_spec_document *d)
{
	char *text = cell(t, IC_LOAD_BEGBATES);
	struct ic_place place = place_of(t, IC_LOAD_BEGBATES);
	struct ic_bates_list list = { 0 };
	struct ic_error err = { 0 };
	bool ok = false;

	if (!*text) {
		ic_error_at(t->r, place,
		    "the row has no first number: each document needs one");
	} else if (!strpbrk(text, "0123456789")) {
		ic_error_at(t->r, place,
		    "this is no Bates number: prefix and digits are wanted");
	} else if (!ic_bates_parse_list(&t->r->spec->prefixes, text, &list,
		       &err)) {
		ic_error_at(t->r, place, "%s", err.msg);
	} else if (list.n != 1) {
		ic_error_at(t->r, place,
		    "a row is one document: it has one number or range");
	} else {
		d->has_first = ok = true;
		d->first = list.at[0].first;
		d->last = list.at[0].last;
		d->has_last = ic_bates_cmp(&d->first, &d->last) != 0;
	}
	ic_bates_list_finish(&list);
	return ok;
}

static bool take_last(struct dat *t, struct ic_spec_document *d)
{
	char *text = cell(t, IC_LOAD_ENDBATES);
	struct ic_place place = place_of(t, IC_LOAD_ENDBATES);
	struct ic_error err = { 0 };
	struct ic_bates last;

	if (!*text) {
		return true;
	}
	if (!ic_bates_parse(&t->r->spec->prefixes, text, &last, &err)) {
		ic_error_at(t->r, place, "%s", err.msg);
		return false;
	}
	if (last.prefix != d->first.prefix || last.digits != d->first.digits) {
		ic_error_at(t->r, place,
		    "the last number is of another series than the first");
		return false;
	}
	if (ic_bates_cmp(&last, &d->first) < 0) {
		ic_error_at(t->r, place,
		    "the last number comes before the first: they are "
		    "reversed, or one is wrong");
		return false;
	}
	if (d->has_last && ic_bates_cmp(&last, &d->last) != 0) {
		ic_error_at(t->r, place,
		    "the last number is not the end of the range that stands "
		    "for the first");
		return false;
	}
	d->has_last = true;
	d->last = last;
	return true;
}

/* Pages that the numbers are; 0: that is not known. */
static uint64_t pages_of(const struct ic_spec_document *d)
{
	uint64_t step;

	return d->has_last && ic_bates_between(&d->first, &d->last, &step)
	    ? step + 1
	    : 0;
}

static void take_pages(struct dat *t, struct ic_spec_document *d)
{
	char *text = cell(t, IC_LOAD_PAGES);
	struct ic_place place = place_of(t, IC_LOAD_PAGES);
	uint64_t v, numbers = pages_of(d);

	if (!*text) {
		return;
	}
	if (!ic_integer_parse(text, strlen(text), IC_SPEC_PAGE_MAX, &v)) {
		ic_error_at(t->r, place,
		    "the number of pages must be a whole number");
	} else if (numbers && v != numbers) {
		ic_error_at(t->r, place,
		    "the row says %llu pages, and its numbers are %llu: one "
		    "of them is wrong; if the count is of something else, "
		    "leave it out by fields: { pages: none }",
		    (unsigned long long)v, (unsigned long long)numbers);
	} else {
		d->pages_said = (uint32_t)v;
	}
}

static bool take_numbers(struct dat *t, struct ic_spec_document *d)
{
	if (!t->r->spec->prefixes.n) {
		return false; /* that was said */
	}
	if (has(t, IC_LOAD_BEGBATES) &&
	    (!take_first(t, d) || !take_last(t, d))) {
		return false;
	}
	take_pages(t, d);
	return true;
}

/* All columns of a field in one text, in t->joined. */
static char *join(struct dat *t, unsigned c)
{
	ic_buf_reset(&t->joined);
	for (uint8_t i = 0; i < t->at.n[c]; i++) {
		char *text = ic_load_line(&t->l, t->at.cell[c][i]);

		if (*text) {
			ic_buf_puts(&t->joined, t->joined.len ? "; " : "");
			ic_buf_puts(&t->joined, text);
		}
	}
	return (char *)(uintptr_t)ic_buf_str(&t->joined);
}

/* The first number of what it is attached to; its own is none. */
static const char *take_parent(struct dat *t, const char *text,
    const struct ic_spec_document *d, struct ic_place place)
{
	struct ic_bates_list list = { 0 };
	struct ic_error err = { 0 };
	char number[IC_BATES_MAX] = "";
	const char *kept = NULL;

	if (!ic_bates_parse_list(&t->r->spec->prefixes, text, &list, &err)) {
		ic_error_at(t->r, place,
		    "%s; if the column is of something else, leave it out by "
		    "fields: { parent: none }",
		    err.msg);
	} else if (!d->has_first ||
	    ic_bates_cmp(&list.at[0].first, &d->first) != 0) {
		ic_bates_format(&t->r->spec->prefixes, &list.at[0].first,
		    number);
		kept = ic_arena_strdup(&t->r->spec->arena, number);
	}
	ic_bates_list_finish(&list);
	return kept;
}

static const char *take_date(struct dat *t, const char *text,
    struct ic_place place)
{
	char day[IC_DATE_MAX];
	struct ic_error err = { 0 };

	if (!ic_load_day(text, t->item->days, day, &err)) {
		ic_error_at(t->r, place, "%s", err.msg);
		return NULL;
	}
	return *day ? ic_arena_strdup(&t->r->spec->arena, day) : NULL;
}

static void take_field(struct dat *t, struct ic_spec_document *d,
    enum ic_field_key k)
{
	unsigned c = IC_LOAD_FIELDS + (unsigned)k;
	struct ic_place place = place_of(t, c);
	char *text = join(t, c);
	const char **to = &d->fields.value[k];

	if (!*text) {
		return;
	}
	warn_foreign(t, text, place);
	if (k == IC_FIELD_PARENT) {
		*to = take_parent(t, text, d, place);
	} else if (k == IC_FIELD_DATE) {
		*to = take_date(t, text, place);
	} else if (t->joined.len > IC_SPEC_TEXT_MAX) {
		ic_diag_add(t->r->diags, IC_LEVEL_WARNING, place,
		    "the \"%s\" is longer than %d bytes and is left out of "
		    "all lists",
		    ic_field_word(k), IC_SPEC_TEXT_MAX);
	} else {
		*to = ic_field_keep(t->r, k, text, place);
	}
}

/* The file that the row names; false: it names none. */
static bool take_path(struct dat *t, struct ic_spec_document *d, bool *ok)
{
	char *path = cell(t, IC_LOAD_FILE);
	struct ic_place place = place_of(t, IC_LOAD_FILE);
	const char *name;

	if (!*path || (t->at.weak && t->has_opt)) {
		return false;
	}
	name = ic_paths_find(&t->paths, path, place);
	*ok = name && ic_document_file(d, name);
	if (name && !*ok) {
		ic_error_at(t->r, place,
		    "the file is neither a PDF nor a TIFF or JPEG: list a "
		    "document that is produced as it is by native: and "
		    "placeholder:");
	}
	return true;
}

static bool take_images(struct dat *t, struct ic_spec_document *d)
{
	const struct ic_opt_document *from;
	uint32_t said = d->pages_said;

	if (!t->has_opt) {
		ic_error_at(t->r, place_of(t, IC_LOAD_FILE),
		    "the row names no file: a column must name the document's "
		    "PDF, or images: an Opticon file with its pages");
		return false;
	}
	from = d->has_first ? ic_opt_find(&t->opt, &d->first) : NULL;
	if (!from) {
		ic_error_at(t->r, place_of(t, IC_LOAD_BEGBATES),
		    "%.200s has no pages of this document",
		    t->opt.source->name);
		return false;
	}
	if (!ic_opt_give(&t->opt, from, d)) {
		return false;
	}
	said = said ? said : (uint32_t)pages_of(d);
	if (said && d->pages_said && said != d->pages_said) {
		ic_error_at(t->r, place_of(t, IC_LOAD_BEGBATES),
		    "the document has %u pages here, and %u in %.200s", said,
		    d->pages_said, t->opt.source->name);
		return false;
	}
	d->pages_said = said ? said : d->pages_said;
	return true;
}

static bool take_file(struct dat *t, struct ic_spec_document *d)
{
	bool ok = true;

	if (t->item->pdf.text) {
		d->file = t->item->pdf.text;
		return d->has_first && ic_document_part(t->r, d);
	}
	if (take_path(t, d, &ok)) {
		if (t->has_opt && d->has_first) {
			ic_opt_find(&t->opt, &d->first);
		}
		return ok;
	}
	return take_images(t, d);
}

static void take_row(struct dat *t)
{
	struct ic_spec_document d = t->doc->d;
	bool numbered;

	d.place = place_of(t, IC_LOAD_COLUMN_COUNT - 1);
	d.place.column = 0;
	numbered = take_numbers(t, &d);
	for (unsigned k = 0; k < IC_FIELD_COUNT; k++) {
		take_field(t, &d, (enum ic_field_key)k);
	}
	if (numbered && take_file(t, &d)) {
		ic_document_put(t->r, &d);
	}
}

static void read_rows(struct dat *t)
{
	struct ic_error err = { 0 };

	while (!t->r->no_memory) {
		if (ic_load_next(&t->l, &err)) {
			take_row(t);
			continue;
		}
		if (err.code == IC_OK) {
			return;
		}
		ic_error_at(t->r,
		    (struct ic_place){ t->source, t->l.row, t->l.column }, "%s",
		    err.msg);
		if (err.code != IC_ESPEC) {
			return;
		}
		err.code = IC_OK;
	}
}

static bool read_head(struct dat *t)
{
	struct ic_error err = { 0 };
	enum ic_load_column wish;
	struct ic_place place = { t->source, t->l.row, 0 };

	if (!ic_load_columns(&t->l, t->item->wish, &t->at, &wish, &err)) {
		if (wish < IC_LOAD_COLUMN_COUNT) {
			const struct ic_field *f = &t->item->wish[wish].name[0];

			place = (struct ic_place){ t->r->source, f->line,
				f->column };
		}
		ic_error_at(t->r, place, "%s", err.msg);
		return false;
	}
	if (!has(t, IC_LOAD_BEGBATES) &&
	    (t->doc->d.stamped || t->item->pdf.text)) {
		ic_error_at(t->r, place,
		    "no column of the first row is known to hold the first "
		    "number: say which by fields: { begbates: \"its name\" }");
		return false;
	}
	return true;
}

/* The Opticon file beside a load file that names no PDFs. */
static bool beside(struct dat *t, char *out)
{
	const char *name = t->item->load.text, *dot = strrchr(name, '.');
	char path[IC_SPEC_FILE_MAX + 5], *slash;
	const struct ic_spec_io *io = t->r->io;
	enum ic_found what = IC_FOUND_NOTHING;
	struct ic_error err = { 0 };
	size_t len = (size_t)(dot - name);

	memcpy(path, name, len);
	memcpy(path + len, ".opt", 5);
	slash = strrchr(path, '/');
	if (slash) {
		*slash = '\0';
	}
	return io->find &&
	    io->find(io->user, slash ? path : "", slash ? slash + 1 : path, out,
		&what, &err) &&
	    what == IC_FOUND_FILE;
}

static bool open_opt(struct dat *t)
{
	const struct ic_field *f = &t->item->images;
	const struct ic_field *load = &t->item->load;
	char found[IC_SPEC_FILE_MAX + 1];
	const char *name = f->text;

	if (t->item->pdf.text ||
	    (!name &&
		((has(t, IC_LOAD_FILE) && !t->at.weak) || !beside(t, found)))) {
		return true;
	}
	f = name ? f : load;
	t->has_opt = true;
	return ic_opt_open(&t->opt, t->r, name ? name : found,
	    (struct ic_place){ t->r->source, f->line, f->column }, t->item);
}

static void read_dat(struct dat *t, char *text, size_t len)
{
	struct ic_error err = { 0 };

	if (!ic_load_open(&t->l, text, len, t->item->encoding, false, &err)) {
		ic_error_at(t->r,
		    (struct ic_place){ t->source, t->l.row, t->l.column }, "%s",
		    err.msg);
		return;
	}
	if (!read_head(t) || !open_opt(t)) {
		return;
	}
	ic_paths_open(&t->paths, t->r, t->source, t->item->root.text);
	read_rows(t);
	ic_paths_close(&t->paths);
	if (t->has_opt) {
		ic_opt_unused(&t->opt, t->source->name);
	}
}

/* An Opticon file alone: its documents are those that it begins. */
static void read_opt(struct dat *t)
{
	const struct ic_field *f = &t->item->load;

	if (!ic_opt_open(&t->opt, t->r, f->text,
		(struct ic_place){ t->r->source, f->line, f->column },
		t->item)) {
		return;
	}
	for (size_t i = 0; i < t->opt.n && !t->r->no_memory; i++) {
		const struct ic_opt_document *from = &t->opt.at[i];
		struct ic_spec_document d = t->doc->d;

		d.place = (struct ic_place){ t->opt.source, from->row, 0 };
		d.has_first = true;
		d.first = from->first;
		d.has_last = from->pages > 1;
		d.last = from->last;
		if (!from->again && ic_opt_give(&t->opt, from, &d)) {
			ic_document_put(t->r, &d);
		}
	}
}

void ic_expand_load(struct ic_reader *r, const struct ic_raw_document *doc)
{
	const struct ic_field *f = &doc->item->load;
	struct dat t = { .r = r, .doc = doc, .item = doc->item };
	struct ic_error err = { 0 };
	char *text = NULL;
	size_t len = 0;

	if (ic_name_ends(f->text, ".opt")) {
		read_opt(&t);
	} else if (!r->io->read(r->io->user, f->text, &text, &len, &err)) {
		ic_error_at(r,
		    (struct ic_place){ r->source, f->line, f->column }, "%s",
		    err.msg);
	} else if ((t.source = ic_csv_source(r, f->text)) != NULL) {
		read_dat(&t, text, len);
	} else {
		free(text);
	}
	ic_load_close(&t.l);
	ic_opt_close(&t.opt);
	ic_buf_finish(&t.joined);
}
