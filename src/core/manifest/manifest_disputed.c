/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The cover index of the disputed copies: which pages are in dispute, where
 * they are, why, and how many. It lies beside them and is never served.
 */
#include <string.h>

#include "core/manifest.h"
#include "core/table.h"

static const struct ic_table_column columns[] = {
	{ "Bates page", "Bates page", 14, true },
	{ "file", "File", 30, false },
	{ "pages", "Pages of the file", 8, true },
	{ "redactions", "Open redactions", 24, false },
	{ "codes", "Codes", 14, false },
};

struct cover {
	const struct ic_manifest *m;
	struct ic_table table;
	struct ic_arena arena;
	bool *seen; /* of each redaction */
	uint64_t pages, redactions, documents;
	struct ic_buf ids, codes;
};

bool ic_manifest_has_disputed(const struct ic_manifest *m)
{
	for (size_t i = 0; i < m->ncopies; i++) {
		if (m->copies[i].copy == IC_COPY_DISPUTED) {
			return true;
		}
	}
	return false;
}

static void add_item(struct ic_buf *b, const char *text)
{
	ic_buf_puts(b, b->len ? "; " : "");
	ic_buf_puts(b, text);
}

/* Codes of one page, each once. */
static bool is_new_code(const struct cover *c, const struct ic_manifest_page *p,
    uint32_t i)
{
	const struct ic_manifest_redaction *all = c->m->redactions;

	for (uint32_t k = 0; k < i; k++) {
		const struct ic_manifest_redaction
		    *r = &all[p->boxes[k].redaction];

		if (ic_status_open(r->status) &&
		    strcmp(r->codes, all[p->boxes[i].redaction].codes) == 0) {
			return false;
		}
	}
	return true;
}

/* An address may have several boxes on a page. */
static bool is_new_id(const struct ic_manifest_page *p, uint32_t i)
{
	for (uint32_t k = 0; k < i; k++) {
		if (p->boxes[k].redaction == p->boxes[i].redaction) {
			return false;
		}
	}
	return true;
}

static void take_boxes(struct cover *c, const struct ic_manifest_page *p)
{
	ic_buf_reset(&c->ids);
	ic_buf_reset(&c->codes);
	for (uint32_t i = 0; i < p->nboxes; i++) {
		uint32_t k = p->boxes[i].redaction;
		const struct ic_manifest_redaction *r = &c->m->redactions[k];

		if (!ic_status_open(r->status) || !is_new_id(p, i)) {
			continue;
		}
		add_item(&c->ids, r->id);
		if (is_new_code(c, p, i)) {
			add_item(&c->codes, r->codes);
		}
		c->redactions += !c->seen[k];
		c->seen[k] = true;
	}
}

/* A page in dispute is a pair: the marked one, then the burned one. */
static void add_pages(struct cover *c, const struct ic_manifest_document *d)
{
	const char *file = strrchr(d->output, '/');

	for (uint32_t i = 1; i < d->npages; i++) {
		struct ic_buf where = { 0 };
		const char *cell[5];

		if (d->pages[i].marked) {
			continue;
		}
		take_boxes(c, &d->pages[i]);
		ic_buf_printf(&where, "%lu-%lu", (unsigned long)i,
		    (unsigned long)i + 1);
		cell[0] = d->pages[i].number;
		cell[1] = file ? file + 1 : d->output;
		cell[2] = ic_buf_str(&where);
		cell[3] = ic_buf_str(&c->ids);
		cell[4] = ic_buf_str(&c->codes);
		ic_table_row(&c->table, cell);
		c->table.starved |= where.failed || c->ids.failed ||
		    c->codes.failed;
		ic_buf_finish(&where);
		c->pages++;
	}
	c->documents++;
}

static void add_total(struct cover *c)
{
	struct ic_buf b = { 0 };

	ic_buf_printf(&b,
	    "In dispute: pages %llu, redactions %llu, documents %llu.",
	    (unsigned long long)c->pages, (unsigned long long)c->redactions,
	    (unsigned long long)c->documents);
	ic_table_note(&c->table, ic_buf_str(&b));
	ic_table_caption(&c->table, ic_buf_str(&b));
	c->table.starved |= b.failed;
	ic_buf_finish(&b);
	if (c->m->copies_partial) {
		ic_table_note(&c->table,
		    "PARTIAL: not all documents of the production are in this "
		    "set.");
	}
}

static void build(struct cover *c)
{
	ic_table_begin(&c->table, "Index of Disputed Pages");
	ic_table_head(&c->table, c->m->matter);
	ic_table_caption(&c->table, "UNREDACTED - for in camera review only");
	ic_table_columns(&c->table, columns,
	    sizeof(columns) / sizeof(columns[0]), 1);
	for (size_t i = 0; i < c->m->ncopies; i++) {
		if (c->m->copies[i].copy == IC_COPY_DISPUTED) {
			add_pages(c, &c->m->copies[i]);
		}
	}
	add_total(c);
}

bool ic_manifest_disputed(const struct ic_manifest *m, struct ic_buf *csv,
    struct ic_buf *html, struct ic_error *err)
{
	static const char what[] = "the index of disputed pages";
	struct cover c = { .m = m };
	bool ok;

	c.seen = ic_arena_alloc(&c.arena, m->nredactions, sizeof(*c.seen));
	if (!c.seen) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	build(&c);
	ok = ic_table_check(&c.table, what, err);
	if (ok) {
		ic_table_csv(&c.table, csv);
		ic_table_html(&c.table, html);
		ok = ic_buf_check(csv, what, err) &&
		    ic_buf_check(html, what, err);
	}
	ic_buf_finish(&c.ids);
	ic_buf_finish(&c.codes);
	ic_table_finish(&c.table);
	ic_arena_finish(&c.arena);
	return ok;
}
