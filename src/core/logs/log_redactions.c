/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The redaction log: a row for each redaction and page; with rulings, also
 * what became of it and by which order.
 */
#include <string.h>

#include "logs_priv.h"

static const struct ic_table_column columns[] = {
	{ "id", "Redaction", 13, false },
	{ "Bates page", "Bates page", 12, true },
	{ "codes", "Codes", 10, false },
	{ "basis", "Basis", 30, false },
	{ "description", "Description", 32, false },
	{ "area", "Part or whole", 9, false },
	{ "status", "Status", 12, false },
	{ "order", "Order", 16, false },
};
#define COLUMNS (sizeof(columns) / sizeof(*columns))
#define COLUMNS_OF_RULINGS 2

void log_put_order(const char *ecf, const char *page, const char *date,
    struct ic_buf *out)
{
	size_t from = out->len;

	if (ecf[0]) {
		ic_buf_printf(out, "ECF %s", ecf);
	}
	if (page[0]) {
		ic_buf_printf(out, "%sat %s", out->len > from ? " " : "", page);
	}
	if (date[0]) {
		ic_buf_printf(out, out->len > from ? " (%s)" : "%s", date);
	}
}

void log_put_ruling(const struct ic_manifest_redaction *r, struct ic_buf *out)
{
	if (r->status != IC_STATUS_GRANTED && r->status != IC_STATUS_MODIFIED &&
	    r->status != IC_STATUS_DENIED) {
		return;
	}
	ic_buf_puts(out, ic_status_word(r->status));
	if (r->ecf[0] || r->order_page[0] || r->order_date[0]) {
		ic_buf_puts(out, ", ");
		log_put_order(r->ecf, r->order_page, r->order_date, out);
	}
}

/* What is denied stands here only if it was not lifted. */
static const char *status_of(const struct ic_manifest_redaction *r)
{
	return r->status == IC_STATUS_DENIED ? "denied; " IC_LOG_STILL_COVERED
					     : ic_status_word(r->status);
}

static bool has_rulings(const struct ic_manifest *m)
{
	bool any = m->ruled;

	for (size_t i = 0; i < m->nredactions && !any; i++) {
		any = m->redactions[i].status == IC_STATUS_DENIED;
	}
	return any;
}

const char *log_area(const struct ic_manifest_redaction *r, bool whole)
{
	return whole                    ? "whole"
	    : r->address && *r->address ? r->address
					: "part";
}

/* An address may have several boxes on a page: they are one row. */
static bool is_first(const struct ic_manifest_page *p, uint32_t i)
{
	for (uint32_t k = 0; k < i; k++) {
		if (p->boxes[k].redaction == p->boxes[i].redaction) {
			return false;
		}
	}
	return true;
}

static void add_row(const struct ic_manifest *m, struct ic_table *t,
    const struct ic_manifest_page *p, const struct ic_manifest_box *b)
{
	const struct ic_manifest_redaction *r = &m->redactions[b->redaction];
	struct ic_buf order = { 0 };
	const char *cell[COLUMNS] = { r->id, p->number, r->codes, r->basis,
		r->description, log_area(r, b->whole), status_of(r), NULL };

	log_put_order(r->ecf, r->order_page, r->order_date, &order);
	cell[COLUMNS - 1] = log_cell(t, &order);
	ic_table_row(t, cell);
	ic_buf_finish(&order);
}

void log_redactions(const struct ic_manifest *m, struct ic_table *t)
{
	ic_table_columns(t, columns,
	    has_rulings(m) ? COLUMNS : COLUMNS - COLUMNS_OF_RULINGS, 2);
	for (size_t i = 0; i < m->ndocuments; i++) {
		const struct ic_manifest_document *d = &m->documents[i];

		for (uint32_t p = 0; p < d->npages; p++) {
			for (uint32_t k = 0; k < d->pages[p].nboxes; k++) {
				const struct ic_manifest_box
				    *b = &d->pages[p].boxes[k];

				if (!b->old_legend &&
				    is_first(&d->pages[p], k)) {
					add_row(m, t, &d->pages[p], b);
				}
			}
		}
	}
}
