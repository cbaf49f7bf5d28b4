/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Load file, index and public log: all from the manifest and what is given. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/csvwrite.h"
#include "core/loadfile.h"
#include "package_priv.h"

#define GENERATIONS_MAX 64

/* Documents by their first number: pointers, sorted once. */
static int by_begin(const void *a, const void *b)
{
	const struct ic_manifest_document *const *x = a, *const *y = b;

	return strcmp((*x)->begin, (*y)->begin);
}

static const struct ic_manifest_document *by_number(const struct pack *p,
    const char *begin)
{
	const struct ic_manifest_document key = { .begin = begin };
	const struct ic_manifest_document *at = &key, *const * found;

	found = pack_ndocuments(p) ? bsearch(&at, p->begins, pack_ndocuments(p),
					 sizeof(*p->begins), by_begin)
				   : NULL;
	return found ? *found : NULL;
}

/* The document on top of its family; itself if it has no parent. */
static const struct ic_manifest_document *root_of(const struct pack *p,
    const struct ic_manifest_document *d)
{
	for (unsigned i = 0; i < GENERATIONS_MAX; i++) {
		const char *parent = ic_field(&d->fields, IC_FIELD_PARENT);
		const struct ic_manifest_document *up = *parent
		    ? by_number(p, parent)
		    : NULL;

		if (!up) {
			return d;
		}
		d = up;
	}
	return d;
}

bool pack_families(struct pack *p)
{
	const struct ic_manifest_document *d = pack_documents(p);
	size_t n = pack_ndocuments(p);

	p->begins = calloc(n + 1, sizeof(*p->begins));
	p->families = calloc(n + 1, sizeof(*p->families));
	if (!p->begins || !p->families) {
		return ic_fail(&p->v.err, IC_EENV, "out of memory");
	}
	for (size_t i = 0; i < n; i++) {
		p->begins[i] = &d[i];
	}
	if (n) {
		qsort(p->begins, n, sizeof(*p->begins), by_begin);
	}
	for (size_t i = 0; i < n; i++) {
		size_t root = (size_t)(root_of(p, &d[i]) - d);

		/* Documents come by number, so the last one ends it. */
		p->families[root].last = i;
		p->families[root].many |= root != i;
		p->families[i].root = root;
	}
	return true;
}

static void attachment_range(const struct pack *p, const struct pack_file *f,
    const char **begin, const char **end)
{
	const struct ic_manifest_document *d = pack_documents(p);
	const struct pack_family *own = &p->families[f->document];
	const struct pack_family *root = &p->families[own->root];

	*begin = *end = "";
	if (root->many || f->part) {
		*begin = d[own->root].begin;
		*end = d[root->last].end;
	}
}

static const char *designation(const struct ic_manifest_document *d)
{
	const char *own = ic_field(&d->fields, IC_FIELD_DESIGNATION);

	return *own ? own : d->legend;
}

/* The text of a PDF, if it is in the same volume: the next file. */
static const struct pack_file *text_of(const struct pack *p, size_t i)
{
	const struct pack_file *f = &p->files[i];

	return i + 1 < p->nfiles && f[1].item == IC_ITEM_TEXT &&
		f[1].document == f->document && f[1].volume == f->volume &&
		pack_gets(p, &f[1])
	    ? &f[1]
	    : NULL;
}

/* A column more, where this audience has native files. */
static bool has_natives(const struct pack *p)
{
	return p->nplaces > 0 && pack_may(p, IC_ITEM_NATIVE);
}

/* The native file of a placeholder, if it is in the same volume. */
static const struct pack_file *native_of(const struct pack *p, size_t i)
{
	const struct pack_file *f = &p->files[i];

	for (size_t k = i + 1; has_natives(p) && k < p->nfiles &&
	     p->files[k].document == f->document;
	     k++) {
		if (p->files[k].item == IC_ITEM_NATIVE &&
		    p->files[k].volume == f->volume) {
			return &p->files[k];
		}
	}
	return NULL;
}

/* PGCOUNT, as the Bates index has it: one sheet may stand on many numbers. */
static uint32_t count(const struct pack_file *f)
{
	bool sheet = f->pages > 0 && f->of->kind != IC_KIND_DOCUMENT;

	return sheet && f->pages == f->of->npages ? ic_manifest_numbers(f->of)
						  : f->pages;
}

