/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The exhibit of a joint statement, as E.D. Cal. L.R. 251(c) has one: what is
 * still in dispute, by number and category, with room for both positions. An
 * item is a redaction that nobody agreed to or decided on, unless it or its
 * document is said to be resolved; or a document whose dispute is open although
 * none of its redactions is. It names no rule: other courts have other ones.
 */
#include <stdio.h>
#include <string.h>

#include "logs_priv.h"

static const struct ic_table_column columns[] = {
	{ "no", "No.", 3, false },
	{ "document", "Document", 10, false },
	{ "bates", "Pages", 10, false },
	{ "category", "Category", 9, false },
	{ "designation", "Designation now", 10, false },
	{ "id", "Redaction", 7, false },
	{ "proposed", "Redaction proposed", 13, false },
	{ "basis", "Basis", 14, false },
	{ "status", "Status", 8, false },
	{ "designating party's position", "Designating party's position", 34,
	    false },
	{ "other party's position", "Other party's position", 34, false },
};

static bool says(const char *value, const char *word)
{
	return value && strcmp(value, word) == 0;
}

/* What a redaction says of itself outweighs what its document says. */
static bool is_open(const struct ic_manifest_document *d,
    const struct ic_manifest_redaction *r)
{
	const char *own = r->fields.value[IC_FIELD_DISPUTE];

	if (r->status == IC_STATUS_OBJECTED || says(own, "open")) {
		return true;
	}
	return ic_status_open(r->status) &&
	    !says(log_field(d, r, IC_FIELD_DISPUTE), "resolved");
}

/* "home address; whole pages" */
static void put_proposal(const struct ic_manifest_redaction *r,
    const struct log_item *item, struct ic_buf *out)
{
	ic_buf_puts(out, r->description);
	if (item->whole) {
		ic_buf_puts(out, out->len ? "; " : "");
		ic_buf_puts(out, item->n > 1 ? "whole pages" : "whole page");
	} else if (r->address && *r->address) {
		ic_buf_puts(out, out->len ? "; " : "");
		ic_buf_puts(out, r->address);
	}
}

struct issue {
	const struct ic_manifest_document *d;
	const struct ic_manifest_redaction *r; /* NULL: the document itself */
	const char *pages, *proposal, *basis, *status;
};

static void add_row(struct ic_table *t, const struct issue *i)
{
	struct ic_buf range = { 0 };
	char no[24];
	const char *cell[] = { no, NULL, i->pages,
		log_field(i->d, i->r, IC_FIELD_CATEGORY),
		ic_field(&i->d->fields, IC_FIELD_DESIGNATION),
		i->r ? i->r->id : "", i->proposal, i->basis, i->status, "",
		"" };

	snprintf(no, sizeof(no), "%zu", t->nrows + 1);
	log_put_range(i->d, &range);
	cell[1] = log_cell(t, &range);
	ic_table_row(t, cell);
	ic_buf_finish(&range);
}

static void add_item(const struct ic_manifest *m, struct ic_table *t,
    const struct ic_manifest_document *d, const struct log_item *item)
{
	const struct ic_manifest_redaction *r = &m->redactions[item->redaction];
	struct ic_buf pages = { 0 }, proposal = { 0 }, basis = { 0 };
	struct issue i = { .d = d,
		.r = r,
		.status = ic_status_word(r->status) };

	log_put_pages(d, item->page, item->n, &pages);
	put_proposal(r, item, &proposal);
	log_put_grounds(m, r->code, r->ncodes, true, &basis);
	i.pages = log_cell(t, &pages);
	i.proposal = log_cell(t, &proposal);
	i.basis = r->ncodes ? log_cell(t, &basis) : r->codes;
	add_row(t, &i);
	ic_buf_finish(&pages);
	ic_buf_finish(&proposal);
	ic_buf_finish(&basis);
}

/* One whose dispute is open although no redaction of it is. */
static void add_document(const struct ic_manifest *m, struct ic_table *t,
    const struct ic_manifest_document *d)
{
	bool withheld = d->kind == IC_KIND_WITHHELD;
	struct ic_buf basis = { 0 };
	struct issue i = { .d = d,
		.pages = "",
		.proposal = withheld ? "withheld"
				     : "none: the designation is in dispute",
		.status = withheld ? "withheld" : "" };

	log_put_grounds(m, d->code, withheld ? d->ncodes : 0, true, &basis);
	i.basis = log_cell(t, &basis);
	add_row(t, &i);
	ic_buf_finish(&basis);
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
			if (is_open(d, &m->redactions[items.at[k].redaction])) {
				add_item(m, t, d, &items.at[k]);
			}
		}
		if (t->nrows == before &&
		    says(ic_field(&d->fields, IC_FIELD_DISPUTE), "open")) {
			add_document(m, t, d);
		}
	}
}
