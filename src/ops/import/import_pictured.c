/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Pages are found beside known ones, and by what they show; what is not found
 * is refused. */
#include <stdlib.h>
#include <string.h>

#include "import_pages.h"

#define MEASURED 4 /* pages like none, to each of which one is fitted */

/* Of the pairs of a page, those that show the same. */
static size_t count_same(const struct import_pair *pairs, size_t n,
    uint32_t page, const struct import_pair **one)
{
	size_t same = 0;

	for (size_t i = 0; i < n; i++) {
		if (pairs[i].file_page == page && import_is_same(&pairs[i])) {
			*one = &pairs[i];
			same++;
		}
	}
	return same;
}

/* The page beside one that is known, in the file and in its document. */
static bool beside(struct import *m, const struct import_file *f, uint32_t i,
    int step, struct import_pair *out)
{
	const struct ic_plan *plan = &m->p.run->plan;
	const struct ic_found_page *p;

	if ((step > 0 && i == 0) || (step < 0 && i + 1 >= f->npages)) {
		return false;
	}
	p = &f->pages[step > 0 ? i - 1 : i + 1];
	if (p->how == IC_FOUND_BY_NOT || p->how == IC_FOUND_BY_SKIPPED ||
	    (step < 0 && p->page == 0) ||
	    (step > 0 && p->page + 1 >= plan->documents[p->document].numbers)) {
		return false;
	}
	*out = (struct import_pair){ .file_page = i,
		.document = p->document,
		.page = step > 0 ? p->page + 1 : p->page - 1 };
	return true;
}

/* The pages that its neighbours leave room for: at most two. */
static size_t between(struct import *m, const struct import_file *f, uint32_t i,
    struct import_pair *out)
{
	size_t n = beside(m, f, i, 1, &out[0]);

	if (beside(m, f, i, -1, &out[n]) &&
	    (n == 0 || out[0].document != out[1].document ||
		out[0].page != out[1].page)) {
		n++;
	}
	return n;
}

/* Take the one of them that does not differ, if it is one. */
static bool by_neighbor(struct import *m, struct import_file *f, uint32_t i,
    bool *more)
{
	struct import_pair p[2];
	size_t n = between(m, f, i, p), last = 0, same = 0;

	if (!import_compare(m, f, p, n)) {
		return false;
	}
	for (size_t k = 0; !m->failed && k < n; k++) {
		if (!import_is_other(&p[k])) {
			last = k;
			same++;
		}
	}
	if (same == 1) {
		import_take(f, &p[last], IC_FOUND_BY_NEIGHBOR);
		*more = true;
	}
	return true;
}

/* *more: a page was found, so that its neighbours may be. */
bool import_by_neighbors(struct import *m, struct import_file *f, bool *more)
{
	*more = false;
	for (uint32_t i = 0; i < f->npages && !m->failed; i++) {
		if (!import_knows(f, i) && !by_neighbor(m, f, i, more)) {
			return false;
		}
	}
	return true;
}

static bool refuse_page(struct import *m, struct import_file *f, uint32_t i,
    const struct import_pair *pairs, size_t n)
{
	char one[IC_BATES_MAX], two[IC_BATES_MAX];
	const struct import_pair *a = NULL, *b = NULL;
	size_t same = count_same(pairs, n, i, &a);
	bool any = false;

	for (size_t k = 0; k < n && !b; k++) {
		any |= pairs[k].file_page == i;
		if (pairs[k].file_page == i && same > 1 &&
		    import_is_same(&pairs[k])) {
			b = &pairs[k];
		}
	}
	if (b) {
		return import_refuse(m, f->path, i + 1,
		    "is both %s and %s, which look the same: import a copy "
		    "that shows its number",
		    import_number(m, b->document, b->page, one),
		    import_number(m, a->document, a->page, two));
	}
	if (!any) {
		return import_refuse(m, f->path, i + 1,
		    "is blank or nearly so, and shows no number: if it is a "
		    "divider, say so with --skip %u, else import a copy that "
		    "shows its number",
		    i + 1);
	}
	return import_refuse(m, f->path, i + 1,
	    "is no page of the production: it shows none of its numbers, and "
	    "looks like none of its pages; if it is a cover or divider, say "
	    "so with --skip %u",
	    i + 1);
}

static void take_pictured(struct import_file *f,
    const struct import_pair *pairs, size_t n)
{
	for (uint32_t i = 0; i < f->npages; i++) {
		const struct import_pair *one = NULL;

		if (!import_knows(f, i) && count_same(pairs, n, i, &one) == 1) {
			import_take(f, one, IC_FOUND_BY_PICTURE);
		}
	}
}

/*
 * Of a page that none is like so, the nearest pages are measured: the first of
 * their pairs, which move to the front.
 */
static size_t keep_unlike(const struct import_file *f,
    struct import_pair *pairs, size_t n)
{
	size_t kept = 0, near = 0;

	for (size_t i = 0; i < n; i++) {
		const struct import_pair *one;
		uint32_t page = pairs[i].file_page;

		near = i && pairs[i - 1].file_page == page ? near + 1 : 0;
		if (!import_knows(f, page) && near < MEASURED &&
		    count_same(pairs, n, page, &one) == 0) {
			pairs[kept] = pairs[i];
			pairs[kept++].only = false;
		}
	}
	return kept;
}

bool import_by_picture(struct import *m, struct import_file *f,
    struct import_pair **pairs, size_t *n)
{
	bool *wanted = calloc(f->npages + 1, sizeof(*wanted)), ok;
	struct import_pair *again = NULL;
	size_t more = 0;

	if (!wanted) {
		return ic_fail(&m->p.err, IC_EENV, "out of memory");
	}
	for (uint32_t i = 0; i < f->npages; i++) {
		wanted[i] = !import_knows(f, i);
	}
	ok = import_search(m, f, wanted, pairs, n) &&
	    (m->failed || import_compare(m, f, *pairs, *n));
	free(wanted);
	if (!ok || m->failed) {
		return ok;
	}
	take_pictured(f, *pairs, *n);
	again = calloc(*n + 1, sizeof(*again));
	if (!again) {
		return ic_fail(&m->p.err, IC_EENV, "out of memory");
	}
	memcpy(again, *pairs, *n * sizeof(*again));
	more = keep_unlike(f, again, *n);
	ok = import_compare(m, f, again, more);
	if (ok && !m->failed) {
		take_pictured(f, again, more);
	}
	free(again);
	return ok;
}

/* Most likely another production's, or no production's at all. */
static bool is_strange(const struct import_file *f,
    const struct import_pair *pairs, size_t n)
{
	for (uint32_t i = 0; i < f->npages; i++) {
		if (import_knows(f, i)) {
			return false;
		}
	}
	for (size_t i = 0; i < n; i++) {
		if (import_is_same(&pairs[i])) {
			return false;
		}
	}
	return f->npages > 1;
}

bool import_refuse_pages(struct import *m, struct import_file *f,
    const struct import_pair *pairs, size_t n)
{
	bool ok = true;

	if (is_strange(f, pairs, n)) {
		return import_refuse(m, f->path, 0,
		    "none of its %u pages is one of the production: none shows "
		    "a number of it, or looks like a page of it: give the file "
		    "that was marked, and the spec of its production",
		    f->npages);
	}
	for (uint32_t i = 0; ok && i < f->npages; i++) {
		if (!import_knows(f, i)) {
			ok = refuse_page(m, f, i, pairs, n);
		}
	}
	return ok;
}
