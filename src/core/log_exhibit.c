/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The exhibit of a joint statement (E.D. Cal. L.R. 251(c)): what is still in
 * dispute, by number and category, with room for both positions. An item is a
 * redaction that nobody agreed to or decided on; or a document whose dispute
 * is open although none of its redactions is.
 */
#include <stdio.h>
#include <string.h>

#include "logs_priv.h"

static const struct ic_table_column columns[] = {
	{ "no", "No.", 4, false },
	{ "document", "Document", 19, true },
	{ "bates", "Pages", 11, false },
	{ "category", "Category", 12, false },
	{ "designation", "Designation now", 13, false },
	{ "id", "Redaction", 11, false },
	{ "proposed", "Redaction proposed", 20, false },
	{ "designating party's position", "Designating party's position", 22,
	    false },
	{ "other party's position", "Other party's position", 22, false },
};

static bool is_open(const struct ic_manifest_redaction *r)
{
	return ic_status_open(r->status) ||
	    strcmp(ic_field(&r->fields, IC_FIELD_DISPUTE), "open") == 0;
}

/* "PII (Personal identifiers), IA: home address; whole pages; objected" */
static void put_proposal(const struct ic_manifest *m,
    const struct ic_manifest_redaction *r, const struct log_item *item,
    struct ic_buf *out)
{
	log_put_codes(m, r->code, r->ncodes, out);
	if (!r->ncodes) {
		ic_buf_puts(out, r->codes);
	}
	if (r->description[0]) {
		ic_buf_printf(out, ": %s", r->description);
	}
	if (item->whole) {
		ic_buf_puts(out,
		    item->n > 1 ? "; whole pages" : "; whole page");
	}
	if (r->status == IC_STATUS_OBJECTED) {
		ic_buf_puts(out, "; objected to");
	}
}

/* `r` NULL: the document itself. */
static void add_row(struct ic_table *t, const struct ic_manifest_document *d,
    const struct ic_manifest_redaction *r, const char *pages,
    const char *proposal)
{
	struct ic_buf range = { 0 };
	char no[24];
	const char *cell[] = { no, NULL, pages,
		log_field(d, r, IC_FIELD_CATEGORY),
		ic_field(&d->fields, IC_FIELD_DESIGNATION), r ? r->id : "",
		proposal, "", "" };

	snprintf(no, sizeof(no), "%zu", t->nrows + 1);
	log_put_range(d, &range);
	cell[1] = log_cell(t, &range);
	ic_table_row(t, cell);
	ic_buf_finish(&range);
}

static void add_item(const struct ic_manifest *m, struct ic_table *t,
    const struct ic_manifest_document *d, const struct log_item *item)
{
	const struct ic_manifest_redaction *r = &m->redactions[item->redaction];
	struct ic_buf pages = { 0 }, proposal = { 0 };

	log_put_pages(d, item->page, item->n, &pages);
	put_proposal(m, r, item, &proposal);
	add_row(t, d, r, log_cell(t, &pages), log_cell(t, &proposal));
	ic_buf_finish(&pages);
	ic_buf_finish(&proposal);
}

/* One whose dispute is open although no redaction of it is. */
static void add_document(const struct ic_manifest *m, struct ic_table *t,
    const struct ic_manifest_document *d)
{
	struct ic_buf proposal = { 0 };

	if (d->kind == IC_KIND_WITHHELD) {
		ic_buf_puts(&proposal, "withheld: ");
		log_put_codes(m, d->code, d->ncodes, &proposal);
	} else {
		ic_buf_puts(&proposal, "none: the designation is in dispute");
	}
	add_row(t, d, NULL, "", log_cell(t, &proposal));
	ic_buf_finish(&proposal);
}

void log_exhibit(const struct ic_manifest *m, struct ic_table *t)
{
	ic_table_caption(t,
	    "Open items only. Nothing of the documents is quoted.");
	ic_table_columns(t, columns, sizeof(columns) / sizeof(*columns), 1);
	for (size_t i = 0; i < m->ndocuments; i++) {
		const struct ic_manifest_document *d = &m->documents[i];
		struct log_items items = log_items_of(t, d);
		size_t before = t->nrows;

		for (uint32_t k = 0; k < items.n; k++) {
			if (is_open(&m->redactions[items.at[k].redaction])) {
				add_item(m, t, d, &items.at[k]);
			}
		}
		if (t->nrows == before &&
		    strcmp(ic_field(&d->fields, IC_FIELD_DISPUTE), "open") ==
			0) {
			add_document(m, t, d);
		}
	}
}
