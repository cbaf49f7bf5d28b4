/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Files that are over the limit of a PDF are made again in parts, each named
 * by its own numbers. A part that is still too large is cut in two and made
 * again.
 */
#include "package_parts.h"

#include <stdlib.h>
#include <string.h>

/* Two halves in the place of a part that is too large. */
static bool halve(struct pack_pieces *all, size_t i)
{
	const struct pack_piece x = all->at[i];
	struct pack_piece half = { .document = x.document,
		.planned = x.planned,
		.copy = x.copy,
		.first = x.first,
		.n = x.n / 2 };

	all->at[i].dropped = true;
	if (!pack_piece_add(all, &half)) {
		return false;
	}
	half.first += half.n;
	half.n = x.n - half.n;
	return pack_piece_add(all, &half);
}

/* True in *again if some were cut in two and are to be made. */
static bool check_sizes(struct pack_pieces *all, bool *again)
{
	struct pack *p = all->p;

	*again = false;
	for (size_t i = 0, n = all->n; i < n; i++) {
		const struct pack_piece *x = &all->at[i];

		if (x->dropped || x->bytes <= p->profile.limit_bytes) {
			continue;
		}
		if (x->n == 1) {
			return pack_refuse_page(p, x->document, x->first,
			    x->bytes);
		}
		if (!halve(all, i)) {
			return false;
		}
		*again = true;
	}
	return true;
}

/* A finding for each part that could not be made, or was not proved. */
static bool find_failures(struct pack_pieces *all, bool *any)
{
	struct pack *p = all->p;

	*any = false;
	for (size_t i = 0; i < all->n; i++) {
		const struct pack_piece *x = &all->at[i];

		if (x->dropped || x->done) {
			continue;
		}
		*any = true;
		if (!verify_find(&p->v, pack_documents(p)[x->document].output,
			"cannot be made in parts: the one from %s %s",
			pack_documents(p)[x->document].pages[x->first].number,
			ic_failure_sentence(p->v.a.p.run, &x->failure))) {
			return false;
		}
	}
	return true;
}

static enum ic_outcome make_all(struct pack_pieces *all)
{
	bool again = true, failed = false;

	while (again) {
		if (!pack_pieces_run(all) || !find_failures(all, &failed)) {
			return IC_STOPPED;
		}
		if (failed) {
			return IC_FAILED;
		}
		if (!check_sizes(all, &again)) {
			return all->p->v.err.code == IC_EENV ? IC_STOPPED
							     : IC_REFUSED;
		}
	}
	return IC_DONE;
}

static bool add_made(struct pack *p, const struct pack_piece *x,
    const struct pack_file *whole)
{
	struct pack_file f = *whole;

	f.part = true;
	f.first = x->first;
	f.pages = x->n;
	f.dir = &p->stage;
	f.name = x->name;
	f.bytes = x->bytes;
	memcpy(f.sha256, x->sha256, sizeof(f.sha256));
	f.as = pack_file_name(p, pack_begin(p, &f), pack_end(p, &f), f.item);
	if (!f.as) {
		return ic_fail(&p->v.err, IC_EENV, "out of memory");
	}
	return pack_add(p, &f);
}

static int by_place(const void *a, const void *b)
{
	const struct pack_file *x = a, *y = b;

	if (x->document != y->document) {
		return x->document < y->document ? -1 : 1;
	}
	if (x->first != y->first) {
		return x->first < y->first ? -1 : 1;
	}
	return x->item == y->item ? strcmp(x->as, y->as)
				  : (int)x->item - (int)y->item;
}

void pack_sort(struct pack *p)
{
	if (p->nfiles) {
		qsort(p->files, p->nfiles, sizeof(*p->files), by_place);
	}
}

/* Parts in the place of their wholes; those stay where they are. */
static bool replace(struct pack_pieces *all, const bool *large)
{
	struct pack *p = all->p;
	struct pack_file *old = p->files;
	size_t n = p->nfiles;
	bool ok = true;

	p->files = NULL;
	p->nfiles = p->cap = 0;
	for (size_t i = 0; ok && i < n; i++) {
		ok = large[i] || pack_add(p, &old[i]);
		for (size_t k = 0; ok && large[i] && k < all->n; k++) {
			const struct pack_piece *x = &all->at[k];

			if (!x->dropped && x->document == old[i].document &&
			    x->copy == pack_copy_of(old[i].item)) {
				ok = add_made(p, x, &old[i]);
			}
		}
	}
	free(old);
	pack_sort(p);
	return ok;
}

static enum ic_outcome make_parts(struct pack *p, const bool *large)
{
	struct pack_pieces all = { .p = p };
	enum ic_outcome out = pack_plan(p);

	if (out == IC_DONE && !pack_cut(&all, large)) {
		out = p->v.err.code == IC_EENV ? IC_STOPPED : IC_REFUSED;
	}
	if (out == IC_DONE) {
		out = make_all(&all);
	}
	if (out == IC_DONE && !replace(&all, large)) {
		out = IC_STOPPED;
	}
	for (size_t i = 0; i < all.n; i++) {
		ic_chain_finish(&all.at[i].chain);
	}
	free(all.at);
	return out;
}

enum ic_outcome pack_parts(struct pack *p)
{
	bool *large = calloc(p->nfiles + 1, sizeof(*large));
	enum ic_outcome out = IC_DONE;

	if (!large) {
		ic_fail(&p->v.err, IC_EENV, "out of memory");
		return IC_STOPPED;
	}
	p->nparts = pack_find_large(p, large);
	if (p->nparts) {
		out = make_parts(p, large);
	}
	free(large);
	return out;
}
