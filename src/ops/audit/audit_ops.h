/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The parts of `audit` in the parent: which files, what of them, looking. */
#ifndef IC_OPS_AUDIT_OPS_H
#define IC_OPS_AUDIT_OPS_H

#include "core/audit_job.h"
#include "core/filing.h"
#include "ops/audit.h"

#define AUDIT_FILES_MAX 200000
#define AUDIT_HEAD 1024 /* bytes in which a PDF says that it is one */

/* What every child is asked, and what that borrows. The zero value is empty. */
struct audit_asked {
	struct ic_audit_job job;
	struct ic_buf names; /* of minors */
};

/*
 * The files that `o` names or that lie in its folders, each once. IC_ELIMIT if
 * they are too many; IC_EENV.
 */
bool audit_collect(const struct ic_options *o, struct ic_audited *out,
    struct ic_error *err);

/*
 * False, before anything is looked at, if o->fix could not be written: IC_ESPEC
 * or IC_EINPUT.
 */
bool audit_fix_may(const struct ic_options *o, struct ic_error *err);

/* Read the list of names and the password. IC_EINPUT, IC_ELIMIT or IC_EENV. */
bool audit_ask(const struct ic_options *o, struct audit_asked *out,
    struct ic_error *err);

/*
 * Read the court's profile into `run`, which keeps what messages quote, and
 * into the job. IC_EUSAGE, IC_EINPUT (with run->diags) or IC_EENV.
 */
bool audit_profile_open(const char *name, struct ic_audit_job *job,
    struct ic_run *run);

/* Add what files are larger than the profile says. IC_EENV without memory. */
bool audit_profile_sizes(const struct ic_filing_profile *p,
    struct ic_audited *out, struct ic_error *err);

/* Wipe and free. NULL is allowed. */
void audit_asked_finish(struct audit_asked *a);

/* What a document's next child leaves out. */
struct audit_restart {
	uint32_t nskip;
	uint32_t skip[IC_AUDIT_SKIPS_MAX];
};

/*
 * A child ended for `reason`, before its end; `list` is what all of them found.
 * True if a further one is to look without the step that ended it, which then
 * has a finding.
 */
bool audit_restart(struct audit_restart *r, struct ic_findings *list,
    enum ic_reason reason);

/* Look through out->files, several at a time; stops as ic_pool_run() does. */
bool audit_look(struct ic_zygote *z, const struct ic_options *o,
    const struct ic_audit_job *job, const struct ic_ui *ui,
    struct ic_audited *out, struct ic_error *err);

#endif
