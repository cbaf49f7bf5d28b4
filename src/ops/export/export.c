/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Redactions given back to a viewer: of each source, in a private directory,
 * an XFDF, or a working copy that bears them. A source that several documents
 * are made of is one file. What is made is not proved: it shows all, and
 * nothing of it is served.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fault.h"
#include "export_priv.h"
#include "pdf/roles.h"

/* A file on its way. */
struct export_child {
	unsigned step; /* the next form */
	enum export_form form;
	int source; /* -1: closed */
	struct ic_temp temp;
	struct ic_buf job;
};

struct export
{
	struct ic_production p;
	struct ic_dir dir;
	uint32_t *order; /* documents, by source */
	struct export_item *items;
	struct export_child *children; /* one an item */
	size_t nitems;
	bool wanted[EXPORT_FORMS];
	bool failed; /* a document has no file */
};

static int by_source(const void *a, const void *b, void *user)
{
	const struct ic_plan *plan = user;
	uint32_t i = *(const uint32_t *)a, k = *(const uint32_t *)b;
	const struct ic_spec_document *x = plan->documents[i].spec;
	const struct ic_spec_document *y = plan->documents[k].spec;
	int c = strcmp(x->file, y->file);

	if (c != 0) {
		return c;
	}
	return x->source_first != y->source_first
	    ? (x->source_first > y->source_first) -
		(x->source_first < y->source_first)
	    : (i > k) - (i < k);
}

static bool is_shown(const struct ic_plan_document *d)
{
	return d->selected && d->kind == IC_KIND_DOCUMENT && d->pages &&
	    d->npages > 0;
}

/* The documents that have pages to show, those of one source together. */
static size_t list_documents(struct export *x)
{
	struct ic_plan *plan = &x->p.run->plan;
	size_t n = 0;

	for (size_t i = 0; i < plan->ndocuments; i++) {
		if (is_shown(&plan->documents[i])) {
			x->order[n++] = (uint32_t)i;
		} else if (plan->documents[i].selected) {
			x->p.run->exported.sheets++;
		}
	}
	if (n > 0) {
		qsort_r(x->order, n, sizeof(*x->order), by_source, plan);
	}
	return n;
}

static bool same_source(const struct ic_plan *plan, uint32_t i, uint32_t k)
{
	const struct ic_spec_document *a = plan->documents[i].spec;
	const struct ic_spec_document *b = plan->documents[k].spec;

	return a->part && b->part && strcmp(a->file, b->file) == 0;
}

static void add_item(struct export *x, const uint32_t *documents, uint32_t n)
{
	const struct ic_plan *plan = &x->p.run->plan;
	const struct ic_plan_document *first = &plan->documents[documents[0]];
	const struct ic_plan_document
	    *last = &plan->documents[documents[n - 1]];
	struct export_item *item = &x->items[x->nitems];

	*item = (struct export_item){ .documents = documents, .n = n };
	ic_bates_range_format(&plan->spec->prefixes, &first->first, &last->last,
	    item->range);
	x->children[x->nitems++] = (struct export_child){ .source = -1 };
}

static int by_document(const void *a, const void *b)
{
	const struct export_item *x = a, *y = b;

	return (x->documents[0] > y->documents[0]) -
	    (x->documents[0] < y->documents[0]);
}

static bool list_items(struct export *x)
{
	const struct ic_plan *plan = &x->p.run->plan;
	size_t n = plan->ndocuments;

	x->order = calloc(n + 1, sizeof(*x->order));
	x->items = calloc(n + 1, sizeof(*x->items));
	x->children = calloc(n + 1, sizeof(*x->children));
	if (!x->order || !x->items || !x->children) {
		return ic_fail(&x->p.err, IC_EENV, "out of memory");
	}
	n = list_documents(x);
	for (size_t from = 0, to; from < n; from = to) {
		for (to = from + 1;
		     to < n && same_source(plan, x->order[from], x->order[to]);
		     to++) {
		}
		add_item(x, &x->order[from], (uint32_t)(to - from));
	}
	if (n > 0) {
		qsort(x->items, x->nitems, sizeof(*x->items), by_document);
	}
	return n > 0 ||
	    ic_fail(&x->p.err, IC_ESPEC,
		"nothing is to be shown: no document of the spec, or of "
		"--bates, is produced page by page");
}

