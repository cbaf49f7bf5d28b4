/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* From a spec to a plan: hash, scout, number, resolve, look, settle. */
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "claims.h"
#include "core/reference.h"
#include "part.h"
#include "prove.h"
#include "registry_file.h"
#include "scouting.h"
#include "showing.h"

static bool hash_source(struct ic_production *p, size_t i)
{
	struct ic_plan_document *d = &p->run->plan.documents[i];
	struct ic_error err = { 0 };

	if (!ic_hash_source(p, i, &err)) {
		scout_source_error(p, i, &err);
	} else if (d->bytes == 0 &&
	    scout_sheet_instead(p, i, IC_REASON_NOT_PDF)) {
		ic_plan_set_unread(&p->run->plan, i, IC_REASON_NOT_PDF,
		    &p->err);
	} else if (d->bytes == 0) {
		scout_error(p, i, "is empty");
	} else if (d->spec->placeholder) {
		ic_plan_set_native(&p->run->plan, i, &p->err);
	}
	return p->err.code == IC_OK;
}

static bool is_to_be_hashed(const struct ic_plan *plan, size_t i)
{
	const struct ic_plan_document *d = &plan->documents[i];

	return !d->unopened && !d->sha256[0];
}

static bool hash_sources(struct ic_production *p)
{
	const struct ic_plan *plan = &p->run->plan;

	p->progress = (struct ic_progress){ .phase = IC_PHASE_HASH };
	for (size_t i = 0; i < plan->ndocuments; i++) {
		p->progress.documents += is_to_be_hashed(plan, i);
	}
	for (size_t i = 0; i < plan->ndocuments; i++) {
		if (!is_to_be_hashed(plan, i)) {
			continue;
		}
		if (!hash_source(p, i)) {
			return false;
		}
		if (ic_stopped(p)) {
			return ic_fail(&p->err, IC_EENV, "interrupted");
		}
		p->progress.documents_done++;
		ic_tell(p);
		ic_fault_point("hashed");
	}
	return true;
}

static bool select_categories(struct ic_production *p)
{
	const struct ic_options *o = p->o;

	return o->ncategories == 0 ||
	    ic_plan_select_categories(&p->run->plan, o->categories,
		o->ncategories, &p->run->err);
}

/* What the pages of unredacted copies have room for, if any are made. */
static bool scout_unredacted(struct ic_production *p)
{
	if (!(p->run->plan.copies & IC_COPIES_UNREDACTED)) {
		return true;
	}
	p->scouted = IC_COPY_PROPOSED;
	return scout_run(p, IC_PHASE_LOOK);
}

/* --disputed-only makes what the spec need not name. */
static bool choose_copies(struct ic_production *p)
{
	struct ic_run *run = p->run;

	if (p->copies) {
		run->plan.copies = p->copies;
		ic_spec_check_copies(&run->spec, p->copies, &run->diags);
	}
	return run->diags.errors == 0;
}

/* Hash what was not, and count its pages. */
static bool open_sources(struct ic_production *p)
{
	struct ic_diags *diags = &p->run->diags;

	return hash_sources(p) && diags->errors == 0 &&
	    scout_run(p, IC_PHASE_SCOUT) && diags->errors == 0;
}

/* Give each page its number. */
static bool number_all(struct ic_production *p)
{
	struct ic_run *run = p->run;

	return open_sources(p) && registry_give(p) &&
	    ic_plan_number(&run->plan, &run->diags);
}

/* Choose what is made, and open what was not opened for its numbers. */
static bool choose_documents(struct ic_production *p)
{
	struct ic_run *run = p->run;

	return part_choose(p) &&
	    (!part_reopen(p) ||
		(open_sources(p) && part_check(p) &&
		    ic_plan_number(&run->plan, &run->diags)));
}

