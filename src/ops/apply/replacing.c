/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What of earlier volumes must be made again, and what stands. */
#include "replacing.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/fs.h"

/* An earlier volume, while it is read. */
struct volume {
	const char *path; /* as the command line has it */
	const char *name; /* the directory's own */
	struct outdir dir;
	struct journal journal;
	struct ic_manifest manifest;
};

struct reading {
	struct apply *a;
	struct volume *at; /* a->p.o->nreplaces of them */
	size_t n;
	struct replacing_ids ids;
	/* Of each document of the plan: the latest volume that holds it. */
	const struct volume **in;
	const struct ic_manifest_document **was;
};

static bool no_memory(struct apply *a)
{
	return ic_fail(&a->p.err, IC_EENV, "out of memory");
}

/* True if the output directory is this one, or lies in it. */
static bool holds_out(const struct apply *a, const struct volume *v)
{
	char *real = realpath(v->path, NULL),
	     *out = realpath(a->p.o->out, NULL);
	char *parent = out ? NULL : ic_fs_parent(a->p.o->out);
	bool held;

	if (parent) {
		out = realpath(parent, NULL);
	}
	held = real && out && ic_fs_lies_in(out, real);
	free(parent);
	free(real);
	free(out);
	return held;
}

static bool load_manifest(struct reading *r, struct volume *v)
{
	struct ic_buf text = { 0 };
	struct ic_error err = { 0 };
	bool ok = ic_dir_read(&v->dir.private, MANIFEST, IC_MANIFEST_BYTES_MAX,
		      &text, &err) &&
	    ic_manifest_load((const char *)text.data, text.len, &v->manifest,
		&err);

	ic_buf_finish(&text);
	if (!ok && err.code == IC_EENV) {
		r->a->p.err = err;
		return false;
	}
	return ok ||
	    ic_fail(&r->a->p.err, IC_ESPEC,
		"%s/" PRIVATE "/" MANIFEST " is not there, or not one that "
		"this program wrote: give the volume as apply made it",
		v->path);
}

static bool open_volume(struct reading *r, struct volume *v)
{
	struct ic_error *err = &r->a->p.err;

	if (holds_out(r->a, v)) {
		return ic_fail(err, IC_ESPEC,
		    "%s would be written to: a replacement volume has a "
		    "directory of its own",
		    v->path);
	}
	if (!outdir_open_existing(v->path, &v->dir, err)) {
		return false;
	}
	if (!v->dir.private.path || !v->dir.redacted.path ||
	    !ic_dir_has(&v->dir.top, SUMS)) {
		return ic_fail(err, IC_ESPEC,
		    "%s is no whole volume: it has no " PRIVATE ", or no " SUMS
		    ", which the end of a run writes",
		    v->path);
	}
	return load_manifest(r, v) &&
	    journal_load(&v->dir.private, &v->journal, err);
}

/* A volume that replaced others in part is no volume without them. */
static bool check_chain(struct reading *r, size_t i)
{
	const struct ic_manifest *m = &r->at[i].manifest;

	for (uint32_t k = 0; k < m->nreplaces; k++) {
		size_t j = 0;

		while (j < i && strcmp(r->at[j].name, m->replaces[k]) != 0) {
			j++;
		}
		if (j == i) {
			return ic_fail(&r->a->p.err, IC_ESPEC,
			    "%s replaces documents of %s: give --replaces %s "
			    "before it",
			    r->at[i].name, m->replaces[k], m->replaces[k]);
		}
	}
	return true;
}

/* What was a matter of privilege once does not cease to be one. */
static bool inherit(struct reading *r, const struct volume *v)
{
	const char *why = ic_manifest_privilege(&v->manifest);
	struct replacing *x = r->a->replacing;

	if (why && !x->privilege) {
		x->privilege = ic_arena_strdup(&r->a->p.run->arena, why);
		return x->privilege || no_memory(r->a);
	}
	return true;
}

