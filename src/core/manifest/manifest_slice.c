/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A document's slice, as the judges need it, from the manifest alone. */
#include "core/sheet.h"
#include "core/slice_build.h"
#include "manifest_priv.h"

static void add_sheets(struct ic_slice_build *b, const struct ic_manifest *m,
    const struct ic_manifest_document *d)
{
	char range[IC_BATES_RANGE_MAX];
	struct ic_sheet sheet;

	manifest_sheet(m, d, range, &sheet);
	for (uint32_t i = 0; i < d->npages; i++) {
		const struct ic_manifest_page *p = &d->pages[i];
		struct ic_slice_page out = {
			.size = p->size,
			.source = IC_SLICE_NO_SOURCE,
			.number = ic_slice_intern(b, p->number),
			.endorse = p->endorse,
			.legend = p->legend,
			.number_at = (uint8_t)p->number_at,
		};

		ic_sheet_lines(&sheet, i, p->number, b);
		ic_slice_add_page(b, &out);
	}
}

/* What a mark bears is its id; what is burned, its codes. */
static const char *label(const struct ic_manifest *m,
    const struct ic_manifest_page *p, const struct ic_manifest_box *b)
{
	const struct ic_manifest_redaction *r = &m->redactions[b->redaction];

	return p->marked ? r->id : r->codes;
}

/* Of all redactions that mark a page whole: "R1, R7". */
static uint32_t whole_ids(struct ic_slice_build *b, const struct ic_manifest *m,
    const struct ic_manifest_page *p)
{
	struct ic_buf ids = { 0 };
	uint32_t out;

	for (uint32_t i = 0; i < p->nboxes; i++) {
		if (p->boxes[i].whole) {
			ic_buf_puts(&ids, ids.len ? ", " : "");
			ic_buf_puts(&ids, label(m, p, &p->boxes[i]));
		}
	}
	out = ic_slice_intern(b, ic_buf_str(&ids));
	b->pool.failed = b->pool.failed || ids.failed;
	ic_buf_finish(&ids);
	return out;
}

static void add_page(struct ic_slice_build *b, const struct ic_manifest *m,
    const struct ic_manifest_document *d, const struct ic_manifest_page *p)
{
	struct ic_slice_page out = {
		.size = p->size,
		.source = p->source,
		.number = ic_slice_intern(b, p->number),
		.banner = ic_slice_intern(b, d->banner[p->marked]),
		.endorse = p->endorse,
		.legend = p->legend,
		.number_at = (uint8_t)p->number_at,
		.marked = p->marked,
	};

	for (uint32_t i = 0; i < p->nboxes; i++) {
		const struct ic_manifest_box *x = &p->boxes[i];

		if (x->old_legend) {
			ic_slice_add_cover(b, x->rect);
			continue;
		}
		if (!x->whole) {
			ic_slice_add_box(b, x->rect,
			    x->plain ? 0 : ic_slice_intern(b, label(m, p, x)));
			continue;
		}
		out.whole = 1;
		if (!out.label) {
			out.label = p->marked
			    ? whole_ids(b, m, p)
			    : ic_slice_intern(b, label(m, p, x));
		}
	}
	ic_slice_add_page(b, &out);
}

static void set_style(struct ic_slice *s, const struct ic_manifest *m,
    const struct ic_manifest_document *d)
{
	s->dpi = m->dpi;
	s->size = (uint32_t)m->size;
	s->margin = (uint32_t)m->margin;
	s->room_top = (uint32_t)d->room_top;
	s->room_bottom = (uint32_t)d->room_bottom;
	s->room_right = (uint32_t)d->room_right;
	s->ids_at = (uint8_t)d->ids_at;
	s->source_pages = d->kind == IC_KIND_DOCUMENT ? d->source_pages : 0;
	s->color = (uint8_t)m->color;
	s->fill = (uint8_t)m->fill;
	s->labels = m->labels;
	s->plate = d->plate;
	s->stamped = d->stamped;
	s->legend_at = (uint8_t)d->legend_at;
	if (ic_copy_is_unredacted(d->copy)) {
		s->mark = (uint8_t)m->mark;
		s->banner_at = (uint8_t)m->banner_at;
	}
}

bool ic_manifest_slice(const struct ic_manifest *m,
    const struct ic_manifest_document *d, struct ic_buf *out,
    struct ic_error *err)
{
	struct ic_slice_build b;

	ic_slice_begin(&b);
	set_style(&b.slice, m, d);
	b.slice.legend = ic_slice_intern(&b, d->legend);
	if (d->kind != IC_KIND_DOCUMENT) {
		add_sheets(&b, m, d);
	}
	for (uint32_t i = 0; d->kind == IC_KIND_DOCUMENT && i < d->npages;
	     i++) {
		add_page(&b, m, d, &d->pages[i]);
	}
	for (uint32_t i = 0; i < m->nprefixes; i++) {
		ic_slice_add_prefix(&b, m->prefixes[i]);
	}
	return ic_slice_end(&b, out, err);
}

bool ic_manifest_box_at(const struct ic_manifest *m,
    const struct ic_manifest_document *d, uint32_t box, uint32_t *page,
    const char **id)
{
	for (uint32_t p = 0; p < d->npages; p++) {
		for (uint32_t i = 0; i < d->pages[p].nboxes; i++) {
			const struct ic_manifest_box *b = &d->pages[p].boxes[i];

			if (!b->whole && box-- == 0) {
				*page = p;
				*id = m->redactions[b->redaction].id;
				return true;
			}
		}
	}
	return false;
}
