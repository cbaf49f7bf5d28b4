/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "ops/audit.h"

#include <stdlib.h>

#include "audit_ops.h"
#include "audit_pictures.h"

static enum ic_outcome how(const struct ic_error *err)
{
	return err->code == IC_EENV || err->code == IC_EBUG ? IC_STOPPED
							    : IC_REFUSED;
}

static bool is_notice(const struct ic_finding_item *f)
{
	return f->severity == IC_SEVERITY_NOTICE;
}

static bool is_printed(const struct ic_finding_item *f)
{
	return is_notice(f) ||
	    ic_finding_group_of(f->kind) == IC_FINDING_GROUP_PRIVACY;
}

/*
 * A production of ours was looked at when it was made, and its unredacted
 * copies are to show what they show: no news of what is printed there.
 */
static void leave_out(struct ic_audited *a)
{
	for (size_t i = 0; i < a->nfiles; i++) {
		struct ic_audited_file *f = &a->files[i];

		if (f->ours) {
			ic_findings_drop(&f->findings,
			    f->shows ? is_printed : is_notice);
		}
	}
}

enum ic_outcome ic_audit_command(struct ic_zygote *z,
    const struct ic_options *o, const struct ic_ui *ui, struct ic_run *run,
    struct ic_audited *out)
{
	struct audit_asked asked = { 0 };
	struct ic_dir dir = { 0 };
	bool ok = (!o->html || audit_report_open(o->html, &dir, &run->err)) &&
	    audit_fix_may(o, &run->err) && audit_ask(o, &asked, &run->err) &&
	    (!o->profile || audit_profile_open(o->profile, &asked.job, run)) &&
	    audit_collect(o, out, &run->err) &&
	    audit_look(z, o, &asked.job, ui, out, &run->err) &&
	    audit_profile_sizes(&run->filing, out, &run->err);

	leave_out(out);
	if (ok && o->html) {
		ok = audit_report_write(z, o, asked.job.password, ui, out, &dir,
		    &run->err);
		run->reported = ok;
	}
	ic_dir_close(&dir);
	audit_asked_finish(&asked);
	if (!ok) {
		return how(&run->err);
	}
	return ic_audited_count(out, IC_SEVERITY_ERROR) > 0 ? IC_FINDINGS
							    : IC_DONE;
}

size_t ic_audited_count(const struct ic_audited *a, enum ic_severity severity)
{
	size_t n = 0;

	for (size_t i = 0; i < a->nfiles; i++) {
		n += ic_findings_count(&a->files[i].findings, severity);
	}
	return n;
}

void ic_audited_finish(struct ic_audited *a)
{
	if (!a) {
		return;
	}
	for (size_t i = 0; i < a->nfiles; i++) {
		ic_findings_finish(&a->files[i].findings);
	}
	free(a->files);
	free(a->spec);
	free(a->csv);
	ic_arena_finish(&a->arena);
	*a = (struct ic_audited){ 0 };
}
