/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/numbers_prove.h"

#include <stdio.h>
#include <stdlib.h>

/* A box that is burned this near to a number covers it, as it does a glyph. */
#define BOX_AIR 500

struct prover {
	struct ic_plan *plan;
	uint32_t document;
	struct ic_plan_document *d;
	const struct ic_numbers *read;
	struct ic_numbers_proof *proof;
	struct ic_diags *diags;
	struct ic_error *err;
};

const char *ic_number_where_words(enum ic_number_where where, bool one)
{
	switch (where) {
	case IC_NUMBER_LABEL:
		return one ? "is its page label" : "are their page labels";
	case IC_NUMBER_LAYER:
		return one ? "is in its invisible text"
			   : "are in their invisible text";
	case IC_NUMBER_OCR:
		return one ? "was read on its picture"
			   : "were read on their pictures";
	default:
		return one ? "is printed on it" : "are printed on them";
	}
}

static bool is_covered(const struct prover *p, uint32_t page,
    const struct ic_number *x)
{
	const struct ic_plan_page *at = &p->d->pages[page];

	if (at->whole) {
		return true;
	}
	for (uint32_t k = 0; x && k < at->nregions; k++) {
		const struct ic_region *r = &p->d->regions[at->region + k];

		if (ic_rect_touches(ic_rect_grow(r->rect, BOX_AIR), x->rect)) {
			return true;
		}
	}
	return false;
}

static bool doubt(struct prover *p, const struct ic_number_doubt *new)
{
	struct ic_numbers_proof *to = p->proof;

	if (to->n == to->cap) {
		size_t cap = to->cap ? 2 * to->cap : 16;
		void *at = reallocarray(to->doubts, cap, sizeof(*to->doubts));

		if (!at) {
			return ic_fail(p->err, IC_EENV, "out of memory");
		}
		to->doubts = at;
		to->cap = cap;
	}
	to->doubts[to->n++] = *new;
	return true;
}

static bool not_read(struct prover *p, const struct ic_number_doubt *x)
{
	p->proof->unread++;
	p->proof->images += !p->read->pages[x->page].text;
	if (p->proof->kept == IC_NUMBERS_UNREAD_MAX) {
		return true;
	}
	p->proof->kept++;
	return doubt(p, x);
}

static bool is_kin(const struct ic_bates *a, const struct ic_bates *b)
{
	return a->prefix == b->prefix && a->digits == b->digits;
}

static bool is_known(const struct prover *p, const struct ic_bates *own)
{
	const struct ic_spec *s = p->plan->spec;

	for (uint32_t i = 0; i < s->nmisnumbered; i++) {
		if (ic_bates_in(&s->misnumbered[i], own)) {
			return true;
		}
	}
	return false;
}

/* A label of another kind numbers another thing, or an earlier production. */
static struct ic_number_doubt borne(const struct prover *p, uint32_t page,
    const struct ic_bates *own)
{
	const struct ic_number_page *at = &p->read->pages[page];
	const struct ic_number *x = ic_numbers_of(p->read, page);
	struct ic_number_doubt out = { .document = p->document,
		.page = page,
		.known = is_known(p, own),
		.has_printed = x != NULL,
		.has_label = at->has_label && is_kin(&at->label, own),
		.label = at->label,
		.size = at->size };

	if (x) {
		out.printed = x->bates;
		out.rect = x->rect;
	}
	if (x && ic_bates_cmp(&x->bates, own) != 0) {
		out.wrong = true;
		out.says = x->bates;
		out.where = (enum ic_number_where)x->where;
	} else if (out.has_label && ic_bates_cmp(&at->label, own) != 0) {
		out.wrong = true;
		out.says = at->label;
		out.where = IC_NUMBER_LABEL;
	}
	return out;
}

static enum ic_stamp stamp(const struct prover *p,
    const struct ic_number_doubt *x)
{
	const struct ic_number *printed = ic_numbers_of(p->read, x->page);

	if (is_covered(p, x->page, printed)) {
		return IC_STAMP_COVERED;
	}
	if (!printed) {
		return IC_STAMP_NONE;
	}
	return x->wrong ? IC_STAMP_OTHER : IC_STAMP_FOUND;
}

/* An exception that is none hides the next slip. */
static void warn_right(const struct prover *p, const struct ic_bates *own)
{
	char text[IC_BATES_MAX];

	ic_bates_format(&p->plan->spec->prefixes, own, text);
	ic_diag_add(p->diags, IC_LEVEL_WARNING, p->d->spec->place,
	    "%s bears its number: leave it out of `misnumbered:`", text);
}

static bool prove_page(struct prover *p, uint32_t page,
    const struct ic_bates *own)
{
	struct ic_number_doubt x = borne(p, page, own);

	p->d->pages[page].stamp = (uint8_t)stamp(p, &x);
	if (x.wrong) {
		return doubt(p, &x);
	}
	if (!x.has_printed) {
		return not_read(p, &x);
	}
	if (x.known) {
		warn_right(p, own);
	}
	p->proof->agree++;
	return true;
}

/* True if `b` goes on where `a` ends: the next page, the next number. */
static bool goes_on(const struct ic_number_doubt *a,
    const struct ic_number_doubt *b)
{
	uint64_t step;

	return b->wrong && !b->known && b->page == a->page + 1 &&
	    b->where == a->where &&
	    ic_bates_between(&a->says, &b->says, &step) && step == 1;
}

