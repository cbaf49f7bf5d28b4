/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Reading a manifest back. Whoever changed an output may have changed the
 * manifest too, so every field is checked as if a stranger had written it.
 */
#include <string.h>

#include "manifest_read.h"

/* A file of redacted/ or unredacted/, and nothing that leads out of it. */
static bool output_ok(const struct ic_manifest_document *d)
{
	const char *in = ic_copy_is_unredacted(d->copy) ? "unredacted/"
							: "redacted/";
	const char *s = d->output + strlen(in);

	return strncmp(d->output, in, strlen(in)) == 0 && *s && *s != '.' &&
	    !strchr(s, '/');
}

static void load_copy(struct manifest_reader *l, json_t *o,
    struct ic_manifest_document *d)
{
	l->bad |= !ic_copy_parse(manifest_str(l, o, "copy"), &d->copy) ||
	    !ic_copy_is_unredacted(d->copy);
	d->banner[1] = manifest_str(l, o, "banner");
	d->banner[0] = manifest_str(l, o, "banner_burned");
	d->room_right = (int32_t)manifest_num(l, o, "room_right", 0,
	    IC_MPT_MAX);
	d->ids_at = (enum ic_side)manifest_num(l, o, "ids_at", 0, IC_SIDES - 1);
	d->source_pages = (uint32_t)manifest_num(l, o, "source_pages", 1,
	    IC_SLICE_PAGES_MAX);
}

static void load_document(struct manifest_reader *l, json_t *o, bool copy,
    struct ic_manifest_document *d)
{
	struct ic_manifest_page *pages;
	size_t n;

