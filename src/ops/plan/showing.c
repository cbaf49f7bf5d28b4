/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The words are in memory only: the child's file is the kernel's memory and has
 * no name, and what was read of it is wiped.
 */
#include "showing.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/fs.h"
#include "core/job.h"
#include "core/shown.h"
#include "core/slice_build.h"
#include "pdf/roles.h"

/* One document's child. */
struct reading {
	struct ic_buf job;
	int source, product;
	bool begun;
	uint32_t fault;
};

struct showing {
	struct ic_production *p;
	size_t *items; /* indexes of documents */
	size_t nitems;
	size_t *first;      /* of each document its first place; and the end */
	struct reading *at; /* of each document */
};

static struct ic_rect rect_of(const struct ic_plan *plan,
    const struct ic_shown_place *x)
{
	const struct ic_plan_document *d = &plan->documents[x->document];

	return x->whole ? ic_rect_of(d->pages[x->page].size) : x->rect;
}

static bool add(struct ic_run *run, const struct ic_shown_place *one,
    size_t *cap, struct ic_error *err)
{
	if (run->nshown == *cap) {
		size_t more = *cap ? 2 * *cap : 64;
		void *at = reallocarray(run->shown, more, sizeof(*run->shown));

		if (!at) {
			return ic_fail(err, IC_EENV, "out of memory");
		}
		run->shown = at;
		*cap = more;
	}
	run->shown[run->nshown++] = *one;
	return true;
}

static bool add_pieces(struct ic_production *p, uint32_t redaction,
    const struct ic_pieces *pieces, size_t *cap)
{
	bool keep = pieces->nkept > 0;
	const struct ic_piece *at = keep ? pieces->kept : pieces->at;
	uint32_t n = keep ? pieces->nkept : pieces->n;

	for (uint32_t i = 0; i < n; i++) {
		struct ic_shown_place one = { .redaction = redaction,
			.document = at[i].document,
			.page = at[i].page,
			.part = at[i].part,
			.rect = at[i].rect,
			.whole = at[i].whole,
			.keep = keep };

		one.rect.x0 += at[i].gutter;
		if (!add(p->run, &one, cap, &p->err)) {
			return false;
		}
	}
	return true;
}

static bool is_shown(const struct ic_plan_document *d)
{
	return !d->unlooked && !ic_plan_is_sheet(d);
}

/* What has an address, then the boxes of each document. */
static bool list_places(struct ic_production *p)
{
	const struct ic_plan *plan = &p->run->plan;
	size_t cap = 0;

	for (size_t i = 0; i < plan->spec->nredactions; i++) {
		const struct ic_redaction *r = &plan->spec->redactions[i];
		const struct ic_pieces *pieces = ic_plan_pieces(plan, i);

		if (pieces && ic_plan_burns(plan, r) &&
		    !add_pieces(p, (uint32_t)i, pieces, &cap)) {
			return false;
		}
	}
	for (size_t i = 0; i < plan->ndocuments; i++) {
		const struct ic_plan_document *d = &plan->documents[i];

		for (uint32_t k = 0; is_shown(d) && k < d->nregions; k++) {
			const struct ic_region *g = &d->regions[k];
			const struct ic_shown_place one = {
				.redaction = g->redaction,
				.document = (uint32_t)i,
				.page = g->page,
				.rect = g->rect,
				.whole = g->whole
			};

			if (!g->legend && !ic_plan_pieces(plan, g->redaction) &&
			    !add(p->run, &one, &cap, &p->err)) {
				return false;
			}
		}
	}
	return true;
}

static int by_page(const void *a, const void *b)
{
	const struct ic_shown_place *x = a, *y = b;

	if (x->document != y->document) {
		return x->document < y->document ? -1 : 1;
	}
	if (x->page != y->page) {
		return x->page < y->page ? -1 : 1;
	}
	if (x->redaction != y->redaction) {
		return x->redaction < y->redaction ? -1 : 1;
	}
	if (x->part != y->part) {
		return x->part < y->part ? -1 : 1;
	}
	return (x->rect.y0 > y->rect.y0) - (x->rect.y0 < y->rect.y0);
}

static bool make_job(struct showing *w, size_t i)
{
	const struct ic_plan *plan = &w->p->run->plan;
	const struct ic_spec_document *d = plan->documents[i].spec;
	const struct ic_shown_place *at = w->p->run->shown;
	struct ic_buf slice = { 0 };
	struct ic_slice_build b;
	bool ok;

	ic_slice_begin(&b);
	b.slice.source_pages = plan->documents[i].npages;
	if (d->part) {
		b.slice.extent = IC_EXTENT_PART;
		b.slice.source_first = d->source_first;
		b.slice.source_pages = d->source_pages;
	}
	for (size_t k = w->first[i]; k < w->first[i + 1]; k++) {
		ic_slice_add_box(&b, rect_of(plan, &at[k]), 0);
		if (k + 1 == w->first[i + 1] || at[k + 1].page != at[k].page) {
			ic_slice_add_page(&b,
			    &(struct ic_slice_page){ .source = at[k].page });
		}
	}
	ok = ic_slice_end(&b, &slice, &w->p->err) &&
	    ic_job_join(&slice, w->p->states[i].password, &w->at[i].job,
		&w->p->err);
	ic_buf_finish(&slice);
	return ok;
}

