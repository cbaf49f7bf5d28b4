/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What addresses mean. Nothing is guessed: an address is a line that the page
 * numbers, on a page whose number is sure, and there is one such place.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plan_priv.h"

/* A column, on its page. */
struct column {
	uint32_t document, page;
	const struct ic_plan_numbered *on;
	const struct ic_numbered_column *column;
};

void ic_addresser_add(struct ic_addresser *a, struct ic_piece **at, size_t *n,
    size_t *cap, struct ic_piece one)
{
	if (*n == *cap) {
		size_t more = *cap ? 2 * *cap : 64;
		void *p = *n < IC_SLICE_BOXES_MAX
		    ? reallocarray(*at, more, sizeof(**at))
		    : NULL;

		if (!p) {
			a->starved = true;
			return;
		}
		*at = p;
		*cap = more;
	}
	(*at)[(*n)++] = one;
}

bool ic_addresser_fail(struct ic_addresser *a, const char *fmt, ...)
{
	char text[400];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	ic_diag_add(a->diags, IC_LEVEL_ERROR, a->r->place, "%s", text);
	return false;
}

static void add_page(void *user, size_t document, uint32_t page)
{
	struct ic_addresser *a = user;

	ic_addresser_add(a, &a->page, &a->npages, &a->cap_pages,
	    (struct ic_piece){ .document = (uint32_t)document, .page = page });
}

static void no_number(void *user, const struct ic_bates *number)
{
	struct ic_addresser *a = user;

	ic_plan_no_number(a->plan, a->r->place, number, a->diags);
}

static void no_page(void *user, uint32_t page)
{
	struct ic_addresser *a = user;

	ic_plan_no_page(a->plan, a->r, page, a->diags);
}

static void number_of(const struct ic_addresser *a, uint32_t document,
    uint32_t page, char out[IC_BATES_MAX])
{
	ic_plan_page_number(a->plan, document, page, out);
}

/* A line of a column; NULL if it has none of that number. */
static const struct ic_numbered_line *find_line(const struct column *c,
    uint32_t line)
{
	for (uint32_t i = 0; i < c->on->nlines; i++) {
		if (c->on->lines[i].column == c->column->column &&
		    c->on->lines[i].line == line) {
			return &c->on->lines[i];
		}
	}
	return NULL;
}

/* The lowest and the highest line of a column. */
static void ends_of(const struct column *c, uint32_t *first, uint32_t *last)
{
	*first = UINT32_MAX;
	*last = 0;
	for (uint32_t i = 0; i < c->on->nlines; i++) {
		const struct ic_numbered_line *l = &c->on->lines[i];

		if (l->column == c->column->column) {
			*first = l->line < *first ? l->line : *first;
			*last = l->line > *last ? l->line : *last;
		}
	}
}

static bool has_lines(const struct column *c)
{
	uint32_t first, last;

	ends_of(c, &first, &last);
	return last > 0;
}

static bool no_line(struct ic_addresser *a, const struct column *c,
    uint32_t line)
{
	char number[IC_BATES_MAX];
	uint32_t first, last;

	number_of(a, c->document, c->page, number);
	ends_of(c, &first, &last);
	if (a->r->address->kind == IC_ADDRESS_CITE) {
		return ic_addresser_fail(a,
		    "page %u of the transcript, on %s, has no line %u: its "
		    "lines are %u to %u",
		    c->column->number, number, line, first, last);
	}
	return ic_addresser_fail(a, "%s has no line %u: its lines are %u to %u",
	    number, line, first, last);
}

/* What is said of a line at an end of what is covered or kept. */
static void warn_end(struct ic_addresser *a, const struct column *c,
    const struct ic_numbered_line *l, bool above)
{
	bool keep = a->r->area == IC_AREA_KEEP;
	uint32_t runs = above ? IC_NUMBERED_RUNS_ABOVE : IC_NUMBERED_RUNS_BELOW;
	uint32_t text = above ? IC_NUMBERED_TEXT_ABOVE : IC_NUMBERED_TEXT_BELOW;
	char number[IC_BATES_MAX];

	number_of(a, c->document, c->page, number);
	if (l->flags & text) {
		ic_diag_add(a->diags, IC_LEVEL_WARNING, a->r->place,
		    "text stands right %s line %u of %s, in no line of its "
		    "own: it is %s",
		    above ? "above" : "below", l->line, number,
		    keep ? "not kept" : "covered");
	} else if (l->flags & runs) {
		ic_diag_add(a->diags, IC_LEVEL_WARNING, a->r->place,
		    "line %u of %s runs into what stands %s it: %s of both "
		    "is %s",
		    l->line, number, above ? "above" : "below",
		    keep ? "less" : "something", keep ? "kept" : "covered");
	}
}

