/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The pages that a redaction names, and the id that it has from them. */
#include <stdlib.h>
#include <string.h>

#include "plan_priv.h"

static void tell_unknown(const struct ic_plan_walk *w,
    const struct ic_bates *number)
{
	if (w->unknown) {
		w->unknown(w->user, number);
	}
}

/* Pages of one number each, up to the end, or the first that is in none. */
static void walk_plain(const struct ic_plan *plan, struct ic_bates from,
    uint64_t end, const struct ic_plan_walk *w)
{
	const struct ic_plan_document *d;
	size_t document;
	uint32_t page;

	while (from.value <= end) {
		if (!ic_plan_find(plan, &from, &document, &page)) {
			tell_unknown(w, &from);
			return;
		}
		d = &plan->documents[document];
		while (page < d->numbers && from.value <= end) {
			w->page(w->user, document, page++);
			from.value++;
		}
	}
}

/* The first in plan->seek that begins after the number. */
static size_t seek_after(const struct ic_plan *plan, const struct ic_bates *b)
{
	size_t lo = 0, hi = plan->ndocuments;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (ic_bates_cmp_apart(&plan->documents[plan->seek[mid]].first,
			b) <= 0) {
			lo = mid + 1;
		} else {
			hi = mid;
		}
	}
	return lo;
}

/* Pages with a suffix that lie in the range: there are gaps between them. */
static void walk_suffixes(const struct ic_plan *plan,
    const struct ic_bates_range *r, const struct ic_plan_walk *w)
{
	struct ic_bates from = r->first, b;
	size_t k;

	if (!from.suffix[0]) {
		from.suffix[0] = '.'; /* before all that it may have */
	}
	k = seek_after(plan, &from);
	for (k -= k > 0; k < plan->ndocuments; k++) {
		size_t i = plan->seek[k];
		const struct ic_plan_document *d = &plan->documents[i];

		if (!d->first.suffix[0]) {
			continue;
		}
		if (ic_bates_cmp(&d->first, &r->last) > 0) {
			return;
		}
		for (uint32_t page = 0; page < d->numbers; page++) {
			ic_bates_at(&d->first, page, &b);
			if (ic_bates_in(r, &b)) {
				w->page(w->user, i, page);
			}
		}
	}
}

static void walk_range(const struct ic_plan *plan,
    const struct ic_bates_range *r, const struct ic_plan_walk *w)
{
	struct ic_bates from = r->first;
	size_t document;
	uint32_t page;

	if (!ic_plan_find(plan, &r->first, &document, &page)) {
		tell_unknown(w, &r->first);
		return;
	}
	if (!ic_plan_find(plan, &r->last, &document, &page)) {
		tell_unknown(w, &r->last);
		return;
	}
	if (from.suffix[0]) {
		from.suffix[0] = '\0';
		from.value++;
	}
	walk_plain(plan, from, r->last.value, w);
	walk_suffixes(plan, r, w);
}

static void walk_file(const struct ic_plan *plan, const struct ic_redaction *r,
    const struct ic_plan_walk *w)
{
	const struct ic_plan_document *d = &plan->documents[r->document];

	for (uint32_t p = 0; r->npages == 0 && p < d->numbers; p++) {
		w->page(w->user, r->document, p);
	}
	for (uint32_t i = 0; i < r->npages; i++) {
		if (d->uncounted) {
			return; /* it could not be read: this time */
		}
		if (r->pages[i].last > d->numbers) {
			if (w->beyond) {
				w->beyond(w->user, r->pages[i].last);
			}
			return;
		}
		for (uint32_t p = r->pages[i].first; p <= r->pages[i].last;
		     p++) {
			w->page(w->user, r->document, p - 1);
		}
	}
}

void ic_plan_walk_target(const struct ic_plan *plan,
    const struct ic_redaction *r, const struct ic_plan_walk *w)
{
	if (r->target == IC_TARGET_FILE) {
		walk_file(plan, r, w);
	}
	for (uint32_t k = 0; k < r->nbates; k++) {
		walk_range(plan, &r->bates[k], w);
	}
}

const struct ic_pieces *ic_plan_pieces_written(const struct ic_plan *plan,
    const struct ic_redaction *r)
{
	const struct ic_pieces *p = plan->pieces
	    ? &plan->pieces[r - plan->spec->redactions]
	    : NULL;

	return p && p->known ? p : NULL;
}

const struct ic_pieces *ic_plan_pieces(const struct ic_plan *plan,
    size_t redaction)
{
	const struct ic_redaction *r = &plan->spec->redactions[redaction];

	return r->moved ? NULL : ic_plan_pieces_written(plan, r);
}

static bool same_page(const struct ic_piece *a, const struct ic_piece *b)
{
	return a->document == b->document && a->page == b->page;
}

