/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Which page of the production a page of a file is: as the file is a source of
 * it, bears its name, shows its number or its picture, or stands between two
 * that are known. But for the first, pictures must agree. What is not known is
 * said and ends it: nothing is guessed.
 */
#include <stdlib.h>
#include <string.h>

#include "import_pages.h"

#define NAMED_MAX 16 /* sources of one name that are tried */

static bool is_skipped(const struct import *m, uint32_t page)
{
	for (uint32_t i = 0; i < m->nskips; i++) {
		if (page + 1 >= m->skips[i].first &&
		    page + 1 <= m->skips[i].last) {
			return true;
		}
	}
	return false;
}

static bool begin_pages(struct import *m, struct import_file *f)
{
	f->npages = f->annots.npages;
	f->pages = ic_arena_alloc(&m->out->arena, f->npages, sizeof(*f->pages));
	if (!f->pages) {
		return ic_fail(&m->p.err, IC_EENV, "out of memory");
	}
	for (uint32_t i = 0; i < f->npages; i++) {
		struct ic_fit *fit = &f->pages[i].fit;

		fit->file = fit->page = f->annots.pages[i];
		fit->at.scale = 1000000;
		if (f->kind == IC_MARKS_PDF && is_skipped(m, i)) {
			f->pages[i].how = IC_FOUND_BY_SKIPPED;
		}
	}
	return true;
}

/* Each page of a file that is a source, or is about one. */
static void take_source(struct import *m, struct import_file *f,
    const char *source)
{
	for (uint32_t i = 0; i < f->npages; i++) {
		struct ic_found_page *p = &f->pages[i];

		if (!import_knows(f, i) &&
		    import_source_page(m, source, i, &p->document, &p->page)) {
			p->how = IC_FOUND_BY_SOURCE;
		}
	}
}

/* True if the bytes are a source's; two of which would be one too many. */
static bool by_source(struct import *m, struct import_file *f)
{
	const struct ic_plan *plan = &m->p.run->plan;
	const struct ic_plan_document *found = NULL;

	for (size_t i = 0; i < plan->ndocuments; i++) {
		const struct ic_plan_document *d = &plan->documents[i];

		if (strcmp(d->sha256, f->sha256) != 0 || d->spec->images) {
			continue;
		}
		if (!found) {
			found = d;
		} else if (strcmp(found->spec->file, d->spec->file) != 0) {
			return import_refuse(m, f->path, 0,
			    "is %s and %s, which are the same: mark a copy "
			    "that shows the numbers",
			    found->range, d->range);
		}
	}
	if (found) {
		take_source(m, f, found->spec->file);
	}
	return true;
}

/* The pairs of a file with a source of its name; n 0: it is none. */
static size_t pair_named(struct import *m, struct import_file *f,
    const char *source, struct import_pair *pairs)
{
	size_t n = 0;
	bool whole;

	if (import_source_pages(m, source, &whole) != f->npages && whole) {
		return 0;
	}
	for (uint32_t i = 0; i < f->npages; i++) {
		struct import_pair p = { .file_page = i };

		if (!import_knows(f, i) &&
		    import_source_page(m, source, i, &p.document, &p.page)) {
			pairs[n++] = p;
		}
	}
	return n;
}

static bool lies_still(const struct import_pair *p)
{
	struct ic_size a = p->fit.file, b = p->fit.page;

	return p->fit.turns == 0 && abs(a.w - b.w) <= IC_MPT &&
	    abs(a.h - b.h) <= IC_MPT;
}

/*
 * It is that source if most of its pages are; then all must be. If they show
 * nothing to tell by, the name and their sizes are left.
 */
