/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Read by the spec's reader, as core/profile.h is: the same YAML and words. */
#include "core/filing.h"

#include <stdlib.h>
#include <string.h>

#include "core/date.h"
#include "core/finding.h"
#include "spec_priv.h"

#define LINE(key) \
	static void read_##key(struct ic_reader *r, void *to) \
	{ \
		struct ic_filing_profile *p = to; \
\
		ic_read_line(r, #key, &p->key); \
	}

LINE(title)
LINE(rule)
LINE(source)
LINE(check)

static void read_date(struct ic_reader *r, void *to)
{
	struct ic_filing_profile *p = to;
	char day[IC_DATE_MAX];

	ic_read_line(r, "date", &p->date);
	if (p->date &&
	    (!ic_date_parse(p->date, day, NULL) || strcmp(day, p->date) != 0)) {
		ic_error_here(r, "\"date\" must be written like 2026-11-30");
	}
}

static void read_limit_bytes(struct ic_reader *r, void *to)
{
	struct ic_filing_profile *p = to;

	if (ic_read_integer(r, "limit_bytes", IC_FILING_LIMIT_MIN, 1ull << 41,
		&p->limit_bytes)) {
		p->asked.max_kib = (uint32_t)(p->limit_bytes >> 10);
	}
}

/* How bad a breach is. */
static bool read_severity(struct ic_reader *r, const char *key,
    uint32_t *severity)
{
	const char *const words[IC_SEVERITY_COUNT] = {
		ic_severity_word(IC_SEVERITY_ERROR),
		ic_severity_word(IC_SEVERITY_WARNING),
		ic_severity_word(IC_SEVERITY_NOTICE),
	};
	unsigned which;

	if (!ic_read_word(r, key, words, IC_SEVERITY_COUNT, &which)) {
		return false;
	}
	*severity = which;
	return true;
}

static void read_size(struct ic_reader *r, void *to)
{
	struct ic_filing_profile *p = to;

	read_severity(r, "size", &p->size);
}

#define ASKED(key, field) \
	static void read_##key(struct ic_reader *r, void *to) \
	{ \
		struct ic_filing_profile *p = to; \
		uint32_t severity; \
\
		if (read_severity(r, #key, &severity)) { \
			p->asked.field = severity + 1; \
		} \
	}

ASKED(encryption, unencrypted)
ASKED(active_content, no_active)
ASKED(fonts, fonts_embedded)
ASKED(searchable, searchable)
ASKED(structure, sound)
ASKED(page_size, sized)

/* Paper by its name, in milli-points. */
static const struct {
	const char *name;
	int32_t w, h;
} papers[] = {
	{ "letter", 612000, 792000 },
	{ "legal", 612000, 1008000 },
	{ "tabloid", 792000, 1224000 },
	{ "booklet", 441000, 666000 }, /* 6 1/8 by 9 1/4 in: S. Ct. R. 33.1 */
	{ "a4", 595276, 841890 },
};

static void add_paper(struct ic_reader *r, struct ic_filing *f,
    const struct ic_field *name)
{
	struct ic_place at = { r->source, name->line, name->column };

	for (size_t i = 0; i < sizeof(papers) / sizeof(*papers); i++) {
		if (strcmp(papers[i].name, name->text) == 0) {
			f->w[f->nsizes] = papers[i].w;
			f->h[f->nsizes++] = papers[i].h;
			return;
		}
	}
	ic_error_at(r, at,
	    "\"pages\" must name letter, legal, tabloid, booklet or a4");
}

static void read_pages(struct ic_reader *r, void *to)
{
	struct ic_filing_profile *p = to;
	struct ic_field *list = NULL;
	size_t n = ic_read_texts(r, &r->raw, "pages", IC_AUDIT_SIZES_MAX,
	    &list);

	for (size_t i = 0; i < n; i++) {
		add_paper(r, &p->asked, &list[i]);
	}
}

static const struct ic_key filing_keys[] = {
	{ "title", read_title, false },
	{ "rule", read_rule, false },
	{ "source", read_source, false },
	{ "date", read_date, false },
	{ "check", read_check, false },
	{ "limit_bytes", read_limit_bytes, false },
	{ "size", read_size, false },
	{ "encryption", read_encryption, false },
	{ "active_content", read_active_content, false },
	{ "fonts", read_fonts, false },
	{ "searchable", read_searchable, false },
	{ "structure", read_structure, false },
	{ "pages", read_pages, false },
	{ "page_size", read_page_size, false },
};

static const struct ic_mapping map_filing = { "the profile", filing_keys,
	sizeof(filing_keys) / sizeof(*filing_keys) };

static void check_needed(struct ic_reader *r, const struct ic_filing_profile *p)
{
	const struct {
		const char *key, *value, *why;
	} needed[] = {
		{ "title", p->title, "what it is for" },
		{ "rule", p->rule, "the rule that it follows" },
		{ "source", p->source, "where that was read" },
		{ "date", p->date, "when it was read" },
		{ "check", p->check,
		    "what is to be checked before it is relied upon" },
	};
	struct ic_place whole = { r->source, 0, 0 };

	for (size_t i = 0; i < sizeof(needed) / sizeof(*needed); i++) {
		if (!needed[i].value) {
			ic_error_at(r, whole,
			    "the profile has no \"%s\": write %s",
			    needed[i].key, needed[i].why);
		}
	}
	if ((p->asked.nsizes > 0) != (p->asked.sized > 0)) {
		ic_error_at(r, whole,
		    "\"pages\" and \"page_size\" belong together: which sizes "
		    "are taken, and how bad another is");
	}
}

static void read_filing(struct ic_reader *r, struct ic_filing_profile *p)
{
	uint64_t seen;

	ic_yaml_next(&r->y);
	if (r->y.kind == IC_YAML_STOP) {
		if (!r->y.broken) {
			ic_error_at(r, (struct ic_place){ r->source, 0, 0 },
			    "the profile is empty");
			ic_yaml_end(&r->y);
		}
		return;
	}
	seen = ic_read_mapping(r, &map_filing, p);
	ic_yaml_next(&r->y);
	ic_yaml_end(&r->y);
	if (!r->y.broken && seen) {
		check_needed(r, p);
	}
}

static bool read_all(struct ic_filing_profile *out, struct ic_source *source,
    struct ic_spec *scratch, struct ic_diags *diags)
{
	struct ic_diags found = { 0 }, fatal = { 0 };
	struct ic_reader r = { .spec = scratch,
		.diags = &found,
		.source = source };
	bool ok;

	if (ic_yaml_open(&r.y, source, &found, &fatal)) {
		read_filing(&r, out);
	}
	ok = fatal.errors + found.errors == 0;
	ic_diags_move(diags, fatal.errors ? &fatal : &found);
	ic_diags_finish(&fatal);
	ic_diags_finish(&found);
	free(ic_yaml_close(&r.y));
	/* It has no secrets, and whoever prints has its excerpts by now. */
	source->secret = NULL;
	source->nsecret = 0;
	ic_arena_finish(&r.raw);
	return ok;
}

static struct ic_source *new_source(struct ic_arena *a, const char *name,
    const char *text, size_t len)
{
	struct ic_source *s = ic_arena_alloc(a, 1, sizeof *s);

	if (!s) {
		return NULL;
	}
	*s = (struct ic_source){ .name = ic_arena_strdup(a, name),
		.text = ic_arena_strndup(a, text, len),
		.len = len };
	return s->name && s->text ? s : NULL;
}

bool ic_filing_load(const char *name, const char *text, size_t len,
    struct ic_filing_profile *out, struct ic_diags *diags)
{
	struct ic_spec scratch = { 0 };
	struct ic_source *source;
	const char **texts[] = { &out->title, &out->rule, &out->source,
		&out->date, &out->check };
	bool ok;

	if (len > IC_FILING_BYTES_MAX) {
		ic_diag_add(diags, IC_LEVEL_ERROR, (struct ic_place){ 0 },
		    "the profile is larger than %zu kB",
		    IC_FILING_BYTES_MAX >> 10);
		return false;
	}
	source = new_source(&scratch.arena, name, text, len);
	if (!source) {
		ic_diag_add(diags, IC_LEVEL_ERROR, (struct ic_place){ 0 },
		    "out of memory");
		ic_arena_finish(&scratch.arena);
		return false;
	}
	ok = read_all(out, source, &scratch, diags);
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		*texts[i] = *texts[i] ? *texts[i] : "";
	}
	out->text = source;
	out->arena = scratch.arena;
	return ok;
}

void ic_filing_finish(struct ic_filing_profile *p)
{
	if (p) {
		ic_arena_finish(&p->arena);
		*p = (struct ic_filing_profile){ 0 };
	}
}
