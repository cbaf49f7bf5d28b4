/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "audited.h"

#include <poll.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/child.h"
#include "core/audit_job.h"
#include "core/reply.h"
#include "pdf/roles.h"
#include "unit.h"

#define FILE_MAX ((size_t)1 << 20)

static const struct ic_role roles[] = {
	{ "audit", ic_audit_run,
	    { (uint64_t)2 << 30, IC_FINDINGS_BYTES_MAX, false, false }, NULL },
};

static struct ic_zygote *zygote;
static struct ic_findings list;

void audited_setup(void)
{
	struct ic_error err = { 0 };

	ck_assert_msg(ic_zygote_open(roles, 1, true, &zygote, &err), "%s",
	    err.msg);
}

void audited_teardown(void)
{
	ic_findings_finish(&list);
	ic_zygote_close(zygote);
	zygote = NULL;
}

static uint32_t reason_of(struct ic_proc *p)
{
	struct pollfd wait = { p->reply, POLLIN, 0 };
	uint32_t reason = UINT32_MAX;
	struct ic_reply r;

	while (poll(&wait, 1, 60000) == 1 &&
	    read(p->reply, &r, sizeof(r)) == (ssize_t)sizeof(r)) {
		if (r.kind == IC_REPLY_END) {
			reason = r.u.end.reason;
		}
	}
	ck_assert_int_eq(ic_proc_reap(p, NULL), IC_EXIT_OK);
	return reason;
}

static void take_in(int out)
{
	struct ic_error err = { 0 };
	uint8_t *bytes = malloc(FILE_MAX);
	ssize_t n;

	ck_assert_ptr_nonnull(bytes);
	n = pread(out, bytes, FILE_MAX, 0);
	ck_assert_int_ge(n, 0);
	ck_assert_msg(ic_findings_load(bytes, (size_t)n, &list, &err), "%s",
	    err.msg);
	free(bytes);
}

const struct ic_findings *audited(const struct testpdf *t, bool words)
{
	const struct ic_audit_job job = { .words = words };

	return audited_as(t, &job);
}

const struct ic_findings *audited_as(const struct testpdf *t,
    const struct ic_audit_job *job)
{
	int fd = testpdf_fd(t), out = memfd_create("test", MFD_CLOEXEC);
	struct ic_spawn spawn = { 0, NULL, 0, fd, out, -1, 60 };
	struct ic_error err = { 0 };
	struct ic_buf b = { 0 };
	struct ic_proc p;

	ck_assert(ic_audit_job_join(job, &b, &err));
	spawn.job = b.data;
	spawn.len = b.len;
	ck_assert_msg(ic_zygote_spawn(zygote, &spawn, &p, &err), "%s", err.msg);
	ck_assert_uint_eq(reason_of(&p), IC_REASON_NONE);
	ic_findings_finish(&list);
	take_in(out);
	ic_buf_finish(&b);
	close(fd);
	close(out);
	return &list;
}

uint32_t audited_count(const struct ic_findings *f, enum ic_finding_kind kind)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < f->n; i++) {
		n += f->at[i].kind == (uint32_t)kind;
	}
	return n;
}

const struct ic_finding_item *audited_first(const struct ic_findings *f,
    enum ic_finding_kind kind)
{
	for (uint32_t i = 0; i < f->n; i++) {
		if (f->at[i].kind == (uint32_t)kind) {
			return &f->at[i];
		}
	}
	return NULL;
}
