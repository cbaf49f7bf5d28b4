/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/loadfile.h"
#include "core/table.h"

bool ic_table_dat(const struct ic_table *t, struct ic_buf *out)
{
	const char *names[IC_TABLE_COLUMNS_MAX];

	for (size_t i = 0; i < t->ncolumns; i++) {
		names[i] = t->columns[i].name;
	}
	ic_loadfile_begin(out);
	ic_loadfile_row(out, names, t->ncolumns);
	for (const struct ic_table_row *r = t->rows; r; r = r->next) {
		ic_loadfile_row(out, r->cell, t->ncolumns);
	}
	return !out->failed;
}
