/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A document's slice, as the judges need it, from the manifest alone. */
#include "core/manifest.h"
#include "core/slice_build.h"

static void add_page(struct ic_slice_build *b, const struct ic_manifest *m,
    const struct ic_manifest_page *p, uint32_t source)
{
	struct ic_slice_page out = {
		.size = p->size,
		.source = source,
		.number = ic_slice_intern(b, p->number),
		.endorse = p->endorse,
		.legend = p->legend,
		.number_at = (uint8_t)p->number_at,
	};

	for (uint32_t i = 0; i < p->nboxes; i++) {
		const struct ic_manifest_box *x = &p->boxes[i];
		const char *codes = m->redactions[x->redaction].codes;

		if (!x->whole) {
			ic_slice_add_box(b, x->rect, ic_slice_intern(b, codes));
			continue;
		}
		out.whole = 1;
		if (!out.label) {
			out.label = ic_slice_intern(b, codes);
		}
	}
	ic_slice_add_page(b, &out);
}

bool ic_manifest_slice(const struct ic_manifest *m, size_t document,
    enum ic_copy copy, struct ic_buf *out, struct ic_error *err)
{
	const struct ic_manifest_document *d = &m->documents[document];
	struct ic_slice_build b;
	struct ic_slice *s = &b.slice;

	if (copy != IC_COPY_REDACTED) {
		return ic_fail(err, IC_EBUG, "no such copy is in a manifest");
	}
	ic_slice_begin(&b);
	s->dpi = m->dpi;
	s->size = (uint32_t)m->size;
	s->margin = (uint32_t)m->margin;
	s->room_top = (uint32_t)d->room_top;
	s->room_bottom = (uint32_t)d->room_bottom;
	s->source_pages = d->npages;
	s->color = (uint8_t)m->color;
	s->fill = (uint8_t)m->fill;
	s->labels = m->labels;
	s->plate = d->plate;
	s->stamped = d->stamped;
	s->legend = ic_slice_intern(&b, d->legend);
	s->legend_at = (uint8_t)d->legend_at;
	for (uint32_t i = 0; i < d->npages; i++) {
		add_page(&b, m, &d->pages[i], i);
	}
	for (uint32_t i = 0; i < m->nprefixes; i++) {
		ic_slice_add_prefix(&b, m->prefixes[i]);
	}
	return ic_slice_end(&b, out, err);
}

bool ic_manifest_box_at(const struct ic_manifest *m, size_t document,
    uint32_t box, uint32_t *page, const char **id)
{
	const struct ic_manifest_document *d = &m->documents[document];

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
