/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <string.h>

#include "spec_grid.h"

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
	CITE,
	KEEP,
	COLUMNS
};

const struct ic_grid_column ic_csv_columns[] = {
	{ "id", { NULL } },
	{ "bates", { NULL } },
	{ "file", { NULL } },
	{ "page", { NULL } },
	{ "x0", { NULL } },
	{ "y0", { NULL } },
	{ "x1", { NULL } },
	{ "y1", { NULL } },
	{ "code", { NULL } },
	{ "description", { NULL } },
	{ "note", { NULL } },
	{ "status", { NULL } },
	{ "category", { NULL } },
	{ "privilege", { NULL } },
	{ "dispute", { NULL } },
	{ "lines", { NULL } },
	{ "reference", { NULL } },
	{ "cite", { NULL } },
	{ "keep", { NULL } },
};

_Static_assert(sizeof ic_csv_columns / sizeof *ic_csv_columns == COLUMNS,
    "a name for each column");

struct table {
	struct ic_grid s;
	struct ic_reader *r;
	bool sides_missed; /* reported */
};

static bool has(const struct table *t, enum column k)
{
	return ic_grid_has(&t->s, k);
}

static bool columns_suffice(struct table *t)
{
	const char *say = NULL;

	if (!has(t, CODE)) {
		say = "the first row names no column \"code\": it must hold "
		      "the columns' names";
	} else if (!has(t, X0) && !has(t, LINES) && !has(t, CITE) &&
	    !has(t, KEEP)) {
		say = "the first row names no column \"x0\"";
	} else if (!has(t, BATES) && !has(t, FILE_NAME)) {
		say = "the first row names neither a column \"bates\" nor "
		      "\"file\" and \"page\"";
	} else if (has(t, FILE_NAME) && !has(t, PAGE) && !has(t, CITE) &&
	    !has(t, KEEP)) {
		say = "the first row names a column \"file\" and none "
		      "\"page\"";
	}
	if (say) {
		ic_error_at(t->r, ic_grid_row(&t->s), "%s", say);
	}
	return !say;
}

static struct ic_field field_of(struct table *t, enum column k)
{
	return (struct ic_field){ ic_grid_cell(&t->s, k), t->s.csv.row,
		ic_grid_place(&t->s, k).column };
}

static void error_in(struct table *t, enum column k, const char *what)
{
	ic_grid_error(&t->s, k, "\"%s\" %s", ic_csv_columns[k].name, what);
}

static char *keep(struct table *t, const char *text)
{
	char *copy = ic_arena_strdup(&t->r->spec->arena, text);

	if (!copy) {
		ic_error_memory(t->r);
	}
	return copy;
}

static void read_id(struct table *t, struct ic_raw *raw)
{
	struct ic_field f = field_of(t, ID);
	const char *fault = f.text ? ic_id_fault(f.text) : NULL;

	if (fault) {
		ic_error_at(t->r, ic_grid_place(&t->s, ID), "%s", fault);
	} else if (f.text) {
		f.text = keep(t, f.text);
		raw->id = f;
	}
}

/* A whole page has no other numbers. */
static bool read_whole(struct table *t)
{
	bool ok = true;

	for (enum column k = Y0; k <= Y1; k++) {
		if (ic_grid_cell(&t->s, k)) {
			error_in(t, k, "must be empty where \"x0\" is whole");
			ok = false;
		}
	}
	return ok;
}

static bool read_side(struct table *t, enum column k, int64_t *out)
{
	const char *cell = ic_grid_cell(&t->s, k);
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
			ic_error_at(t->r, ic_grid_row(&t->s),
			    "a rectangle needs the columns \"x0\", \"y0\", "
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
	const char *x0 = ic_grid_cell(&t->s, X0);
	bool whole = x0 && strcmp(x0, "whole") == 0;
	bool ok = whole ? read_whole(t) : read_sides(t, raw);

	raw->area = !ok ? IC_RAW_NONE : whole ? IC_RAW_WHOLE : IC_RAW_RECT;
	raw->area_line = t->s.csv.row;
	raw->area_column = ic_grid_place(&t->s, X0).column;
}

/* Free text; what it says stands in no message. */
static const char *read_free(struct table *t, enum column k)
{
	char *cell = ic_grid_cell(&t->s, k);

	if (!cell) {
		return NULL;
	}
	if (strlen(cell) > IC_SPEC_TEXT_MAX) {
		ic_grid_error(&t->s, k,
		    "\"%s\" is longer than %d bytes: shorten it",
		    ic_csv_columns[k].name, IC_SPEC_TEXT_MAX);
		return NULL;
	}
	return keep(t, cell);
}

static void read_status(struct table *t, struct ic_raw *raw)
{
	const char *cell = ic_grid_cell(&t->s, STATUS);
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

static void read_field(struct table *t, struct ic_raw *raw, enum column c,
    enum ic_field_key k)
{
	char *cell = ic_grid_cell(&t->s, c);
	struct ic_fields *to = cell ? ic_raw_fields(t->r, raw) : NULL;

	if (to) {
		to->value[k] = ic_field_keep(t->r, k, cell,
		    ic_grid_place(&t->s, c));
	}
}

/* A row that says nothing of a rectangle has perhaps an address. */
static bool has_sides(struct table *t)
{
	for (enum column k = X0; k <= Y1; k++) {
		if (ic_grid_cell(&t->s, k)) {
			return true;
		}
	}
	return false;
}

static void read_where(struct table *t, struct ic_raw *raw)
{
	struct ic_field lines = field_of(t, LINES), cite = field_of(t, CITE);
	struct ic_field keep = field_of(t, KEEP);

	if (has_sides(t) || (!lines.text && !cite.text && !keep.text)) {
		raw->seen |= IC_HAS_RECT;
		read_area(t, raw);
	}
	ic_where_cells(t->r, raw, &lines, &cite, &keep);
}

static void read_row(struct table *t)
{
	struct ic_raw *raw = ic_raw_new(t->r, ic_grid_row(&t->s));
	struct ic_field code = field_of(t, CODE);

	if (!raw) {
		return;
	}
	read_id(t, raw);
	raw->bates = field_of(t, BATES);
	raw->file = field_of(t, FILE_NAME);
	raw->page = field_of(t, PAGE);
	read_where(t, raw);
	raw->description = read_free(t, DESCRIPTION);
	raw->reference = read_free(t, REFERENCE);
	raw->note = read_free(t, NOTE);
	read_status(t, raw);
	read_field(t, raw, CATEGORY, IC_FIELD_CATEGORY);
	read_field(t, raw, PRIVILEGE, IC_FIELD_PRIVILEGE);
	read_field(t, raw, DISPUTE, IC_FIELD_DISPUTE);
	raw->seen |= raw->bates.text ? IC_HAS_BATES : 0;
	raw->seen |= raw->file.text ? IC_HAS_FILE : 0;
	raw->seen |= raw->page.text ? IC_HAS_PAGE : 0;
	if (code.text) {
		raw->seen |= IC_HAS_CODE;
		ic_split_codes(t->r, raw, &code, 1);
	}
}

void ic_read_csv(struct ic_reader *r, char *text, size_t len)
{
	static const char *const none[] = { NULL };
	struct table t = { .r = r,
		.s = { .r = r,
		    .source = r->csv,
		    .columns = ic_csv_columns,
		    .ncolumns = COLUMNS,
		    .others = none,
		    .utf8 = true } };

	if (ic_grid_open(&t.s, text, len) && columns_suffice(&t)) {
		while (!r->too_many && ic_grid_next(&t.s)) {
			read_row(&t);
		}
	}
	ic_grid_close(&t.s);
}
