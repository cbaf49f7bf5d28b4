/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A served list against what it is to say, row by row, so that who verifies is
 * told which row was changed. A row is known by its first cells; what is told
 * of it is its own name as it is to be, never what stands in the file.
 */
#ifndef IC_CORE_SERVED_H
#define IC_CORE_SERVED_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/error.h"
#include "core/table.h"

#define IC_SERVED_COLUMNS_MAX IC_TABLE_COLUMNS_MAX

/* What a list's rows are made of. */
struct ic_served_form {
	bool sums;     /* SHA256SUMS: a hash and a file; else CSV */
	unsigned keys; /* cells, from the first, that name a row: 1 or 2 */
	unsigned ncolumns;
	const char *column[IC_SERVED_COLUMNS_MAX];
};

/* SHA256SUMS: by file. */
extern const struct ic_served_form ic_served_sums;

/* The form of a table's CSV; its strings are the table's. */
void ic_served_form_of(const struct ic_table *t, struct ic_served_form *out);

enum ic_row_fault {
	IC_ROW_ADDED,   /* no such row is to be there, or not twice */
	IC_ROW_MISSING, /* it is to be there */
	IC_ROW_CELL,    /* it says something else */
	IC_ROW_MOVED,   /* it stands where another is to stand */
	IC_ROW_FORM,    /* all rows are right, but not the bytes */
	IC_ROW_TEXT     /* the file is no text that has rows */
};

struct ic_row_finding {
	enum ic_row_fault fault;
	size_t row;         /* in the file, from 1; 0: none */
	const char *key[2]; /* of the row as it is to be; NULL: none */
	const char *column; /* CELL: its name */
};

/* False ends the comparison. */
typedef bool ic_row_fn(void *user, const struct ic_row_finding *f);

/*
 * Report how `have` differs from `want`: by its rows first, then what is
 * missing. The texts are taken apart, so their buffers are of no use after.
 * False without memory, or if `fn` says so.
 */
bool ic_served_compare(const struct ic_served_form *form, struct ic_buf *have,
    struct ic_buf *want, ic_row_fn *fn, void *user, struct ic_error *err);

#endif
