/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The privilege log (Fed. R. Civ. P. 26(b)(5)(A)): the claim, and what lets
 * others assess it, without what is privileged. It has a row for each document
 * and privilege, as such logs have: what a document is redacted for on the
 * same ground is one claim, whose pages are named.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "logs_priv.h"

static const struct ic_table_column columns[] = {
	{ "No.", "No.", 4, false },
	{ "BEGBATES", "First page", 10, true },
	{ "ENDBATES", "Last page", 10, true },
	{ "DATE", "Date", 10, true },
	{ "DOCTYPE", "Type", 9, false },
	{ "TITLE", "Title", 12, false },
	{ "AUTHOR", "Author", 12, false },
	{ "RECIPIENTS", "Recipients", 13, false },
	{ "PRIVILEGE", "Privilege", 12, false },
	{ "BASIS", "Basis", 12, false },
	{ "DESCRIPTION", "Description", 26, false },
	{ "TREATMENT", "Treatment", 9, false },
	{ "PAGES", "Pages", 11, false },
	{ "FAMILY", "Family", 13, false },
};

#define COLUMNS (sizeof(columns) / sizeof(*columns))
#define TITLE 5 /* which is there if any document has one */

/* One claim: some of a document's redactions, or the document. */
struct claim {
	const struct ic_manifest_document *d;
	const char *privilege, *basis, *description, *treatment, *pages;
};

struct log {
	const struct ic_manifest *m;
	struct ic_table *t;
	struct log_families families;
	bool titled;
};

static void add_row(struct log *l, const struct claim *c)
{
	const struct ic_fields *f = &c->d->fields;
	struct ic_buf family = { 0 };
	char no[24];
	const char *cell[COLUMNS] = { no, c->d->begin, c->d->end,
		ic_field(f, IC_FIELD_DATE), ic_field(f, IC_FIELD_DOCTYPE),
		ic_field(f, IC_FIELD_TITLE), ic_field(f, IC_FIELD_AUTHOR),
		ic_field(f, IC_FIELD_RECIPIENTS), c->privilege, c->basis,
		c->description, c->treatment, c->pages, NULL };

	snprintf(no, sizeof(no), "%zu", l->t->nrows + 1);
	log_put_family(&l->families, c->d, &family);
	cell[COLUMNS - 1] = log_cell(l->t, &family);
	if (!l->titled) {
		memmove(&cell[TITLE], &cell[TITLE + 1],
		    (COLUMNS - TITLE - 1) * sizeof(*cell));
	}
	ic_table_row(l->t, cell);
	ic_buf_finish(&family);
}

/* A redaction under a privileged code, and its ground. */
struct ground {
	const char *privilege, *description;
	const struct ic_manifest_redaction *r;
	const struct log_item *item;
};

static int by_privilege(const void *a, const void *b)
{
	const struct ground *x = a, *y = b;
	int c = strcmp(x->privilege, y->privilege);

	return c ? c : (x->item > y->item) - (x->item < y->item);
}

