/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "load_text.h"

/* Each of them is sought to the end of the file: after so many it is enough. */
#define UNCLOSED_MAX 10

#define DEL_EOF '\x1a' /* ends files of old systems */
#define THORN "\xc3\xbe"
#define NEWLINE "\xc2\xae"

/* The better it is known to part cells, the earlier. */
static const char *const marks[] = { "\x14", "\xc2\xb6", "\t", "|", ",", ";" };
static const char *const quotes[] = { THORN, "^", "~", "\"" };

#define NMARKS (sizeof marks / sizeof *marks)
#define NQUOTES (sizeof quotes / sizeof *quotes)

static bool starts(const char *at, const char *with)
{
	return *with && strncmp(at, with, strlen(with)) == 0;
}

static bool ends_line(const struct ic_load *l, const char *at)
{
	return at >= l->end || *at == '\n' || *at == '\r';
}

static bool ends_cell(const struct ic_load *l, const char *at)
{
	return ends_line(l, at) || starts(at, l->mark);
}

/* Behind the line end at `at`, if there is one. */
static char *past_line_end(const struct ic_load *l, char *at)
{
	if (at < l->end && *at == '\r') {
		at++;
		return at < l->end && *at == '\n' ? at + 1 : at;
	}
	return at < l->end ? at + 1 : at;
}

/* The mark after the first cell, which is quoted; NULL: it is not. */
static const char *mark_after(const struct ic_load *l, const char *quote)
{
	const char *at = l->at + strlen(quote);

	for (; !ends_line(l, at); at++) {
		if (!starts(at, quote)) {
			continue;
		}
		for (size_t i = 0; i < NMARKS; i++) {
			if (starts(at + strlen(quote), marks[i])) {
				return marks[i];
			}
		}
		if (ends_line(l, at + strlen(quote))) {
			return ",";
		}
	}
	return NULL;
}

static size_t first_in_line(const struct ic_load *l, const char *mark)
{
	const char *at = l->at;

	while (!ends_line(l, at) && !starts(at, mark)) {
		at++;
	}
	return ends_line(l, at) ? SIZE_MAX : (size_t)(at - l->at);
}

/* Of comma and semicolon, which names may hold, the one that is met first. */
static const char *mark_between(const struct ic_load *l)
{
	for (size_t i = 0; i + 2 < NMARKS; i++) {
		if (first_in_line(l, marks[i]) != SIZE_MAX) {
			return marks[i];
		}
	}
	return first_in_line(l, ";") < first_in_line(l, ",") ? ";" : ",";
}

static void see_marks(struct ic_load *l)
{
	const char *mark = NULL, *quote;
	size_t i = 0;

	while (i < NQUOTES && !mark) {
		if (starts(l->at, quotes[i])) {
			mark = mark_after(l, quotes[i]);
		}
		i++;
	}
	if (mark) {
		memcpy(l->quote, quotes[i - 1], strlen(quotes[i - 1]));
	} else {
		mark = mark_between(l);
		/* Who quotes no name may still quote a cell. */
		quote = mark == marks[0] || mark == marks[1] ? THORN : "\"";
		memcpy(l->quote, quote, strlen(quote));
	}
	memcpy(l->mark, mark, strlen(mark));
	l->loose = *l->quote == '"' && strchr(",;\t", *mark);
}

bool ic_load_open(struct ic_load *l, char *text, size_t len,
    enum ic_charset wanted, bool opt, struct ic_error *err)
{
	*l = (struct ic_load){ 0 };
	if (!ic_load_decode(l, text, len, wanted, err)) {
		return false;
	}
	if (l->end > l->at && l->end[-1] == DEL_EOF) {
		*--l->end = '\0';
	}
	if (opt) {
		l->mark[0] = ',';
		l->quote[0] = '"';
		l->loose = true;
		l->width = IC_LOAD_CELLS_MAX;
		return true;
	}
	see_marks(l);
	if (!ic_load_next(l, err)) {
		return err->code == IC_OK
		    ? ic_fail(err, IC_ESPEC,
			  "the file is empty: its first row must hold the "
			  "columns' names")
		    : false;
	}
	l->width = l->ncells;
	return true;
}

static bool keep(struct ic_load *l, char *cell, struct ic_error *err)
{
	if (l->ncells == IC_LOAD_CELLS_MAX) {
		return ic_fail(err, IC_ESPEC, "this row has more than %d cells",
		    IC_LOAD_CELLS_MAX);
	}
	if (l->ncells == l->cap) {
		size_t cap = l->cap ? l->cap * 2 : 32;
		char **more = realloc(l->cell, cap * sizeof *more);

		if (!more) {
			return ic_fail(err, IC_EENV, "out of memory");
		}
		l->cell = more;
		l->cap = cap;
	}
	l->cell[l->ncells++] = cell;
	return true;
}

