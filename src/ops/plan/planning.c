/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* From a spec to a plan: hash, scout, number, resolve, look, settle. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/fault.h"
#include "base/fs.h"
#include "claims.h"
#include "core/reference.h"
#include "scouting.h"

static bool hash_source(struct ic_production *p, size_t i)
{
	struct ic_plan_document *d = &p->run->plan.documents[i];
	struct ic_error err = { 0 };
	int fd = -1;

	if (!ic_open_source(p, i, &fd, NULL, &err) ||
	    !ic_sha256_fd(fd, d->sha256, &d->bytes, &err)) {
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
	if (fd >= 0) {
		close(fd);
	}
	return p->err.code == IC_OK;
}

static bool hash_sources(struct ic_production *p)
{
	p->progress = (struct ic_progress){ IC_PHASE_HASH, 0,
		p->run->plan.ndocuments, 0, 0 };
	for (size_t i = 0; i < p->run->plan.ndocuments; i++) {
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

/* A range a line becomes a list; lines without one are nothing. */
static void join_lines(struct ic_buf *b)
{
	size_t n = 0;
	bool pending = false; /* a line has ended before this one */

	for (size_t i = 0; i < b->len; i++) {
		uint8_t c = b->data[i];

		if (c == '\n' || c == '\r') {
			pending = n > 0;
		} else if ((c != ' ' && c != '\t') || (n > 0 && !pending)) {
			if (pending) {
				b->data[n++] = ';';
			}
			pending = false;
			b->data[n++] = c;
		}
	}
	b->len = n;
}

static bool select_documents(struct ic_production *p)
{
	struct ic_bates_list list = { 0 };
	struct ic_run *run = p->run;
	struct ic_buf text = { 0 };
	const char *s = p->o->bates;
	bool ok = true;

	if (!s) {
		return true;
	}
	if (s[0] == '@') {
		ok = ic_fs_read(s + 1, IC_SPEC_BYTES_MAX, &text, &run->err);
		join_lines(&text);
		s = ic_buf_str(&text);
	}
	ok = ok &&
	    ic_bates_parse_list(&run->spec.prefixes, s, &list, &run->err) &&
	    ic_plan_select(&run->plan, &list, &run->err);
	ic_bates_list_finish(&list);
	ic_buf_finish(&text);
	return ok;
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
	if (!choose_copies(p) || !hash_sources(p) || diags->errors ||
	    !scout_run(p, IC_PHASE_SCOUT) || diags->errors ||
	    !ic_plan_number(&run->plan, diags) || !claims_check(p) ||
	    !ic_plan_check_legends(&run->plan, diags) ||
	    !ic_plan_fields(&run->plan, diags) || !claims_fields(p) ||
	    !ic_plan_rule(&run->plan, diags) ||
	    !ic_plan_resolve(&run->plan, diags) || !select_documents(p) ||
	    !select_categories(p) || !scout_run(p, IC_PHASE_LOOK) ||
	    !scout_unredacted(p)) {
		return false;
	}
	return ic_plan_settle(&run->plan, diags) &&
	    ic_plan_check_logs(&run->plan, diags) &&
	    ic_reference_check(&run->plan, diags) && diags->errors == 0 &&
	    ic_summarize_plan(run);
}

enum ic_outcome ic_plan_production(struct ic_production *p)
{
	struct ic_run *run = p->run;

	if (ic_load_spec(p) && plan_all(p)) {
		ic_fault_point("planned");
		return IC_DONE;
	}
	ic_diags_sort(&run->diags);
	if (run->err.code == IC_OK) {
		run->err = p->err;
	}
	return run->err.code == IC_EENV || run->err.code == IC_EBUG
	    ? IC_STOPPED
	    : IC_REFUSED;
}

enum ic_outcome ic_plan_command(struct ic_zygote *z, const struct ic_options *o,
    const struct ic_ui *ui, struct ic_run *run)
{
	struct ic_production p = { .z = z,
		.o = o,
		.ui = ui,
		.run = run,
		.lift_denied = o->lift_denied };
	enum ic_outcome out = ic_plan_production(&p);

	for (size_t i = 0; out == IC_DONE && i < run->plan.ndocuments; i++) {
		if (p.states[i].failure.reason ? !ic_find_failure(&p, i)
					       : !ic_find_notes(&p, i, NULL)) {
			out = IC_STOPPED;
		}
	}
	run->summary.sandbox = ic_zygote_info(z);
	ic_production_finish(&p);
	return out;
}
