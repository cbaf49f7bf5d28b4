/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The chart of what is sought to be sealed, as N.D. Cal. Civ. L.R. 79-5 and
 * the standing orders of its judges have it: document, portion, who
 * designated it, the reason, and the ruling or room for it. What is withheld
 * is before no court: it stands in the privilege log. A title may tell what is
 * privileged: only that log has it, of what is claimed to be.
 */
#include <stdio.h>

#include "logs_priv.h"

static const struct ic_table_column columns[] = {
	{ "no", "No.", 4, false },
	{ "exhibit", "ECF or exhibit no.", 8, false },
	{ "document", "Document", 19, true },
	{ "title", "Title", 12, false },
	{ "bates", "Portion to be sealed", 12, false },
	{ "area", "Part or whole", 6, false },
	{ "id", "Redaction", 11, false },
	{ "designation", "Designation or designating party", 13, false },
	{ "reason", "Reason for sealing", 26, false },
	{ "ruling", "Ruling", 18, false },
};

/* A privileged document's title is in the privilege log alone. */
static const char *title_of(const struct ic_manifest *m,
    const struct ic_manifest_document *d)
{
	return ic_field(&d->fields, IC_FIELD_PRIVILEGE)[0] ||
		log_is_claimed(m, d)
	    ? ""
	    : ic_field(&d->fields, IC_FIELD_TITLE);
}

/* "names of witnesses - Witnesses (informant's privilege)" */
static void put_reason(const struct ic_manifest *m,
    const struct ic_manifest_redaction *r, struct ic_buf *out)
{
	ic_buf_puts(out, r->description);
	ic_buf_puts(out, r->description[0] ? " - " : "");
	if (r->ncodes) {
		log_put_grounds(m, r->code, r->ncodes, false, out);
	} else {
		ic_buf_puts(out, r->basis[0] ? r->basis : r->codes);
	}
}

static void add_item(const struct ic_manifest *m, struct ic_table *t,
    const struct ic_manifest_document *d, const struct log_item *item,
    const char *title)
{
	const struct ic_manifest_redaction *r = &m->redactions[item->redaction];
	struct ic_buf range = { 0 }, pages = { 0 }, reason = { 0 };
	struct ic_buf ruling = { 0 };
	char no[24];
	const char *cell[] = { no, "", NULL, title, NULL,
		log_area(r, item->whole), r->id,
		ic_field(&d->fields, IC_FIELD_DESIGNATION), NULL, NULL };

	snprintf(no, sizeof(no), "%zu", t->nrows + 1);
	log_put_range(d, &range);
	log_put_pages(d, item->page, item->n, &pages);
	put_reason(m, r, &reason);
	log_put_ruling(r, &ruling);
	cell[2] = log_cell(t, &range);
	cell[4] = log_cell(t, &pages);
	cell[8] = log_cell(t, &reason);
	cell[9] = log_cell(t, &ruling);
	ic_table_row(t, cell);
	ic_buf_finish(&range);
	ic_buf_finish(&pages);
	ic_buf_finish(&reason);
	ic_buf_finish(&ruling);
}

void log_sealing(const struct ic_manifest *m, struct ic_table *t)
{
	ic_table_columns(t, columns, sizeof(columns) / sizeof(*columns), 1);
	for (size_t i = 0; i < m->ndocuments; i++) {
		const struct ic_manifest_document *d = &m->documents[i];
		struct log_items items = log_items_of(t, d);
		const char *title = title_of(m, d);

		for (uint32_t k = 0; k < items.n; k++) {
			add_item(m, t, d, &items.at[k], title);
		}
	}
}
