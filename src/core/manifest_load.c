/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Reading a manifest back. Whoever changed an output may have changed the
 * manifest too, so every field is checked as if a stranger had written it.
 */
#include <string.h>

#include "manifest_priv.h"

struct loader {
	struct ic_manifest *m;
	bool bad;
};

static json_t *get(struct loader *l, json_t *o, const char *key, int type)
{
	json_t *v = json_object_get(o, key);

	if (!v || (type >= 0 && (int)json_typeof(v) != type)) {
		l->bad = true;
		return NULL;
	}
	return v;
}

static const char *text(struct loader *l, json_t *v)
{
	const char *s = json_string_value(v);
	char *copy;

	if (!s || strlen(s) != json_string_length(v)) {
		l->bad = true;
		return "";
	}
	copy = ic_arena_strdup(&l->m->arena, s);
	l->bad |= !copy;
	return copy ? copy : "";
}

static const char *str(struct loader *l, json_t *o, const char *key)
{
	return text(l, get(l, o, key, JSON_STRING));
}

static int64_t integer(struct loader *l, json_t *v, int64_t lo, int64_t hi)
{
	int64_t n = json_integer_value(v);

	if (!json_is_integer(v) || n < lo || n > hi) {
		l->bad = true;
		return lo;
	}
	return n;
}

static int64_t num(struct loader *l, json_t *o, const char *key, int64_t lo,
    int64_t hi)
{
	return integer(l, get(l, o, key, JSON_INTEGER), lo, hi);
}

static bool flag(struct loader *l, json_t *o, const char *key)
{
	json_t *v = get(l, o, key, -1);

	l->bad |= !json_is_boolean(v);
	return json_is_true(v);
}

static void hash(struct loader *l, json_t *o, const char *key, char out[65])
{
	const char *s = str(l, o, key);

	if (strlen(s) != 64 || strspn(s, "0123456789abcdef") != 64) {
		l->bad = true;
		return;
	}
	memcpy(out, s, 65);
}

static enum ic_position position(struct loader *l, json_t *o, const char *key)
{
	enum ic_position at = IC_TOP_LEFT;

	l->bad |= !ic_position_parse(str(l, o, key), &at);
	return at;
}

static uint32_t notes(struct loader *l, json_t *o)
{
	json_t *a = get(l, o, "notes", JSON_ARRAY), *v;
	uint32_t bits = 0;
	size_t i;

	json_array_foreach(a, i, v)
	{
		const char *s = text(l, v);
		unsigned k = 0;

		while (k < IC_NOTE_COUNT &&
		    strcmp(ic_note_word((enum ic_note)k), s) != 0) {
			k++;
		}
		l->bad |= k == IC_NOTE_COUNT;
		bits |= k < IC_NOTE_COUNT ? 1u << k : 0;
	}
	return bits;
}

static enum ic_encoding encoding(struct loader *l, json_t *o)
{
	const char *s = str(l, o, "encoding");

	for (unsigned i = 0; i < IC_ENCODING_COUNT; i++) {
		if (strcmp(s, ic_encoding_word((enum ic_encoding)i)) == 0) {
			return (enum ic_encoding)i;
		}
	}
	l->bad = true;
	return IC_ENCODING_NONE;
}

static enum ic_scan scan(struct loader *l, json_t *o)
{
	const char *s = str(l, o, "scan");

	for (unsigned i = 0; i < IC_SCAN_COUNT; i++) {
		if (strcmp(s, ic_scan_word((enum ic_scan)i)) == 0) {
			return (enum ic_scan)i;
		}
	}
	l->bad = true;
	return IC_SCAN_NONE;
}

/* Redactions are in the order of their ids. */
static uint32_t redaction(struct loader *l, const char *id)
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

static void *array(struct loader *l, json_t *o, const char *key, size_t size,
    size_t max, size_t *n)
{
	json_t *a = get(l, o, key, JSON_ARRAY);
	void *p;

	*n = json_array_size(a);
	if (*n > max) {
		l->bad = true;
		*n = 0;
	}
	p = ic_arena_alloc(&l->m->arena, *n, size);
	if (!p) {
		l->bad = true;
		*n = 0;
	}
	return p;
}

static void load_box(struct loader *l, json_t *o, struct ic_size page,
    struct ic_manifest_box *b)
{
	json_t *r = json_object_get(o, "rect");
	int32_t *at[4] = { &b->rect.x0, &b->rect.y0, &b->rect.x1, &b->rect.y1 };

	b->redaction = redaction(l, str(l, o, "id"));
	b->old_legend = b->redaction < l->m->nredactions &&
	    l->m->redactions[b->redaction].old_legend;
	if (json_is_string(r)) {
		b->whole = true;
		l->bad |= strcmp(json_string_value(r), "whole") != 0;
		return;
	}
	l->bad |= json_array_size(r) != 4;
	for (size_t i = 0; i < 4; i++) {
		*at[i] = (int32_t)integer(l, json_array_get(r, i), 0,
		    IC_MPT_MAX);
	}
	l->bad |= ic_rect_is_empty(b->rect) ||
	    !ic_rect_contains(ic_rect_of(page), b->rect);
}