/* Lines of one column, both included, which are there. */
static void take_lines(struct ic_addresser *a, const struct column *c,
    uint32_t first, uint32_t last)
{
	const struct ic_numbered_line *up = find_line(c, first);
	const struct ic_numbered_line *down = find_line(c, last);
	struct ic_size page =
	    a->plan->documents[c->document].pages[c->page].size;
	struct ic_piece piece = { .document = c->document,
		.page = c->page,
		.part = a->part };

	if (!up || !down) {
		no_line(a, c, up ? last : first);
		return;
	}
	piece.rect = (struct ic_rect){ up->rect.x0, up->rect.y0, up->rect.x1,
		down->rect.y1 };
	if (a->r->area == IC_AREA_KEEP) {
		piece.gutter = up->rect.x0 - c->column->gutter.x0;
		piece.rect.x0 = c->column->gutter.x0;
		piece.rect.y0 = up->kept_y0;
		piece.rect.y1 = down->kept_y1;
	}
	piece.rect = ic_rect_intersect(piece.rect, ic_rect_of(page));
	if (ic_rect_is_empty(piece.rect)) {
		no_line(a, c, first);
		return;
	}
	warn_end(a, c, up, true);
	warn_end(a, c, down, false);
	ic_addresser_add(a, &a->found, &a->nfound, &a->cap_found, piece);
}

static bool no_numbers(struct ic_addresser *a, uint32_t document, uint32_t page,
    bool text)
{
	char number[IC_BATES_MAX];

	number_of(a, document, page, number);
	return ic_addresser_fail(a,
	    text ? "%s shows no line numbers that are sure, a column of ten "
		   "or more at an even pitch: give the place by \"rect\""
		 : "%s has no text, so that its line numbers cannot be read: "
		   "give the place by \"rect\"",
	    number);
}

/* The one column of a page. */
static bool only_column(struct ic_addresser *a, const struct ic_piece *p,
    struct column *out)
{
	struct column c = { p->document, p->page,
		ic_plan_numbered_at(a->plan, p->document, p->page), NULL };
	char number[IC_BATES_MAX];
	unsigned n = 0;

	for (uint32_t i = 0; c.on && i < c.on->ncolumns; i++) {
		c.column = &c.on->columns[i];
		if (has_lines(&c) && n++ == 0) {
			*out = c;
		}
	}
	if (n == 1) {
		return true;
	}
	if (n == 0) {
		return no_numbers(a, p->document, p->page, c.on && c.on->text);
	}
	number_of(a, p->document, p->page, number);
	return ic_addresser_fail(a,
	    "%s holds %u pages of a transcript, each with lines of its own: "
	    "write \"cite\", page and line",
	    number, n);
}

static void find_lines(struct ic_addresser *a)
{
	const struct ic_address *s = a->r->address;

	for (size_t i = 0; i < a->npages; i++) {
		struct column c;

		if (!only_column(a, &a->page[i], &c)) {
			return; /* the next page would say the same */
		}
		for (uint32_t k = 0; k < s->n; k++) {
			a->part = k;
			take_lines(a, &c, s->part[k].first_line,
			    s->part[k].last_line);
		}
	}
}

/* What the pages show of a transcript's numbers. */
struct census {
	struct column found;
	struct column twice;
	unsigned n;
	uint32_t low, high, unsure; /* unsure: columns without a number */
	struct ic_piece first;      /* the first of these */
};

