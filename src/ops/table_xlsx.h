/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A table as a spreadsheet, by libxlsxwriter. Every cell is a string, and has
 * the format "text", so that no program takes one for a number, a date or a
 * formula, not even when it is edited. The same table and libraries give the
 * same bytes.
 */
#ifndef IC_OPS_TABLE_XLSX_H
#define IC_OPS_TABLE_XLSX_H

#include "base/dir.h"
#include "core/table.h"

/* Characters of a cell: what is longer is cut, and says so. */
#define TABLE_XLSX_CELL_MAX 32767

/* The libraries that make the bytes: "libxlsxwriter 1.1.4, zlib 1.2.13". */
const char *table_xlsx_maker(void);

/*
 * Append it. `scratch` is where it may put files of its own; they are gone
 * afterwards. A run that was killed can leave one that ic_dir_sweep() knows.
 */
bool table_xlsx(const struct ic_table *t, const struct ic_dir *scratch,
    struct ic_buf *out, struct ic_error *err);

#endif
