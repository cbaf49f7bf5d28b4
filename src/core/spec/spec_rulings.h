/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* How a row of rulings_csv is read: which cells it has, and what they say. */
#ifndef IC_CORE_SPEC_RULINGS_H
#define IC_CORE_SPEC_RULINGS_H

#include "spec_grid.h"

enum ic_ruling_column {
	IC_R_ID,
	IC_R_BATES,
	IC_R_DOCUMENT,
	IC_R_CATEGORY,
	IC_R_CODE,
	IC_R_X0,
	IC_R_Y0,
	IC_R_X1,
	IC_R_Y1,
	IC_R_LINES,
	IC_R_RULING,
	IC_R_NX0,
	IC_R_NY0,
	IC_R_NX1,
	IC_R_NY1,
	IC_R_ECF,
	IC_R_ORDER_PAGE,
	IC_R_DATE,
	IC_R_NOTE,
	IC_R_COLUMNS
};

extern const struct ic_grid_column ic_ruling_columns[];

struct ic_ruling_reader {
	struct ic_reader *r;
	struct ic_grid s;
	struct ic_bates_list list; /* of the last cell */
	struct ic_ruling *at;      /* nrulings of the spec's */
	uint32_t *unruled;
	size_t cap, cap_unruled;
	struct ic_ruling *now;
	bool ok; /* nothing was wrong with this row */
};

/* Report what is wrong with a cell. */
void ic_ruling_wrong(struct ic_ruling_reader *u, size_t column,
    const char *say);

/* The cell of this row; NULL if it is empty, or wrong. */
char *ic_ruling_cell(struct ic_ruling_reader *u, size_t column);

/* A copy in the spec's arena; NULL, reported, without memory. */
const char *ic_ruling_keep(struct ic_ruling_reader *u, const char *text);

/* spec_rulings_select.c: what the row meets, and the new box. */
void ic_ruling_select(struct ic_ruling_reader *u);

/*
 * spec_rulings_order.c: part a ruling's word from what our own list writes
 * behind it, or NULL; and take the order, from there or from its columns.
 */
char *ic_ruling_cut(char *word);
void ic_ruling_order(struct ic_ruling_reader *u, char *written);

#endif
