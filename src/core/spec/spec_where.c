/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Areas that are no rectangle: lines, cite and keep. Without a rectangle
 * "lines" is an address; beside one it is what the rectangle is called.
 */
#include <string.h>

#include "spec_priv.h"

#define KEPT_MAX 64 /* rectangles of one redaction */

static const char keep_form[] =
    "\"keep\" must be the four numbers [left, top, right, bottom], a list of "
    "such lists, { lines: 4-9 } or { cite: 45:12-46:3 }";

/* Rectangles as they are read. */
struct sides {
	int64_t at[KEPT_MAX * 4];
	uint32_t n;
	bool bad;
};

static struct ic_raw_where *where_of(struct ic_reader *r, struct ic_raw *raw)
{
	if (!raw->where) {
		raw->where = ic_arena_alloc(&r->raw, 1, sizeof *raw->where);
	}
	if (!raw->where) {
		ic_error_memory(r);
	}
	return raw->where;
}

/* A text, or a list of them, into one of the fields. */
static void read_address(struct ic_reader *r, struct ic_raw_where *w,
    const char *key, struct ic_field *to)
{
	ic_read_joined(r, key, to);
	w->bad = w->bad || !to->text;
}

void ic_read_lines(struct ic_reader *r, void *to)
{
	struct ic_raw_where *w = where_of(r, to);

	if (w) {
		read_address(r, w, "lines", &w->lines);
	} else {
		ic_yaml_drop(&r->y);
	}
}

void ic_read_cite(struct ic_reader *r, void *to)
{
	struct ic_raw_where *w = where_of(r, to);

	if (w) {
		read_address(r, w, "cite", &w->cite);
	} else {
		ic_yaml_drop(&r->y);
	}
}

static void read_kept_lines(struct ic_reader *r, void *to)
{
	struct ic_raw_where *w = to;

	read_address(r, w, "lines", &w->keep_lines);
}

static void read_kept_cite(struct ic_reader *r, void *to)
{
	struct ic_raw_where *w = to;

	read_address(r, w, "cite", &w->keep_cite);
}

static const struct ic_key keep_keys[] = {
	{ "lines", read_kept_lines, false },
	{ "cite", read_kept_cite, false },
};

static const struct ic_mapping map_keep = { "\"keep\"", keep_keys,
	sizeof keep_keys / sizeof *keep_keys };

static void add_side(struct ic_reader *r, struct sides *s, size_t i)
{
	enum ic_number kind = IC_NUMBER_NONE;

	if (s->n == KEPT_MAX * 4) {
		if (!s->bad) {
			ic_error_here(r, "\"keep\" has more than %d rectangles",
			    KEPT_MAX);
		}
		s->bad = true;
	} else if (r->y.kind == IC_YAML_SCALAR) {
		kind = ic_number_parse(r->y.text, r->y.len, &s->at[s->n]);
		if (kind != IC_NUMBER_OK) {
			ic_error_here(r, "number %zu of \"keep\" %s", i,
			    ic_number_fault(kind));
			s->bad = true;
		}
		s->n++;
	} else {
		ic_error_here(r, "%s", keep_form);
		s->bad = true;
		ic_yaml_skip(&r->y);
	}
}

/* The rest of a list of four numbers, on the first of which the reader is. */
static void read_four(struct ic_reader *r, struct sides *s,
    struct ic_place place)
{
	size_t n = 0;

	while (r->y.kind != IC_YAML_CLOSE && r->y.kind != IC_YAML_STOP) {
		if (++n <= 4) {
			add_side(r, s, n);
		} else {
			ic_yaml_skip(&r->y);
		}
		ic_yaml_next(&r->y);
	}
	if (n != 4 && r->y.kind != IC_YAML_STOP) {
		ic_error_at(r, place, "%s: here are %zu", keep_form, n);
		s->bad = true;
	}
}

static void read_rectangles(struct ic_reader *r, struct sides *s)
{
	while (r->y.kind != IC_YAML_CLOSE && r->y.kind != IC_YAML_STOP) {
		struct ic_place place = r->y.place;

		if (r->y.kind != IC_YAML_LIST) {
			ic_error_here(r, "%s", keep_form);
			s->bad = true;
			ic_yaml_skip(&r->y);
		} else {
			ic_yaml_next(&r->y);
			read_four(r, s, place);
		}
		ic_yaml_next(&r->y);
	}
}