static bool load_row(struct pack *p, size_t i, struct ic_buf *out)
{
	const char *value[IC_LOADFILE_COLUMN_COUNT + 1 + IC_FIELD_COUNT];
	const struct pack_file *f = &p->files[i], *text = text_of(p, i);
	const struct ic_manifest_document *d = f->of;
	struct ic_buf codes = { 0 }, pdf = { 0 }, txt = { 0 }, native = { 0 };
	size_t n = IC_LOADFILE_COLUMN_COUNT;
	char pages[16];
	bool ok;

	snprintf(pages, sizeof(pages), "%lu", (unsigned long)count(f));
	ic_manifest_put_codes(p->v.m, d, f->first, f->pages, &codes);
	ic_buf_printf(&pdf, "REDACTED\\%s", f->as);
	ic_buf_printf(&txt, text ? "TEXT\\%s" : "", text ? text->as : "");
	if (native_of(p, i)) {
		ic_buf_printf(&native, "NATIVES\\%s", native_of(p, i)->as);
	}
	value[IC_LOADFILE_BEGBATES] = pack_begin(p, f);
	value[IC_LOADFILE_ENDBATES] = pack_end(p, f);
	attachment_range(p, f, &value[IC_LOADFILE_BEGATTACH],
	    &value[IC_LOADFILE_ENDATTACH]);
	value[IC_LOADFILE_PGCOUNT] = pages;
	value[IC_LOADFILE_CONFIDENTIALITY] = designation(d);
	value[IC_LOADFILE_REDACTED] = ic_manifest_is_redacted(d, f->first,
					  f->pages)
	    ? "Y"
	    : "N";
	value[IC_LOADFILE_REASON] = ic_buf_str(&codes);
	value[IC_LOADFILE_PDFPATH] = ic_buf_str(&pdf);
	value[IC_LOADFILE_TEXTPATH] = ic_buf_str(&txt);
	if (has_natives(p)) {
		value[n++] = ic_buf_str(&native);
	}
	for (unsigned k = 0; k < IC_FIELD_COUNT; k++) {
		if (p->columns >> k & 1) {
			value[n++] = ic_field(&d->fields, (enum ic_field_key)k);
		}
	}
	out->failed |= codes.failed || pdf.failed || txt.failed ||
	    native.failed;
	ok = ic_loadfile_row(out, value, n);
	ic_buf_finish(&codes);
	ic_buf_finish(&pdf);
	ic_buf_finish(&txt);
	ic_buf_finish(&native);
	return ok;
}

/* "AUTHOR" of "author": as load files write a column's name. */
static void upper(const char *word, char out[32])
{
	size_t i = 0;

	for (; word[i] && i < 31; i++) {
		out[i] = word[i] >= 'a' && word[i] <= 'z'
		    ? (char)(word[i] - 'a' + 'A')
		    : word[i];
	}
	out[i] = '\0';
}

static void load_head(const struct pack *p, struct ic_buf *out)
{
	const char *value[IC_LOADFILE_COLUMN_COUNT + 1 + IC_FIELD_COUNT];
	char own[IC_FIELD_COUNT][32];
	size_t n = IC_LOADFILE_COLUMN_COUNT;

	for (unsigned c = 0; c < IC_LOADFILE_COLUMN_COUNT; c++) {
		value[c] = ic_loadfile_word((enum ic_loadfile_column)c);
	}
	if (has_natives(p)) {
		value[n++] = "NATIVEPATH";
	}
	for (unsigned k = 0; k < IC_FIELD_COUNT; k++) {
		if (p->columns >> k & 1) {
			upper(ic_field_word((enum ic_field_key)k), own[k]);
			value[n++] = own[k];
		}
	}
	ic_loadfile_row(out, value, n);
}

static bool is_row(const struct pack *p, const struct pack_file *f,
    uint32_t volume)
{
	return f->item == IC_ITEM_REDACTED && f->volume == volume &&
	    pack_gets(p, f);
}

bool pack_has_rows(const struct pack *p, uint32_t volume)
{
	for (size_t i = 0; i < p->nfiles; i++) {
		if (is_row(p, &p->files[i], volume)) {
			return true;
		}
	}
	return false;
}

bool pack_load_file(struct pack *p, uint32_t volume, struct ic_buf *out)
{
	ic_loadfile_begin(out);
	load_head(p, out);
	for (size_t i = 0; i < p->nfiles; i++) {
		if (is_row(p, &p->files[i], volume) && !load_row(p, i, out)) {
			break;
		}
	}
	return ic_buf_check(out, "the load file", &p->v.err);
}

