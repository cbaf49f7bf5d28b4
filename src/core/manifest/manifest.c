/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/manifest.h"

#include <string.h>

#include "base/json.h"
#include "manifest_priv.h"

void ic_manifest_notes(struct ic_json *j, uint32_t notes)
{
	ic_json_array(j, "notes");
	for (unsigned i = 0; i < IC_NOTE_COUNT; i++) {
		if (notes >> i & 1) {
			ic_json_string(j, NULL, ic_note_word(i));
		}
	}
	ic_json_end(j);
}

static void dump_box(struct ic_json *j, const struct ic_manifest *m,
    const struct ic_manifest_box *b)
{
	ic_json_object(j, NULL);
	ic_json_string(j, "id", m->redactions[b->redaction].id);
	if (b->whole) {
		ic_json_string(j, "rect", "whole");
	} else {
		ic_json_array(j, "rect");
		ic_json_int(j, NULL, b->rect.x0);
		ic_json_int(j, NULL, b->rect.y0);
		ic_json_int(j, NULL, b->rect.x1);
		ic_json_int(j, NULL, b->rect.y1);
		ic_json_end(j);
	}
	if (b->plain) {
		ic_json_bool(j, "plain", true);
	}
	ic_json_end(j);
}

static void dump_placement(struct ic_json *j,
    const struct ic_manifest_document *d, struct ic_size size)
{
	struct ic_slice s = { .room_top = (uint32_t)d->room_top,
		.room_bottom = (uint32_t)d->room_bottom,
		.room_right = (uint32_t)d->room_right,
		.ids_at = (uint8_t)d->ids_at };
	struct ic_placement p = ic_slice_placement(&s, size);

	ic_json_object(j, "placement");
	ic_json_int(j, "scale_ppm", p.scale);
	ic_json_int(j, "dx", p.dx);
	ic_json_int(j, "dy", p.dy);
	ic_json_end(j);
}

static void dump_page(struct ic_json *j, const struct ic_manifest *m,
    const struct ic_manifest_document *d, const struct ic_manifest_page *p)
{
	ic_json_object(j, NULL);
	ic_json_string(j, "number", p->number);
	if (ic_copy_is_unredacted(d->copy)) {
		ic_json_int(j, "of", p->source);
		ic_json_bool(j, "marked", p->marked);
	}
	ic_json_array(j, "size");
	ic_json_int(j, NULL, p->size.w);
	ic_json_int(j, NULL, p->size.h);
	ic_json_end(j);
	dump_placement(j, d, p->size);
	ic_json_array(j, "boxes");
	for (uint32_t i = 0; i < p->nboxes; i++) {
		dump_box(j, m, &p->boxes[i]);
	}
	ic_json_end(j);
	ic_json_bool(j, "endorsed", p->endorse);
	ic_json_bool(j, "legend", p->legend);
	ic_json_string(j, "number_at", ic_position_word(p->number_at));
	ic_json_string(j, "engine",
	    p->scan == IC_SCAN_KEPT ? "scan" : "raster");
	ic_json_string(j, "scan", ic_scan_word(p->scan));
	ic_json_string(j, "encoding", ic_encoding_word(p->encoding));
	ic_json_int(j, "dpi", p->dpi);
	ic_json_int(j, "labels", p->labels);
	ic_json_int(j, "bytes", p->bytes);
	ic_manifest_notes(j, p->notes);
	ic_json_end(j);
}

/* What only an unredacted copy has. */
static void dump_copy(struct ic_json *j, const struct ic_manifest_document *d)
{
	ic_json_string(j, "copy", ic_copy_word(d->copy));
	ic_json_string(j, "banner", d->banner[1]);
	ic_json_string(j, "banner_burned", d->banner[0]);
	ic_json_int(j, "room_right", d->room_right);
	ic_json_int(j, "ids_at", d->ids_at);
	ic_json_int(j, "source_pages", d->source_pages);
}

