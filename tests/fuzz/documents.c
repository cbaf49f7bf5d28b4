/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * documents_csv of a spec that is right, through its plan: whatever was read,
 * a document's fields are the spec's and its row's, dates and disputes have
 * their forms, and every way up ends at a document without a parent.
 */
#include <stdlib.h>
#include <string.h>

#include "core/date.h"
#include "core/plan.h"
#include "core/spec.h"
#include "fuzz.h"

#define SPEC \
	"bates: { prefix: COE }\n" \
	"documents_csv: d.csv\n" \
	"documents: [{ file: a.pdf, category: Mail }, b.pdf, c/d.pdf]\n"

struct csv {
	const uint8_t *bytes;
	size_t n;
};

static bool give(void *user, const char *name, char **text, size_t *len,
    struct ic_error *err)
{
	const struct csv *csv = user;

	(void)name;
	(void)err;
	*text = fuzz_text(csv->bytes, csv->n);
	*len = csv->n;
	return true;
}

static void number(const struct ic_spec *spec, struct ic_plan *plan,
    struct ic_diags *diags)
{
	struct ic_error err = { 0 };

	demand(ic_plan_begin(spec, plan, &err));
	for (size_t i = 0; i < spec->ndocuments; i++) {
		demand(ic_plan_set_pages(plan, i, 3, &err));
	}
	demand(ic_plan_number(plan, diags));
}

static void check_document(const struct ic_plan *plan, size_t i)
{
	const struct ic_plan_document *d = &plan->documents[i];
	const char *date = d->fields.value[IC_FIELD_DATE];
	const char *dispute = d->fields.value[IC_FIELD_DISPUTE];
	char day[IC_DATE_MAX];

	for (unsigned k = 0; k < IC_FIELD_COUNT; k++) {
		const char *own = d->spec->fields.value[k];

		demand(!own || strcmp(own, d->fields.value[k]) == 0);
		demand(!d->fields.value[k] || *d->fields.value[k]);
		demand(!(d->row_fields >> k & 1) || (d->row.source && !own));
	}
	demand(!date ||
	    (ic_date_parse_document(date, day, NULL) &&
		strcmp(day, date) == 0));
	demand(!dispute || strcmp(dispute, "open") == 0 ||
	    strcmp(dispute, "resolved") == 0);
}

static void check_way_up(const struct ic_plan *plan, size_t i)
{
	size_t steps = 0, at = i;

	for (;;) {
		const char *text = ic_field(&plan->documents[at].fields,
		    IC_FIELD_PARENT);
		struct ic_bates b;
		uint32_t page;

		if (!*text) {
			return;
		}
		demand(ic_bates_parse(&plan->spec->prefixes, text, &b, NULL));
		demand(ic_plan_find(plan, &b, &at, &page) && page == 0);
		demand(++steps < plan->ndocuments);
	}
}

static void check_said(const struct ic_diags *diags, bool ok)
{
	demand(ok == (diags->errors == 0));
	for (size_t i = 0; i < diags->n; i++) {
		demand(fuzz_plain(diags->at[i].message));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct csv csv = { bytes, n };
	struct ic_spec spec = { 0 };
	struct ic_plan plan = { 0 };
	struct ic_diags diags = { 0 };
	const struct ic_spec_io io = { .read = give, .user = &csv };
	bool ok = ic_spec_load("s.yaml", SPEC, strlen(SPEC), &io, &spec,
	    &diags);

	check_said(&diags, ok);
	if (ok) {
		number(&spec, &plan, &diags);
		ok = ic_plan_fields(&plan, &diags);
		check_said(&diags, ok);
		for (size_t i = 0; ok && i < plan.ndocuments; i++) {
			check_document(&plan, i);
			check_way_up(&plan, i);
		}
	}
	ic_plan_finish(&plan);
	ic_diags_finish(&diags);
	ic_spec_finish(&spec);
	return 0;
}
