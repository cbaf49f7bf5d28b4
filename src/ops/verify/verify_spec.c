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
#include "base/fs.h"
#include "replacing.h"
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
	bool replacement;
	struct verify_absent absent;
};

/* Each list says so, in whichever form the spec asks for; but one is zipped. */
static bool read_partial(struct verify *v, struct served *s)
{
	char name[IC_LOG_NAME_MAX];

	for (unsigned i = 0; !s->partial && i < IC_LOG_COUNT * IC_FORMAT_COUNT;
	     i++) {
		struct ic_buf text = { 0 };
		struct ic_error err = { 0 };

		ic_log_name((enum ic_log)(i / IC_FORMAT_COUNT),
		    (enum ic_format)(i % IC_FORMAT_COUNT), name);
		if (!ic_dir_read(&v->dir.logs, name, IC_MANIFEST_BYTES_MAX,
			&text, &err) &&
		    err.code == IC_EENV) {
			v->err = err;
			return false;
		}
		s->partial = strstr(ic_buf_str(&text), IC_LOG_PARTIAL) != NULL;
		ic_buf_finish(&text);
	}
	return true;
}

static bool read_served(struct verify *v, struct served *s)
{
	char name[IC_LOG_NAME_MAX];
	struct ic_error err = { 0 };

	if (!v->dir.logs.path) {
		return true;
	}
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
	ic_log_name(IC_LOG_OVERLAY, IC_FORMAT_DAT, name);
	s->replacement = ic_dir_has(&v->dir.logs, name);
	return read_partial(v, s);
}

/*
 * In a part of a production a document is to be there if anything speaks of
 * it: so what is taken out of one place only is missed.
 */
static bool spoken_of(const struct verify *v, struct served *s,
    const struct product *m, const char *output)
{
	char number[IC_BATES_MAX], row[IC_BATES_MAX + 2];

	if (ic_dir_has(outdir_of(&v->dir, m->copy), ic_fs_name(output)) ||
	    verify_lookup(&v->proved_names, output)) {
		return true;
	}
	if (ic_copy_is_unredacted(m->copy)) {
		return false;
	}
	ic_plan_page_number(&v->a.p.run->plan, m->document, 0, number);
	snprintf(row, sizeof(row), "\n%s,", number);
	return strstr(ic_buf_str(&s->sums), output) ||
	    strstr(ic_buf_str(&s->index), row);
}

static bool wanted(const struct verify *v, struct served *s,
    const struct product *m, const char *output)
{
	bool partial = s->partial;

	if (v->proved.version) {
		partial = ic_copy_is_unredacted(m->copy)
		    ? v->proved.copies_partial
		    : v->proved.partial;
	}
	partial = partial || v->a.replacing;
	return m->wanted && (!partial || spoken_of(v, s, m, output));
}

