/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "lock_priv.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool no_memory(struct ic_error *err)
{
	return ic_fail(err, IC_EENV, "out of memory");
}

/* Room for one more of `size` bytes in a vector. */
static bool grow(void **at, size_t n, size_t *cap, size_t size,
    struct ic_error *err)
{
	size_t more = *cap ? *cap * 2 : 16;
	void *p;

	if (n < *cap) {
		return true;
	}
	if (n >= IC_LOCK_ENTRIES_MAX) {
		return ic_fail(err, IC_ELIMIT,
		    "the lock holds more than %d "
		    "entries",
		    IC_LOCK_ENTRIES_MAX);
	}
	p = realloc(*at, more * size);
	if (!p) {
		return no_memory(err);
	}
	*at = p;
	*cap = more;
	return true;
}

bool ic_lock_add_document(struct ic_lock *lock, const char *file,
    const char *sha256, uint32_t pages, const char *first, struct ic_error *err)
{
	struct ic_lock_document d = { .pages = pages };
	void *at = lock->documents;

	if (strlen(sha256) != 64 || strspn(sha256, "0123456789abcdef") != 64) {
		return ic_fail(err, IC_EBUG, "a source's hash is not one");
	}
	if (!grow(&at, lock->ndocuments, &lock->cap_documents, sizeof d, err)) {
		return false;
	}
	lock->documents = at;
	memcpy(d.sha256, sha256, 65);
	d.file = strdup(file);
	d.first = strdup(first);
	if (!d.file || !d.first) {
		free(d.file);
		free(d.first);
		return no_memory(err);
	}
	lock->documents[lock->ndocuments++] = d;
	return true;
}

void ic_lock_set_kind(struct ic_lock *lock, enum ic_kind kind)
{
	lock->documents[lock->ndocuments - 1].kind = kind;
}

bool ic_lock_add_redaction(struct ic_lock *lock, const char *id,
    const char *page, const struct ic_rect *rect, struct ic_error *err)
{
	struct ic_lock_redaction r = { .whole = !rect };
	void *at = lock->redactions;

	if (rect && ic_rect_is_empty(*rect)) {
		return ic_fail(err, IC_EBUG, "a redaction's box is empty");
	}
	if (!grow(&at, lock->nredactions, &lock->cap_redactions, sizeof r,
		err)) {
		return false;
	}
	lock->redactions = at;
	r.rect = rect ? *rect : (struct ic_rect){ 0 };
	r.id = strdup(id);
	r.page = strdup(page);
	if (!r.id || !r.page) {
		free(r.id);
		free(r.page);
		return no_memory(err);
	}
	lock->redactions[lock->nredactions++] = r;
	return true;
}

static int by_file(const void *a, const void *b)
{
	return strcmp(((const struct ic_lock_document *)a)->file,
	    ((const struct ic_lock_document *)b)->file);
}

static int by_id(const void *a, const void *b)
{
	return strcmp(((const struct ic_lock_redaction *)a)->id,
	    ((const struct ic_lock_redaction *)b)->id);
}

const struct ic_lock_redaction *ic_lock_find_redaction(const struct ic_lock
							   *lock,
    const char *id)
{
	const struct ic_lock_redaction key = { .id = (char *)(uintptr_t)id };

	return lock->nredactions ? bsearch(&key, lock->redactions,
				       lock->nredactions, sizeof key, by_id)
				 : NULL;
}

bool ic_lock_same_box(const struct ic_lock_redaction *r, const char *page,
    const struct ic_rect *rect)
{
	return strcmp(r->page, page) == 0 && r->whole == !rect && !r->places &&
	    (!rect ||
		(r->rect.x0 == rect->x0 && r->rect.y0 == rect->y0 &&
		    r->rect.x1 == rect->x1 && r->rect.y1 == rect->y1));
}

bool ic_lock_seal(struct ic_lock *lock, struct ic_error *err)
{
	struct ic_lock_document *d = lock->documents;
	struct ic_lock_redaction *r = lock->redactions;

	if (d) {
		qsort(d, lock->ndocuments, sizeof *d, by_file);
	}
	if (r) {
		qsort(r, lock->nredactions, sizeof *r, by_id);
	}
	for (size_t i = 1; i < lock->ndocuments; i++) {
		if (by_file(&d[i - 1], &d[i]) == 0) {
			return ic_fail(err, IC_ESPEC,
			    "the document %.200s is "
			    "listed twice: list it once",
			    d[i].file);
		}
	}
	for (size_t i = 1; i < lock->nredactions; i++) {
		if (by_id(&r[i - 1], &r[i]) == 0) {
			return ic_fail(err, IC_ESPEC,
			    "the id %.100s is given "
			    "to two redactions: give one of them another",
			    r[i].id);
		}
	}
	return true;
}

const struct ic_lock_document *ic_lock_find(const struct ic_lock *lock,
    const char *file)
{
	struct ic_lock_document key = { .file = (char *)(uintptr_t)file };

	return lock->ndocuments ? bsearch(&key, lock->documents,
				      lock->ndocuments, sizeof(key), by_file)
				: NULL;
}

