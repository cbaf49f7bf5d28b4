/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Which page of the production a page of a file is: as the file is a source of
 * it, bears its name, shows its number or its picture, or stands between two
 * that are known. But for the first, pictures must agree. What is not known is
 * said and ends it: nothing is guessed.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fs.h"
#include "import_priv.h"
#include "ops/numbers.h"

#define NAMED_MAX 16 /* sources of one name that are tried */
#define MEASURED 4   /* pages like none, to each of which one is fitted */

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

static bool is_known(const struct import_file *f, uint32_t i)
{
	return f->pages[i].how != IC_FOUND_BY_NOT;
}

static bool all_known(const struct import_file *f)
{
	for (uint32_t i = 0; i < f->npages; i++) {
		if (!is_known(f, i)) {
			return false;
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

		if (!is_known(f, i) &&
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

static bool is_same(const struct import_pair *p)
{
	return p->match.likeness == IC_LIKE_SAME;
}

static bool is_other(const struct import_pair *p)
{
	return p->match.likeness == IC_LIKE_DIFFERS;
}

static void take(struct import_file *f, const struct import_pair *p,
    enum ic_found_how how)
{
	struct ic_found_page *to = &f->pages[p->file_page];

	to->how = how;
	to->document = p->document;
	to->page = p->page;
	to->fit = p->fit;
	to->compared = is_same(p);
}

/* "COE000003, most of all 3.1 in from its left and 4.2 in from its top" */
static bool refuse_other(struct import *m, struct import_file *f,
    const struct import_pair *p)
{
	char number[IC_BATES_MAX];
	int32_t x = p->match.at.x0 / 7200, y = p->match.at.y0 / 7200;

	/* It is dealt with: no other page may be it. */
	f->pages[p->file_page].how = IC_FOUND_BY_SKIPPED;
	return import_refuse(m, f->path, p->file_page + 1,
	    "is not %s as the production has it: they differ, most of all "
	    "%d.%d in from the left and %d.%d in from the top of that page",
	    import_number(m, p->document, p->page, number), x / 10, x % 10,
	    y / 10, y % 10);
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

		if (!is_known(f, i) &&
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
		same += is_same(&pairs[i]);
		other += is_other(&pairs[i]) ||
		    (!is_same(&pairs[i]) && !lies_still(&pairs[i]));
	}
	if (other >= same && other > 0) {
		return true;
	}
	for (size_t i = 0; i < n; i++) {
		if (!is_other(&pairs[i])) {
			take(f, &pairs[i], IC_FOUND_BY_NAME);
		} else if (!refuse_other(m, f, &pairs[i])) {
			return false;
		}
	}
	return true;
}

static bool by_name(struct import *m, struct import_file *f)
{
	struct import_pair *pairs = calloc(f->npages, sizeof(*pairs));
	bool ok = pairs || ic_fail(&m->p.err, IC_EENV, "out of memory");

	for (size_t i = 0; ok && i < NAMED_MAX && !all_known(f); i++) {
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

/* A page that shows nothing to tell by, for which the name was believed. */
static bool is_believed(const struct import_file *f, uint32_t i)
{
	return f->pages[i].how == IC_FOUND_BY_NAME && !f->pages[i].compared;
}

static bool must_read_numbers(const struct import_file *f)
{
	bool must = !all_known(f);

	for (uint32_t i = 0; i < f->npages && !must; i++) {
		must = is_believed(f, i);
	}
	return must;
}

static bool open_numbers(void *user, size_t i, struct ic_numbers_file *out,
    struct ic_error *err)
{
	struct import_file **files = ((void **)user)[1];

	out->fd = fcntl(files[i]->fd, F_DUPFD_CLOEXEC, 3);
	out->password = files[i]->password;
	return out->fd >= 0 ||
	    ic_fail(err, IC_EENV, "no descriptor can be had");
}

static bool done_numbers(void *user, size_t i, int fd, enum ic_reason why,
    struct ic_numbers *found, struct ic_error *err)
{
	struct import *m = ((void **)user)[0];
	struct import_file **files = ((void **)user)[1];

	(void)fd;
	(void)err;
	if (why) {
		return import_refuse(m, files[i]->path, 0, "%s",
		    ic_reason_sentence(why));
	}
	files[i]->numbers = *found;
	*found = (struct ic_numbers){ 0 };
	return true;
}

/* The numbers on the pages of the files of which pictures do not tell all. */
static bool read_numbers(struct import *m)
{
	struct import_file **files = calloc(m->nfiles, sizeof(*files));
	void *user[2] = { m, files };
	const struct ic_numbers_work work = { .open = open_numbers,
		.done = done_numbers,
		.user = user,
		.prefixes = &m->p.run->spec.prefixes,
		.ocr = m->p.o->ocr,
		.jobs = m->p.o->jobs,
		.stop = m->p.ui ? m->p.ui->stop : NULL };
	size_t n = 0;
	bool ok = files || ic_fail(&m->p.err, IC_EENV, "out of memory");

	for (size_t i = 0; ok && i < m->nfiles; i++) {
		struct import_file *f = &m->files[i];

		if (f->kind == IC_MARKS_PDF && must_read_numbers(f)) {
			files[n++] = f;
		}
	}
	ok = ok && (n == 0 || ic_read_numbers(m->p.z, n, &work, &m->p.err));
	free(files);
	return ok;
}

/* What is printed comes before what a label says. */
static bool number_of(struct import *m, const struct import_file *f,
    uint32_t page, struct import_pair *out)
{
	const struct ic_plan *plan = &m->p.run->plan;
	const struct ic_number *n;

	if (page >= f->numbers.npages) {
		return false;
	}
	n = ic_numbers_of(&f->numbers, page);
	return (n &&
		   ic_plan_find(plan, &n->bates, &out->document, &out->page)) ||
	    (f->numbers.pages[page].has_label &&
		ic_plan_find(plan, &f->numbers.pages[page].label,
		    &out->document, &out->page));
}

/* A number that is shown is not what the name says. */
static bool check_names(struct import *m, struct import_file *f)
{
	bool ok = true;

	for (uint32_t i = 0; ok && i < f->npages; i++) {
		const struct ic_found_page *p = &f->pages[i];
		char shown[IC_BATES_MAX], named[IC_BATES_MAX];
		struct import_pair by;

		if (!is_believed(f, i) || !number_of(m, f, i, &by) ||
		    (by.document == p->document && by.page == p->page)) {
			continue;
		}
		ok = import_refuse(m, f->path, i + 1,
		    "bears %s, and by the name of its file it is %s: give the "
		    "file another name, or put the page right",
		    import_number(m, by.document, by.page, shown),
		    import_number(m, p->document, p->page, named));
	}
	return ok;
}

static bool check_all_names(struct import *m)
{
	bool ok = true;

	for (size_t i = 0; ok && i < m->nfiles; i++) {
		ok = m->files[i].kind != IC_MARKS_PDF ||
		    check_names(m, &m->files[i]);
	}
	return ok;
}

static bool by_number(struct import *m, struct import_file *f)
{
	struct import_pair *pairs = calloc(f->npages, sizeof(*pairs));
	bool ok = pairs || ic_fail(&m->p.err, IC_EENV, "out of memory");
	size_t n = 0;

	for (uint32_t i = 0; ok && i < f->npages; i++) {
		struct import_pair p = { .file_page = i };

		if (is_known(f, i) || !number_of(m, f, i, &p)) {
			continue;
		}
		if (ic_plan_is_sheet(&m->p.run->plan.documents[p.document])) {
			p.fit = f->pages[i].fit;
			take(f, &p, IC_FOUND_BY_NUMBER);
			f->pages[i].compared = false;
		} else {
			pairs[n++] = p;
		}
	}
	ok = ok && import_compare(m, f, pairs, n);
	for (size_t i = 0; ok && !m->failed && i < n; i++) {
		if (!is_other(&pairs[i])) {
			take(f, &pairs[i], IC_FOUND_BY_NUMBER);
		}
	}
	for (size_t i = 0; ok && i < n; i++) {
		if (is_other(&pairs[i])) {
			ok = refuse_other(m, f, &pairs[i]);
		}
	}
	free(pairs);
	return ok;
}

/* Of the pairs of a page, those that show the same. */
static size_t count_same(const struct import_pair *pairs, size_t n,
    uint32_t page, const struct import_pair **one)
{
	size_t same = 0;

	for (size_t i = 0; i < n; i++) {
		if (pairs[i].file_page == page && is_same(&pairs[i])) {
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
		if (!is_other(&p[k])) {
			last = k;
			same++;
		}
	}
	if (same == 1) {
		take(f, &p[last], IC_FOUND_BY_NEIGHBOR);
		*more = true;
	}
	return true;
}

/* *more: a page was found, so that its neighbours may be. */
static bool by_neighbors(struct import *m, struct import_file *f, bool *more)
{
	*more = false;
	for (uint32_t i = 0; i < f->npages && !m->failed; i++) {
		if (!is_known(f, i) && !by_neighbor(m, f, i, more)) {
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
		if (pairs[k].file_page == i && same > 1 && is_same(&pairs[k])) {
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

		if (!is_known(f, i) && count_same(pairs, n, i, &one) == 1) {
			take(f, one, IC_FOUND_BY_PICTURE);
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
		if (!is_known(f, page) && near < MEASURED &&
		    count_same(pairs, n, page, &one) == 0) {
			pairs[kept] = pairs[i];
			pairs[kept++].only = false;
		}
	}
	return kept;
}

static bool by_picture(struct import *m, struct import_file *f,
    struct import_pair **pairs, size_t *n)
{
	bool *wanted = calloc(f->npages + 1, sizeof(*wanted)), ok;
	struct import_pair *again = NULL;
	size_t more = 0;

	if (!wanted) {
		return ic_fail(&m->p.err, IC_EENV, "out of memory");
	}
	for (uint32_t i = 0; i < f->npages; i++) {
		wanted[i] = !is_known(f, i);
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
		if (is_known(f, i)) {
			return false;
		}
	}
	for (size_t i = 0; i < n; i++) {
		if (is_same(&pairs[i])) {
			return false;
		}
	}
	return f->npages > 1;
}

static bool refuse_pages(struct import *m, struct import_file *f,
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
		if (!is_known(f, i)) {
			ok = refuse_page(m, f, i, pairs, n);
		}
	}
	return ok;
}

/* What names and numbers have not told. */
static bool find_rest(struct import *m, struct import_file *f)
{
	struct import_pair *pairs = NULL;
	size_t n = 0;
	bool more = !m->failed, ok = true;

	while (ok && more && !all_known(f)) {
		ok = by_neighbors(m, f, &more);
	}
	if (ok && !m->failed && !all_known(f)) {
		ok = by_picture(m, f, &pairs, &n);
		more = ok && !m->failed;
		while (ok && more) {
			ok = by_neighbors(m, f, &more);
		}
	}
	ok = ok && refuse_pages(m, f, pairs, n);
	free(pairs);
	return ok;
}

static bool each_pdf(struct import *m,
    bool (*step)(struct import *m, struct import_file *f))
{
	for (size_t i = 0; i < m->nfiles; i++) {
		struct import_file *f = &m->files[i];

		if (f->kind == IC_MARKS_PDF && !all_known(f) && !step(m, f)) {
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
	    read_numbers(m) && check_all_names(m) && each_pdf(m, by_number) &&
	    each_pdf(m, find_rest) && take_xfdfs(m);
}
