/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * rulings_csv of a spec that is right, through its plan: whatever was read,
 * each row met something, each redaction that was met is what its row says,
 * and nothing else became of any.
 */
#include <stdlib.h>
#include <string.h>

#include "core/plan.h"
#include "core/spec.h"
#include "fuzz.h"

#define SPEC \
	"bates: { prefix: COE }\n" \
	"documents: [{ file: a.pdf, category: Mail }, b.pdf]\n" \
	"codes: { PII: { basis: x }, IA: { basis: y } }\n" \
	"rulings_csv: r.csv\n" \
	"redactions:\n" \
	"  - { id: A, bates: COE000001, rect: [10, 10, 90, 20], code: PII,\n" \
	"      lines: 4-9 }\n" \
	"  - { id: B, bates: COE000001, rect: [10, 50, 90, 60], code: IA }\n" \
	"  - { id: C, bates: COE000002-5, rect: whole, code: [IA, PII] }\n" \
	"  - { bates: COE000004, rect: [10, 10, 90, 20], code: PII }\n" \
	"  - { id: W, file: b.pdf, page: 2, rect: [5, 5, 9, 9], code: IA,\n" \
	"      status: withdrawn }\n"

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
		for (uint32_t p = 0; p < 3; p++) {
			plan->documents[i].pages[p].size = (struct ic_size){
				612000, 792000
			};
		}
	}
	demand(ic_plan_number(plan, diags));
}

static void check_redaction(const struct ic_redaction *r)
{
	if (!r->ruling) {
		demand(!r->moved);
		return;
	}
	demand(r->status == r->ruling->word);
	demand(r->moved == (r->status == IC_STATUS_MODIFIED));
	demand(!r->ruling->order.ecf || *r->ruling->order.ecf);
}

static void check_ruled(const struct ic_spec *spec, const struct ic_plan *plan)
{
	for (size_t i = 0; i < spec->nrulings; i++) {
		demand(plan->rulings[i].nmet > 0);
		for (uint32_t k = 0; k < plan->rulings[i].nmet; k++) {
			demand(plan->rulings[i].met[k] < spec->nredactions);
			demand(
			    spec->redactions[plan->rulings[i].met[k]].status ==
			    spec->rulings[i].word);
		}
	}
	for (size_t i = 0; i < spec->nredactions; i++) {
		check_redaction(&spec->redactions[i]);
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
		if (ic_plan_rule(&plan, &diags)) {
			check_ruled(&spec, &plan);
			ic_plan_resolve(&plan, &diags);
		} else {
			demand(diags.errors > 0);
		}
	}
	ic_plan_finish(&plan);
	ic_diags_finish(&diags);
	ic_spec_finish(&spec);
	return 0;
}
