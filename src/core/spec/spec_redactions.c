/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <string.h>

#include "base/buf.h"
#include "spec_priv.h"

struct ic_raw *ic_raw_new(struct ic_reader *r, struct ic_place place)
{
	struct ic_raw *more;

	if (r->nraws >= IC_SPEC_REDACTIONS_MAX) {
		if (!r->too_many) {
			ic_error_at(r, place,
			    "there are more than %d "
			    "redactions",
			    IC_SPEC_REDACTIONS_MAX);
		}
		r->too_many = true;
		return NULL;
	}
	more = ic_grow(r, r->raws, r->nraws, &r->cap_raws, sizeof *more);
	if (!more) {
		return NULL;
	}
	r->raws = more;
	more = &r->raws[r->nraws++];
	*more = (struct ic_raw){ .source = place.source,
		.line = place.line,
		.column = place.column };
	return more;
}

static void read_id(struct ic_reader *r, void *to)
{
	struct ic_raw *raw = to;
	struct ic_field f;
	const char *fault;

	if (!ic_read_text(r, &r->spec->arena, "id", &f)) {
		return;
	}
	fault = ic_id_fault(f.text);
	if (fault) {
		ic_error_here(r, "%s", fault);
	} else {
		raw->id = f;
	}
}

void ic_read_joined(struct ic_reader *r, const char *key, struct ic_field *out)
{
	struct ic_field *list;
	struct ic_buf all = { 0 };
	size_t n = ic_read_texts(r, &r->raw, key, IC_BATES_RANGES_MAX, &list);

	if (n <= 1) {
		*out = n ? list[0] : (struct ic_field){ 0 };
		return;
	}
	*out = list[0];
	for (size_t i = 0; i < n; i++) {
		ic_buf_puts(&all, i ? "," : "");
		ic_buf_puts(&all, list[i].text);
	}
	out->text = ic_arena_strdup(&r->raw, ic_buf_str(&all));
	if (!out->text || all.failed) {
		ic_error_memory(r);
		out->text = NULL;
	}
	ic_buf_finish(&all);
}

static void read_bates(struct ic_reader *r, void *to)
{
	struct ic_raw *raw = to;

	ic_read_joined(r, "bates", &raw->bates);
}

static void read_file(struct ic_reader *r, void *to)
{
	struct ic_raw *raw = to;

	ic_read_text(r, &r->raw, "file", &raw->file);
}

static void read_page(struct ic_reader *r, void *to)
{
	struct ic_raw *raw = to;

	ic_read_joined(r, "page", &raw->page);
}

static const char rect_form[] = "\"rect\" must be whole, or the four numbers "
				"[left, top, right, bottom]";

static void read_side(struct ic_reader *r, struct ic_raw *raw, size_t i)
{
	enum ic_number kind = IC_NUMBER_NONE;

	if (r->y.kind == IC_YAML_SCALAR) {
		kind = ic_number_parse(r->y.text, r->y.len, &raw->side[i]);
	}
	if (kind != IC_NUMBER_OK) {
		raw->area = IC_RAW_NONE;
		ic_error_here(r, "number %zu of \"rect\" %s", i + 1,
		    ic_number_fault(kind));
		ic_yaml_skip(&r->y);
	}
}

static void read_sides(struct ic_reader *r, struct ic_raw *raw)
{
	size_t n = 0;

	raw->area = IC_RAW_RECT;
	ic_yaml_next(&r->y);
	for (; r->y.kind != IC_YAML_CLOSE && r->y.kind != IC_YAML_STOP; n++) {
		if (n < 4) {
			read_side(r, raw, n);
		} else {
			ic_yaml_skip(&r->y);
		}
		ic_yaml_next(&r->y);
	}
	if (n != 4 && r->y.kind != IC_YAML_STOP) {
		raw->area = IC_RAW_NONE;
		ic_error_at(r,
		    (struct ic_place){ r->source, raw->area_line,
			raw->area_column },
		    "%s: here are %zu", rect_form, n);
	}
}

static void read_rect(struct ic_reader *r, void *to)
{
	struct ic_raw *raw = to;

	raw->area_line = r->y.place.line;
	raw->area_column = r->y.place.column;
	if (r->y.kind == IC_YAML_LIST) {
		read_sides(r, raw);
	} else if (r->y.kind == IC_YAML_SCALAR && r->y.len == 5 &&
	    memcmp(r->y.text, "whole", 5) == 0) {
		raw->area = IC_RAW_WHOLE;
	} else {
		ic_error_here(r, "%s", rect_form);
		ic_yaml_skip(&r->y);
	}
}

/* One code of a cell that may hold several. */
static bool add_code(struct ic_reader *r, struct ic_raw *raw,
    struct ic_field cell, size_t len)
{
	while (len && cell.text[len - 1] == ' ') {
		len--;
	}
	if (len == 0 || raw->ncodes == IC_SPEC_CODES_OF_ONE_MAX) {
		ic_error_at(r,
		    (struct ic_place){ raw->source, cell.line, cell.column },
		    len ? "a redaction has more than %d codes"
			: "a code is missing: write one, or leave out the "
			  "comma beside it",
		    IC_SPEC_CODES_OF_ONE_MAX);
		return false;
	}
	cell.text = ic_arena_strndup(&r->raw, cell.text, len);
	if (!cell.text) {
		ic_error_memory(r);
		return false;
	}
	raw->codes[raw->ncodes++] = cell;
	return true;
}

