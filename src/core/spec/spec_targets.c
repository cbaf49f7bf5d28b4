/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "spec_priv.h"

static struct ic_place place_of(const struct ic_raw *raw)
{
	return (struct ic_place){ raw->source, raw->line, raw->column };
}

static struct ic_place field_at(const struct ic_raw *raw,
    const struct ic_field *f)
{
	return (struct ic_place){ raw->source, f->line, f->column };
}

#define IC_HAS_AREA (IC_HAS_RECT | IC_HAS_LINES | IC_HAS_CITE | IC_HAS_KEEP)

/* A cite finds its pages itself, among all of a file. */
static bool is_cited(const struct ic_raw *raw)
{
	return (raw->seen & IC_HAS_CITE) ||
	    (raw->where && raw->where->keep_cite.text);
}

/* Say what does not stand in a redaction, or stands there in vain. */
static void check_presence(struct ic_reader *r, const struct ic_raw *raw)
{
	int32_t seen = raw->seen;
	const char *say = NULL;

	if (seen == IC_HAS_NOTHING) {
		return;
	}
	if (!(seen & (IC_HAS_BATES | IC_HAS_FILE))) {
		say = "a redaction names no page: give it \"bates\", or "
		      "\"file\" and \"page\"";
	} else if ((seen & IC_HAS_BATES) && (seen & IC_HAS_FILE)) {
		say = "a redaction has \"bates\" and \"file\": leave one out";
	} else if ((seen & IC_HAS_BATES) && (seen & IC_HAS_PAGE)) {
		say = "a redaction has \"bates\" and \"page\": pages are "
		      "named by one of them";
	} else if ((seen & IC_HAS_FILE) && !(seen & IC_HAS_PAGE) &&
	    !is_cited(raw)) {
		say = "a redaction with \"file\" needs \"page\"";
	}
	if (say) {
		ic_error_at(r, place_of(raw), "%s", say);
	}
	if (!(seen & IC_HAS_AREA)) {
		ic_error_at(r, place_of(raw),
		    raw->source->csv
			? "a redaction has no area: give x0, y0, x1 and y1, or "
			  "write whole into x0, or lines, cite or keep"
			: "a redaction has no \"rect\": give [left, top, "
			  "right, bottom], or whole, or \"lines\", \"cite\" "
			  "or \"keep\"");
	}
	if (!(seen & IC_HAS_CODE)) {
		ic_error_at(r, place_of(raw),
		    "a redaction has no \"code\": "
		    "say why it is made");
	}
}

static void resolve_bates(struct ic_reader *r, const struct ic_raw *raw,
    struct ic_bates_list *list, struct ic_redaction *out)
{
	struct ic_bates_range *copy;
	struct ic_error err;

	out->target = IC_TARGET_BATES;
	if (!r->spec->prefixes.n) {
		return; /* that was said */
	}
	/* Text that slipped into the column is not quoted. */
	if (!strpbrk(raw->bates.text, "0123456789")) {
		ic_error_at(r, field_at(raw, &raw->bates),
		    "this is no Bates "
		    "number: write prefix and digits");
		return;
	}
	if (!ic_bates_parse_list(&r->spec->prefixes, raw->bates.text, list,
		&err)) {
		ic_error_at(r, field_at(raw, &raw->bates), "%s", err.msg);
		return;
	}
	copy = ic_arena_alloc(&r->spec->arena, list->n, sizeof *copy);
	if (!copy) {
		ic_error_memory(r);
		return;
	}
	memcpy(copy, list->at, list->n * sizeof *copy);
	out->bates = copy;
	out->nbates = (uint32_t)list->n;
}

static void resolve_file(struct ic_reader *r, const struct ic_raw *raw,
    struct ic_redaction *out)
{
	char *name = ic_plain_name(r, raw->file.text);
	uint32_t i = name ? ic_index_find(&r->by_file, name) : 0;

	out->target = IC_TARGET_FILE;
	if (i == IC_INDEX_NONE) {
		ic_error_at(r, field_at(raw, &raw->file),
		    "no document has "
		    "this file: write it as \"documents\" does");
		return;
	}
	out->document = i;
}

static void resolve_pages(struct ic_reader *r, const struct ic_raw *raw,
    struct ic_redaction *out)
{
	struct ic_error err;

	if (!ic_pages_parse(&r->spec->arena, raw->page.text, &out->pages,
		&out->npages, &err)) {
		ic_error_at(r, field_at(raw, &raw->page), "%s", err.msg);
	}
}

