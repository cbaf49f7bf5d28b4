/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The Bates index: a row a document. */
#include <stdio.h>

#include "logs_priv.h"

static const struct ic_table_column columns[] = {
	{ "BEGBATES", "First page", 12, true },
	{ "ENDBATES", "Last page", 12, true },
	{ "PGCOUNT", "Pages", 8, false },
	{ "SHA256", "SHA-256 of the file", 68, false },
};

void log_index(const struct ic_manifest *m, struct ic_table *t)
{
	ic_table_columns(t, columns, sizeof(columns) / sizeof(*columns), 1);
	for (size_t i = 0; i < m->ndocuments; i++) {
		const struct ic_manifest_document *d = &m->documents[i];
		char pages[16];
		const char *cell[] = { d->begin, d->end, pages, d->sha256 };

		snprintf(pages, sizeof(pages), "%lu",
		    (unsigned long)ic_manifest_numbers(d));
		ic_table_row(t, cell);
	}
}
