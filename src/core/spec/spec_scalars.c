/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "spec_priv.h"

#define MESSAGE_MAX 1000

static void add(struct ic_reader *r, struct ic_place place, const char *fmt,
    va_list ap)
{
	char message[MESSAGE_MAX];

	vsnprintf(message, sizeof message, fmt, ap);
	ic_diag_add(r->diags, IC_LEVEL_ERROR, place, "%s", message);
}

void ic_error_at(struct ic_reader *r, struct ic_place place, const char *fmt,
    ...)
{
	va_list ap;

	va_start(ap, fmt);
	add(r, place, fmt, ap);
	va_end(ap);
}

void ic_error_here(struct ic_reader *r, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	add(r, r->y.place, fmt, ap);
	va_end(ap);
}

void ic_error_memory(struct ic_reader *r)
{
	if (!r->no_memory) {
		r->no_memory = true;
		ic_error_at(r, (struct ic_place){ r->source, 0, 0 },
		    "the spec is too large for this machine's memory");
	}
}

void *ic_grow(struct ic_reader *r, void *at, size_t n, size_t *cap, size_t size)
{
	size_t more = *cap ? *cap * 2 : 16;
	void *p;

	if (n < *cap) {
		return at;
	}
	p = realloc(at, more * size);
	if (!p) {
		ic_error_memory(r);
		return NULL;
	}
	*cap = more;
	return p;
}

static bool holds_control(const char *text, size_t len)
{
	for (size_t at = 0; at < len;) {
		uint32_t c = ic_utf8_next(text, len, &at);

		if ((c < 0x20 && c != '\t' && c != '\n') ||
		    (c >= 0x7f && c < 0xa0)) {
			return true;
		}
	}
	return false;
}

bool ic_read_text(struct ic_reader *r, struct ic_arena *a, const char *key,
    struct ic_field *out)
{
	size_t len = r->y.len;
	char *text;

	if (r->y.kind != IC_YAML_SCALAR) {
		ic_error_here(r, "\"%s\" must be one value, not a %s", key,
		    r->y.kind == IC_YAML_LIST ? "list" : "mapping");
		ic_yaml_skip(&r->y);
		return false;
	}
	if (holds_control(r->y.text, len)) {
		ic_error_here(r, "\"%s\" holds a control character: remove it",
		    key);
		return false;
	}
	/* A block of text ends in line ends, which mean nothing here. */
	while (len && r->y.text[len - 1] == '\n') {
		len--;
	}
	text = ic_arena_strndup(a, r->y.text, len);
	if (!text) {
		ic_error_memory(r);
		return false;
	}
	*out = (struct ic_field){ text, r->y.place.line, r->y.place.column };
	return true;
}

static bool not_empty(struct ic_reader *r, const char *key,
    const struct ic_field *f)
{
	if (*f->text) {
		return true;
	}
	ic_error_here(r, "\"%s\" is empty: give it a value, or leave it out",
	    key);
	return false;
}

/* One more of a list; false, reported, if it cannot be. */
static bool read_item(struct ic_reader *r, struct ic_arena *a, const char *key,
    struct ic_field **list, size_t n, size_t *cap)
{
	struct ic_field one, *more;

	if (!ic_read_text(r, a, key, &one) || !not_empty(r, key, &one)) {
		return false;
	}
	more = ic_grow(r, *list, n, cap, sizeof one);
	if (!more) {
		return false;
	}
	*list = more;
	more[n] = one;
	return true;
}

static size_t read_list(struct ic_reader *r, struct ic_arena *a,
    const char *key, size_t max, struct ic_field **out)
{
	struct ic_place place = r->y.place;
	struct ic_field *list = NULL;
	size_t n = 0, cap = 0;
	bool ok = true;

	ic_yaml_next(&r->y);
	while (r->y.kind != IC_YAML_CLOSE && r->y.kind != IC_YAML_STOP) {
		if (n < max && read_item(r, a, key, &list, n, &cap)) {
			n++;
		} else {
			ok = false;
			ic_yaml_skip(&r->y);
		}
		ic_yaml_next(&r->y);
	}
	if (n == max && !ok) {
		ic_error_at(r, place, "\"%s\" has more than %zu values", key,
		    max);
	} else if (n == 0 && ok) {
		ic_error_at(r, place,
		    "\"%s\" is an empty list: give it a "
		    "value, or leave it out",
		    key);
	}
	*out = ok && n ? ic_arena_alloc(a, n, sizeof **out) : NULL;
	if (*out) {
		memcpy(*out, list, n * sizeof *list);
	} else if (ok && n) {
		ic_error_memory(r);
	}
	free(list);
	return *out ? n : 0;
}