static void resolve_rect(struct ic_reader *r, const struct ic_raw *raw,
    struct ic_redaction *out)
{
	int32_t v[4] = { 0 };
	struct ic_place place = { raw->source, raw->area_line,
		raw->area_column };

	out->area = raw->area == IC_RAW_WHOLE ? IC_AREA_WHOLE : IC_AREA_RECT;
	if (raw->area != IC_RAW_RECT) {
		return;
	}
	for (size_t i = 0; i < 4; i++) {
		if (!ic_unit_mpt(r->spec->unit, raw->side[i], &v[i])) {
			ic_error_at(r, place,
			    "number %zu of the rectangle is "
			    "larger than any page",
			    i + 1);
			return;
		}
	}
	out->rect = (struct ic_rect){ v[0], v[1], v[2], v[3] };
	if (v[0] > v[2] || v[1] > v[3]) {
		ic_error_at(r, place,
		    "the rectangle is inverted: write left, "
		    "top, right, bottom, counted from the top left corner of "
		    "the page");
	} else if (ic_rect_is_empty(out->rect)) {
		ic_error_at(r, place, "the rectangle is empty: its %s",
		    v[0] == v[2] ? "left and right are the same"
				 : "top and bottom are the same");
	}
}

/* A code that stands twice counts once. */
void ic_resolve_codes(struct ic_reader *r, const struct ic_raw *raw,
    const uint16_t **out, uint32_t *nout)
{
	uint16_t *codes = ic_arena_alloc(&r->spec->arena, raw->ncodes,
	    sizeof *codes);
	uint32_t n = 0;

	if (!codes) {
		ic_error_memory(r);
		return;
	}
	for (uint32_t i = 0; i < raw->ncodes; i++) {
		uint32_t code = ic_index_find(&r->by_code, raw->codes[i].text);
		uint32_t k = 0;

		if (code == IC_INDEX_NONE) {
			ic_unknown_code(r, raw, &raw->codes[i]);
			continue;
		}
		while (k < n && codes[k] != code) {
			k++;
		}
		if (k == n) {
			codes[n++] = (uint16_t)code;
		}
	}
	*out = codes;
	*nout = n;
}

static void resolve_id(struct ic_reader *r, const struct ic_raw *raw,
    uint32_t i)
{
	const struct ic_raw *first;
	uint32_t old;

	if (!ic_index_add(&r->by_id, raw->id.text, i, &old)) {
		ic_error_memory(r);
		return;
	}
	if (old == IC_INDEX_NONE) {
		return;
	}
	first = &r->raws[old];
	ic_error_at(r, field_at(raw, &raw->id),
	    "id \"%s\" stands twice, "
	    "first in %s, %s %u: an id names one redaction",
	    raw->id.text, first->source->name,
	    first->source->csv ? "row" : "line", first->id.line);
}

static void resolve(struct ic_reader *r, uint32_t i, struct ic_bates_list *list,
    struct ic_redaction *out)
{
	const struct ic_raw *raw = &r->raws[i];

	*out = (struct ic_redaction){ .place = place_of(raw),
		.id = raw->id.text,
		.status = (enum ic_status)raw->status,
		.description = raw->description,
		.reference = raw->reference,
		.note = raw->note,
		.fields = raw->fields };
	check_presence(r, raw);
	if (raw->id.text) {
		resolve_id(r, raw, i);
	}
	if (raw->bates.text) {
		resolve_bates(r, raw, list, out);
	}
	if (raw->file.text) {
		resolve_file(r, raw, out);
	}
	if (raw->page.text) {
		resolve_pages(r, raw, out);
	}
	resolve_rect(r, raw, out);
	ic_resolve_where(r, raw, out);
	if (raw->ncodes) {
		ic_resolve_codes(r, raw, &out->codes, &out->ncodes);
	}
}

void ic_resolve_redactions(struct ic_reader *r)
{
	struct ic_spec *spec = r->spec;
	struct ic_bates_list list = { 0 };

	spec->redactions = ic_arena_alloc(&spec->arena,
	    r->nraws + ic_count_covers(spec), sizeof *spec->redactions);
	if (!spec->redactions) {
		ic_error_memory(r);
		return;
	}
	for (size_t i = 0; i < r->nraws && !r->no_memory; i++) {
		resolve(r, (uint32_t)i, &list, &spec->redactions[i]);
	}
	spec->nredactions = r->nraws;
	ic_add_covers(r);
	ic_bates_list_finish(&list);
}
