/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The output directory and its two halves: what is served, and what is not.
 *
 *	out/redacted/  out/logs/  out/SHA256SUMS   served
 *	out/unredacted/                            0700, for the court and those
 *	                                           whom an order names
 *	out/private/                               0700, never served
 *
 * unredacted/ is there if such copies are made. A set of disputed pages alone
 * has nothing that is served: it is unredacted/ and private/.
 */
#ifndef IC_OPS_OUTDIR_H
#define IC_OPS_OUTDIR_H

#include "base/dir.h"
#include "core/manifest.h"

#define SUMS "SHA256SUMS"
#define REDACTED "redacted"
#define UNREDACTED "unredacted"
#define LOGS "logs"
#define PRIVATE "private"
#define MANIFEST "manifest.json"
#define VERIFIED "verify.json"
#define JOURNAL "journal.jsonl"
#define PACKAGE_INDEX "INDEX.csv"
#define BATES_INDEX "bates-index.csv"
#define DISPUTED_CSV "DISPUTED-INDEX_UNREDACTED.csv"
#define DISPUTED_HTML "DISPUTED-INDEX_UNREDACTED.html"

/* One that is not there, or not wanted, has no path. */
struct outdir {
	struct ic_dir top, redacted, logs, unredacted, private;
};

/* True if the plan gives a document this file name in that half. */
typedef bool outdir_known_fn(void *user, bool unredacted, const char *name);

/*
 * Open or make what these copies (IC_COPY_BIT()s) and the reference list need,
 * and unredacted/ if it is there, and lock the directory. IC_ESPEC if anything
 * stands in it that is not of a production, or in redacted/ or unredacted/ that
 * is not known; or if only disputed pages are wanted, and there is anything
 * that is served.
 */
bool outdir_open(const char *path, uint32_t copies, bool reference,
    outdir_known_fn *known, void *user, struct outdir *out,
    struct ic_error *err);

/* "redacted" or "unredacted"; the directory; and the mode of its files. */
const char *outdir_half(enum ic_copy copy);
const struct ic_dir *outdir_of(const struct outdir *d, enum ic_copy copy);
mode_t outdir_mode(enum ic_copy copy);

/* True for a file of unredacted/ that is no document; for its two lists. */
bool outdir_is_cover(const char *name);
bool outdir_is_reference(const char *name);

/* Close; what outdir_open() made goes again, if it is still empty. */
void outdir_unmake(struct outdir *d);

/*
 * True if all that was opened is still where it was, and each document of the
 * manifest is there and as long as it was. Else IC_EENV.
 */
bool outdir_stands(const struct outdir *d, const struct ic_manifest *m,
    struct ic_error *err);

/* True for what `package` made, and for one folder of it. */
bool outdir_is_package(const struct ic_dir *top);

/*
 * Open an existing one to read. `private` and `unredacted` stay closed if they
 * are not there, and what is served is of a set of disputed pages.
 */
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

/*
 * Append the lines of SHA256SUMS, over the lists that the manifest asks for,
 * with the hashes that it has of them, and the outputs.
 */
bool outdir_sums(const struct ic_manifest *m, struct ic_buf *out,
    struct ic_error *err);

/* Close. A zeroed one is allowed. */
void outdir_close(struct outdir *d);

#endif