static void load_page(struct loader *l, json_t *o,
    const struct ic_manifest_document *d, uint32_t at,
    struct ic_manifest_page *p)
{
	json_t *size = get(l, o, "size", JSON_ARRAY);
	struct ic_manifest_box *boxes;
	size_t n;

	p->number = str(l, o, "number");
	p->source = at;
	if (ic_copy_is_unredacted(d->copy)) {
		p->source = (uint32_t)num(l, o, "of", 0,
		    (int64_t)d->source_pages - 1);
		p->marked = flag(l, o, "marked");
	}
	p->size.w = (int32_t)integer(l, json_array_get(size, 0), 1, IC_MPT_MAX);
	p->size.h = (int32_t)integer(l, json_array_get(size, 1), 1, IC_MPT_MAX);
	p->endorse = flag(l, o, "endorsed");
	p->legend = flag(l, o, "legend");
	p->number_at = position(l, o, "number_at");
	p->encoding = encoding(l, o);
	p->scan = scan(l, o);
	p->dpi = (uint32_t)num(l, o, "dpi", 0, 2400);
	p->labels = (uint32_t)num(l, o, "labels", 0, IC_SLICE_BOXES_MAX);
	p->bytes = (uint32_t)num(l, o, "bytes", 0, UINT32_MAX);
	p->notes = notes(l, o);
	boxes = array(l, o, "boxes", sizeof(*boxes), IC_SLICE_BOXES_MAX, &n);
	for (size_t i = 0; i < n; i++) {
		load_box(l, json_array_get(json_object_get(o, "boxes"), i),
		    p->size, &boxes[i]);
	}
	p->boxes = boxes;
	p->nboxes = (uint32_t)n;
}

/* A file of redacted/ or unredacted/, and nothing that leads out of it. */
static bool output_ok(const struct ic_manifest_document *d)
{
	const char *in = ic_copy_is_unredacted(d->copy) ? "unredacted/"
							: "redacted/";
	const char *s = d->output + strlen(in);

	return strncmp(d->output, in, strlen(in)) == 0 && *s && *s != '.' &&
	    !strchr(s, '/');
}

static void load_copy(struct loader *l, json_t *o,
    struct ic_manifest_document *d)
{
	l->bad |= !ic_copy_parse(str(l, o, "copy"), &d->copy) ||
	    !ic_copy_is_unredacted(d->copy);
	d->banner[1] = str(l, o, "banner");
	d->banner[0] = str(l, o, "banner_burned");
	d->room_right = (int32_t)num(l, o, "room_right", 0, IC_MPT_MAX);
	d->ids_at = (enum ic_side)num(l, o, "ids_at", 0, IC_SIDES - 1);
	d->source_pages = (uint32_t)num(l, o, "source_pages", 1,
	    IC_SLICE_PAGES_MAX);
}

static void load_document(struct loader *l, json_t *o, bool copy,
    struct ic_manifest_document *d)
{
	struct ic_manifest_page *pages;
	size_t n;

	d->banner[0] = d->banner[1] = "";
	if (copy) {
		load_copy(l, o, d);
	}
	d->output = str(l, o, "output");
	l->bad = l->bad || !output_ok(d);
	hash(l, o, "sha256", d->sha256);
	hash(l, o, "source_sha256", d->source_sha256);
	d->bytes = (uint64_t)num(l, o, "bytes", 1, INT64_MAX);
	d->begin = str(l, o, "begin");
	d->end = str(l, o, "end");
	d->source = str(l, o, "source");
	d->stamped = flag(l, o, "stamped");
	d->plate = flag(l, o, "plate");
	d->legend = str(l, o, "legend");
	d->legend_at = position(l, o, "legend_at");
	d->room_top = (int32_t)num(l, o, "room_top", 0, IC_MPT_MAX);
	d->room_bottom = (int32_t)num(l, o, "room_bottom", 0, IC_MPT_MAX);
	d->notes = notes(l, o);
	pages = array(l, o, "pages", sizeof(*pages), IC_SLICE_PAGES_MAX, &n);
	l->bad |= n == 0;
	for (size_t i = 0; i < n; i++) {
		load_page(l, json_array_get(json_object_get(o, "pages"), i), d,
		    (uint32_t)i, &pages[i]);
	}
	d->pages = pages;
	d->npages = (uint32_t)n;
	d->source_pages = copy ? d->source_pages : d->npages;
	l->bad = l->bad || !manifest_load_sheet(l->m, o, d);
	l->bad = l->bad || !manifest_load_fields(l->m, o, &d->fields);
	l->bad = l->bad || !manifest_load_changes(l->m, o, d);
	l->bad = l->bad ||
	    !manifest_load_proofs(l->m, d, json_object_get(o, "proofs"));
}

