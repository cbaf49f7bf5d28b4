/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The Bates index: a row a document. If a sheet stands for one, a column says
 * for which and why, lest its numbers be taken for pages that were produced.
 * The sheet of a native file bears the file's hash, so that its own is one of
 * that, too: the index goes to people who do not get the file. Of a document
 * that came late, another column says behind which page it belongs.
 */
#include <stdio.h>
#include <string.h>

#include "logs_priv.h"

static const struct ic_table_column columns[] = {
	{ "BEGBATES", "First page", 12, true },
	{ "ENDBATES", "Last page", 12, true },
	{ "PGCOUNT", "Pages", 8, false },
	{ "SHA256", "SHA-256 of the file", 68, false },
	{ "SHEET", "Slip sheet", 24, false },
	{ "AFTER", "Comes after", 12, true },
};
#define COLUMNS (sizeof(columns) / sizeof(*columns))
#define ALWAYS (COLUMNS - 2)

static bool has_sheets(const struct ic_manifest *m)
{
	for (size_t i = 0; i < m->ndocuments; i++) {
		if (m->documents[i].kind != IC_KIND_DOCUMENT) {
			return true;
		}
	}
	return false;
}

static bool has_places(const struct ic_manifest *m)
{
	for (size_t i = 0; i < m->ndocuments; i++) {
		if (m->documents[i].after) {
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
	const bool sheets = has_sheets(m), places = has_places(m);
	struct ic_table_column own[COLUMNS];
	size_t n = ALWAYS;

	memcpy(own, columns, sizeof(own));
	n += sheets;
	own[n] = columns[COLUMNS - 1];
	n += places;
	ic_table_columns(t, own, n, 1);
	for (size_t i = 0; i < m->ndocuments; i++) {
		const struct ic_manifest_document *d = &m->documents[i];
		struct ic_buf sheet = { 0 };
		char pages[16];
		const char *cell[COLUMNS] = { d->begin, d->end, pages,
			d->kind == IC_KIND_NATIVE ? "" : d->sha256 };

		snprintf(pages, sizeof(pages), "%lu",
		    (unsigned long)ic_manifest_numbers(d));
		put_sheet(d, &sheet);
		n = ALWAYS;
		if (sheets) {
			cell[n++] = log_cell(t, &sheet);
		}
		cell[n] = d->after ? d->after : "";
		ic_table_row(t, cell);
		ic_buf_finish(&sheet);
	}
}