static void take_sides(struct ic_reader *r, struct ic_raw_where *w,
    const struct sides *s)
{
	int64_t *copy = ic_arena_alloc(&r->raw, s->n + 1, sizeof *copy);

	if (!copy) {
		ic_error_memory(r);
		return;
	}
	memcpy(copy, s->at, s->n * sizeof *copy);
	w->sides = copy;
	w->nsides = s->n;
	w->bad = w->bad || s->bad;
}

static void read_kept(struct ic_reader *r, struct ic_raw_where *w)
{
	struct ic_place place = r->y.place;
	struct sides s = { .n = 0 };

	ic_yaml_next(&r->y);
	if (r->y.kind == IC_YAML_LIST) {
		read_rectangles(r, &s);
	} else {
		read_four(r, &s, place);
	}
	take_sides(r, w, &s);
}

void ic_read_keep(struct ic_reader *r, void *to)
{
	struct ic_raw_where *w = where_of(r, to);

	if (!w) {
		ic_yaml_drop(&r->y);
		return;
	}
	w->keep.line = r->y.place.line;
	w->keep.column = r->y.place.column;
	if (r->y.kind == IC_YAML_LIST) {
		read_kept(r, w);
	} else if (r->y.kind == IC_YAML_MAP) {
		ic_read_mapping(r, &map_keep, w);
	} else {
		ic_error_here(r, "%s", keep_form);
		w->bad = true;
		ic_yaml_skip(&r->y);
	}
}

/* Rectangles are no date; what does not begin as one may have been lines. */
static void fail_cell(struct ic_reader *r, struct ic_place place,
    const struct sides *s, const char *cell)
{
	const char *damage = s->n > 1 ? NULL : ic_address_damage(cell);

	if (damage) {
		ic_error_at(r, place,
		    "\"keep\" is %s, which spreadsheets make of 4-9 or 45:12: "
		    "format the column as text and write lines 4-9 or cite "
		    "45:12-46:3",
		    damage);
		return;
	}
	ic_error_at(r, place,
	    "\"keep\" must be four numbers, left, top, right and bottom, with "
	    "blanks between them and a semicolon between rectangles, or lines "
	    "4-9, or cite 45:12-46:3");
}

/* A cell: "72 140 300 156; 72 300 300 316", "lines 4-9", "cite 45:12-19". */
static void split_cell(struct ic_reader *r, const struct ic_raw *raw)
{
	struct ic_raw_where *w = raw->where;
	struct ic_place place = { raw->source, w->keep.line, w->keep.column };
	const char *t = w->keep.text;
	struct sides s = { .n = 0 };

	if (strncmp(t, "lines ", 6) == 0) {
		w->keep_lines = w->keep;
		w->keep_lines.text += 6;
		return;
	}
	if (strncmp(t, "cite ", 5) == 0) {
		w->keep_cite = w->keep;
		w->keep_cite.text += 5;
		return;
	}
	while (*t && !s.bad) {
		size_t len = strcspn(t, " ,;");

		s.bad = s.n == KEPT_MAX * 4 ||
		    ic_number_parse(t, len, &s.at[s.n++]) != IC_NUMBER_OK ||
		    (s.n % 4 && t[len] == ';');
		t += len;
		t += strspn(t, " ,;");
	}
	if (s.bad || s.n % 4 || s.n == 0) {
		fail_cell(r, place, &s, w->keep.text);
		s.bad = true;
	}
	take_sides(r, w, &s);
}

void ic_where_cells(struct ic_reader *r, struct ic_raw *raw,
    const struct ic_field *lines, const struct ic_field *cite,
    const struct ic_field *keep)
{
	struct ic_raw_where *w;

	if (!lines->text && !cite->text && !keep->text) {
		return;
	}
	w = where_of(r, raw);
	if (!w) {
		return;
	}
	w->lines = *lines;
	w->cite = *cite;
	w->keep = *keep;
	raw->seen |= lines->text ? IC_HAS_LINES : 0;
	raw->seen |= cite->text ? IC_HAS_CITE : 0;
	raw->seen |= keep->text ? IC_HAS_KEEP : 0;
	if (keep->text) {
		split_cell(r, raw);
	}
}

static void fail_at(struct ic_reader *r, const struct ic_raw *raw,
    const struct ic_field *f, const char *say)
{
	ic_error_at(r, (struct ic_place){ raw->source, f->line, f->column },
	    "%s", say);
}

/* What "lines" calls a rectangle that is there. */
static void set_label(struct ic_reader *r, const struct ic_raw *raw,
    struct ic_redaction *out)
{
	const struct ic_field *f = &raw->where->lines;
	char text[IC_LINES_MAX];

