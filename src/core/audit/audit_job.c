/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/audit_job.h"

#include <string.h>

#include "base/wire.h"
#include "core/finding.h"

/* What `filing` has beside its sizes, as one list for both ways. */
#define LIMITS 7

static void limits_of(struct ic_filing *f, uint32_t *at[LIMITS])
{
	at[0] = &f->unencrypted;
	at[1] = &f->no_active;
	at[2] = &f->fonts_embedded;
	at[3] = &f->searchable;
	at[4] = &f->sound;
	at[5] = &f->sized;
	at[6] = &f->max_kib;
}

static void put_filing(struct ic_buf *out, struct ic_filing f)
{
	uint32_t *at[LIMITS];

	limits_of(&f, at);
	for (size_t i = 0; i < LIMITS; i++) {
		ic_wire_put_u32(out, *at[i]);
	}
	ic_wire_put_u32(out, f.nsizes);
	for (uint32_t i = 0; i < f.nsizes; i++) {
		ic_wire_put_i32(out, f.w[i]);
		ic_wire_put_i32(out, f.h[i]);
	}
}

static bool take_filing(struct ic_wire *in, struct ic_filing *f)
{
	uint32_t *at[LIMITS];

	limits_of(f, at);
	for (size_t i = 0; i < LIMITS; i++) {
		/* All but the last are severities. */
		if (!ic_wire_take_u32(in, at[i]) ||
		    (i + 1 < LIMITS && *at[i] > IC_SEVERITY_COUNT)) {
			return false;
		}
	}
	if (!ic_wire_take_u32(in, &f->nsizes) ||
	    f->nsizes > IC_AUDIT_SIZES_MAX) {
		return false;
	}
	for (uint32_t i = 0; i < f->nsizes; i++) {
		if (!ic_wire_take_i32(in, &f->w[i]) ||
		    !ic_wire_take_i32(in, &f->h[i]) || f->w[i] <= 0 ||
		    f->h[i] <= 0 || f->w[i] > IC_MPT_MAX ||
		    f->h[i] > IC_MPT_MAX) {
			return false;
		}
	}
	return true;
}

static void put_steps(struct ic_buf *out, const struct ic_audit_job *job)
{
	ic_wire_put_u32(out, job->nskip);
	for (uint32_t i = 0; i < job->nskip; i++) {
		ic_wire_put_u32(out, job->skip[i]);
	}
}

static bool take_steps(struct ic_wire *in, struct ic_audit_job *job)
{
	if (!ic_wire_take_u32(in, &job->nskip) ||
	    job->nskip > IC_AUDIT_SKIPS_MAX) {
		return false;
	}
	for (uint32_t i = 0; i < job->nskip; i++) {
		if (!ic_wire_take_u32(in, &job->skip[i])) {
			return false;
		}
	}
	return true;
}

bool ic_audit_job_join(const struct ic_audit_job *job, struct ic_buf *out,
    struct ic_error *err)
{
	if (job->names_len > IC_AUDIT_NAMES_MAX) {
		return ic_fail(err, IC_ELIMIT, "is longer than %zu MB",
		    IC_AUDIT_NAMES_MAX >> 20);
	}
	ic_wire_put_u32(out, job->words);
	put_steps(out, job);
	put_filing(out, job->filing);
	ic_wire_put_bytes(out, job->names, job->names_len);
	ic_wire_put_bytes(out, job->password, strlen(job->password));
	return ic_buf_check(out, "a job", err);
}

bool ic_audit_job_split(const uint8_t *bytes, size_t n,
    struct ic_audit_job *out)
{
	struct ic_audit_job job = { 0 };
	struct ic_wire in = { .at = bytes, .end = bytes + n };
	const uint8_t *names, *password;
	size_t len;
	uint32_t words;

	if (!ic_wire_take_u32(&in, &words) || words > 1 ||
	    !take_steps(&in, &job) || !take_filing(&in, &job.filing) ||
	    !ic_wire_take_bytes(&in, IC_AUDIT_NAMES_MAX, &names,
		&job.names_len) ||
	    !ic_wire_take_bytes(&in, IC_PASSWORD_MAX, &password, &len) ||
	    in.at != in.end || memchr(password, '\0', len)) {
		return false;
	}
	job.words = words == 1;
	job.names = (const char *)names;
	memcpy(job.password, password, len);
	*out = job;
	return true;
}