static int by_number(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

#define COMPARED 200 /* descriptions of one claim: enough for what is read */

/* What says the same is said once. */
static void put_descriptions(const struct ground *g, size_t n,
    struct ic_buf *out)
{
	for (size_t i = 0; i < n; i++) {
		size_t k = i > COMPARED ? i - COMPARED : 0;

		while (
		    k < i && strcmp(g[k].description, g[i].description) != 0) {
			k++;
		}
		if (k == i && g[i].description[0]) {
			ic_buf_puts(out, out->len ? "; " : "");
			ic_buf_puts(out, g[i].description);
		}
	}
}

static void put_pages(struct log *l, const struct ic_manifest_document *d,
    const struct ground *g, size_t n, struct ic_buf *out)
{
	size_t npages = 0, k = 0;
	uint32_t *page;

	for (size_t i = 0; i < n; i++) {
		npages += g[i].item->n;
	}
	page = ic_arena_alloc(&l->t->arena, npages, sizeof(*page));
	if (!page) {
		l->t->starved = true;
		return;
	}
	for (size_t i = 0; i < n; i++) {
		memcpy(page + k, g[i].item->page, g[i].item->n * sizeof(*page));
		k += g[i].item->n;
	}
	qsort(page, npages, sizeof(*page), by_number);
	log_put_pages(d, page, (uint32_t)npages, out);
}

/* Each privileged code of the redactions once, in the spec's order. */
static void put_basis(const struct ic_manifest *m, const struct ground *g,
    size_t n, struct ic_buf *out)
{
	bool seen[IC_SPEC_CODES_MAX] = { false };

	for (size_t i = 0; i < n; i++) {
		for (uint32_t k = 0; k < g[i].r->ncodes; k++) {
			seen[g[i].r->code[k]] = true;
		}
	}
	for (uint16_t c = 0; c < m->ncodes; c++) {
		if (seen[c] && m->codes[c].privileged) {
			ic_buf_puts(out, out->len ? "; " : "");
			log_put_grounds(m, &c, 1, false, out);
		}
	}
}

static void add_claim(struct log *l, const struct ic_manifest_document *d,
    const struct ground *g, size_t n)
{
	struct ic_buf text = { 0 }, pages = { 0 }, basis = { 0 };
	struct claim c = { .d = d,
		.privilege = g->privilege,
		.treatment = "Redacted" };

	put_descriptions(g, n, &text);
	put_pages(l, d, g, n, &pages);
	put_basis(l->m, g, n, &basis);
	c.basis = log_cell(l->t, &basis);
	c.description = log_cell(l->t, &text);
	c.pages = log_cell(l->t, &pages);
	add_row(l, &c);
	ic_buf_finish(&basis);
	ic_buf_finish(&text);
	ic_buf_finish(&pages);
}

static void add_redactions(struct log *l, const struct ic_manifest_document *d)
{
	struct log_items items = log_items_of(l->t, d);
	struct ground *g = ic_arena_alloc(&l->t->arena, items.n, sizeof(*g));
	size_t n = 0, same;

	l->t->starved |= !g;
	for (uint32_t i = 0; g && i < items.n; i++) {
		const struct ic_manifest_redaction
		    *r = &l->m->redactions[items.at[i].redaction];

		if (r->privileged) {
			g[n++] = (struct ground){ log_field(d, r,
						      IC_FIELD_PRIVILEGE),
				r->description[0] ? r->description
						  : ic_field(&d->fields,
							IC_FIELD_DESCRIPTION),
				r, &items.at[i] };
		}
	}
	if (n) {
		qsort(g, n, sizeof(*g), by_privilege);
	}
	for (size_t i = 0; i < n; i += same) {
		same = 1;
		while (i + same < n &&
		    strcmp(g[i].privilege, g[i + same].privilege) == 0) {
			same++;
		}
		add_claim(l, d, g + i, same);
	}
}

static void add_withheld(struct log *l, const struct ic_manifest_document *d)
{
	unsigned long n = ic_manifest_numbers(d);
	struct ic_buf basis = { 0 };
	char pages[24];
	struct claim c = { .d = d,
		.privilege = ic_field(&d->fields, IC_FIELD_PRIVILEGE),
		.description = ic_field(&d->fields, IC_FIELD_DESCRIPTION),
		.treatment = "Withheld",
		.pages = pages };

	snprintf(pages, sizeof(pages), "%lu page%s", n, n == 1 ? "" : "s");
	log_put_grounds(l->m, d->code, d->ncodes, false, &basis);
	c.basis = log_cell(l->t, &basis);
	add_row(l, &c);
	ic_buf_finish(&basis);
}

bool log_is_claimed(const struct ic_manifest *m,
    const struct ic_manifest_document *d)
{
	bool any = d->kind == IC_KIND_WITHHELD;

	for (uint32_t p = 0; p < d->npages && !any; p++) {
		for (uint32_t k = 0; k < d->pages[p].nboxes && !any; k++) {
			const struct ic_manifest_box *b = &d->pages[p].boxes[k];

			any = !b->old_legend &&
			    m->redactions[b->redaction].privileged;
		}
	}
	return any;
}

bool ic_log_has_claims(const struct ic_manifest *m)
{
	for (size_t i = 0; i < m->ndocuments; i++) {
		if (log_is_claimed(m, &m->documents[i])) {
			return true;
		}
	}
	return false;
}

static bool has_titles(const struct ic_manifest *m)
{
	for (size_t i = 0; i < m->ndocuments; i++) {
		const struct ic_manifest_document *d = &m->documents[i];

		if (ic_field(&d->fields, IC_FIELD_TITLE)[0] &&
		    log_is_claimed(m, d)) {
			return true;
		}
	}
	return false;
}

static void set_columns(const struct log *l)
{
	struct ic_table_column mine[COLUMNS];
	size_t n = 0;

	for (size_t i = 0; i < COLUMNS; i++) {
		if (i != TITLE || l->titled) {
			mine[n++] = columns[i];
		}
	}
	ic_table_columns(l->t, mine, n, 2);
}

void log_privileges(const struct ic_manifest *m, struct ic_table *t)
{
	struct log l = { m, t, log_families_of(t, m), has_titles(m) };

	ic_table_caption(t,
	    "Withheld or redacted on a claim of privilege or of protection as "
	    "trial-preparation material (Fed. R. Civ. P. 26(b)(5)(A))");
	set_columns(&l);
	for (size_t i = 0; i < m->ndocuments; i++) {
		const struct ic_manifest_document *d = &m->documents[i];

		if (d->kind == IC_KIND_WITHHELD) {
			add_withheld(&l, d);
		} else {
			add_redactions(&l, d);
		}
	}
}

/* Of a row, the cell of a column of ours. */
static const char *cell_of(const struct ic_table *t,
    const struct ic_table_row *r, const char *name)
{
	size_t i = 0;

	while (i + 1 < t->ncolumns && strcmp(t->columns[i].name, name) != 0) {
		i++;
	}
	return r->cell[i];
}

bool ic_log_is_complete(const struct ic_table *t, enum ic_log kind,
    struct ic_error *err)
{
	const struct ic_table_row *r = kind == IC_LOG_PRIVILEGE ? t->rows
								: NULL;

	for (; r; r = r->next) {
		const char *lacks = !cell_of(t, r, "PRIVILEGE")[0] ? "privilege"
		    : !cell_of(t, r, "DESCRIPTION")[0] ? "description"
						       : NULL;

		if (lacks) {
			return ic_fail(err, IC_ESPEC,
			    "%s has no \"%s\" for the privilege log: give it "
			    "one in the spec, and run apply --resume",
			    cell_of(t, r, "BEGBATES"), lacks);
		}
	}
	return true;
}
