/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Proving an output directory again, offline: that every file is there and no
 * other, that each hash is right, that the logs say what they are to say, and
 * that the judges still pass each document; with the spec, also against the
 * sources.
 */
#include <stdlib.h>
#include <time.h>

#include "verify_priv.h"

/* What this run proved, not what is written of another. */
static void take_check(struct verify *v, size_t i)
{
	struct ic_manifest_document *d = ic_manifest_product(v->m, i);
	const struct check *c = &v->checks[i];
	bool served = !ic_copy_is_unredacted(d->copy);

	d->ran = c->ran | (served ? IC_PROOF_BIT(LOGS) : 0);
	d->proofs = c->proofs | (served && v->listed ? IC_PROOF_BIT(LOGS) : 0);
	d->measures = c->measures;
}

/* What a designation is covered with is no redaction. */
static uint32_t count_boxes(const struct ic_manifest_page *p)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < p->nboxes; i++) {
		n += !p->boxes[i].old_legend;
	}
	return n;
}

static size_t count_redactions(const struct ic_manifest *m)
{
	size_t n = 0;

	for (size_t i = 0; i < m->nredactions; i++) {
		n += !m->redactions[i].old_legend;
	}
	return n;
}

static void count(struct ic_summary *s, const struct ic_manifest_document *d,
    bool first)
{
	s->made[d->copy].files++;
	s->made[d->copy].pages += d->npages;
	s->made[d->copy].bytes += d->bytes;
	s->copies |= 1u << d->copy;
	if (!first) {
		return;
	}
	s->pages += d->npages;
	s->bytes += d->bytes;
	s->kinds[d->kind]++;
	s->sheets += d->kind == IC_KIND_DOCUMENT ? 0 : d->npages;
	for (uint32_t k = 0; k < d->npages; k++) {
		s->regions += count_boxes(&d->pages[k]);
		s->pages_by_encoding[d->pages[k].encoding]++;
		s->pages_by_scan[d->pages[k].scan]++;
	}
}

/* A document is proved if all its copies are that are here. */
static bool has_failed(const struct verify *v, size_t i)
{
	const struct ic_manifest_document *d = ic_manifest_product(v->m, i);
	bool failed = v->checks[i].failed;

	for (uint32_t k = 0; !v->away && k < d->ncopies; k++) {
		size_t at = (size_t)(&d->copies[k] - v->m->copies);

		failed |= v->checks[v->m->ndocuments + at].failed;
	}
	return failed;
}

static void summarize(struct verify *v)
{
	struct ic_summary *s = &v->a.p.run->summary;
	struct ic_sandbox_info sandbox = s->sandbox;
	size_t documents = v->m->disputed_only ? v->m->ncopies
					       : v->m->ndocuments;

	*s = (struct ic_summary){ .sandbox = sandbox,
		.documents = documents,
		.partial = v->m->partial,
		.redactions = count_redactions(v->m),
		.earlier = v->earlier,
		.proofs = IC_PROOFS_STRUCTURE | IC_PROOFS_CONTENT |
		    (v->m->disputed_only ? 0 : IC_PROOF_BIT(LOGS)) };
	if (verify_has_spec(v)) {
		s->proofs |= IC_PROOFS_ORIGINAL;
	}
	for (size_t i = 0; i < v->nchecks; i++) {
		take_check(v, i);
		count(s, ic_manifest_product(v->m, i), i < documents);
		if (i < documents) {
			s->done += !has_failed(v, i);
			s->failed += has_failed(v, i);
		}
	}
}

/* What is to be there, from the manifest or the plan. */
static enum ic_outcome expect(struct verify *v)
{
	struct ic_run *run = v->a.p.run;

	if (verify_has_spec(v)) {
		return verify_plan(v);
	}
	if (!v->dir.private.path) {
		ic_fail(&run->err, IC_EINPUT,
		    "%s has no " PRIVATE ": give the spec that it was made "
		    "of by --spec",
		    v->a.p.o->out);
		return IC_REFUSED;
	}
	if (!verify_load(v, v->m)) {
		return v->err.code ? ic_stop_run(run, &v->err) : IC_FINDINGS;
	}
	return verify_begin(v) ? IC_DONE : ic_stop_run(run, &v->err);
}

static bool has_errors(const struct ic_run *run)
{
	for (size_t i = 0; i < run->nfindings; i++) {
		if (run->findings[i].level == IC_LEVEL_ERROR) {
			return true;
		}
	}
	return false;
}

static enum ic_outcome verify(struct verify *v)
{
	struct ic_run *run = v->a.p.run;
	enum ic_outcome out;
	size_t before;

	if (!outdir_open_existing(v->a.p.o->out, &v->dir, &run->err)) {
		return run->err.code == IC_EENV ? IC_STOPPED : IC_REFUSED;
	}
	out = expect(v);
	if (out != IC_DONE) {
		return out;
	}
	before = run->nfindings;
	if (!verify_sort(v->m, &v->names, &v->err) || !verify_names(v) ||
	    !verify_lists(v)) {
		return ic_stop_run(run, &v->err);
	}
	v->listed = run->nfindings == before;
	if (!verify_served(v)) {
		return ic_stop_run(run, &v->err);
	}
	if (!verify_judge(v)) {
		return ic_stop_run(run, &v->err);
	}
	summarize(v);
	return has_errors(run) ? IC_FINDINGS : IC_DONE;
}

static void finish(struct verify *v)
{
	apply_free_products(&v->a);
	free(v->names.at);
	free(v->proved_names.at);
	free(v->planned);
	free(v->checks);
	ic_manifest_finish(&v->proved);
	outdir_close(&v->dir);
	ic_production_finish(&v->a.p);
}

enum ic_outcome ic_verify_command(struct ic_zygote *z,
    const struct ic_options *o, const struct ic_ui *ui, struct ic_run *run)
{
	struct verify v = {
		.a = { .p = { .z = z, .o = o, .ui = ui, .run = run } },
		.m = &run->manifest
	};
	struct timespec from, to;
	enum ic_outcome out;

	clock_gettime(CLOCK_MONOTONIC, &from);
	run->summary.sandbox = ic_zygote_info(z);
	out = verify(&v);
	finish(&v);
	clock_gettime(CLOCK_MONOTONIC, &to);
	run->summary.seconds = (double)(to.tv_sec - from.tv_sec) +
	    (double)(to.tv_nsec - from.tv_nsec) / 1e9;
	return out;
}
