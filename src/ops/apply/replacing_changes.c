/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Which redactions of a document changed since it was made before. */
#include <stdlib.h>
#include <string.h>

#include "core/natural.h"
#include "replacing.h"

/* A box, then or now. */
struct spot {
	const char *id, *codes;
	uint32_t page;
	bool whole, now;
	struct ic_rect rect;
};

static int cmp_rect(const struct ic_rect *a, const struct ic_rect *b)
{
	const int32_t x[] = { a->x0, a->y0, a->x1, a->y1 };
	const int32_t y[] = { b->x0, b->y0, b->x1, b->y1 };

	for (size_t i = 0; i < 4; i++) {
		if (x[i] != y[i]) {
			return x[i] < y[i] ? -1 : 1;
		}
	}
	return 0;
}

/* Two spots that are the same place compare as 0, whether then or now. */
static int by_place(const void *a, const void *b)
{
	const struct spot *x = a, *y = b;
	int c = ic_natural_cmp(x->id, y->id);

	if (c || x->page != y->page) {
		return c ? c : x->page < y->page ? -1 : 1;
	}
	if (x->whole != y->whole) {
		return x->whole ? 1 : -1;
	}
	c = cmp_rect(&x->rect, &y->rect);
	return c ? c : strcmp(x->codes, y->codes);
}

/* Its boxes as the manifest of the old volume has them. */
static size_t take_old(const struct ic_manifest *m,
    const struct ic_manifest_document *was, struct spot *to)
{
	size_t n = 0;

	for (uint32_t p = 0; p < was->npages; p++) {
		for (uint32_t k = 0; k < was->pages[p].nboxes; k++) {
			const struct ic_manifest_box *b = &was->pages[p]
							       .boxes[k];
			const struct ic_manifest_redaction
			    *r = &m->redactions[b->redaction];

			to[n++] = (struct spot){ r->id, r->codes, p, b->whole,
				false, b->rect };
		}
	}
	return n;
}

/* And as they would be burned now. */
static bool take_new(const struct ic_plan *plan, size_t document,
    struct ic_arena *arena, struct spot *to)
{
	const struct ic_plan_document *d = &plan->documents[document];

	for (uint32_t i = 0; i < d->nregions; i++) {
		const struct ic_region *g = &d->regions[i];
		struct ic_buf codes = { 0 };
		const char *copy = NULL;

		if (ic_plan_codes(plan->spec,
			&plan->spec->redactions[g->redaction], &codes)) {
			copy = ic_arena_strdup(arena, ic_buf_str(&codes));
		}
		ic_buf_finish(&codes);
		if (!copy) {
			return false;
		}
		to[i] = (struct spot){ plan->ids[g->redaction], copy, g->page,
			g->whole, true,
			g->whole ? (struct ic_rect){ 0 } : g->rect };
	}
	return true;
}

static int by_id(const void *a, const void *b, void *user)
{
	const struct ic_plan *plan = user;

	return strcmp(plan->ids[*(const uint32_t *)a],
	    plan->ids[*(const uint32_t *)b]);
}

bool replacing_sort(const struct ic_plan *plan, struct replacing_ids *out)
{
	size_t n = plan->spec->nredactions;

	out->plan = plan;
	out->order = reallocarray(NULL, n + 1, sizeof(*out->order));
	for (size_t i = 0; out->order && i < n; i++) {
		out->order[i] = (uint32_t)i;
	}
	if (out->order) {
		qsort_r(out->order, n, sizeof(*out->order), by_id,
		    (void *)plan);
	}
	return out->order != NULL;
}

/* The spec's redaction of an id; NULL if it lists none. */
static const struct ic_redaction *find(const struct replacing_ids *ids,
    const char *id)
{
	const struct ic_plan *plan = ids->plan;
	size_t lo = 0, hi = plan->spec->nredactions;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		uint32_t i = ids->order[mid];
		int c = strcmp(plan->ids[i], id);

		if (c == 0) {
			return &plan->spec->redactions[i];
		}
		if (c < 0) {
			lo = mid + 1;
		} else {
			hi = mid;
		}
	}
	return NULL;
}

static const char *text(struct ic_arena *arena, const char *s)
{
	return ic_arena_strdup(arena, s ? s : "");
}

/*
 * An id that the spec does not list is not said: the words that stand under
 * boxes by now were not held against it.
 */
static bool add_change(const struct replacing_ids *ids, const char *id,
    struct ic_arena *arena, struct ic_manifest_change *out)
{
	const struct ic_redaction *r = find(ids, id);
	const struct ic_order none = { 0 };
	const struct ic_order *order = r && r->ruling ? &r->ruling->order
						      : &none;

	*out = (struct ic_manifest_change){
		.id = text(arena, r ? id : NULL),
		.status = r ? r->status : IC_STATUS_WITHDRAWN,
		.burned = r && ic_plan_burns(ids->plan, r),
		.ecf = text(arena, order->ecf),
		.order_page = text(arena, order->page),
		.order_date = text(arena, order->date),
	};
	return out->id && out->ecf && out->order_page && out->order_date;
}

/* "R5" before "R13"; what no longer has a name is last. */
static int by_nature(const void *a, const void *b)
{
	const struct ic_manifest_change *x = a, *y = b;

	if (!x->id[0] || !y->id[0]) {
		return !x->id[0] - !y->id[0];
	}
	return strverscmp(x->id, y->id);
}

/* Every id of which a place then is none now, or the other way round. */
static bool compare(const struct replacing_ids *ids, const struct spot *at,
    size_t n, struct ic_arena *arena, struct replaced *out)
{
	struct ic_manifest_change *changes = ic_arena_alloc(arena, n,
	    sizeof(*changes));
	const char *last = NULL;

	out->changes = changes;
	for (size_t i = 0, to; changes && i < n; i = to) {
		long balance = 0;

		for (to = i; to < n && by_place(&at[i], &at[to]) == 0; to++) {
			balance += at[to].now ? 1 : -1;
		}
		if (balance == 0 || (last && strcmp(last, at[i].id) == 0)) {
			continue;
		}
		last = at[i].id;
		if (!add_change(ids, last, arena, &changes[out->nchanges])) {
			return false;
		}
		out->nchanges++;
	}
	if (out->nchanges) {
		qsort(changes, out->nchanges, sizeof(*changes), by_nature);
	}
	return changes != NULL;
}

bool replacing_changes(const struct replacing_ids *ids, size_t document,
    const struct ic_manifest *m, const struct ic_manifest_document *was,
    struct ic_arena *arena, struct replaced *out)
{
	const struct ic_plan_document *d = &ids->plan->documents[document];
	size_t n = d->nregions;
	struct spot *at;
	bool ok;

	for (uint32_t p = 0; p < was->npages; p++) {
		n += was->pages[p].nboxes;
	}
	at = reallocarray(NULL, n + 1, sizeof(*at));
	ok = at && take_new(ids->plan, document, arena, at);
	if (ok) {
		n = d->nregions + take_old(m, was, at + d->nregions);
		qsort(at, n, sizeof(*at), by_place);
		ok = compare(ids, at, n, arena, out);
	}
	free(at);
	return ok;
}
