/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/reference.h"

#include <stdlib.h>
#include <string.h>

static const struct ic_table_column columns[] = {
	{ "identifier", "Identifier", 12, false },
	{ "bates", "Bates page", 20, false },
	{ "stands for", "What it stands for", 34, false },
	{ "value", "Complete value", 40, false },
};

static bool is_personal(const struct ic_spec *s, const struct ic_redaction *r)
{
	for (uint32_t i = 0; i < r->ncodes; i++) {
		if (s->codes[r->codes[i]].personal) {
			return true;
		}
	}
	return false;
}

/* Never what the reference says. */
static bool check(const struct ic_plan *plan, uint32_t redaction,
    const char *number, struct ic_diags *diags)
{
	const struct ic_redaction *r = &plan->spec->redactions[redaction];
	bool personal = is_personal(plan->spec, r);

	if (r->reference && !personal) {
		ic_diag_add(diags, IC_LEVEL_ERROR, r->place,
		    "%s, redaction %s, has a \"reference\", and none of its "
		    "codes is for personal identifiers: give the code "
		    "\"personal: true\", or take the reference away",
		    number, plan->ids[redaction]);
		return false;
	}
	if (plan->spec->reference_list && personal && !r->reference) {
		ic_diag_add(diags, IC_LEVEL_WARNING, r->place,
		    "%s, redaction %s, has no \"reference\": the reference "
		    "list leaves it out",
		    number, plan->ids[redaction]);
	}
	return true;
}

bool ic_reference_check(const struct ic_plan *plan, struct ic_diags *diags)
{
	bool *seen = calloc(plan->spec->nredactions + 1, sizeof(*seen));
	bool ok = true;

	if (!seen) {
		ic_diag_add(diags, IC_LEVEL_ERROR, (struct ic_place){ 0 },
		    "the plan is too large for this machine's memory");
		return false;
	}
	for (size_t k = 0; k < plan->ndocuments; k++) {
		const struct ic_plan_document
		    *d = &plan->documents[plan->order[k]];
		char number[IC_BATES_MAX];

		for (uint32_t i = 0; i < d->nregions; i++) {
			uint32_t of = d->regions[i].redaction;

			if (!seen[of]) {
				seen[of] = true;
				ic_plan_page_number(plan, plan->order[k],
				    d->regions[i].page, number);
				ok = check(plan, of, number, diags) && ok;
			}
		}
	}
	free(seen);
	return ok;
}

/* A redaction's pages so far, and those that follow one another at the end. */
struct row {
	uint32_t redaction;
	size_t document;
	uint32_t first, last; /* pages of it; not yet among `pages` */
	struct ic_buf pages;
};

struct listing {
	const struct ic_plan *plan;
	struct ic_table *t;
	struct row *rows;
	size_t n;
	uint32_t *of; /* of each redaction its row, + 1 */
};

static void put_pages(const struct ic_plan *plan, struct row *r)
{
	char number[IC_BATES_MAX];

	ic_plan_page_number(plan, r->document, r->first, number);
	ic_buf_printf(&r->pages, "%s%s", r->pages.len ? ", " : "", number);
	if (r->last != r->first) {
		ic_plan_page_number(plan, r->document, r->last, number);
		ic_buf_printf(&r->pages, "-%s", number);
	}
}

static void take_region(struct listing *l, size_t document,
    const struct ic_region *g)
{
	struct row *r;

	if (!l->of[g->redaction]) {
		l->rows[l->n] = (struct row){ g->redaction, document, g->page,
			g->page, { 0 } };
		l->of[g->redaction] = (uint32_t)++l->n;
		return;
	}
	r = &l->rows[l->of[g->redaction] - 1];
	if (r->document == document && g->page <= r->last + 1) {
		r->last = g->page;
		return;
	}
	put_pages(l->plan, r);
	r->document = document;
	r->first = r->last = g->page;
}

static void add_row(struct listing *l, struct row *r)
{
	const struct ic_spec *s = l->plan->spec;
	const struct ic_redaction *d = &s->redactions[r->redaction];
	const char *stands = d->description;
	const char *cell[4];

	for (uint32_t i = 0; !stands && i < d->ncodes; i++) {
		const struct ic_spec_code *c = &s->codes[d->codes[i]];

		stands = c->personal ? (c->text[0] ? c->text : c->name) : NULL;
	}
	put_pages(l->plan, r);
	cell[0] = l->plan->ids[r->redaction];
	cell[1] = ic_buf_str(&r->pages);
	cell[2] = stands;
	cell[3] = d->reference;
	ic_table_row(l->t, cell);
	l->t->starved |= r->pages.failed;
	ic_buf_finish(&r->pages);
}

static void list_all(struct listing *l, ic_reference_of *of, const void *user)
{
	const struct ic_plan *plan = l->plan;

	for (size_t k = 0; k < plan->ndocuments; k++) {
		size_t i = plan->order[k];
		const struct ic_plan_document *d = &plan->documents[i];

		for (uint32_t g = 0; of(user, i) && g < d->nregions; g++) {
			const struct ic_redaction *r =
			    &plan->spec->redactions[d->regions[g].redaction];

			if (r->reference && is_personal(plan->spec, r)) {
				take_region(l, i, &d->regions[g]);
			}
		}
	}
	for (size_t i = 0; i < l->n; i++) {
		add_row(l, &l->rows[i]);
	}
}

bool ic_reference_table(const struct ic_plan *plan, ic_reference_of *of,
    const void *user, struct ic_table *out, struct ic_error *err)
{
	size_t n = plan->spec->nredactions + 1;
	struct ic_table t = { 0 };
	struct listing l = { .plan = plan,
		.t = &t,
		.rows = calloc(n, sizeof(*l.rows)),
		.of = calloc(n, sizeof(*l.of)) };

	ic_table_begin(&t, "Reference List");
	ic_table_head(&t, plan->spec->logs.court);
	ic_table_head(&t, plan->spec->matter);
	ic_table_caption(&t,
	    "UNREDACTED: TO BE FILED UNDER SEAL (Fed. R. Civ. P. 5.2(g))");
	ic_table_columns(&t, columns, 4, 1);
	if (l.rows && l.of) {
		list_all(&l, of, user);
	}
	t.starved |= !l.rows || !l.of;
	free(l.rows);
	free(l.of);
	if (!ic_table_check(&t, "the reference list", err)) {
		ic_table_finish(&t);
		return false;
	}
	*out = t;
	return true;
}
