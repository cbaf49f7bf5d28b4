/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Lines that a page numbers, in its one column. */
#include "plan_address.h"

/* A line of a column; NULL if it has none of that number. */
static const struct ic_numbered_line *find_line(const struct ic_addressed *c,
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
void ic_addresser_ends(const struct ic_addressed *c, uint32_t *first,
    uint32_t *last)
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

bool ic_addresser_shows(const struct ic_addressed *c)
{
	uint32_t first, last;

	ic_addresser_ends(c, &first, &last);
	return last > 0;
}

static bool no_line(struct ic_addresser *a, const struct ic_addressed *c,
    uint32_t line)
{
	char number[IC_BATES_MAX];
	uint32_t first, last;

	ic_plan_page_number(a->plan, c->document, c->page, number);
	ic_addresser_ends(c, &first, &last);
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
static void warn_end(struct ic_addresser *a, const struct ic_addressed *c,
    const struct ic_numbered_line *l, bool above)
{
	bool keep = a->r->area == IC_AREA_KEEP;
	uint32_t runs = above ? IC_NUMBERED_RUNS_ABOVE : IC_NUMBERED_RUNS_BELOW;
	uint32_t text = above ? IC_NUMBERED_TEXT_ABOVE : IC_NUMBERED_TEXT_BELOW;
	char number[IC_BATES_MAX];

	ic_plan_page_number(a->plan, c->document, c->page, number);
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
void ic_addresser_take(struct ic_addresser *a, const struct ic_addressed *c,
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

bool ic_addresser_no_numbers(struct ic_addresser *a, uint32_t document,
    uint32_t page, bool text)
{
	char number[IC_BATES_MAX];

	ic_plan_page_number(a->plan, document, page, number);
	return ic_addresser_fail(a,
	    text ? "%s shows no line numbers that are sure, a column of ten "
		   "or more at an even pitch: give the place by \"rect\""
		 : "%s has no text, so that its line numbers cannot be read: "
		   "give the place by \"rect\"",
	    number);
}

/* The one column of a page. */
static bool only_column(struct ic_addresser *a, const struct ic_piece *p,
    struct ic_addressed *out)
{
	struct ic_addressed c = { p->document, p->page,
		ic_plan_numbered_at(a->plan, p->document, p->page), NULL };
	char number[IC_BATES_MAX];
	unsigned n = 0;

	for (uint32_t i = 0; c.on && i < c.on->ncolumns; i++) {
		c.column = &c.on->columns[i];
		if (ic_addresser_shows(&c) && n++ == 0) {
			*out = c;
		}
	}
	if (n == 1) {
		return true;
	}
	if (n == 0) {
		return ic_addresser_no_numbers(a, p->document, p->page,
		    c.on && c.on->text);
	}
	ic_plan_page_number(a->plan, p->document, p->page, number);
	return ic_addresser_fail(a,
	    "%s holds %u pages of a transcript, each with lines of its own: "
	    "write \"cite\", page and line",
	    number, n);
}

void ic_addresser_lines(struct ic_addresser *a)
{
	const struct ic_address *s = a->r->address;

	for (size_t i = 0; i < a->npages; i++) {
		struct ic_addressed c;

		if (!only_column(a, &a->page[i], &c)) {
			return; /* the next page would say the same */
		}
		for (uint32_t k = 0; k < s->n; k++) {
			a->part = k;
			ic_addresser_take(a, &c, s->part[k].first_line,
			    s->part[k].last_line);
		}
	}
}
