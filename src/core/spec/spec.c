/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/spec.h"

#include <stdlib.h>
#include <string.h>

#include "spec_priv.h"

static void read_matter(struct ic_reader *r, void *to)
{
	(void)to;
	ic_read_line(r, "matter", &r->spec->matter);
}

/* One file or several, none of them twice. */
static void read_csv_names(struct ic_reader *r, void *to)
{
	struct ic_field *f;
	size_t n = ic_read_texts(r, &r->raw, "redactions_csv", IC_SPEC_CSVS_MAX,
	    &f);

	(void)to;
	for (size_t i = 0; i < n; i++) {
		const char *fault = ic_file_fault(f[i].text);

		for (size_t k = 0; !fault && k < i; k++) {
			fault = strcmp(f[i].text, f[k].text) == 0
			    ? "names the same file twice"
			    : NULL;
		}
		if (fault) {
			ic_error_at(r,
			    (struct ic_place){ r->source, f[i].line,
				f[i].column },
			    "\"redactions_csv\" %s", fault);
			return;
		}
	}
	r->csv_names = f;
	r->ncsvs = n;
}

static void read_rulings_name(struct ic_reader *r, void *to)
{
	(void)to;
	r->rulings_at = r->y.place;
	ic_read_file(r, "rulings_csv", &r->rulings_name);
}

static void read_rows_name(struct ic_reader *r, void *to)
{
	(void)to;
	r->rows_at = r->y.place;
	ic_read_file(r, "documents_csv", &r->rows_name);
}

/* Its numbers are read when all prefixes are known. */
static void read_misnumbered(struct ic_reader *r, void *to)
{
	(void)to;
	r->nmisnumbered = ic_read_texts(r, &r->raw, "misnumbered",
	    IC_BATES_RANGES_MAX, &r->misnumbered);
}

static const struct ic_key top_keys[] = {
	{ "matter", read_matter, false },
	{ "bates", ic_read_bates, false },
	{ "prefixes", ic_read_prefixes, false },
	{ "legend", ic_read_legend, false },
	{ "raster", ic_read_raster, false },
	{ "boxes", ic_read_boxes, false },
	{ "units", ic_read_units, false },
	{ "engine", ic_read_engine, false },
	{ "documents", ic_read_documents, false },
	{ "codes", ic_read_codes, false },
	{ "redactions", ic_read_redactions, false },
	{ "redactions_csv", read_csv_names, false },
	{ "on_unreadable", ic_read_unreadable, false },
	{ "service", ic_read_service, false },
	{ "copies", ic_read_copies, false },
	{ "proposed", ic_read_proposed, false },
	{ "rulings_csv", read_rulings_name, false },
	{ "documents_csv", read_rows_name, false },
	{ "logs", ic_read_logs, false },
	{ "reference_list", ic_read_reference_list, false },
	{ "old_legend", ic_read_old_legend, false },
	{ "misnumbered", read_misnumbered, false },
};

/* Bits of the keys that must be there. */
enum { HAS_BATES = 2, HAS_DOCUMENTS = 1 << 8 };

const struct ic_mapping ic_map_top = { "the spec", top_keys,
	sizeof top_keys / sizeof *top_keys };

static void set_defaults(struct ic_reader *r)
{
	struct ic_spec *spec = r->spec;

	spec->numbering.at = IC_BOTTOM_RIGHT;
	spec->numbering.size = 10 * IC_MPT;
	spec->numbering.margin = 18 * IC_MPT;
	spec->legend.at = IC_BOTTOM_LEFT;
	spec->copies = IC_COPY_BIT(REDACTED);
	spec->marking.banner_at = IC_TOP_CENTER;
	spec->dpi = 300;
	spec->labels = true;
	r->digits = 6;
	r->start = 1;
}

static void read_top(struct ic_reader *r)
{
	struct ic_place top = { r->source, 0, 0 };
	uint64_t seen;
	size_t before;

	ic_yaml_next(&r->y);
	if (r->y.kind == IC_YAML_STOP && !r->y.broken) {
		ic_error_at(r, top, "the spec is empty");
		ic_yaml_end(&r->y);
		return;
	}
	before = r->diags->errors;
	seen = ic_read_mapping(r, &ic_map_top, NULL);
	ic_yaml_next(&r->y);
	ic_yaml_end(&r->y);
	if (r->y.broken) {
		return;
	}
	if (seen == 0) {
		if (r->diags->errors == before) {
			ic_error_at(r, top, "the spec is empty");
		}
		return;
	}
	if (!(seen & HAS_BATES)) {
		ic_error_at(r, top,
		    "the spec has no \"bates\": write how "
		    "pages are numbered, like bates: { prefix: COE }");
	}
	if (!(seen & HAS_DOCUMENTS)) {
		ic_error_at(r, top, "the spec has no \"documents\"");
	}
}

/* The text must not end before the diagnostics that speak of it. */
static struct ic_source *new_source(struct ic_spec *spec, const char *name,
    const char *text, size_t len)
{
	struct ic_source *s = ic_arena_alloc(&spec->arena, 1, sizeof *s);

	if (!s) {
		return NULL;
	}
	s->name = ic_arena_strdup(&spec->arena, name);
	if (text) {
		s->text = ic_arena_strndup(&spec->arena, text, len);
		s->len = len;
	}
	return s->name && (s->text || !text) ? s : NULL;
}

