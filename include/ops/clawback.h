/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * `clawback`: what was produced and is claimed back. It opens no PDF, and
 * fills a zeroed run with what is to be printed.
 */
#ifndef IC_OPS_CLAWBACK_H
#define IC_OPS_CLAWBACK_H

#include "core/clawback.h"
#include "core/notice.h"
#include "ops/commands.h"

/* A document that the command is about. */
struct ic_clawed_document {
	const char *file, *range;
	bool changed; /* false: the claim stood already */
	bool more;    /* it bears numbers that were not named */
};

struct ic_clawed {
	const struct ic_clawed_document *at;
	size_t n;
	struct ic_notice notice;
	bool recorded; /* there is something to tell: a claim stands */
	bool cut;      /* the last line of production.clawback was */
};

/*
 * Withhold the documents that bear one of the numbers `bates` (or lift that,
 * with `undo`) on the ground `basis`, under `code`, from `date` on; look for
 * who holds them in the register and in the directories `looks`; write the
 * letter to the new file `notice`. All of it is of the run's arena. DONE,
 * REFUSED or STOPPED.
 */
enum ic_outcome ic_clawback_command(const struct ic_options *o,
    struct ic_run *run, struct ic_clawed *out);

/* Append "incamera.clawback/1". */
bool ic_clawback_json(const struct ic_clawed *c, const struct ic_options *o,
    struct ic_buf *out);

#endif
