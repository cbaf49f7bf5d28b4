/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Which redactions a ruling means, and what becomes of them. It is found page
 * by page: a word for some pages of a redaction is none for the others.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "plan_priv.h"
#include "spec_index.h"

/* A redaction on one of its pages. */
struct place {
	uint32_t redaction, document, page;
	bool ruled;
};

struct ruler {
	struct ic_plan *plan;
	struct ic_diags *diags;
	struct place *at; /* by redaction */
	size_t n, cap;
	size_t *first;    /* of each redaction; and where they end */
	uint32_t *sorted; /* indexes of places by number */
	struct ic_index by_id;
	uint32_t current;  /* while they are gathered */
	uint32_t *met_by;  /* of each redaction: row + 1 that met it last */
	uint32_t *decided; /* and the first that did; 0: none */
	uint32_t *met;     /* of the row at hand */
	size_t nmet;
	size_t of; /* the document that the row's range is */
	bool starved;
};

static const struct ic_redaction *redaction(const struct ruler *r, uint32_t i)
{
	return &r->plan->spec->redactions[i];
}

static struct ic_bates number_of(const struct ic_plan *plan,
    const struct place *p)
{
	struct ic_bates b = plan->documents[p->document].first;

	b.value += p->page;
	return b;
}

static void add_page(void *user, size_t document, uint32_t page)
{
	struct ruler *r = user;

	if (r->n == r->cap) {
		size_t cap = r->cap ? 2 * r->cap : 1024;
		void *p = r->n < IC_SLICE_BOXES_MAX
		    ? reallocarray(r->at, cap, sizeof(*r->at))
		    : NULL;

		if (!p) {
			r->starved = true;
			return;
		}
		r->at = p;
		r->cap = cap;
	}
	r->at[r->n++] = (struct place){ r->current, (uint32_t)document, page,
		false };
}

/* What a redaction names in vain is said when it is resolved. */
static void ignore_number(void *user, const struct ic_bates *number)
{
	(void)user;
	(void)number;
}

static void ignore_page(void *user, uint32_t page)
{
	(void)user;
	(void)page;
}

static int by_number(const void *a, const void *b, void *user)
{
	const struct ruler *r = user;
	uint32_t i = *(const uint32_t *)a, k = *(const uint32_t *)b;
	struct ic_bates x = number_of(r->plan, &r->at[i]);
	struct ic_bates y = number_of(r->plan, &r->at[k]);
	int c = ic_bates_cmp(&x, &y);

	return c ? c : (i > k) - (i < k);
}

static bool gather(struct ruler *r)
{
	const struct ic_plan_walk walk = { add_page, ignore_number, ignore_page,
		r };
	size_t n = r->plan->spec->nredactions;
	uint32_t old;

	for (size_t i = 0; i < n && !r->starved; i++) {
		r->current = (uint32_t)i;
		r->first[i] = r->n;
		ic_plan_walk_pages(r->plan, redaction(r, (uint32_t)i), &walk);
		/* Of two with one id the plan complains later. */
		r->starved |= !ic_index_add(&r->by_id, r->plan->ids[i],
		    (uint32_t)i, &old);
	}
	r->first[n] = r->n;
	r->sorted = reallocarray(NULL, r->n + 1, sizeof(*r->sorted));
	if (r->starved || !r->sorted) {
		return false;
	}
	for (size_t i = 0; i < r->n; i++) {
		r->sorted[i] = (uint32_t)i;
	}
	qsort_r(r->sorted, r->n, sizeof(*r->sorted), by_number, r);
	return true;
}

static bool on_page(const struct ruler *r, const struct ic_ruling *row,
    const struct place *p)
{
	struct ic_bates b = number_of(r->plan, p);

	for (uint32_t i = 0; i < row->nbates; i++) {
		if (ic_bates_in(&row->bates[i], &b)) {
			return true;
		}
	}
	return row->nbates == 0;
}

static bool has_codes(const struct ic_ruling *row,
    const struct ic_redaction *rd)
{
	for (uint32_t i = 0; i < row->ncodes; i++) {
		uint32_t k = 0;

		while (k < rd->ncodes && rd->codes[k] != row->codes[i]) {
			k++;
		}
		if (k == rd->ncodes) {
			return false;
		}
	}
	return true;
}

static bool in_box(const struct ic_ruling *row, const struct ic_redaction *rd)
{
	bool whole = rd->area == IC_AREA_WHOLE;

	if (!row->has_box || row->box_whole) {
		return !row->has_box || whole;
	}
	return whole ||
	    !ic_rect_is_empty(ic_rect_intersect(row->box, rd->rect));
}

/* The redaction's own category counts, and its document's. */
static bool in_category(const struct ruler *r, const struct place *p,
    const char *category)
{
	const struct ic_redaction *rd = redaction(r, p->redaction);
	const struct ic_plan_document *d = &r->plan->documents[p->document];

	return strcasecmp(ic_field(rd->fields, IC_FIELD_CATEGORY), category) ==
	    0 ||
	    strcasecmp(ic_field(&d->fields, IC_FIELD_CATEGORY), category) == 0;
}

