/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What incamera does, a function a command. Each fills a zeroed ic_run, which
 * the caller prints and finishes, and says how it went.
 */
#ifndef IC_OPS_COMMANDS_H
#define IC_OPS_COMMANDS_H

#include "base/buf.h"
#include "core/manifest.h"
#include "ops/run.h"

#define IC_JOBS_MAX 256
#define IC_REPLACES_MAX 32
#define IC_TO_MAX 8
#define IC_COLUMNS_MAX 16
#define IC_LOOKS_MAX 64
#define IC_MARKS_FILES_MAX 256
#define IC_PICKS_MAX 64

struct ic_options {
	const char *spec;  /* path of the spec; verify: NULL if it has none */
	const char *out;   /* output directory; not for plan */
	const char *bates; /* only these: a list, or @file; NULL: all */
	const char *const *categories; /* and of one of these */
	size_t ncategories;            /* 0: of any, or none */
	unsigned jobs; /* children at a time; 0: one a processor */
	bool resume;
	bool lift_denied;   /* not for verify, which has it of the manifest */
	bool strict;        /* warnings of documents are failures */
	bool disputed_only; /* apply: nothing that is served */
	bool show;          /* plan: words of places go to run->shown;
			     * audit: covered words are told */
	bool ocr; /* plan, apply, import: read pixels where there is no text */
	const char *html; /* plan, audit: a report to write; NULL: none */
	const char *replaces[IC_REPLACES_MAX]; /* earlier volumes, in order */
	size_t nreplaces;
	/* package */
	const char *package;       /* the directory to make */
	const char *profile;       /* its name, or a path */
	const char *volume;        /* the first; NULL: the profile's */
	const char *to[IC_TO_MAX]; /* audiences; none: the profile's */
	size_t nto;
	const char *columns[IC_COLUMNS_MAX]; /* more, for load files */
	size_t ncolumns;
	/* export */
	bool xfdf, annotate; /* what is made */
	bool notes;          /* notes go along: they are work product */
	/* log */
	enum ic_log log;
	enum ic_format format;
	const char *file; /* to write; NULL: standard output */
	/* new: a folder or load file; `file` is the spec to write */
	const char *from;
	/* served, clawback; `to[0]` is the party */
	const char *date;
	uint32_t copies; /* IC_COPY_BIT()s; 0: the redacted one */
	const char *basis, *code;
	const char *notice; /* a file to make; NULL: none */
	bool undo;
	const char *looks[IC_LOOKS_MAX]; /* output directories */
	size_t nlooks;
	/* import, of which `file` is what it writes, and audit */
	const char *const *files; /* borrowed from the command line */
	size_t nfiles;
	const char *takes[IC_PICKS_MAX], *leaves[IC_PICKS_MAX];
	size_t ntakes, nleaves;
	const char *coded[IC_PICKS_MAX]; /* CODE, or CODE=PICK */
	size_t ncoded;
	const char *skip; /* pages that are none of the production's */
	const char *map, *units, *origin, *page_base; /* of a CSV */
	bool force; /* write over what stands there */
	/* audit */
	const char *minors;        /* a file of names; NULL: none */
	const char *password_file; /* a password to try; NULL: none */
	const char *fix;           /* a spec to write; NULL: none */
};

/* Resolve everything, write nothing. DONE, REFUSED or STOPPED. */
enum ic_outcome ic_plan_command(struct ic_zygote *z, const struct ic_options *o,
    const struct ic_ui *ui, struct ic_run *run);

/* The main job. DONE, REFUSED, FAILED or STOPPED. */
enum ic_outcome ic_apply_command(struct ic_zygote *z,
    const struct ic_options *o, const struct ic_ui *ui, struct ic_run *run);

/*
 * Prove an output directory again. From private/manifest.json and the files
 * alone: hashes, proofs 1, 2, 5 and the logs. With a spec: all proofs, and the
 * logs against the plan, made again; private/ may be missing then. Nothing is
 * written. DONE, FINDINGS, REFUSED (it is no output directory, or as `plan`)
 * or STOPPED.
 */
enum ic_outcome ic_verify_command(struct ic_zygote *z,
    const struct ic_options *o, const struct ic_ui *ui, struct ic_run *run);

/*
 * Append one list of an output directory, as its manifest has it, whether the
 * spec asks for that list or not; and write it to o->file, if that is given
 * and there is none. DONE, REFUSED (there is no manifest, or a row of a
 * privilege log would lack something) or STOPPED, with *err filled.
 */
enum ic_outcome ic_log_command(const struct ic_options *o, struct ic_buf *out,
    struct ic_error *err);

/*
 * Put a folder for each audience together, of the output directory `out`, in a
 * new directory `package`: what core/policy.h gives it, in volumes of the
 * profile's limits. With a spec, documents over the limit are made again in
 * parts. All of it is made, or nothing is. DONE, FINDINGS (a file is not what
 * the manifest says), REFUSED, FAILED (a part is not proved) or STOPPED.
 */
enum ic_outcome ic_package_command(struct ic_zygote *z,
    const struct ic_options *o, const struct ic_ui *ui, struct ic_run *run);

/*
 * Give the redactions back to a viewer: an XFDF, or a working copy that bears
 * them as annotations, of each source, in the directory `out`, which is
 * private. Nothing is written over. DONE, REFUSED, FAILED or STOPPED.
 */
enum ic_outcome ic_export_command(struct ic_zygote *z,
    const struct ic_options *o, const struct ic_ui *ui, struct ic_run *run);

/*
 * Append a JSON object, "incamera.plan/1", "incamera.apply/1",
 * "incamera.verify/1" or "incamera.package/1": what --json prints. It ends with
 * a newline.
 */
bool ic_plan_json(const struct ic_run *run, struct ic_buf *out);
bool ic_apply_json(const struct ic_run *run, enum ic_outcome outcome,
    struct ic_buf *out);
bool ic_verify_json(const struct ic_run *run, enum ic_outcome outcome,
    struct ic_buf *out);
bool ic_package_json(const struct ic_run *run, enum ic_outcome outcome,
    struct ic_buf *out);

#endif
