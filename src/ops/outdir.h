/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The output directory and its two halves: what is served, and what is not.
 *
 *	out/redacted/  out/logs/  out/SHA256SUMS   served
 *	out/private/                               0700, never served
 */
#ifndef IC_OPS_OUTDIR_H
#define IC_OPS_OUTDIR_H

#include "base/dir.h"
#include "core/manifest.h"

#define SUMS "SHA256SUMS"
#define REDACTED "redacted"
#define LOGS "logs"
#define PRIVATE "private"
#define MANIFEST "manifest.json"
#define VERIFIED "verify.json"
#define JOURNAL "journal.jsonl"
#define REDACTION_LOG "redaction-log.csv"
#define BATES_INDEX "bates-index.csv"

struct outdir {
	struct ic_dir top, redacted, logs, private;
};

/* True if the plan gives a document this file name in redacted/. */
typedef bool outdir_known_fn(void *user, const char *name);

/*
 * Open or make all four and lock the directory. IC_ESPEC if anything stands
 * in it that is not of a production, or in redacted/ that is not known.
 */
bool outdir_open(const char *path, outdir_known_fn *known, void *user,
    struct outdir *out, struct ic_error *err);

/* Close; what outdir_open() made goes again, if it is still empty. */
void outdir_unmake(struct outdir *d);

/*
 * True if all four are still where they were, and each document of the
 * manifest is there and as long as it was. Else IC_EENV.
 */
bool outdir_stands(const struct outdir *d, const struct ic_manifest *m,
    struct ic_error *err);

/* Open an existing one to read; `private` stays closed if it is not there. */
bool outdir_open_existing(const char *path, struct outdir *out,
    struct ic_error *err);

/* Remove what is derived: it would not fit what comes. */
bool outdir_forget(const struct outdir *d, struct ic_error *err);

/*
 * Write logs, verify.json, manifest and SHA256SUMS, all derived from the
 * manifest, which takes note that the logs were read again (proof 6). The list
 * is written last: where it is, the production is whole.
 */
bool outdir_derive(const struct outdir *d, struct ic_manifest *m,
    struct ic_error *err);

/* Append the lines of SHA256SUMS, over these two logs and the outputs. */
bool outdir_sums(const struct ic_manifest *m, const struct ic_buf *log,
    const struct ic_buf *index, struct ic_buf *out, struct ic_error *err);

/* Close. A zeroed one is allowed. */
void outdir_close(struct outdir *d);

#endif
