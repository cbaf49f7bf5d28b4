/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The pages of which line numbers are needed, and what was found on them. */
#include <stdlib.h>
#include <string.h>

#include "plan_priv.h"

struct seeker {
	struct ic_plan *plan;
	uint8_t **sought; /* of each document a byte a page; NULL: none */
	bool all;         /* of the document, not one page */
	bool starved;
};

static bool is_read(const struct ic_plan_document *d)
{
	return !d->unlooked && !ic_plan_is_sheet(d);
}

static void add_page(void *user, size_t document, uint32_t page)
{
	struct seeker *s = user;
	const struct ic_plan_document *d = &s->plan->documents[document];
	uint8_t **of = &s->sought[document];

	if (!is_read(d)) {
		return;
	}
	if (!*of) {
		*of = calloc(d->numbers, 1);
	}
	if (!*of) {
		s->starved = true;
	} else if (s->all) {
		memset(*of, 1, d->numbers);
	} else {
		(*of)[page] = 1;
	}
}

static bool list_pages(struct ic_plan *plan, struct ic_plan_document *d,
    const uint8_t *sought)
{
	for (uint32_t i = 0; i < d->numbers; i++) {
		d->nnumbered += sought[i];
	}
	d->numbered = ic_arena_alloc(&plan->arena, d->nnumbered,
	    sizeof(*d->numbered));
	if (!d->numbered) {
		return false;
	}
	for (uint32_t i = 0, n = 0; i < d->numbers; i++) {
		if (sought[i]) {
			d->numbered[n++].page = i;
		}
	}
	return true;
}

static bool seek(struct seeker *s)
{
	/* What is wrong with a target is said when addresses are looked up. */
	const struct ic_plan_walk walk = { .page = add_page, .user = s };
	struct ic_plan *plan = s->plan;

	for (size_t i = 0; i < plan->spec->nredactions; i++) {
		const struct ic_redaction *r = &plan->spec->redactions[i];

		s->all = r->address && r->address->kind == IC_ADDRESS_CITE;
		if (r->address) {
			ic_plan_walk_target(plan, r, &walk);
		}
	}
	for (size_t i = 0; i < plan->ndocuments && !s->starved; i++) {
		s->starved = s->sought[i] &&
		    !list_pages(plan, &plan->documents[i], s->sought[i]);
	}
	return !s->starved;
}

bool ic_plan_seek(struct ic_plan *plan, struct ic_error *err)
{
	struct seeker s = { .plan = plan };
	bool ok;

	s.sought = calloc(plan->ndocuments + 1, sizeof(*s.sought));
	ok = s.sought && seek(&s);
	for (size_t i = 0; s.sought && i < plan->ndocuments; i++) {
		free(s.sought[i]);
	}
	free(s.sought);
	return ok || ic_fail(err, IC_EENV, "out of memory");
}

static struct ic_plan_numbered *sought_page(struct ic_plan *plan,
    size_t document, uint32_t index)
{
	struct ic_plan_document *d = &plan->documents[document];

	return index < d->nnumbered ? &d->numbered[index] : NULL;
}

bool ic_plan_set_numbered(struct ic_plan *plan, size_t document, uint32_t index,
    bool text, const struct ic_numbered_line *lines, uint32_t n,
    struct ic_error *err)
{
	struct ic_plan_numbered *p = sought_page(plan, document, index);
	struct ic_numbered_line *copy;

	if (!p || p->lines) {
		return ic_fail(err, IC_EBUG, "a page has its lines twice");
	}
	p->text = text;
	if (n == 0) {
		return true;
	}
	copy = ic_arena_alloc(&plan->arena, n, sizeof(*copy));
	if (!copy) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	memcpy(copy, lines, n * sizeof(*copy));
	p->lines = copy;
	p->nlines = n;
	return true;
}

bool ic_plan_add_column(struct ic_plan *plan, size_t document, uint32_t index,
    const struct ic_numbered_column *column, struct ic_error *err)
{
	struct ic_plan_numbered *p = sought_page(plan, document, index);
	struct ic_numbered_column *more;
	uint32_t cap = p && p->cap ? IC_NUMBERED_COLUMNS_MAX : 4;

	if (!p || p->ncolumns == IC_NUMBERED_COLUMNS_MAX) {
		return ic_fail(err, IC_EBUG, "a page has too many columns");
	}
	if (p->ncolumns == p->cap) {
		more = ic_arena_alloc(&plan->arena, cap, sizeof(*more));
		if (!more) {
			return ic_fail(err, IC_EENV, "out of memory");
		}
		if (p->ncolumns) {
			memcpy(more, p->columns, p->ncolumns * sizeof(*more));
		}
		p->columns = more;
		p->cap = cap;
	}
	p->columns[p->ncolumns++] = *column;
	return true;
}

const struct ic_plan_numbered *ic_plan_numbered_at(const struct ic_plan *plan,
    uint32_t document, uint32_t page)
{
	const struct ic_plan_document *d = &plan->documents[document];
	uint32_t lo = 0, hi = d->nnumbered;

	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;

		if (d->numbered[mid].page < page) {
			lo = mid + 1;
		} else {
			hi = mid;
		}
	}
	return lo < d->nnumbered && d->numbered[lo].page == page
	    ? &d->numbered[lo]
	    : NULL;
}