static bool matches(const struct ruler *r, const struct ic_ruling *row,
    const struct place *p)
{
	const struct ic_redaction *rd = redaction(r, p->redaction);

	return on_page(r, row, p) &&
	    (!row->document || row->document == p->document + 1) &&
	    (!row->has_of || r->of == p->document) &&
	    (!row->category || in_category(r, p, row->category)) &&
	    has_codes(row, rd) && in_box(row, rd) &&
	    (!row->lines || (rd->lines && strcmp(rd->lines, row->lines) == 0));
}

static void try_place(struct ruler *r, uint32_t row, struct place *p)
{
	if (!matches(r, &r->plan->spec->rulings[row], p)) {
		return;
	}
	p->ruled = true;
	if (r->met_by[p->redaction] != row + 1) {
		r->met_by[p->redaction] = row + 1;
		r->met[r->nmet++] = p->redaction;
	}
}

/* The places from the first number of a range on. */
static void try_range(struct ruler *r, uint32_t row,
    const struct ic_bates_range *range)
{
	size_t lo = 0, hi = r->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		struct ic_bates b = number_of(r->plan, &r->at[r->sorted[mid]]);

		if (ic_bates_cmp(&b, &range->first) < 0) {
			lo = mid + 1;
		} else {
			hi = mid;
		}
	}
	for (; lo < r->n; lo++) {
		struct place *p = &r->at[r->sorted[lo]];
		struct ic_bates b = number_of(r->plan, p);

		if (ic_bates_cmp(&b, &range->last) > 0) {
			break;
		}
		try_place(r, row, p);
	}
}

static bool find_document(struct ruler *r, const struct ic_ruling *row)
{
	const struct ic_plan *plan = r->plan;
	uint32_t page;

	if (!ic_plan_find(plan, &row->of.first, &r->of, &page)) {
		return false;
	}
	return ic_bates_cmp(&plan->documents[r->of].first, &row->of.first) ==
	    0 &&
	    ic_bates_cmp(&plan->documents[r->of].last, &row->of.last) == 0;
}

static void complain(struct ruler *r, const struct ic_ruling *row,
    const char *say)
{
	ic_diag_add(r->diags, IC_LEVEL_ERROR, row->place, "%s", say);
}

/* Fill r->met. False, reported, if there is nothing. */
static bool meet(struct ruler *r, uint32_t i)
{
	const struct ic_ruling *row = &r->plan->spec->rulings[i];
	uint32_t one = row->id ? ic_index_find(&r->by_id, row->id) : 0;
	size_t from = 0, to = r->n;

	r->nmet = 0;
	if (row->has_of && !find_document(r, row)) {
		complain(r, row,
		    "no document has exactly this Bates range: \"document\" "
		    "is a file as the spec writes it, or its whole range");
		return false;
	}
	if (one == IC_INDEX_NONE) {
		complain(r, row,
		    "no redaction has this id: write it as the redaction log "
		    "does");
		return false;
	}
	if (row->id) {
		from = r->first[one];
		to = r->first[one + 1];
	}
	for (uint32_t k = 0; !row->id && k < row->nbates; k++) {
		try_range(r, i, &row->bates[k]);
	}
	for (; (row->id || !row->nbates) && from < to; from++) {
		try_place(r, i, &r->at[from]);
	}
	if (r->nmet == 0) {
		complain(r, row,
		    row->id ? "the redaction with this id is not where the "
			      "other cells of this row say: correct one of "
			      "them"
			    : "this row meets no redaction: none has all that "
			      "it names");
	}
	return r->nmet > 0;
}

static bool same_new_box(const struct ic_ruling *a, const struct ic_ruling *b)
{
	return a->new_whole == b->new_whole &&
	    (a->new_whole ||
		memcmp(&a->new_box, &b->new_box, sizeof(a->new_box)) == 0);
}

/* One redaction of the row: is it decided otherwise already? */
static void decide(struct ruler *r, uint32_t i, uint32_t index)
{
	const struct ic_ruling *all = r->plan->spec->rulings, *row = &all[i];
	struct ic_redaction *rd = &r->plan->spec->redactions[index];
	const struct ic_ruling *old = r->decided[index]
	    ? &all[r->decided[index] - 1]
	    : NULL;

	if (!old) {
		r->decided[index] = i + 1;
		rd->ruling = row;
	} else if (old->word != row->word) {
		ic_diag_add(r->diags, IC_LEVEL_ERROR, row->place,
		    "%s is %s here and %s in row %lu: a redaction has one "
		    "ruling",
		    r->plan->ids[index], ic_status_word(row->word),
		    ic_status_word(old->word), (unsigned long)old->place.line);
	} else if (row->has_new && !same_new_box(old, row)) {
		ic_diag_add(r->diags, IC_LEVEL_ERROR, row->place,
		    "%s has another new box here than in row %lu: a redaction "
		    "has one ruling",
		    r->plan->ids[index], (unsigned long)old->place.line);
	} else if (row->order.ecf) {
		rd->ruling = row;
	}
}