static void count_page(const struct ic_addresser *a, const struct ic_piece *p,
    uint32_t wanted, struct census *to)
{
	struct column c = { p->document, p->page,
		ic_plan_numbered_at(a->plan, p->document, p->page), NULL };

	for (uint32_t i = 0; c.on && i < c.on->ncolumns; i++) {
		uint32_t number = c.on->columns[i].number;

		c.column = &c.on->columns[i];
		if (!has_lines(&c)) {
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
		number_of(a, s->first.document, s->first.page, number);
	}
	if (s->high == 0) {
		return s->unsure
		    ? ic_addresser_fail(a,
			  "page %u of the transcript is not found: no page has "
			  "a number that is sure, %s the first of them: give "
			  "the place by \"bates\" and \"lines\"",
			  wanted, number)
		    : no_numbers(a, a->page[0].document, a->page[0].page, true);
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

	number_of(a, s->found.document, s->found.page, one);
	number_of(a, s->twice.document, s->twice.page, two);
	return ic_addresser_fail(a,
	    "page %u of the transcript stands on %s and on %s: the numbering "
	    "begins again, so say by \"bates\" or \"page\" which is meant",
	    wanted, one, two);
}

/* The one column that is this page of the transcript. */
static bool find_page(struct ic_addresser *a, uint32_t wanted,
    struct column *out)
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
static bool is_complete(struct ic_addresser *a, const struct column *c,
    bool to_end, bool from_start)
{
	uint32_t first, last, usual = to_end ? usual_end(a) : 0;
	char number[IC_BATES_MAX];

	ends_of(c, &first, &last);
	if ((!to_end || last >= usual) && (!from_start || first == 1)) {
		return true;
	}
	number_of(a, c->document, c->page, number);
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
		struct column c;

		if (!find_page(a, page, &c) ||
		    !is_complete(a, &c,
			page<p->last_page, page> p->first_page)) {
			return false;
		}
		ends_of(&c, &first, &last);
		first = page == p->first_page ? p->first_line : first;
		last = page == p->last_page ? p->last_line : last;
		take_lines(a, &c, first, last);
	}
	return true;
}

static void find_cite(struct ic_addresser *a)
{
	const struct ic_address *s = a->r->address;

	for (uint32_t k = 0; k < s->n; k++) {
		a->part = k;
		if (!find_part(a, &s->part[k])) {
			return;
		}
	}
}

/* How many of its pages nobody looked at, for they are not made. */
static size_t count_unlooked(const struct ic_addresser *a)
{
	size_t n = 0;

	for (size_t i = 0; i < a->npages; i++) {
		n += a->plan->documents[a->page[i].document].unlooked;
	}
	return n;
}

/* Take out the pages for which a sheet stands; false: there is no other. */
static bool drop_sheets(struct ic_addresser *a)
{
	size_t n = 0;

	for (size_t i = 0; i < a->npages; i++) {
		if (!ic_plan_is_sheet(
			&a->plan->documents[a->page[i].document])) {
			a->page[n++] = a->page[i];
		}
	}
	a->npages = n;
	return n > 0;
}

static bool keep_pieces(struct ic_addresser *a, const struct ic_piece *at,
    size_t n, const struct ic_piece **out, uint32_t *count)
{
	struct ic_piece *copy = ic_arena_alloc(&a->plan->arena, n + 1,
	    sizeof(*copy));

	if (!copy) {
		a->starved = true;
		return false;
	}
	if (n) {
		memcpy(copy, at, n * sizeof(*copy));
	}
	*out = copy;
	*count = (uint32_t)n;
	return true;
}

static bool take(struct ic_addresser *a)
{
	struct ic_pieces *p = &a->plan->pieces[a->index];

	if (a->r->area != IC_AREA_KEEP) {
		p->known = keep_pieces(a, a->found, a->nfound, &p->at, &p->n);
		return p->known;
	}
	if (!ic_addresser_keep(a)) {
		return !a->starved;
	}
	p->known = keep_pieces(a, a->out, a->nout, &p->at, &p->n) &&
	    keep_pieces(a, a->found, a->nfound, &p->kept, &p->nkept);
	return p->known;
}

static bool look_up(struct ic_addresser *a)
{
	size_t errors = a->diags->errors, unlooked;
	const struct ic_plan_walk walk = { add_page, no_number, no_page, a };

	a->npages = a->nfound = a->nout = 0;
	ic_plan_walk_target(a->plan, a->r, &walk);
	unlooked = count_unlooked(a);
	if (a->starved || a->diags->errors != errors || unlooked == a->npages ||
	    !drop_sheets(a)) {
		return !a->starved;
	}
	if (unlooked) {
		ic_addresser_fail(a,
		    "the address is looked for in documents of which --bates "
		    "names only some: name all of them, or the pages more "
		    "narrowly");
		return true;
	}
	if (a->r->address && a->r->address->kind == IC_ADDRESS_CITE) {
		find_cite(a);
	} else if (a->r->address) {
		find_lines(a);
	}
	return a->diags->errors != errors ? !a->starved : take(a);
}

static bool look_up_all(struct ic_addresser *a)
{
	const struct ic_spec *s = a->plan->spec;

	for (size_t i = 0; i < s->nredactions; i++) {
		a->index = (uint32_t)i;
		a->r = &s->redactions[i];
		if (a->r->area < IC_AREA_LINES) {
			continue;
		}
		if (!a->plan->pieces) {
			a->plan->pieces = ic_arena_alloc(&a->plan->arena,
			    s->nredactions, sizeof(*a->plan->pieces));
		}
		if (!a->plan->pieces || !look_up(a)) {
			return false;
		}
	}
	return true;
}

bool ic_plan_address(struct ic_plan *plan, struct ic_diags *diags)
{
	struct ic_addresser a = { .plan = plan, .diags = diags };
	size_t errors = diags->errors;

	if (!look_up_all(&a)) {
		ic_diag_add(diags, IC_LEVEL_ERROR, (struct ic_place){ 0 },
		    "the redactions need more memory than there is, or more "
		    "than %d regions",
		    IC_SLICE_BOXES_MAX);
	}
	free(a.page);
	free(a.found);
	free(a.out);
	return diags->errors == errors;
}

bool ic_plan_area_text(const struct ic_redaction *r, struct ic_buf *out)
{
	if (r->moved || r->area < IC_AREA_LINES) {
		return true;
	}
	if (r->area == IC_AREA_KEEP) {
		ic_buf_puts(out, "all but ");
	}
	return r->address ? ic_address_put(r->address, out)
			  : ic_buf_puts(out, "a part");
}
