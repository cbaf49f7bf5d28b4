/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The columns of redactions_csv: those that a row of a mark has. */
#include <string.h>

#include "core/csvwrite.h"
#include "core/mark_rows.h"

enum column {
	ID,
	BATES,
	X0,
	Y0,
	X1,
	Y1,
	CODE,
	DESCRIPTION,
	NOTE,
	STATUS,
	/* These only if a row has one: */
	LINES,
	CATEGORY,
	PRIVILEGE,
	DISPUTE,
	REFERENCE,
	COLUMNS
};

static const char *const names[COLUMNS] = { "id", "bates", "x0", "y0", "x1",
	"y1", "code", "description", "note", "status", "lines", "category",
	"privilege", "dispute", "reference" };

struct writer {
	const struct ic_plan *plan;
	struct ic_buf *out;
	bool has[COLUMNS];
	char side[4][IC_UNIT_TEXT_MAX], number[IC_BATES_MAX];
};

static void keep_cells(const struct ic_redaction *r, const char **cell)
{
	cell[DESCRIPTION] = r->description;
	cell[LINES] = r->lines; /* beside a rectangle a label */
	cell[REFERENCE] = r->reference;
	/* What is usual need not be said. */
	cell[STATUS] = r->status == IC_STATUS_PROPOSED
	    ? NULL
	    : ic_status_word(r->status);
	if (r->fields) {
		cell[CATEGORY] = r->fields->value[IC_FIELD_CATEGORY];
		cell[PRIVILEGE] = r->fields->value[IC_FIELD_PRIVILEGE];
		cell[DISPUTE] = r->fields->value[IC_FIELD_DISPUTE];
	}
}

static void side_cells(struct writer *w, const struct ic_mark_row *r,
    const char **cell)
{
	const int32_t v[] = { r->rect.x0, r->rect.y0, r->rect.x1, r->rect.y1 };

	for (unsigned i = 0; i < 4; i++) {
		ic_unit_text(w->plan->spec->unit, v[i], w->side[i]);
		cell[X0 + i] = r->whole ? "" : w->side[i];
	}
	if (r->whole) {
		cell[X0] = "whole";
	}
}

static void cells(struct writer *w, const struct ic_mark_row *r,
    const char **cell)
{
	memset(cell, 0, COLUMNS * sizeof(*cell));
	cell[ID] = r->derived ? NULL : r->id;
	cell[BATES] = r->bates;
	if (!r->bates) {
		ic_plan_page_number(w->plan, r->document, r->page, w->number);
		cell[BATES] = w->number;
	}
	side_cells(w, r, cell);
	cell[CODE] = r->codes;
	cell[NOTE] = r->note;
	if (r->kept) {
		keep_cells(r->kept, cell);
	}
}

static void put(struct writer *w, const char *const *cell)
{
	const char *some[COLUMNS];
	size_t n = 0;

	for (unsigned i = 0; i < COLUMNS; i++) {
		if (w->has[i]) {
			some[n++] = cell[i];
		}
	}
	ic_csv_row(w->out, some, n);
}

bool ic_mark_rows_csv(const struct ic_plan *plan,
    const struct ic_mark_row *rows, size_t n, struct ic_buf *out,
    struct ic_error *err)
{
	struct writer w = { .plan = plan, .out = out };
	const char *cell[COLUMNS];

	for (unsigned i = 0; i < COLUMNS; i++) {
		w.has[i] = i < LINES;
	}
	for (size_t i = 0; i < n; i++) {
		cells(&w, &rows[i], cell);
		for (unsigned k = LINES; k < COLUMNS; k++) {
			w.has[k] |= cell[k] && *cell[k];
		}
	}
	ic_csv_begin(out);
	put(&w, names);
	for (size_t i = 0; i < n; i++) {
		cells(&w, &rows[i], cell);
		put(&w, cell);
	}
	return ic_buf_check(out, "the list of redactions", err);
}
