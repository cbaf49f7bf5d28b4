/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The job of IC_ROLE_AUDIT: what to look for in the PDF on fd 4. The numbers,
 * the limits of the court's profile, the names of minors, and the password.
 */
#ifndef IC_CORE_AUDIT_JOB_H
#define IC_CORE_AUDIT_JOB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"
#include "core/job.h"

#define IC_AUDIT_NAMES_MAX ((size_t)1 << 20) /* bytes of the list */
#define IC_AUDIT_SIZES_MAX 8
#define IC_AUDIT_SKIPS_MAX 8 /* steps of a document that ended a child */

/* What a court's profile asks of a file; 0: nothing. */
struct ic_filing {
	uint32_t max_kib;     /* of a file: 1,024 bytes each */
	uint32_t unencrypted; /* IC_SEVERITY + 1 of a breach, each */
	uint32_t no_active;
	uint32_t fonts_embedded;
	uint32_t searchable;
	uint32_t sound; /* its structure is not broken */
	uint32_t sized; /* pages have one of these sizes */
	uint32_t nsizes;
	int32_t w[IC_AUDIT_SIZES_MAX]; /* milli-points, either way up */
	int32_t h[IC_AUDIT_SIZES_MAX];
};

struct ic_audit_job {
	bool words; /* covered words are to be told (--show) */
	uint32_t nskip;
	uint32_t skip[IC_AUDIT_SKIPS_MAX]; /* steps that are not done */
	struct ic_filing filing;
	const char
	    *names; /* of minors: one a line, UTF-8; not owned; or NULL */
	size_t names_len;
	char password[IC_PASSWORD_MAX + 1];
};

/* Append the job. IC_ELIMIT if the names are too long. */
bool ic_audit_job_join(const struct ic_audit_job *job, struct ic_buf *out,
    struct ic_error *err);

/* Read it; `names` points into the bytes. False if they are no such job. */
bool ic_audit_job_split(const uint8_t *bytes, size_t n,
    struct ic_audit_job *out);

#endif
