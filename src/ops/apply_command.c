/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The order of things in `apply`: check, freeze, make, derive, tell. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "apply_priv.h"
#include "base/fault.h"
#include "pdf/roles.h"

void apply_refuse_candidates(struct ic_run *run)
{
	for (size_t i = 0; i < run->spec.nredactions; i++) {
		const struct ic_redaction *r = &run->spec.redactions[i];

		if (r->status == IC_STATUS_CANDIDATE) {
			ic_diag_add(&run->diags, IC_LEVEL_ERROR, r->place,
			    "this redaction is still a candidate: set its "
			    "status to proposed, or to withdrawn");
		}
	}
}

static bool known_output(void *user, const char *name)
{
	const struct apply *a = user;
	const struct ic_plan *plan = &a->p.run->plan;
	char text[IC_BATES_RANGE_MAX + 8];

	for (size_t i = 0; i < plan->ndocuments; i++) {
		apply_output_name(&plan->documents[i], text);
		if (strcmp(text, name) == 0) {
			return true;
		}
	}
	return false;
}

/*
 * A run that was killed while it replaced the lock left its part there. Of
 * what stands beside a spec nothing else is ours, and if the directory cannot
 * be listed, nothing is lost.
 */
static bool write_lock(const struct ic_dir *dir, const char *name,
    const struct ic_buf *lock, struct ic_error *err)
{
	struct ic_error ignored;

	if (lock->len == 0) {
		return true;
	}
	ic_dir_sweep(dir, &ignored);
	return ic_dir_write(dir, name, lock->data, lock->len, 0600, err);
}

/*
 * Open the output directory and freeze the plan beside the spec: both, or
 * neither. The lock is compared first, so that a refused run writes nothing.
 */
static bool open_and_freeze(struct apply *a, struct ic_error *err)
{
	char *name = apply_lock_name(a->p.o->spec);
	struct ic_dir dir = { 0 };
	struct ic_buf lock = { 0 };
	bool ok = (name || ic_fail(err, IC_EENV, "out of memory")) &&
	    ic_dir_open(a->p.run->directory, &dir, err) &&
	    apply_thaw(a, &dir, name, &lock, err) &&
	    outdir_open(a->p.o->out, known_output, a, &a->dir, err) &&
	    write_lock(&dir, name, &lock, err);

	if (!ok) {
		outdir_unmake(&a->dir);
	}
	ic_dir_close(&dir);
	ic_buf_finish(&lock);
	free(name);
	return ok;
}

/* What fails, and what is stale, must not stay beside what is proved. */
static bool remove_output(struct apply *a, const struct product *m)
{
	char name[IC_BATES_RANGE_MAX + 8];
	struct ic_error err = { 0 };

	apply_output_name(apply_document(a, m), name);
	if (ic_dir_remove(&a->dir.redacted, name, &err)) {
		return true;
	}
	a->p.err = err;
	return false;
}

bool apply_end_product(struct apply *a, struct product *m)
{
	a->p.progress.documents_done++;
	ic_tell(&a->p);
	if (apply_failure(a, m)->reason && !m->done) {
		return remove_output(a, m);
	}
	return true;
}

/* Documents that fail before their first child starts. */
static bool fail_early(struct apply *a)
{
	const struct ic_plan *plan = &a->p.run->plan;

	for (size_t i = 0; i < plan->ndocuments; i++) {
		const struct ic_plan_document *d = &plan->documents[i];
		struct ic_failure *f = &a->p.states[i].failure;
		struct product *m = &a->products[i];
		uint32_t notes = d->notes;

		for (uint32_t k = 0; k < d->npages; k++) {
			notes |= d->pages[k].notes;
			notes |= m->done ? m->pages[k].notes : 0;
		}
		if (!f->reason && a->p.o->strict && (notes & STRICT_NOTES)) {
			*f = (struct ic_failure){ .reason = IC_REASON_STRICT,
				.page = UINT32_MAX,
				.box = UINT32_MAX };
		}
		if (!f->reason || !d->selected) {
			continue;
		}
		/* It was kept, perhaps; what is gone must be in no list. */
		m->done = m->kept = false;
		if (!remove_output(a, m)) {
			return false;
		}
	}
	return true;
}

static bool take_notes(struct apply *a)
{
	struct ic_plan *plan = &a->p.run->plan;

	for (size_t i = 0; i < plan->ndocuments; i++) {
		struct ic_plan_document *d = &plan->documents[i];
		struct product *m = &a->products[i];
		enum ic_reason why;
		bool told;

		if (!d->selected) {
			continue;
		}
		why = a->p.states[i].failure.reason;
		told = m->done || why == IC_REASON_STRICT;
		for (uint32_t k = 0; told && m->pages && k < d->npages; k++) {
			d->pages[k].notes |= m->pages[k].notes;
		}
		if ((told && !ic_find_notes(&a->p, i)) ||
		    (why && !ic_find_failure(&a->p, i))) {
			return false;
		}
	}
	return true;
}

