/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "ops/numbers.h"

#include <stdlib.h>
#include <unistd.h>

#include "core/job.h"
#include "core/slice_build.h"
#include "ops/pool.h"
#include "pdf/roles.h"

/* A file whose child reads, or has read. */
struct reading {
	bool begun;
	struct ic_numbers_file file;
	struct ic_buf job;
	struct ic_numbers found;
	uint32_t pages; /* of the file; 0: it has not said so */
};

struct readings {
	const struct ic_numbers_work *work;
	struct reading *at;
	struct ic_error err;
};

static bool fail(struct readings *all, const struct ic_error *err)
{
	if (all->err.code == IC_OK) {
		all->err = *err;
	}
	return false;
}

static void drop(struct reading *r)
{
	if (r->begun && r->file.fd >= 0) {
		close(r->file.fd);
	}
	ic_buf_finish(&r->job);
	ic_numbers_finish(&r->found);
	*r = (struct reading){ .begun = true, .file = { .fd = -1 } };
}

static bool make_job(const struct readings *all, struct reading *r,
    struct ic_error *err)
{
	const struct ic_prefixes *prefixes = all->work->prefixes;
	struct ic_slice_build b;
	struct ic_buf slice = { 0 };
	bool ok;

	ic_slice_begin(&b);
	b.slice.ask = all->work->ocr ? IC_ASK_OCR : 0;
	if (r->file.pages) { /* the child knows of no others */
		b.slice.extent = IC_EXTENT_PART;
		b.slice.source_first = r->file.first;
		b.slice.source_pages = r->file.pages;
	}
	for (size_t i = 0; i < prefixes->n; i++) {
		ic_slice_add_prefix(&b, prefixes->name[i]);
	}
	ok = ic_slice_end(&b, &slice, err) &&
	    ic_job_join(&slice, r->file.password, &r->job, err);
	ic_buf_finish(&slice);
	return ok;
}

static bool next(void *user, size_t i, struct ic_pool_child *out)
{
	struct readings *all = user;
	struct reading *r = &all->at[i];
	struct ic_error err = { 0 };

	if (r->begun || all->err.code != IC_OK) {
		return false;
	}
	r->file.fd = -1;
	if (!all->work->open(all->work->user, i, &r->file, &err)) {
		return fail(all, &err);
	}
	r->begun = true;
	if (r->file.fd < 0) {
		return false;
	}
	if (!make_job(all, r, &err)) {
		return fail(all, &err);
	}
	out->name = "read";
	out->spawn.role = IC_ROLE_READ;
	out->spawn.job = r->job.data;
	out->spawn.len = r->job.len;
	out->spawn.source = r->file.fd;
	/* How many pages there are is not known yet; its silence ends it. */
	out->spawn.cpu_seconds = ic_pool_cpu(
	    r->file.pages ? r->file.pages : IC_SLICE_PAGES_MAX);
	out->limits.prefixes = (uint32_t)all->work->prefixes->n;
	out->usage = all->work->usage;
	return true;
}

static bool reply(void *user, size_t i, const struct ic_reply *r)
{
	struct readings *all = user;
	struct reading *to = &all->at[i];
	struct ic_error err = { 0 };
	bool memory = false;

	if (r->kind == IC_REPLY_DOCUMENT) {
		bool first = to->pages == 0;

		to->pages = r->u.document.pages;
		return first;
	}
	if (to->pages == 0 || r->page >= to->pages) {
		return false;
	}
	if (!ic_numbers_add(&to->found, r, &memory)) {
		if (memory) {
			ic_fail(&err, IC_EENV, "out of memory");
			fail(all, &err);
		}
		return false;
	}
	return true;
}

static bool end(void *user, size_t i, enum ic_reason why)
{
	struct readings *all = user;
	struct reading *r = &all->at[i];
	struct ic_error err = { 0 };
	bool ok;

	if (!why && (r->found.npages == 0 || r->found.npages != r->pages)) {
		why = IC_REASON_REPLY;
	}
	if (why == IC_REASON_OCR) {
		ic_fail(&err, IC_EENV,
		    "--ocr needs Tesseract and its data for English, which are "
		    "not on this machine: install tesseract-ocr and "
		    "tesseract-ocr-eng, or leave it out");
		drop(r);
		return fail(all, &err);
	}
	ok = all->err.code == IC_OK &&
	    (why || ic_numbers_choose(&r->found, r->file.expected, &err)) &&
	    all->work->done(all->work->user, i, r->file.fd, why, &r->found,
		&err);
	drop(r);
	return ok || fail(all, &err);
}

bool ic_read_numbers(struct ic_zygote *z, size_t n,
    const struct ic_numbers_work *work, struct ic_error *err)
{
	struct readings all = { .work = work };
	const struct ic_pool_work pool = { next, reply, end, &all };
	struct ic_error why = { 0 };
	bool ok = false;

	all.at = calloc(n + 1, sizeof(*all.at));
	if (all.at) {
		ok = ic_pool_run(z, NULL, n, work->jobs, &pool, work->stop,
		    &why);
	} else {
		ic_fail(&why, IC_EENV, "out of memory");
	}
	for (size_t i = 0; all.at && i < n; i++) {
		drop(&all.at[i]);
	}
	free(all.at);
	if (all.err.code != IC_OK) {
		why = all.err;
		ok = false;
	}
	return ok || ic_fail(err, why.code, "%s", why.msg);
}
