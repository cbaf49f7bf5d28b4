/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "manifest_read.h"

#include <string.h>

json_t *manifest_get(struct manifest_reader *l, json_t *o, const char *key,
    int type)
{
	json_t *v = json_object_get(o, key);

	if (!v || (type >= 0 && (int)json_typeof(v) != type)) {
		l->bad = true;
		return NULL;
	}
	return v;
}

const char *manifest_text(struct ic_manifest *m, const json_t *v)
{
	const char *s = json_string_value(v);

	return s && strlen(s) == json_string_length(v)
	    ? ic_arena_strdup(&m->arena, s)
	    : NULL;
}

const char *manifest_read_text(struct manifest_reader *l, const json_t *v)
{
	const char *s = manifest_text(l->m, v);

	l->bad |= !s;
	return s ? s : "";
}

const char *manifest_str(struct manifest_reader *l, json_t *o, const char *key)
{
	return manifest_read_text(l, manifest_get(l, o, key, JSON_STRING));
}

int64_t manifest_integer(struct manifest_reader *l, json_t *v, int64_t lo,
    int64_t hi)
{
	int64_t n = json_integer_value(v);

	if (!json_is_integer(v) || n < lo || n > hi) {
		l->bad = true;
		return lo;
	}
	return n;
}

int64_t manifest_num(struct manifest_reader *l, json_t *o, const char *key,
    int64_t lo, int64_t hi)
{
	return manifest_integer(l, manifest_get(l, o, key, JSON_INTEGER), lo,
	    hi);
}

bool manifest_flag(struct manifest_reader *l, json_t *o, const char *key)
{
	json_t *v = manifest_get(l, o, key, -1);

	l->bad |= !json_is_boolean(v);
	return json_is_true(v);
}

void manifest_hash(struct manifest_reader *l, json_t *o, const char *key,
    char out[65])
{
	const char *s = manifest_str(l, o, key);

	if (strlen(s) != 64 || strspn(s, "0123456789abcdef") != 64) {
		l->bad = true;
		return;
	}
	memcpy(out, s, 65);
}

enum ic_position manifest_position(struct manifest_reader *l, json_t *o,
    const char *key)
{
	enum ic_position at = IC_TOP_LEFT;

	l->bad |= !ic_position_parse(manifest_str(l, o, key), &at);
	return at;
}

uint32_t manifest_notes(struct manifest_reader *l, json_t *o)
{
	json_t *a = manifest_get(l, o, "notes", JSON_ARRAY), *v;
	uint32_t bits = 0;
	size_t i;

	json_array_foreach(a, i, v)
	{
		const char *s = manifest_read_text(l, v);
		unsigned k = 0;

		while (k < IC_NOTE_COUNT &&
		    strcmp(ic_note_word((enum ic_note)k), s) != 0) {
			k++;
		}
		l->bad |= k == IC_NOTE_COUNT;
		bits |= k < IC_NOTE_COUNT ? 1u << k : 0;
	}
	return bits;
}

void *manifest_array(struct manifest_reader *l, json_t *o, const char *key,
    size_t size, size_t max, size_t *n)
{
	json_t *a = manifest_get(l, o, key, JSON_ARRAY);
	void *p;

	*n = json_array_size(a);
	if (*n > max) {
		l->bad = true;
		*n = 0;
	}
	p = ic_arena_alloc(&l->m->arena, *n, size);
	if (!p) {
		l->bad = true;
		*n = 0;
	}
	return p;
}
