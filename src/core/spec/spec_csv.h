/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * CSV as spreadsheets and vendors write it (RFC 4180): rows end in LF, CR or
 * CR LF, a cell that begins with a quote ends with one and may hold the
 * delimiter, line ends and doubled quotes; elsewhere a quote is a quote. The
 * delimiter is what follows the first cell of the first row: a comma, a
 * semicolon (what Excel writes where the comma is decimal) or a tab.
 */
#ifndef IC_CORE_SPEC_CSV_H
#define IC_CORE_SPEC_CSV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

#define IC_CSV_CELLS_MAX 16384 /* columns of a spreadsheet */

struct ic_csv {
	uint32_t row; /* of the cells, from 1, as a spreadsheet counts */
	char **cell;  /* ncells texts, within the text that was opened */
	size_t ncells;

	char *at, *end;
	char delimiter; /* 0: not yet known */
	size_t cap;
};

/*
 * Begin to read. `text` is UTF-8 of `len` bytes and a NUL; the cells are made
 * of it, so it is changed, and must not be freed before their last use.
 * IC_ESPEC if it is no text in UTF-8; then `row` says where, 0: the whole.
 */
bool ic_csv_open(struct ic_csv *c, char *text, size_t len,
    struct ic_error *err);

/*
 * Read a row, empty ones too. False at the end, and at what cannot be read:
 * then err->code is not IC_OK.
 */
bool ic_csv_next(struct ic_csv *c, struct ic_error *err);

/* Free all but the text. */
void ic_csv_close(struct ic_csv *c);

#endif
