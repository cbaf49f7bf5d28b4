/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "spec_csv.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

static bool begins(const char *text, size_t len, const char *bytes, size_t n)
{
	return len >= n && memcmp(text, bytes, n) == 0;
}

static bool known_other(const char *text, size_t len, struct ic_error *err)
{
	if (begins(text, len, "\xff\xfe", 2) ||
	    begins(text, len, "\xfe\xff", 2)) {
		return ic_fail(err, IC_ESPEC,
		    "the file is UTF-16 text, as "
		    "Excel's \"Unicode text\" is: save it as \"CSV UTF-8\"");
	}
	if (begins(text, len, "PK\3\4", 4)) {
		return ic_fail(err, IC_ESPEC,
		    "the file is a workbook, not "
		    "CSV: save it as \"CSV UTF-8\"");
	}
	return true;
}

/* Row of a byte if no cell held a line end: near enough to find it. */
static uint32_t row_of(const char *text, size_t byte)
{
	uint32_t row = 1;

	for (size_t i = 0; i < byte; i++) {
		row += text[i] == '\n' ||
		    (text[i] == '\r' && text[i + 1] != '\n');
	}
	return row;
}

static bool utf8_ok(struct ic_csv *c, const char *text, size_t len,
    struct ic_error *err)
{
	for (size_t at = 0; at < len;) {
		size_t from = at;
		unsigned char b = (unsigned char)text[at];
		uint32_t ch;

		if (b >= 0x20 && b < 0x7f) {
			at++;
			continue;
		}
		ch = ic_utf8_next(text, len, &at);
		if (ch == IC_UTF8_BAD && at == from + 1) {
			c->row = row_of(text, from);
			return ic_fail(err, IC_ESPEC,
			    "a byte in about this "
			    "row is not UTF-8: save the file as \"CSV "
			    "UTF-8\"");
		}
		if ((ch < 0x20 && ch != '\t' && ch != '\n' && ch != '\r') ||
		    (ch >= 0x7f && ch < 0xa0)) {
			c->row = row_of(text, from);
			return ic_fail(err, IC_ESPEC,
			    "a control character "
			    "stands in about this row: remove it");
		}
	}
	return true;
}

bool ic_csv_open(struct ic_csv *c, char *text, size_t len, struct ic_error *err)
{
	*c = (struct ic_csv){ .at = text, .end = text + len };
	if (!known_other(text, len, err) || !utf8_ok(c, text, len, err)) {
		return false;
	}
	if (begins(text, len, "\xef\xbb\xbf", 3)) {
		c->at += 3;
	}
	return true;
}

static bool ends_cell(const struct ic_csv *c, const char *at)
{
	return at == c->end || *at == '\n' || *at == '\r' ||
	    (c->delimiter ? *at == c->delimiter
			  : *at == ',' || *at == ';' || *at == '\t');
}

/* The cell after an opening quote, its quotes undone; where it ends. */
static char *read_quoted(struct ic_csv *c, struct ic_error *err)
{
	char *from = c->at, *to = c->at;

	for (;;) {
		if (from == c->end) {
			ic_fail(err, IC_ESPEC,
			    "cell %zu of this row opens a "
			    "quote that is not closed",
			    c->ncells + 1);
			return NULL;
		}
		if (*from == '"') {
			from++;
			if (from == c->end || *from != '"') {
				break;
			}
		}
		*to++ = *from++;
	}
	c->at = from;
	if (!ends_cell(c, from)) {
		ic_fail(err, IC_ESPEC,
		    "cell %zu of this row goes on after its "
		    "closing quote: double the quotes within a cell",
		    c->ncells + 1);
		return NULL;
	}
	return to;
}

static bool keep(struct ic_csv *c, char *cell, struct ic_error *err)
{
	if (c->ncells == IC_CSV_CELLS_MAX) {
		return ic_fail(err, IC_ESPEC, "this row has more than %d cells",
		    IC_CSV_CELLS_MAX);
	}
	if (c->ncells == c->cap) {
		size_t cap = c->cap ? c->cap * 2 : 16;
		char **more = realloc(c->cell, cap * sizeof *more);

		if (!more) {
			return ic_fail(err, IC_EENV, "out of memory");
		}
		c->cell = more;
		c->cap = cap;
	}
	c->cell[c->ncells++] = cell;
	return true;
}

/* True if a cell was read; `*more`: another one follows in this row. */
static bool read_cell(struct ic_csv *c, bool *more, struct ic_error *err)
{
	char *cell, *stop, mark;

	if (c->at < c->end && *c->at == '"') {
		cell = ++c->at;
		stop = read_quoted(c, err);
		if (!stop) {
			return false;
		}
	} else {
		cell = c->at;
		while (!ends_cell(c, c->at)) {
			c->at++;
		}
		stop = c->at;
	}
	mark = c->at < c->end ? *c->at++ : '\n';
	if (mark == '\r' && c->at < c->end && *c->at == '\n') {
		c->at++;
	}
	*stop = '\0';
	*more = mark != '\n' && mark != '\r';
	if (*more) {
		c->delimiter = mark;
	}
	return keep(c, cell, err);
}

bool ic_csv_next(struct ic_csv *c, struct ic_error *err)
{
	bool more = c->at < c->end;

	c->ncells = 0;
	if (!more) {
		return false;
	}
	c->row++;
	while (more) {
		if (!read_cell(c, &more, err)) {
			return false;
		}
	}
	c->delimiter = c->delimiter ? c->delimiter : ',';
	return true;
}

void ic_csv_close(struct ic_csv *c)
{
	free(c->cell);
	*c = (struct ic_csv){ 0 };
}