static void take_row(struct ruler *r, uint32_t i)
{
	const struct ic_ruling *row = &r->plan->spec->rulings[i];
	struct ic_plan_ruling *out = &r->plan->rulings[i];
	uint32_t *kept;

	if (!meet(r, i)) {
		return;
	}
	if (row->has_new && r->nmet > 1) {
		ic_diag_add(r->diags, IC_LEVEL_ERROR, row->place,
		    "this row meets %s and %lu more: a new box is for one "
		    "redaction, so name its id",
		    r->plan->ids[r->met[0]], (unsigned long)r->nmet - 1);
	}
	for (size_t k = 0; k < r->nmet; k++) {
		decide(r, i, r->met[k]);
	}
	kept = ic_arena_alloc(&r->plan->arena, r->nmet, sizeof(*kept));
	if (!kept) {
		r->starved = true;
		return;
	}
	memcpy(kept, r->met, r->nmet * sizeof(*kept));
	*out = (struct ic_plan_ruling){ kept, (uint32_t)r->nmet };
}

/* Every page of what was decided on is decided on. */
static void check_pages(struct ruler *r, uint32_t index)
{
	const struct ic_redaction *rd = redaction(r, index);

	for (size_t k = r->first[index]; k < r->first[index + 1]; k++) {
		const struct place *p = &r->at[k];
		char text[IC_BATES_MAX];

		if (p->ruled) {
			continue;
		}
		ic_plan_page_number(r->plan, p->document, p->page, text);
		ic_diag_add(r->diags, IC_LEVEL_ERROR, rd->ruling->place,
		    "%s stands on %s too, for which no row has a ruling: rule "
		    "on all of its pages, or split the redaction",
		    r->plan->ids[index], text);
		return;
	}
}

static void set_outcome(struct ruler *r, struct ic_redaction *rd,
    uint32_t index)
{
	const struct ic_ruling *row = rd->ruling;

	rd->written_status = rd->status;
	rd->status = row->word;
	if (!row->id && ic_status_burns(row->word) &&
	    rd->written_status == IC_STATUS_WITHDRAWN) {
		ic_diag_add(r->diags, IC_LEVEL_WARNING, row->place,
		    "%s is withdrawn by the spec, and this row makes it %s: "
		    "it is burned",
		    r->plan->ids[index], ic_status_word(row->word));
	}
	if (row->has_new) {
		rd->moved = true;
		rd->written_area = rd->area;
		rd->written_rect = rd->rect;
		rd->area = row->new_whole ? IC_AREA_WHOLE : IC_AREA_RECT;
		rd->rect = row->new_box;
	}
}

static bool begin(struct ruler *r)
{
	struct ic_plan *plan = r->plan;
	size_t n = plan->spec->nredactions;

	for (size_t i = 0; i < n; i++) {
		if (!ic_plan_name(plan, i)) {
			return false;
		}
	}
	plan->rulings = ic_arena_alloc(&plan->arena, plan->spec->nrulings,
	    sizeof(*plan->rulings));
	r->first = calloc(n + 1, sizeof(*r->first));
	r->met_by = calloc(n + 1, sizeof(*r->met_by));
	r->decided = calloc(n + 1, sizeof(*r->decided));
	r->met = calloc(n + 1, sizeof(*r->met));
	return plan->rulings && r->first && r->met_by && r->decided && r->met &&
	    gather(r);
}

static void rule(struct ruler *r)
{
	const struct ic_spec *s = r->plan->spec;

	for (size_t i = 0; i < s->nrulings && !r->starved; i++) {
		take_row(r, (uint32_t)i);
	}
	for (size_t i = 0; i < s->nredactions; i++) {
		if (r->decided[i]) {
			check_pages(r, (uint32_t)i);
			set_outcome(r, &s->redactions[i], (uint32_t)i);
		}
	}
}

bool ic_plan_rule(struct ic_plan *plan, struct ic_diags *diags)
{
	struct ruler r = { .plan = plan, .diags = diags };
	size_t errors = diags->errors;

	if (plan->spec->nrulings == 0) {
		return true;
	}
	if (begin(&r)) {
		rule(&r);
	} else {
		r.starved = true;
	}
	if (r.starved) {
		ic_diag_add(diags, IC_LEVEL_ERROR, (struct ic_place){ 0 },
		    "the rulings need more memory than there is, or the "
		    "redactions have more than %d regions",
		    IC_SLICE_BOXES_MAX);
	}
	free(r.at);
	free(r.first);
	free(r.sorted);
	free(r.met_by);
	free(r.decided);
	free(r.met);
	ic_index_finish(&r.by_id);
	return diags->errors == errors;
}
