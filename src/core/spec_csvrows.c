/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "spec_csv.h"
#include "spec_priv.h"

#define NO_COLUMN SIZE_MAX

enum column {
	ID,
	BATES,
	FILE_NAME,
	PAGE,
	X0,
	Y0,
	X1,
	Y1,
	CODE,
	DESCRIPTION,
	NOTE,
	STATUS,
	CATEGORY,
	PRIVILEGE,
	DISPUTE,
	LINES,
	REFERENCE,
	COLUMNS
};

const char *const ic_csv_columns[] = { "id", "bates", "file", "page", "x0",
	"y0", "x1", "y1", "code", "description", "note", "status", "category",
	"privilege", "dispute", "lines", "reference", NULL };

_Static_assert(sizeof ic_csv_columns / sizeof *ic_csv_columns == COLUMNS + 1,
    "a name for each column");

struct table {
	struct ic_reader *r;
	struct ic_csv csv;
	size_t column[COLUMNS]; /* index of the cell, or NO_COLUMN */
	size_t width;           /* of the header */
	bool sides_missed;      /* reported */
};

static struct ic_place place_at(const struct table *t, size_t cell)
{
	return (struct ic_place){ t->r->csv, t->csv.row,
		cell == NO_COLUMN ? 0 : (uint32_t)cell + 1 };
}

/* A cell without blanks around it. */
static char *trim(char *cell)
{
	size_t n;

	cell += strspn(cell, " \t\r\n");
	n = strlen(cell);
	while (n && strchr(" \t\r\n", cell[n - 1])) {
		n--;
	}
	cell[n] = '\0';
	return cell;
}

/* Ignored, but who misspells a column should hear of it. */
static void warn_if_near(struct table *t, const char *name, size_t cell)
{
	const char *meant = ic_did_you_mean(name, ic_csv_columns, COLUMNS);

	if (meant && strlen(name) > 3) {
		ic_diag_add(t->r->diags, IC_LEVEL_WARNING, place_at(t, cell),
		    "a column of an unknown name is ignored: did you mean "
		    "\"%s\"?",
		    meant);
	}
}

static bool read_header(struct table *t)
{
	bool ok = true;

	for (size_t i = 0; i < COLUMNS; i++) {
		t->column[i] = NO_COLUMN;
	}
	t->width = t->csv.ncells;
	for (size_t i = 0; i < t->csv.ncells; i++) {
		const char *name = trim(t->csv.cell[i]);
		size_t k = 0;

		while (k < COLUMNS && strcasecmp(name, ic_csv_columns[k])) {
			k++;
		}
		if (k == COLUMNS) {
			warn_if_near(t, name, i);
		} else if (t->column[k] != NO_COLUMN) {
			ic_error_at(t->r, place_at(t, i),
			    "column \"%s\" "
			    "stands here twice, first as column %zu",
			    ic_csv_columns[k], t->column[k] + 1);
			ok = false;
		} else {
			t->column[k] = i;
		}
	}
	return ok;
}

static bool has(const struct table *t, enum column k)
{
	return t->column[k] != NO_COLUMN;
}

static bool columns_suffice(struct table *t)
{
	const char *say = NULL;

	if (!has(t, CODE)) {
		say = "the first row names no column \"code\": it must hold "
		      "the columns' names";
	} else if (!has(t, X0)) {
		say = "the first row names no column \"x0\"";
	} else if (!has(t, BATES) && !has(t, FILE_NAME)) {
		say = "the first row names neither a column \"bates\" nor "
		      "\"file\" and \"page\"";
	} else if (has(t, FILE_NAME) && !has(t, PAGE)) {
		say = "the first row names a column \"file\" and none "
		      "\"page\"";
	}
	if (say) {
		ic_error_at(t->r, place_at(t, NO_COLUMN), "%s", say);
	}
	return !say;
}

/* The trimmed cell of this row; NULL if it is empty or not there. */
static char *cell_of(const struct table *t, enum column k)
{
	size_t i = t->column[k];

	if (i == NO_COLUMN || i >= t->csv.ncells) {
		return NULL;
	}
	return *t->csv.cell[i] ? t->csv.cell[i] : NULL;
}

