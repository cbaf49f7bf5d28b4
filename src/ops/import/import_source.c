/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Whoever marks a document rarely gives it a new name: a name says where to
 * look first, and is never believed.
 */
#include <string.h>
#include <strings.h>

#include "base/fs.h"
#include "import_priv.h"

/* What export adds to a name. */
#define WORKING_COPY "_WORKING-COPY"

/* The last component of a path of any system. */
static const char *bare(const char *path)
{
	const char *slash = strrchr(path, '\\');

	return ic_fs_name(slash ? slash + 1 : path);
}

static size_t stem(const char *name)
{
	const char *dot = strrchr(name, '.');

	return dot && dot != name ? (size_t)(dot - name) : strlen(name);
}

static bool same(const char *a, size_t n, const char *b, size_t k)
{
	return n == k && strncasecmp(a, b, n) == 0;
}

/* "ia/2018-114.pdf" is "2018-114.pdf", and "2018-114_WORKING-COPY.pdf". */
static bool is_named(const char *name, const struct ic_plan_document *d)
{
	const char *file = bare(d->spec->file);
	size_t n = stem(name), k = stem(file), more = strlen(WORKING_COPY);
	size_t range = strlen(d->range);

	if (same(name, n, file, k) ||
	    (n == k + more && strncasecmp(name, file, k) == 0 &&
		strncasecmp(name + k, WORKING_COPY, more) == 0)) {
		return true;
	}
	return n >= range && strncasecmp(name, d->range, range) == 0 &&
	    (n == range || strchr("_ -.(", name[range]) != NULL);
}

const char *import_named(struct import *m, const char *name, size_t i)
{
	const struct ic_plan *plan = &m->p.run->plan;
	const char *last = NULL;

	name = bare(name);
	for (size_t k = 0; *name && k < plan->ndocuments; k++) {
		const char *file = plan->documents[k].spec->file;

		if (!is_named(name, &plan->documents[k]) ||
		    (last && strcmp(last, file) == 0)) {
			continue;
		}
		if (i-- == 0) {
			return file;
		}
		last = file;
	}
	return NULL;
}

static size_t document_of(struct import *m, const char *source)
{
	const struct ic_plan *plan = &m->p.run->plan;
	size_t i = 0;

	while (i < plan->ndocuments &&
	    strcmp(plan->documents[i].spec->file, source) != 0) {
		i++;
	}
	return i;
}

bool import_source_of(struct import *m, struct import_file *f)
{
	const char *name = *f->annots.href ? f->annots.href : f->path;
	const char *source = import_named(m, name, 0);
	struct ic_error err = { 0 };

	if (!source) {
		name = f->path;
		source = import_named(m, name, 0);
	}
	if (!source) {
		return import_refuse(m, f->path, 0,
		    "is about a PDF that is neither given here nor a document "
		    "of the spec: name that PDF too");
	}
	if (import_named(m, name, 1)) {
		return import_refuse(m, f->path, 0,
		    "is about a PDF whose name several documents of the spec "
		    "have: name the PDF that was marked too");
	}
	f->source = source;
	f->password = m->p.states[document_of(m, source)].password;
	return ic_open_source(&m->p, document_of(m, source), &f->fd, NULL,
		   &err) ||
	    ic_fail(&m->p.err, err.code, "%s", err.msg);
}

bool import_source_page(struct import *m, const char *source, uint32_t k,
    size_t *document, uint32_t *page)
{
	const struct ic_plan *plan = &m->p.run->plan;

	for (size_t i = document_of(m, source); i < plan->ndocuments; i++) {
		const struct ic_plan_document *d = &plan->documents[i];

		if (strcmp(d->spec->file, source) == 0 &&
		    k >= d->spec->source_first &&
		    k - d->spec->source_first < d->numbers) {
			*document = i;
			*page = k - d->spec->source_first;
			return true;
		}
	}
	return false;
}

uint32_t import_source_pages(struct import *m, const char *source, bool *whole)
{
	const struct ic_plan *plan = &m->p.run->plan;
	uint32_t n = 0;

	*whole = true;
	for (size_t i = document_of(m, source); i < plan->ndocuments; i++) {
		const struct ic_plan_document *d = &plan->documents[i];

		if (strcmp(d->spec->file, source) == 0) {
			n += d->numbers;
			*whole = *whole && !d->spec->part;
		}
	}
	return n;
}
