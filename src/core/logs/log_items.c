/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "logs_priv.h"

struct mark {
	uint32_t redaction, page;
	uint32_t nth; /* of the document's boxes, which are in their places */
	bool whole;
};

static int by_redaction(const void *a, const void *b)
{
	const struct mark *x = a, *y = b;

	if (x->redaction != y->redaction) {
		return x->redaction < y->redaction ? -1 : 1;
	}
	return (x->nth > y->nth) - (x->nth < y->nth);
}

static int by_place(const void *a, const void *b)
{
	const struct log_item *x = a, *y = b;

	return (x->first > y->first) - (x->first < y->first);
}

static uint32_t count_boxes(const struct ic_manifest_document *d)
{
	uint32_t n = 0;

	for (uint32_t p = 0; p < d->npages; p++) {
		n += d->pages[p].nboxes;
	}
	return n;
}

static uint32_t mark_all(const struct ic_manifest_document *d, struct mark *out)
{
	uint32_t n = 0;

	for (uint32_t p = 0; p < d->npages; p++) {
		for (uint32_t k = 0; k < d->pages[p].nboxes; k++) {
			const struct ic_manifest_box *b = &d->pages[p].boxes[k];

			if (!b->old_legend) {
				out[n] = (struct mark){ b->redaction, p, n,
					b->whole };
				n++;
			}
		}
	}
	qsort(out, n, sizeof(*out), by_redaction);
	return n;
}

struct log_items log_items_of(struct ic_table *t,
    const struct ic_manifest_document *d)
{
	uint32_t n = count_boxes(d), *pages;
	struct log_items out = { 0 };
	struct mark *marks;

	marks = ic_arena_alloc(&t->arena, n, sizeof(*marks));
	pages = ic_arena_alloc(&t->arena, n, sizeof(*pages));
	out.at = ic_arena_alloc(&t->arena, n, sizeof(*out.at));
	if (!marks || !pages || !out.at) {
		t->starved = true;
		return (struct log_items){ 0 };
	}
	n = mark_all(d, marks);
	for (uint32_t i = 0; i < n; i++) {
		struct log_item *item = &out.at[out.n ? out.n - 1 : 0];

		pages[i] = marks[i].page;
		if (!out.n || item->redaction != marks[i].redaction) {
			out.at[out.n++] = (struct log_item){ marks[i].redaction,
				marks[i].nth, &pages[i], 1, marks[i].whole };
		} else {
			item->n++;
			item->whole = item->whole && marks[i].whole;
		}
	}
	qsort(out.at, out.n, sizeof(*out.at), by_place);
	return out;
}

void log_put_pages(const struct ic_manifest_document *d, const uint32_t *page,
    uint32_t n, struct ic_buf *out)
{
	for (uint32_t i = 0, last; i < n; i = last + 1) {
		last = i;
		while (last + 1 < n && page[last + 1] <= page[last] + 1) {
			last++;
		}
		ic_buf_puts(out, i ? ", " : "");
		ic_buf_puts(out, d->pages[page[i]].number);
		if (page[last] != page[i]) {
			ic_buf_puts(out, "-");
			ic_buf_puts(out, d->pages[page[last]].number);
		}
	}
}

void log_put_range(const struct ic_manifest_document *d, struct ic_buf *out)
{
	char range[IC_BATES_RANGE_MAX];

	ic_manifest_range(d, range);
	ic_buf_puts(out, range);
}

void log_put_grounds(const struct ic_manifest *m, const uint16_t *code,
    uint32_t n, bool names, struct ic_buf *out)
{
	for (uint32_t i = 0; i < n; i++) {
		const struct ic_manifest_code *c = &m->codes[code[i]];
		bool named = names || !c->text[0];

		ic_buf_puts(out, i ? "; " : "");
		ic_buf_puts(out, named ? c->name : "");
		ic_buf_puts(out, named && c->text[0] ? ": " : "");
		ic_buf_puts(out, c->text);
		if (c->basis[0]) {
			ic_buf_printf(out, " (%s)", c->basis);
		}
	}
}

const char *log_field(const struct ic_manifest_document *d,
    const struct ic_manifest_redaction *r, enum ic_field_key k)
{
	const char *own = r ? r->fields.value[k] : NULL;

	return own ? own : ic_field(&d->fields, k);
}

const char *log_cell(struct ic_table *t, struct ic_buf *b)
{
	t->starved |= b->failed;
	return ic_buf_str(b);
}
