/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * With the spec at hand: the plan is made again as `apply` made it, and with
 * the hashes of the files that are there it gives the manifest that the
 * production is to have.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/digest.h"
#include "verify_priv.h"

static enum ic_outcome refused(struct ic_run *run)
{
	ic_diags_sort(&run->diags);
	return run->err.code == IC_EENV || run->err.code == IC_EBUG
	    ? IC_STOPPED
	    : IC_REFUSED;
}

/* The lock is compared, never written. */
static bool thaw(struct verify *v)
{
	struct ic_run *run = v->a.p.run;
	char *name = apply_lock_name(v->a.p.o->spec);
	struct ic_dir dir = { 0 };
	struct ic_buf lock = { 0 };
	bool ok = (name || ic_fail(&run->err, IC_EENV, "out of memory")) &&
	    ic_dir_open(run->directory, &dir, &run->err) &&
	    apply_thaw(&v->a, &dir, name, &lock, &run->err);

	ic_dir_close(&dir);
	ic_buf_finish(&lock);
	free(name);
	return ok;
}

/* What was served says itself that documents are missing. */
struct served {
	struct ic_buf index, sums;
	bool partial;
};

static bool read_served(struct verify *v, struct served *s)
{
	struct ic_error err = { 0 };

	if (!ic_dir_read(&v->dir.logs, BATES_INDEX, IC_MANIFEST_BYTES_MAX,
		&s->index, &err) &&
	    err.code == IC_EENV) {
		v->err = err;
		return false;
	}
	if (!ic_dir_read(&v->dir.top, SUMS, IC_MANIFEST_BYTES_MAX, &s->sums,
		&err) &&
	    err.code == IC_EENV) {
		v->err = err;
		return false;
	}
	s->partial = strstr(ic_buf_str(&s->index), "\nPARTIAL") != NULL;
	return true;
}

/*
 * In a part of a production a document is to be there if anything speaks of
 * it: so what is taken out of one place only is missed.
 */
static bool spoken_of(const struct verify *v, struct served *s, size_t i,
    const char *output)
{
	char number[IC_BATES_MAX], row[IC_BATES_MAX + 2];

	if (ic_dir_has(&v->dir.redacted, output + sizeof(REDACTED)) ||
	    strstr(ic_buf_str(&s->sums), output) ||
	    verify_lookup(&v->proved_names, output)) {
		return true;
	}
	ic_plan_page_number(&v->a.p.run->plan, i, 0, number);
	snprintf(row, sizeof(row), "\n%s,", number);
	return strstr(ic_buf_str(&s->index), row) != NULL;
}

static bool wanted(const struct verify *v, struct served *s, size_t i,
    const char *output)
{
	bool partial = v->proved.version ? v->proved.partial : s->partial;

	return !partial || spoken_of(v, s, i, output);
}

static bool find_absent(struct verify *v, size_t i)
{
	struct ic_run *run = v->a.p.run;
	const struct ic_plan_document *d = &run->plan.documents[i];
	struct ic_finding f = { .level = IC_LEVEL_WARNING,
		.file = d->spec->file,
		.sentence = "is not in this set, whose logs say PARTIAL" };

	return ic_run_find(run, &f);
}

/*
 * What SHA256SUMS says of a file that is not there, so that the lists can be
 * held against each other. That it is not is told when it is to be judged.
 */
static void take_sum(struct product *m, struct served *s, const char *output)
{
	const char *text = ic_buf_str(&s->sums);
	const char *at = strstr(text, output);

	memset(m->sha256, '0', 64);
	if (at && at - text >= 66) {
		memcpy(m->sha256, at - 66, 64);
	}
}

/* The bytes that are there: the lists are held against them. */
static bool take_file(struct verify *v, struct served *s, size_t i,
    const char *output)
{
	struct product *m = &v->a.products[i];
	struct ic_error err = { 0 };
	int fd = -1;
	bool ok;

	if (!ic_dir_file(&v->dir.redacted, output + sizeof(REDACTED), &fd, NULL,
		&err)) {
		take_sum(m, s, output);
		return err.code != IC_EENV || (v->err = err, false);
	}
	ok = ic_sha256_fd(fd, m->sha256, &m->bytes, &v->err);
	close(fd);
	return ok;
}

/* What only the maker knew of the pages, for the summary. */
static bool take_pages(struct verify *v, size_t i, const char *output)
{
	const struct ic_plan_document *d = &v->a.p.run->plan.documents[i];
	const struct ic_manifest_document *was = verify_lookup(&v->proved_names,
	    output);
	struct product *m = &v->a.products[i];

	m->pages = calloc(d->npages, sizeof(*m->pages));
	if (!m->pages) {
		return ic_fail(&v->err, IC_EENV, "out of memory");
	}
	for (uint32_t k = 0; was && k < d->npages && k < was->npages; k++) {
		m->pages[k].encoding = was->pages[k].encoding;
		m->pages[k].scan = was->pages[k].scan;
		m->pages[k].dpi = was->pages[k].dpi;
	}
	return true;
}