static bool next(void *user, size_t i, struct ic_pool_child *out)
{
	struct showing *w = user;
	struct reading *r = &w->at[i];

	if (r->begun || w->p->err.code != IC_OK) {
		return false;
	}
	r->begun = true;
	r->product = memfd_create("shown", MFD_CLOEXEC);
	if (r->product < 0) {
		ic_fail(&w->p->err, IC_EENV, "memory cannot be had: %s",
		    strerror(errno));
		return false;
	}
	if (!make_job(w, i) ||
	    !ic_open_source(w->p, i, &r->source, NULL, &w->p->err)) {
		return false;
	}
	out->name = "show";
	out->spawn.role = IC_ROLE_SHOW;
	out->spawn.job = r->job.data;
	out->spawn.len = r->job.len;
	out->spawn.source = r->source;
	out->spawn.product = r->product;
	out->spawn.cpu_seconds = ic_pool_cpu(
	    w->p->run->plan.documents[i].npages);
	out->fault = &r->fault;
	return true;
}

/* What the child wrote, strictly. */
static bool take(struct showing *w, size_t i)
{
	size_t n = w->first[i + 1] - w->first[i];
	struct ic_shown_place *at = &w->p->run->shown[w->first[i]];
	struct ic_shown *got = calloc(n + 1, sizeof(*got));
	struct ic_buf b = { .max = IC_SHOWN_BYTES_MAX };
	off_t size = lseek(w->at[i].product, 0, SEEK_END);
	uint8_t *room = got && size > 0 && (size_t)size <= IC_SHOWN_BYTES_MAX
	    ? ic_buf_room(&b, (size_t)size)
	    : NULL;
	bool ok = room &&
	    ic_fs_read_at(w->at[i].product, room, (size_t)size, 0) &&
	    ic_shown_read(room, (size_t)size, got, n);

	for (size_t k = 0; ok && k < n; k++) {
		at[k].words = got[k];
	}
	if (got) {
		explicit_bzero(got, (n + 1) * sizeof(*got));
	}
	if (b.data) {
		explicit_bzero(b.data, b.cap);
	}
	free(got);
	ic_buf_finish(&b);
	return ok;
}

static bool end(void *user, size_t i, enum ic_reason reason)
{
	struct showing *w = user;
	struct ic_production *p = w->p;

	if (reason == IC_REASON_NONE && !take(w, i)) {
		reason = IC_REASON_REPLY;
	}
	if (reason) {
		ic_diag_add(&p->run->diags, IC_LEVEL_ERROR,
		    p->run->spec.documents[i].place, "%s %s",
		    p->run->spec.documents[i].name, ic_reason_sentence(reason));
	}
	p->progress.documents_done++;
	ic_tell(p);
	return true;
}

static bool run(struct showing *w)
{
	const struct ic_pool_work work = { next, ic_pool_no_reply, end, w };
	struct ic_production *p = w->p;
	struct ic_error err = { 0 };
	bool ok;

	p->progress = (struct ic_progress){ .phase = IC_PHASE_LOOK,
		.documents = w->nitems };
	ok = ic_pool_run(p->z, w->items, w->nitems, p->o->jobs, &work,
	    p->ui ? p->ui->stop : NULL, &err);
	return p->err.code == IC_OK &&
	    (ok || ic_fail(&p->err, err.code, "%s", err.msg));
}

static bool begin(struct showing *w)
{
	const struct ic_run *r = w->p->run;
	size_t n = r->plan.ndocuments;

	w->items = calloc(n + 1, sizeof(*w->items));
	w->first = calloc(n + 2, sizeof(*w->first));
	w->at = calloc(n + 1, sizeof(*w->at));
	if (!w->items || !w->first || !w->at) {
		return ic_fail(&w->p->err, IC_EENV, "out of memory");
	}
	for (size_t i = 0, k = 0; i < n; i++) {
		w->at[i].source = w->at[i].product = -1;
		w->first[i] = k;
		while (k < r->nshown && r->shown[k].document == i) {
			k++;
		}
		w->first[i + 1] = k;
		if (w->first[i] < k) {
			w->items[w->nitems++] = i;
		}
	}
	return true;
}

static void finish(struct showing *w)
{
	for (size_t i = 0; w->at && i < w->p->run->plan.ndocuments; i++) {
		if (w->at[i].source >= 0) {
			close(w->at[i].source);
		}
		if (w->at[i].product >= 0) {
			close(w->at[i].product);
		}
		ic_buf_finish(&w->at[i].job);
	}
	free(w->items);
	free(w->first);
	free(w->at);
}

bool show_places(struct ic_production *p)
{
	struct showing w = { .p = p };
	bool ok = list_places(p);

	if (ok && p->run->nshown > 0) {
		qsort(p->run->shown, p->run->nshown, sizeof(*p->run->shown),
		    by_page);
		ok = begin(&w) && run(&w);
	}
	finish(&w);
	return ok;
}