/* At least the codes that the cells hold; n only if they need no change. */
static size_t count_parts(const struct ic_field *cells, size_t n)
{
	size_t parts = n;

	for (size_t i = 0; i < n; i++) {
		const char *t = cells[i].text;
		size_t len = strlen(t);

		parts += t[0] == ' ' || (len && t[len - 1] == ' ');
		while ((t = strpbrk(t, ",;")) != NULL) {
			parts++;
			t++;
		}
	}
	return parts;
}

void ic_split_codes(struct ic_reader *r, struct ic_raw *raw,
    const struct ic_field *cells, size_t n)
{
	raw->ncodes = 0;
	raw->codes = ic_arena_alloc(&r->raw, count_parts(cells, n),
	    sizeof *raw->codes);
	if (!raw->codes) {
		ic_error_memory(r);
		return;
	}
	for (size_t i = 0; i < n; i++) {
		struct ic_field part = cells[i];

		for (;;) {
			size_t len;

			part.text += strspn(part.text, " ");
			len = strcspn(part.text, ",;");
			if (!add_code(r, raw, part, len)) {
				return;
			}
			if (!part.text[len]) {
				break;
			}
			part.text += len + 1;
		}
	}
}

void ic_read_code(struct ic_reader *r, void *to)
{
	struct ic_raw *raw = to;
	struct ic_field *list;
	size_t n = ic_read_texts(r, &r->raw, "code", IC_SPEC_CODES_OF_ONE_MAX,
	    &list);

	if (n && count_parts(list, n) == n) {
		raw->codes = list;
		raw->ncodes = (uint32_t)n;
	} else if (n) {
		ic_split_codes(r, raw, list, n);
	}
}

static void read_description(struct ic_reader *r, void *to)
{
	struct ic_raw *raw = to;

	ic_read_line(r, "description", &raw->description);
}

static void read_note(struct ic_reader *r, void *to)
{
	struct ic_raw *raw = to;

	ic_read_line(r, "note", &raw->note);
}

static void read_status(struct ic_reader *r, void *to)
{
	struct ic_raw *raw = to;
	unsigned v;

	if (ic_read_word(r, "status", ic_status_words, IC_STATUS_COUNT, &v)) {
		raw->status = (uint8_t)v;
	}
}

struct ic_fields *ic_raw_fields(struct ic_reader *r, struct ic_raw *raw)
{
	if (!raw->fields) {
		raw->fields = ic_arena_alloc(&r->spec->arena, 1,
		    sizeof *raw->fields);
	}
	if (!raw->fields) {
		ic_error_memory(r);
	}
	return raw->fields;
}

static void read_field(struct ic_reader *r, struct ic_raw *raw,
    enum ic_field_key k)
{
	struct ic_fields *to = ic_raw_fields(r, raw);

	if (to) {
		ic_read_field(r, k, to);
	} else {
		ic_yaml_drop(&r->y);
	}
}

static void read_category(struct ic_reader *r, void *to)
{
	read_field(r, to, IC_FIELD_CATEGORY);
}

static void read_privilege(struct ic_reader *r, void *to)
{
	read_field(r, to, IC_FIELD_PRIVILEGE);
}

static void read_dispute(struct ic_reader *r, void *to)
{
	read_field(r, to, IC_FIELD_DISPUTE);
}

static void read_reference(struct ic_reader *r, void *to)
{
	struct ic_raw *raw = to;

	ic_read_line(r, "reference", &raw->reference);
}

static const struct ic_key redaction_keys[] = {
	{ "id", read_id, false },
	{ "bates", read_bates, false },
	{ "file", read_file, false },
	{ "page", read_page, false },
	{ "rect", read_rect, false },
	{ "code", ic_read_code, false },
	{ "description", read_description, true },
	{ "note", read_note, true },
	{ "status", read_status, false },
	{ "category", read_category, true },
	{ "privilege", read_privilege, true },
	{ "dispute", read_dispute, false },
	{ "lines", ic_read_lines, false },
	{ "reference", read_reference, true },
	{ "cite", ic_read_cite, false },
	{ "keep", ic_read_keep, true },
};

_Static_assert(sizeof redaction_keys / sizeof *redaction_keys == IC_HAS_KEYS,
    "a bit for each key");

const struct ic_mapping ic_map_redaction = { "a redaction", redaction_keys,
	sizeof redaction_keys / sizeof *redaction_keys };

static void read_redaction(struct ic_reader *r)
{
	struct ic_raw *raw = ic_raw_new(r, r->y.place);

	if (!raw) {
		ic_yaml_drop(&r->y);
	} else if (r->y.kind != IC_YAML_MAP) {
		raw->seen = IC_HAS_NOTHING;
		ic_error_here(r,
		    "a redaction must be keys with values, like "
		    "{ bates: COE000003, rect: whole, code: PII }");
		ic_yaml_drop(&r->y);
	} else {
		raw->seen = (int32_t)ic_read_mapping(r, &ic_map_redaction, raw);
	}
}

void ic_read_redactions(struct ic_reader *r, void *to)
{
	(void)to;
	if (r->y.kind != IC_YAML_LIST) {
		ic_error_here(r,
		    "\"redactions\" must be a list, each in a "
		    "line of its own after \"- \"");
		ic_yaml_drop(&r->y);
		return;
	}
	ic_yaml_next(&r->y);
	while (r->y.kind != IC_YAML_CLOSE && r->y.kind != IC_YAML_STOP) {
		read_redaction(r);
		ic_yaml_next(&r->y);
	}
}