static bool read_volumes(struct reading *r)
{
	const struct ic_options *o = r->a->p.o;

	for (size_t i = 0; i < o->nreplaces; i++) {
		r->at[i].path = o->replaces[i];
		r->at[i].name = r->a->p.run->plan.volumes[i];
		r->n = i + 1;
		if (!open_volume(r, &r->at[i]) || !check_chain(r, i) ||
		    !inherit(r, &r->at[i])) {
			return false;
		}
	}
	return true;
}

size_t replacing_find(const struct ic_plan *plan, const char *begin)
{
	struct ic_bates b;
	size_t document;
	uint32_t page;

	return ic_bates_parse(&plan->spec->prefixes, begin, &b, NULL) &&
		ic_plan_find(plan, &b, &document, &page) && page == 0
	    ? document
	    : SIZE_MAX;
}

static void report_numbers(struct reading *r, const struct volume *v,
    const struct ic_manifest_document *was)
{
	char range[IC_BATES_RANGE_MAX];

	ic_manifest_range(was, range);
	ic_diag_add(&r->a->p.run->diags, IC_LEVEL_ERROR, (struct ic_place){ 0 },
	    "%s holds %s, and this spec has no document with just these "
	    "pages: a replacement has the same numbers",
	    v->name, range);
}

/* Every document of the volumes has its numbers still. */
static void match(struct reading *r)
{
	const struct ic_plan *plan = &r->a->p.run->plan;

	for (size_t i = 0; i < r->n; i++) {
		const struct ic_manifest *m = &r->at[i].manifest;

		for (size_t k = 0; k < m->ndocuments; k++) {
			const struct ic_manifest_document
			    *was = &m->documents[k];
			size_t d = replacing_find(plan, was->begin);
			char path[OUTPUT_MAX] = "";

			if (d != SIZE_MAX) {
				apply_output_path(&plan->documents[d],
				    IC_COPY_REDACTED, path);
			}
			if (strcmp(path, was->output) != 0) {
				report_numbers(r, &r->at[i], was);
			} else {
				r->in[d] = &r->at[i];
				r->was[d] = was;
			}
		}
	}
}

/*
 * True if the volume's copy is what would be made now. One that the volume
 * does not have was not asked for then; pages in dispute change with every
 * ruling, and nobody keeps them for their own sake.
 */
static bool is_same(struct reading *r, const struct product *m,
    const struct volume *v, bool *same)
{
	const struct ic_plan_document *d = apply_document(r->a, m);
	const struct journal_entry *e;
	char name[OUTPUT_MAX], slice[65];

	apply_output_name(d, m->copy, name);
	e = journal_find(&v->journal, name);
	if (!m->wanted || m->copy == IC_COPY_DISPUTED ||
	    (!e && m->copy != IC_COPY_REDACTED)) {
		return true;
	}
	if (!apply_slice_hash(r->a, m, slice, &r->a->p.err)) {
		return false;
	}
	*same = *same && e && strcmp(e->slice, slice) == 0 &&
	    strcmp(e->source, d->sha256) == 0;
	return true;
}

/* What is to stand must stand: the file is still the one that was proved. */
static bool check_standing(struct reading *r, size_t document)
{
	const struct volume *v = r->in[document];
	const struct ic_manifest_document *was = r->was[document];
	char hex[IC_SHA256_HEX] = "";
	struct ic_error err = { 0 };
	int fd = -1;

	if (ic_dir_file(&v->dir.redacted, ic_fs_name(was->output), &fd, NULL,
		&err)) {
		ic_sha256_fd(fd, hex, NULL, &err);
		close(fd);
	}
	if (err.code == IC_EENV) {
		r->a->p.err = err;
		return false;
	}
	if (strcmp(hex, was->sha256) != 0) {
		ic_diag_add(&r->a->p.run->diags, IC_LEVEL_ERROR,
		    (struct ic_place){ 0 },
		    "%s/%s is not the file that was proved: see what `verify "
		    "%s` says",
		    v->path, was->output, v->path);
	}
	return true;
}

