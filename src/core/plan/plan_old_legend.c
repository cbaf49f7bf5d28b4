/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Designations that stamped documents were found to bear. */
#include <string.h>

#include "plan_priv.h"

static bool covers(const struct ic_plan_document *d)
{
	return d->spec->old.action == IC_OLD_COVER;
}

static bool stamps_legend(const struct ic_plan_document *d)
{
	return d->legend.text || d->legend.unredacted;
}

bool ic_plan_seeks_legend(const struct ic_plan_document *d)
{
	return d->spec->stamped && d->kind == IC_KIND_DOCUMENT &&
	    (covers(d) || stamps_legend(d));
}

bool ic_plan_add_legend(struct ic_plan *plan, size_t document,
    const struct ic_old_found *found, struct ic_error *err)
{
	struct ic_plan_document *d = &plan->documents[document];
	struct ic_old_found *more;
	uint32_t cap = d->cap_old ? 2 * d->cap_old : 16;

	if (d->nold >= IC_OLD_LEGENDS_MAX &&
	    d->old[d->nold - IC_OLD_LEGENDS_MAX].page == found->page) {
		return ic_fail(err, IC_EBUG, "a page has too many legends");
	}
	if (d->nold == d->cap_old) {
		more = ic_arena_alloc(&plan->arena, cap, sizeof(*more));
		if (!more) {
			return ic_fail(err, IC_EENV, "out of memory");
		}
		if (d->nold) {
			memcpy(more, d->old, d->nold * sizeof(*more));
		}
		d->old = more;
		d->cap_old = cap;
	}
	d->old[d->nold++] = *found;
	return true;
}

static const char *text_of(const struct ic_plan_document *d,
    const struct ic_old_found *f)
{
	return d->spec->old.text ? d->spec->old.text
				 : ic_old_legend_words[f->word];
}

static bool contradicts(const struct ic_plan_document *d, const char *printed)
{
	return (d->legend.text &&
		   !ic_old_legend_same(printed, d->legend.text)) ||
	    (d->legend.unredacted &&
		!ic_old_legend_same(printed, d->legend.unredacted));
}

/* A page with two designations has none: which of them counts? */
static void check_document(const struct ic_plan *plan, size_t i,
    struct ic_diags *diags)
{
	const struct ic_plan_document *d = &plan->documents[i];

	for (uint32_t k = 0; k < d->nold && !covers(d); k++) {
		const char *printed = text_of(d, &d->old[k]);
		char number[IC_BATES_MAX];

		if (!contradicts(d, printed)) {
			continue;
		}
		ic_plan_page_number(plan, i, d->old[k].page, number);
		ic_diag_add(diags, IC_LEVEL_ERROR, d->spec->place,
		    "%s bears the designation \"%s\" and would be stamped with "
		    "another one: give the document old_legend: cover, or "
		    "legend: none",
		    number, printed);
		return;
	}
}

bool ic_plan_check_legends(const struct ic_plan *plan, struct ic_diags *diags)
{
	size_t errors = diags->errors;

	for (size_t i = 0; i < plan->ndocuments; i++) {
		if (ic_plan_seeks_legend(&plan->documents[i])) {
			check_document(plan, i, diags);
		}
	}
	return diags->errors == errors;
}
