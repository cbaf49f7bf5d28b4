/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "split.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fault.h"
#include "ops/numbers.h"
#include "sources.h"

struct splitting {
	struct ic_production *p;
	uint32_t *documents; /* whose pages are not known, by file; owned */
	size_t ndocuments;
	struct split_file *files; /* owned */
	size_t nfiles;
};

static bool is_unknown(const struct ic_spec_document *d)
{
	return d->split || (d->part && d->source_pages == 0);
}

static bool list_files(struct splitting *s)
{
	struct ic_spec *spec = &s->p->run->spec;

	s->documents = calloc(spec->ndocuments + 1, sizeof(*s->documents));
	s->files = calloc(spec->ndocuments + 1, sizeof(*s->files));
	if (!s->documents || !s->files) {
		return ic_fail(&s->p->run->err, IC_EENV, "out of memory");
	}
	for (size_t i = 0; i < spec->ndocuments; i++) {
		if (is_unknown(&spec->documents[i])) {
			s->documents[s->ndocuments++] = (uint32_t)i;
		}
	}
	qsort_r(s->documents, s->ndocuments, sizeof(*s->documents),
	    shared_by_file, spec);
	for (size_t i = 0; i < s->ndocuments; i++) {
		const struct ic_spec_document *d = spec->documents;

		if (i == 0 ||
		    strcmp(d[s->documents[i - 1]].file,
			d[s->documents[i]].file) != 0) {
			s->files[s->nfiles++].documents = &s->documents[i];
		}
		s->files[s->nfiles - 1].n++;
	}
	return true;
}

static bool open_file(void *user, size_t i, struct ic_numbers_file *out,
    struct ic_error *err)
{
	struct splitting *s = user;
	struct split_file *f = &s->files[i];
	uint32_t document = f->documents[0];
	struct ic_error why = { 0 };

	out->password = s->p->states[document].password;
	if (!ic_open_source(s->p, document, &out->fd, NULL, &why)) {
		out->fd = -1;
		if (why.code == IC_EENV) {
			return ic_fail(err, IC_EENV, "%s", why.msg);
		}
		ic_diag_add(&s->p->run->diags, IC_LEVEL_ERROR,
		    s->p->run->spec.documents[document].place, "%s", why.msg);
		return true;
	}
	return shared_identify(out->fd, &f->was) ||
	    ic_fail(err, IC_EENV, "a file cannot be looked at");
}

static bool take(void *user, size_t i, int fd, enum ic_reason why,
    struct ic_numbers *found, struct ic_error *err)
{
	struct splitting *s = user;
	struct split_file *f = &s->files[i];
	const struct ic_spec_document *d = &s->p->run->spec
						.documents[f->documents[0]];
	struct ic_identity now;

	if (!why &&
	    !(shared_identify(fd, &now) &&
		shared_is_identical(&now, &f->was))) {
		why = IC_REASON_CHANGED;
	}
	if (why) {
		ic_diag_add(&s->p->run->diags, IC_LEVEL_ERROR, d->place,
		    "%s %s", d->file, ic_reason_sentence(why));
		return true;
	}
	f->read = true;
	s->p->progress.documents_done++;
	s->p->progress.pages_done += found->npages;
	ic_tell(s->p);
	return d->split ? split_by_numbers(s->p, f, found, err)
			: split_seek(s->p, f, found, err);
}

static bool read_files(struct splitting *s)
{
	struct ic_production *p = s->p;
	const struct ic_numbers_work work = { .open = open_file,
		.done = take,
		.user = s,
		.prefixes = &p->run->spec.prefixes,
		.ocr = p->o->ocr,
		.jobs = p->o->jobs,
		.stop = p->ui ? p->ui->stop : NULL,
		.usage = &p->run->summary.usage[IC_WORKER_SCOUT] };

	p->progress = (struct ic_progress){ .phase = IC_PHASE_NUMBERS,
		.documents = s->nfiles };
	ic_fault_point("before-split");
	return ic_read_numbers(p->z, s->nfiles, &work, &p->run->err) &&
	    p->run->diags.errors == 0;
}

static int by_document(const void *a, const void *b)
{
	const struct ic_spec_split *x = a, *y = b;

	return (x->document > y->document) - (x->document < y->document);
}

/* A document's password is that of each of its parts. */
static bool give_states(struct ic_production *p,
    const struct ic_spec_split *splits, size_t n, size_t had)
{
	struct ic_doc_state *more = calloc(p->run->spec.ndocuments + 1,
	    sizeof(*more));
	size_t to = 0, k = 0;
	bool ok = more != NULL;

	for (size_t i = 0; ok && i < had; i++) {
		bool split = k < n && splits[k].document == i;
		uint32_t parts = split ? splits[k].n : 1;

		for (uint32_t m = 0; m < parts; m++) {
			more[to] = p->states[i];
			if (m > 0 && more[to].password) {
				more[to].password = strdup(more[to].password);
				ok = ok && more[to].password;
			}
			to++;
		}
		k += split;
	}
	if (!ok) {
		free(more);
		return ic_fail(&p->run->err, IC_EENV, "out of memory");
	}
	free(p->states);
	p->states = more;
	return true;
}

static bool expand(struct splitting *s)
{
	struct ic_production *p = s->p;
	struct ic_spec_split *splits = calloc(s->nfiles + 1, sizeof(*splits));
	size_t had = p->run->spec.ndocuments, n = 0;
	bool ok = splits != NULL;

	for (size_t i = 0; ok && i < s->nfiles; i++) {
		const struct split_file *f = &s->files[i];

		if (f->parts) {
			splits[n++] = (struct ic_spec_split){ f->documents[0],
				f->parts, f->nparts };
		}
	}
	if (ok && n > 0) {
		qsort(splits, n, sizeof(*splits), by_document);
		ok = ic_spec_split(&p->run->spec, splits, n, &p->run->diags);
	}
	ok = ok || ic_fail(&p->run->err, IC_EENV, "out of memory");
	ok = ok && (n == 0 || give_states(p, splits, n, had));
	free(splits);
	return ok && p->run->diags.errors == 0;
}

/* The file that is hashed is to be the one that was read. */
static bool keep_identities(struct splitting *s)
{
	struct ic_production *p = s->p;

	if (!shared_find(p, &p->run->err)) {
		return false;
	}
	for (size_t i = 0; i < p->nshared; i++) {
		const char *file = p->run->spec.documents[p->shared[i].document]
				       .file;

		for (size_t k = 0; k < s->nfiles; k++) {
			if (s->files[k].read &&
			    strcmp(s->files[k].file, file) == 0) {
				p->shared[i].was = s->files[k].was;
				p->shared[i].read = true;
			}
		}
	}
	return true;
}

static void name_files(struct splitting *s)
{
	for (size_t i = 0; i < s->nfiles; i++) {
		s->files[i].file =
		    s->p->run->spec.documents[s->files[i].documents[0]].file;
	}
}

bool split_sources(struct ic_production *p)
{
	struct splitting s = { .p = p };
	bool ok = list_files(&s);

	if (ok && s.nfiles > 0) {
		name_files(&s);
		ok = read_files(&s) && expand(&s) && keep_identities(&s);
	}
	ok = ok &&
	    ic_plan_check_shares(&p->run->spec, &p->run->diags, &p->run->err);
	for (size_t i = 0; s.files && i < s.nfiles; i++) {
		free(s.files[i].parts);
	}
	free(s.files);
	free(s.documents);
	return ok;
}
