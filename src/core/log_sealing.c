/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The chart of what is sought to be sealed, as N.D. Cal. Civ. L.R. 79-5 and
 * the standing orders of its judges have it: document, portion, who
 * designated it, the reason, and room for the ruling.
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

/* What is to be sealed: a redaction, or the whole of a document. */
struct portion {
	const struct ic_manifest_document *d;
	const char *pages, *area, *id, *reason;
};

static void add_row(struct ic_table *t, const struct portion *p)
{
	struct ic_buf range = { 0 };
	char no[24];
	const char *cell[] = { no, "", NULL,
		ic_field(&p->d->fields, IC_FIELD_TITLE), p->pages, p->area,
		p->id, ic_field(&p->d->fields, IC_FIELD_DESIGNATION), p->reason,
		"" };

	snprintf(no, sizeof(no), "%zu", t->nrows + 1);
	log_put_range(p->d, &range);
	cell[2] = log_cell(t, &range);
	ic_table_row(t, cell);
	ic_buf_finish(&range);
}

/* "official information privilege: names of witnesses" */
static void put_reason(const char *basis, const char *description,
    struct ic_buf *out)
{
	ic_buf_puts(out, basis);
	ic_buf_puts(out, basis[0] && description[0] ? ": " : "");
	ic_buf_puts(out, description);
}

static void add_item(const struct ic_manifest *m, struct ic_table *t,
    const struct ic_manifest_document *d, const struct log_item *item)
{
	const struct ic_manifest_redaction *r = &m->redactions[item->redaction];
	struct ic_buf pages = { 0 }, reason = { 0 };
	struct portion p = { .d = d,
		.area = item->whole ? "whole" : "part",
		.id = r->id };

	log_put_pages(d, item->page, item->n, &pages);
	put_reason(r->basis[0] ? r->basis : r->codes, r->description, &reason);
	p.pages = log_cell(t, &pages);
	p.reason = log_cell(t, &reason);
	add_row(t, &p);
	ic_buf_finish(&pages);
	ic_buf_finish(&reason);
}

static void add_withheld(const struct ic_manifest *m, struct ic_table *t,
    const struct ic_manifest_document *d)
{
	struct ic_buf range = { 0 }, basis = { 0 }, reason = { 0 };
	struct portion p = { .d = d, .area = "whole", .id = "" };

	for (uint32_t i = 0; i < d->ncodes; i++) {
		const struct ic_manifest_code *c = &m->codes[d->code[i]];

		ic_buf_puts(&basis, i ? "; " : "");
		ic_buf_puts(&basis, c->basis[0] ? c->basis : c->name);
	}
	put_reason(log_cell(t, &basis),
	    ic_field(&d->fields, IC_FIELD_DESCRIPTION), &reason);
	log_put_range(d, &range);
	p.pages = log_cell(t, &range);
	p.reason = log_cell(t, &reason);
	add_row(t, &p);
	ic_buf_finish(&range);
	ic_buf_finish(&basis);
	ic_buf_finish(&reason);
}

void log_sealing(const struct ic_manifest *m, struct ic_table *t)
{
	ic_table_columns(t, columns, sizeof(columns) / sizeof(*columns), 1);
	for (size_t i = 0; i < m->ndocuments; i++) {
		const struct ic_manifest_document *d = &m->documents[i];
		struct log_items items = log_items_of(t, d);

		if (d->kind == IC_KIND_WITHHELD) {
			add_withheld(m, t, d);
		}
		for (uint32_t k = 0; k < items.n; k++) {
			add_item(m, t, d, &items.at[k]);
		}
	}
}