static bool plan_all(struct ic_production *p)
{
	struct ic_run *run = p->run;
	struct ic_diags *diags = &run->diags;

	if (!ic_plan_begin(&run->spec, &run->plan, &p->err)) {
		return false;
	}
	run->plan.lift_denied = p->lift_denied;
	if (!ic_name_volumes(p)) {
		return false;
	}
	if (!choose_copies(p) || !part_expect(p) || !number_all(p) ||
	    !claims_check(p) || !ic_plan_fields(&run->plan, diags) ||
	    !claims_fields(p) || !choose_documents(p) ||
	    !ic_plan_check_legends(&run->plan, diags) || !scout_addresses(p) ||
	    !ic_plan_rule(&run->plan, diags) ||
	    !ic_plan_resolve(&run->plan, diags) || !select_categories(p) ||
	    !prove_numbers(p) || diags->errors) {
		return false;
	}
	if (p->unseen) {
		return ic_summarize_plan(run);
	}
	if (!scout_run(p, IC_PHASE_LOOK) || !scout_unredacted(p)) {
		return false;
	}
	return ic_plan_settle(&run->plan, diags) &&
	    ic_plan_check_logs(&run->plan, diags) &&
	    ic_reference_check(&run->plan, diags) && diags->errors == 0 &&
	    part_tell_left(p) && ic_summarize_plan(run);
}

/* Why it was not done. */
static enum ic_outcome refuse(struct ic_production *p)
{
	struct ic_run *run = p->run;

	ic_diags_sort(&run->diags);
	if (run->err.code == IC_OK) {
		run->err = p->err;
	}
	return run->err.code == IC_EENV || run->err.code == IC_EBUG
	    ? IC_STOPPED
	    : IC_REFUSED;
}

enum ic_outcome ic_plan_production(struct ic_production *p)
{
	if (ic_load_spec(p) && plan_all(p)) {
		ic_fault_point("planned");
		return IC_DONE;
	}
	return refuse(p);
}

enum ic_outcome ic_number_production(struct ic_production *p)
{
	struct ic_run *run = p->run;

	return ic_load_spec(p) &&
		ic_plan_begin(&run->spec, &run->plan, &p->err) &&
		part_expect(p) && open_sources(p) &&
		ic_plan_number(&run->plan, &run->diags) && claims_check(p) &&
		run->diags.errors == 0
	    ? IC_DONE
	    : refuse(p);
}

static bool find_all(struct ic_production *p)
{
	const struct ic_plan *plan = &p->run->plan;

	for (size_t i = 0; i < plan->ndocuments; i++) {
		if (plan->documents[i].unopened) {
			continue;
		}
		if (p->states[i].failure.reason ? !ic_find_failure(p, i)
						: !ic_find_notes(p, i, NULL)) {
			return false;
		}
	}
	return true;
}

/* What it shows is of most use where the plan is refused for it. */
static enum ic_outcome report(struct ic_production *p, const struct ic_dir *dir,
    enum ic_outcome out)
{
	struct ic_error err = { 0 };

	if (!p->o->html || !p->run->numbers_read || out == IC_STOPPED) {
		return out;
	}
	p->run->reported = prove_page_write(p, dir, p->o->html, &err);
	return p->run->reported ? out : ic_stop_run(p->run, &err);
}

static enum ic_outcome plan(struct ic_production *p)
{
	struct ic_dir dir = { 0 };
	enum ic_outcome out;

	if (p->o->html && !prove_page_open(p->o->html, &dir, &p->run->err)) {
		ic_dir_close(&dir);
		return p->run->err.code == IC_EENV ? IC_STOPPED : IC_REFUSED;
	}
	out = ic_plan_production(p);
	if (out == IC_DONE && !registry_preview(p)) {
		ic_diags_sort(&p->run->diags);
		p->run->err = p->err;
		out = p->err.code == IC_EENV ? IC_STOPPED : IC_REFUSED;
	}
	if (out == IC_DONE && !find_all(p)) {
		out = IC_STOPPED;
	}
	if (out == IC_DONE && p->o->show && !show_places(p)) {
		out = ic_stop_run(p->run, &p->err);
	}
	out = report(p, &dir, out);
	ic_dir_close(&dir);
	return out;
}

enum ic_outcome ic_plan_command(struct ic_zygote *z, const struct ic_options *o,
    const struct ic_ui *ui, struct ic_run *run)
{
	struct ic_production p = { .z = z,
		.o = o,
		.ui = ui,
		.run = run,
		.lift_denied = o->lift_denied };
	enum ic_outcome out = plan(&p);

	run->summary.sandbox = ic_zygote_info(z);
	ic_production_finish(&p);
	return out;
}
