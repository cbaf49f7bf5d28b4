/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <string.h>

#include "load_dat.h"

/* "first" or "first-last", as one cell may have it. */
static bool take_first(struct ic_dat *t, struct ic_spec_document *d)
{
	char *text = ic_dat_cell(t, IC_LOAD_BEGBATES);
	struct ic_place place = ic_dat_place(t, IC_LOAD_BEGBATES);
	struct ic_bates_list list = { 0 };
	struct ic_error err = { 0 };
	bool ok = false;

	if (!*text) {
		ic_error_at(t->r, place,
		    "the row has no first number: each document needs one");
	} else if (!strpbrk(text, "0123456789")) {
		ic_error_at(t->r, place,
		    "this is no Bates number: prefix and digits are wanted");
	} else if (!ic_bates_parse_list(&t->r->spec->prefixes, text, &list,
		       &err)) {
		ic_error_at(t->r, place, "%s", err.msg);
	} else if (list.n != 1) {
		ic_error_at(t->r, place,
		    "a row is one document: it has one number or range");
	} else {
		d->has_first = ok = true;
		d->first = list.at[0].first;
		d->last = list.at[0].last;
		d->has_last = ic_bates_cmp(&d->first, &d->last) != 0;
	}
	ic_bates_list_finish(&list);
	return ok;
}

static bool take_last(struct ic_dat *t, struct ic_spec_document *d)
{
	char *text = ic_dat_cell(t, IC_LOAD_ENDBATES);
	struct ic_place place = ic_dat_place(t, IC_LOAD_ENDBATES);
	struct ic_error err = { 0 };
	struct ic_bates last;

	if (!*text) {
		return true;
	}
	if (!ic_bates_parse(&t->r->spec->prefixes, text, &last, &err)) {
		ic_error_at(t->r, place, "%s", err.msg);
		return false;
	}
	if (last.prefix != d->first.prefix || last.digits != d->first.digits) {
		ic_error_at(t->r, place,
		    "the last number is of another series than the first");
		return false;
	}
	if (ic_bates_cmp(&last, &d->first) < 0) {
		ic_error_at(t->r, place,
		    "the last number comes before the first: they are "
		    "reversed, or one is wrong");
		return false;
	}
	if (d->has_last && ic_bates_cmp(&last, &d->last) != 0) {
		ic_error_at(t->r, place,
		    "the last number is not the end of the range that stands "
		    "for the first");
		return false;
	}
	d->has_last = true;
	d->last = last;
	return true;
}

uint64_t ic_dat_count(const struct ic_spec_document *d)
{
	uint64_t step;

	return d->has_last && ic_bates_between(&d->first, &d->last, &step)
	    ? step + 1
	    : 0;
}

static void take_pages(struct ic_dat *t, struct ic_spec_document *d)
{
	char *text = ic_dat_cell(t, IC_LOAD_PAGES);
	struct ic_place place = ic_dat_place(t, IC_LOAD_PAGES);
	uint64_t v, numbers = ic_dat_count(d);

	if (!*text) {
		return;
	}
	if (!ic_integer_parse(text, strlen(text), IC_SPEC_PAGE_MAX, &v)) {
		ic_error_at(t->r, place,
		    "the number of pages must be a whole number");
	} else if (numbers && v != numbers) {
		ic_error_at(t->r, place,
		    "the row says %llu pages, and its numbers are %llu: one "
		    "of them is wrong; if the count is of something else, "
		    "leave it out by fields: { pages: none }",
		    (unsigned long long)v, (unsigned long long)numbers);
	} else {
		d->pages_said = (uint32_t)v;
	}
}

bool ic_dat_numbers(struct ic_dat *t, struct ic_spec_document *d)
{
	if (!t->r->spec->prefixes.n) {
		return false; /* that was said */
	}
	if (ic_dat_has(t, IC_LOAD_BEGBATES) &&
	    (!take_first(t, d) || !take_last(t, d))) {
		return false;
	}
	take_pages(t, d);
	return true;
}
