/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/job.h"

#include <string.h>

bool ic_job_join(const struct ic_buf *slice, const char *password,
    struct ic_buf *out, struct ic_error *err)
{
	size_t len = password ? strlen(password) : 0;
	uint8_t tail[4];

	if (len > IC_PASSWORD_MAX) {
		return ic_fail(err, IC_ELIMIT,
		    "a password is longer than %d bytes", IC_PASSWORD_MAX);
	}
	for (int i = 0; i < 4; i++) {
		tail[i] = (uint8_t)(len >> 8 * i);
	}
	ic_buf_add(out, slice->data, slice->len);
	ic_buf_add(out, password ? password : "", len);
	ic_buf_add(out, tail, sizeof(tail));
	return ic_buf_check(out, "a job", err);
}

bool ic_job_split(const uint8_t *job, size_t n, struct ic_slice *slice,
    char password[IC_PASSWORD_MAX + 1], struct ic_error *err)
{
	size_t len = 0;

	if (n < 4) {
		return ic_fail(err, IC_EBUG, "a job is cut short");
	}
	for (int i = 0; i < 4; i++) {
		len |= (size_t)job[n - 4 + (size_t)i] << 8 * i;
	}
	if (len > IC_PASSWORD_MAX || len > n - 4) {
		return ic_fail(err, IC_EBUG, "a job's password is too long");
	}
	if (!ic_slice_unpack(job, n - 4 - len, slice, err)) {
		return false;
	}
	memcpy(password, job + n - 4 - len, len);
	password[len] = '\0';
	return true;
}

enum ic_reason ic_job_reason(const struct ic_error *err)
{
	return err->code == IC_EENV ? IC_REASON_MEMORY : IC_REASON_JOB;
}