static bool copy_document(const struct ic_lock_document *d, struct ic_lock *out,
    struct ic_error *err)
{
	if (!ic_lock_add_document(out, d->file, d->sha256, d->pages, d->first,
		err)) {
		return false;
	}
	ic_lock_set_kind(out, d->kind);
	return true;
}

static bool copy_redaction(const struct ic_lock_redaction *r,
    struct ic_lock *out, struct ic_error *err)
{
	bool whole = r->whole || r->places;

	return ic_lock_add_redaction(out, r->id, r->page,
		   whole ? NULL : &r->rect, err) &&
	    (!r->places || ic_lock_set_places(out, r->places, r->nplaces, err));
}

static bool add_all(const struct ic_lock *from, struct ic_lock *out,
    struct ic_error *err)
{
	for (size_t i = 0; i < from->ndocuments; i++) {
		const struct ic_lock_document *d = &from->documents[i];

		if (!copy_document(d, out, err)) {
			return false;
		}
	}
	for (size_t i = 0; i < from->nredactions; i++) {
		if (!copy_redaction(&from->redactions[i], out, err)) {
			return false;
		}
	}
	return true;
}

static int by_first(const void *a, const void *b)
{
	const struct ic_lock_document
	    *x = *(const struct ic_lock_document *const *)a,
	    *y = *(const struct ic_lock_document *const *)b;
	int c = strcmp(x->first, y->first);

	return c ? c : strcmp(x->sha256, y->sha256);
}

/* Append what only `old` has; a renamed document is in `now`. */
static bool add_old(const struct ic_lock *old, const struct ic_lock *now,
    struct ic_lock *out, struct ic_error *err)
{
	size_t n = now->ndocuments;
	const struct ic_lock_document **first = calloc(n + 1, sizeof *first);
	bool ok = false;

	if (!first) {
		return no_memory(err);
	}
	for (size_t i = 0; i < n; i++) {
		first[i] = &now->documents[i];
	}
	qsort(first, n, sizeof *first, by_first);
	for (size_t i = 0; i < old->ndocuments; i++) {
		const struct ic_lock_document *d = &old->documents[i];

		if ((n &&
			(bsearch(d, now->documents, n, sizeof *d, by_file) ||
			    bsearch(&d, first, n, sizeof *first, by_first)))) {
			continue;
		}
		if (!copy_document(d, out, err)) {
			goto out;
		}
	}
	for (size_t i = 0; i < old->nredactions; i++) {
		const struct ic_lock_redaction *r = &old->redactions[i];

		if (now->nredactions &&
		    bsearch(r, now->redactions, now->nredactions, sizeof *r,
			by_id)) {
			continue;
		}
		if (!copy_redaction(r, out, err)) {
			goto out;
		}
	}
	ok = true;
out:
	free(first);
	return ok;
}

bool ic_lock_merge(const struct ic_lock *old, const struct ic_lock *now,
    struct ic_lock *out, struct ic_error *err)
{
	struct ic_lock both = { 0 };

	if (!add_all(now, &both, err) || !add_old(old, now, &both, err) ||
	    !ic_lock_seal(&both, err)) {
		ic_lock_finish(&both);
		return false;
	}
	ic_lock_finish(out);
	*out = both;
	return true;
}

void ic_lock_finish(struct ic_lock *lock)
{
	if (!lock) {
		return;
	}
	for (size_t i = 0; i < lock->ndocuments; i++) {
		free(lock->documents[i].file);
		free(lock->documents[i].first);
	}
	for (size_t i = 0; i < lock->nredactions; i++) {
		free(lock->redactions[i].id);
		free(lock->redactions[i].page);
		free(lock->redactions[i].places);
	}
	free(lock->documents);
	free(lock->redactions);
	*lock = (struct ic_lock){ 0 };
}

uint64_t lock_hash(uint64_t h, const void *bytes, size_t n)
{
	const uint8_t *b = bytes;

	while (n--) {
		h = (h ^ *b++) * 0x100000001b3u;
	}
	return h;
}

uint64_t lock_hash_rect(uint64_t h, const struct ic_rect *rect)
{
	int32_t v[4];

	if (!rect) {
		return h;
	}
	v[0] = rect->x0;
	v[1] = rect->y0;
	v[2] = rect->x1;
	v[3] = rect->y1;
	for (size_t i = 0; i < 16; i++) {
		uint8_t b = (uint8_t)((uint32_t)v[i / 4] >> (i % 4 * 8));

		h = lock_hash(h, &b, 1);
	}
	return h;
}

void lock_put_id(const char *page, uint64_t h, char out[IC_REDACTION_ID_MAX])
{
	snprintf(out, IC_REDACTION_ID_MAX, "%.128s-%08" PRIx32, page,
	    (uint32_t)(h >> 32 ^ h));
}

void ic_redaction_id(const char *page, const struct ic_rect *rect,
    char out[IC_REDACTION_ID_MAX])
{
	uint64_t h = lock_hash(LOCK_HASH, page, strlen(page) + 1);

	lock_put_id(page, lock_hash_rect(h, rect), out);
}
