/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a review platform lays over the records of what is replaced. */
#include <stdio.h>
#include <string.h>

#include "core/loadfile.h"
#include "logs_priv.h"

static const enum ic_loadfile_column which[] = { IC_LOADFILE_BEGBATES,
	IC_LOADFILE_ENDBATES, IC_LOADFILE_PGCOUNT, IC_LOADFILE_REDACTED,
	IC_LOADFILE_REASON, IC_LOADFILE_PDFPATH };

#define COLUMNS (sizeof(which) / sizeof(*which))

/* Load files of the platforms have backslashes. */
static void put_path(const char *output, struct ic_buf *out)
{
	for (; *output; output++) {
		ic_buf_add(out, *output == '/' ? "\\" : output, 1);
	}
}

static void add_row(const struct ic_manifest *m, struct ic_table *t,
    const struct ic_manifest_document *d)
{
	struct ic_buf codes = { 0 }, path = { 0 };
	const char *cell[COLUMNS] = { d->begin, d->end };
	char pages[16];

	snprintf(pages, sizeof(pages), "%lu",
	    (unsigned long)ic_manifest_numbers(d));
	ic_manifest_put_codes(m, d, 0, d->npages, &codes);
	put_path(d->output, &path);
	cell[2] = pages;
	cell[3] = ic_manifest_is_redacted(d, 0, d->npages) ? "Y" : "N";
	cell[4] = log_cell(t, &codes);
	cell[5] = log_cell(t, &path);
	ic_table_row(t, cell);
	ic_buf_finish(&codes);
	ic_buf_finish(&path);
}

void log_overlay(const struct ic_manifest *m, struct ic_table *t)
{
	struct ic_table_column columns[COLUMNS] = { 0 };

	for (size_t i = 0; i < COLUMNS; i++) {
		columns[i].width = 16;
		columns[i].name = columns[i].heading = ic_loadfile_word(
		    which[i]);
	}
	ic_table_columns(t, columns, COLUMNS, 1);
	for (size_t i = 0; i < m->ndocuments; i++) {
		add_row(m, t, &m->documents[i]);
	}
}
