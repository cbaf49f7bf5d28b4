/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The Bates index: a row a document. If a sheet stands for one, a column says
 * for which and why, lest its numbers be taken for pages that were produced.
 * The sheet of a native file bears the file's hash, so that its own is one of
 * that, too: the index goes to people who do not get the file.
 */
#include <stdio.h>

#include "logs_priv.h"

static const struct ic_table_column columns[] = {
	{ "BEGBATES", "First page", 12, true },
	{ "ENDBATES", "Last page", 12, true },
	{ "PGCOUNT", "Pages", 8, false },
	{ "SHA256", "SHA-256 of the file", 68, false },
	{ "SHEET", "Slip sheet", 24, false },
};
#define COLUMNS (sizeof(columns) / sizeof(*columns))

static bool has_sheets(const struct ic_manifest *m)
{
	for (size_t i = 0; i < m->ndocuments; i++) {
		if (m->documents[i].kind != IC_KIND_DOCUMENT) {
			return true;
		}
	}
	return false;
}

static void put_sheet(const struct ic_manifest_document *d, struct ic_buf *out)
{
	if (d->kind != IC_KIND_DOCUMENT) {
		ic_buf_puts(out, ic_kind_word(d->kind));
	}
	if (d->kind == IC_KIND_NATIVE) {
		ic_buf_printf(out, ": %s", d->native);
	}
}

void log_index(const struct ic_manifest *m, struct ic_table *t)
{
	ic_table_columns(t, columns, has_sheets(m) ? COLUMNS : COLUMNS - 1, 1);
	for (size_t i = 0; i < m->ndocuments; i++) {
		const struct ic_manifest_document *d = &m->documents[i];
		struct ic_buf sheet = { 0 };
		char pages[16];
		const char *cell[COLUMNS] = { d->begin, d->end, pages,
			d->kind == IC_KIND_NATIVE ? "" : d->sha256, NULL };

		snprintf(pages, sizeof(pages), "%lu",
		    (unsigned long)ic_manifest_numbers(d));
		put_sheet(d, &sheet);
		cell[COLUMNS - 1] = log_cell(t, &sheet);
		ic_table_row(t, cell);
		ic_buf_finish(&sheet);
	}
}
