/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Pages are found by the numbers that they show; names must not differ. */
#include <fcntl.h>
#include <unistd.h>

#include "import_pages.h"
#include "ops/numbers.h"

/* A page that shows nothing to tell by, for which the name was believed. */
static bool is_believed(const struct import_file *f, uint32_t i)
{
	return f->pages[i].how == IC_FOUND_BY_NAME && !f->pages[i].compared;
}

static bool must_read_numbers(const struct import_file *f)
{
	bool must = !import_knows_all(f);

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
bool import_read_numbers(struct import *m)
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

bool import_check_names(struct import *m)
{
	bool ok = true;

	for (size_t i = 0; ok && i < m->nfiles; i++) {
		ok = m->files[i].kind != IC_MARKS_PDF ||
		    check_names(m, &m->files[i]);
	}
	return ok;
}

bool import_by_number(struct import *m, struct import_file *f)
{
	struct import_pair *pairs = calloc(f->npages, sizeof(*pairs));
	bool ok = pairs || ic_fail(&m->p.err, IC_EENV, "out of memory");
	size_t n = 0;

	for (uint32_t i = 0; ok && i < f->npages; i++) {
		struct import_pair p = { .file_page = i };

		if (import_knows(f, i) || !number_of(m, f, i, &p)) {
			continue;
		}
		if (ic_plan_is_sheet(&m->p.run->plan.documents[p.document])) {
			p.fit = f->pages[i].fit;
			import_take(f, &p, IC_FOUND_BY_NUMBER);
			f->pages[i].compared = false;
		} else {
			pairs[n++] = p;
		}
	}
	ok = ok && import_compare(m, f, pairs, n);
	for (size_t i = 0; ok && !m->failed && i < n; i++) {
		if (!import_is_other(&pairs[i])) {
			import_take(f, &pairs[i], IC_FOUND_BY_NUMBER);
		}
	}
	for (size_t i = 0; ok && i < n; i++) {
		if (import_is_other(&pairs[i])) {
			ok = import_refuse_other(m, f, &pairs[i]);
		}
	}
	free(pairs);
	return ok;
}
