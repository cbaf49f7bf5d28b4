/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A CSV file that went through other people's hands: read by the names of its
 * columns, in any order, whatever else it holds. One that is not UTF-8 is
 * taken for the code page 1252 of older spreadsheets: what is ASCII or a dash
 * reads the same in all of them, anything else in a cell that is asked for is
 * an error.
 */
#ifndef IC_CORE_SPEC_GRID_H
#define IC_CORE_SPEC_GRID_H

#include "spec_csv.h"
#include "spec_priv.h"

#define IC_GRID_COLUMNS_MAX 32
#define IC_GRID_NAME_MAX 40

/*
 * A column: its name, and others that it may have ("" in the place of one
 * that is not needed). Case, blanks, dashes and points of a header do not
 * count: "ECF No." is ecf_no.
 */
struct ic_grid_column {
	const char *name, *also[2];
};

struct ic_grid {
	struct ic_reader *r;
	const struct ic_source *source;
	const struct ic_grid_column *columns;
	size_t ncolumns;
	const char *const *others; /* that are no misspelling; ended by NULL */
	bool utf8;                 /* no other is taken: cells stay in it */
	uint32_t met_others;       /* bits of those that are there */
	size_t at[IC_GRID_COLUMNS_MAX]; /* cell of a column; SIZE_MAX */
	struct ic_csv csv;
	size_t width;
	bool foreign; /* it was not UTF-8 */
	char *text;   /* owned, if it had to be made UTF-8 */
};

/*
 * Read the first row. `text` is changed and outlives the sheet. False,
 * reported, if it cannot be read; close it in any case.
 */
bool ic_grid_open(struct ic_grid *s, char *text, size_t len);

/* The next row that is not empty. False at the end, or reported. */
bool ic_grid_next(struct ic_grid *s);

/* True if the first row names the column. */
bool ic_grid_has(const struct ic_grid *s, size_t column);

/*
 * The row's cell, without blanks around it; NULL if it is empty, or, which is
 * reported, if nobody can tell what it holds.
 */
char *ic_grid_cell(struct ic_grid *s, size_t column);

/*
 * The row's first cell that is not empty; and if it has one only, that one,
 * else NULL.
 */
const char *ic_grid_first_cell(const struct ic_grid *s);
const char *ic_grid_only_cell(const struct ic_grid *s);

/* The row; a cell of it. Report an error there. */
struct ic_place ic_grid_row(const struct ic_grid *s);
struct ic_place ic_grid_place(const struct ic_grid *s, size_t column);
void ic_grid_error(struct ic_grid *s, size_t column, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

void ic_grid_close(struct ic_grid *s);

/* spec_cp1252.c: malloced UTF-8 of text in code page 1252; NULL: no memory. */
char *ic_cp1252(const char *text, size_t len, size_t *out_len);

#endif
