/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The documents of a load file: a row each. */
#include <stdlib.h>
#include <string.h>

#include "load_dat.h"
#include "load_part.h"

bool ic_dat_has(const struct ic_dat *t, unsigned c)
{
	return t->at.n[c] > 0;
}

struct ic_place ic_dat_place(const struct ic_dat *t, unsigned c)
{
	struct ic_place p = { t->source, t->l.row, 0 };

	if (ic_dat_has(t, c)) {
		p.column = (uint32_t)t->at.cell[c][0] + 1;
	}
	return p;
}

char *ic_dat_cell(const struct ic_dat *t, unsigned c)
{
	return ic_load_line(&t->l,
	    ic_dat_has(t, c) ? t->at.cell[c][0] : SIZE_MAX);
}

/* The file that the row names; false: it names none. */
static bool take_path(struct ic_dat *t, struct ic_spec_document *d, bool *ok)
{
	char *path = ic_dat_cell(t, IC_LOAD_FILE);
	struct ic_place place = ic_dat_place(t, IC_LOAD_FILE);
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

static bool take_file(struct ic_dat *t, struct ic_spec_document *d)
{
	bool ok = true;

	if (t->item->pdf.text) {
		d->file = t->item->pdf.text;
		return d->has_first && ic_document_part(t->r, d);
	}
	return take_path(t, d, &ok) ? ok : ic_dat_pages_of(t, d);
}

static void take_row(struct ic_dat *t)
{
	struct ic_spec_document d = t->doc->d;
	bool numbered;

	d.place = ic_dat_place(t, IC_LOAD_COLUMN_COUNT - 1);
	d.place.column = 0;
	numbered = ic_dat_numbers(t, &d);
	ic_dat_fields(t, &d);
	if (numbered && take_file(t, &d)) {
		ic_document_put(t->r, &d);
	}
}

static void read_rows(struct ic_dat *t)
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

static bool read_head(struct ic_dat *t)
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
	if (!ic_dat_has(t, IC_LOAD_BEGBATES) &&
	    (t->doc->d.stamped || t->item->pdf.text)) {
		ic_error_at(t->r, place,
		    "no column of the first row is known to hold the first "
		    "number: say which by fields: { begbates: \"its name\" }");
		return false;
	}
	return true;
}

static void read_dat(struct ic_dat *t, char *text, size_t len)
{
	struct ic_error err = { 0 };

	if (!ic_load_open(&t->l, text, len, t->item->encoding, false, &err)) {
		ic_error_at(t->r,
		    (struct ic_place){ t->source, t->l.row, t->l.column }, "%s",
		    err.msg);
		return;
	}
	if (!read_head(t)) {
		return;
	}
	/* If rows have no PDF, or what may be none. */
	if ((t->item->images.text || !ic_dat_has(t, IC_LOAD_FILE) ||
		t->at.weak) &&
	    !ic_dat_open_pages(t)) {
		return;
	}
	t->made = t->r->nmade;
	t->errors = t->r->diags->errors;
	ic_paths_open(&t->paths, t->r, t->source, t->item->root.text);
	read_rows(t);
	ic_paths_close(&t->paths);
	ic_dat_check_pages(t);
}

/* An Opticon file alone: its documents are those that it begins. */
static void read_opt(struct ic_dat *t)
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
	struct ic_dat t = { .r = r, .doc = doc, .item = doc->item };
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