static void read_csv(struct ic_reader *r, size_t i)
{
	const struct ic_field *f = &r->csv_names[i];
	struct ic_error err = { 0 };
	size_t len = 0;

	if (!r->io->read(r->io->user, f->text, &r->csv_texts[i], &len, &err)) {
		ic_error_at(r,
		    (struct ic_place){ r->source, f->line, f->column }, "%s",
		    err.msg);
		return;
	}
	r->csv = new_source(r->spec, f->text, NULL, 0);
	if (!r->csv) {
		ic_error_memory(r);
		return;
	}
	r->csv->csv = true;
	if (!r->spec->sources[1]) {
		r->spec->sources[1] = r->csv;
	}
	ic_read_csv(r, r->csv_texts[i], len);
}

static void read_csvs(struct ic_reader *r)
{
	r->csv_texts = calloc(r->ncsvs + 1, sizeof *r->csv_texts);
	if (!r->csv_texts) {
		ic_error_memory(r);
		return;
	}
	for (size_t i = 0; i < r->ncsvs && !r->too_many; i++) {
		read_csv(r, i);
	}
}

const struct ic_source *ic_csv_source(struct ic_reader *r, const char *name)
{
	struct ic_source *s = new_source(r->spec, name, NULL, 0);

	if (s) {
		s->csv = true;
	} else {
		ic_error_memory(r);
	}
	return s;
}

typedef void read_table_fn(struct ic_reader *r, const struct ic_source *source,
    char *text, size_t len);

/* A CSV of which nothing is pointed into once it is read. */
struct table {
	const char *name;
	struct ic_place at; /* of its name */
	size_t source;      /* in ic_spec.sources */
	read_table_fn *take;
};

static void read_table(struct ic_reader *r, const struct table *t)
{
	struct ic_source *source;
	struct ic_error err = { 0 };
	char *text = NULL;
	size_t len = 0;

	if (!t->name) {
		return;
	}
	if (!r->io->read(r->io->user, t->name, &text, &len, &err)) {
		ic_error_at(r, t->at, "%s", err.msg);
		return;
	}
	source = new_source(r->spec, t->name, NULL, 0);
	if (source) {
		source->csv = true;
		r->spec->sources[t->source] = source;
		t->take(r, source, text, len);
	} else {
		ic_error_memory(r);
	}
	free(text);
}

static void take_codes(struct ic_reader *r)
{
	struct ic_spec *spec = r->spec;

	spec->codes = ic_arena_alloc(&spec->arena, r->ncodes,
	    sizeof *spec->codes);
	if (!spec->codes) {
		ic_error_memory(r);
		return;
	}
	if (r->ncodes) {
		memcpy(spec->codes, r->codes, r->ncodes * sizeof *r->codes);
	}
	spec->ncodes = r->ncodes;
}

/* The spans live as long as the text that they speak of. */
static void take_spans(struct ic_reader *r)
{
	struct ic_span *spans = ic_yaml_close(&r->y), *kept;
	size_t n = r->source->nsecret;

	kept = ic_arena_alloc(&r->spec->arena, n, sizeof *kept);
	if (kept && n) {
		memcpy(kept, spans, n * sizeof *kept);
	}
	r->source->secret = kept;
	if (!kept) {
		r->source->nsecret = 0;
		r->source->known = 0;
		ic_error_memory(r);
	}
	free(spans);
}

static void read_all(struct ic_reader *r, struct ic_diags *fatal)
{
	set_defaults(r);
	if (ic_yaml_open(&r->y, r->source, r->diags, fatal)) {
		read_top(r);
	}
	take_spans(r);
	if (fatal->errors) {
		return;
	}
	read_csvs(r);
	ic_resolve_settings(r);
	ic_resolve_documents(r);
	read_table(r,
	    &(struct table){ r->rows_name, r->rows_at, 3,
		ic_read_document_rows });
	take_codes(r);
	ic_resolve_redactions(r);
	read_table(r,
	    &(struct table){ r->rulings_name, r->rulings_at, 2,
		ic_read_rulings });
	ic_spec_check_copies(r->spec, r->spec->copies, r->diags);
}

static void reader_finish(struct ic_reader *r)
{
	for (size_t i = 0; r->csv_texts && i < r->ncsvs; i++) {
		free(r->csv_texts[i]);
	}
	free(r->csv_texts);
	free(r->documents);
	free(r->made);
	free(r->codes);
	free(r->raws);
	ic_index_finish(&r->by_file);
	ic_index_finish(&r->by_code);
	ic_index_finish(&r->by_id);
	ic_arena_finish(&r->raw);
}

bool ic_spec_load(const char *name, const char *text, size_t len,
    const struct ic_spec_io *io, struct ic_spec *out, struct ic_diags *diags)
{
	struct ic_diags found = { 0 }, fatal = { 0 };
	struct ic_reader r = { .spec = out, .io = io, .diags = &found };
	bool ok;

	if (len > IC_SPEC_BYTES_MAX) {
		ic_diag_add(diags, IC_LEVEL_ERROR, (struct ic_place){ 0 },
		    "the spec is larger than %zu MB", IC_SPEC_BYTES_MAX >> 20);
		return false;
	}
	r.source = new_source(out, name, text, len);
	if (!r.source) {
		ic_diag_add(diags, IC_LEVEL_ERROR, (struct ic_place){ 0 },
		    "the spec is too large for this machine's memory");
		return false;
	}
	out->sources[0] = r.source;
	read_all(&r, &fatal);
	reader_finish(&r);
	ok = fatal.errors + found.errors == 0;
	ic_diags_move(diags, fatal.errors ? &fatal : &found);
	ic_diags_finish(&fatal);
	ic_diags_finish(&found);
	return ok;
}

void ic_spec_finish(struct ic_spec *spec)
{
	if (!spec) {
		return;
	}
	ic_arena_finish(&spec->arena);
	*spec = (struct ic_spec){ 0 };
}
