/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * `served`: what was handed over. It opens no PDF, and fills a zeroed run with
 * what is to be printed.
 */
#ifndef IC_OPS_SERVED_H
#define IC_OPS_SERVED_H

#include "core/register.h"
#include "ops/commands.h"

struct ic_served {
	struct ic_register all;       /* production.served, the new line too */
	const struct ic_serving *now; /* of `all`; NULL for the list */
	bool completed; /* an earlier run had recorded it by half */
};

/*
 * Record that copies of the volume `out` were served: `to[0]`, `date`,
 * `copies`. First every file of them is held against manifest and SHA256SUMS.
 * DONE; FINDINGS (the volume is not what was made, or not what was served
 * before: nothing is recorded); REFUSED; or STOPPED.
 */
enum ic_outcome ic_served_command(const struct ic_options *o,
    struct ic_run *run, struct ic_served *out);

/* The register as it is. DONE, REFUSED or STOPPED. */
enum ic_outcome ic_served_list(const struct ic_options *o, struct ic_run *run,
    struct ic_served *out);

/* Append "incamera.served/1": the list, or the one that was recorded. */
bool ic_served_json(const struct ic_served *s, enum ic_outcome outcome,
    struct ic_buf *out);

/* Free all and return to the zero value. NULL is allowed. */
void ic_served_finish(struct ic_served *s);

#endif
