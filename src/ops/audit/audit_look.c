/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The children that look, and what comes back of them. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit_ops.h"
#include "base/fs.h"
#include "ops/pool.h"
#include "pdf/roles.h"

#define BYTES_A_PAGE 4096 /* of a file with many short ones */
#define PAGES_MOST 120    /* so that a file has at most an hour */

/* One child's job and the file that it writes, while it runs. */
struct look {
	struct ic_audited_file *file;
	struct ic_buf job;
	int source, product; /* -1: closed */
	struct stat before;  /* of the source, when it was opened */
	struct audit_restart restart;
	bool asked;
};

struct looks {
	struct look *at;
	const struct ic_audit_job *job;
	struct ic_error err;
	const struct ic_ui *ui;
	struct ic_progress progress;
};

static void drop_product(struct look *l)
{
	if (l->product >= 0) {
		close(l->product);
	}
	l->product = -1;
	ic_buf_finish(&l->job);
}

static void drop(struct look *l)
{
	if (l->source >= 0) {
		close(l->source);
	}
	l->source = -1;
	drop_product(l);
}

static bool note(struct looks *all, struct look *l, enum ic_finding_kind kind,
    enum ic_reason why, enum ic_finding_detail detail)
{
	const struct ic_finding_item f = { .kind = kind,
		.severity = IC_SEVERITY_ERROR,
		.page = IC_FINDING_NO_PAGE,
		.detail = detail,
		.number = (uint32_t)why };

	l->file->reason = why;
	return ic_findings_add(&l->file->findings, &f) ||
	    ic_fail(&all->err, IC_EENV, "out of memory");
}

/* Why it cannot be opened, for the person who named it. */
static enum ic_finding_detail why_closed(const char *path)
{
	struct stat st;

	if (stat(path, &st) != 0) {
		return errno == EACCES ? IC_DETAIL_FORBIDDEN
				       : IC_DETAIL_NO_FILE;
	}
	if (S_ISDIR(st.st_mode)) {
		return IC_DETAIL_FOLDER;
	}
	return S_ISREG(st.st_mode) ? IC_DETAIL_FORBIDDEN : IC_DETAIL_NO_FILE;
}

/* False: it has a finding. */
static bool open_source(struct looks *all, struct look *l)
{
	struct ic_error err = { 0 };

	if (l->source >= 0) {
		return true; /* of an earlier child */
	}
	if (!ic_fs_open(l->file->path, &l->source, &l->file->size, &err)) {
		l->source = -1;
		note(all, l, IC_FINDING_UNREADABLE, IC_REASON_READ,
		    why_closed(l->file->path));
		return false;
	}
	return fstat(l->source, &l->before) == 0 ||
	    ic_fail(&all->err, IC_EENV, "a file cannot be looked at: %s",
		strerror(errno));
}

/* Its descriptors and job; false with all->err unset: it has a finding. */
static bool open_file(struct looks *all, struct look *l)
{
	struct ic_audit_job job = *all->job;

	if (!open_source(all, l)) {
		return false;
	}
	l->product = memfd_create("findings", MFD_CLOEXEC);
	if (l->product < 0) {
		return ic_fail(&all->err, IC_EENV, "no memory for findings: %s",
		    strerror(errno));
	}
	job.nskip = l->restart.nskip;
	memcpy(job.skip, l->restart.skip, sizeof(job.skip));
	return ic_audit_job_join(&job, &l->job, &all->err);
}

/* One more of them is done. */
static void tell(struct looks *all, const struct look *l)
{
	all->progress.documents_done++;
	all->progress.pages_done += l->file->findings.npages;
	if (all->ui && all->ui->progress) {
		all->ui->progress(all->ui->user, &all->progress);
	}
}

/*
 * How many pages there are only the child knows. One that takes too long ends
 * by its silence; this bounds the whole.
 */
