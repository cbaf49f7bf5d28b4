/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/register.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool foreign(struct ic_error *err)
{
	return ic_fail(err, IC_ESPEC, "is not one that this program wrote");
}

static const char *text_of(struct ic_register *r, const json_t *o,
    const char *key, size_t max)
{
	const char *s = json_string_value(json_object_get(o, key));

	return s && ic_ledger_text_ok(s, max) ? ic_arena_strdup(&r->arena, s)
					      : NULL;
}

/* What names a file in a volume, and nothing beside it. */
static bool name_ok(const char *s)
{
	return s[0] != '/' && strcmp(s, "..") != 0 &&
	    strncmp(s, "../", 3) != 0 && !strstr(s, "/../");
}

static bool get_file(struct ic_register *r, const json_t *o,
    struct ic_served_file *f)
{
	json_t *bytes = json_object_get(o, "bytes");
	const char *range = json_string_value(json_object_get(o, "range"));

	f->name = text_of(r, o, "name", IC_SERVED_NAME_MAX);
	f->sha256 = text_of(r, o, "sha256", 64);
	f->range = range && range[0]
	    ? text_of(r, o, "range", IC_BATES_RANGE_MAX - 1)
	    : range;
	f->range = f->range && !f->range[0] ? "" : f->range;
	f->bytes = (uint64_t)json_integer_value(bytes);
	return f->name && name_ok(f->name) && f->sha256 &&
	    ic_ledger_hash_ok(f->sha256) && f->range &&
	    json_is_integer(bytes) && json_integer_value(bytes) >= 0;
}

static bool get_files(struct ic_register *r, const json_t *a,
    struct ic_serving *s)
{
	size_t n = json_array_size(a);
	struct ic_served_file *files;

	if (n == 0 || n > IC_SERVED_FILES_MAX) {
		return false;
	}
	files = ic_arena_alloc(&r->arena, n, sizeof(*files));
	for (size_t i = 0; files && i < n; i++) {
		if (!get_file(r, json_array_get(a, i), &files[i])) {
			return false;
		}
	}
	s->files = files;
	s->nfiles = n;
	return files != NULL;
}

const char *ic_served_word(unsigned nth)
{
	return nth == IC_COPIES ? "native" : ic_copy_word((enum ic_copy)nth);
}

uint32_t ic_served_bit(const char *word)
{
	for (unsigned n = 0; n < IC_SERVED_WORDS; n++) {
		if (strcmp(word, ic_served_word(n)) == 0) {
			return 1u << n;
		}
	}
	return 0;
}

static bool get_copies(const json_t *a, uint32_t *out)
{
	uint32_t bits = 0;

	for (size_t i = 0; i < json_array_size(a); i++) {
		const char *w = json_string_value(json_array_get(a, i));
		uint32_t bit = w ? ic_served_bit(w) : 0;

		if (!bit) {
			return false;
		}
		bits |= bit;
	}
	*out = bits;
	return bits != 0;
}

static bool get_date(struct ic_register *r, const json_t *o, const char **out)
{
	char day[IC_DATE_MAX];

	*out = text_of(r, o, "date", IC_DATE_MAX - 1);
	return *out && ic_date_parse(*out, day, NULL) && strcmp(day, *out) == 0;
}

static bool grow(struct ic_register *r)
{
	size_t cap = r->cap ? 2 * r->cap : 16;
	void *p;

	if (r->n < r->cap) {
		return true;
	}
	p = reallocarray(r->at, cap, sizeof(*r->at));
	if (!p) {
		return false;
	}
	r->at = p;
	r->cap = cap;
	return true;
}

