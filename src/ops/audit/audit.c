/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "ops/audit.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/fs.h"
#include "core/audit_job.h"
#include "ops/pool.h"
#include "pdf/roles.h"

/* One child's job and the file that it writes, while it runs. */
struct look {
	struct ic_audited_file *file;
	struct ic_buf job;
	int source, product; /* -1: closed */
	bool asked;
};

struct looks {
	struct look *at;
	const struct ic_options *o;
	struct ic_audited *out;
	struct ic_error err;
	const struct ic_ui *ui;
	struct ic_progress progress;
};

static void drop(struct look *l)
{
	if (l->source >= 0) {
		close(l->source);
	}
	if (l->product >= 0) {
		close(l->product);
	}
	l->source = l->product = -1;
	ic_buf_finish(&l->job);
}

static bool note(struct looks *all, struct look *l, enum ic_finding_kind kind,
    enum ic_reason why)
{
	const struct ic_finding_item f = {
		.kind = kind,
		.severity = IC_SEVERITY_ERROR,
		.page = IC_FINDING_NO_PAGE,
		.number = (uint32_t)why
	};

	l->file->reason = why;
	return ic_findings_add(&l->file->findings, &f) ||
	    ic_fail(&all->err, IC_EENV, "out of memory");
}

/* Its descriptors and job; false with all->err unset: it has a finding. */
static bool open_file(struct looks *all, struct look *l)
{
	struct ic_audit_job job = { .words = all->o->show };
	struct ic_error err = { 0 };

	if (!ic_fs_open(l->file->path, &l->source, &l->file->size, &err)) {
		l->source = -1;
		note(all, l, IC_FINDING_UNREADABLE, IC_REASON_READ);
		return false;
	}
	l->product = memfd_create("findings", MFD_CLOEXEC);
	if (l->product < 0) {
		return ic_fail(&all->err, IC_EENV, "no memory for findings: %s",
		    strerror(errno));
	}
	return ic_audit_job_join(&job, &l->job, &all->err);
}

static bool next(void *user, size_t i, struct ic_pool_child *out)
{
	struct looks *all = user;
	struct look *l = &all->at[i];

	if (l->asked || all->err.code != IC_OK) {
		return false;
	}
	l->asked = true;
	if (!open_file(all, l)) {
		return false;
	}
	out->name = "audit";
	out->spawn.role = IC_ROLE_AUDIT;
	out->spawn.job = l->job.data;
	out->spawn.len = l->job.len;
	out->spawn.source = l->source;
	out->spawn.product = l->product;
	out->spawn.cpu_seconds = ic_pool_cpu(0);
	return true;
}

/* All that the child wrote. */
static bool take_in(int fd, struct ic_buf *out)
{
	off_t size = lseek(fd, 0, SEEK_END);
	uint8_t *room;

	if (size < 0 || (uint64_t)size > IC_FINDINGS_BYTES_MAX) {
		return false;
	}
	room = ic_buf_room(out, (size_t)size);
	if (!room || !ic_fs_read_at(fd, room, (size_t)size, 0)) {
		return false;
	}
	out->len = (size_t)size;
	return true;
}

static bool end(void *user, size_t i, enum ic_reason reason)
{
	struct looks *all = user;
	struct look *l = &all->at[i];
	struct ic_buf b = { 0 };
	struct ic_error err = { 0 };

	l->file->reason = reason;
	if (take_in(l->product, &b) && b.len > 0 &&
	    !ic_findings_load(b.data, b.len, &l->file->findings, &err)) {
		reason = err.code == IC_EENV ? IC_REASON_MEMORY
					     : IC_REASON_REPLY;
	}
	if (reason != IC_REASON_NONE) {
		note(all, l,
		    l->file->findings.npages > 0 ? IC_FINDING_INCOMPLETE
						 : IC_FINDING_UNREADABLE,
		    reason);
	}
	explicit_bzero(b.data, b.len);
	ic_buf_finish(&b);
	drop(l);
	return all->err.code == IC_OK;
}

static bool look_at_all(struct ic_zygote *z, struct looks *all,
    struct ic_error *err)
{
	const struct ic_pool_work work = { next, ic_pool_no_reply, end, all };
	bool ok = ic_pool_run(z, NULL, all->out->nfiles, all->o->jobs, &work,
	    all->ui ? all->ui->stop : NULL, err);

	return all->err.code == IC_OK
	    ? ok
	    : ic_fail(err, all->err.code, "%s", all->err.msg);
}

static bool collect(const struct ic_options *o, struct ic_audited *out)
{
	out->files = calloc(o->nfiles + 1, sizeof(*out->files));
	for (size_t i = 0; out->files && i < o->nfiles; i++) {
		out->files[out->nfiles++].path = o->files[i];
	}
	return out->files != NULL;
}

enum ic_outcome ic_audit_command(struct ic_zygote *z,
    const struct ic_options *o, const struct ic_ui *ui, struct ic_run *run,
    struct ic_audited *out)
{
	struct looks all = { .o = o, .out = out, .ui = ui };
	bool ok;

	if (!collect(o, out)) {
		ic_fail(&run->err, IC_EENV, "out of memory");
		return IC_STOPPED;
	}
	all.at = calloc(out->nfiles + 1, sizeof(*all.at));
	if (!all.at) {
		ic_fail(&run->err, IC_EENV, "out of memory");
		return IC_STOPPED;
	}
	for (size_t i = 0; i < out->nfiles; i++) {
		all.at[i] = (struct look){ .file = &out->files[i],
			.source = -1,
			.product = -1 };
	}
	ok = look_at_all(z, &all, &run->err);
	for (size_t i = 0; i < out->nfiles; i++) {
		drop(&all.at[i]);
	}
	free(all.at);
	if (!ok) {
		return IC_STOPPED;
	}
	return ic_audited_count(out, IC_SEVERITY_ERROR) > 0 ? IC_FINDINGS
							   : IC_DONE;
}

size_t ic_audited_count(const struct ic_audited *a, enum ic_severity severity)
{
	size_t n = 0;

	for (size_t i = 0; i < a->nfiles; i++) {
		n += ic_findings_count(&a->files[i].findings, severity);
	}
	return n;
}

void ic_audited_finish(struct ic_audited *a)
{
	if (!a) {
		return;
	}
	for (size_t i = 0; i < a->nfiles; i++) {
		ic_findings_finish(&a->files[i].findings);
	}
	free(a->files);
	ic_arena_finish(&a->arena);
	*a = (struct ic_audited){ 0 };
}