static struct ic_field field_of(const struct table *t, enum column k)
{
	return (struct ic_field){ cell_of(t, k), t->csv.row,
		has(t, k) ? (uint32_t)t->column[k] + 1 : 0 };
}

static void error_in(const struct table *t, enum column k, const char *what)
{
	ic_error_at(t->r, place_at(t, t->column[k]), "\"%s\" %s",
	    ic_csv_columns[k], what);
}

static char *keep(const struct table *t, const char *text)
{
	char *copy = ic_arena_strdup(&t->r->spec->arena, text);

	if (!copy) {
		ic_error_memory(t->r);
	}
	return copy;
}

static void read_id(const struct table *t, struct ic_raw *raw)
{
	struct ic_field f = field_of(t, ID);
	const char *fault = f.text ? ic_id_fault(f.text) : NULL;

	if (fault) {
		ic_error_at(t->r, place_at(t, t->column[ID]), "%s", fault);
	} else if (f.text) {
		f.text = keep(t, f.text);
		raw->id = f;
	}
}

/* A whole page has no other numbers. */
static bool read_whole(const struct table *t)
{
	bool ok = true;

	for (enum column k = Y0; k <= Y1; k++) {
		if (cell_of(t, k)) {
			error_in(t, k, "must be empty where \"x0\" is whole");
			ok = false;
		}
	}
	return ok;
}

static bool read_side(const struct table *t, enum column k, int64_t *out)
{
	const char *cell = cell_of(t, k);
	enum ic_number kind;

	if (!cell) {
		error_in(t, k,
		    "is empty: a rectangle has four numbers, or "
		    "\"x0\" is whole");
		return false;
	}
	kind = ic_number_parse(cell, strlen(cell), out);
	if (kind != IC_NUMBER_OK) {
		error_in(t, k,
		    k == X0 && kind == IC_NUMBER_NONE
			? "must be a number, or whole"
			: ic_number_fault(kind));
	}
	return kind == IC_NUMBER_OK;
}

/* Columns that only rectangles need; their lack is said once. */
static bool read_sides(struct table *t, struct ic_raw *raw)
{
	bool ok = true;

	if (!has(t, Y0) || !has(t, X1) || !has(t, Y1)) {
		if (!t->sides_missed) {
			ic_error_at(t->r, place_at(t, NO_COLUMN),
			    "a "
			    "rectangle needs the columns \"x0\", \"y0\", "
			    "\"x1\" and \"y1\"");
		}
		t->sides_missed = true;
		return false;
	}
	for (enum column k = X0; k <= Y1; k++) {
		ok = read_side(t, k, &raw->side[k - X0]) && ok;
	}
	return ok;
}

static void read_area(struct table *t, struct ic_raw *raw)
{
	const char *x0 = cell_of(t, X0);
	bool whole = x0 && strcmp(x0, "whole") == 0;
	bool ok = whole ? read_whole(t) : read_sides(t, raw);

	raw->area = !ok ? IC_RAW_NONE : whole ? IC_RAW_WHOLE : IC_RAW_RECT;
	raw->area_line = t->csv.row;
	raw->area_column = (uint32_t)t->column[X0] + 1;
}

/* Free text: a line of its own; what it says stands in no message. */
static const char *read_free(const struct table *t, enum column k)
{
	char *cell = cell_of(t, k);

	if (!cell) {
		return NULL;
	}
	if (strlen(cell) > IC_SPEC_TEXT_MAX) {
		ic_error_at(t->r, place_at(t, t->column[k]),
		    "\"%s\" is "
		    "longer than %d bytes: shorten it",
		    ic_csv_columns[k], IC_SPEC_TEXT_MAX);
		return NULL;
	}
	for (char *c = cell; *c; c++) {
		*c = strchr("\t\r\n", *c) ? ' ' : *c;
	}
	return keep(t, cell);
}

