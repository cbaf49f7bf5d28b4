/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The rows of documents_csv: what a spreadsheet or a load file says of the
 * documents. Which one a number names is found out when all have theirs.
 */
#include <stdlib.h>
#include <string.h>

#include "spec_grid.h"

enum { FILE_NAME, BATES, FIRST_FIELD, COLUMNS = FIRST_FIELD + IC_FIELD_COUNT };

const struct ic_grid_column ic_document_columns[] = {
	{ "file", { NULL } },
	{ "bates", { "begbates" } },
	{ "category", { NULL } },
	{ "designation", { NULL } },
	{ "dispute", { NULL } },
	{ "date", { NULL } },
	{ "author", { NULL } },
	{ "recipients", { NULL } },
	{ "doctype", { NULL } },
	{ "privilege", { NULL } },
	{ "title", { NULL } },
	{ "parent", { NULL } },
	{ "description", { NULL } },
};

_Static_assert(sizeof ic_document_columns / sizeof *ic_document_columns ==
	COLUMNS,
    "a name for each column");

/* Columns of load files that are no misspelling of these. */
static const char *const others[] = { "endbates", "pages", "pgcount", "note",
	"notes", "page", NULL };

struct rows {
	struct ic_grid s;
	struct ic_reader *r;
	struct ic_bates_list list;
	struct ic_document_row *at;
	size_t n, cap;
};

static void take_file(struct rows *t, struct ic_document_row *row,
    const char *file)
{
	char *name = ic_plain_name(t->r, file);
	uint32_t i = name ? ic_index_find(&t->r->by_file, name) : 0;

	if (i == IC_INDEX_NONE) {
		ic_grid_error(&t->s, FILE_NAME,
		    "no document has this file: write it as \"documents\" "
		    "does");
		return;
	}
	row->document = i + 1;
}

static void take_bates(struct rows *t, struct ic_document_row *row,
    const char *text)
{
	struct ic_error err = { 0 };

	if (!t->r->spec->prefixes.n) {
		return; /* that was said */
	}
	if (!strpbrk(text, "0123456789")) {
		ic_grid_error(&t->s, BATES,
		    "this is no Bates number: write prefix and digits");
	} else if (!ic_bates_parse_list(&t->r->spec->prefixes, text, &t->list,
		       &err)) {
		ic_grid_error(&t->s, BATES, "%s", err.msg);
	} else if (t->list.n != 1) {
		ic_grid_error(&t->s, BATES,
		    "a row speaks of one document: give one number or range");
	} else {
		row->has_bates = true;
		row->bates = t->list.at[0];
		row->bates_column = (uint16_t)ic_grid_place(&t->s, BATES)
					.column;
	}
}

static void take_parent(struct rows *t, const char *text)
{
	struct ic_error err = { 0 };
	struct ic_bates b;

	if (t->r->spec->prefixes.n &&
	    !ic_bates_parse(&t->r->spec->prefixes, text, &b, &err)) {
		ic_grid_error(&t->s, FIRST_FIELD + IC_FIELD_PARENT, "%s",
		    err.msg);
	}
}

static void take_fields(struct rows *t, struct ic_document_row *row)
{
	for (unsigned i = 0; i < IC_FIELD_COUNT; i++) {
		enum ic_field_key k = (enum ic_field_key)i;
		char *cell = ic_grid_cell(&t->s, FIRST_FIELD + i);
		struct ic_place place = ic_grid_place(&t->s, FIRST_FIELD + i);

		if (!cell) {
			continue;
		}
		row->fields.value[k] = ic_field_keep(t->r, k, cell, place);
		row->column[k] = (uint16_t)place.column;
		if (k == IC_FIELD_PARENT && row->fields.value[k]) {
			take_parent(t, row->fields.value[k]);
		}
	}
}

static bool take_row(struct rows *t)
{
	const char *file = ic_grid_cell(&t->s, FILE_NAME);
	const char *bates = ic_grid_cell(&t->s, BATES);
	struct ic_document_row *row;

	if (t->n == IC_SPEC_DOCUMENTS_MAX) {
		ic_error_at(t->r, ic_grid_row(&t->s),
		    "there are more than %d rows", IC_SPEC_DOCUMENTS_MAX);
		return false;
	}
	row = ic_grow(t->r, t->at, t->n, &t->cap, sizeof *row);
	if (!row) {
		return false;
	}
	t->at = row;
	row += t->n++;
	*row = (struct ic_document_row){ .place = ic_grid_row(&t->s) };
	if (file) {
		take_file(t, row, file);
	}
	if (bates) {
		take_bates(t, row, bates);
	}
	if (!file && !bates) {
		ic_error_at(t->r, row->place,
		    "the row names no document: give its \"file\" or its "
		    "\"bates\"");
	}
	take_fields(t, row);
	return true;
}

static void keep_rows(struct rows *t)
{
	struct ic_spec *spec = t->r->spec;

	spec->rows = ic_arena_alloc(&spec->arena, t->n, sizeof *spec->rows);
	if (!spec->rows) {
		ic_error_memory(t->r);
		return;
	}
	if (t->n) {
		memcpy(spec->rows, t->at, t->n * sizeof *t->at);
	}
	spec->nrows = t->n;
}

void ic_read_document_rows(struct ic_reader *r, const struct ic_source *source,
    char *text, size_t len)
{
	struct rows t = { .r = r,
		.s = { .r = r,
		    .source = source,
		    .columns = ic_document_columns,
		    .ncolumns = COLUMNS,
		    .others = others } };
	bool ok = ic_grid_open(&t.s, text, len);

	if (ok && !ic_grid_has(&t.s, FILE_NAME) && !ic_grid_has(&t.s, BATES)) {
		ic_error_at(r, ic_grid_row(&t.s),
		    "the first row names neither a column \"file\" nor "
		    "\"bates\": one of them must say which document a row "
		    "speaks of");
		ok = false;
	}
	while (ok && ic_grid_next(&t.s)) {
		ok = take_row(&t);
	}
	keep_rows(&t);
	ic_grid_close(&t.s);
	ic_bates_list_finish(&t.list);
	free(t.at);
}