static bool find_absent(struct verify *v, struct served *s,
    const struct product *m)
{
	return !m->wanted || ic_copy_is_unredacted(m->copy) ||
	    apply_stands(&v->a, m->document) ||
	    verify_absent(v->a.p.run, &s->absent,
		apply_document(&v->a, m)->spec->name);
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
static bool take_file(struct verify *v, struct served *s, struct product *m,
    const char *output)
{
	const struct ic_dir *dir = outdir_of(&v->dir, m->copy);
	struct ic_error err = { 0 };
	int fd = -1;
	bool ok;

	/* If unredacted/ was taken away, no file of it is asked for. */
	if (!dir->path) {
		memset(m->sha256, '0', 64);
		return true;
	}
	if (!ic_dir_file(dir, ic_fs_name(output), &fd, NULL, &err)) {
		take_sum(m, s, output);
		return err.code != IC_EENV || (v->err = err, false);
	}
	ok = ic_sha256_fd(fd, m->sha256, &m->bytes, &v->err);
	close(fd);
	return ok;
}

/* What only the maker knew of the pages, for the summary. */
static bool take_pages(struct verify *v, struct product *m, const char *output)
{
	uint32_t n = ic_plan_pages(apply_document(&v->a, m), m->copy);
	const struct ic_manifest_document *was = verify_lookup(&v->proved_names,
	    output);

	m->pages = calloc(n, sizeof(*m->pages));
	if (!m->pages) {
		return ic_fail(&v->err, IC_EENV, "out of memory");
	}
	for (uint32_t k = 0; was && k < n && k < was->npages; k++) {
		m->pages[k].encoding = was->pages[k].encoding;
		m->pages[k].scan = was->pages[k].scan;
		m->pages[k].dpi = was->pages[k].dpi;
	}
	return true;
}

static bool take_product(struct verify *v, struct served *s, struct product *m)
{
	char output[OUTPUT_MAX];

	apply_output_path(apply_document(&v->a, m), m->copy, output);
	m->done = wanted(v, s, m, output);
	return m->done ? take_file(v, s, m, output) && take_pages(v, m, output)
		       : find_absent(v, s, m);
}

static bool take_documents(struct verify *v, struct served *s)
{
	const struct ic_plan *plan = &v->a.p.run->plan;

	for (size_t k = 0; k < plan->ndocuments; k++) {
		for (unsigned c = 0; c < IC_COPIES; c++) {
			if (!take_product(v, s,
				apply_product(&v->a, plan->order[k],
				    (enum ic_copy)c))) {
				return false;
			}
		}
	}
	return verify_absent_rest(v->a.p.run, &s->absent);
}

/* In the order of the manifest: the documents, then their copies. */
static bool map_documents(struct verify *v)
{
	const struct ic_plan *plan = &v->a.p.run->plan;
	size_t n = 0;

	v->planned = calloc(v->a.nproducts, sizeof(*v->planned));
	if (!v->planned) {
		return ic_fail(&v->err, IC_EENV, "out of memory");
	}
	for (unsigned unredacted = 0; unredacted < 2; unredacted++) {
		for (size_t k = 0; k < plan->ndocuments * IC_COPIES; k++) {
			const struct product *m = apply_product(&v->a,
			    plan->order[k / IC_COPIES],
			    (enum ic_copy)(k % IC_COPIES));

			if (m->done &&
			    ic_copy_is_unredacted(m->copy) == unredacted) {
				v->planned[n++] = m;
			}
		}
	}
	return true;
}

/* The manifest, if there is one, is one more that must say the same. */
static bool hold_manifest(struct verify *v, size_t i)
{
	const struct ic_manifest_document *d = ic_manifest_product(v->m, i);
	const struct ic_manifest_document *was = verify_lookup(&v->proved_names,
	    d->output);
	struct ic_buf a = { 0 }, b = { 0 };
	bool ok;

	if (!was) {
		return verify_find(v, PRIVATE "/" MANIFEST,
		    "does not name %s, as the plan does", d->output);
	}
	ok = ic_manifest_slice(v->m, d, &a, &v->err) &&
	    ic_manifest_slice(&v->proved, was, &b, &v->err);
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

/* Who may have what hangs on it; an older manifest does not say. */
static bool hold_privilege(struct verify *v)
{
	const char *was = v->proved.privilege;

	return !was || !*was == !*v->m->privilege ||
	    verify_find(v, PRIVATE "/" MANIFEST,
		"does not say of privilege what the spec says");
}

static bool expect(struct verify *v, struct served *s)
{
	bool ok = true;

	if (!take_documents(v, s) || !map_documents(v) ||
	    !apply_manifest(&v->a, v->m, &v->err)) {
		return false;
	}
	if (v->proved.unlisted) {
		v->m->logs = v->proved.logs;
	}
	if (!verify_earlier(v) || !verify_begin(v)) {
		return false;
	}
	if (!v->proved.version) {
		return true;
	}
	ok = find_spec(v) && hold_privilege(v);
	for (size_t i = 0; ok && i < v->nchecks; i++) {
		ok = hold_manifest(v, i);
	}
	return ok;
}

/* What is said of the set, by itself and in private/. */
static enum ic_outcome read_claims(struct verify *v, struct served *s)
{
	struct ic_run *run = v->a.p.run;

	if ((v->dir.private.path && !verify_load(v, &v->proved) &&
		v->err.code != IC_OK) ||
	    !read_served(v, s)) {
		return ic_stop_run(run, &v->err);
	}
	if (s->replacement && !v->proved.version) {
		ic_fail(&run->err, IC_EINPUT,
		    "%s is a replacement volume, and only its " PRIVATE
		    "/" MANIFEST " says what it replaces: prove it where that "
		    "is",
		    v->a.p.o->out);
		return IC_REFUSED;
	}
	return IC_DONE;
}

/* Of a part of a production, what is in it; the rest need not be opened. */
static bool in_set(struct ic_production *p, size_t document)
{
	struct verify *v = (struct verify *)p; /* which begins with it */
	const struct ic_plan_document *d = &p->run->plan.documents[document];
	char output[OUTPUT_MAX];

	for (unsigned c = 0; c < IC_COPIES; c++) {
		const struct product m = { .document = document,
			.copy = (enum ic_copy)c };

		apply_output_path(d, m.copy, output);
		/* Where unredacted/ is away, the redacted copy says it. */
		if (outdir_of(&v->dir, m.copy)->path &&
		    spoken_of(v, v->said, &m, output)) {
			return true;
		}
	}
	return false;
}

/* A replacement volume is held against all that it replaces. */
static bool is_part(const struct verify *v, const struct served *s)
{
	return v->proved.version ? v->proved.partial && v->proved.nreplaces == 0
				 : s->partial;
}

static enum ic_outcome plan_and_expect(struct verify *v, struct served *s)
{
	struct ic_run *run = v->a.p.run;
	enum ic_outcome out = read_claims(v, s);

	if (out != IC_DONE) {
		return out;
	}
	if (!verify_sort(&v->proved, &v->proved_names, &v->err)) {
		return ic_stop_run(run, &v->err);
	}
	v->said = s;
	v->a.p.in_part = is_part(v, s) ? in_set : NULL;
	if (!v->dir.redacted.path) {
		v->a.p.copies = IC_COPY_BIT(DISPUTED);
	}
	/* Only the manifest knows with which switch it was made. */
	v->a.p.lift_denied = v->proved.lift_denied;
	out = ic_plan_production(&v->a.p);
	if (out != IC_DONE) {
		return out;
	}
	apply_refuse_candidates(run);
	if (run->diags.errors || !thaw(v)) {
		return refused(run);
	}
	if (!apply_list_products(&v->a, &v->err) ||
	    !apply_replacing_of(&v->a, &v->proved, &v->err) || !expect(v, s)) {
		return ic_stop_run(run, &v->err);
	}
	return IC_DONE;
}

enum ic_outcome verify_plan(struct verify *v)
{
	struct served s = { 0 };
	enum ic_outcome out = plan_and_expect(v, &s);

	ic_buf_finish(&s.index);
	ic_buf_finish(&s.sums);
	return out;
}
