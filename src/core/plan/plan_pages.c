/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The pages that a redaction names, and the id that it has from them. */
#include <string.h>

#include "plan_priv.h"

/* Pages of one number each, up to the end, or the first that is in none. */
static void walk_plain(const struct ic_plan *plan, struct ic_bates from,
    uint64_t end, const struct ic_plan_walk *w)
{
	const struct ic_plan_document *d;
	size_t document;
	uint32_t page;

	while (from.value <= end) {
		if (!ic_plan_find(plan, &from, &document, &page)) {
			w->unknown(w->user, &from);
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
		w->unknown(w->user, &r->first);
		return;
	}
	if (!ic_plan_find(plan, &r->last, &document, &page)) {
		w->unknown(w->user, &r->last);
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

	for (uint32_t i = 0; i < r->npages; i++) {
		if (d->uncounted) {
			return; /* it could not be read: this time */
		}
		if (r->pages[i].last > d->numbers) {
			w->beyond(w->user, r->pages[i].last);
			return;
		}
		for (uint32_t p = r->pages[i].first; p <= r->pages[i].last;
		     p++) {
			w->page(w->user, r->document, p - 1);
		}
	}
}

void ic_plan_walk_pages(const struct ic_plan *plan,
    const struct ic_redaction *r, const struct ic_plan_walk *w)
{
	if (r->target == IC_TARGET_FILE) {
		walk_file(plan, r, w);
	}
	for (uint32_t k = 0; k < r->nbates; k++) {
		walk_range(plan, &r->bates[k], w);
	}
}

bool ic_plan_pages_text(const struct ic_plan *plan,
    const struct ic_redaction *r, struct ic_buf *out)
{
	const struct ic_prefixes *px = &plan->spec->prefixes;
	uint32_t n = r->target == IC_TARGET_BATES ? r->nbates : r->npages;
	char text[IC_BATES_RANGE_MAX];

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

bool ic_plan_name(struct ic_plan *plan, size_t i)
{
	const struct ic_redaction *r = &plan->spec->redactions[i];
	char id[IC_REDACTION_ID_MAX];
	struct ic_buf page = { 0 };

	if (plan->ids[i]) {
		return true;
	}
	plan->ids[i] = r->id;
	if (!r->id && ic_plan_pages_text(plan, r, &page)) {
		ic_redaction_id(ic_buf_str(&page),
		    r->area == IC_AREA_WHOLE ? NULL : &r->rect, id);
		plan->ids[i] = ic_arena_strdup(&plan->arena, id);
	}
	ic_buf_finish(&page);
	return plan->ids[i] != NULL;
}
