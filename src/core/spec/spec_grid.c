/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "spec_grid.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

#define NO_COLUMN SIZE_MAX

struct ic_place ic_grid_row(const struct ic_grid *s)
{
	return (struct ic_place){ s->source, s->csv.row, 0 };
}

struct ic_place ic_grid_place(const struct ic_grid *s, size_t column)
{
	struct ic_place p = ic_grid_row(s);

	p.column = ic_grid_has(s, column) ? (uint32_t)s->at[column] + 1 : 0;
	return p;
}

void ic_grid_error(struct ic_grid *s, size_t column, const char *fmt, ...)
{
	char message[400];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(message, sizeof message, fmt, ap);
	va_end(ap);
	ic_error_at(s->r, ic_grid_place(s, column), "%s", message);
}

bool ic_grid_has(const struct ic_grid *s, size_t column)
{
	return column < s->ncolumns && s->at[column] != NO_COLUMN;
}

/* A cell without blanks around it, those of Unicode too. */
static char *trim(char *cell)
{
	static const char nbsp[] = "\xc2\xa0";
	size_t n;

	while (*cell &&
	    (strchr(" \t\r\n", *cell) || strncmp(cell, nbsp, 2) == 0)) {
		cell += *cell == nbsp[0] ? 2 : 1;
	}
	for (n = strlen(cell); n; n--) {
		if (n > 1 && memcmp(cell + n - 2, nbsp, 2) == 0) {
			n--;
		} else if (!strchr(" \t\r\n", cell[n - 1])) {
			break;
		}
	}
	cell[n] = '\0';
	return cell;
}

/* "ECF No." as ecf_no; what is too long is cut. */
static void plain_name(const char *cell, char out[IC_GRID_NAME_MAX])
{
	size_t n = 0;

	for (; *cell && n < IC_GRID_NAME_MAX - 1; cell++) {
		char c = *cell >= 'A' && *cell <= 'Z' ? (char)(*cell + 32)
						      : *cell;

		if (!strchr(" \t\r\n-._", c)) {
			out[n++] = c;
		} else if (n && out[n - 1] != '_') {
			out[n++] = '_';
		}
	}
	while (n && out[n - 1] == '_') {
		n--;
	}
	out[n] = '\0';
}

static bool named(const struct ic_grid_column *c, const char *name)
{
	return strcmp(c->name, name) == 0 ||
	    (c->also[0] && strcmp(c->also[0], name) == 0) ||
	    (c->also[1] && strcmp(c->also[1], name) == 0);
}

/* Ignored, but who misspells a column should hear of it. */
static void pass_column(struct ic_grid *s, const char *name, size_t cell)
{
	const char *names[IC_GRID_COLUMNS_MAX], *meant;
	struct ic_place place = ic_grid_row(s);

	for (size_t i = 0; s->others[i]; i++) {
		if (strcmp(s->others[i], name) == 0) {
			s->met_others |= (uint32_t)1 << i;
			return;
		}
	}
	for (size_t i = 0; i < s->ncolumns; i++) {
		names[i] = s->columns[i].name;
	}
	meant = ic_did_you_mean(name, names, s->ncolumns);
	if (!meant || strlen(name) <= 3) {
		return;
	}
	place.column = (uint32_t)cell + 1;
	ic_diag_add(s->r->diags, IC_LEVEL_WARNING, place,
	    "a column of an unknown name is ignored: did you mean \"%s\"?",
	    meant);
}

static bool read_header(struct ic_grid *s)
{
	bool ok = true;

	s->width = s->csv.ncells;
	for (size_t i = 0; i < s->csv.ncells; i++) {
		char name[IC_GRID_NAME_MAX];
		size_t k = 0;

		plain_name(trim(s->csv.cell[i]), name);
		while (k < s->ncolumns && !named(&s->columns[k], name)) {
			k++;
		}
		if (k == s->ncolumns) {
			pass_column(s, name, i);
		} else if (s->at[k] != NO_COLUMN) {
			ic_error_at(s->r,
			    (struct ic_place){ s->source, s->csv.row,
				(uint32_t)i + 1 },
			    "column \"%s\" stands here twice, first as column "
			    "%zu",
			    s->columns[k].name, s->at[k] + 1);
			ok = false;
		} else {
			s->at[k] = i;
		}
	}
	return ok;
}

static bool is_utf8(const char *text, size_t len)
{
	for (size_t at = 0; at < len;) {
		size_t from = at;

		if (ic_utf8_next(text, len, &at) == IC_UTF8_BAD &&
		    at == from + 1) {
			return false;
		}
	}
	return true;
}

