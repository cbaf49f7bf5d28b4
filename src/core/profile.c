/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Profiles are read by the spec's reader: the same YAML, the same messages.
 * What that keeps in a spec's arena becomes the profile's.
 */
#include "core/profile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/date.h"
#include "spec_priv.h"

#define RANGE "{range}"

static void line(struct ic_reader *r, const char *key, const char **out)
{
	ic_read_line(r, key, out);
}

#define LINE(key) \
	static void read_##key(struct ic_reader *r, void *to) \
	{ \
		struct ic_profile *p = to; \
\
		line(r, #key, &p->key); \
	}

LINE(title)
LINE(rule)
LINE(source)
LINE(check)
LINE(mark)
LINE(banner)
LINE(to)
LINE(court)
LINE(opposing)

static bool is_date(const char *s)
{
	char day[IC_DATE_MAX];

	return ic_date_parse(s, day, NULL) && strcmp(day, s) == 0;
}

static void read_date(struct ic_reader *r, void *to)
{
	struct ic_profile *p = to;

	line(r, "date", &p->date);
	if (p->date && !is_date(p->date)) {
		ic_error_here(r, "\"date\" must be written like 2026-11-30");
	}
}

/* Courts write "10 MB": of what that may mean, the less is safe. */
static bool is_megabytes(const struct ic_reader *r, uint64_t *out)
{
	size_t n = r->y.kind == IC_YAML_SCALAR ? r->y.len : 0;

	if (n < 3 || strncasecmp(r->y.text + n - 2, "MB", 2) != 0) {
		return false;
	}
	n -= r->y.text[n - 3] == ' ' ? 3 : 2;
	return ic_integer_parse(r->y.text, n, 1 << 20, out);
}

static void read_bytes(struct ic_reader *r, const char *key, uint64_t max,
    uint64_t *out)
{
	uint64_t mb;

	if (is_megabytes(r, &mb)) {
		ic_error_here(r, "\"%s\" is in bytes: write %llu", key,
		    (unsigned long long)mb * 1000000);
		ic_yaml_skip(&r->y);
		return;
	}
	ic_read_integer(r, key, IC_PROFILE_LIMIT_MIN, max, out);
}

static void read_limit_bytes(struct ic_reader *r, void *to)
{
	struct ic_profile *p = to;

	read_bytes(r, "limit_bytes", 1ull << 40, &p->limit_bytes);
}

static void read_limit_volume(struct ic_reader *r, void *to)
{
	struct ic_profile *p = to;

	read_bytes(r, "limit_volume", 1ull << 50, &p->limit_volume);
}

static void add_audience(struct ic_reader *r, struct ic_profile *p,
    const struct ic_field *f)
{
	struct ic_place at = { r->source, f->line, f->column };
	enum ic_audience a;

	if (!ic_audience_parse(f->text, &a)) {
		ic_error_at(r, at, "\"audiences\" must name %s, %s or %s",
		    ic_audience_word(IC_AUDIENCE_COURT),
		    ic_audience_word(IC_AUDIENCE_OPPOSING),
		    ic_audience_word(IC_AUDIENCE_PUBLIC));
		return;
	}
	if (p->audiences >> a & 1) {
		ic_error_at(r, at, "\"audiences\" names %s twice", f->text);
	}
	p->audiences |= 1u << a;
}

static void read_audiences(struct ic_reader *r, void *to)
{
	struct ic_field *list = NULL;
	size_t n = ic_read_texts(r, &r->raw, "audiences", 8, &list);

	for (size_t i = 0; i < n; i++) {
		add_audience(r, to, &list[i]);
	}
}

/* A pattern must not pass for what it is not, nor lead out of its folder. */
static const char *names_fault(const char *s)
{
	const char *at = strstr(s, RANGE);

	if (!at || strstr(at + 1, RANGE)) {
		return "must hold {range} once, where the Bates range stands";
	}
	if (strlen(s) > IC_PROFILE_NAME_MAX) {
		return "is too long for a file name";
	}
	for (const char *c = s; *c; c++) {
		bool ok = (*c >= 'a' && *c <= 'z') ||
		    (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9') ||
		    strchr(" _-().", *c);

		if (!ok && (c < at || c >= at + strlen(RANGE))) {
			return "may hold letters, digits, blanks and _ - ( ) . "
			       "beside {range}";
		}
	}
	if (*s == '.' || *s == ' ' || strstr(s, "..")) {
		return "must not begin with a point or a blank, nor hold two "
		       "points";
	}
	if (strcasestr(s, "unredacted")) {
		return "must not say UNREDACTED: unredacted copies say so of "
		       "themselves";
	}
	return NULL;
}

static void read_names(struct ic_reader *r, void *to)
{
	struct ic_profile *p = to;
	const char *fault;

	line(r, "names", &p->names);
	fault = p->names ? names_fault(p->names) : NULL;
	if (fault) {
		ic_error_here(r, "\"names\" %s", fault);
	}
}

static void read_volume(struct ic_reader *r, void *to)
{
	struct ic_profile *p = to;

	line(r, "volume", &p->volume);
	if (p->volume && !ic_profile_volume_ok(p->volume)) {
		ic_error_here(r,
		    "\"volume\" must be letters and then digits, like VOL001");
	}
}

static const struct ic_key profile_keys[] = {
	{ "title", read_title, false },
	{ "rule", read_rule, false },
	{ "source", read_source, false },
	{ "date", read_date, false },
	{ "check", read_check, false },
	{ "limit_bytes", read_limit_bytes, false },
	{ "limit_volume", read_limit_volume, false },
	{ "audiences", read_audiences, false },
	{ "names", read_names, false },
	{ "volume", read_volume, false },
	{ "mark", read_mark, false },
	{ "banner", read_banner, false },
	{ "to", read_to, false },
	{ "court", read_court, false },
	{ "opposing", read_opposing, false },
};

static const struct ic_mapping map_profile = { "the profile", profile_keys,
	sizeof profile_keys / sizeof *profile_keys };

/* The first so many keys must be there: up to the audiences. */
#define NEEDED 8

static bool is_empty(const struct ic_profile *p, unsigned key)
{
	const char *const text[] = { p->title, p->rule, p->source, p->date,
		p->check };

	return key < sizeof text / sizeof *text && !text[key];
}

static void check_needed(struct ic_reader *r, const struct ic_profile *p,
    uint32_t seen)
{
	static const char *const why[NEEDED] = {
		"what it is for",
		"the rule that it follows",
		"where that was read",
		"when it was read",
		"what is to be checked before it is relied upon",
		"the largest PDF that may be sent, in bytes",
		"the most that goes into a volume or an e-mail, in bytes",
		"for whom it makes folders",
	};

	for (unsigned i = 0; i < NEEDED; i++) {
		if (!(seen >> i & 1) || is_empty(p, i)) {
			ic_error_at(r, (struct ic_place){ r->source, 0, 0 },
			    "the profile has no \"%s\": write %s",
			    profile_keys[i].name, why[i]);
		}
	}
}

static void read_profile(struct ic_reader *r, struct ic_profile *p)
{
	uint32_t seen;

	ic_yaml_next(&r->y);
	if (r->y.kind == IC_YAML_STOP) {
		if (!r->y.broken) {
			ic_error_at(r, (struct ic_place){ r->source, 0, 0 },
			    "the profile is empty");
			ic_yaml_end(&r->y);
		}
		return;
	}
	seen = ic_read_mapping(r, &map_profile, p);
	ic_yaml_next(&r->y);
	ic_yaml_end(&r->y);
	if (!r->y.broken && seen) {
		check_needed(r, p, seen);
	}
	if (p->limit_volume && p->limit_volume < p->limit_bytes) {
		ic_error_at(r, (struct ic_place){ r->source, 0, 0 },
		    "\"limit_volume\" is less than \"limit_bytes\": no volume "
		    "could hold such a PDF");
	}
}

static void set_defaults(struct ic_profile *p)
{
	const char **text[] = { &p->title, &p->rule, &p->source, &p->date,
		&p->check, &p->mark, &p->banner, &p->to, &p->court,
		&p->opposing };

	for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
		*text[i] = *text[i] ? *text[i] : "";
	}
	p->names = p->names ? p->names : RANGE;
	p->volume = p->volume ? p->volume : "VOL001";
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

static bool read_all(struct ic_profile *out, struct ic_source *source,
    struct ic_spec *scratch, struct ic_diags *diags)
{
	struct ic_diags found = { 0 }, fatal = { 0 };
	struct ic_reader r = { .spec = scratch,
		.diags = &found,
		.source = source };
	bool ok;

	if (ic_yaml_open(&r.y, source, &found, &fatal)) {
		read_profile(&r, out);
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

bool ic_profile_load(const char *name, const char *text, size_t len,
    struct ic_profile *out, struct ic_diags *diags)
{
	struct ic_spec scratch = { 0 };
	struct ic_source *source;
	bool ok;

	if (len > IC_PROFILE_BYTES_MAX) {
		ic_diag_add(diags, IC_LEVEL_ERROR, (struct ic_place){ 0 },
		    "the profile is larger than %zu kB",
		    IC_PROFILE_BYTES_MAX >> 10);
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
	set_defaults(out);
	out->text = source;
	out->arena = scratch.arena;
	return ok;
}

/* Where the digits of a volume's name begin; NULL if it is none. */
static const char *digits_of(const char *name)
{
	size_t letters = strspn(name,
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_");
	size_t digits = strspn(name + letters, "0123456789");

	return letters > 0 && name[0] != '-' && digits > 0 && digits <= 6 &&
		name[letters + digits] == '\0' &&
		letters + digits <= IC_PROFILE_VOLUME_MAX
	    ? name + letters
	    : NULL;
}

bool ic_profile_volume_ok(const char *first)
{
	return digits_of(first) != NULL;
}

bool ic_profile_volume(const char *first, unsigned n,
    char out[IC_PROFILE_VOLUME_MAX + 1])
{
	const char *digits = digits_of(first);
	uint64_t value, most = 1;
	size_t width;

	if (!digits ||
	    !ic_integer_parse(digits, strlen(digits), 999999, &value)) {
		return false;
	}
	width = strlen(digits);
	for (size_t i = 0; i < width; i++) {
		most *= 10;
	}
	if (value + n >= most) {
		return false;
	}
	snprintf(out, IC_PROFILE_VOLUME_MAX + 1, "%.*s%0*llu",
	    (int)(digits - first), first, (int)width,
	    (unsigned long long)(value + n));
	return true;
}

void ic_profile_finish(struct ic_profile *p)
{
	if (p) {
		ic_arena_finish(&p->arena);
		*p = (struct ic_profile){ 0 };
	}
}
