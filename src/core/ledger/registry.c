/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/registry.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/date.h"
#include "registry_priv.h"

static bool no_memory(struct ic_error *err)
{
	return ic_fail(err, IC_EENV, "out of memory");
}

static bool foreign(struct ic_error *err)
{
	return ic_fail(err, IC_ESPEC, "is not one that this program wrote");
}

/* Whatever a file may be called: who shows it makes it visible. */
static const char *name_of(struct ic_registry *r, const json_t *o,
    const char *key)
{
	const char *s = json_string_value(json_object_get(o, key));

	return s && s[0] && strlen(s) <= IC_REGISTRY_NAME_MAX
	    ? ic_arena_strdup(&r->arena, s)
	    : NULL;
}

/* 2026-12-01T17:02:11Z */
static const char *time_of(struct ic_registry *r, const json_t *o)
{
	const char *s = json_string_value(json_object_get(o, "at"));
	char day[IC_DATE_MAX], back[IC_DATE_MAX];

	if (!s || strlen(s) != 20 || s[10] != 'T' || s[19] != 'Z' ||
	    !ic_ledger_text_ok(s, 20)) {
		return NULL;
	}
	snprintf(day, sizeof(day), "%.10s", s);
	return ic_date_parse(day, back, NULL) && strcmp(day, back) == 0
	    ? ic_arena_strdup(&r->arena, s)
	    : NULL;
}

static const char *hash_of(struct ic_registry *r, const json_t *o)
{
	const char *s = json_string_value(json_object_get(o, "sha256"));

	return s && (!s[0] || ic_ledger_hash_ok(s))
	    ? ic_arena_strdup(&r->arena, s)
	    : NULL;
}

/* The same number is printed in one way only. */
static const char *number_of(struct ic_registry *r, const json_t *o,
    const char *key, const struct ic_prefixes *p, struct ic_bates *out)
{
	const char *s = json_string_value(json_object_get(o, key));
	char text[IC_BATES_MAX];

	if (!s || strlen(s) >= IC_BATES_MAX ||
	    !ic_bates_parse(p, s, out, NULL)) {
		return NULL;
	}
	ic_bates_format(p, out, text);
	return strcmp(s, text) == 0 ? ic_arena_strdup(&r->arena, s) : NULL;
}

static bool get_numbers(struct ic_registry *r, const json_t *o,
    struct ic_registered *e, struct ic_bates_range *range)
{
	const char *s = json_string_value(json_object_get(o, "prefix"));
	const struct ic_prefixes one = { &e->prefix, 1 };
	struct ic_bates after;
	uint64_t pages;

	if (!s || !ic_bates_prefix_ok(s, NULL)) {
		return false;
	}
	e->prefix = ic_arena_strdup(&r->arena, s);
	if (!e->prefix) {
		return false;
	}
	e->first = number_of(r, o, "first", &one, &range->first);
	e->last = number_of(r, o, "last", &one, &range->last);
	e->after = json_object_get(o, "after")
	    ? number_of(r, o, "after", &one, &after)
	    : "";
	return e->first && e->last && e->after &&
	    ic_bates_between(&range->first, &range->last, &pages) &&
	    pages < IC_REGISTRY_PAGES_MAX;
}

static bool get_page(const json_t *o, uint32_t *out)
{
	const json_t *page = json_object_get(o, "page");
	json_int_t v = json_integer_value(page);

	*out = (uint32_t)v;
	return !page ||
	    (json_is_integer(page) && v >= 0 && v < IC_REGISTRY_PAGES_MAX);
}

static bool get_line(struct ic_registry *r, const json_t *o,
    struct ic_registered *e, struct ic_bates_range *range)
{
	const json_t *stamped = json_object_get(o, "stamped");

	e->at = time_of(r, o);
	e->spec = name_of(r, o, "spec");
	e->file = name_of(r, o, "file");
	e->sha256 = hash_of(r, o);
	e->stamped = json_is_true(stamped);
	return e->at && e->spec && e->file && e->sha256 &&
	    (!stamped || e->stamped) && get_page(o, &e->page) &&
	    get_numbers(r, o, e, range);
}

static bool grow(struct ic_registry *r, struct ic_error *err)
{
	size_t cap = r->cap ? 2 * r->cap : 64;
	void *p;

	if (r->n < r->cap) {
		return true;
	}
	if (r->n >= IC_REGISTRY_LINES_MAX) {
		return ic_fail(err, IC_ELIMIT, "is one too many: there are %d",
		    IC_REGISTRY_LINES_MAX);
	}
	p = reallocarray(r->at, cap, sizeof(*r->at));
	if (!p) {
		return no_memory(err);
	}
	r->at = p;
	r->cap = cap;
	return true;
}

static bool add(void *user, const json_t *o, struct ic_error *err)
{
	struct ic_registry *r = user;
	struct ic_registered e = { 0 };
	struct ic_bates_range range;
	uint32_t prefix;

	if (!get_line(r, o, &e, &range)) {
		return foreign(err);
	}
	if (!registry_prefix(r, e.prefix, &prefix, err) || !grow(r, err)) {
		return false;
	}
	range.first.prefix = range.last.prefix = prefix;
	if (!ic_spans_add(&r->spans, &range, (uint32_t)r->n, err)) {
		return false;
	}
	r->at[r->n++] = e;
	return true;
}

bool ic_registry_load(const char *text, size_t len, struct ic_registry *out,
    struct ic_error *err)
{
	struct ic_registry r = { 0 };

	if (!ic_ledger_read(text, len, add, &r, &r.ledger, err) ||
	    !registry_sort(&r, err)) {
		ic_registry_finish(&r);
		return false;
	}
	*out = r;
	return true;
}

bool ic_registry_line(struct ic_registry *r, const struct ic_registered *e,
    struct ic_buf *out, struct ic_error *err)
{
	struct ic_json j = { .out = out };
	size_t had = out->len;

	ic_ledger_begin(&r->ledger, &j);
	ic_json_string(&j, "at", e->at);
	ic_json_string(&j, "spec", e->spec);
	ic_json_string(&j, "file", e->file);
	ic_json_string(&j, "prefix", e->prefix);
	ic_json_string(&j, "first", e->first);
	ic_json_string(&j, "last", e->last);
	ic_json_string(&j, "sha256", e->sha256);
	if (e->page) {
		ic_json_int(&j, "page", e->page);
	}
	if (e->stamped) {
		ic_json_bool(&j, "stamped", true);
	}
	if (e->after[0]) {
		ic_json_string(&j, "after", e->after);
	}
	ic_json_end(&j);
	return ic_json_finish(&j, err) &&
	    ic_ledger_follow(&r->ledger, (const char *)out->data + had,
		out->len - had, err);
}

void ic_registered_range(const struct ic_registered *e,
    char out[IC_BATES_RANGE_MAX])
{
	bool one = strcmp(e->first, e->last) == 0;

	snprintf(out, IC_BATES_RANGE_MAX, "%.63s%s%.63s", e->first,
	    one ? "" : "-", one ? "" : e->last);
}

void ic_registered_day(const struct ic_registered *e,
    char out[IC_REGISTRY_DAY_MAX])
{
	snprintf(out, IC_REGISTRY_DAY_MAX, "%.10s", e->at);
}

void ic_registry_finish(struct ic_registry *r)
{
	if (r) {
		free(r->at);
		free(r->prefix);
		free(r->by_file);
		free(r->by_sha256);
		ic_spans_finish(&r->spans);
		ic_arena_finish(&r->arena);
		*r = (struct ic_registry){ 0 };
	}
}
