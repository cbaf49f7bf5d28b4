/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "load_item.h"

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

static void add_misnumbered(struct ic_reader *r, const struct ic_field *f)
{
	struct ic_spec *spec = r->spec;
	struct ic_bates_list list = { 0 };
	struct ic_bates_range *all;
	struct ic_error err = { 0 };

	if (!ic_bates_parse_list(&spec->prefixes, f->text, &list, &err)) {
		ic_error_at(r,
		    (struct ic_place){ r->source, f->line, f->column }, "%s",
		    err.msg);
		return;
	}
	all = ic_arena_alloc(&spec->arena, spec->nmisnumbered + list.n,
	    sizeof *all);
	if (all) {
		if (spec->nmisnumbered) {
			memcpy(all, spec->misnumbered,
			    spec->nmisnumbered * sizeof *all);
		}
		memcpy(all + spec->nmisnumbered, list.at, list.n * sizeof *all);
		spec->misnumbered = all;
		spec->nmisnumbered += (uint32_t)list.n;
	} else {
		ic_error_memory(r);
	}
	ic_bates_list_finish(&list);
}

void ic_resolve_settings(struct ic_reader *r)
{
	struct ic_spec *spec = r->spec;

	resolve_prefixes(r);
	for (size_t i = 0; spec->prefixes.n && i < r->nmisnumbered; i++) {
		add_misnumbered(r, &r->misnumbered[i]);
	}
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

static void index_name(struct ic_reader *r, const struct ic_spec_document *d,
    uint32_t i)
{
	char *name = ic_plain_name(r, d->name);
	const struct ic_place *first;
	uint32_t old;

	if (!name) {
		return;
	}
	if (!ic_index_add(&r->by_file, name, i, &old)) {
		ic_error_memory(r);
		return;
	}
	if (old == IC_INDEX_NONE) {
		return;
	}
	first = &r->made[old].place;
	if (first->source == d->place.source) {
		ic_error_at(r, d->place,
		    "the same file is a document in %s %u: name each file "
		    "once",
		    first->source->csv ? "row" : "line", first->line);
	} else {
		ic_error_at(r, d->place,
		    "the same file is a document in %.200s, %s %u: name each "
		    "file once",
		    first->source->name, first->source->csv ? "row" : "line",
		    first->line);
	}
}

void ic_document_put(struct ic_reader *r, const struct ic_spec_document *d)
{
	struct ic_spec_document *more;

	if (r->nmade == IC_SPEC_DOCUMENTS_MAX) {
		if (!r->too_many_documents) {
			ic_error_at(r, d->place,
			    "there are more than %d documents",
			    IC_SPEC_DOCUMENTS_MAX);
		}
		r->too_many_documents = true;
		return;
	}
	more = ic_grow(r, r->made, r->nmade, &r->cap_made, sizeof *more);
	if (!more) {
		return;
	}
	r->made = more;
	r->made[r->nmade] = *d;
	if (d->name) {
		index_name(r, d, (uint32_t)r->nmade);
	}
	r->nmade++;
}

static void check_parent(struct ic_reader *r, const struct ic_field *f)
{
	struct ic_error err;
	struct ic_bates b;

	if (!ic_bates_parse(&r->spec->prefixes, f->text, &b, &err)) {
		ic_error_at(r, at(r->source, f), "%s", err.msg);
	}
}

/* A number of a document's mapping; false, reported, if it is none. */
static bool read_number(struct ic_reader *r, const struct ic_field *f,
    struct ic_bates *out)
{
	struct ic_error err;

	/* Without prefixes, that was said; numbers cannot be read then. */
	if (!f->text || !r->spec->prefixes.n) {
		return false;
	}
	if (!ic_bates_parse(&r->spec->prefixes, f->text, out, &err)) {
		ic_error_at(r, at(r->source, f), "%s", err.msg);
		return false;
	}
	return true;
}

static void resolve_document(struct ic_reader *r, struct ic_raw_document *raw)
{
	struct ic_spec_document *d = &raw->d;

	d->has_first = read_number(r, &raw->bates, &d->first);
	read_number(r, &raw->after, &d->after);
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
	if (raw->item && raw->item->folder.text) {
		ic_expand_folder(r, raw);
	} else if (raw->item && raw->item->load.text) {
		ic_expand_load(r, raw);
	} else if (raw->nsplit && !d->split) {
		ic_expand_split(r, raw);
	} else {
		d->name = d->name ? d->name : d->file;
		ic_document_put(r, d);
	}
}

void ic_resolve_documents(struct ic_reader *r)
{
	struct ic_spec *spec = r->spec;

	if (r->ndocuments > IC_SPEC_DOCUMENTS_MAX) {
		r->ndocuments = IC_SPEC_DOCUMENTS_MAX;
	}
	for (size_t i = 0; i < r->ndocuments && !r->no_memory; i++) {
		if (r->documents[i].why) {
			ic_resolve_codes(r, r->documents[i].why,
			    &r->documents[i].d.codes,
			    &r->documents[i].d.ncodes);
		}
		resolve_document(r, &r->documents[i]);
	}
	spec->documents = ic_arena_alloc(&spec->arena, r->nmade,
	    sizeof *spec->documents);
	if (!spec->documents) {
		ic_error_memory(r);
		return;
	}
	if (r->nmade) {
		memcpy(spec->documents, r->made, r->nmade * sizeof *r->made);
	}
	spec->ndocuments = r->nmade;
	ic_load_check_numbers(r);
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
