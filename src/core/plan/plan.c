/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/plan.h"

#include <string.h>

static bool no_memory(struct ic_error *err)
{
	return ic_fail(err, IC_EENV, "out of memory");
}

bool ic_plan_begin(const struct ic_spec *spec, struct ic_plan *out,
    struct ic_error *err)
{
	struct ic_plan p = { .spec = spec,
		.ndocuments = spec->ndocuments,
		.copies = spec->copies };

	p.documents = ic_arena_alloc(&p.arena, p.ndocuments,
	    sizeof(*p.documents));
	p.order = ic_arena_alloc(&p.arena, p.ndocuments, sizeof(*p.order));
	p.seek = ic_arena_alloc(&p.arena, p.ndocuments, sizeof(*p.seek));
	p.ids = ic_arena_alloc(&p.arena, spec->nredactions, sizeof(*p.ids));
	if (!p.documents || !p.order || !p.seek || !p.ids) {
		ic_plan_finish(&p);
		return no_memory(err);
	}
	for (size_t i = 0; i < p.ndocuments; i++) {
		const struct ic_spec_document *d = &spec->documents[i];

		p.documents[i].spec = d;
		p.documents[i].fields = d->fields;
		p.documents[i].kind = d->kind;
		p.documents[i].selected = true;
		/* What bears its numbers was produced with its legend. */
		if (d->has_legend) {
			p.documents[i].legend = d->legend;
		} else if (!d->stamped) {
			p.documents[i].legend = spec->legend;
		}
		p.order[i] = (uint32_t)i;
	}
	*out = p;
	return true;
}

bool ic_plan_set_pages(struct ic_plan *plan, size_t document, uint32_t pages,
    struct ic_error *err)
{
	struct ic_plan_document *d = &plan->documents[document];

	if (pages == 0 || pages > IC_SLICE_PAGES_MAX || d->pages) {
		return ic_fail(err, IC_EBUG, "a page count is out of range");
	}
	d->numbers = pages;
	if (ic_plan_is_sheet(d) && !ic_plan_has_each(d)) {
		pages = 1;
	}
	d->pages = ic_arena_alloc(&plan->arena, pages, sizeof(*d->pages));
	if (!d->pages) {
		return no_memory(err);
	}
	d->npages = pages;
	return true;
}

bool ic_plan_find(const struct ic_plan *plan, const struct ic_bates *number,
    size_t *document, uint32_t *page)
{
	size_t lo = 0, hi = plan->ndocuments;
	const struct ic_plan_document *d;
	uint64_t step;

	/* The last document that begins at or before the number. */
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		d = &plan->documents[plan->seek[mid]];
		if (ic_bates_cmp_apart(&d->first, number) <= 0) {
			lo = mid + 1;
		} else {
			hi = mid;
		}
	}
	if (lo == 0) {
		return false;
	}
	d = &plan->documents[plan->seek[lo - 1]];
	if (ic_bates_cmp(number, &d->last) > 0 ||
	    !ic_bates_between(&d->first, number, &step)) {
		return false;
	}
	*document = plan->seek[lo - 1];
	*page = (uint32_t)step;
	return true;
}

void ic_plan_page_number(const struct ic_plan *plan, size_t document,
    uint32_t page, char out[IC_BATES_MAX])
{
	struct ic_bates b;

	ic_bates_at(&plan->documents[document].first, page, &b);
	ic_bates_format(&plan->spec->prefixes, &b, out);
}

void ic_plan_printed(const struct ic_plan *plan, size_t document, uint32_t page,
    char out[IC_BATES_RANGE_MAX])
{
	const struct ic_plan_document *d = &plan->documents[document];

	if (ic_plan_is_sheet(d) && !ic_plan_has_each(d)) {
		memcpy(out, d->range, sizeof(d->range));
		return;
	}
	ic_plan_page_number(plan, document, page, out);
}

bool ic_plan_burns(const struct ic_plan *plan, const struct ic_redaction *r)
{
	return ic_status_burns(r->status) &&
	    !(plan->lift_denied && r->status == IC_STATUS_DENIED);
}

bool ic_plan_codes(const struct ic_spec *spec, const struct ic_redaction *r,
    struct ic_buf *out)
{
	for (uint32_t i = 0; i < r->ncodes; i++) {
		ic_buf_puts(out, i ? ", " : "");
		ic_buf_puts(out, spec->codes[r->codes[i]].name);
	}
	return !out->failed;
}

void ic_plan_finish(struct ic_plan *plan)
{
	if (plan) {
		ic_arena_finish(&plan->arena);
		*plan = (struct ic_plan){ 0 };
	}
}