static bool take_named(struct import *m, struct import_file *f,
    const struct import_pair *pairs, size_t n)
{
	size_t same = 0, other = 0;

	for (size_t i = 0; i < n; i++) {
		same += import_is_same(&pairs[i]);
		other += import_is_other(&pairs[i]) ||
		    (!import_is_same(&pairs[i]) && !lies_still(&pairs[i]));
	}
	if (other >= same && other > 0) {
		return true;
	}
	for (size_t i = 0; i < n; i++) {
		if (!import_is_other(&pairs[i])) {
			import_take(f, &pairs[i], IC_FOUND_BY_NAME);
		} else if (!import_refuse_other(m, f, &pairs[i])) {
			return false;
		}
	}
	return true;
}

static bool by_name(struct import *m, struct import_file *f)
{
	struct import_pair *pairs = calloc(f->npages, sizeof(*pairs));
	bool ok = pairs || ic_fail(&m->p.err, IC_EENV, "out of memory");

	for (size_t i = 0; ok && i < NAMED_MAX && !import_knows_all(f); i++) {
		const char *source = import_named(m, f->path, i);
		size_t n = source ? pair_named(m, f, source, pairs) : 0;

		if (!source || m->failed) {
			break;
		}
		ok = import_compare(m, f, pairs, n) &&
		    (m->failed || take_named(m, f, pairs, n));
	}
	free(pairs);
	return ok;
}

/* What names and numbers have not told. */
static bool find_rest(struct import *m, struct import_file *f)
{
	struct import_pair *pairs = NULL;
	size_t n = 0;
	bool more = !m->failed, ok = true;

	while (ok && more && !import_knows_all(f)) {
		ok = import_by_neighbors(m, f, &more);
	}
	if (ok && !m->failed && !import_knows_all(f)) {
		ok = import_by_picture(m, f, &pairs, &n);
		more = ok && !m->failed;
		while (ok && more) {
			ok = import_by_neighbors(m, f, &more);
		}
	}
	ok = ok && import_refuse_pages(m, f, pairs, n);
	free(pairs);
	return ok;
}

static bool each_pdf(struct import *m,
    bool (*step)(struct import *m, struct import_file *f))
{
	for (size_t i = 0; i < m->nfiles; i++) {
		struct import_file *f = &m->files[i];

		if (f->kind == IC_MARKS_PDF && !import_knows_all(f) &&
		    !step(m, f)) {
			return false;
		}
		if (ic_stopped(&m->p)) {
			return ic_fail(&m->p.err, IC_EENV, "interrupted");
		}
	}
	return true;
}

static bool take_xfdfs(struct import *m)
{
	for (size_t i = 0; i < m->nfiles; i++) {
		struct import_file *f = &m->files[i];

		if (f->kind != IC_MARKS_XFDF) {
			continue;
		}
		if (f->of) {
			f->pages = f->of->pages;
			f->npages = f->of->npages;
		} else if (!begin_pages(m, f)) {
			return false;
		} else {
			take_source(m, f, f->source);
		}
	}
	return true;
}

static void begin_progress(struct import *m)
{
	m->p.progress = (struct ic_progress){ .phase = IC_PHASE_MATCH,
		.documents = m->nfiles };
}

bool import_find_pages(struct import *m)
{
	const struct import_file *pdf = NULL;
	size_t pdfs = 0;

	for (size_t i = 0; i < m->nfiles; i++) {
		struct import_file *f = &m->files[i];

		pdfs += f->kind == IC_MARKS_PDF;
		if (f->kind == IC_MARKS_PDF && !begin_pages(m, f)) {
			return false;
		}
		if (f->kind == IC_MARKS_PDF) {
			pdf = f;
		}
	}
	if (m->nskips && pdfs != 1) {
		return ic_fail(&m->p.run->err, IC_ESPEC,
		    "--skip names pages of one PDF: import the one of which "
		    "it speaks alone");
	}
	if (m->nskips && !import_check_skips(m, pdf)) {
		return false;
	}
	if (m->failed) {
		return true;
	}
	begin_progress(m);
	return each_pdf(m, by_source) && each_pdf(m, by_name) &&
	    import_read_numbers(m) && import_check_names(m) &&
	    each_pdf(m, import_by_number) && each_pdf(m, find_rest) &&
	    take_xfdfs(m);
}
