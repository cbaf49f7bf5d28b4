/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What is privileged, and whether the privilege log can be written as Rule
 * 26(b)(5)(A) wants it.
 */
#include <stdlib.h>

#include "core/fields.h"
#include "plan_priv.h"

static bool privileged(const struct ic_spec *s, const uint16_t *codes,
    uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		if (s->codes[codes[i]].privileged) {
			return true;
		}
	}
	return false;
}

static bool claims(const struct ic_plan *plan, const struct ic_plan_document *d)
{
	for (uint32_t i = 0; i < d->nregions; i++) {
		const struct ic_redaction
		    *r = &plan->spec->redactions[d->regions[i].redaction];

		if (privileged(plan->spec, r->codes, r->ncodes)) {
			return true;
		}
	}
	return d->spec->kind == IC_KIND_WITHHELD;
}

void ic_plan_warn_privileged(const struct ic_plan *plan, size_t document,
    struct ic_diags *diags)
{
	struct ic_plan_document *d = &plan->documents[document];
	bool in_row = d->row_fields >> IC_FIELD_PRIVILEGE & 1;

	if (!d->selected || d->kind != IC_KIND_DOCUMENT ||
	    !ic_field(&d->fields, IC_FIELD_PRIVILEGE)[0] || claims(plan, d)) {
		return;
	}
	d->notes |= IC_NOTE_BIT(PRIVILEGED);
	ic_diag_add(diags, IC_LEVEL_WARNING, in_row ? d->row : d->spec->place,
	    "%s is said to be privileged and is produced %s: withhold it, "
	    "redact it%s, or take the privilege away",
	    d->range,
	    d->nregions ? "without a redaction under a privileged code"
			: "whole",
	    d->nregions ? " under one" : "");
}

uint32_t ic_plan_log_kinds(const struct ic_plan *plan)
{
	uint32_t kinds = plan->spec->logs.kinds;

	if (kinds) {
		return kinds;
	}
	for (size_t i = 0; i < plan->ndocuments; i++) {
		if (claims(plan, &plan->documents[i])) {
			return IC_LOGS_USUAL | IC_LOG_BIT(PRIVILEGE);
		}
	}
	return IC_LOGS_USUAL;
}

bool ic_spec_privileged(const struct ic_spec *s, const struct ic_redaction *r)
{
	return privileged(s, r->codes, r->ncodes) ||
	    *ic_field(r->fields, IC_FIELD_PRIVILEGE);
}

bool ic_spec_withholds(const struct ic_spec *s,
    const struct ic_spec_document *d)
{
	return privileged(s, d->codes, d->ncodes) ||
	    *ic_field(&d->fields, IC_FIELD_PRIVILEGE);
}

const char *ic_plan_privilege(const struct ic_plan *plan)
{
	const struct ic_spec *s = plan->spec;

	for (size_t i = 0; i < s->nredactions; i++) {
		if (ic_spec_privileged(s, &s->redactions[i])) {
			return plan->ids[i] ? plan->ids[i] : "a redaction";
		}
	}
	for (size_t i = 0; i < plan->ndocuments; i++) {
		const struct ic_plan_document *d = &plan->documents[i];

		if (ic_spec_withholds(s, d->spec) ||
		    *ic_field(&d->fields, IC_FIELD_PRIVILEGE)) {
			return d->range;
		}
	}
	return "";
}

static bool is_empty(const char *text)
{
	return !text || !*text;
}

/* One error for each key that a document's or redaction's row lacks. */
static bool check_row(const struct ic_plan_document *d,
    const struct ic_redaction *r, const char *number, const char *id,
    struct ic_diags *diags)
{
	static const char *const keys[] = { "privilege", "description" };
	const char *values[] = { ic_field(r ? r->fields : NULL,
				     IC_FIELD_PRIVILEGE),
		r ? r->description : NULL };
	const char *document[] = { ic_field(&d->fields, IC_FIELD_PRIVILEGE),
		ic_field(&d->fields, IC_FIELD_DESCRIPTION) };
	bool ok = true;

	for (size_t i = 0; i < 2; i++) {
		if (!is_empty(values[i]) || !is_empty(document[i])) {
			continue;
		}
		ok = false;
		if (r) {
			ic_diag_add(diags, IC_LEVEL_ERROR, r->place,
			    "%s, redaction %s, has no \"%s\" for the privilege "
			    "log: give it one, or its document",
			    number, id, keys[i]);
		} else {
			ic_diag_add(diags, IC_LEVEL_ERROR, d->spec->place,
			    "%s, which is withheld, has no \"%s\" for the "
			    "privilege log: give the document one",
			    number, keys[i]);
		}
	}
	return ok;
}

/* seen: of each redaction the document, + 1, of which it was checked. */
static bool check_document(const struct ic_plan *plan, size_t i, uint32_t *seen,
    struct ic_diags *diags)
{
	const struct ic_plan_document *d = &plan->documents[i];
	char number[IC_BATES_MAX];
	bool ok = d->spec->kind != IC_KIND_WITHHELD ||
	    check_row(d, NULL, d->range, NULL, diags);

	for (uint32_t k = 0; k < d->nregions; k++) {
		uint32_t of = d->regions[k].redaction;
		const struct ic_redaction *r = &plan->spec->redactions[of];

		if (seen[of] == i + 1 ||
		    !privileged(plan->spec, r->codes, r->ncodes)) {
			continue;
		}
		seen[of] = (uint32_t)i + 1;
		ic_plan_page_number(plan, i, d->regions[k].page, number);
		ok = check_row(d, r, number, plan->ids[of], diags) && ok;
	}
	return ok;
}

bool ic_plan_check_logs(const struct ic_plan *plan, struct ic_diags *diags)
{
	uint32_t *seen;
	bool ok = true;

	if (!(ic_plan_log_kinds(plan) & IC_LOG_BIT(PRIVILEGE))) {
		return true;
	}
	seen = calloc(plan->spec->nredactions + 1, sizeof(*seen));
	if (!seen) {
		ic_diag_add(diags, IC_LEVEL_ERROR, (struct ic_place){ 0 },
		    "the plan is too large for this machine's memory");
		return false;
	}
	for (size_t k = 0; k < plan->ndocuments; k++) {
		ok = check_document(plan, plan->order[k], seen, diags) && ok;
	}
	free(seen);
	return ok;
}