static void summarize(struct apply *a)
{
	const struct ic_plan *plan = &a->p.run->plan;
	struct ic_summary *s = &a->p.run->summary;

	for (size_t i = 0; i < plan->ndocuments; i++) {
		const struct product *m = &a->products[i];

		if (!plan->documents[i].selected) {
			continue;
		}
		s->done += m->done;
		s->kept += m->kept;
		s->failed += !m->done;
		s->bytes += m->done ? m->bytes : 0;
		for (uint32_t k = 0; m->done && k < plan->documents[i].npages;
		     k++) {
			s->pages_by_encoding[m->pages[k].encoding]++;
			s->pages_by_scan[m->pages[k].scan]++;
		}
	}
}

/* A list of what is not there would be served as the production. */
static bool undisturbed(struct apply *a, const struct ic_manifest *m,
    struct ic_error *err)
{
	a->disturbed = !outdir_stands(&a->dir, m, err);
	return !a->disturbed;
}

static bool derive(struct apply *a, struct ic_error *err)
{
	struct ic_manifest m = { 0 };
	bool ok;

	ic_fault_point("before-derive");
	ok = apply_manifest(a, &m, err);
	ic_fault_point("manifest-filled");
	ok = ok && undisturbed(a, &m, err) && outdir_derive(&a->dir, &m, err);
	ic_fault_point("derived");
	ok = ok && undisturbed(a, &m, err);
	ic_manifest_finish(&m);
	return ok;
}

static enum ic_outcome refused(struct ic_run *run)
{
	ic_diags_sort(&run->diags);
	return run->err.code == IC_EENV || run->err.code == IC_EBUG
	    ? IC_STOPPED
	    : IC_REFUSED;
}

static enum ic_outcome make_all(struct apply *a)
{
	struct ic_run *run = a->p.run;
	struct ic_error err = { 0 };

	if (!apply_list_products(a, &run->err)) {
		return IC_STOPPED;
	}
	if (!apply_resume(a)) {
		run->err = a->p.err;
		return refused(run);
	}
	if (!fail_early(a) || !apply_make(a)) {
		summarize(a);
		return ic_stop_run(run, &a->p.err);
	}
	summarize(a);
	if (!take_notes(a) || !derive(a, &err)) {
		return ic_stop_run(run, &err);
	}
	return run->summary.failed ? IC_FAILED : IC_DONE;
}

static enum ic_outcome apply(struct apply *a)
{
	struct ic_run *run = a->p.run;
	enum ic_outcome out = ic_plan_production(&a->p);

	if (out != IC_DONE) {
		return out;
	}
	apply_refuse_candidates(run);
	if (run->diags.errors) {
		return refused(run);
	}
	if (asprintf(&a->versions, "incamera %s; %s", IC_VERSION,
		ic_pdf_versions()) < 0) {
		a->versions = NULL;
		ic_fail(&run->err, IC_EENV, "out of memory");
		return IC_STOPPED;
	}
	if (!open_and_freeze(a, &run->err)) {
		return refused(run);
	}
	ic_fault_point("frozen");
	return make_all(a);
}

/* A run that did not come as far as to open it may have met an older one. */
static bool stands(const struct apply *a)
{
	struct ic_dir dir = { 0 };
	bool ok = a->dir.top.path ? ic_dir_stands(&a->dir.top)
				  : ic_dir_open(a->p.o->out, &dir, NULL);

	ic_dir_close(&dir);
	return ok;
}

enum ic_outcome ic_apply_command(struct ic_zygote *z,
    const struct ic_options *o, const struct ic_ui *ui, struct ic_run *run)
{
	struct apply a = { .p = { .z = z, .o = o, .ui = ui, .run = run } };
	struct timespec from, to;
	enum ic_outcome out;

	clock_gettime(CLOCK_MONOTONIC, &from);
	run->summary.sandbox = ic_zygote_info(z);
	out = apply(&a);
	run->summary.parent = ic_usage_self();
	apply_free_products(&a);
	free(a.versions);
	run->standing = !a.disturbed && stands(&a);
	outdir_close(&a.dir);
	ic_production_finish(&a.p);
	clock_gettime(CLOCK_MONOTONIC, &to);
	run->summary.seconds = (double)(to.tv_sec - from.tv_sec) +
	    (double)(to.tv_nsec - from.tv_nsec) / 1e9;
	return out;
}
