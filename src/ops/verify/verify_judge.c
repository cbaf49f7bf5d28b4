/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The judges once more, on the files as they are; with the source, all. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/digest.h"
#include "core/job.h"
#include "pdf/roles.h"
#include "verify_priv.h"

/* The judges in their order, and then nothing. */
enum step {
	STEP_STRUCTURE = IC_JUDGING_STRUCTURE,
	STEP_CONTENT = IC_JUDGING_CONTENT,
	STEP_REST = IC_JUDGING_REST,
	STEP_DONE
};

/* Open and hash a document; its descriptor stays for the judges. */
static bool open_document(struct verify *v, size_t i)
{
	const struct ic_manifest_document *d = ic_manifest_product(v->m, i);
	struct check *c = &v->checks[i];
	struct ic_error err = { 0 };
	char hex[IC_SHA256_HEX];

	if (!ic_dir_file(outdir_of(&v->dir, d->copy), verify_file_name(d),
		&c->fd, NULL, &err)) {
		c->fd = -1;
		c->failed = true;
		return err.code == IC_EENV
		    ? (v->err = err, false)
		    : verify_find(v, d->output, "is missing");
	}
	if (!ic_sha256_fd(c->fd, hex, NULL, &v->err)) {
		return false;
	}
	if (strcmp(hex, d->sha256) != 0) {
		c->failed = true;
		return verify_find(v, d->output, "%s",
		    verify_has_spec(v)
			? "changed while it was read"
			: "is not the file that was proved: its hash differs");
	}
	return true;
}

/* With a spec the slice is the plan's, and the password comes along. */
static bool document_job(struct verify *v, size_t i)
{
	struct ic_buf slice = { 0 };
	struct ic_buf *job = &v->checks[i].job;
	bool ok;

	if (verify_has_spec(v)) {
		const struct product *m = v->planned[i];

		ok = apply_slice(&v->a, m, &slice, &v->err) &&
		    ic_job_join(&slice, v->a.p.states[m->document].password,
			job, &v->err);
	} else {
		ok = ic_manifest_slice(v->m, ic_manifest_product(v->m, i),
			 &slice, &v->err) &&
		    ic_job_join(&slice, NULL, job, &v->err);
	}
	ic_buf_finish(&slice);
	return ok;
}

static bool find_source(struct verify *v, size_t i, const char *sentence)
{
	v->checks[i].failed = true;
	return verify_find(v, ic_manifest_product(v->m, i)->source, "%s",
	    sentence);
}

/* False, with the document failed, if its source cannot be had. */
static bool open_source(struct verify *v, size_t i)
{
	struct ic_error err = { 0 };

	if (ic_open_source(&v->a.p, v->planned[i]->document,
		&v->checks[i].source, NULL, &err)) {
		return true;
	}
	v->checks[i].source = -1;
	if (err.code == IC_EENV) {
		v->err = err;
	} else {
		find_source(v, i, ic_fault_sentence(IC_FAULT_ORIGINAL));
	}
	return false;
}

static bool has_rest(const struct verify *v, size_t i)
{
	return verify_has_spec(v) && !v->checks[i].alone &&
	    (ic_kind_proofs(v->m->documents[i].kind, IC_COPY_REDACTED) &
		IC_PROOFS_ORIGINAL);
}

static bool next(void *user, size_t i, struct ic_pool_child *out)
{
	struct verify *v = user;
	struct check *c = &v->checks[i];
	const struct ic_manifest_document *d = ic_manifest_product(v->m, i);

	if (v->err.code != IC_OK || c->step == STEP_DONE) {
		return false;
	}
	if (c->step == STEP_STRUCTURE &&
	    (!open_document(v, i) || c->fd < 0 || !document_job(v, i) ||
		(has_rest(v, i) && !open_source(v, i)))) {
		return false;
	}
	out->spawn.job = c->job.data;
	out->spawn.len = c->job.len;
	out->spawn.cpu_seconds = ic_pool_cpu(d->npages);
	out->limits.pages = d->npages;
	out->limits.boxes = c->measures.boxes;
	ic_pool_judge(out, (enum ic_judging)c->step, d->copy, c->fd, c->source);
	return true;
}

static bool measure(struct check *c, const struct ic_reply *r)
{
	const struct ic_reply_measure *x = &r->u.measure;

	return (x->box == UINT32_MAX || c->pages[x->box] == r->page) &&
	    ic_measures_put(&c->measures, (enum ic_proof)x->proof, r->page,
		x->box, x->measured);
}