static unsigned cpu_for(uint64_t size)
{
	uint64_t pages = size / BYTES_A_PAGE;

	return ic_pool_cpu(pages < PAGES_MOST ? (uint32_t)pages : PAGES_MOST);
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
		tell(all, l);
		return false;
	}
	out->name = "audit";
	out->spawn.role = IC_ROLE_AUDIT;
	out->spawn.job = l->job.data;
	out->spawn.len = l->job.len;
	out->spawn.source = l->source;
	out->spawn.product = l->product;
	out->spawn.cpu_seconds = cpu_for(l->file->size);
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

/* Add what this child found to what others did; NONE, or why that fails. */
static enum ic_reason load(struct look *l)
{
	struct ic_findings found = { 0 };
	struct ic_findings *all = &l->file->findings;
	struct ic_buf b = { 0 };
	struct ic_error err = { 0 };
	bool ok = take_in(l->product, &b);

	if (ok && b.len > 0) {
		ok = ic_findings_load(b.data, b.len, &found, &err);
		if (ok && l->restart.nskip > 0) {
			ok = ic_findings_merge(all, &found, &err);
			ic_findings_finish(&found);
		} else if (ok) {
			*all = found;
		}
	}
	if (b.data) {
		explicit_bzero(b.data, b.len);
	}
	ic_buf_finish(&b);
	return ok                 ? IC_REASON_NONE
	    : err.code == IC_EENV ? IC_REASON_MEMORY
				  : IC_REASON_REPLY;
}

/* Somebody wrote to it, or cut it short, while it was looked at. */
static bool has_changed(const struct look *l)
{
	struct stat now;

	return fstat(l->source, &now) != 0 ||
	    now.st_size != l->before.st_size ||
	    now.st_mtim.tv_sec != l->before.st_mtim.tv_sec ||
	    now.st_mtim.tv_nsec != l->before.st_mtim.tv_nsec;
}

/* Why it was not looked at to its end, as a finding of the file. */
static void close_off(struct looks *all, struct look *l, enum ic_reason reason)
{
	bool some = l->file->findings.npages > 0;

	if (has_changed(l)) {
		reason = IC_REASON_CHANGED;
	}
	l->file->reason = reason;
	if (reason != IC_REASON_NONE) {
		note(all, l,
		    some ? IC_FINDING_INCOMPLETE : IC_FINDING_UNREADABLE,
		    reason, IC_DETAIL_NONE);
	}
	if (reason == IC_REASON_PASSWORD ||
	    reason == IC_REASON_WRONG_PASSWORD) {
		note(all, l, IC_FINDING_ENCRYPTED, reason, IC_DETAIL_NONE);
	}
	drop(l);
	tell(all, l);
}

static bool end(void *user, size_t i, enum ic_reason reason)
{
	struct looks *all = user;
	struct look *l = &all->at[i];
	enum ic_reason load_failed = load(l);

	if (load_failed != IC_REASON_NONE) {
		close_off(all, l, load_failed);
	} else if (reason != IC_REASON_NONE && !has_changed(l) &&
	    audit_restart(&l->restart, &l->file->findings, reason)) {
		drop_product(l);
		l->asked = false;
	} else {
		close_off(all, l, reason);
	}
	return all->err.code == IC_OK;
}

bool audit_look(struct ic_zygote *z, const struct ic_options *o,
    const struct ic_audit_job *job, const struct ic_ui *ui,
    struct ic_audited *out, struct ic_error *err)
{
	struct looks all = { .at = calloc(out->nfiles + 1, sizeof(*all.at)),
		.job = job,
		.ui = ui,
		.progress = { .phase = IC_PHASE_AUDIT,
		    .documents = out->nfiles } };
	const struct ic_pool_work work = { next, ic_pool_no_reply, end, &all };
	bool ok;

	if (!all.at) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	for (size_t i = 0; i < out->nfiles; i++) {
		all.at[i] = (struct look){ .file = &out->files[i],
			.source = -1,
			.product = -1 };
	}
	ok = ic_pool_run(z, NULL, out->nfiles, o->jobs, &work,
	    ui ? ui->stop : NULL, err);
	for (size_t i = 0; i < out->nfiles; i++) {
		drop(&all.at[i]);
	}
	free(all.at);
	return all.err.code == IC_OK
	    ? ok
	    : ic_fail(err, all.err.code, "%s", all.err.msg);
}
