/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Marks as another tool lists them, a rectangle a row: a file of cells
 * (core/load.h) whose first row names its columns. Which of them are which is
 * known by the names that are usual, or said by a map. Boxes are of pages as
 * displayed.
 */
#ifndef IC_CORE_MARK_TABLE_H
#define IC_CORE_MARK_TABLE_H

#include "core/load.h"
#include "core/rect.h"

/* X(NAME, "word of a map") */
#define IC_MARK_COLUMNS(X) \
	X(BATES, "bates") \
	X(FILE, "file") \
	X(PAGE, "page") \
	X(X0, "x0") \
	X(Y0, "y0") \
	X(X1, "x1") \
	X(Y1, "y1") \
	X(W, "w") \
	X(H, "h") \
	X(CODE, "code") \
	X(NOTE, "note")

enum ic_mark_column {
#define IC_X(name, word) IC_MARK_COLUMN_##name,
	IC_MARK_COLUMNS(IC_X)
#undef IC_X
	    IC_MARK_COLUMN_COUNT
};

/* How the tool writes; NULL: as is usual. */
struct ic_mark_ask {
	const char *map;       /* "page=Page,x0=Left" */
	const char *units;     /* pt, in, mm, cm, px:DPI; pt */
	const char *origin;    /* top-left, bottom-left; top-left */
	const char *page_base; /* 0 or 1, the number of a first page; 1 */
};

struct ic_mark_table {
	struct ic_load load;
	size_t at[IC_MARK_COLUMN_COUNT]; /* cell of a column; SIZE_MAX */
	int64_t times, by; /* milli-points of a millionth of the unit */
	bool from_bottom;  /* y counts from the bottom of the page, up */
	uint32_t base;
};

/* A row. Strings are of the table, until the next one; "" for none. */
struct ic_mark_line {
	uint32_t row; /* as a spreadsheet counts, from 1 */
	const char *bates, *file, *code, *note;
	bool has_page;
	uint32_t page; /* from 0 */
	/* In order, whatever corners were written; with table.from_bottom,
	   y from the bottom of the page. */
	struct ic_rect rect;
	bool whole; /* x0 says whole */
};

/*
 * Begin to read `text`, which is malloced, has a NUL after `len` bytes, and
 * becomes the table's. IC_ESPEC says which option, or what of the first row,
 * is wrong. Close it in any case.
 */
bool ic_mark_table_open(struct ic_mark_table *t, char *text, size_t len,
    const struct ic_mark_ask *ask, struct ic_error *err);

/*
 * The next row. False at the end, and for a row that is wrong: then err->code
 * is IC_ESPEC, its message names row and column, and reading may go on.
 */
bool ic_mark_table_next(struct ic_mark_table *t, struct ic_mark_line *out,
    struct ic_error *err);

/* Free all and return to the zero value. NULL is allowed. */
void ic_mark_table_close(struct ic_mark_table *t);

#endif
