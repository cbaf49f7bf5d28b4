/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The order of things in `apply`: check, freeze, make, derive, tell. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "apply_priv.h"
#include "reference.h"
#include "base/fault.h"
#include "ledgers.h"
#include "pdf/roles.h"
#include "registry_file.h"
#include "replacing.h"

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

/* True if the document of these numbers has them all, and no other. */
static bool has_range(const struct ic_plan *plan, const char *range)
{
	struct ic_bates_list list = { 0 };
	size_t document;
	uint32_t page;
	bool ok = ic_bates_parse_list(&plan->spec->prefixes, range, &list,
		      NULL) &&
	    list.n == 1 &&
	    ic_plan_find(plan, &list.at[0].first, &document, &page) &&
	    strcmp(plan->documents[document].range, range) == 0;

	ic_bates_list_finish(&list);
	return ok;
}

/* Asked of every file that stands there. */
static bool known_output(void *user, bool unredacted, const char *name)
{
	const struct apply *a = user;
	size_t len = strlen(name);

	for (unsigned c = 0; c < IC_COPIES; c++) {
		char end[OUTPUT_MAX], range[IC_BATES_RANGE_MAX];
		int n = snprintf(end, sizeof(end), "%s.pdf",
		    ic_copy_suffix((enum ic_copy)c));
		size_t own = len - (size_t)n;

		if (ic_copy_is_unredacted((enum ic_copy)c) != unredacted ||
		    len <= (size_t)n || own >= sizeof(range) ||
		    strcmp(name + own, end) != 0) {
			continue;
		}
		memcpy(range, name, own);
		range[own] = '\0';
		if (has_range(&a->p.run->plan, range)) {
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
 * Open the output directory, and freeze the plan beside the spec: both, or
 * neither. Lock and registry are compared first, so that a refused run writes
 * nothing. The registry is held until the lock is written; a kill between the
 * two is mended by the next run, whose documents are entered already.
 */
static bool open_and_freeze(struct apply *a, struct ic_error *err)
{
	char *name = apply_lock_name(a->p.o->spec);
	struct registry_file registry = { 0 };
	struct ic_dir dir = { 0 };
	struct ic_buf lock = { 0 };
	bool ok = (name || ic_fail(err, IC_EENV, "out of memory")) &&
	    ic_dir_open(a->p.run->directory, &dir, err) &&
	    apply_thaw(a, &dir, name, &lock, err) &&
	    registry_open(&a->p, &registry, err) &&
	    registry_check(&a->p, &registry, err) &&
	    outdir_open(a->p.o->out, a->p.run->plan.copies,
		a->p.run->spec.reference_list, known_output, a, &a->dir, err) &&
	    /* Once more, now that nobody can record it meanwhile. */
	    ledger_may_write(a->p.o->spec, a->p.o->out, err) &&
	    registry_enter(&a->p, &registry, err) &&
	    write_lock(&dir, name, &lock, err);

	if (!ok) {
		outdir_unmake(&a->dir);
	}
	registry_close(&registry);
	ic_dir_close(&dir);
	ic_buf_finish(&lock);
	free(name);
	return ok;
}

/* A list of what is not there would be served as the production. */
static bool undisturbed(struct apply *a, const struct ic_manifest *m,
    struct ic_error *err)
{
	a->disturbed = !outdir_stands(&a->dir, m, err);
	return !a->disturbed;
}

/*
 * Where no unredacted copy was made after all, as of what is withheld, there
 * is no place for one.
 */
static void leave_unredacted(struct apply *a, const struct ic_manifest *m)
{
	if (m->ncopies == 0 && !a->p.run->spec.reference_list &&
	    a->dir.unredacted.path) {
		a->dir.unredacted.made = true;
		ic_dir_unmake(&a->dir.unredacted);
	}
}

static bool derive(struct apply *a, struct ic_error *err)
{
	struct ic_manifest m = { 0 };
	bool ok;

	ic_fault_point("before-derive");
	ok = apply_manifest(a, &m, err);
	ic_fault_point("manifest-filled");
	ok = ok && undisturbed(a, &m, err) && reference_write(a, err) &&
	    outdir_derive(&a->dir, &m, err);
	ic_fault_point("derived");
	if (ok) {
		leave_unredacted(a, &m);
	}
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

	if (!apply_resume(a)) {
		run->err = a->p.err;
		return refused(run);
	}
	if (!apply_fail_early(a) || !apply_make(a) || !apply_end_shared(a)) {
		apply_summarize(a);
		return ic_stop_run(run, &a->p.err);
	}
	apply_summarize(a);
	if (!apply_find(a) || !derive(a, &err)) {
		return ic_stop_run(run, &err);
	}
	return run->summary.failed ? IC_FAILED : IC_DONE;
}

/* Choose what is made again; the summary counts nothing else. */
static bool replace(struct apply *a)
{
	struct ic_run *run = a->p.run;

	if (!apply_replace(a) || !ic_summarize_plan(run)) {
		return false;
	}
	run->summary.replaces = a->replacing->names;
	run->summary.nreplaces = a->replacing->n;
	run->summary.standing = a->replacing->standing;
	run->summary.partial = a->replacing->standing + a->replacing->changed <
	    run->plan.ndocuments;
	return true;
}

static bool open_told(struct apply *a, struct ic_error *err)
{
	if (!a->told) {
		a->told = ic_told_open(&a->p.run->plan);
	}
	return a->told || ic_fail(err, IC_EENV, "out of memory");
}

bool apply_told(struct apply *a, size_t document, char out[IC_TOLD_HEX],
    struct ic_error *err)
{
	return open_told(a, err) && ic_told_hash(a->told, document, out, err);
}

/* What has an output already must be known: is it what the plan makes? */
static bool needs(struct ic_production *p, size_t document)
{
	struct apply *a = (struct apply *)p; /* which begins with it */
	struct ic_plan *plan = &p->run->plan;

	if (!standing_has(&a->standing, &plan->documents[document])) {
		return false;
	}
	/* What was decided of it is not known yet. */
	return p->run->spec.nrulings > 0 || !open_told(a, &p->err) ||
	    !standing_restore(&a->standing, plan, a->told, a->versions,
		document, &p->err) ||
	    !plan->documents[document].restored;
}

static bool begin(struct apply *a)
{
	struct ic_run *run = a->p.run;

	if (asprintf(&a->versions, "incamera %s; %s", IC_VERSION,
		ic_pdf_versions()) < 0) {
		a->versions = NULL;
		return ic_fail(&run->err, IC_EENV, "out of memory");
	}
	a->p.needs = needs;
	a->p.copies = a->p.o->disputed_only ? IC_COPY_BIT(DISPUTED) : 0;
	return !a->p.o->bates ||
	    standing_open(a->p.o->out, &a->standing, &run->err);
}

static enum ic_outcome apply(struct apply *a)
{
	struct ic_run *run = a->p.run;
	enum ic_outcome out;

	if (!ledger_may_write(a->p.o->spec, a->p.o->out, &run->err)) {
		return refused(run);
	}
	if (!begin(a)) {
		return IC_STOPPED;
	}
	out = ic_plan_production(&a->p);
	if (out != IC_DONE) {
		return out;
	}
	if (a->p.copies && run->summary.documents == 0) {
		ic_fail(&run->err, IC_ESPEC,
		    "nothing is in dispute: no redaction is proposed or "
		    "objected to");
		return IC_REFUSED;
	}
	apply_refuse_candidates(run);
	if (run->diags.errors) {
		return refused(run);
	}
	if (!apply_list_products(a, &run->err)) {
		return IC_STOPPED;
	}
	if (a->p.o->nreplaces && !replace(a)) {
		run->err = a->p.err;
		return refused(run);
	}
	if (a->replacing && a->replacing->changed == 0) {
		return IC_DONE;
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
	struct apply a = { .p = { .z = z,
			       .o = o,
			       .ui = ui,
			       .run = run,
			       .lift_denied = o->lift_denied } };
	struct timespec from, to;
	enum ic_outcome out;

	clock_gettime(CLOCK_MONOTONIC, &from);
	run->summary.sandbox = ic_zygote_info(z);
	out = apply(&a);
	run->summary.parent = ic_usage_self();
	apply_free_products(&a);
	standing_close(&a.standing);
	ic_told_close(a.told);
	free(a.versions);
	run->standing = !a.disturbed && stands(&a);
	outdir_close(&a.dir);
	ic_production_finish(&a.p);
	clock_gettime(CLOCK_MONOTONIC, &to);
	run->summary.seconds = (double)(to.tv_sec - from.tv_sec) +
	    (double)(to.tv_nsec - from.tv_nsec) / 1e9;
	return out;
}
