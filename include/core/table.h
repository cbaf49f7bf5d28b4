/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A list that is served, before it has a form: what stands over it, its
 * columns, its rows, and what closes it. The renderers make of it a CSV file,
 * a page to print and file (HTML), and, in ops, a spreadsheet.
 *
 *	struct ic_table t = { 0 };
 *
 *	ic_table_begin(&t, "Bates Index");
 *	ic_table_head(&t, matter);                 over the title, as often
 *	ic_table_caption(&t, "5 documents");       under it
 *	ic_table_columns(&t, columns, n, keys);    once, before the rows
 *	ic_table_row(&t, cells);
 *	ic_table_note(&t, IC_LIMIT_SENTENCE);
 *	ok = ic_table_check(&t, "the Bates index", err);
 *	ic_table_finish(&t);
 *
 * Texts are NUL-terminated UTF-8 and are copied into the table's arena; a
 * renderer makes one harmless line of each (core/textline.h). A call that has
 * no memory is remembered, and told by ic_table_check(): so a list that lacks
 * a row is never written.
 */
#ifndef IC_CORE_TABLE_H
#define IC_CORE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"

#define IC_TABLE_COLUMNS_MAX 16
#define IC_TABLE_WHOLE_MAX 44 /* characters; what is longer is parted */

/* X(NAME, "word"): what a list is written as; the word ends its name. */
#define IC_FORMATS(X) \
	X(CSV, "csv") \
	X(HTML, "html") \
	X(DAT, "dat") \
	X(XLSX, "xlsx")

enum ic_format {
#define IC_X(name, word) IC_FORMAT_##name,
	IC_FORMATS(IC_X)
#undef IC_X
	    IC_FORMAT_COUNT
};

struct ic_table_column {
	const char *name;    /* in the first row of a CSV or spreadsheet */
	const char *heading; /* for people */
	/*
	 * About so many characters, of some 130 that a printed page has; or,
	 * of numbers that no line break is to part, at least.
	 */
	uint8_t width;
	bool whole;
};

struct ic_table_line {
	const struct ic_table_line *next;
	const char *text;
};

struct ic_table_row {
	const struct ic_table_row *next;
	const char *const *cell; /* ncolumns of them, none NULL */
};

/* Texts, or rows, in the order in which they came. */
struct ic_table_lines {
	const struct ic_table_line *first;
	struct ic_table_line *last;
};

/* The zero value is empty. */
struct ic_table {
	const char *title;
	struct ic_table_lines heads, captions, notes;
	struct ic_table_column columns[IC_TABLE_COLUMNS_MAX];
	size_t ncolumns;
	size_t keys; /* so many cells, from the first, name a row */
	const struct ic_table_row *rows;
	struct ic_table_row *last;
	size_t nrows;
	bool starved;
	struct ic_arena arena;
};

/* "csv"; and the format of a word, or false. */
const char *ic_format_word(enum ic_format f);
bool ic_format_parse(const char *word, enum ic_format *out);

/* Give an empty table its title. */
void ic_table_begin(struct ic_table *t, const char *title);

/* Add a line over the title, under it, or after the rows. "" is none. */
void ic_table_head(struct ic_table *t, const char *text);
void ic_table_caption(struct ic_table *t, const char *text);
void ic_table_note(struct ic_table *t, const char *text);

/*
 * Set the columns, at most IC_TABLE_COLUMNS_MAX; their strings are borrowed.
 * The first `keys` of them, 1 or 2, name a row.
 */
void ic_table_columns(struct ic_table *t, const struct ic_table_column *columns,
    size_t n, size_t keys);

/* Add a row of as many cells as there are columns; NULL is an empty one. */
void ic_table_row(struct ic_table *t, const char *const *cells);

/*
 * How wide a column is to be, in characters: as its row in the table of
 * columns says, and if it is `whole` as its longest cell. *whole, if not NULL,
 * says whether its cells need not be parted.
 */
unsigned ic_table_width(const struct ic_table *t, size_t column, bool *whole);

/* False, IC_EENV naming `what`, if anything could not be added. */
bool ic_table_check(const struct ic_table *t, const char *what,
    struct ic_error *err);

/*
 * Append it as CSV (core/csvwrite.h): the columns' names, the rows, and each
 * note as a row of one cell. Heads, title and captions are not in it, so that
 * the first row names the columns.
 */
bool ic_table_csv(const struct ic_table *t, struct ic_buf *out);

/*
 * Append it as a Concordance load file (core/loadfile.h): the columns' names
 * and the rows.
 */
bool ic_table_dat(const struct ic_table *t, struct ic_buf *out);

/*
 * Append it as one HTML page that needs nothing else: no script, no address.
 * Printed, it is letter paper, landscape, black on white, with the columns'
 * headings on every page. The same table gives the same bytes.
 */
bool ic_table_html(const struct ic_table *t, struct ic_buf *out);

/* Free all and return to the zero value. NULL is allowed. */
void ic_table_finish(struct ic_table *t);

#endif
