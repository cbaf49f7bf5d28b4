/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The cover list of a replacement volume: what it is in place of, and why. */
#include <stdio.h>

#include "logs_priv.h"

static const struct ic_table_column columns[] = {
	{ "BEGBATES", "First page", 12, true },
	{ "ENDBATES", "Last page", 12, true },
	{ "PGCOUNT", "Pages", 7, false },
	{ "REPLACES", "In place of the copy in", 14, false },
	{ "CHANGED", "What changed", 60, false },
};

void log_put_volumes(const struct ic_manifest *m, struct ic_buf *out)
{
	for (uint32_t i = 0; i < m->nreplaces; i++) {
		ic_buf_printf(out, "%s%s",
		    i == 0                     ? ""
			: i + 1 < m->nreplaces ? ", "
					       : " and ",
		    m->replaces[i]);
	}
}

void ic_log_volume(const struct ic_manifest *m, struct ic_buf *out)
{
	if (m->nreplaces == 0) {
		return;
	}
	ic_buf_printf(out,
	    "REPLACEMENT VOLUME: %zu of %lu documents of the production; the "
	    "others stand as in ",
	    m->ndocuments, (unsigned long)m->whole);
	log_put_volumes(m, out);
	ic_buf_puts(out, ".");
}

static void put_change(const struct ic_manifest_change *c, struct ic_buf *out)
{
	if (!c->id[0]) {
		ic_buf_puts(out, "a redaction that is no longer listed");
		return;
	}
	ic_buf_printf(out, "%s %s", c->id, ic_status_word(c->status));
	if (!c->burned && c->status == IC_STATUS_DENIED) {
		ic_buf_puts(out, " and uncovered");
	}
	if (c->ecf[0] || c->order_page[0] || c->order_date[0]) {
		ic_buf_puts(out, ", ");
		log_put_order(c->ecf, c->order_page, c->order_date, out);
	}
	if (c->burned && c->status == IC_STATUS_DENIED) {
		ic_buf_puts(out, ", " IC_LOG_STILL_COVERED);
	}
}

static void put_changes(const struct ic_manifest_document *d,
    struct ic_buf *out)
{
	/* Whatever was covered in it. */
	if (d->kind == IC_KIND_WITHHELD) {
		ic_buf_puts(out,
		    d->was == IC_KIND_WITHHELD ? "withheld"
					       : "withheld; was produced");
		return;
	}
	if (d->was == IC_KIND_WITHHELD) {
		ic_buf_puts(out, "produced; was withheld");
		return;
	}
	for (uint32_t i = 0; i < d->nchanges; i++) {
		ic_buf_puts(out, i ? "; " : "");
		put_change(&d->changes[i], out);
	}
	if (d->nchanges == 0) {
		ic_buf_puts(out, "no redaction: numbers, legend or form");
	}
}

static void add_row(struct ic_table *t, const struct ic_manifest_document *d)
{
	struct ic_buf what = { 0 };
	char pages[16];
	const char *cell[] = { d->begin, d->end, pages,
		d->replaces ? d->replaces : "", NULL };

	snprintf(pages, sizeof(pages), "%lu",
	    (unsigned long)ic_manifest_numbers(d));
	put_changes(d, &what);
	cell[4] = log_cell(t, &what);
	ic_table_row(t, cell);
	ic_buf_finish(&what);
}

void log_replacements(const struct ic_manifest *m, struct ic_table *t)
{
	ic_table_columns(t, columns, sizeof(columns) / sizeof(*columns), 1);
	for (size_t i = 0; i < m->ndocuments; i++) {
		add_row(t, &m->documents[i]);
	}
}