/* UTF-16 and workbooks are told by their first bytes, as what they are. */
static bool is_text(const char *text, size_t len)
{
	return len < 2 ||
	    (memcmp(text, "\xff\xfe", 2) != 0 &&
		memcmp(text, "\xfe\xff", 2) != 0 && memcmp(text, "PK", 2) != 0);
}

static bool fail(struct ic_grid *s, const struct ic_error *err)
{
	ic_error_at(s->r, ic_grid_row(s), "%s", err->msg);
	return false;
}

bool ic_grid_open(struct ic_grid *s, char *text, size_t len)
{
	struct ic_error err = { 0 };

	for (size_t i = 0; i < IC_GRID_COLUMNS_MAX; i++) {
		s->at[i] = NO_COLUMN;
	}
	if (len > IC_SPEC_BYTES_MAX) {
		ic_fail(&err, IC_ELIMIT, "the file is larger than %zu MB",
		    IC_SPEC_BYTES_MAX >> 20);
		return fail(s, &err);
	}
	if (!s->utf8 && is_text(text, len) && !is_utf8(text, len)) {
		s->foreign = true;
		s->text = text = ic_cp1252(text, len, &len);
		if (!text) {
			ic_error_memory(s->r);
			return false;
		}
	}
	if (!ic_csv_open(&s->csv, text, len, &err) ||
	    !ic_csv_next(&s->csv, &err)) {
		if (err.code == IC_OK) {
			ic_fail(&err, IC_ESPEC,
			    "the file is empty: its first row must hold the "
			    "columns' names");
		}
		return fail(s, &err);
	}
	return read_header(s);
}

/* Within a cell a line end parts words as a blank does. */
static char *one_line(char *cell)
{
	for (char *c = cell; *c; c++) {
		*c = strchr("\t\r\n", *c) ? ' ' : *c;
	}
	return trim(cell);
}

/* Trim all cells; false if the row has none that counts. */
static bool prepare(struct ic_grid *s)
{
	bool any = false;

	for (size_t i = 0; i < s->csv.ncells; i++) {
		s->csv.cell[i] = one_line(s->csv.cell[i]);
		if (!*s->csv.cell[i]) {
			continue;
		}
		if (i >= s->width) {
			ic_error_at(s->r,
			    (struct ic_place){ s->source, s->csv.row,
				(uint32_t)i + 1 },
			    "the row has more cells than the first row has "
			    "names: quote a cell that holds a comma");
			return false;
		}
		any = true;
	}
	return any;
}

bool ic_grid_next(struct ic_grid *s)
{
	struct ic_error err = { 0 };

	while (!s->r->no_memory && ic_csv_next(&s->csv, &err)) {
		if (prepare(s)) {
			return true;
		}
	}
	return err.code != IC_OK && fail(s, &err);
}

/* What reads the same in every old code page: ASCII, and CP1252's dashes. */
static bool is_plain(const char *text)
{
	size_t len = strlen(text);

	for (size_t at = 0; at < len;) {
		uint32_t c = ic_utf8_next(text, len, &at);

		if (c > 0x7e && c != 0x2013 && c != 0x2014 && c != 0xa0) {
			return false;
		}
	}
	return true;
}

char *ic_grid_cell(struct ic_grid *s, size_t column)
{
	size_t i = s->at[column];

	if (i == NO_COLUMN || i >= s->csv.ncells || !*s->csv.cell[i]) {
		return NULL;
	}
	if (s->foreign && !is_plain(s->csv.cell[i])) {
		ic_grid_error(s, column,
		    "\"%s\" holds a letter of an old code page, which has no "
		    "one meaning: save the file as \"CSV UTF-8\"",
		    s->columns[column].name);
		return NULL;
	}
	return s->csv.cell[i];
}

const char *ic_grid_first_cell(const struct ic_grid *s)
{
	size_t i = 0;

	while (i + 1 < s->csv.ncells && !*s->csv.cell[i]) {
		i++;
	}
	return s->csv.cell[i];
}

const char *ic_grid_only_cell(const struct ic_grid *s)
{
	const char *only = NULL;

	for (size_t i = 0; i < s->csv.ncells; i++) {
		if (*s->csv.cell[i] && only) {
			return NULL;
		}
		only = *s->csv.cell[i] ? s->csv.cell[i] : only;
	}
	return only;
}

void ic_grid_close(struct ic_grid *s)
{
	ic_csv_close(&s->csv);
	free(s->text);
	s->text = NULL;
}
