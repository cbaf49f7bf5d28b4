/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The main job. Per product: make, three judges, commit; nothing has a name
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

static void fail(struct apply *a, const struct product *m,
    enum ic_reason reason)
{
	struct ic_failure *f = apply_failure(a, m);

	if (f->reason == IC_REASON_NONE) {
		*f = (struct ic_failure){ .copy = m->copy,
			.reason = reason,
			.page = m->chain.fault,
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

static void drop(struct product *m)
{
	ic_chain_finish(&m->chain);
	if (m->judged >= 0) {
		close(m->judged);
	}
	m->judged = -1;
	ic_temp_close(&m->temp);
}

static bool begin(struct apply *a, struct product *m)
{
	const struct ic_plan_document *d = apply_document(a, m);
	uint32_t pages = ic_plan_pages(d, m->copy);
	struct ic_chain *c = &m->chain;
	struct ic_buf slice = { 0 };
	struct ic_error err = { 0 };
	bool ok;

	c->page = 0;
	c->fault = UINT32_MAX;
	m->pages = calloc(pages, sizeof(*m->pages));
	if (!m->pages ||
	    !ic_measures_begin(&m->measures, &a->p.run->arena, pages,
		ic_plan_boxes(d, m->copy))) {
		return ic_fail(&a->p.err, IC_EENV, "out of memory");
	}
	ok = apply_slice(a, m, &slice, &err) &&
	    ic_job_join(&slice, a->p.states[m->document].password, &c->job,
		&err) &&
	    ic_temp_open(apply_directory(a, m), outdir_mode(m->copy), &m->temp,
		&err);
	ic_buf_finish(&slice);
	if (!ok) {
		return halt(a, &err);
	}
	if (!ic_open_source(&a->p, m->document, &c->source, NULL, &err)) {
		fail(a, m, IC_REASON_CHANGED);
		return err.code != IC_EENV || halt(a, &err);
	}
	return true;
}

static enum ic_worker worker_of(unsigned step)
{
	return (enum ic_worker)(IC_WORKER_MAKE + (step - STEP_MAKE));
}

/* False if there is nothing to be made, or no way to begin. */
static bool start(struct apply *a, struct product *m)
{
	const struct ic_failure *f = apply_failure(a, m);

	/* Another copy of the document may have failed. */
	if (!f->reason && !begin(a, m)) {
		return false;
	}
	if (f->reason) {
		m->chain.step = STEP_DONE;
		apply_end_product(a, m);
		drop(m);
		return false;
	}
	return true;
}

static bool next(void *user, size_t n, struct ic_pool_child *out)
{
	struct apply *a = user;
	struct product *m = &a->products[n];
	struct ic_chain *c = &m->chain;
	const struct ic_plan_document *d = apply_document(a, m);
	uint32_t pages = ic_plan_pages(d, m->copy);

	if ((c->step == STEP_MAKE && !start(a, m)) || c->step == STEP_DONE) {
		return false;
	}
	out->spawn.job = c->job.data;
	out->spawn.len = c->job.len;
	out->spawn.cpu_seconds = ic_pool_cpu(pages);
	out->limits.pages = pages;
	out->limits.boxes = ic_plan_boxes(d, m->copy);
	out->usage = &a->p.run->summary.usage[worker_of(c->step)];
	out->fault = &c->fault;
	if (c->step == STEP_MAKE) {
		out->name = "make";
		out->spawn.role = IC_ROLE_MAKE;
		/* What is not drawn is not read either. */
		out->spawn.source = ic_plan_is_sheet(d) ? -1 : c->source;
		out->spawn.product = m->temp.fd;
	} else {
		ic_pool_judge(out, (enum ic_judging)(c->step - STEP_STRUCTURE),
		    m->copy, m->judged, c->source);
	}
	return true;
}

static bool make_reply(struct apply *a, struct product *m,
    const struct ic_reply *r)
{
	struct ic_chain *c = &m->chain;

	if (r->kind != IC_REPLY_PAGE ||
	    c->page >= ic_plan_pages(apply_document(a, m), m->copy) ||
	    r->page != c->page) {
		return false;
	}
	m->pages[c->page++] = (struct made_page){
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

bool apply_measure(const struct ic_plan_document *d, enum ic_copy copy,
    struct ic_measures *m, const struct ic_reply *r)
{
	const struct ic_reply_measure *x = &r->u.measure;
	uint32_t page;

	return (!ic_plan_product_box(d, copy, x->box, &page) ||
		   page == r->page) &&
	    ic_measures_put(m, (enum ic_proof)x->proof, r->page, x->box,
		x->measured);
}

static bool reply(void *user, size_t n, const struct ic_reply *r)
{
	struct apply *a = user;
	struct product *m = &a->products[n];
	struct ic_failure *f = apply_failure(a, m);

	if (m->chain.step == STEP_MAKE) {
		return make_reply(a, m, r);
	}
	if (r->kind == IC_REPLY_MEASURE) {
		return apply_measure(apply_document(a, m), m->copy,
		    &m->measures, r);
	}
	if (r->kind != IC_REPLY_PROOF) {
		return false;
	}
	if (r->u.proof.ok) {
		m->proofs |= 1u << r->u.proof.proof;
	} else if (f->reason == IC_REASON_NONE) {
		*f = (struct ic_failure){ .copy = m->copy,
			.reason = IC_REASON_PROOF,
			.proof = (enum ic_proof)r->u.proof.proof,
			.fault = (enum ic_fault)r->u.proof.fault,
			.page = r->page,
			.box = r->u.proof.box };
	}
	return true;
}

/* The maker is done: is the source still the one that was planned? */
static bool check_made(struct apply *a, struct product *m)
{
	const struct ic_plan_document *d = apply_document(a, m);
	uint32_t pages = ic_plan_pages(d, m->copy);
	enum ic_reason why = IC_REASON_REPLY;
	struct ic_error err = { 0 };

	if (m->chain.page == pages) {
		why = ic_check_source(&a->p, m->document, m->chain.source);
	}
	if (why) {
		fail(a, m, why);
		return true;
	}
	for (uint32_t k = 0; k < pages; k++) {
		if (a->p.o->strict && (m->pages[k].notes & STRICT_NOTES)) {
			fail(a, m, IC_REASON_STRICT);
			return true;
		}
	}
	ic_fault_point("made");
	return (ic_sha256_fd(m->temp.fd, m->sha256, &m->bytes, &err) &&
		   ic_temp_reopen(&m->temp, &m->judged, &err)) ||
	    halt(a, &err);
}

static bool publish(struct apply *a, struct product *m)
{
	const struct ic_plan_document *d = apply_document(a, m);
	struct ic_error err = { 0 };
	struct journal_entry e = { 0 };
	char name[OUTPUT_MAX];

	apply_output_name(d, m->copy, name);
	e = (struct journal_entry){ .output = name,
		.versions = a->versions,
		.bytes = m->bytes,
		.proofs = m->proofs,
		.pages = m->pages,
		.npages = ic_plan_pages(d, m->copy),
		.measures = m->measures };
	memcpy(e.source, d->sha256, sizeof(e.source));
	memcpy(e.sha256, m->sha256, sizeof(e.sha256));
	if (!apply_slice_hash(a, m, e.slice, &err) ||
	    !apply_told(a, m->document, e.told, &err)) {
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
static bool commit(struct apply *a, struct product *m)
{
	const uint32_t wanted = apply_proofs(a, m);
	char hex[IC_SHA256_HEX];
	struct ic_error err = { 0 };

	if ((m->proofs & wanted) != wanted) {
		fail(a, m, IC_REASON_REPLY);
		return true;
	}
	ic_fault_point("judged");
	if (!ic_sha256_fd(m->judged, hex, NULL, &err)) {
		return halt(a, &err);
	}
	if (strcmp(hex, m->sha256) != 0) {
		*apply_failure(a, m) = (struct ic_failure){ .copy = m->copy,
			.reason = IC_REASON_PROOF,
			.proof = IC_PROOF_STRUCTURE,
			.fault = IC_FAULT_HASH,
			.page = UINT32_MAX,
			.box = UINT32_MAX };
		return true;
	}
	return publish(a, m);
}

/* The judge after whom there is none: of a sheet, none has the source. */
static enum step last_step(const struct apply *a, const struct product *m)
{
	return apply_proofs(a, m) & IC_PROOFS_ORIGINAL ? STEP_REST
						       : STEP_CONTENT;
}

static bool end(void *user, size_t n, enum ic_reason reason)
{
	struct apply *a = user;
	struct product *m = &a->products[n];
	struct ic_chain *c = &m->chain;
	struct ic_failure *f = apply_failure(a, m);
	bool ok = true;

	if (reason == IC_REASON_WRITE) {
		ic_fail(&a->p.err, IC_EENV, "%s/%s %s", a->p.o->out,
		    outdir_half(m->copy), ic_reason_sentence(reason));
		return false;
	}
	if ((reason || f->reason) &&
	    ic_source_changed(&a->p, m->document, c->source)) {
		/* whatever it led to */
		*f = (struct ic_failure){ 0 };
		reason = IC_REASON_CHANGED;
	}
	if (reason) {
		fail(a, m, reason);
	} else if (!f->reason && c->step == STEP_MAKE) {
		ok = check_made(a, m);
	} else if (!f->reason && c->step == last_step(a, m)) {
		ok = commit(a, m);
	}
	c->step = f->reason || !ok || c->step == last_step(a, m) ? STEP_DONE
								 : c->step + 1;
	if (c->step == STEP_DONE) {
		ok = apply_end_product(a, m) && ok;
		drop(m);
	}
	return ok;
}

static bool is_to_be_made(struct apply *a, const struct product *m)
{
	return m->wanted && !m->done && apply_document(a, m)->selected &&
	    !apply_failure(a, m)->reason;
}

/*
 * Those that are to be made, by number and copy: an interrupted run has a
 * beginning, and a document's copies are made one after the other.
 */
static size_t list(struct apply *a, size_t *items)
{
	const struct ic_plan *plan = &a->p.run->plan;
	size_t n = 0;

	for (size_t k = 0; k < plan->ndocuments; k++) {
		size_t before = n;

		for (unsigned c = 0; c < IC_COPIES; c++) {
			struct product *m = apply_product(a, plan->order[k],
			    (enum ic_copy)c);

			m->chain.step = STEP_MAKE;
			m->listed = is_to_be_made(a, m);
			if (m->listed) {
				items[n++] = (size_t)(m - a->products);
				a->p.progress.pages +=
				    ic_plan_pages(apply_document(a, m),
					m->copy);
			}
		}
		a->p.progress.documents += n > before;
	}
	return n;
}

bool apply_make(struct apply *a)
{
	const struct ic_pool_work work = { next, reply, end, a };
	size_t *items = calloc(a->nproducts, sizeof(*items)), n;
	struct ic_error err = { 0 };
	bool ok;

	if (!items) {
		return ic_fail(&a->p.err, IC_EENV, "out of memory");
	}
	a->p.progress = (struct ic_progress){ .phase = IC_PHASE_MAKE };
	n = list(a, items);
	ok = ic_pool_run(a->p.z, items, n, a->p.o->jobs, &work,
	    a->p.ui ? a->p.ui->stop : NULL, &err);
	for (size_t k = 0; k < n; k++) {
		drop(&a->products[items[k]]);
	}
	free(items);
	return ok ? a->p.err.code == IC_OK : halt(a, &err);
}
