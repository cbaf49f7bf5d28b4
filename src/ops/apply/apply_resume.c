/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Which outputs of an earlier run still stand for this plan. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "apply_priv.h"
#include "base/digest.h"
#include "base/fault.h"

/* True if the journal's entry is of all that would make the output now. */
static bool is_current(const struct apply *a, const struct product *m,
    const struct journal_entry *e)
{
	const struct ic_plan_document *d = apply_document(a, m);
	uint32_t proofs = apply_proofs(a, m);
	char slice[65];

	return e && !d->unlooked && e->npages == ic_plan_pages(d, m->copy) &&
	    e->measures.boxes == ic_plan_boxes(d, m->copy) &&
	    (e->proofs & proofs) == proofs &&
	    strcmp(e->source, d->sha256) == 0 &&
	    strcmp(e->versions, a->versions) == 0 &&
	    apply_slice_hash(a, m, slice, NULL) && strcmp(e->slice, slice) == 0;
}

/* The journal's memory goes before the manifest is made. */
static bool take_measures(struct apply *a, struct product *m,
    const struct ic_measures *from)
{
	if (!ic_measures_begin(&m->measures, &a->p.run->arena, from->pages,
		from->boxes)) {
		return ic_fail(&a->p.err, IC_EENV, "out of memory");
	}
	for (int p = 1; p < IC_PROOF_COUNT; p++) {
		for (uint32_t i = 0;
		     i < ic_measures_count(from, (enum ic_proof)p); i++) {
			const int32_t *row = ic_measures_get(from,
			    (enum ic_proof)p, i);

			if (row) {
				ic_measures_set(&m->measures, (enum ic_proof)p,
				    i, row);
			}
		}
	}
	return true;
}

/* Take an output over if its bytes are still those of its entry. */
static bool keep(struct apply *a, struct product *m, int fd,
    const struct journal_entry *e)
{
	if (!ic_sha256_fd(fd, m->sha256, &m->bytes, &a->p.err)) {
		return false;
	}
	if (strcmp(m->sha256, e->sha256) != 0) {
		return true;
	}
	m->pages = calloc(e->npages, sizeof(*m->pages));
	if (!m->pages) {
		return ic_fail(&a->p.err, IC_EENV, "out of memory");
	}
	memcpy(m->pages, e->pages, e->npages * sizeof(*m->pages));
	m->proofs = e->proofs;
	if (!take_measures(a, m, &e->measures)) {
		return false;
	}
	m->done = m->kept = true;
	return true;
}

#define STALE_TOLD 20 /* documents */

/* " (2 new, 1 changed)": what is other in a document; "" if that is no box. */
static void put_changes(const struct apply *a, size_t document,
    struct ic_buf *out)
{
	const struct ic_run *run = a->p.run;

	for (size_t i = 0; i < run->nleft; i++) {
		const struct ic_left *l = &run->left[i];

		if (l->document == document) {
			ic_buf_printf(out,
			    " (of its redactions %u new, %u "
			    "changed)",
			    l->fresh, l->changed);
		}
	}
}

/* Nothing is removed then, and all that are stale are told. */
static void refuse(struct apply *a, const struct product *m, const char *name)
{
	struct ic_buf changes = { 0 };

	/* Its copies follow each other. */
	if (a->stale > 0 && a->last_stale == m->document) {
		return;
	}
	a->last_stale = m->document;
	if (a->stale++ < STALE_TOLD) {
		put_changes(a, m->document, &changes);
		ic_diag_add(&a->p.run->diags, IC_LEVEL_ERROR,
		    (struct ic_place){ 0 },
		    "%s/%s/%s is not what this plan makes of %s%s: run "
		    "without --bates, or with its number too",
		    a->p.o->out, outdir_half(m->copy), name,
		    apply_document(a, m)->spec->name, ic_buf_str(&changes));
	}
	ic_buf_finish(&changes);
}

static bool any_stale(struct apply *a)
{
	if (a->stale > STALE_TOLD) {
		ic_diag_add(&a->p.run->diags, IC_LEVEL_ERROR,
		    (struct ic_place){ 0 },
		    "and so are outputs of %zu more documents",
		    a->stale - STALE_TOLD);
	}
	return a->stale > 0;
}

/*
 * An output that stands there is kept, is to be made anew, or is stale. A
 * stale one, which lacks what was redacted since, must not outlive the start
 * of the run that replaces it; nor one of a copy that is not made any more.
 */
static bool sort_out(struct apply *a, struct product *m,
    const struct journal *j)
{
	const struct ic_plan_document *d = apply_document(a, m);
	const struct ic_dir *dir = apply_directory(a, m);
	char name[OUTPUT_MAX];
	const struct journal_entry *e;
	struct ic_error err = { 0 };
	bool ok = true, current;
	int fd = -1;

	if (!dir->path) {
		return true;
	}
	apply_output_name(d, m->copy, name);
	if (!ic_dir_file(dir, name, &fd, NULL, &err)) {
		return err.code != IC_EENV || (a->p.err = err, false);
	}
	e = journal_find(j, name);
	current = m->wanted && !apply_stands(a, m->document) &&
	    is_current(a, m, e);
	if (current && (a->p.o->resume || !d->selected)) {
		ok = keep(a, m, fd, e);
		current = m->done;
	}
	close(fd);
	if (ok && m->wanted && !current && !d->selected &&
	    !apply_stands(a, m->document)) {
		refuse(a, m, name);
		return true;
	}
	return ok && (current || ic_dir_remove(dir, name, &a->p.err));
}

/* Where no unredacted copy is made, there is no place for one either. */
static void end_unredacted(struct apply *a)
{
	if (!(a->p.run->plan.copies & IC_COPIES_UNREDACTED) &&
	    !a->p.run->spec.reference_list) {
		a->dir.unredacted.made = true;
		ic_dir_unmake(&a->dir.unredacted);
	}
}

bool apply_resume(struct apply *a)
{
	struct journal j = { 0 };
	bool ok = journal_load(&a->dir.private, &j, &a->p.err);

	/* Those that are not to be touched first: they may refuse the run. */
	for (int selected = 0; selected < 2; selected++) {
		ok = ok && !any_stale(a) &&
		    (!selected || outdir_forget(&a->dir, &a->p.err));
		for (size_t i = 0; ok && i < a->nproducts; i++) {
			struct product *m = &a->products[i];

			if ((apply_document(a, m)->selected ||
				apply_stands(a, m->document)) != selected) {
				continue;
			}
			ok = sort_out(a, m, &j);
			if (m->wanted) {
				ic_fault_point("sorted-out");
			}
		}
	}
	journal_finish(&j);
	if (ok) {
		end_unredacted(a);
	}
	return ok;
}