static bool add(void *user, const json_t *o, struct ic_error *err)
{
	struct ic_register *r = user;
	struct ic_serving s = { 0 };

	s.at = text_of(r, o, "at", 32);
	s.volume = text_of(r, o, "volume", IC_SERVED_VOLUME_MAX);
	s.to = text_of(r, o, "to", IC_SERVED_TO_MAX);
	if (!s.at || !s.volume || !s.to || !get_date(r, o, &s.date) ||
	    !get_copies(json_object_get(o, "copies"), &s.copies) ||
	    !get_files(r, json_object_get(o, "files"), &s)) {
		return foreign(err);
	}
	if (!grow(r)) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	r->at[r->n++] = s;
	return true;
}

bool ic_register_load(const char *text, size_t len, struct ic_register *out,
    struct ic_error *err)
{
	struct ic_register r = { 0 };

	if (!ic_ledger_read(text, len, add, &r, &r.ledger, err)) {
		ic_register_finish(&r);
		return false;
	}
	*out = r;
	return true;
}

static void put_files(struct ic_json *j, const struct ic_serving *s)
{
	ic_json_array(j, "files");
	for (size_t i = 0; i < s->nfiles; i++) {
		const struct ic_served_file *f = &s->files[i];

		ic_json_object(j, NULL);
		ic_json_string(j, "name", f->name);
		ic_json_string(j, "range", f->range);
		ic_json_int(j, "bytes", (int64_t)f->bytes);
		ic_json_string(j, "sha256", f->sha256);
		ic_json_end(j);
	}
	ic_json_end(j);
}

bool ic_register_line(const struct ic_register *r, const struct ic_serving *s,
    struct ic_buf *out, struct ic_error *err)
{
	struct ic_json j = { .out = out };

	ic_ledger_begin(&r->ledger, &j);
	ic_json_string(&j, "at", s->at);
	ic_json_string(&j, "volume", s->volume);
	ic_json_string(&j, "to", s->to);
	ic_json_string(&j, "date", s->date);
	ic_json_array(&j, "copies");
	for (unsigned c = 0; c < IC_SERVED_WORDS; c++) {
		if (s->copies >> c & 1) {
			ic_json_string(&j, NULL, ic_served_word(c));
		}
	}
	ic_json_end(&j);
	put_files(&j, s);
	ic_json_end(&j);
	return ic_json_finish(&j, err);
}

bool ic_same_party(const char *a, const char *b)
{
	return strcasecmp(a, b) == 0;
}

const struct ic_serving *ic_register_volume(const struct ic_register *r,
    const char *volume)
{
	for (size_t i = 0; i < r->n; i++) {
		if (strcmp(r->at[i].volume, volume) == 0) {
			return &r->at[i];
		}
	}
	return NULL;
}

const struct ic_serving *ic_register_find(const struct ic_register *r,
    const struct ic_serving *s)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct ic_serving *a = &r->at[i];

		if (strcmp(a->volume, s->volume) == 0 &&
		    ic_same_party(a->to, s->to) &&
		    strcmp(a->date, s->date) == 0 && a->copies == s->copies) {
			return a;
		}
	}
	return NULL;
}

bool ic_serving_same_files(const struct ic_serving *a,
    const struct ic_serving *b)
{
	if (a->nfiles != b->nfiles) {
		return false;
	}
	for (size_t i = 0; i < a->nfiles; i++) {
		if (strcmp(a->files[i].name, b->files[i].name) != 0 ||
		    strcmp(a->files[i].sha256, b->files[i].sha256) != 0) {
			return false;
		}
	}
	return true;
}

void ic_serving_copies(uint32_t copies, char out[IC_SERVED_COPIES_MAX])
{
	int n = 0;

	out[0] = '\0';
	for (unsigned c = 0; c < IC_SERVED_WORDS; c++) {
		if (copies >> c & 1) {
			n += snprintf(out + n, IC_SERVED_COPIES_MAX - (size_t)n,
			    "%s%s", n ? ", " : "", ic_served_word(c));
		}
	}
}

void ic_register_finish(struct ic_register *r)
{
	if (r) {
		free(r->at);
		ic_arena_finish(&r->arena);
		*r = (struct ic_register){ 0 };
	}
}