static void report_absent(struct reading *r, size_t document)
{
	const struct ic_plan_document *d = &r->a->p.run->plan
						.documents[document];

	ic_diag_add(&r->a->p.run->diags, IC_LEVEL_ERROR, d->spec->place,
	    "%s (%s) is in no volume that is replaced: produce it in a volume "
	    "of its own, and leave it out of this one by --bates",
	    d->spec->name, d->range);
}

static bool judge_document(struct reading *r, size_t i)
{
	struct replacing *x = r->a->replacing;
	struct ic_plan_document *d = &r->a->p.run->plan.documents[i];
	bool same = true;

	if (!r->in[i]) {
		report_absent(r, i);
		return true;
	}
	for (unsigned c = 0; c < IC_COPIES; c++) {
		if (!is_same(r, apply_product(r->a, i, (enum ic_copy)c),
			r->in[i], &same)) {
			return false;
		}
	}
	x->of[i].volume = r->in[i]->name;
	x->of[i].was = r->was[i]->kind;
	if (same) {
		x->of[i].stands = true;
		x->standing++;
		d->selected = false;
		return check_standing(r, i);
	}
	x->changed++;
	return replacing_changes(&r->ids, i, &r->in[i]->manifest, r->was[i],
		   &r->a->p.run->arena, &x->of[i]) ||
	    no_memory(r->a);
}

/* Another program, or other libraries, may tell children other things. */
static void warn_versions(struct reading *r)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct ic_manifest *m = &r->at[i].manifest;

		if (strcmp(m->version, IC_VERSION) != 0) {
			ic_diag_add(&r->a->p.run->diags, IC_LEVEL_WARNING,
			    (struct ic_place){ 0 },
			    "%s was made by version %s of this program, and "
			    "this is %s: documents may be made again for that "
			    "alone",
			    r->at[i].name, m->version, IC_VERSION);
		}
	}
}

static bool judge_all(struct reading *r)
{
	const struct ic_plan *plan = &r->a->p.run->plan;

	match(r);
	warn_versions(r);
	for (size_t i = 0; i < plan->ndocuments; i++) {
		if (plan->documents[i].selected && !judge_document(r, i)) {
			return false;
		}
	}
	return r->a->p.run->diags.errors == 0;
}

static bool read_all(struct reading *r)
{
	struct apply *a = r->a;
	const struct ic_plan *plan = &a->p.run->plan;
	size_t n = plan->ndocuments;

	if (!(plan->copies & IC_COPY_BIT(REDACTED))) {
		return ic_fail(&a->p.err, IC_ESPEC,
		    "--replaces is about what is served: leave it out with "
		    "--disputed-only");
	}
	r->at = calloc(a->p.o->nreplaces, sizeof(*r->at));
	r->in = calloc(n + 1, sizeof(*r->in));
	r->was = calloc(n + 1, sizeof(*r->was));
	if (!r->at || !r->in || !r->was || !replacing_sort(plan, &r->ids) ||
	    !replacing_begin(a, a->p.o->nreplaces)) {
		return no_memory(a);
	}
	if (!read_volumes(r) || !judge_all(r)) {
		return false;
	}
	for (size_t i = 0; i < r->n; i++) {
		a->replacing->names[i] = r->at[i].name;
	}
	return true;
}

bool apply_replace(struct apply *a)
{
	struct reading r = { .a = a };
	bool ok = read_all(&r);

	for (size_t i = 0; i < r.n; i++) {
		outdir_close(&r.at[i].dir);
		journal_finish(&r.at[i].journal);
		ic_manifest_finish(&r.at[i].manifest);
	}
	free(r.at);
	free(r.in);
	free(r.was);
	free(r.ids.order);
	return ok;
}