/* Which pages, the numbers that are theirs, and those that they bear. */
static void tell(const struct prover *p, const struct ic_number_doubt *from,
    const struct ic_number_doubt *to)
{
	const struct ic_prefixes *px = &p->plan->spec->prefixes;
	char has[IC_BATES_RANGE_MAX], says[IC_BATES_RANGE_MAX], pages[48];
	struct ic_bates first, last;
	const struct ic_place *at = &p->d->spec->place;
	bool one = from == to;

	ic_bates_at(&p->d->first, from->page, &first);
	ic_bates_at(&p->d->first, to->page, &last);
	ic_bates_range_format(px, &first, &last, has);
	ic_bates_range_format(px, &from->says, &to->says, says);
	snprintf(pages, sizeof(pages), one ? "page %lu" : "pages %lu-%lu",
	    (unsigned long)from->page + 1, (unsigned long)to->page + 1);
	ic_diag_add(p->diags, IC_LEVEL_ERROR, p->d->spec->place,
	    "%s of %s would be %s, but %s %s: correct %s, get the right "
	    "file, or say that it is known by `misnumbered:`",
	    pages, p->d->spec->name, has, says,
	    ic_number_where_words(from->where, one),
	    at->source && at->source->csv ? "the row" : "`bates:`");
}

/* Pages in a row are told as one: a file that is one page off has many. */
static void tell_all(const struct prover *p, size_t first)
{
	const struct ic_number_doubt *at = p->proof->doubts, *x, *last;
	const struct ic_number_doubt *end = at + p->proof->n;
	uint32_t told = 0, more = 0;

	for (x = at + first; p->proof->n > first && x < end; x = last + 1) {
		last = x;
		if (!x->wrong || x->known) {
			continue;
		}
		while (last + 1 < end && goes_on(last, last + 1)) {
			last++;
		}
		if (told++ < IC_NUMBERS_NAMED) {
			tell(p, x, last);
		} else {
			more += (uint32_t)(last - x) + 1;
		}
	}
	if (more > 0) {
		ic_diag_add(p->diags, IC_LEVEL_ERROR, p->d->spec->place,
		    "%lu more of the %lu pages of %s bear another number than "
		    "theirs",
		    (unsigned long)more, (unsigned long)p->read->npages,
		    p->d->spec->name);
	}
}

bool ic_numbers_prove(struct ic_plan *plan, size_t document,
    const struct ic_numbers *read, struct ic_numbers_proof *proof,
    struct ic_diags *diags, struct ic_error *err)
{
	struct prover p = { .plan = plan,
		.document = (uint32_t)document,
		.d = &plan->documents[document],
		.read = read,
		.proof = proof,
		.diags = diags,
		.err = err };
	size_t first = proof->n;

	for (uint32_t i = 0; i < p.d->npages && i < read->npages; i++) {
		struct ic_bates own;

		ic_bates_at(&p.d->first, i, &own);
		if (!prove_page(&p, i, &own)) {
			return false;
		}
	}
	tell_all(&p, first);
	return true;
}

bool ic_numbers_check_said(const struct ic_plan *plan, size_t document,
    struct ic_diags *diags)
{
	const struct ic_plan_document *d = &plan->documents[document];
	const struct ic_spec_document *s = d->spec;
	char last[IC_BATES_MAX], said[IC_BATES_MAX];

	if (d->unopened || d->kind != IC_KIND_DOCUMENT) {
		return true;
	}
	if (s->has_last && ic_bates_cmp(&s->last, &d->last) != 0) {
		ic_bates_format(&plan->spec->prefixes, &d->last, last);
		ic_bates_format(&plan->spec->prefixes, &s->last, said);
		ic_diag_add(diags, IC_LEVEL_ERROR, s->place,
		    "%s has %lu page%s, so that it ends with %s, but its row "
		    "says %s: get the whole file, or correct the row",
		    s->name, (unsigned long)d->numbers,
		    d->numbers == 1 ? "" : "s", last, said);
		return false;
	}
	if (s->pages_said && s->pages_said != d->numbers) {
		ic_diag_add(diags, IC_LEVEL_ERROR, s->place,
		    "%s has %lu page%s, but its row says %lu: get the whole "
		    "file, or correct the row",
		    s->name, (unsigned long)d->numbers,
		    d->numbers == 1 ? "" : "s", (unsigned long)s->pages_said);
		return false;
	}
	return true;
}

static int by_page(const void *a, const void *b)
{
	const struct ic_number_doubt *x = a, *y = b;

	if (x->document != y->document) {
		return x->document < y->document ? -1 : 1;
	}
	return (x->page > y->page) - (x->page < y->page);
}

bool ic_numbers_disagree(const struct ic_numbers_proof *proof)
{
	for (size_t i = 0; i < proof->n; i++) {
		if (proof->doubts[i].wrong && !proof->doubts[i].known) {
			return true;
		}
	}
	return false;
}

void ic_numbers_proof_sort(struct ic_numbers_proof *proof)
{
	if (proof->n > 0) {
		qsort(proof->doubts, proof->n, sizeof(*proof->doubts), by_page);
	}
}

void ic_numbers_proof_finish(struct ic_numbers_proof *proof)
{
	if (proof) {
		free(proof->doubts);
		*proof = (struct ic_numbers_proof){ 0 };
	}
}
