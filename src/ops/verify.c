/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Proving an output directory again, offline: that every file is there and no
 * other, that each hash is right, that the logs say what the manifest says,
 * and that both judges still pass each document.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/digest.h"
#include "core/job.h"
#include "ops_priv.h"
#include "outdir.h"
#include "pdf/roles.h"

struct verify {
	struct ic_zygote *z;
	const struct ic_options *o;
	const struct ic_ui *ui;
	struct ic_run *run;
	struct outdir dir;
	struct ic_manifest m;
	struct check *checks; /* one a document */
	struct ic_progress progress;
	struct ic_error err;
};

/* A document that is judged. */
struct check {
	int fd;
	unsigned step;
	uint32_t proofs;
	struct ic_buf job;
	bool failed;
};

static bool find(struct verify *v, const char *file, const char *sentence)
{
	struct ic_finding f = { .level = IC_LEVEL_ERROR,
		.file = ic_arena_strdup(&v->run->arena, file),
		.sentence = sentence };

	return f.file ? ic_run_find(v->run, &f)
		      : ic_fail(&v->run->err, IC_EENV, "out of memory");
}

/* Bytes of a file against those that the manifest gives. */
static bool compare(struct verify *v, const struct ic_dir *d, const char *name,
    const char *shown, const struct ic_buf *want)
{
	struct ic_buf have = { 0 };
	struct ic_error err = { 0 };
	bool ok = true;

	if (!ic_dir_read(d, name, IC_MANIFEST_BYTES_MAX, &have, &err)) {
		ok = err.code == IC_EENV ? (v->err = err, false)
					 : find(v, shown, "is missing");
	} else if (have.len != want->len ||
	    (want->len && memcmp(have.data, want->data, want->len) != 0)) {
		ok = find(v, shown, "does not say what the manifest says");
	}
	ic_buf_finish(&have);
	return ok;
}

static bool check_derived(struct verify *v)
{
	struct ic_buf log = { 0 }, index = { 0 }, sums = { 0 };
	bool ok = ic_manifest_redaction_log(&v->m, &log, &v->err) &&
	    ic_manifest_bates_index(&v->m, &index, &v->err) &&
	    outdir_sums(&v->m, &sums, &v->err) &&
	    compare(v, &v->dir.logs, REDACTION_LOG, LOGS "/" REDACTION_LOG,
		&log) &&
	    compare(v, &v->dir.logs, BATES_INDEX, LOGS "/" BATES_INDEX,
		&index) &&
	    compare(v, &v->dir.top, SUMS, SUMS, &sums);

	ic_buf_finish(&log);
	ic_buf_finish(&index);
	ic_buf_finish(&sums);
	return ok;
}

static const char *file_name(const struct ic_manifest_document *d)
{
	return d->output + sizeof(REDACTED); /* and its slash */
}

static bool in_manifest(const struct ic_manifest *m, const char *name)
{
	for (size_t i = 0; i < m->ndocuments; i++) {
		if (strcmp(file_name(&m->documents[i]), name) == 0) {
			return true;
		}
	}
	return false;
}

struct listing {
	struct verify *v;
	const char *half;
};

static bool unexpected(void *user, const char *name, enum ic_entry kind,
    struct ic_error *err)
{
	const struct listing *l = user;
	bool known = strcmp(l->half, REDACTED) == 0
	    ? in_manifest(&l->v->m, name)
	    : strcmp(name, REDACTION_LOG) == 0 ||
		strcmp(name, BATES_INDEX) == 0;
	char shown[512];

	if (known && kind == IC_ENTRY_FILE) {
		return true;
	}
	snprintf(shown, sizeof(shown), "%s/%s", l->half, name);
	return find(l->v, shown, "is not of this production") ||
	    ic_fail(err, IC_EENV, "out of memory");
}

static bool unexpected_top(void *user, const char *name, enum ic_entry kind,
    struct ic_error *err)
{
	struct verify *v = user;

	/* A link would not come along when the directory is served. */
	if (kind == IC_ENTRY_DIR &&
	    (strcmp(name, REDACTED) == 0 || strcmp(name, LOGS) == 0 ||
		strcmp(name, PRIVATE) == 0)) {
		return true;
	}
	if (kind == IC_ENTRY_FILE && strcmp(name, SUMS) == 0) {
		return true;
	}
	return find(v, name, "is not of this production") ||
	    ic_fail(err, IC_EENV, "out of memory");
}

