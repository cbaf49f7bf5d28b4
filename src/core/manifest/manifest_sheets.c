/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a manifest says of documents that a slip sheet stands for. An older one
 * says nothing of kinds: it has none but documents.
 */
#include <stdio.h>
#include <string.h>

#include "core/sheet.h"
#include "manifest_priv.h"

static void dump_native(struct ic_json *j, const struct ic_manifest_document *d)
{
	ic_json_object(j, "native");
	ic_json_string(j, "text", d->placeholder);
	ic_json_string(j, "name", d->native);
	ic_json_int(j, "bytes", (int64_t)d->native_bytes);
	ic_json_string(j, "sha256", d->native_sha256);
	ic_json_end(j);
}

void manifest_dump_sheet(struct ic_json *j, const struct ic_manifest *m,
    const struct ic_manifest_document *d)
{
	ic_json_string(j, "kind", ic_kind_word(d->kind));
	ic_json_int(j, "numbers", ic_manifest_numbers(d));
	if (d->kind == IC_KIND_DOCUMENT) {
		return;
	}
	ic_json_bool(j, "each", d->each);
	ic_json_string(j, "unread", ic_reason_word(d->unread));
	ic_json_bool(j, "counted", !d->uncounted);
	ic_json_array(j, "codes");
	for (uint32_t i = 0; i < d->ncodes; i++) {
		ic_json_string(j, NULL, m->codes[d->code[i]].name);
	}
	ic_json_end(j);
	if (d->claim) {
		ic_json_string(j, "claim", d->claim);
	}
	if (d->kind == IC_KIND_NATIVE) {
		dump_native(j, d);
	}
}

uint32_t ic_manifest_numbers(const struct ic_manifest_document *d)
{
	return d->numbers ? d->numbers : d->npages;
}

static bool number(const json_t *o, const char *key, int64_t lo, int64_t hi,
    int64_t *out)
{
	const json_t *v = json_object_get(o, key);

	*out = json_integer_value(v);
	return json_is_integer(v) && *out >= lo && *out <= hi;
}

static bool flag(const json_t *o, const char *key, bool *out)
{
	const json_t *v = json_object_get(o, key);

	*out = json_is_true(v);
	return json_is_boolean(v);
}

/* A file name of letters and digits, which leads nowhere. */
static bool name_ok(const struct ic_manifest_document *d)
{
	return strncmp(d->native, d->begin, strlen(d->begin)) == 0 &&
	    !strchr(d->native, '/') && d->native[0] != '.' &&
	    ic_native_extension(d->native) != NULL;
}

static bool load_native(struct ic_manifest *m, const json_t *o,
    struct ic_manifest_document *d)
{
	const char *hash = manifest_text(m, json_object_get(o, "sha256"));
	int64_t bytes;

	d->placeholder = manifest_text(m, json_object_get(o, "text"));
	d->native = manifest_text(m, json_object_get(o, "name"));
	if (!d->placeholder || !*d->placeholder || !d->native || !name_ok(d) ||
	    !hash || strcmp(hash, d->source_sha256) != 0 ||
	    !number(o, "bytes", 1, INT64_MAX, &bytes)) {
		return false;
	}
	memcpy(d->native_sha256, hash, sizeof(d->native_sha256));
	d->native_bytes = (uint64_t)bytes;
	return true;
}

static bool load_codes(struct ic_manifest *m, const json_t *a,
    struct ic_manifest_document *d)
{
	size_t n = json_array_size(a);
	uint16_t *code = n <= IC_SHEET_CODES_MAX
	    ? ic_arena_alloc(&m->arena, n, sizeof(*code))
	    : NULL;

	if (!code || !json_is_array(a) ||
	    (n > 0 || d->claim) != (d->kind == IC_KIND_WITHHELD)) {
		return false;
	}
	for (size_t i = 0; i < n; i++) {
		if (!manifest_find_code(m,
			json_string_value(json_array_get(a, i)), &code[i])) {
			return false;
		}
	}
	d->code = code;
	d->ncodes = (uint32_t)n;
	return true;
}

/* Of what is withheld alone, and not empty. */
static bool load_claim(struct ic_manifest *m, const json_t *o,
    struct ic_manifest_document *d)
{
	if (!json_object_get(o, "claim")) {
		return true;
	}
	d->claim = manifest_text(m, json_object_get(o, "claim"));
	return d->claim && *d->claim;
}

static bool load_unread(const json_t *o, struct ic_manifest_document *d)
{
	const char *word = json_string_value(json_object_get(o, "unread"));
	unsigned r = 0;

	while (word && r < IC_REASON_COUNT &&
	    strcmp(word, ic_reason_word((enum ic_reason)r)) != 0) {
		r++;
	}
	d->unread = (enum ic_reason)r;
	return word && r < IC_REASON_COUNT;
}

/* As many pages as its kind has, of what is not drawn. */
static bool pages_ok(const struct ic_manifest_document *d)
{
	if (d->kind == IC_KIND_DOCUMENT) {
		return d->copy != IC_COPY_REDACTED || d->npages == d->numbers;
	}
	for (uint32_t i = 0; i < d->npages; i++) {
		if (d->pages[i].nboxes) {
			return false;
		}
	}
	return d->npages == (d->each ? d->numbers : 1);
}

bool manifest_load_sheet(struct ic_manifest *m, json_t *o,
    struct ic_manifest_document *d)
{
	const char *kind = json_string_value(json_object_get(o, "kind"));
	const json_t *native;
	bool counted = true;
	int64_t numbers = d->npages;

	if (kind &&
	    (!ic_kind_parse(kind, &d->kind) ||
		!number(o, "numbers", 1, UINT32_MAX, &numbers))) {
		return false;
	}
	d->numbers = (uint32_t)numbers;
	if (d->kind != IC_KIND_DOCUMENT &&
	    (!flag(o, "each", &d->each) || !flag(o, "counted", &counted) ||
		!load_unread(o, d) || !load_claim(m, o, d) ||
		!load_codes(m, json_object_get(o, "codes"), d))) {
		return false;
	}
	d->uncounted = !counted;
	native = json_object_get(o, "native");
	return pages_ok(d) && !native == (d->kind != IC_KIND_NATIVE) &&
	    (!native || load_native(m, native, d));
}

void manifest_sheet(const struct ic_manifest *m,
    const struct ic_manifest_document *d, char range[IC_BATES_RANGE_MAX],
    struct ic_sheet *out)
{
	ic_manifest_range(d, range);
	*out = (struct ic_sheet){ .kind = d->kind,
		.range = range,
		.numbers = ic_manifest_numbers(d),
		.uncounted = d->uncounted,
		.each = d->each,
		.ncodes = d->ncodes,
		.claim = d->claim,
		.text = d->placeholder,
		.name = d->native,
		.sha256 = d->native_sha256,
		.bytes = d->native_bytes };
	for (uint32_t i = 0; i < d->ncodes; i++) {
		const struct ic_manifest_code *c = &m->codes[d->code[i]];

		out->codes[i] = (struct ic_sheet_code){ c->name, c->text,
			c->basis };
	}
}
