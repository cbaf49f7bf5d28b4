/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/lock.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define FORMAT "incamera.lock/1"

static bool broken(struct ic_error *err, const char *what, size_t entry)
{
	return ic_fail(err, IC_ESPEC,
	    "the lock file's %s entry %zu is not as "
	    "this program writes it: put an unedited copy back",
	    what, entry);
}

/* A string member without NUL bytes; NULL if it is anything else. */
static const char *text_of(const json_t *o, const char *key)
{
	const json_t *v = json_object_get(o, key);
	const char *s = json_string_value(v);

	return s && *s && strlen(s) == json_string_length(v) ? s : NULL;
}

static bool load_document(const json_t *o, struct ic_lock *lock, size_t i,
    struct ic_error *err)
{
	const char *file = text_of(o, "file"), *sha = text_of(o, "sha256");
	const char *first = text_of(o, "first");
	const char *word = text_of(o, "kind");
	json_int_t pages = json_integer_value(json_object_get(o, "pages"));
	enum ic_kind kind = IC_KIND_DOCUMENT;

	/* A document's own kind is not written. */
	if ((word && (!ic_kind_parse(word, &kind) || !kind)) ||
	    json_object_size(o) != (word ? 5 : 4) || !file || !sha || !first ||
	    pages < 1 || pages > IC_LOCK_PAGES_MAX ||
	    strspn(sha, "0123456789abcdef") != 64 || sha[64]) {
		return broken(err, "documents", i + 1);
	}
	if (!ic_lock_add_document(lock, file, sha, (uint32_t)pages, first,
		err)) {
		return false;
	}
	ic_lock_set_kind(lock, kind);
	return true;
}

static bool load_rect(const json_t *a, struct ic_rect *out)
{
	int32_t *to[] = { &out->x0, &out->y0, &out->x1, &out->y1 };

	if (json_array_size(a) != 4) {
		return false;
	}
	for (size_t i = 0; i < 4; i++) {
		const json_t *v = json_array_get(a, i);
		json_int_t n = json_integer_value(v);

		if (!json_is_integer(v) || n < -IC_MPT_MAX || n > IC_MPT_MAX) {
			return false;
		}
		*to[i] = (int32_t)n;
	}
	return !ic_rect_is_empty(*out);
}

#define PLACES_MAX 1000000 /* of one redaction */

static bool load_side(const json_t *v, int32_t *out)
{
	json_int_t n = json_integer_value(v);

	*out = (int32_t)n;
	return json_is_integer(v) && n >= 0 && n <= IC_MPT_MAX;
}

/* ["COE000045", x0, y0, x1, y1], or ["COE000045"] of a whole page. */
static bool load_place(const json_t *a, struct ic_lock_place *out)
{
	const json_t *page = json_array_get(a, 0);
	size_t len = json_string_length(page), n = json_array_size(a);
	int32_t *to[] = { &out->rect.x0, &out->rect.y0, &out->rect.x1,
		&out->rect.y1 };

	if (!json_is_string(page) || len == 0 || len >= sizeof out->page ||
	    strlen(json_string_value(page)) != len || (n != 1 && n != 5)) {
		return false;
	}
	memcpy(out->page, json_string_value(page), len);
	for (size_t i = 0; i + 1 < n; i++) {
		if (!load_side(json_array_get(a, i + 1), to[i])) {
			return false;
		}
	}
	out->whole = n == 1;
	return out->whole || !ic_rect_is_empty(out->rect);
}

static bool load_places(const json_t *o, const char *id, const char *page,
    struct ic_lock *lock, size_t i, struct ic_error *err)
{
	const json_t *a = json_object_get(o, "places");
	size_t n = json_array_size(a);
	struct ic_lock_place *at;
	bool ok = n > 0 && n <= PLACES_MAX;

	if (!ok) {
		return broken(err, "redactions", i + 1);
	}
	at = calloc(n, sizeof *at);
	if (!at) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	for (size_t k = 0; ok && k < n; k++) {
		ok = load_place(json_array_get(a, k), &at[k]) ||
		    broken(err, "redactions", i + 1);
	}
	ok = ok && ic_lock_add_redaction(lock, id, page, NULL, err) &&
	    ic_lock_set_places(lock, at, n, err);
	free(at);
	return ok;
}

static bool load_redaction(const json_t *o, struct ic_lock *lock, size_t i,
    struct ic_error *err)
{
	const char *id = text_of(o, "id"), *page = text_of(o, "page");
	const char *word = text_of(o, "rect");
	bool whole = word && strcmp(word, "whole") == 0;
	struct ic_rect r = { 0 };

	if (json_object_size(o) == 3 && id && page &&
	    json_object_get(o, "places")) {
		return load_places(o, id, page, lock, i, err);
	}
	if (json_object_size(o) != 3 || !id || !page ||
	    (!whole && !load_rect(json_object_get(o, "rect"), &r))) {
		return broken(err, "redactions", i + 1);
	}
	return ic_lock_add_redaction(lock, id, page, whole ? NULL : &r, err);
}

