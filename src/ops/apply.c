/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The main job. Per document: make, three judges, commit; nothing has a name
 * in redacted/ before all of them have passed the very bytes.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "apply_priv.h"
#include "base/digest.h"
#include "base/fault.h"
#include "core/job.h"
#include "pdf/roles.h"

enum step { STEP_MAKE, STEP_STRUCTURE, STEP_CONTENT, STEP_REST, STEP_DONE };

static void fail(struct apply *a, size_t i, enum ic_reason reason)
{
	struct ic_failure *f = &a->p.states[i].failure;

	if (f->reason == IC_REASON_NONE) {
		*f = (struct ic_failure){ .reason = reason,
			.page = UINT32_MAX,
			.box = UINT32_MAX };
	}
}

/* What the environment did to us ends the run, not the document. */
static bool halt(struct apply *a, const struct ic_error *err)
{
	if (a->p.err.code == IC_OK) {
		a->p.err = *err;
	}
	return false;
}

static void drop(struct apply *a, size_t i)
{
	struct ic_doc_state *s = &a->p.states[i];
	struct making *m = &a->makings[i];

	if (s->source >= 0) {
		close(s->source);
	}
	s->source = -1;
	if (m->judged >= 0) {
		close(m->judged);
	}
	m->judged = -1;
	ic_temp_close(&m->temp);
	ic_buf_finish(&s->job);
}

static bool begin(struct apply *a, size_t i)
{
	struct ic_doc_state *s = &a->p.states[i];
	struct making *m = &a->makings[i];
	const struct ic_plan *plan = &a->p.run->plan;
	struct ic_buf slice = { 0 };
	struct ic_error err = { 0 };
	bool ok;

	m->judged = -1;
	s->page = 0;
	m->pages = calloc(plan->documents[i].npages, sizeof(*m->pages));
	if (!m->pages ||
	    !ic_measures_begin(&m->measures, &a->p.run->arena,
		plan->documents[i].npages, plan->documents[i].nboxes)) {
		return ic_fail(&a->p.err, IC_EENV, "out of memory");
	}
	ic_buf_reset(&s->job);
	ok = ic_plan_slice(plan, i, 0, &slice, &err) &&
	    ic_job_join(&slice, s->password, &s->job, &err) &&
	    ic_temp_open(&a->dir.redacted, 0666, &m->temp, &err);
	ic_buf_finish(&slice);
	if (!ok) {
		return halt(a, &err);
	}
	if (!ic_open_source(&a->p, i, &s->source, NULL, &err)) {
		fail(a, i, IC_REASON_CHANGED);
		return err.code != IC_EENV || halt(a, &err);
	}
	return true;
}

static enum ic_worker worker_of(unsigned step)
{
	return (enum ic_worker)(IC_WORKER_MAKE + (step - STEP_MAKE));
}

static bool next(void *user, size_t i, struct ic_pool_child *out)
{
	struct apply *a = user;
	struct ic_doc_state *s = &a->p.states[i];
	const struct ic_plan_document *d = &a->p.run->plan.documents[i];
	struct making *m = &a->makings[i];

	if (s->step == STEP_MAKE && !begin(a, i)) {
		return false;
	}
	if (s->step == STEP_MAKE && s->failure.reason) {
		apply_end_document(a, i);
		drop(a, i);
		return false;
	}
	if (s->step == STEP_DONE) {
		return false;
	}
	out->spawn.job = s->job.data;
	out->spawn.len = s->job.len;
	out->spawn.cpu_seconds = ic_pool_cpu(d->npages);
	out->limits.pages = d->npages;
	out->limits.boxes = d->nboxes;
	out->usage = &a->p.run->summary.usage[worker_of(s->step)];
	if (s->step == STEP_MAKE) {
		out->name = "make";
		out->spawn.role = IC_ROLE_MAKE;
		out->spawn.source = s->source;
		out->spawn.product = m->temp.fd;
	} else {
		ic_pool_judge(out, (enum ic_judging)(s->step - STEP_STRUCTURE),
		    m->judged, s->source);
	}
	return true;
}

