/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Documents that are not drawn: a sheet stands on their numbers. */
#include "core/plan.h"

/* Paper that people print on; else a sheet is a letter page. */
#define SIDE_MIN 396000  /* half a letter page, 5.5 in */
#define SIDE_MAX 1224000 /* a tabloid page, 17 in */

static const struct ic_size letter = { 612000, 792000 };

static bool usual(struct ic_size s)
{
	return s.w >= SIDE_MIN && s.h >= SIDE_MIN && s.w <= SIDE_MAX &&
	    s.h <= SIDE_MAX;
}

bool ic_plan_has_each(const struct ic_plan_document *d)
{
	return d->kind == IC_KIND_WITHHELD && d->spec->sheets == IC_SHEETS_PAGE;
}

bool ic_plan_is_sheet(const struct ic_plan_document *d)
{
	return d->kind != IC_KIND_DOCUMENT;
}

static void set_sheets(struct ic_plan_document *d, struct ic_size size)
{
	for (uint32_t i = 0; i < d->npages; i++) {
		d->pages[i] = (struct ic_plan_page){
			.size = usual(size) ? size : letter
		};
	}
}

void ic_plan_set_page(struct ic_plan_document *d, uint32_t page,
    struct ic_size size, uint32_t notes)
{
	if (!ic_plan_is_sheet(d)) {
		d->pages[page].size = size;
		d->pages[page].notes = notes;
	} else if (page == 0) {
		set_sheets(d, size);
	}
}

bool ic_plan_set_native(struct ic_plan *plan, size_t document,
    struct ic_error *err)
{
	if (!ic_plan_set_pages(plan, document, 1, err)) {
		return false;
	}
	set_sheets(&plan->documents[document], letter);
	return true;
}

bool ic_plan_set_unread(struct ic_plan *plan, size_t document,
    enum ic_reason why, struct ic_error *err)
{
	struct ic_plan_document *d = &plan->documents[document];
	struct ic_size size = letter;

	d->unread = why;
	/* What the spec says of it itself is no surprise. */
	d->notes = d->spec->kind == IC_KIND_UNREADABLE
	    ? 0
	    : IC_NOTE_BIT(UNREADABLE);
	if (d->kind == IC_KIND_DOCUMENT) {
		d->kind = IC_KIND_UNREADABLE;
	}
	if (d->pages) {
		size = d->pages[0].size;
		d->npages = d->kind == IC_KIND_UNREADABLE ? 1 : d->npages;
	} else if (ic_plan_set_pages(plan, document, 1, err)) {
		d->uncounted = true;
	} else {
		return false;
	}
	d->nregions = d->nboxes = d->ndisputed = 0;
	set_sheets(d, size);
	return true;
}

void ic_plan_sheet(const struct ic_plan *plan, size_t document,
    char name[IC_NATIVE_NAME_MAX], struct ic_sheet *sheet)
{
	const struct ic_plan_document *d = &plan->documents[document];
	const struct ic_spec_document *sd = d->spec;

	*sheet = (struct ic_sheet){ .kind = d->kind,
		.range = d->range,
		.numbers = d->numbers,
		.uncounted = d->uncounted,
		.each = ic_plan_has_each(d),
		.claim = d->kind == IC_KIND_WITHHELD ? sd->claim : NULL,
		.text = sd->placeholder,
		.name = name,
		.sha256 = d->sha256,
		.bytes = d->bytes };
	*name = '\0';
	if (d->kind == IC_KIND_NATIVE) {
		ic_native_name(d->range, sd->file, name);
	}
	for (uint32_t i = 0; d->kind == IC_KIND_WITHHELD && i < sd->ncodes;
	     i++) {
		const struct ic_spec_code *c = &plan->spec->codes[sd->codes[i]];

		sheet->codes[sheet->ncodes++] = (struct ic_sheet_code){ c->name,
			c->text, c->basis };
	}
}
