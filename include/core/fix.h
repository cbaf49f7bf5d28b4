/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A spec that redacts what audit found, and its list of redactions. Making
 * pages anew leaves behind what they do not show, so a document with findings
 * of its own is in the spec even without a box. A box is a finding's rectangle,
 * padded, cut to its page, and one with those that it meets.
 *
 * Boxes of findings that are mere notices are listed as withdrawn: nobody wants
 * each telephone number covered, and who does changes a word.
 */
#ifndef IC_CORE_FIX_H
#define IC_CORE_FIX_H

#include "base/buf.h"
#include "core/finding.h"

#define IC_FIX_PAD 1500 /* milli-points on each side */

/* A document of the spec; strings as the spec has them; borrowed. */
struct ic_fix_document {
	const char *name;
	const char *password_file; /* NULL: it needs none */
	const struct ic_findings *findings;
};

/*
 * True if there is an error or a warning that redaction by drawing helps
 * against, and the file can be read.
 */
bool ic_fix_wants(const struct ic_findings *list);

/*
 * Append the spec of n documents, whose redactions are in the file `csv`.
 * IC_ESPEC if a name cannot be written.
 */
bool ic_fix_spec(const struct ic_fix_document *d, size_t n, const char *csv,
    struct ic_buf *out, struct ic_error *err);

/* How many rows were written, and how many of these are withdrawn. */
struct ic_fix_rows {
	size_t all, withdrawn;
};

/* Append the list. IC_EENV, or IC_ELIMIT if it is too long. */
bool ic_fix_csv(const struct ic_fix_document *d, size_t n, struct ic_buf *out,
    struct ic_fix_rows *rows, struct ic_error *err);

#endif
