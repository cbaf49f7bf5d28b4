/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Pre-filing review: look for what would embarrass the filer of PDFs of any
 * origin. Nothing is changed; each file is read in a sandboxed child.
 */
#ifndef IC_OPS_AUDIT_H
#define IC_OPS_AUDIT_H

#include "core/finding.h"
#include "ops/commands.h"

/* What is to be said where nothing was found. */
#define IC_AUDIT_LIMIT \
	"audit finds what it looks for: that it found nothing is no proof."

/* A file, and what was found in it. A file that cannot be read has a finding.
 */
struct ic_audited_file {
	const char *path; /* as given, or below the directory that was */
	uint64_t size;    /* bytes; 0 if it cannot be opened */
	struct ic_findings findings;
	enum ic_reason reason; /* NONE, or why it was not read to its end */
	bool ours;  /* it lies in an output directory of this program */
	bool shows; /* and is an unredacted copy there */
};

/* The zero value is empty. */
struct ic_audited {
	struct ic_audited_file *files; /* in the order given; a directory's by
					* name */
	size_t nfiles;
	/* Of directories, and not looked at: */
	size_t others; /* files that are no PDFs */
	size_t links;  /* to directories */
	size_t hidden; /* names that begin with a point */
	struct ic_arena arena;
	/* --fix: what was written; names of files, NULL: nothing was. */
	char *spec, *csv;        /* owned */
	size_t fixed;            /* documents of the spec */
	size_t boxes, withdrawn; /* rows of the list, and of these */
};

/*
 * Look through o->files. DONE, FINDINGS (there is an error), REFUSED (bad
 * usage, with run->err) or STOPPED. `out` must be zeroed.
 */
enum ic_outcome ic_audit_command(struct ic_zygote *z,
    const struct ic_options *o, const struct ic_ui *ui, struct ic_run *run,
    struct ic_audited *out);

/*
 * Write the spec o->fix, and a list of redactions beside it, for what was
 * found; neither may be there, unless o->force. Where nothing calls for one,
 * nothing is written, and a->spec stays NULL. REFUSED or STOPPED, with *err.
 */
enum ic_outcome ic_audit_fix(const struct ic_options *o, struct ic_audited *a,
    struct ic_error *err);

/* Append "incamera.audit/1". */
bool ic_audit_json(const struct ic_audited *a, enum ic_outcome outcome,
    struct ic_buf *out);

/* How many findings of a severity there are in all files. */
size_t ic_audited_count(const struct ic_audited *a, enum ic_severity severity);

/* Wipe, free all and return to the zero value. NULL is allowed. */
void ic_audited_finish(struct ic_audited *a);

#endif