void export_name(const struct export_item *item, enum export_form form,
    char out[EXPORT_NAME_MAX])
{
	snprintf(out, EXPORT_NAME_MAX, "%s%s", item->range,
	    form == EXPORT_XFDF ? ".xfdf" : "_WORKING-COPY.pdf");
}

/* Whether a form is made of an item: nothing to say makes no XFDF. */
static bool makes(const struct export *x, size_t i, enum export_form form)
{
	return x->wanted[form] &&
	    (form == EXPORT_COPY || x->items[i].nmarks > 0);
}

static bool check_names(struct export *x)
{
	for (size_t i = 0; i < x->nitems; i++) {
		for (unsigned f = 0; f < EXPORT_FORMS; f++) {
			char name[EXPORT_NAME_MAX];

			export_name(&x->items[i], f, name);
			if (makes(x, i, f) && ic_dir_has(&x->dir, name)) {
				return ic_fail(&x->p.err, IC_ESPEC,
				    "%s/%s is there already, and nothing is "
				    "written over: name a new directory with "
				    "-o, or move it away",
				    x->dir.path, name);
			}
		}
	}
	return true;
}

static bool mark_all(struct export *x)
{
	struct ic_exported *e = &x->p.run->exported;

	for (size_t i = 0; i < x->nitems; i++) {
		if (!export_marks(&x->p.run->plan, &x->items[i], x->p.o->notes,
			&x->p.err)) {
			return false;
		}
		e->redactions += x->items[i].nmarks;
		e->unmarked += x->items[i].nmarks == 0;
	}
	return true;
}

static void drop(struct export_child *c)
{
	if (c->source >= 0) {
		close(c->source);
	}
	c->source = -1;
	ic_temp_close(&c->temp);
	ic_buf_finish(&c->job);
}

static bool join(struct export *x, size_t i, enum export_form form,
    struct ic_buf *out)
{
	const char *password = x->p.states[x->items[i].documents[0]].password;
	struct ic_annot_job job = { .what = form == EXPORT_XFDF
		    ? IC_ANNOTS_TO_XFDF
		    : IC_ANNOTS_TO_PDF,
		.text = x->items[i].marks.data,
		.len = x->items[i].marks.len };
	bool ok;

	if (password) {
		snprintf(job.password, sizeof(job.password), "%s", password);
	}
	ok = ic_annot_job_join(&job, out, &x->p.err);
	explicit_bzero(job.password, sizeof(job.password));
	return ok;
}

static bool next(void *user, size_t i, struct ic_pool_child *out)
{
	struct export *x = user;
	struct export_child *c = &x->children[i];
	const struct export_item *item = &x->items[i];

	while (c->step < EXPORT_FORMS && !makes(x, i, c->step)) {
		c->step++;
	}
	if (c->step == EXPORT_FORMS || x->p.err.code != IC_OK) {
		return false;
	}
	c->form = c->step++;
	if (!ic_open_source(&x->p, item->documents[0], &c->source, NULL,
		&x->p.err) ||
	    !ic_temp_open(&x->dir, 0600, &c->temp, &x->p.err) ||
	    !join(x, i, c->form, &c->job)) {
		return false;
	}
	out->name = "annotate";
	out->spawn.role = IC_ROLE_ANNOTATE;
	out->spawn.job = c->job.data;
	out->spawn.len = c->job.len;
	out->spawn.source = c->source;
	out->spawn.product = c->temp.fd;
	out->spawn.cpu_seconds = ic_pool_cpu(item->nmarks);
	return true;
}