static bool load_root(const json_t *root, struct ic_lock *lock,
    struct ic_error *err)
{
	const char *format = text_of(root, "format");
	const json_t *docs = json_object_get(root, "documents");
	const json_t *reds = json_object_get(root, "redactions");

	if (!format || strcmp(format, FORMAT) != 0) {
		return ic_fail(err, IC_ESPEC,
		    "the lock file is not of the "
		    "format %s: another version wrote it; use that version",
		    FORMAT);
	}
	if (json_object_size(root) != 3 || !json_is_array(docs) ||
	    !json_is_array(reds)) {
		return broken(err, "top", 1);
	}
	for (size_t i = 0; i < json_array_size(docs); i++) {
		if (!load_document(json_array_get(docs, i), lock, i, err)) {
			return false;
		}
	}
	for (size_t i = 0; i < json_array_size(reds); i++) {
		if (!load_redaction(json_array_get(reds, i), lock, i, err)) {
			return false;
		}
	}
	return ic_lock_seal(lock, err) || ic_fail_in(err, "the lock file");
}

bool ic_lock_load(const char *text, size_t len, struct ic_lock *out,
    struct ic_error *err)
{
	struct ic_lock lock = { 0 };
	json_error_t at;
	json_t *root;

	if (len > IC_LOCK_BYTES_MAX) {
		return ic_fail(err, IC_ELIMIT,
		    "the lock file is larger than "
		    "%zu MB",
		    IC_LOCK_BYTES_MAX >> 20);
	}
	root = json_loadb(text, len, JSON_REJECT_DUPLICATES, &at);
	if (!root) {
		return ic_fail(err, IC_ESPEC,
		    "the lock file is not JSON from "
		    "line %d on: put an unedited copy back",
		    at.line);
	}
	if (!load_root(root, &lock, err)) {
		json_decref(root);
		ic_lock_finish(&lock);
		return false;
	}
	json_decref(root);
	ic_lock_finish(out);
	*out = lock;
	return true;
}

/* One entry on a line of its own. Steals `o`, which may be NULL. */
static bool put_entry(json_t *o, bool first, struct ic_buf *out,
    struct ic_error *err)
{
	char *s = o ? json_dumps(o, JSON_COMPACT) : NULL;

	json_decref(o);
	if (!s) {
		return ic_fail(err, IC_ESPEC,
		    "a file name or id is not "
		    "UTF-8: rename it");
	}
	ic_buf_puts(out, first ? "\n" : ",\n");
	ic_buf_puts(out, s);
	free(s);
	return true;
}

static bool put_document(const struct ic_lock_document *d, bool first,
    struct ic_buf *out, struct ic_error *err)
{
	const char *kind = d->kind ? ic_kind_word(d->kind) : NULL;

	return put_entry(json_pack("{s:s, s:s, s:I, s:s, s:s*}", "file",
			     d->file, "sha256", d->sha256, "pages",
			     (json_int_t)d->pages, "first", d->first, "kind",
			     kind),
	    first, out, err);
}

static json_t *places_of(const struct ic_lock_redaction *r)
{
	json_t *all = json_array();

	for (size_t i = 0; i < r->nplaces; i++) {
		const struct ic_lock_place *p = &r->places[i];
		json_t *one = p->whole
		    ? json_pack("[s]", p->page)
		    : json_pack("[s, i, i, i, i]", p->page, p->rect.x0,
			  p->rect.y0, p->rect.x1, p->rect.y1);

		if (!one || json_array_append_new(all, one) != 0) {
			json_decref(all);
			return NULL;
		}
	}
	return all;
}

static bool put_redaction(const struct ic_lock_redaction *r, bool first,
    struct ic_buf *out, struct ic_error *err)
{
	json_t *rect = r->places ? places_of(r)
	    : r->whole           ? json_string("whole")
		       : json_pack("[i, i, i, i]", r->rect.x0, r->rect.y0,
			     r->rect.x1, r->rect.y1);

	return put_entry(json_pack("{s:s, s:s, s:o}", "id", r->id, "page",
			     r->page, r->places ? "places" : "rect", rect),
	    first, out, err);
}

bool ic_lock_dump(const struct ic_lock *lock, struct ic_buf *out,
    struct ic_error *err)
{
	ic_buf_puts(out, "{\n\"format\": \"" FORMAT "\",\n\"documents\": [");
	for (size_t i = 0; i < lock->ndocuments; i++) {
		if (!put_document(&lock->documents[i], i == 0, out, err)) {
			return false;
		}
	}
	ic_buf_puts(out, "\n],\n\"redactions\": [");
	for (size_t i = 0; i < lock->nredactions; i++) {
		if (!put_redaction(&lock->redactions[i], i == 0, out, err)) {
			return false;
		}
	}
	ic_buf_puts(out, "\n]\n}\n");
	return ic_buf_check(out, "the lock file", err);
}
