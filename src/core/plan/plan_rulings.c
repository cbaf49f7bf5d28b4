/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What becomes of redactions by the rulings that meet them. It is found page
 * by page: a word for some pages of a redaction is none for the others.
 */
#include <stdlib.h>
#include <string.h>

#include "plan_rulings.h"

static const struct ic_redaction *redaction(const struct ic_ruler *r,
    uint32_t i)
{
	return &r->plan->spec->redactions[i];
}

static bool same_new_box(const struct ic_ruling *a, const struct ic_ruling *b)
{
	return a->new_whole == b->new_whole &&
	    (a->new_whole ||
		memcmp(&a->new_box, &b->new_box, sizeof(a->new_box)) == 0);
}

/* One redaction of the row: is it decided otherwise already? */
static void decide(struct ic_ruler *r, uint32_t i, uint32_t index)
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

static void take_row(struct ic_ruler *r, uint32_t i)
{
	const struct ic_ruling *row = &r->plan->spec->rulings[i];
	struct ic_plan_ruling *out = &r->plan->rulings[i];
	uint32_t *kept;

	if (!ic_ruler_meet(r, i)) {
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
static void check_pages(struct ic_ruler *r, uint32_t index)
{
	const struct ic_redaction *rd = redaction(r, index);

	for (size_t k = r->first[index]; k < r->first[index + 1]; k++) {
		const struct ic_ruled_page *p = &r->at[k];
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

static void set_outcome(struct ic_ruler *r, struct ic_redaction *rd,
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

static bool begin(struct ic_ruler *r)
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
	    ic_ruler_gather(r);
}

static void rule(struct ic_ruler *r)
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
	struct ic_ruler r = { .plan = plan, .diags = diags };
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
