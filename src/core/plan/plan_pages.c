/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The pages that a redaction names, and the id that it has from them. */
#include <string.h>

#include "plan_priv.h"

/* The position in plan->order of a document. */
static size_t position(const struct ic_plan *plan, size_t document)
{
	size_t lo = 0, hi = plan->ndocuments;
	const struct ic_bates *b = &plan->documents[document].first;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (ic_bates_cmp(&plan->documents[plan->order[mid]].first, b) <
		    0) {
			lo = mid + 1;
		} else {
			hi = mid;
		}
	}
	return lo;
}

/* The first number that is in no document between two neighbours. */
static bool gap(const struct ic_plan_document *a,
    const struct ic_plan_document *b, struct ic_bates *out)
{
	if (a->last.suffix[0] || b->first.suffix[0]) {
		return false;
	}
	*out = a->last;
	out->value++;
	return ic_bates_cmp(out, &b->first) != 0;
}

static void walk_range(const struct ic_plan *plan,
    const struct ic_bates_range *r, const struct ic_plan_walk *w)
{
	size_t from, to, k;
	uint32_t page, end;
	struct ic_bates missing;

	if (!ic_plan_find(plan, &r->first, &from, &page)) {
		w->unknown(w->user, &r->first);
		return;
	}
	if (!ic_plan_find(plan, &r->last, &to, &end)) {
		w->unknown(w->user, &r->last);
		return;
	}
	for (k = position(plan, from); plan->order[k] != to; k++) {
		if (gap(&plan->documents[plan->order[k]],
			&plan->documents[plan->order[k + 1]], &missing)) {
			w->unknown(w->user, &missing);
			return;
		}
	}
	for (k = position(plan, from);; k++, page = 0) {
		size_t i = plan->order[k];
		uint32_t last = i == to ? end : plan->documents[i].numbers - 1;

		while (page <= last) {
			w->page(w->user, i, page++);
		}
		if (i == to) {
			return;
		}
	}
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

			a = b = plan->documents[r->document].first;
			a.value += r->pages[i].first - 1;
			b.value += r->pages[i].last - 1;
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
