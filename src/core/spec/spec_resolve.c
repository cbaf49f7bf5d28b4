/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "spec_priv.h"

static struct ic_place at(const struct ic_source *source,
    const struct ic_field *f)
{
	return (struct ic_place){ source, f->line, f->column };
}

/*
 * Each prefix alone first, so that its error stands at its place; a pair that
 * is confused stands at the later one.
 */
static bool check_prefix(struct ic_reader *r, const struct ic_field *f,
    struct ic_prefixes *p)
{
	struct ic_error err;

	((const char **)p->name)[p->n] = f->text;
	p->n++;
	if (!ic_bates_prefix_ok(f->text, &err) ||
	    !ic_bates_prefixes_ok(p, &err)) {
		ic_error_at(r, at(r->source, f), "%s", err.msg);
		p->n--;
		return false;
	}
	return true;
}

static bool same_prefix(const struct ic_field *f, const char *name)
{
	return strcmp(f->text, name) == 0;
}

/* All declared ones in their order; new numbers' own before them if absent. */
static void resolve_prefixes(struct ic_reader *r)
{
	struct ic_spec *spec = r->spec;
	const struct ic_field *own = &r->bates_prefix;
	bool have = false;

	spec->prefixes.name = ic_arena_alloc(&spec->arena, r->nprefixes + 1,
	    sizeof *spec->prefixes.name);
	if (!spec->prefixes.name) {
		ic_error_memory(r);
		return;
	}
	for (size_t i = 0; i < r->nprefixes; i++) {
		have |= own->text && same_prefix(own, r->prefixes[i].text);
	}
	if (own->text && !have) {
		check_prefix(r, own, &spec->prefixes);
	}
	for (size_t i = 0; i < r->nprefixes; i++) {
		check_prefix(r, &r->prefixes[i], &spec->prefixes);
	}
	for (size_t i = 0; own->text && i < spec->prefixes.n; i++) {
		if (same_prefix(own, spec->prefixes.name[i])) {
			spec->numbering.first.prefix = (uint32_t)i;
		}
	}
}

static unsigned digits_of(uint64_t v)
{
	unsigned n = 1;

	for (; v > 9; v /= 10) {
		n++;
	}
	return n;
}

void ic_resolve_settings(struct ic_reader *r)
{
	struct ic_spec *spec = r->spec;

	resolve_prefixes(r);
	spec->numbering.first.value = r->start;
	spec->numbering.first.digits = (uint8_t)r->digits;
	if (digits_of(r->start) > r->digits) {
		ic_error_at(r, r->start_at,
		    "\"start\" needs %u digits, and "
		    "\"digits\" is %u",
		    digits_of(r->start), r->digits);
	}
	if (ic_legend_meets(&spec->legend, spec->numbering.at)) {
		ic_error_at(r, r->legend_at,
		    "the legend and the numbers have "
		    "the same \"position\": move one");
	}
}

/* Without "./" and doubled slashes, so that one file has one name. */
char *ic_plain_name(struct ic_reader *r, const char *file)
{
	char *out = ic_arena_strdup(&r->raw, file), *to = out;

	if (!out) {
		ic_error_memory(r);
		return NULL;
	}
	for (const char *t = out; *t;) {
		bool begins = to == out || to[-1] == '/';

		if (begins && t[0] == '.' && t[1] == '/') {
			t += 2;
		} else if (begins && to != out && *t == '/') {
			t++;
		} else {
			*to++ = *t++;
			continue;
		}
		t += strspn(t, "/");
	}
	*to = '\0';
	return out;
}

static void index_file(struct ic_reader *r, const struct ic_spec_document *d,
    uint32_t i)
{
	char *name = ic_plain_name(r, d->file);
	uint32_t old;

	if (!name) {
		return;
	}
	if (!ic_index_add(&r->by_file, name, i, &old)) {
		ic_error_memory(r);
	} else if (old != IC_INDEX_NONE) {
		ic_error_at(r, d->place,
		    "the same file is a document in line "
		    "%u: name each file once",
		    r->documents[old].d.place.line);
	}
}

static void check_parent(struct ic_reader *r, const struct ic_field *f)
{
	struct ic_error err;
	struct ic_bates b;

	if (!ic_bates_parse(&r->spec->prefixes, f->text, &b, &err)) {
		ic_error_at(r, at(r->source, f), "%s", err.msg);
	}
}

static void resolve_document(struct ic_reader *r, struct ic_raw_document *raw,
    uint32_t i)
{
	struct ic_spec_document *d = &raw->d;
	struct ic_error err;

	if (d->file) {
		index_file(r, d, i);
	}
	/* Without prefixes, that was said; numbers cannot be read then. */
	if (raw->bates.text && r->spec->prefixes.n) {
		d->has_first = ic_bates_parse(&r->spec->prefixes,
		    raw->bates.text, &d->first, &err);
		if (!d->has_first) {
			ic_error_at(r, at(r->source, &raw->bates), "%s",
			    err.msg);
		}
	}
	if (d->stamped && !d->has_old) {
		d->old = r->spec->old_legend;
	}
	if (raw->parent.text && r->spec->prefixes.n) {
		check_parent(r, &raw->parent);
	}
	if (d->has_legend && !d->stamped &&
	    ic_legend_meets(&d->legend, r->spec->numbering.at)) {
		ic_error_at(r, d->place,
		    "the document's legend and its "
		    "number have the same \"position\": move one");
	}
}

void ic_resolve_documents(struct ic_reader *r)
{
	struct ic_spec *spec = r->spec;

	if (r->ndocuments > IC_SPEC_DOCUMENTS_MAX) {
		r->ndocuments = IC_SPEC_DOCUMENTS_MAX;
	}
	spec->documents = ic_arena_alloc(&spec->arena, r->ndocuments,
	    sizeof *spec->documents);
	if (!spec->documents) {
		ic_error_memory(r);
		return;
	}
	for (size_t i = 0; i < r->ndocuments; i++) {
		if (r->documents[i].why) {
			ic_resolve_codes(r, r->documents[i].why,
			    &r->documents[i].d.codes,
			    &r->documents[i].d.ncodes);
		}
		resolve_document(r, &r->documents[i], (uint32_t)i);
		r->documents[i].d.name = r->documents[i].d.file;
		spec->documents[i] = r->documents[i].d;
	}
	spec->ndocuments = r->ndocuments;
}

const char *ic_id_fault(const char *id)
{
	size_t len = strlen(id);

	if (len == 0 || len > IC_SPEC_ID_MAX) {
		return "an id has 1 to 64 bytes";
	}
	for (size_t i = 0; i < len;) {
		uint32_t c = ic_utf8_next(id, len, &i);

		if (c < 0x21 || c == 0x7f || c == IC_UTF8_BAD ||
		    ic_char_hidden(c) ||
		    (c < 0x7f && strchr(",;\"'`", (int)c))) {
			return "an id holds no blank, comma, semicolon, quote "
			       "or control character: the log bears it";
		}
	}
	return NULL;
}