static const struct ic_table_column columns[] = {
	{ "BEGBATES", "First number", 12, true },
	{ "ENDBATES", "Last number", 12, true },
	{ "PGCOUNT", "Pages", 6, true },
	{ "VOLUME", "Volume", 8, true },
	{ "KIND", "What it is", 16, false },
	{ "FILE", "File", 30, false },
	{ "AFTER", "Comes after", 12, true },
};
#define COLUMNS (sizeof(columns) / sizeof(*columns))

/* A column more, where a document came late to its place. */
static bool has_places(const struct pack *p)
{
	for (size_t i = 0; i < p->nfiles; i++) {
		if (p->files[i].of && p->files[i].of->after &&
		    pack_gets(p, &p->files[i])) {
			return true;
		}
	}
	return false;
}

static const char *kind_of(const struct pack_file *f)
{
	if (f->item == IC_ITEM_REDACTED && f->of->kind != IC_KIND_DOCUMENT) {
		return f->of->kind == IC_KIND_NATIVE
		    ? "placeholder of a native file"
		    : f->of->kind == IC_KIND_WITHHELD
		    ? "slip sheet: withheld"
		    : "slip sheet: cannot be read";
	}
	switch (f->item) {
	case IC_ITEM_PROPOSED:
		return "unredacted, proposals marked";
	case IC_ITEM_DISPUTED:
		return "unredacted, pages in dispute";
	case IC_ITEM_NATIVE:
		return "native file";
	default:
		return "redacted copy";
	}
}

/* Of unredacted files it would be false. */
const char *pack_limit(const struct pack *p)
{
	for (size_t i = 0; i < p->nfiles; i++) {
		if (ic_policy_unredacted(p->files[i].item) &&
		    pack_gets(p, &p->files[i])) {
			return "Verified of the redacted copies: what you "
			       "listed is gone from them. Not verified: that "
			       "you listed everything.";
		}
	}
	return IC_LIMIT_SENTENCE;
}

bool pack_index(struct pack *p, struct ic_table *out)
{
	ic_table_begin(out, "Index");
	if (p->v.m->headed) {
		ic_table_head(out, p->v.m->logs.court);
		ic_table_head(out, p->v.m->matter);
	}
	ic_table_caption(out, ic_audience_word(p->audience));
	ic_table_columns(out, columns, has_places(p) ? COLUMNS : COLUMNS - 1,
	    1);
	for (size_t i = 0; i < p->nfiles; i++) {
		const struct pack_file *f = &p->files[i];
		char pages[16], volume[IC_PROFILE_VOLUME_MAX + 1];
		const char *cell[COLUMNS] = { NULL, NULL, pages, volume,
			kind_of(f), f->as };

		if (!pack_gets(p, f) || f->item == IC_ITEM_TEXT ||
		    f->volume == PACK_NO_VOLUME) {
			continue;
		}
		cell[0] = pack_begin(p, f);
		cell[1] = pack_end(p, f);
		cell[COLUMNS - 1] = f->of->after ? f->of->after : "";
		snprintf(pages, sizeof(pages), "%lu", (unsigned long)count(f));
		ic_profile_volume(p->volume, f->volume, volume);
		ic_table_row(out, cell);
	}
	if (p->v.m->partial) {
		ic_table_note(out,
		    "PARTIAL: not all documents of the production are in this "
		    "set.");
	}
	ic_table_note(out, pack_limit(p));
	return ic_table_check(out, "the index", &p->v.err);
}

/*
 * Of each redaction what the page shows anyway: where it is, its codes and
 * their basis. A description was written for the court and the other side.
 */
bool pack_public_log(struct pack *p, struct ic_buf *out)
{
	static const char *const head[] = { "Bates page", "codes", "basis",
		"area" };
	static const char limit[] = IC_LIMIT_SENTENCE;
	const char *last[] = { limit };
	const struct ic_manifest *m = p->v.m;

	ic_csv_begin(out);
	ic_csv_row(out, head, 4);
	for (size_t i = 0; i < m->ndocuments; i++) {
		const struct ic_manifest_document *d = &m->documents[i];

		for (uint32_t k = 0; k < d->npages; k++) {
			for (uint32_t b = 0; b < d->pages[k].nboxes; b++) {
				const struct ic_manifest_box
				    *x = &d->pages[k].boxes[b];
				const struct ic_manifest_redaction
				    *r = &m->redactions[x->redaction];
				const char *cell[] = { d->pages[k].number,
					r->codes, r->basis,
					x->whole ? "whole" : "part" };

				if (!x->old_legend) {
					ic_csv_row(out, cell, 4);
				}
			}
		}
	}
	ic_csv_row(out, last, 1);
	return ic_buf_check(out, "the public log", &p->v.err);
}
