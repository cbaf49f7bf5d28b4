/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The annotations of files, each read in a child. Nothing is printed or kept:
 * who asks owns what was read.
 */
#ifndef IC_OPS_ANNOTS_H
#define IC_OPS_ANNOTS_H

#include "base/child.h"
#include "core/annot.h"
#include "core/annot_job.h"
#include "core/reason.h"
#include "ops/run.h"

/* A file that is asked about, and what was found. */
struct ic_annots_asked {
	int fd;                  /* the PDF; borrowed. -1: job.what is ALONE */
	struct ic_annot_job job; /* its `text` is borrowed */
	struct ic_annots annots; /* zeroed; filled if `reason` is NONE */
	enum ic_reason reason;
};

/*
 * Read n files, `jobs` at a time. A file that cannot be read says so by its
 * reason. False with IC_EENV if the run cannot go on, or `ui` says stop.
 * Finish each `annots` in both cases.
 */
bool ic_annots_ask(struct ic_zygote *z, struct ic_annots_asked *at, size_t n,
    unsigned jobs, const struct ic_ui *ui, struct ic_error *err);

#endif
