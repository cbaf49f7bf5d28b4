/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/annot_job.h"

#include <string.h>

#define TAIL 2 /* bytes: what, and the password's length */

_Static_assert(IC_PASSWORD_MAX < 256, "a password's length is a byte");

bool ic_annot_job_join(const struct ic_annot_job *job, struct ic_buf *out,
    struct ic_error *err)
{
	size_t len = strlen(job->password);

	if (job->len > IC_ANNOT_JOB_MAX) {
		return ic_fail(err, IC_ELIMIT, "is longer than %zu MB",
		    IC_ANNOT_JOB_MAX >> 20);
	}
	ic_buf_add(out, job->text ? (const void *)job->text : "", job->len);
	ic_buf_add(out, job->password, len);
	ic_buf_putc(out, (int)len);
	ic_buf_putc(out, (int)job->what);
	return ic_buf_check(out, "a job", err);
}

bool ic_annot_job_split(const uint8_t *bytes, size_t n,
    struct ic_annot_job *out)
{
	struct ic_annot_job job = { .text = bytes };
	size_t len;

	if (n < TAIL) {
		return false;
	}
	job.what = bytes[n - 1];
	len = bytes[n - 2];
	n -= TAIL;
	if (job.what < IC_ANNOTS_OF_PDF || job.what > IC_ANNOTS_TO_XFDF ||
	    len > IC_PASSWORD_MAX || len > n || n - len > IC_ANNOT_JOB_MAX ||
	    (job.what == IC_ANNOTS_OF_PDF && n > len)) {
		return false;
	}
	job.len = n - len;
	memcpy(job.password, bytes + job.len, len);
	*out = job;
	return true;
}