static bool unclosed(struct ic_load *l, struct ic_error *err)
{
	l->column = (uint32_t)l->ncells + 1;
	return ic_fail(err, IC_ESPEC,
	    "cell %zu of this row opens a quote that is not closed",
	    l->ncells + 1);
}

/*
 * The cell after an opening quote, without its quotes; `*stop` is where its
 * text ends. Only " is doubled to stand for itself.
 */
static bool read_quoted(struct ic_load *l, char **stop, struct ic_error *err)
{
	size_t n = strlen(l->quote);
	bool doubles = *l->quote == '"';
	char *from = l->at, *to = l->at;

	for (; from < l->end; *to++ = *from++) {
		if (*from == '\n' && !doubles && starts(from + 1, l->quote)) {
			return unclosed(l, err); /* the next row */
		}
		if (!starts(from, l->quote)) {
			continue;
		}
		if (doubles && starts(from + n, l->quote)) {
			from += n;
		} else if (ends_cell(l, from + n)) {
			l->at = from + n;
			*stop = to;
			return true;
		} else if (doubles) {
			l->column = (uint32_t)l->ncells + 1;
			return ic_fail(err, IC_ESPEC,
			    "cell %zu of this row goes on after its closing "
			    "quote: double the quotes within a cell",
			    l->ncells + 1);
		}
	}
	l->unclosed++;
	return unclosed(l, err);
}

static bool read_cell(struct ic_load *l, bool *more, struct ic_error *err)
{
	char *cell = l->at, *stop = NULL;

	if (starts(l->at, l->quote)) {
		cell = l->at += strlen(l->quote);
		if (!read_quoted(l, &stop, err)) {
			return false;
		}
	} else {
		while (!ends_cell(l, l->at)) {
			l->at++;
		}
		stop = l->at;
	}
	*more = !ends_line(l, l->at);
	l->at = *more ? l->at + strlen(l->mark) : past_line_end(l, l->at);
	*stop = '\0';
	return keep(l, cell, err);
}

/* Behind the line in which a broken row begins. */
static char *line_after(const struct ic_load *l, char *at)
{
	while (!ends_line(l, at)) {
		at++;
	}
	return past_line_end(l, at);
}

static bool is_empty(const struct ic_load *l)
{
	for (size_t i = 0; i < l->ncells; i++) {
		if (l->cell[i][strspn(l->cell[i], " \t")]) {
			return false;
		}
	}
	return true;
}

static bool count(struct ic_load *l, struct ic_error *err)
{
	size_t n = l->ncells;

	if (l->width == 0) {
		return true;
	}
	while (n > l->width && !*l->cell[n - 1]) {
		n--;
	}
	if (n == l->width || (n < l->width && l->loose)) {
		l->ncells = n;
		return true;
	}
	return ic_fail(err, IC_ESPEC,
	    "the row has %zu cells, and the first row names %zu: a mark "
	    "between cells, a quote or a line end is missing or too many",
	    n, l->width);
}

bool ic_load_next(struct ic_load *l, struct ic_error *err)
{
	bool more = true;

	while (l->at < l->end) {
		char *line = l->at, *next = line_after(l, line);

		l->ncells = 0;
		l->column = 0;
		l->row++;
		for (more = true; more;) {
			if (!read_cell(l, &more, err)) {
				l->at = l->unclosed < UNCLOSED_MAX ? next
								   : l->end;
				return false;
			}
		}
		if (is_empty(l)) {
			continue;
		}
		return count(l, err);
	}
	return false;
}

void ic_load_close(struct ic_load *l)
{
	if (!l) {
		return;
	}
	free(l->cell);
	free(l->text);
	*l = (struct ic_load){ 0 };
}

/* Bytes of the blank at `at`: a control character counts as one. */
static size_t blank_at(const struct ic_load *l, const char *at)
{
	unsigned char b = (unsigned char)*at;

	if ((b && b <= 0x20) || b == 0x7f) {
		return 1;
	}
	if (b == 0xc2 &&
	    ((unsigned char)at[1] <= 0xa0 ||
		(starts(at, NEWLINE) && starts(l->quote, THORN)))) {
		return 2;
	}
	return 0;
}

char *ic_load_line(const struct ic_load *l, size_t cell)
{
	static char none[1];
	char *text, *to;
	bool blank = false;

	if (cell >= l->ncells) {
		return none;
	}
	text = to = l->cell[cell];
	for (const char *from = text; *from;) {
		size_t n = blank_at(l, from);

		if (n) {
			blank = true;
			from += n;
			continue;
		}
		if (blank && to != text) {
			*to++ = ' ';
		}
		blank = false;
		*to++ = *from++;
	}
	*to = '\0';
	return text;
}