	d->banner[0] = d->banner[1] = "";
	if (copy) {
		load_copy(l, o, d);
	}
	d->output = manifest_str(l, o, "output");
	l->bad = l->bad || !output_ok(d);
	manifest_hash(l, o, "sha256", d->sha256);
	manifest_hash(l, o, "source_sha256", d->source_sha256);
	d->bytes = (uint64_t)manifest_num(l, o, "bytes", 1, INT64_MAX);
	d->begin = manifest_str(l, o, "begin");
	d->end = manifest_str(l, o, "end");
	d->after = json_object_get(o, "after") ? manifest_str(l, o, "after")
					       : NULL;
	d->source = manifest_str(l, o, "source");
	d->stamped = manifest_flag(l, o, "stamped");
	d->plate = manifest_flag(l, o, "plate");
	d->legend = manifest_str(l, o, "legend");
	d->legend_at = manifest_position(l, o, "legend_at");
	d->room_top = (int32_t)manifest_num(l, o, "room_top", 0, IC_MPT_MAX);
	d->room_bottom = (int32_t)manifest_num(l, o, "room_bottom", 0,
	    IC_MPT_MAX);
	d->notes = manifest_notes(l, o);
	pages = manifest_array(l, o, "pages", sizeof(*pages),
	    IC_SLICE_PAGES_MAX, &n);
	l->bad |= n == 0;
	for (size_t i = 0; i < n; i++) {
		manifest_load_page(l,
		    json_array_get(json_object_get(o, "pages"), i), d,
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

static void load_style(struct manifest_reader *l, json_t *o)
{
	const char *fill = manifest_str(l, o, "fill");
	const char **prefixes;
	size_t n;

	l->m->dpi = (uint32_t)manifest_num(l, o, "dpi", 1, 2400);
	l->m->size = (int32_t)manifest_num(l, o, "size", 1, IC_MPT_MAX);
	l->m->margin = (int32_t)manifest_num(l, o, "margin", 0, IC_MPT_MAX);
	l->m->color = (enum ic_color)manifest_num(l, o, "color", 0,
	    IC_COLOR_RGB);
	l->m->fill = strcmp(fill, "white") ? IC_FILL_BLACK : IC_FILL_WHITE;
	l->bad |= strcmp(fill, "white") && strcmp(fill, "black");
	l->m->labels = manifest_flag(l, o, "labels");
	prefixes = manifest_array(l, o, "prefixes", sizeof(*prefixes), 10000,
	    &n);
	for (size_t i = 0; i < n; i++) {
		prefixes[i] = manifest_read_text(l,
		    json_array_get(json_object_get(o, "prefixes"), i));
	}
	l->m->prefixes = prefixes;
	l->m->nprefixes = (uint32_t)n;
}

static void load_redactions(struct manifest_reader *l, json_t *root)
{
	struct ic_manifest *m = l->m;

	m->redactions = manifest_array(l, root, "redactions",
	    sizeof(*m->redactions), IC_SLICE_BOXES_MAX, &m->nredactions);
	for (size_t i = 0; i < m->nredactions; i++) {
		json_t *o = json_array_get(json_object_get(root, "redactions"),
		    i);
		struct ic_manifest_redaction *r = &m->redactions[i];

		r->id = manifest_str(l, o, "id");
		r->codes = manifest_str(l, o, "codes");
		r->basis = manifest_str(l, o, "basis");
		r->description = manifest_str(l, o, "description");
		l->bad = l->bad || !manifest_load_redaction(m, o, r) ||
		    !manifest_load_order(m, o, r);
		l->bad |= i > 0 && strcmp(r[-1].id, r->id) >= 0;
	}
}

static void load_missing(struct manifest_reader *l, json_t *root)
{
	struct ic_manifest *m = l->m;

	m->missing = manifest_array(l, root, "missing", sizeof(*m->missing),
	    1000000, &m->nmissing);
	for (size_t i = 0; i < m->nmissing; i++) {
		json_t *o = json_array_get(json_object_get(root, "missing"), i);

		m->missing[i].range = manifest_str(l, o, "range");
		m->missing[i].source = manifest_str(l, o, "source");
		m->missing[i].why = manifest_str(l, o, "why");
	}
}

/* Where no unredacted copy was made, nothing speaks of them. */
static void load_copies(struct manifest_reader *l, json_t *root)
{
	struct ic_manifest *m = l->m;
	json_t *a = json_object_get(root, "copies");

	if (!a) {
		return;
	}
	m->disputed_only = manifest_flag(l, root, "disputed_only");
	m->copies_partial = manifest_flag(l, root, "copies_partial");
	l->bad |= !ic_mark_color_parse(manifest_str(l, root, "mark"), &m->mark);
	m->banner_at = manifest_position(l, root, "banner_at");
	m->copies = manifest_array(l, root, "copies", sizeof(*m->copies),
	    1000000, &m->ncopies);
	for (size_t i = 0; !l->bad && i < m->ncopies; i++) {
		load_document(l, json_array_get(a, i), true, &m->copies[i]);
	}
	l->bad |= m->disputed_only && m->ndocuments > 0;
}

static void load_root(struct manifest_reader *l, json_t *root)
{
	struct ic_manifest *m = l->m;

	l->bad |= strcmp(manifest_str(l, root, "format"), IC_MANIFEST_FORMAT) !=
	    0;
	m->version = manifest_str(l, root, "version");
	m->libraries = manifest_str(l, root, "libraries");
	m->matter = manifest_str(l, root, "matter");
	manifest_hash(l, root, "spec_sha256", m->spec_sha256);
	m->sandbox = manifest_flag(l, root, "sandbox");
	m->landlock = (int)manifest_num(l, root, "landlock", 0, 1000);
	l->bad = l->bad || !manifest_load_rulings(m, root);
	m->partial = manifest_flag(l, root, "partial");
	l->bad = l->bad || !manifest_load_replaces(m, root);
	load_style(l, manifest_get(l, root, "style", JSON_OBJECT));
	l->bad = l->bad || !manifest_load_codes(m, root) ||
	    !manifest_load_logs(m, root);
	load_redactions(l, root);
	load_missing(l, root);
	m->documents = manifest_array(l, root, "documents",
	    sizeof(*m->documents), 1000000, &m->ndocuments);
	for (size_t i = 0; !l->bad && i < m->ndocuments; i++) {
		load_document(l,
		    json_array_get(json_object_get(root, "documents"), i),
		    false, &m->documents[i]);
	}
	load_copies(l, root);
	l->bad = l->bad || !ic_manifest_link(m);
}

bool ic_manifest_load(const char *bytes, size_t len, struct ic_manifest *out,
    struct ic_error *err)
{
	struct ic_manifest m = { 0 };
	struct manifest_reader l = { .m = &m };
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
