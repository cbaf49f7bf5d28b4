/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A child that is ended, by a crash, a signal or a limit, keeps the others of
 * its document's steps from being done. A new one does all of them but that: it
 * needs what was seen of the pages before, too, and what it finds again is the
 * same finding.
 */
#include "audit_ops.h"

/* Another child would meet the same end, whatever it leaves out. */
static bool is_final(enum ic_reason reason)
{
	switch (reason) {
	case IC_REASON_CRASH:
	case IC_REASON_TIMEOUT:
	case IC_REASON_SYSCALL:
	case IC_REASON_KILLED:
	case IC_REASON_MEMORY:
	case IC_REASON_REPLY:
	case IC_REASON_JOB:
		return false;
	default:
		return true;
	}
}

/* The step that ended it: a page, or a part of what is of the document. */
static bool tell(struct ic_findings *list, uint32_t step, enum ic_reason reason)
{
	bool page = step < list->npages;
	const struct ic_finding_item f = { .kind = page
		    ? IC_FINDING_PAGE_UNREADABLE
		    : IC_FINDING_INCOMPLETE,
		.severity = IC_SEVERITY_ERROR,
		.page = page ? step : IC_FINDING_NO_PAGE,
		.number = (uint32_t)reason };

	return ic_findings_add(list, &f);
}

bool audit_restart(struct audit_restart *r, struct ic_findings *list,
    enum ic_reason reason)
{
	uint32_t step = list->step;

	if (is_final(reason) || step == IC_FINDING_NO_STEP ||
	    r->nskip == IC_AUDIT_SKIPS_MAX) {
		return false;
	}
	if (!tell(list, step, reason)) {
		return false;
	}
	r->skip[r->nskip++] = step;
	return true;
}