size_t ic_read_texts(struct ic_reader *r, struct ic_arena *a, const char *key,
    size_t max, struct ic_field **out)
{
	struct ic_field one;

	if (r->y.kind == IC_YAML_LIST) {
		return read_list(r, a, key, max, out);
	}
	*out = NULL;
	if (!ic_read_text(r, a, key, &one) || !not_empty(r, key, &one)) {
		return 0;
	}
	*out = ic_arena_alloc(a, 1, sizeof one);
	if (!*out) {
		ic_error_memory(r);
		return 0;
	}
	**out = one;
	return 1;
}

void ic_read_line(struct ic_reader *r, const char *key, const char **out)
{
	struct ic_field f;
	char *text;

	if (!ic_read_text(r, &r->spec->arena, key, &f)) {
		return;
	}
	if (strlen(f.text) > IC_SPEC_TEXT_MAX) {
		ic_error_here(r, "\"%s\" is longer than %d bytes: shorten it",
		    key, IC_SPEC_TEXT_MAX);
		return;
	}
	text = (char *)f.text;
	for (char *c = text; *c; c++) {
		*c = *c == '\n' || *c == '\t' ? ' ' : *c;
	}
	*out = *text ? text : NULL;
}

bool ic_read_integer(struct ic_reader *r, const char *key, uint64_t min,
    uint64_t max, uint64_t *out)
{
	uint64_t v;

	if (r->y.kind != IC_YAML_SCALAR ||
	    !ic_integer_parse(r->y.text, r->y.len, max, &v) || v < min) {
		ic_error_here(r,
		    "\"%s\" must be a whole number from %llu to "
		    "%llu",
		    key, (unsigned long long)min, (unsigned long long)max);
		ic_yaml_skip(&r->y);
		return false;
	}
	*out = v;
	return true;
}

void ic_read_points(struct ic_reader *r, const char *key, int32_t min,
    int32_t max, int32_t *out)
{
	enum ic_number kind = IC_NUMBER_NONE;
	int64_t v = 0;
	int32_t mpt = 0;

	if (r->y.kind == IC_YAML_SCALAR) {
		kind = ic_number_parse(r->y.text, r->y.len, &v);
	}
	if (kind != IC_NUMBER_OK) {
		ic_error_here(r, "\"%s\" %s", key, ic_number_fault(kind));
		ic_yaml_skip(&r->y);
	} else if (!ic_unit_mpt(IC_UNIT_PT, v, &mpt) || mpt < min ||
	    mpt > max) {
		ic_error_here(r, "\"%s\" must be from %d to %d points", key,
		    min / IC_MPT, max / IC_MPT);
	} else {
		*out = mpt;
	}
}

/* "a, b or c" */
static void list_words(char *out, size_t size, const char *const *words,
    size_t n)
{
	size_t len = 0;

	for (size_t i = 0; i < n && len < size; i++) {
		const char *mark = i == 0 ? "" : i + 1 == n ? " or " : ", ";

		len += (size_t)snprintf(out + len, size - len, "%s%s", mark,
		    words[i]);
	}
}

bool ic_read_word(struct ic_reader *r, const char *key,
    const char *const *words, size_t n, unsigned *out)
{
	char all[200], word[33];
	const char *meant = NULL;

	if (r->y.kind == IC_YAML_SCALAR) {
		snprintf(word, sizeof word, "%.*s", (int)r->y.len, r->y.text);
		for (unsigned i = 0; i < n; i++) {
			if (strlen(words[i]) == r->y.len &&
			    memcmp(words[i], r->y.text, r->y.len) == 0) {
				*out = i;
				return true;
			}
		}
		meant = ic_did_you_mean(word, words, n);
	}
	list_words(all, sizeof all, words, n);
	if (meant) {
		ic_error_here(r, "\"%s\" must be %s: did you mean \"%s\"?", key,
		    all, meant);
	} else {
		ic_error_here(r, "\"%s\" must be %s", key, all);
	}
	ic_yaml_skip(&r->y);
	return false;
}

void ic_read_bool(struct ic_reader *r, const char *key, bool *out)
{
	static const char *const words[] = { "false", "true" };
	unsigned v;

	if (ic_read_word(r, key, words, 2, &v)) {
		*out = v;
	}
}

const char *ic_file_fault(const char *name)
{
	return strlen(name) > IC_SPEC_FILE_MAX
	    ? "is longer than a file name can be"
	    : strpbrk(name, "\n\t") ? "holds a line end or a tab"
				    : NULL;
}

void ic_read_file(struct ic_reader *r, const char *key, const char **out)
{
	const char *fault;
	struct ic_field f;

	if (!ic_read_text(r, &r->spec->arena, key, &f) ||
	    !not_empty(r, key, &f)) {
		return;
	}
	fault = ic_file_fault(f.text);
	if (fault) {
		ic_error_here(r, "\"%s\" %s", key, fault);
		return;
	}
	*out = f.text;
}