static bool reply(void *user, size_t i, const struct ic_reply *r)
{
	struct verify *v = user;
	const struct ic_manifest_document *d = ic_manifest_product(v->m, i);
	struct check *c = &v->checks[i];
	struct ic_failure x = { .reason = IC_REASON_PROOF };
	struct ic_finding f = { .level = IC_LEVEL_ERROR,
		.file = d->output,
		.reason = IC_REASON_PROOF };
	uint32_t page = 0;

	if (r->kind == IC_REPLY_MEASURE) {
		return measure(c, r);
	}
	if (r->kind != IC_REPLY_PROOF) {
		return false;
	}
	c->ran |= 1u << r->u.proof.proof;
	if (r->u.proof.ok) {
		c->proofs |= 1u << r->u.proof.proof;
		return true;
	}
	x.proof = f.proof = (enum ic_proof)r->u.proof.proof;
	x.fault = (enum ic_fault)r->u.proof.fault;
	f.sentence = ic_failure_sentence(v->a.p.run, &x);
	if (r->page < d->npages) {
		f.page = r->page + 1;
		f.number = d->pages[r->page].number;
	}
	if (r->u.proof.box != UINT32_MAX) {
		ic_manifest_box_at(v->m, d, r->u.proof.box, &page,
		    &f.redaction);
	}
	v->checks[i].failed = true;
	return ic_run_find(v->a.p.run, &f);
}

static void close_check(struct check *c)
{
	if (c->fd >= 0) {
		close(c->fd);
	}
	if (c->source >= 0) {
		close(c->source);
	}
	c->fd = c->source = -1;
	ic_buf_finish(&c->job);
}

/* The source was hashed when the plan was made: is it still that one? */
static bool check_source(struct verify *v, size_t i)
{
	if (ic_check_source(&v->a.p, v->planned[i]->document,
		v->checks[i].source) != IC_REASON_NONE) {
		return find_source(v, i, ic_reason_sentence(IC_REASON_CHANGED));
	}
	return true;
}

/* All judges have spoken, or one of them could not. */
static bool conclude(struct verify *v, size_t i)
{
	struct check *c = &v->checks[i];
	const struct ic_manifest_document *d = ic_manifest_product(v->m, i);
	uint32_t wanted = IC_PROOFS_STRUCTURE | IC_PROOFS_CONTENT;
	bool ok = true;

	if (has_rest(v, i)) {
		wanted = ic_copy_proofs(d->copy);
		ok = check_source(v, i);
	}
	if (ok && !c->failed && (c->proofs & wanted) != wanted) {
		c->failed = true;
		ok = verify_find(v, d->output, "%s",
		    ic_reason_sentence(IC_REASON_REPLY));
	}
	close_check(c);
	v->a.p.progress.documents_done++;
	v->a.p.progress.pages_done += d->npages;
	ic_tell(&v->a.p);
	return ok;
}

static bool end(void *user, size_t i, enum ic_reason reason)
{
	struct verify *v = user;
	struct check *c = &v->checks[i];
	const struct ic_manifest_document *d = ic_manifest_product(v->m, i);
	unsigned last = has_rest(v, i) ? STEP_REST : STEP_CONTENT;
	bool ok = true;

	c->step = c->step >= last ? STEP_DONE : c->step + 1;
	if (reason && reason != IC_REASON_PROOF) {
		ok = verify_find(v, d->output, "%s",
		    ic_reason_sentence(reason));
		c->failed = true;
		c->step = STEP_DONE;
	}
	return ok && (c->step != STEP_DONE || conclude(v, i));
}

/* Room for what is measured, and each box's page. */
static bool begin(struct verify *v, size_t i)
{
	const struct ic_manifest_document *d = ic_manifest_product(v->m, i);
	struct check *c = &v->checks[i];
	uint32_t n = ic_manifest_boxes(d), at = 0;
	uint32_t *pages = ic_arena_alloc(&v->m->arena, n, sizeof(*pages));

	if (!pages ||
	    !ic_measures_begin(&c->measures, &v->m->arena, d->npages, n)) {
		return ic_fail(&v->err, IC_EENV, "out of memory");
	}
	for (uint32_t k = 0; k < d->npages; k++) {
		for (uint32_t b = 0; b < d->pages[k].nboxes; b++) {
			if (!d->pages[k].boxes[b].whole) {
				pages[at++] = k;
			}
		}
	}
	c->pages = pages;
	return true;
}

bool verify_judge(struct verify *v)
{
	const struct ic_pool_work work = { next, reply, end, v };
	struct ic_progress *progress = &v->a.p.progress;
	const struct ic_ui *ui = v->a.p.ui;
	size_t n = v->nchecks;
	struct ic_error err = { 0 };
	bool ok;

	*progress = (struct ic_progress){ .phase = IC_PHASE_VERIFY,
		.documents = n };
	for (size_t i = 0; i < n; i++) {
		v->checks[i].fd = v->checks[i].source = -1;
		progress->pages += ic_manifest_product(v->m, i)->npages;
		if (!begin(v, i)) {
			return false;
		}
	}
	ok = ic_pool_run(v->a.p.z, NULL, n, v->a.p.o->jobs, &work,
	    ui ? ui->stop : NULL, &err);
	for (size_t i = 0; i < n; i++) {
		close_check(&v->checks[i]);
	}
	if (v->err.code != IC_OK) {
		return false;
	}
	return ok || ic_fail(&v->err, err.code, "%s", err.msg);
}
