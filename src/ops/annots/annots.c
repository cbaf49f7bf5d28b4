/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "annots.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/fs.h"
#include "ops/pool.h"
#include "pdf/roles.h"

/* One child's job and the file that it writes, while it runs. */
struct asking {
	struct ic_annots_asked *of;
	struct ic_buf job;
	int fd; /* -1: closed */
	bool asked;
};

struct askings {
	struct asking *at;
	size_t n;
	struct ic_error err;
};

static void drop(struct asking *a)
{
	if (a->fd >= 0) {
		close(a->fd);
	}
	a->fd = -1;
	ic_buf_finish(&a->job);
}

static bool next(void *user, size_t i, struct ic_pool_child *out)
{
	struct askings *all = user;
	struct asking *a = &all->at[i];

	if (a->asked || all->err.code != IC_OK) {
		return false;
	}
	a->asked = true;
	a->fd = memfd_create("annots", MFD_CLOEXEC);
	if (a->fd < 0) {
		ic_fail(&all->err, IC_EENV, "no memory for annotations: %s",
		    strerror(errno));
		return false;
	}
	if (!ic_annot_job_join(&a->of->job, &a->job, &all->err)) {
		return false;
	}
	out->name = "annots";
	out->spawn.role = IC_ROLE_ANNOTS;
	out->spawn.job = a->job.data;
	out->spawn.len = a->job.len;
	out->spawn.source = a->of->fd;
	out->spawn.product = a->fd;
	out->spawn.cpu_seconds = ic_pool_cpu(0);
	return true;
}

/* All that the child wrote. */
static bool take_in(int fd, struct ic_buf *out)
{
	off_t size = lseek(fd, 0, SEEK_END);
	uint8_t *room;

	if (size < 0 || (uint64_t)size > IC_ANNOTS_BYTES_MAX) {
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
	struct askings *all = user;
	struct asking *a = &all->at[i];
	struct ic_buf b = { 0 };
	struct ic_error err = { 0 };

	a->of->reason = reason;
	if (reason == IC_REASON_NONE &&
	    (!take_in(a->fd, &b) ||
		!ic_annots_load(b.data, b.len, &a->of->annots, &err))) {
		a->of->reason = b.failed || err.code == IC_EENV
		    ? IC_REASON_MEMORY
		    : IC_REASON_REPLY;
	}
	ic_buf_finish(&b);
	drop(a);
	return true;
}

static bool ask(struct ic_zygote *z, struct askings *all, unsigned jobs,
    const struct ic_ui *ui, struct ic_error *err)
{
	const struct ic_pool_work work = { next, ic_pool_no_reply, end, all };
	bool ok = ic_pool_run(z, NULL, all->n, jobs, &work,
	    ui ? ui->stop : NULL, err);

	return all->err.code == IC_OK
	    ? ok
	    : ic_fail(err, all->err.code, "%s", all->err.msg);
}

bool ic_annots_ask(struct ic_zygote *z, struct ic_annots_asked *at, size_t n,
    unsigned jobs, const struct ic_ui *ui, struct ic_error *err)
{
	struct askings all = { .n = n };
	bool ok;

	all.at = calloc(n + 1, sizeof(*all.at));
	if (!all.at) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	for (size_t i = 0; i < n; i++) {
		all.at[i] = (struct asking){ .of = &at[i], .fd = -1 };
		at[i].reason = IC_REASON_KILLED;
	}
	ok = ask(z, &all, jobs, ui, err);
	for (size_t i = 0; i < n; i++) {
		drop(&all.at[i]);
	}
	free(all.at);
	return ok;
}
