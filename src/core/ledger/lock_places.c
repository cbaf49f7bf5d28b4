/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Redactions that an address gives several rectangles, page by page. */
#include <stdlib.h>
#include <string.h>

#include "lock_priv.h"

bool ic_lock_set_places(struct ic_lock *lock, const struct ic_lock_place *at,
    size_t n, struct ic_error *err)
{
	struct ic_lock_redaction *r = &lock->redactions[lock->nredactions - 1];

	for (size_t i = 0; i < n; i++) {
		if (at[i].whole != ic_rect_is_empty(at[i].rect)) {
			return ic_fail(err, IC_EBUG,
			    "a redaction's place is empty");
		}
	}
	r->places = calloc(n + 1, sizeof(*r->places));
	if (!r->places) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	if (n) {
		memcpy(r->places, at, n * sizeof(*at));
	}
	r->nplaces = n;
	r->whole = n == 0;
	return true;
}

static bool same_place(const struct ic_lock_place *a,
    const struct ic_lock_place *b)
{
	return strcmp(a->page, b->page) == 0 && a->whole == b->whole &&
	    a->rect.x0 == b->rect.x0 && a->rect.y0 == b->rect.y0 &&
	    a->rect.x1 == b->rect.x1 && a->rect.y1 == b->rect.y1;
}

bool ic_lock_same_places(const struct ic_lock_redaction *r,
    const struct ic_lock_place *at, size_t n)
{
	for (size_t i = 0; i < n && n == r->nplaces; i++) {
		if (!same_place(&r->places[i], &at[i])) {
			return false;
		}
	}
	return n == r->nplaces;
}

void ic_redaction_id_places(const char *page, const struct ic_lock_place *at,
    size_t n, char out[IC_REDACTION_ID_MAX])
{
	uint64_t h = lock_hash(LOCK_HASH, page, strlen(page) + 1);

	for (size_t i = 0; i < n; i++) {
		h = lock_hash(h, at[i].page, strlen(at[i].page) + 1);
		h = lock_hash_rect(h, at[i].whole ? NULL : &at[i].rect);
	}
	lock_put_id(page, h, out);
}
