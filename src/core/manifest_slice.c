/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A document's slice, as the judges need it, from the manifest alone. */
#include <string.h>

#include "core/manifest.h"

struct builder {
	const struct ic_manifest *m;
	const struct ic_manifest_document *d;
	struct ic_slice slice;
	struct ic_buf pool, pages, boxes, prefixes;
};

static uint32_t intern(struct builder *b, const char *s)
{
	uint32_t at = (uint32_t)b->pool.len;

	if (!*s) {
		return 0;
	}
	ic_buf_add(&b->pool, s, strlen(s) + 1);
	return at;
}

static void add_page(struct builder *b, const struct ic_manifest_page *p)
{
	struct ic_slice_page out = {
		.size = p->size,
		.number = intern(b, p->number),
		.box = b->slice.nboxes,
		.endorse = p->endorse,
		.legend = p->legend,
		.number_at = (uint8_t)p->number_at,
	};

	for (uint32_t i = 0; i < p->nboxes; i++) {
		const struct ic_manifest_box *x = &p->boxes[i];
		const char *codes = b->m->redactions[x->redaction].codes;
		struct ic_slice_box box = { .rect = x->rect };

		if (x->whole) {
			out.label = out.label ? out.label : intern(b, codes);
			out.whole = 1;
			continue;
		}
		box.label = intern(b, codes);
		ic_buf_add(&b->boxes, &box, sizeof(box));
		b->slice.nboxes++;
		out.nboxes++;
	}
	ic_buf_add(&b->pages, &out, sizeof(out));
	b->slice.npages++;
}

static void add_all(struct builder *b)
{
	const struct ic_manifest *m = b->m;
	const struct ic_manifest_document *d = b->d;

	ic_buf_putc(&b->pool, 0);
	b->slice.dpi = m->dpi;
	b->slice.size = (uint32_t)m->size;
	b->slice.margin = (uint32_t)m->margin;
	b->slice.room_top = (uint32_t)d->room_top;
	b->slice.room_bottom = (uint32_t)d->room_bottom;
	b->slice.pages_planned = d->npages;
	b->slice.color = (uint8_t)m->color;
	b->slice.fill = (uint8_t)m->fill;
	b->slice.labels = m->labels;
	b->slice.plate = d->plate;
	b->slice.stamped = d->stamped;
	b->slice.legend = intern(b, d->legend);
	b->slice.legend_at = (uint8_t)d->legend_at;
	for (uint32_t i = 0; i < d->npages; i++) {
		add_page(b, &d->pages[i]);
	}
	for (uint32_t i = 0; i < m->nprefixes; i++) {
		uint32_t at = intern(b, m->prefixes[i]);

		ic_buf_add(&b->prefixes, &at, sizeof(at));
		b->slice.nprefixes++;
	}
}

bool ic_manifest_slice(const struct ic_manifest *m, size_t document,
    struct ic_buf *out, struct ic_error *err)
{
	struct builder b = { .m = m, .d = &m->documents[document] };
	bool ok;

	add_all(&b);
	b.slice.pages = (void *)b.pages.data;
	b.slice.boxes = (void *)b.boxes.data;
	b.slice.prefixes = (void *)b.prefixes.data;
	b.slice.strings = (void *)b.pool.data;
	b.slice.nstrings = (uint32_t)b.pool.len;
	ok = ic_buf_check(&b.pool, "a job", err) &&
	    ic_buf_check(&b.pages, "a job", err) &&
	    ic_buf_check(&b.boxes, "a job", err) &&
	    ic_buf_check(&b.prefixes, "a job", err) &&
	    ic_slice_pack(&b.slice, out, err);
	ic_buf_finish(&b.pool);
	ic_buf_finish(&b.pages);
	ic_buf_finish(&b.boxes);
	ic_buf_finish(&b.prefixes);
	return ok;
}

bool ic_manifest_box_at(const struct ic_manifest *m, size_t document,
    uint32_t box, uint32_t *page, const char **id)
{
	const struct ic_manifest_document *d = &m->documents[document];

	for (uint32_t p = 0; p < d->npages; p++) {
		for (uint32_t i = 0; i < d->pages[p].nboxes; i++) {
			const struct ic_manifest_box *b =
			    &d->pages[p].boxes[i];

			if (!b->whole && box-- == 0) {
				*page = p;
				*id = m->redactions[b->redaction].id;
				return true;
			}
		}
	}
	return false;
}
