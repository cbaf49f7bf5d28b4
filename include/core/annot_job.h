/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The job of IC_ROLE_ANNOTS and IC_ROLE_ANNOTATE: what to read or write, the
 * text of an XFDF, which the parent passes on as it is, or of what is to be
 * added (core/annot.h), and the password of the PDF.
 */
#ifndef IC_CORE_ANNOT_JOB_H
#define IC_CORE_ANNOT_JOB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "core/job.h"

#define IC_ANNOT_JOB_MAX ((size_t)64 << 20)

enum ic_annot_source {
	IC_ANNOTS_OF_PDF = 1, /* of the source itself */
	IC_ANNOTS_OF_XFDF,    /* which is about the source */
	IC_ANNOTS_ALONE,      /* of an XFDF, whose PDF is not there */
	IC_ANNOTS_TO_PDF,     /* a copy of the source, with annotations */
	IC_ANNOTS_TO_XFDF     /* an XFDF about the source */
};

struct ic_annot_job {
	uint32_t what; /* enum ic_annot_source */
	const uint8_t *text;
	size_t len;
	char password[IC_PASSWORD_MAX + 1];
};

/* Append the job. IC_ELIMIT if the text is too long. */
bool ic_annot_job_join(const struct ic_annot_job *job, struct ic_buf *out,
    struct ic_error *err);

/* Read it; `text` points into the bytes. False if they are no such job. */
bool ic_annot_job_split(const uint8_t *bytes, size_t n,
    struct ic_annot_job *out);

#endif