static bool make_reply(struct apply *a, size_t i, const struct ic_reply *r)
{
	const struct ic_plan_document *d = &a->p.run->plan.documents[i];
	struct ic_doc_state *s = &a->p.states[i];

	if (r->kind != IC_REPLY_PAGE || s->page >= d->npages ||
	    r->page != s->page) {
		return false;
	}
	a->makings[i].pages[s->page++] = (struct made_page){
		.encoding = (enum ic_encoding)r->u.at_page.encoding,
		.scan = (enum ic_scan)r->u.at_page.scan,
		.dpi = r->u.at_page.dpi,
		.labels = r->u.at_page.labels,
		.bytes = r->u.at_page.bytes,
		.notes = r->u.at_page.notes,
	};
	a->p.progress.pages_done++;
	ic_tell(&a->p);
	return true;
}

bool apply_measure(const struct ic_plan_document *d, struct ic_measures *m,
    const struct ic_reply *r)
{
	const struct ic_reply_measure *x = &r->u.measure;
	const struct ic_region *box = ic_plan_box(d, x->box);

	return (!box || box->page == r->page) &&
	    ic_measures_put(m, (enum ic_proof)x->proof, r->page, x->box,
		x->measured);
}

static bool reply(void *user, size_t i, const struct ic_reply *r)
{
	struct apply *a = user;
	struct ic_failure *f = &a->p.states[i].failure;

	if (a->p.states[i].step == STEP_MAKE) {
		return make_reply(a, i, r);
	}
	if (r->kind == IC_REPLY_MEASURE) {
		return apply_measure(&a->p.run->plan.documents[i],
		    &a->makings[i].measures, r);
	}
	if (r->kind != IC_REPLY_PROOF) {
		return false;
	}
	if (r->u.proof.ok) {
		a->makings[i].proofs |= 1u << r->u.proof.proof;
	} else if (f->reason == IC_REASON_NONE) {
		*f = (struct ic_failure){ .reason = IC_REASON_PROOF,
			.proof = (enum ic_proof)r->u.proof.proof,
			.fault = (enum ic_fault)r->u.proof.fault,
			.page = r->page,
			.box = r->u.proof.box };
	}
	return true;
}

/* The maker is done: is the source still the one that was planned? */
static bool check_made(struct apply *a, size_t i)
{
	const struct ic_plan_document *d = &a->p.run->plan.documents[i];
	struct making *m = &a->makings[i];
	char hex[IC_SHA256_HEX];
	struct ic_error err = { 0 };

	if (a->p.states[i].page != d->npages) {
		fail(a, i, IC_REASON_REPLY);
		return true;
	}
	if (!ic_sha256_fd(a->p.states[i].source, hex, NULL, &err)) {
		fail(a, i, IC_REASON_READ);
		return true;
	}
	if (strcmp(hex, d->sha256) != 0) {
		fail(a, i, IC_REASON_CHANGED);
		return true;
	}
	for (uint32_t k = 0; k < d->npages; k++) {
		if (a->p.o->strict && (m->pages[k].notes & STRICT_NOTES)) {
			fail(a, i, IC_REASON_STRICT);
			return true;
		}
	}
	ic_fault_point("made");
	return (ic_sha256_fd(m->temp.fd, m->sha256, &m->bytes, &err) &&
		   ic_temp_reopen(&m->temp, &m->judged, &err)) ||
	    halt(a, &err);
}