static bool check_names(struct verify *v)
{
	struct listing redacted = { v, REDACTED }, logs = { v, LOGS };

	return ic_dir_list(&v->dir.top, unexpected_top, v, &v->err) &&
	    ic_dir_list(&v->dir.redacted, unexpected, &redacted, &v->err) &&
	    ic_dir_list(&v->dir.logs, unexpected, &logs, &v->err);
}

/* Open and hash a document; its descriptor stays for the judges. */
static bool open_document(struct verify *v, size_t i)
{
	const struct ic_manifest_document *d = &v->m.documents[i];
	struct check *c = &v->checks[i];
	struct ic_error err = { 0 };
	char hex[IC_SHA256_HEX];

	if (!ic_dir_file(&v->dir.redacted, file_name(d), &c->fd, NULL, &err)) {
		c->fd = -1;
		c->failed = true;
		return err.code == IC_EENV ? (v->err = err, false)
					   : find(v, d->output, "is missing");
	}
	if (!ic_sha256_fd(c->fd, hex, NULL, &v->err)) {
		return false;
	}
	if (strcmp(hex, d->sha256) != 0) {
		c->failed = true;
		return find(v, d->output,
		    "is not the file that was proved: "
		    "its hash differs");
	}
	return true;
}

static bool document_job(struct verify *v, size_t i)
{
	struct ic_buf slice = { 0 };
	bool ok = ic_manifest_slice(&v->m, i, &slice, &v->err) &&
	    ic_job_join(&slice, NULL, &v->checks[i].job, &v->err);

	ic_buf_finish(&slice);
	return ok;
}

static bool next(void *user, size_t i, struct ic_pool_child *out)
{
	struct verify *v = user;
	struct check *c = &v->checks[i];
	const struct ic_manifest_document *d = &v->m.documents[i];
	uint32_t boxes = 0;

	if (v->err.code != IC_OK || c->step == 2) {
		return false;
	}
	if (c->step == 0 &&
	    (!open_document(v, i) || c->fd < 0 || !document_job(v, i))) {
		return false;
	}
	for (uint32_t k = 0; k < d->npages; k++) {
		boxes += d->pages[k].nboxes;
	}
	out->spawn.role = c->step == 0 ? IC_ROLE_STRUCTURE : IC_ROLE_CONTENT;
	out->spawn.job = c->job.data;
	out->spawn.len = c->job.len;
	out->spawn.source = c->fd;
	out->spawn.cpu_seconds = ic_pool_cpu(d->npages);
	out->limits.pages = d->npages;
	out->limits.boxes = boxes;
	out->limits.proofs = c->step == 0 ? IC_PROOFS_STRUCTURE
					  : IC_PROOFS_CONTENT;
	return true;
}

static bool reply(void *user, size_t i, const struct ic_reply *r)
{
	struct verify *v = user;
	const struct ic_manifest_document *d = &v->m.documents[i];
	struct ic_failure x = { .reason = IC_REASON_PROOF };
	struct ic_finding f = { .level = IC_LEVEL_ERROR,
		.file = d->output,
		.reason = IC_REASON_PROOF };
	uint32_t page = 0;

	if (r->kind == IC_REPLY_MEASURE) {
		return true;
	}
	if (r->kind != IC_REPLY_PROOF) {
		return false;
	}
	if (r->u.proof.ok) {
		v->checks[i].proofs |= 1u << r->u.proof.proof;
		return true;
	}
	x.proof = f.proof = (enum ic_proof)r->u.proof.proof;
	x.fault = (enum ic_fault)r->u.proof.fault;
	f.sentence = ic_failure_sentence(v->run, &x);
	if (r->page < d->npages) {
		f.page = r->page + 1;
		f.number = d->pages[r->page].number;
	}
	if (r->u.proof.box != UINT32_MAX) {
		ic_manifest_box_at(&v->m, i, r->u.proof.box, &page,
		    &f.redaction);
	}
	v->checks[i].failed = true;
	return ic_run_find(v->run, &f);
}

static void close_check(struct check *c)
{
	if (c->fd >= 0) {
		close(c->fd);
	}
	c->fd = -1;
	ic_buf_finish(&c->job);
}

