/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "audit_revisions.h"

#include <stdlib.h>

#include "audit_map.h"
#include "base/child.h"
#include "document_priv.h"

/*
 * An object is the same if it lies where it lay. Packed ones move with the
 * stream that they are in.
 */
static bool is_same(struct audit_states *s, int number, int depth)
{
	const pdf_xref_entry *x, *y;

	if (number >= pdf_xref_len(s->now.mu.ctx, s->now.pdf) ||
	    number >= pdf_xref_len(s->old.mu.ctx, s->old.pdf)) {
		return false;
	}
	x = pdf_get_xref_entry_no_null(s->now.mu.ctx, s->now.pdf, number);
	y = pdf_get_xref_entry_no_null(s->old.mu.ctx, s->old.pdf, number);
	if (y->type != 'n' && y->type != 'o') {
		return true; /* it was none */
	}
	if (x->type != y->type || x->ofs != y->ofs) {
		return false;
	}
	return x->type == 'n' ||
	    (depth == 0 && x->gen == y->gen && x->ofs > 0 &&
		x->ofs < INT32_MAX && is_same(s, (int)x->ofs, 1));
}

static bool met(void *user, int number)
{
	return !is_same(user, number, 0);
}

/* True if nothing that the page is made of is another object now. Throws. */
static bool is_page_same(struct audit_states *s, uint32_t index)
{
	fz_context *ctx = s->old.mu.ctx;
	pdf_obj *page = ic_document_page_object(&s->old, index);

	audit_walk_anew(&s->walk);
	return !audit_walk_from(&s->walk, page) &&
	    !audit_walk_from(&s->walk,
		pdf_dict_get_inheritable(ctx, page, PDF_NAME(Resources)));
}

/* The page that an earlier one is now. */
static uint32_t page_now(struct audit_states *s, uint32_t index)
{
	int number = pdf_to_num(s->old.mu.ctx,
	    ic_document_page_object(&s->old, index));

	if (number > 0 && number < s->numbers && s->page_of[number] > 0) {
		return s->page_of[number] - 1;
	}
	return s->old.pages == s->now.pages ? index : IC_FINDING_NO_PAGE;
}

/* Throws. */
static void compare_page(struct audit_states *s, uint32_t index)
{
	uint32_t page = page_now(s, index);

	if (page != IC_FINDING_NO_PAGE && is_page_same(s, index)) {
		return;
	}
	if (s->compared == AUDIT_COMPARED_MAX) {
		s->cut = true;
		return;
	}
	s->compared++;
	audit_revision_page(s, index, page);
}

/* Throws in the context of `old`. */
static void compare(struct audit_states *s)
{
	audit_walk_open(&s->walk, &s->old);
	s->walk.page = true;
	s->walk.met = met;
	s->walk.user = s;
	for (uint32_t i = 0; i < s->old.pages; i++) {
		compare_page(s, i);
		audit_beat(s->a);
	}
}

/* What an earlier state holds; NONE, or why it was not looked at. */
static enum ic_reason look_at_old(struct audit_states *s, size_t end)
{
	enum ic_reason why = ic_document_open_before(&s->old, IC_CHILD_SOURCE,
	    s->a->job.password, (int64_t)end);

	if (why != IC_REASON_NONE) {
		return why;
	}
	fz_var(why);
	fz_try(s->old.mu.ctx) {
		compare(s);
	}
	fz_catch(s->old.mu.ctx) {
		why = ic_document_caught(&s->old);
	}
	audit_walk_close(&s->walk);
	ic_document_close(&s->old);
	return why;
}

static bool number_pages(struct audit_states *s)
{
	fz_context *ctx = s->now.mu.ctx;

	s->numbers = pdf_xref_len(ctx, s->now.pdf);
	s->page_of = calloc((size_t)s->numbers + 1, sizeof(*s->page_of));
	s->told = calloc((size_t)s->now.pages + 1, sizeof(*s->told));
	for (uint32_t i = 0; s->page_of && i < s->now.pages; i++) {
		int number = pdf_to_num(ctx, s->now.page_objs[i]);

		if (number > 0 && number < s->numbers) {
			s->page_of[number] = i + 1;
		}
	}
	return s->page_of && s->told;
}

static void tell_incomplete(struct audit *a, enum ic_reason why)
{
	const struct ic_finding_item f = { .kind = IC_FINDING_INCOMPLETE,
		.severity = IC_SEVERITY_WARNING,
		.page = IC_FINDING_NO_PAGE,
		.place = IC_PLACE_REVISION,
		.number = (uint32_t)why };

	audit_add(a, &f);
}

/* One for the file: how many there are, and what came of it. */
static void tell(struct audit_states *s, const struct audit_map *m)
{
	struct ic_finding_item f = { .kind = IC_FINDING_EARLIER_REVISION,
		.severity = IC_SEVERITY_NOTICE,
		.page = IC_FINDING_NO_PAGE,
		.detail = IC_DETAIL_REVISIONS,
		.number = (uint32_t)m->revisions };

	if (s->changed > 0) {
		f.severity = IC_SEVERITY_WARNING;
		f.detail = IC_DETAIL_PAGES_CHANGED;
		f.number = s->changed;
	} else if (s->a->doc.notes & IC_NOTE_BIT(SIGNATURE)) {
		f.detail = IC_DETAIL_SIGNED;
	}
	audit_add(s->a, &f);
}

static enum ic_reason look_at_each(struct audit_states *s,
    const struct audit_map *m)
{
	size_t n = m->revisions < AUDIT_REVISIONS_OPENED
	    ? m->revisions
	    : AUDIT_REVISIONS_OPENED;
	enum ic_reason why = ic_document_open_before(&s->now, IC_CHILD_SOURCE,
	    s->a->job.password, 0);

	if (why == IC_REASON_NONE && !number_pages(s)) {
		why = IC_REASON_MEMORY;
	}
	for (size_t i = 0; i < n && why == IC_REASON_NONE; i++) {
		why = look_at_old(s, m->revision[i]);
		if (why == IC_REASON_NO_PAGES || why == IC_REASON_DAMAGED) {
			why = IC_REASON_NONE; /* it never was a document */
		}
	}
	free(s->page_of);
	free(s->told);
	ic_document_close(&s->now);
	return why;
}

void audit_revisions(struct audit *a)
{
	struct audit_states s = { .a = a };
	struct audit_map *m;
	struct ic_window w;
	enum ic_reason why;

	if (a->doc.assembly) {
		return;
	}
	m = calloc(1, sizeof(*m));
	if (!m) {
		ic_document_throw(&a->doc, IC_REASON_MEMORY);
	}
	ic_window_open(&w, IC_CHILD_SOURCE, IC_WINDOW_PIECE);
	audit_map_read(&w, m);
	ic_window_close(&w);
	why = m->revisions > 0 ? look_at_each(&s, m) : IC_REASON_NONE;
	if (m->revisions > 0) {
		tell(&s, m);
	}
	free(m);
	if (why == IC_REASON_KILLED) {
		ic_document_throw(&a->doc, why);
	}
	if (why != IC_REASON_NONE || s.cut) {
		tell_incomplete(a, why ? why : IC_REASON_TOO_FULL);
	}
}
