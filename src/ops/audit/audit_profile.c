/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The court's profile: what children are asked, and what the parent sees. */
#include "audit_ops.h"
#include "ops/filings.h"

bool audit_profile_open(const char *name, struct ic_audit_job *job,
    struct ic_run *run)
{
	if (!ic_filing_open(name, &run->filing, &run->diags, &run->err)) {
		if (run->err.code == IC_OK) {
			ic_fail(&run->err, IC_EINPUT,
			    "the profile cannot be used as it is");
		}
		return false;
	}
	job->filing = run->filing.asked;
	return true;
}

bool audit_profile_sizes(const struct ic_filing_profile *p,
    struct ic_audited *out, struct ic_error *err)
{
	const struct ic_finding_item f = { .kind = IC_FINDING_FILE_SIZE,
		.severity = p->size,
		.page = IC_FINDING_NO_PAGE,
		.detail = IC_DETAIL_LIMIT,
		.number = (uint32_t)(p->limit_bytes / 1000000) };

	for (size_t i = 0; p->limit_bytes > 0 && i < out->nfiles; i++) {
		if (out->files[i].size > p->limit_bytes &&
		    !ic_findings_add(&out->files[i].findings, &f)) {
			return ic_fail(err, IC_EENV, "out of memory");
		}
	}
	return true;
}