static bool publish(struct apply *a, size_t i)
{
	const struct ic_plan_document *d = &a->p.run->plan.documents[i];
	struct making *m = &a->makings[i];
	struct ic_error err = { 0 };
	struct journal_entry e = { 0 };
	char name[IC_BATES_RANGE_MAX + 8];

	apply_output_name(d, name);
	e = (struct journal_entry){ .output = name,
		.versions = a->versions,
		.bytes = m->bytes,
		.proofs = m->proofs,
		.pages = m->pages,
		.npages = d->npages,
		.measures = m->measures };
	memcpy(e.source, d->sha256, sizeof(e.source));
	memcpy(e.sha256, m->sha256, sizeof(e.sha256));
	if (!apply_slice_hash(a, i, e.slice, &err)) {
		return halt(a, &err);
	}
	ic_fault_point("before-publish");
	if (!ic_temp_publish(&m->temp, name, &err)) {
		return halt(a, &err);
	}
	ic_fault_point("published");
	if (!journal_append(&a->dir.private, &e, &err)) {
		return halt(a, &err);
	}
	ic_fault_point("journaled");
	m->done = true;
	return true;
}

/* All judges have spoken: are these still the bytes that they saw? */
static bool commit(struct apply *a, size_t i)
{
	const uint32_t wanted = IC_PROOFS_RELEASE;
	struct making *m = &a->makings[i];
	char hex[IC_SHA256_HEX];
	struct ic_error err = { 0 };

	if ((m->proofs & wanted) != wanted) {
		fail(a, i, IC_REASON_REPLY);
		return true;
	}
	ic_fault_point("judged");
	if (!ic_sha256_fd(m->judged, hex, NULL, &err)) {
		return halt(a, &err);
	}
	if (strcmp(hex, m->sha256) != 0) {
		a->p.states[i].failure = (struct ic_failure){
			.reason = IC_REASON_PROOF,
			.proof = IC_PROOF_STRUCTURE,
			.fault = IC_FAULT_HASH,
			.page = UINT32_MAX,
			.box = UINT32_MAX
		};
		return true;
	}
	return publish(a, i);
}

static bool end(void *user, size_t i, enum ic_reason reason)
{
	struct apply *a = user;
	struct ic_doc_state *s = &a->p.states[i];
	bool ok = true;

	if (reason == IC_REASON_WRITE) {
		ic_fail(&a->p.err, IC_EENV, "%s/" REDACTED " %s", a->p.o->out,
		    ic_reason_sentence(reason));
		return false;
	}
	if ((reason || s->failure.reason) && ic_source_changed(&a->p, i)) {
		/* whatever it led to */
		s->failure = (struct ic_failure){ 0 };
		reason = IC_REASON_CHANGED;
	}
	if (reason) {
		fail(a, i, reason);
	} else if (!s->failure.reason && s->step == STEP_MAKE) {
		ok = check_made(a, i);
	} else if (!s->failure.reason && s->step == STEP_REST) {
		ok = commit(a, i);
	}
	s->step = s->failure.reason || !ok ? STEP_DONE : s->step + 1;
	if (s->step == STEP_DONE) {
		ok = apply_end_document(a, i) && ok;
		drop(a, i);
	}
	return ok;
}

bool apply_make(struct apply *a)
{
	const struct ic_pool_work work = { next, reply, end, a };
	const struct ic_plan *plan = &a->p.run->plan;
	size_t *items = calloc(plan->ndocuments, sizeof(*items)), n = 0;
	struct ic_error err = { 0 };
	bool ok;

	if (!items) {
		return ic_fail(&a->p.err, IC_EENV, "out of memory");
	}
	a->p.progress = (struct ic_progress){ .phase = IC_PHASE_MAKE };
	/* By number, so that an interrupted run has a beginning. */
	for (size_t k = 0; k < plan->ndocuments; k++) {
		size_t i = plan->order[k];

		a->p.states[i].step = STEP_MAKE;
		a->makings[i].judged = -1;
		if (plan->documents[i].selected && !a->makings[i].done &&
		    !a->p.states[i].failure.reason) {
			items[n++] = i;
			a->p.progress.pages += plan->documents[i].npages;
		}
	}
	a->p.progress.documents = n;
	ok = ic_pool_run(a->p.z, items, n, a->p.o->jobs, &work,
	    a->p.ui ? a->p.ui->stop : NULL, &err);
	for (size_t k = 0; k < n; k++) {
		drop(a, items[k]);
	}
	free(items);
	return ok ? a->p.err.code == IC_OK : halt(a, &err);
}
