/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What addresses mean. Nothing is guessed: an address is a line that the page
 * numbers, on a page whose number is sure, and there is one such place.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plan_address.h"

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
		ic_addresser_cite(a);
	} else if (a->r->address) {
		ic_addresser_lines(a);
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
