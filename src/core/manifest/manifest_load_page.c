/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A page of a manifest, and its boxes, read back. */
#include <string.h>

#include "manifest_read.h"

static enum ic_encoding encoding(struct manifest_reader *l, json_t *o)
{
	const char *s = manifest_str(l, o, "encoding");

	for (unsigned i = 0; i < IC_ENCODING_COUNT; i++) {
		if (strcmp(s, ic_encoding_word((enum ic_encoding)i)) == 0) {
			return (enum ic_encoding)i;
		}
	}
	l->bad = true;
	return IC_ENCODING_NONE;
}

static enum ic_scan scan(struct manifest_reader *l, json_t *o)
{
	const char *s = manifest_str(l, o, "scan");

	for (unsigned i = 0; i < IC_SCAN_COUNT; i++) {
		if (strcmp(s, ic_scan_word((enum ic_scan)i)) == 0) {
			return (enum ic_scan)i;
		}
	}
	l->bad = true;
	return IC_SCAN_NONE;
}

/* Redactions are in the order of their ids. */
static uint32_t redaction(struct manifest_reader *l, const char *id)
{
	size_t lo = 0, hi = l->m->nredactions;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		int c = strcmp(l->m->redactions[mid].id, id);

		if (c == 0) {
			return (uint32_t)mid;
		}
		if (c < 0) {
			lo = mid + 1;
		} else {
			hi = mid;
		}
	}
	l->bad = true;
	return 0;
}

static void load_box(struct manifest_reader *l, json_t *o, struct ic_size page,
    struct ic_manifest_box *b)
{
	json_t *r = json_object_get(o, "rect");
	json_t *plain = json_object_get(o, "plain");
	int32_t *at[4] = { &b->rect.x0, &b->rect.y0, &b->rect.x1, &b->rect.y1 };

	b->redaction = redaction(l, manifest_str(l, o, "id"));
	b->old_legend = b->redaction < l->m->nredactions &&
	    l->m->redactions[b->redaction].old_legend;
	b->plain = json_is_true(plain);
	l->bad |= plain && !b->plain;
	if (json_is_string(r)) {
		b->whole = true;
		l->bad |= strcmp(json_string_value(r), "whole") != 0;
		return;
	}
	l->bad |= json_array_size(r) != 4;
	for (size_t i = 0; i < 4; i++) {
		*at[i] = (int32_t)manifest_integer(l, json_array_get(r, i), 0,
		    IC_MPT_MAX);
	}
	l->bad |= ic_rect_is_empty(b->rect) ||
	    !ic_rect_contains(ic_rect_of(page), b->rect);
}

void manifest_load_page(struct manifest_reader *l, json_t *o,
    const struct ic_manifest_document *d, uint32_t at,
    struct ic_manifest_page *p)
{
	json_t *size = manifest_get(l, o, "size", JSON_ARRAY);
	struct ic_manifest_box *boxes;
	size_t n;

	p->number = manifest_str(l, o, "number");
	p->source = at;
	if (ic_copy_is_unredacted(d->copy)) {
		p->source = (uint32_t)manifest_num(l, o, "of", 0,
		    (int64_t)d->source_pages - 1);
		p->marked = manifest_flag(l, o, "marked");
	}
	p->size.w = (int32_t)manifest_integer(l, json_array_get(size, 0), 1,
	    IC_MPT_MAX);
	p->size.h = (int32_t)manifest_integer(l, json_array_get(size, 1), 1,
	    IC_MPT_MAX);
	p->endorse = manifest_flag(l, o, "endorsed");
	p->legend = manifest_flag(l, o, "legend");
	p->number_at = manifest_position(l, o, "number_at");
	p->encoding = encoding(l, o);
	p->scan = scan(l, o);
	p->dpi = (uint32_t)manifest_num(l, o, "dpi", 0, 2400);
	p->labels = (uint32_t)manifest_num(l, o, "labels", 0,
	    IC_SLICE_BOXES_MAX);
	p->bytes = (uint32_t)manifest_num(l, o, "bytes", 0, UINT32_MAX);
	p->notes = manifest_notes(l, o);
	boxes = manifest_array(l, o, "boxes", sizeof(*boxes),
	    IC_SLICE_BOXES_MAX, &n);
	for (size_t i = 0; i < n; i++) {
		load_box(l, json_array_get(json_object_get(o, "boxes"), i),
		    p->size, &boxes[i]);
	}
	p->boxes = boxes;
	p->nboxes = (uint32_t)n;
}