static bool end(void *user, size_t i, enum ic_reason reason)
{
	struct verify *v = user;
	struct check *c = &v->checks[i];
	const struct ic_manifest_document *d = &v->m.documents[i];
	const uint32_t wanted = IC_PROOFS_STRUCTURE | IC_PROOFS_CONTENT;
	bool ok = true;

	c->step++;
	if (reason && reason != IC_REASON_PROOF) {
		ok = find(v, d->output, ic_reason_sentence(reason));
		c->failed = true;
		c->step = 2;
	}
	if (c->step < 2) {
		return ok;
	}
	if (ok && !c->failed && (c->proofs & wanted) != wanted) {
		c->failed = true;
		ok = find(v, d->output, ic_reason_sentence(IC_REASON_REPLY));
	}
	close_check(c);
	v->progress.documents_done++;
	v->progress.pages_done += d->npages;
	if (v->ui && v->ui->progress) {
		v->ui->progress(v->ui->user, &v->progress);
	}
	return ok;
}

static bool judge_all(struct verify *v)
{
	const struct ic_pool_work work = { next, reply, end, v };
	size_t n = v->m.ndocuments;
	size_t *items = calloc(n + 1, sizeof(*items));
	struct ic_error err = { 0 };
	bool ok;

	v->checks = calloc(n + 1, sizeof(*v->checks));
	if (!items || !v->checks) {
		free(items);
		return ic_fail(&v->err, IC_EENV, "out of memory");
	}
	v->progress = (struct ic_progress){ .phase = IC_PHASE_VERIFY,
		.documents = n };
	for (size_t i = 0; i < n; i++) {
		items[i] = i;
		v->checks[i].fd = -1;
		v->progress.pages += v->m.documents[i].npages;
	}
	ok = ic_pool_run(v->z, items, n, v->o->jobs, &work,
	    v->ui ? v->ui->stop : NULL, &err);
	for (size_t i = 0; i < n; i++) {
		close_check(&v->checks[i]);
	}
	free(items);
	if (v->err.code != IC_OK) {
		return false;
	}
	return ok || ic_fail(&v->err, err.code, "%s", err.msg);
}

static bool load(struct verify *v)
{
	struct ic_buf text = { 0 };
	struct ic_error err = { 0 };
	bool ok = ic_dir_read(&v->dir.private, MANIFEST, IC_MANIFEST_BYTES_MAX,
	    &text, &err);

	if (!ok && err.code == IC_EINPUT) {
		find(v, PRIVATE "/" MANIFEST,
		    "is missing: the run did not "
		    "end; go on with `apply --resume`");
	} else if (!ok) {
		v->err = err;
	} else if (!ic_manifest_load((const char *)text.data, text.len, &v->m,
		       &err)) {
		ok = false;
		find(v, PRIVATE "/" MANIFEST,
		    "is not one that this program wrote");
	}
	ic_buf_finish(&text);
	return ok;
}

static void summarize(struct verify *v)
{
	struct ic_summary *s = &v->run->summary;

	s->documents = v->m.ndocuments;
	s->partial = v->m.partial;
	s->redactions = v->m.nredactions;
	for (size_t i = 0; i < v->m.ndocuments; i++) {
		const struct ic_manifest_document *d = &v->m.documents[i];

		s->pages += d->npages;
		s->bytes += d->bytes;
		s->done += !v->checks[i].failed;
		s->failed += v->checks[i].failed;
		for (uint32_t k = 0; k < d->npages; k++) {
			s->regions += d->pages[k].nboxes;
			s->pages_by_encoding[d->pages[k].encoding]++;
		}
	}
}

static enum ic_outcome verify(struct verify *v)
{
	if (!outdir_open_existing(v->o->out, &v->dir, &v->run->err)) {
		return v->run->err.code == IC_EENV ? IC_STOPPED : IC_REFUSED;
	}
	if (!load(v)) {
		return v->err.code ? ic_stop_run(v->run, &v->err) : IC_FINDINGS;
	}
	if (!check_names(v) || !check_derived(v) || !judge_all(v)) {
		return ic_stop_run(v->run, &v->err);
	}
	summarize(v);
	return v->run->nfindings ? IC_FINDINGS : IC_DONE;
}

enum ic_outcome ic_verify_command(struct ic_zygote *z,
    const struct ic_options *o, const struct ic_ui *ui, struct ic_run *run)
{
	struct verify v = { .z = z, .o = o, .ui = ui, .run = run };
	struct timespec from, to;
	enum ic_outcome out;

	clock_gettime(CLOCK_MONOTONIC, &from);
	run->summary.sandbox = ic_zygote_info(z);
	out = verify(&v);
	free(v.checks);
	ic_manifest_finish(&v.m);
	outdir_close(&v.dir);
	clock_gettime(CLOCK_MONOTONIC, &to);
	run->summary.seconds = (double)(to.tv_sec - from.tv_sec) +
	    (double)(to.tv_nsec - from.tv_nsec) / 1e9;
	return out;
}