static void load_style(struct loader *l, json_t *o)
{
	const char *fill = str(l, o, "fill");
	const char **prefixes;
	size_t n;

	l->m->dpi = (uint32_t)num(l, o, "dpi", 1, 2400);
	l->m->size = (int32_t)num(l, o, "size", 1, IC_MPT_MAX);
	l->m->margin = (int32_t)num(l, o, "margin", 0, IC_MPT_MAX);
	l->m->color = (enum ic_color)num(l, o, "color", 0, IC_COLOR_RGB);
	l->m->fill = strcmp(fill, "white") ? IC_FILL_BLACK : IC_FILL_WHITE;
	l->bad |= strcmp(fill, "white") && strcmp(fill, "black");
	l->m->labels = flag(l, o, "labels");
	prefixes = array(l, o, "prefixes", sizeof(*prefixes), 10000, &n);
	for (size_t i = 0; i < n; i++) {
		prefixes[i] = text(l,
		    json_array_get(json_object_get(o, "prefixes"), i));
	}
	l->m->prefixes = prefixes;
	l->m->nprefixes = (uint32_t)n;
}

static void load_redactions(struct loader *l, json_t *root)
{
	struct ic_manifest *m = l->m;

	m->redactions = array(l, root, "redactions", sizeof(*m->redactions),
	    IC_SLICE_BOXES_MAX, &m->nredactions);
	for (size_t i = 0; i < m->nredactions; i++) {
		json_t *o = json_array_get(json_object_get(root, "redactions"),
		    i);
		struct ic_manifest_redaction *r = &m->redactions[i];

		r->id = str(l, o, "id");
		r->codes = str(l, o, "codes");
		r->basis = str(l, o, "basis");
		r->description = str(l, o, "description");
		l->bad = l->bad || !manifest_load_redaction(m, o, r) ||
		    !manifest_load_order(m, o, r);
		l->bad |= i > 0 && strcmp(r[-1].id, r->id) >= 0;
	}
}

static void load_missing(struct loader *l, json_t *root)
{
	struct ic_manifest *m = l->m;

	m->missing = array(l, root, "missing", sizeof(*m->missing), 1000000,
	    &m->nmissing);
	for (size_t i = 0; i < m->nmissing; i++) {
		json_t *o = json_array_get(json_object_get(root, "missing"), i);

		m->missing[i].range = str(l, o, "range");
		m->missing[i].source = str(l, o, "source");
		m->missing[i].why = str(l, o, "why");
	}
}

/* Where no unredacted copy was made, nothing speaks of them. */
static void load_copies(struct loader *l, json_t *root)
{
	struct ic_manifest *m = l->m;
	json_t *a = json_object_get(root, "copies");

	if (!a) {
		return;
	}
	m->disputed_only = flag(l, root, "disputed_only");
	m->copies_partial = flag(l, root, "copies_partial");
	l->bad |= !ic_mark_color_parse(str(l, root, "mark"), &m->mark);
	m->banner_at = position(l, root, "banner_at");
	m->copies = array(l, root, "copies", sizeof(*m->copies), 1000000,
	    &m->ncopies);
	for (size_t i = 0; !l->bad && i < m->ncopies; i++) {
		load_document(l, json_array_get(a, i), true, &m->copies[i]);
	}
	l->bad |= m->disputed_only && m->ndocuments > 0;
}

static void load_root(struct loader *l, json_t *root)
{
	struct ic_manifest *m = l->m;

	l->bad |= strcmp(str(l, root, "format"), IC_MANIFEST_FORMAT) != 0;
	m->version = str(l, root, "version");
	m->libraries = str(l, root, "libraries");
	m->matter = str(l, root, "matter");
	hash(l, root, "spec_sha256", m->spec_sha256);
	m->sandbox = flag(l, root, "sandbox");
	m->landlock = (int)num(l, root, "landlock", 0, 1000);
	l->bad = l->bad || !manifest_load_rulings(m, root);
	m->partial = flag(l, root, "partial");
	l->bad = l->bad || !manifest_load_replaces(m, root);
	load_style(l, get(l, root, "style", JSON_OBJECT));
	l->bad = l->bad || !manifest_load_codes(m, root) ||
	    !manifest_load_logs(m, root);
	load_redactions(l, root);
	load_missing(l, root);
	m->documents = array(l, root, "documents", sizeof(*m->documents),
	    1000000, &m->ndocuments);
	for (size_t i = 0; !l->bad && i < m->ndocuments; i++) {
		load_document(l,
		    json_array_get(json_object_get(root, "documents"), i),
		    false, &m->documents[i]);
	}
	load_copies(l, root);
	if (!l->bad) {
		ic_manifest_link(m);
	}
}

bool ic_manifest_load(const char *bytes, size_t len, struct ic_manifest *out,
    struct ic_error *err)
{
	struct ic_manifest m = { 0 };
	struct loader l = { .m = &m };
	json_t *root = len <= IC_MANIFEST_BYTES_MAX
	    ? json_loadb(bytes, len, JSON_REJECT_DUPLICATES, NULL)
	    : NULL;

	if (root) {
		load_root(&l, root);
	}
	json_decref(root);
	if (!root || l.bad) {
		ic_manifest_finish(&m);
		return ic_fail(err, IC_EINPUT,
		    "the manifest is not one that this program wrote");
	}
	*out = m;
	return true;
}