void ic_plan_walk_pages(const struct ic_plan *plan,
    const struct ic_redaction *r, const struct ic_plan_walk *w)
{
	const struct ic_pieces *p = ic_plan_pieces_written(plan, r);

	if (!p) {
		ic_plan_walk_target(plan, r, w);
		return;
	}
	for (uint32_t i = 0; i < p->n; i++) {
		if (i == 0 || !same_page(&p->at[i - 1], &p->at[i])) {
			w->page(w->user, p->at[i].document, p->at[i].page);
		}
	}
}

/* Pages that follow each other are a range. */
static void put_pieces(const struct ic_plan *plan, const struct ic_pieces *p,
    struct ic_buf *out)
{
	char text[IC_BATES_RANGE_MAX];

	for (uint32_t i = 0, last; i < p->n; i = last + 1) {
		const struct ic_piece *from = &p->at[i];
		struct ic_bates a, b;

		for (last = i; last + 1 < p->n; last++) {
			const struct ic_piece *to = &p->at[last + 1];

			if (to->document != from->document ||
			    to->page < p->at[last].page ||
			    to->page > p->at[last].page + 1) {
				break;
			}
		}
		ic_bates_at(&plan->documents[from->document].first, from->page,
		    &a);
		ic_bates_at(&plan->documents[from->document].first,
		    p->at[last].page, &b);
		ic_bates_range_format(&plan->spec->prefixes, &a, &b, text);
		ic_buf_puts(out, i ? ", " : "");
		ic_buf_puts(out, text);
	}
}

bool ic_plan_pages_text(const struct ic_plan *plan,
    const struct ic_redaction *r, struct ic_buf *out)
{
	const struct ic_pieces *pieces = ic_plan_pieces_written(plan, r);

	const struct ic_prefixes *px = &plan->spec->prefixes;
	uint32_t n = r->target == IC_TARGET_BATES ? r->nbates : r->npages;
	char text[IC_BATES_RANGE_MAX];

	if (pieces) {
		put_pieces(plan, pieces, out);
		return !out->failed;
	}
	if (r->target == IC_TARGET_FILE && n == 0) {
		ic_buf_puts(out, plan->documents[r->document].range);
	}
	for (uint32_t i = 0; i < n; i++) {
		if (r->target == IC_TARGET_BATES) {
			ic_bates_range_format(px, &r->bates[i].first,
			    &r->bates[i].last, text);
		} else {
			struct ic_bates a, b;
			const struct ic_bates
			    *first = &plan->documents[r->document].first;

			ic_bates_at(first, r->pages[i].first - 1, &a);
			ic_bates_at(first, r->pages[i].last - 1, &b);
			ic_bates_range_format(px, &a, &b, text);
		}
		ic_buf_puts(out, i ? ", " : "");
		ic_buf_puts(out, text);
	}
	return !out->failed;
}

struct ic_lock_place *ic_plan_places(const struct ic_plan *plan,
    const struct ic_pieces *p)
{
	struct ic_lock_place *at = calloc(p->n + 1, sizeof(*at));

	for (uint32_t i = 0; at && i < p->n; i++) {
		const struct ic_piece *x = &p->at[i];

		ic_plan_page_number(plan, x->document, x->page, at[i].page);
		at[i].whole = x->whole;
		at[i].rect = x->whole ? (struct ic_rect){ 0 } : x->rect;
	}
	return at;
}

static bool name_pieces(const struct ic_plan *plan, const struct ic_pieces *p,
    const char *pages, char out[IC_REDACTION_ID_MAX])
{
	struct ic_lock_place *at = ic_plan_places(plan, p);

	if (at) {
		ic_redaction_id_places(pages, at, p->n, out);
	}
	free(at);
	return at != NULL;
}

bool ic_plan_name(struct ic_plan *plan, size_t i)
{
	const struct ic_redaction *r = &plan->spec->redactions[i];
	const struct ic_pieces *pieces = ic_plan_pieces_written(plan, r);
	char id[IC_REDACTION_ID_MAX];
	struct ic_buf page = { 0 };

	if (plan->ids[i]) {
		return true;
	}
	plan->ids[i] = r->id;
	if (!r->id && ic_plan_pages_text(plan, r, &page)) {
		if (!pieces) {
			ic_redaction_id(ic_buf_str(&page),
			    r->area == IC_AREA_RECT ? &r->rect : NULL, id);
		} else if (!name_pieces(plan, pieces, ic_buf_str(&page), id)) {
			ic_buf_finish(&page);
			return false;
		}
		plan->ids[i] = ic_arena_strdup(&plan->arena, id);
	}
	ic_buf_finish(&page);
	return plan->ids[i] != NULL;
}

bool ic_plan_name_all(struct ic_plan *plan)
{
	for (size_t i = 0; i < plan->spec->nredactions; i++) {
		const struct ic_redaction *r = &plan->spec->redactions[i];
		bool placed = r->area == IC_AREA_RECT ||
		    r->area == IC_AREA_WHOLE;

		if ((placed || r->id) && !ic_plan_name(plan, i)) {
			return false;
		}
	}
	return true;
}
