/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a replacement volume replaces, and for what reason. */
#include <string.h>

#include "manifest_priv.h"

#define REPLACES_MAX 1000 /* volumes */

void manifest_dump_replaces(struct ic_json *j, const struct ic_manifest *m)
{
	if (m->nreplaces == 0) {
		return;
	}
	ic_json_array(j, "replaces");
	for (uint32_t i = 0; i < m->nreplaces; i++) {
		ic_json_string(j, NULL, m->replaces[i]);
	}
	ic_json_end(j);
	ic_json_int(j, "whole", m->whole);
}

void manifest_dump_changes(struct ic_json *j,
    const struct ic_manifest_document *d)
{
	if (!d->replaces) {
		return;
	}
	ic_json_string(j, "replaces", d->replaces);
	ic_json_string(j, "was", ic_kind_word(d->was));
	ic_json_array(j, "changes");
	for (uint32_t i = 0; i < d->nchanges; i++) {
		const struct ic_manifest_change *c = &d->changes[i];

		ic_json_object(j, NULL);
		ic_json_string(j, "id", c->id);
		ic_json_string(j, "status", ic_status_word(c->status));
		ic_json_bool(j, "burned", c->burned);
		ic_json_string(j, "ecf", c->ecf);
		ic_json_string(j, "order_page", c->order_page);
		ic_json_string(j, "order_date", c->order_date);
		ic_json_end(j);
	}
	ic_json_end(j);
}

/* A name of a directory, and of nothing above it. */
static bool name_ok(const char *s)
{
	return s && *s && *s != '.' && !strchr(s, '/');
}

bool manifest_load_replaces(struct ic_manifest *m, json_t *root)
{
	const json_t *a = json_object_get(root, "replaces");
	const json_t *whole = json_object_get(root, "whole");
	json_int_t all = json_integer_value(whole);
	size_t n = json_array_size(a);
	const char **names;

	if (!a && !whole) {
		return true;
	}
	if (!json_is_integer(whole) || all < 0 || all > IC_SPEC_DOCUMENTS_MAX ||
	    n == 0 || n > REPLACES_MAX) {
		return false;
	}
	names = ic_arena_alloc(&m->arena, n, sizeof(*names));
	for (size_t i = 0; names && i < n; i++) {
		names[i] = manifest_text(m, json_array_get(a, i));
		if (!name_ok(names[i])) {
			return false;
		}
	}
	m->replaces = names;
	m->nreplaces = (uint32_t)n;
	m->whole = (uint32_t)all;
	return names != NULL;
}

static bool load_status(const json_t *v, enum ic_status *out)
{
	const char *word = json_string_value(v);
	unsigned s = 0;

	while (word && s < IC_STATUS_COUNT &&
	    strcmp(word, ic_status_words[s]) != 0) {
		s++;
	}
	*out = (enum ic_status)s;
	return word && s < IC_STATUS_COUNT;
}

/* An older manifest does not say; then it was what most are. */
static bool load_kind(const json_t *v, enum ic_kind *out)
{
	const char *word = json_string_value(v);

	*out = IC_KIND_DOCUMENT;
	return word ? ic_kind_parse(word, out) : !v;
}

static bool load_change(struct ic_manifest *m, const json_t *o,
    struct ic_manifest_change *c)
{
	const json_t *burned = json_object_get(o, "burned");

	c->id = manifest_text(m, json_object_get(o, "id"));
	c->burned = json_is_true(burned);
	c->ecf = manifest_text(m, json_object_get(o, "ecf"));
	c->order_page = manifest_text(m, json_object_get(o, "order_page"));
	c->order_date = manifest_text(m, json_object_get(o, "order_date"));
	return c->id && c->ecf && c->order_page && c->order_date &&
	    json_is_boolean(burned) &&
	    load_status(json_object_get(o, "status"), &c->status);
}

bool manifest_load_changes(struct ic_manifest *m, json_t *o,
    struct ic_manifest_document *d)
{
	const json_t *name = json_object_get(o, "replaces");
	const json_t *a = json_object_get(o, "changes");
	size_t n = json_array_size(a);
	struct ic_manifest_change *changes;

	if (!name && !a) {
		return true;
	}
	if (!json_is_array(a) || n > IC_SLICE_BOXES_MAX ||
	    !load_kind(json_object_get(o, "was"), &d->was)) {
		return false;
	}
	d->replaces = manifest_text(m, name);
	changes = ic_arena_alloc(&m->arena, n, sizeof(*changes));
	for (size_t i = 0; changes && i < n; i++) {
		if (!load_change(m, json_array_get(a, i), &changes[i])) {
			return false;
		}
	}
	d->changes = changes;
	d->nchanges = (uint32_t)n;
	return changes && name_ok(d->replaces);
}