static bool take_documents(struct verify *v, struct served *s)
{
	const struct ic_plan *plan = &v->a.p.run->plan;

	for (size_t k = 0; k < plan->ndocuments; k++) {
		size_t i = plan->order[k];
		char name[IC_BATES_RANGE_MAX + 8];
		char output[sizeof(name) + sizeof(REDACTED)];

		apply_output_name(&plan->documents[i], name);
		snprintf(output, sizeof(output), REDACTED "/%s", name);
		v->a.products[i].done = wanted(v, s, i, output);
		if (!v->a.products[i].done ? !find_absent(v, i)
					   : !take_file(v, s, i, output) ||
			    !take_pages(v, i, output)) {
			return false;
		}
	}
	return true;
}

static bool map_documents(struct verify *v)
{
	const struct ic_plan *plan = &v->a.p.run->plan;
	size_t n = 0;

	v->planned = calloc(plan->ndocuments, sizeof(*v->planned));
	if (!v->planned) {
		return ic_fail(&v->err, IC_EENV, "out of memory");
	}
	for (size_t k = 0; k < plan->ndocuments; k++) {
		if (v->a.products[plan->order[k]].done) {
			v->planned[n++] = plan->order[k];
		}
	}
	return true;
}

/* The manifest, if there is one, is one more that must say the same. */
static bool hold_manifest(struct verify *v, size_t i)
{
	const struct ic_manifest_document *d = &v->m->documents[i];
	const struct ic_manifest_document *was = verify_lookup(&v->proved_names,
	    d->output);
	struct ic_buf a = { 0 }, b = { 0 };
	bool ok;

	if (!was) {
		return verify_find(v, PRIVATE "/" MANIFEST,
		    "does not name %s, as the plan does", d->output);
	}
	ok = ic_manifest_slice(v->m, i, IC_COPY_REDACTED, &a, &v->err) &&
	    ic_manifest_slice(&v->proved, (size_t)(was - v->proved.documents),
		IC_COPY_REDACTED, &b, &v->err);
	if (ok && (a.len != b.len || memcmp(a.data, b.data, a.len) != 0)) {
		ok = verify_find(v, PRIVATE "/" MANIFEST,
		    "does not say of %s what the plan says", d->output);
	}
	if (ok && d->bytes && strcmp(was->sha256, d->sha256) != 0) {
		v->checks[i].failed = true;
		ok = verify_find(v, d->output,
		    "is not the file that was proved: its hash differs");
	}
	if (ok && strcmp(was->source_sha256, d->source_sha256) != 0) {
		v->checks[i].alone = true;
		ok = verify_find(v, d->source,
		    "is not the file that %s was made of: its hash differs",
		    d->output);
	}
	ic_buf_finish(&a);
	ic_buf_finish(&b);
	return ok;
}

static bool find_spec(struct verify *v)
{
	struct ic_finding f = { .level = IC_LEVEL_WARNING,
		.file = v->a.p.o->spec,
		.sentence = "is not the text that this production was made "
			    "of: its hash differs" };

	return strcmp(v->proved.spec_sha256, v->a.p.spec_sha256) == 0 ||
	    ic_run_find(v->a.p.run, &f);
}

static bool expect(struct verify *v, struct served *s)
{
	bool ok = true;

	if (v->dir.private.path && !verify_load(v, &v->proved) &&
	    v->err.code != IC_OK) {
		return false;
	}
	if (!verify_sort(&v->proved, &v->proved_names, &v->err) ||
	    !read_served(v, s) || !take_documents(v, s) || !map_documents(v) ||
	    !apply_manifest(&v->a, v->m, &v->err)) {
		return false;
	}
	v->checks = calloc(v->m->ndocuments + 1, sizeof(*v->checks));
	if (!v->checks) {
		return ic_fail(&v->err, IC_EENV, "out of memory");
	}
	if (!v->proved.version) {
		return true;
	}
	ok = find_spec(v);
	for (size_t i = 0; ok && i < v->m->ndocuments; i++) {
		ok = hold_manifest(v, i);
	}
	return ok;
}

enum ic_outcome verify_plan(struct verify *v)
{
	struct ic_run *run = v->a.p.run;
	enum ic_outcome out = ic_plan_production(&v->a.p);
	struct served s = { 0 };

	if (out != IC_DONE) {
		return out;
	}
	apply_refuse_candidates(run);
	if (run->diags.errors || !thaw(v)) {
		return refused(run);
	}
	if (!apply_list_products(&v->a, &v->err)) {
		return ic_stop_run(run, &v->err);
	}
	if (!expect(v, &s)) {
		out = ic_stop_run(run, &v->err);
	}
	ic_buf_finish(&s.index);
	ic_buf_finish(&s.sums);
	return out;
}