static void read_status(const struct table *t, struct ic_raw *raw)
{
	const char *cell = cell_of(t, STATUS);
	unsigned i = 0;

	if (!cell) {
		return;
	}
	while (i < IC_STATUS_COUNT &&
	    strcmp(cell, ic_status_word((enum ic_status)i)) != 0) {
		i++;
	}
	if (i == IC_STATUS_COUNT) {
		error_in(t, STATUS,
		    "must be proposed, candidate, agreed, "
		    "objected, granted, modified, denied or withdrawn");
		return;
	}
	raw->status = (uint8_t)i;
}

static void read_field(const struct table *t, struct ic_raw *raw, enum column c,
    enum ic_field_key k)
{
	char *cell = cell_of(t, c);
	struct ic_fields *to = cell ? ic_raw_fields(t->r, raw) : NULL;

	if (to) {
		to->value[k] = ic_field_keep(t->r, k, cell,
		    place_at(t, t->column[c]));
	}
}

static void read_lines(const struct table *t, struct ic_raw *raw)
{
	const char *cell = cell_of(t, LINES);

	if (cell) {
		raw->lines = ic_lines_keep(t->r, cell,
		    place_at(t, t->column[LINES]));
	}
}

/* Trim all cells; false if the row has none that counts. */
static bool prepare(struct table *t)
{
	bool any = false;

	for (size_t i = 0; i < t->csv.ncells; i++) {
		t->csv.cell[i] = trim(t->csv.cell[i]);
		if (!*t->csv.cell[i]) {
			continue;
		}
		any = true;
		if (i >= t->width) {
			ic_error_at(t->r, place_at(t, i),
			    "the row has more "
			    "cells than the first row has names: quote a "
			    "cell that holds a comma");
			return false;
		}
	}
	return any;
}

static void read_row(struct table *t)
{
	struct ic_raw *raw = ic_raw_new(t->r, place_at(t, NO_COLUMN));
	struct ic_field code = field_of(t, CODE);

	if (!raw) {
		return;
	}
	read_id(t, raw);
	raw->bates = field_of(t, BATES);
	raw->file = field_of(t, FILE_NAME);
	raw->page = field_of(t, PAGE);
	read_area(t, raw);
	raw->description = read_free(t, DESCRIPTION);
	raw->reference = read_free(t, REFERENCE);
	raw->note = read_free(t, NOTE);
	read_status(t, raw);
	read_field(t, raw, CATEGORY, IC_FIELD_CATEGORY);
	read_field(t, raw, PRIVILEGE, IC_FIELD_PRIVILEGE);
	read_field(t, raw, DISPUTE, IC_FIELD_DISPUTE);
	read_lines(t, raw);
	raw->seen = IC_HAS_RECT;
	raw->seen |= raw->bates.text ? IC_HAS_BATES : 0;
	raw->seen |= raw->file.text ? IC_HAS_FILE : 0;
	raw->seen |= raw->page.text ? IC_HAS_PAGE : 0;
	if (code.text) {
		raw->seen |= IC_HAS_CODE;
		ic_split_codes(t->r, raw, &code, 1);
	}
}

static void read_rows(struct table *t, struct ic_error *err)
{
	if (!ic_csv_next(&t->csv, err)) {
		if (err->code == IC_OK) {
			ic_error_at(t->r, place_at(t, NO_COLUMN),
			    "the file "
			    "is empty: its first row must hold the columns' "
			    "names");
		}
		return;
	}
	if (!read_header(t) || !columns_suffice(t)) {
		return;
	}
	while (
	    !t->r->too_many && !t->r->no_memory && ic_csv_next(&t->csv, err)) {
		if (prepare(t)) {
			read_row(t);
		}
	}
}

void ic_read_csv(struct ic_reader *r, char *text, size_t len)
{
	struct table t = { .r = r };
	struct ic_error err = { 0 };

	if (len > IC_SPEC_BYTES_MAX) {
		ic_fail(&err, IC_ELIMIT, "the file is larger than %zu MB",
		    IC_SPEC_BYTES_MAX >> 20);
	} else if (ic_csv_open(&t.csv, text, len, &err)) {
		read_rows(&t, &err);
	}
	if (err.code != IC_OK) {
		ic_error_at(r, place_at(&t, NO_COLUMN), "%s", err.msg);
	}
	ic_csv_close(&t.csv);
}