	if (!ic_lines_parse(f->text, text)) {
		fail_at(r, raw, f, IC_LINES_FAULT);
		return;
	}
	out->lines = ic_arena_strdup(&r->spec->arena, text);
	if (!out->lines) {
		ic_error_memory(r);
	}
}

static void set_address(struct ic_reader *r, const struct ic_raw *raw,
    enum ic_address_kind kind, const struct ic_field *f,
    struct ic_redaction *out)
{
	struct ic_address *a = ic_arena_alloc(&r->spec->arena, 1, sizeof *a);
	struct ic_error err;

	if (!a) {
		ic_error_memory(r);
	} else if (!ic_address_parse(kind, f->text, a, &err)) {
		fail_at(r, raw, f, err.msg);
	} else {
		out->address = a;
		out->lines = a->text;
	}
}

static bool set_rect(struct ic_reader *r, const int64_t *side,
    struct ic_rect *out)
{
	int32_t v[4];

	for (size_t i = 0; i < 4; i++) {
		if (!ic_unit_mpt(r->spec->unit, side[i], &v[i])) {
			return false;
		}
	}
	*out = (struct ic_rect){ v[0], v[1], v[2], v[3] };
	return true;
}

static void set_kept(struct ic_reader *r, const struct ic_raw *raw,
    struct ic_redaction *out)
{
	const struct ic_raw_where *w = raw->where;
	uint32_t n = w->nsides / 4;
	struct ic_rect *kept = ic_arena_alloc(&r->spec->arena, n + 1,
	    sizeof *kept);

	if (!kept) {
		ic_error_memory(r);
		return;
	}
	for (uint32_t i = 0; i < n; i++) {
		if (!set_rect(r, &w->sides[4 * i], &kept[i])) {
			fail_at(r, raw, &w->keep,
			    "a number of \"keep\" is larger than any page");
			return;
		}
		if (ic_rect_is_empty(kept[i])) {
			fail_at(r, raw, &w->keep,
			    "a rectangle of \"keep\" is empty or inverted: "
			    "write left, top, right, bottom, counted from the "
			    "top left corner of the page");
			return;
		}
	}
	out->kept = kept;
	out->nkept = n;
}

static void set_keep(struct ic_reader *r, const struct ic_raw *raw,
    struct ic_redaction *out)
{
	const struct ic_raw_where *w = raw->where;

	out->area = IC_AREA_KEEP;
	if (w->bad) {
		return;
	}
	if (w->keep_lines.text && w->keep_cite.text) {
		fail_at(r, raw, &w->keep,
		    "\"keep\" has lines and cite: write two redactions");
	} else if (w->keep_lines.text) {
		set_address(r, raw, IC_ADDRESS_LINES, &w->keep_lines, out);
	} else if (w->keep_cite.text) {
		set_address(r, raw, IC_ADDRESS_CITE, &w->keep_cite, out);
	} else if (w->nsides) {
		set_kept(r, raw, out);
	} else {
		fail_at(r, raw, &w->keep,
		    "\"keep\" keeps nothing: write rect: whole if all of the "
		    "page is to go");
	}
}

/* True if one thing says where the redaction is. */
static bool is_one(struct ic_reader *r, const struct ic_raw *raw)
{
	bool rect = raw->seen & IC_HAS_RECT, lines = raw->seen & IC_HAS_LINES;
	bool cite = raw->seen & IC_HAS_CITE, keep = raw->seen & IC_HAS_KEEP;
	struct ic_field at = { .line = raw->line, .column = raw->column };

	if (!(cite && (rect || lines)) && !(keep && (rect || lines || cite))) {
		return true;
	}
	fail_at(r, raw, &at,
	    keep ? "a redaction has \"keep\" and another area: leave one out"
		 : "a redaction has \"cite\" and another area: leave one out");
	return false;
}

void ic_resolve_where(struct ic_reader *r, const struct ic_raw *raw,
    struct ic_redaction *out)
{
	const struct ic_raw_where *w = raw->where;

	if (!w || !is_one(r, raw)) {
		return;
	}
	if (raw->seen & IC_HAS_KEEP) {
		set_keep(r, raw, out);
	} else if (w->bad) {
		return;
	} else if (raw->seen & IC_HAS_CITE) {
		out->area = IC_AREA_CITE;
		set_address(r, raw, IC_ADDRESS_CITE, &w->cite, out);
	} else if (raw->seen & IC_HAS_RECT) {
		set_label(r, raw, out);
	} else {
		out->area = IC_AREA_LINES;
		set_address(r, raw, IC_ADDRESS_LINES, &w->lines, out);
	}
}