static bool publish(struct export *x, size_t i)
{
	struct export_child *c = &x->children[i];
	char name[EXPORT_NAME_MAX];

	export_name(&x->items[i], c->form, name);
	if (!ic_temp_publish(&c->temp, name, &x->p.err)) {
		return false;
	}
	if (c->form == EXPORT_XFDF) {
		x->p.run->exported.xfdfs++;
	} else {
		x->p.run->exported.copies++;
	}
	return true;
}

static bool fail(struct export *x, size_t i, enum ic_reason reason)
{
	uint32_t document = x->items[i].documents[0];

	x->failed = true;
	x->children[i].step = EXPORT_FORMS;
	x->p.states[document].failure = (struct ic_failure){ .reason = reason,
		.page = UINT32_MAX,
		.box = UINT32_MAX };
	return ic_find_failure(&x->p, document);
}

static bool end(void *user, size_t i, enum ic_reason reason)
{
	struct export *x = user;
	bool ok = true;

	if (reason == IC_REASON_NONE &&
	    ic_source_changed(&x->p, x->items[i].documents[0],
		x->children[i].source)) {
		reason = IC_REASON_CHANGED;
	}
	if (reason == IC_REASON_WRITE) {
		ok = ic_fail(&x->p.err, IC_EENV, "%.200s %s", x->dir.path,
		    ic_reason_sentence(reason));
	} else if (reason != IC_REASON_NONE) {
		ok = fail(x, i, reason);
	} else {
		ok = publish(x, i);
	}
	drop(&x->children[i]);
	x->p.progress.documents_done++;
	ic_tell(&x->p);
	return ok;
}

static bool make_all(struct export *x)
{
	const struct ic_pool_work work = { next, ic_pool_no_reply, end, x };
	struct ic_error err = { 0 };
	bool ok;

	x->p.progress = (struct ic_progress){ .phase = IC_PHASE_EXPORT };
	for (size_t i = 0; i < x->nitems; i++) {
		for (unsigned f = 0; f < EXPORT_FORMS; f++) {
			x->p.progress.documents += makes(x, i, f);
		}
	}
	ok = ic_pool_run(x->p.z, NULL, x->nitems, x->p.o->jobs, &work,
	    x->p.ui ? x->p.ui->stop : NULL, &err);
	return x->p.err.code == IC_OK &&
	    (ok || ic_fail(&x->p.err, err.code, "%s", err.msg));
}

static enum ic_outcome export_all(struct export *x)
{
	if (list_items(x) && mark_all(x) &&
	    export_open(x->p.o->out, &x->dir, &x->p.err) &&
	    ic_dir_lock(&x->dir, &x->p.err) && check_names(x) && make_all(x)) {
		return x->failed ? IC_FAILED : IC_DONE;
	}
	x->p.run->err = x->p.err;
	return x->p.err.code == IC_EENV || x->p.err.code == IC_EBUG
	    ? IC_STOPPED
	    : IC_REFUSED;
}

static void finish(struct export *x)
{
	for (size_t i = 0; i < x->nitems; i++) {
		drop(&x->children[i]);
		ic_buf_finish(&x->items[i].marks);
	}
	free(x->order);
	free(x->items);
	free(x->children);
	ic_dir_unmake(&x->dir);
	ic_production_finish(&x->p);
}

enum ic_outcome ic_export_command(struct ic_zygote *z,
    const struct ic_options *o, const struct ic_ui *ui, struct ic_run *run)
{
	struct export x = {
		.p = { .z = z, .o = o, .ui = ui, .run = run, .unseen = true },
		.wanted = { [EXPORT_XFDF] = o->xfdf,
		    [EXPORT_COPY] = o->annotate }
	};
	enum ic_outcome out = ic_plan_production(&x.p);

	if (out == IC_DONE) {
		run->exported.notes = o->notes;
		out = export_all(&x);
	}
	run->summary.sandbox = ic_zygote_info(z);
	finish(&x);
	return out;
}
