/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Pages of a transcript, and their lines: where in the production they are. */
#include "plan_address.h"

/* What the pages show of a transcript's numbers. */
struct census {
	struct ic_addressed found;
	struct ic_addressed twice;
	unsigned n;
	uint32_t low, high, unsure; /* unsure: columns without a number */
	struct ic_piece first;      /* the first of these */
};

static void count_page(const struct ic_addresser *a, const struct ic_piece *p,
    uint32_t wanted, struct census *to)
{
	struct ic_addressed c = { p->document, p->page,
		ic_plan_numbered_at(a->plan, p->document, p->page), NULL };

	for (uint32_t i = 0; c.on && i < c.on->ncolumns; i++) {
		uint32_t number = c.on->columns[i].number;

		c.column = &c.on->columns[i];
		if (!ic_addresser_shows(&c)) {
			continue;
		}
		if (number == 0) {
			to->first = to->unsure++ ? to->first : *p;
			continue;
		}
		to->low = number < to->low ? number : to->low;
		to->high = number > to->high ? number : to->high;
		if (number == wanted) {
			*(to->n++ ? &to->twice : &to->found) = c;
		}
	}
}

static bool not_there(struct ic_addresser *a, uint32_t wanted,
    const struct census *s)
{
	char number[IC_BATES_MAX];

	if (s->unsure) {
		ic_plan_page_number(a->plan, s->first.document, s->first.page,
		    number);
	}
	if (s->high == 0) {
		return s->unsure
		    ? ic_addresser_fail(a,
			  "page %u of the transcript is not found: no page has "
			  "a number that is sure, %s the first of them: give "
			  "the place by \"bates\" and \"lines\"",
			  wanted, number)
		    : ic_addresser_no_numbers(a, a->page[0].document,
			  a->page[0].page, true);
	}
	return ic_addresser_fail(a,
	    "page %u of the transcript is not found: the pages that are named "
	    "here show %u to %u%s%s%s",
	    wanted, s->low, s->high,
	    s->unsure ? ", and a number that is not sure on " : "",
	    s->unsure ? number : "",
	    s->unsure && s->unsure > 1 ? " and others" : "");
}

static bool is_twice(struct ic_addresser *a, uint32_t wanted,
    const struct census *s)
{
	char one[IC_BATES_MAX], two[IC_BATES_MAX];

	ic_plan_page_number(a->plan, s->found.document, s->found.page, one);
	ic_plan_page_number(a->plan, s->twice.document, s->twice.page, two);
	return ic_addresser_fail(a,
	    "page %u of the transcript stands on %s and on %s: the numbering "
	    "begins again, so say by \"bates\" or \"page\" which is meant",
	    wanted, one, two);
}

/* The one column that is this page of the transcript. */
static bool find_page(struct ic_addresser *a, uint32_t wanted,
    struct ic_addressed *out)
{
	struct census s = { .low = UINT32_MAX };

	for (size_t i = 0; i < a->npages; i++) {
		count_page(a, &a->page[i], wanted, &s);
	}
	*out = s.found;
	return s.n == 1 ||
	    (s.n ? is_twice(a, wanted, &s) : not_there(a, wanted, &s));
}

/* The highest line that any of the pages shows. */
static uint32_t usual_end(const struct ic_addresser *a)
{
	uint32_t end = 0;

	for (size_t i = 0; i < a->npages; i++) {
		const struct ic_plan_numbered *on = ic_plan_numbered_at(a->plan,
		    a->page[i].document, a->page[i].page);

		for (uint32_t k = 0; on && k < on->nlines; k++) {
			end = on->lines[k].line > end ? on->lines[k].line : end;
		}
	}
	return end;
}

/*
 * A page that is cited to its end, or from its beginning, must show all of its
 * numbers: where one could not be read its line would stay.
 */
static bool is_complete(struct ic_addresser *a, const struct ic_addressed *c,
    bool to_end, bool from_start)
{
	uint32_t first, last, usual = to_end ? usual_end(a) : 0;
	char number[IC_BATES_MAX];

	ic_addresser_ends(c, &first, &last);
	if ((!to_end || last >= usual) && (!from_start || first == 1)) {
		return true;
	}
	ic_plan_page_number(a->plan, c->document, c->page, number);
	return ic_addresser_fail(a,
	    "page %u of the transcript, on %s, shows lines %u to %u only, and "
	    "other pages show more: name its lines, or give the place by "
	    "\"rect\"",
	    c->column->number, number, first, last);
}

static bool find_part(struct ic_addresser *a, const struct ic_address_part *p)
{
	for (uint32_t page = p->first_page; page <= p->last_page; page++) {
		uint32_t first, last;
		struct ic_addressed c;

		if (!find_page(a, page, &c) ||
		    !is_complete(a, &c,
			page<p->last_page, page> p->first_page)) {
			return false;
		}
		ic_addresser_ends(&c, &first, &last);
		first = page == p->first_page ? p->first_line : first;
		last = page == p->last_page ? p->last_line : last;
		ic_addresser_take(a, &c, first, last);
	}
	return true;
}

void ic_addresser_cite(struct ic_addresser *a)
{
	const struct ic_address *s = a->r->address;

	for (uint32_t k = 0; k < s->n; k++) {
		a->part = k;
		if (!find_part(a, &s->part[k])) {
			return;
		}
	}
}
