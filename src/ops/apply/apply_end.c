/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What becomes of documents that fail, and what is told of all. */
#include <stdlib.h>

#include "apply_priv.h"
#include "base/fault.h"
#include "sources.h"

/*
 * What fails, and what is stale, must not stay beside what is proved; nor what
 * is done of a document without its other copies.
 */
static bool remove_outputs(struct apply *a, size_t document)
{
	for (unsigned c = 0; c < IC_COPIES; c++) {
		struct product *m = apply_product(a, document, (enum ic_copy)c);
		char name[OUTPUT_MAX];
		struct ic_error err = { 0 };

		m->done = m->kept = false;
		apply_output_name(apply_document(a, m), m->copy, name);
		if (apply_directory(a, m)->path &&
		    !ic_dir_remove(apply_directory(a, m), name, &err)) {
			a->p.err = err;
			return false;
		}
	}
	return true;
}

/* A document counts when the last of its copies that are made is over. */
static void count(struct apply *a, size_t document)
{
	for (unsigned c = 0; c < IC_COPIES; c++) {
		const struct product *m = apply_product(a, document,
		    (enum ic_copy)c);

		if (m->listed && !m->ended) {
			return;
		}
	}
	a->p.progress.documents_done++;
}

bool apply_end_product(struct apply *a, struct product *m)
{
	m->ended = true;
	count(a, m->document);
	ic_tell(&a->p);
	return !apply_failure(a, m)->reason || remove_outputs(a, m->document);
}

static bool was_made(const struct apply *a, size_t document)
{
	for (unsigned c = 0; c < IC_COPIES; c++) {
		const struct product *m = apply_product(a, document,
		    (enum ic_copy)c);

		if (m->listed && m->done) {
			return true;
		}
	}
	return false;
}

static bool fail_changed(struct apply *a, const struct ic_shared *s)
{
	for (size_t i = 0; i < a->p.run->plan.ndocuments; i++) {
		if (shared_of(&a->p, i) != s || a->p.states[i].failure.reason ||
		    !was_made(a, i)) {
			continue;
		}
		a->p.states[i].failure = (struct ic_failure){
			.reason = IC_REASON_CHANGED,
			.page = UINT32_MAX,
			.box = UINT32_MAX
		};
		if (!remove_outputs(a, i)) {
			return false;
		}
	}
	return true;
}

bool apply_end_shared(struct apply *a)
{
	ic_fault_point("before-shared");
	for (size_t k = 0; k < a->p.nshared; k++) {
		if (shared_changed(&a->p, &a->p.shared[k]) &&
		    !fail_changed(a, &a->p.shared[k])) {
			return false;
		}
	}
	return true;
}

/* Of the outputs that an earlier run left, too. */
static uint32_t all_notes(const struct apply *a, size_t document)
{
	const struct ic_plan_document *d = &a->p.run->plan.documents[document];
	uint32_t notes = d->notes;

	for (uint32_t k = 0; d->pages && k < d->npages; k++) {
		notes |= d->pages[k].notes;
	}
	for (unsigned c = 0; c < IC_COPIES; c++) {
		const struct product *m = apply_product(a, document,
		    (enum ic_copy)c);

		for (uint32_t k = 0; m->done && k < ic_plan_pages(d, m->copy);
		     k++) {
			notes |= m->pages[k].notes;
		}
	}
	return notes;
}

bool apply_fail_early(struct apply *a)
{
	const struct ic_plan *plan = &a->p.run->plan;

	for (size_t i = 0; i < plan->ndocuments; i++) {
		struct ic_failure *f = &a->p.states[i].failure;

		if (!f->reason && a->p.o->strict &&
		    (all_notes(a, i) & STRICT_NOTES)) {
			*f = (struct ic_failure){ .reason = IC_REASON_STRICT,
				.page = UINT32_MAX,
				.box = UINT32_MAX };
		}
		/* It was kept, perhaps; what is gone must be in no list. */
		if (f->reason && plan->documents[i].selected &&
		    !remove_outputs(a, i)) {
			return false;
		}
	}
	return true;
}

/* What was noted of each page while its copies were made. The caller frees. */
static uint32_t *made_notes(const struct apply *a, size_t document)
{
	const struct ic_plan_document *d = &a->p.run->plan.documents[document];
	uint32_t *notes = calloc(d->npages, sizeof(*notes));

	for (unsigned c = 0; notes && c < IC_COPIES; c++) {
		const struct product *m = apply_product(a, document,
		    (enum ic_copy)c);

		if (!m->wanted || !m->pages) {
			continue;
		}
		for (uint32_t k = 0; k < ic_plan_pages(d, m->copy); k++) {
			notes[ic_plan_leaf(d, m->copy, k).page] |= m->pages[k]
								       .notes;
		}
	}
	return notes;
}

static bool find(struct apply *a, size_t i)
{
	enum ic_reason why = a->p.states[i].failure.reason;
	uint32_t *notes;
	bool ok = true;

	if (!why || why == IC_REASON_STRICT) {
		notes = made_notes(a, i);
		ok = notes ? ic_find_notes(&a->p, i, notes)
			   : ic_fail(&a->p.err, IC_EENV, "out of memory");
		free(notes);
	}
	return ok && (!why || ic_find_failure(&a->p, i));
}

bool apply_find(struct apply *a)
{
	const struct ic_plan *plan = &a->p.run->plan;

	for (size_t i = 0; i < plan->ndocuments; i++) {
		if (plan->documents[i].selected && !find(a, i)) {
			return false;
		}
	}
	return true;
}

static void count_product(struct ic_summary *s, const struct product *m,
    uint32_t pages, bool first, bool sheet)
{
	struct ic_made_copy *made = &s->made[m->copy];

	if (!m->done) {
		return;
	}
	made->files++;
	made->kept += m->kept;
	made->pages += pages;
	made->bytes += m->bytes;
	for (uint32_t k = 0; first && k < pages; k++) {
		s->pages_by_encoding[m->pages[k].encoding]++;
		s->pages_by_scan[m->pages[k].scan]++;
		s->sheets += sheet;
	}
}

/* Kinds of pages are counted once, in the copy that is served. */
static void summarize(struct apply *a, size_t i)
{
	struct ic_summary *s = &a->p.run->summary;
	const struct ic_plan_document *d = &a->p.run->plan.documents[i];
	bool kept = true, any = false;

	for (unsigned c = 0; c < IC_COPIES; c++) {
		const struct product *m = apply_product(a, i, (enum ic_copy)c);

		if (m->wanted) {
			count_product(s, m, ic_plan_pages(d, m->copy), !any,
			    ic_plan_is_sheet(d));
			kept = kept && m->kept;
			any = true;
		}
	}
	s->done += any && apply_is_done(a, i);
	s->kept += any && kept;
	s->failed += any && !apply_is_done(a, i);
}

void apply_summarize(struct apply *a)
{
	const struct ic_plan *plan = &a->p.run->plan;
	struct ic_summary *s = &a->p.run->summary;

	for (size_t i = 0; i < plan->ndocuments; i++) {
		if (plan->documents[i].selected) {
			summarize(a, i);
		}
	}
	s->copies = plan->copies;
	s->bytes = s->made[IC_COPY_REDACTED].bytes;
}