static void dump_document(struct ic_json *j, const struct ic_manifest *m,
    const struct ic_manifest_document *d)
{
	ic_json_object(j, NULL);
	if (ic_copy_is_unredacted(d->copy)) {
		dump_copy(j, d);
	}
	ic_json_string(j, "output", d->output);
	ic_json_string(j, "sha256", d->sha256);
	ic_json_int(j, "bytes", (int64_t)d->bytes);
	ic_json_string(j, "begin", d->begin);
	ic_json_string(j, "end", d->end);
	if (d->after) {
		ic_json_string(j, "after", d->after);
	}
	ic_json_string(j, "source", d->source);
	ic_json_string(j, "source_sha256", d->source_sha256);
	ic_json_bool(j, "stamped", d->stamped);
	ic_json_bool(j, "plate", d->plate);
	ic_json_string(j, "legend", d->legend);
	ic_json_string(j, "legend_at", ic_position_word(d->legend_at));
	ic_json_int(j, "room_top", d->room_top);
	ic_json_int(j, "room_bottom", d->room_bottom);
	ic_manifest_notes(j, d->notes);
	manifest_dump_sheet(j, m, d);
	manifest_dump_fields(j, &d->fields);
	manifest_dump_changes(j, d);
	ic_manifest_proofs(j, m, d);
	ic_json_array(j, "pages");
	for (uint32_t i = 0; i < d->npages; i++) {
		dump_page(j, m, d, &d->pages[i]);
	}
	ic_json_end(j);
	ic_json_end(j);
}

static void dump_style(struct ic_json *j, const struct ic_manifest *m)
{
	ic_json_object(j, "style");
	ic_json_int(j, "dpi", m->dpi);
	ic_json_int(j, "size", m->size);
	ic_json_int(j, "margin", m->margin);
	ic_json_int(j, "color", m->color);
	ic_json_string(j, "fill", m->fill == IC_FILL_WHITE ? "white" : "black");
	ic_json_bool(j, "labels", m->labels);
	ic_json_array(j, "prefixes");
	for (uint32_t i = 0; i < m->nprefixes; i++) {
		ic_json_string(j, NULL, m->prefixes[i]);
	}
	ic_json_end(j);
	ic_json_end(j);
}

/* Private as all of it, and more so. */
static void dump_copies(struct ic_json *j, const struct ic_manifest *m)
{
	if (m->ncopies == 0 && !m->disputed_only && !m->copies_partial) {
		return;
	}
	ic_json_bool(j, "disputed_only", m->disputed_only);
	ic_json_bool(j, "copies_partial", m->copies_partial);
	ic_json_string(j, "mark", ic_mark_color_word(m->mark));
	ic_json_string(j, "banner_at", ic_position_word(m->banner_at));
	ic_json_array(j, "copies");
	for (size_t i = 0; i < m->ncopies; i++) {
		dump_document(j, m, &m->copies[i]);
	}
	ic_json_end(j);
}

static void dump_lists(struct ic_json *j, const struct ic_manifest *m)
{
	ic_json_array(j, "redactions");
	for (size_t i = 0; i < m->nredactions; i++) {
		ic_json_object(j, NULL);
		ic_json_string(j, "id", m->redactions[i].id);
		ic_json_string(j, "codes", m->redactions[i].codes);
		ic_json_string(j, "basis", m->redactions[i].basis);
		ic_json_string(j, "description", m->redactions[i].description);
		manifest_dump_redaction(j, m, &m->redactions[i]);
		manifest_dump_order(j, &m->redactions[i]);
		ic_json_end(j);
	}
	ic_json_end(j);
	ic_json_array(j, "missing");
	for (size_t i = 0; i < m->nmissing; i++) {
		ic_json_object(j, NULL);
		ic_json_string(j, "range", m->missing[i].range);
		ic_json_string(j, "source", m->missing[i].source);
		ic_json_string(j, "why", m->missing[i].why);
		ic_json_end(j);
	}
	ic_json_end(j);
}

bool ic_manifest_dump(const struct ic_manifest *m, struct ic_buf *out,
    struct ic_error *err)
{
	struct ic_json j = { .out = out, .lines = true };

	ic_json_object(&j, NULL);
	ic_json_string(&j, "format", IC_MANIFEST_FORMAT);
	ic_json_string(&j, "version", m->version);
	ic_json_string(&j, "libraries", m->libraries);
	ic_json_string(&j, "matter", m->matter);
	ic_json_string(&j, "spec_sha256", m->spec_sha256);
	ic_json_bool(&j, "sandbox", m->sandbox);
	ic_json_int(&j, "landlock", m->landlock);
	manifest_dump_rulings(&j, m);
	ic_json_bool(&j, "partial", m->partial);
	manifest_dump_replaces(&j, m);
	dump_style(&j, m);
	manifest_dump_codes(&j, m);
	ic_json_array(&j, "documents");
	for (size_t i = 0; i < m->ndocuments; i++) {
		dump_document(&j, m, &m->documents[i]);
	}
	ic_json_end(&j);
	dump_copies(&j, m);
	dump_lists(&j, m);
	manifest_dump_logs(&j, m);
	ic_json_end(&j);
	return ic_json_finish(&j, err);
}

void ic_manifest_finish(struct ic_manifest *m)
{
	if (m) {
		ic_arena_finish(&m->arena);
		*m = (struct ic_manifest){ 0 };
	}
}
