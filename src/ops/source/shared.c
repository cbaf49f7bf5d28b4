/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Files that several documents are parts of. A whole production in one PDF is
 * read a thousand times: it is hashed when it is first asked for, and at the
 * end.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "sources.h"

int shared_by_file(const void *a, const void *b, void *spec)
{
	const struct ic_spec_document *d = ((struct ic_spec *)spec)->documents;
	uint32_t i = *(const uint32_t *)a, k = *(const uint32_t *)b;
	int c = strcmp(d[i].file, d[k].file);

	return c ? c : (i > k) - (i < k);
}

/* Number the files of documents that are sorted by them. */
static void number(struct ic_production *p, const uint32_t *order, size_t n)
{
	const struct ic_spec_document *d = p->run->spec.documents;

	for (size_t i = 0; i < n; i++) {
		if (i == 0 ||
		    strcmp(d[order[i - 1]].file, d[order[i]].file) != 0) {
			p->shared[p->nshared++].document = order[i];
		}
		p->states[order[i]].shared = (uint32_t)p->nshared;
	}
}

bool shared_find(struct ic_production *p, struct ic_error *err)
{
	const struct ic_spec *s = &p->run->spec;
	uint32_t *order;
	size_t n = 0;

	for (size_t i = 0; i < s->ndocuments; i++) {
		n += s->documents[i].part;
	}
	if (n == 0 || p->shared) {
		return true; /* there is none, or they were found */
	}
	order = calloc(n, sizeof(*order));
	p->shared = calloc(n, sizeof(*p->shared));
	if (!order || !p->shared) {
		free(order);
		return ic_fail(err, IC_EENV, "out of memory");
	}
	n = 0;
	for (size_t i = 0; i < s->ndocuments; i++) {
		if (s->documents[i].part) {
			order[n++] = (uint32_t)i;
		}
	}
	qsort_r(order, n, sizeof(*order), shared_by_file, &p->run->spec);
	number(p, order, n);
	free(order);
	return true;
}

struct ic_shared *shared_of(const struct ic_production *p, size_t document)
{
	uint32_t n = p->states[document].shared;

	return n > 0 ? &p->shared[n - 1] : NULL;
}

bool shared_identify(int fd, struct ic_identity *out)
{
	struct stat st;

	if (fstat(fd, &st) != 0) {
		return false;
	}
	*out = (struct ic_identity){ (uint64_t)st.st_dev, (uint64_t)st.st_ino,
		(uint64_t)st.st_size, (int64_t)st.st_mtim.tv_sec,
		(int64_t)st.st_mtim.tv_nsec, (int64_t)st.st_ctim.tv_sec,
		(int64_t)st.st_ctim.tv_nsec };
	return true;
}

bool shared_is_identical(const struct ic_identity *a,
    const struct ic_identity *b)
{
	return a->dev == b->dev && a->ino == b->ino && a->size == b->size &&
	    a->mtime == b->mtime && a->mtime_ns == b->mtime_ns &&
	    a->ctime == b->ctime && a->ctime_ns == b->ctime_ns;
}

/* What it was before its bytes were read: a later change shows. */
bool shared_hash(const struct ic_production *p, size_t document,
    struct ic_error *err)
{
	struct ic_shared *s = shared_of(p, document);
	struct ic_identity now;
	int fd;
	bool ok;

	if (s->sha256[0]) {
		return true;
	}
	if (!ic_open_source(p, document, &fd, NULL, err)) {
		return false;
	}
	ok = shared_identify(fd, &now) ||
	    ic_fail(err, IC_EENV, "a file cannot be looked at: %s",
		strerrordesc_np(errno));
	if (ok && s->read && !shared_is_identical(&now, &s->was)) {
		ok = ic_fail(err, IC_EINPUT, "%.300s %s",
		    p->run->spec.documents[document].file,
		    ic_reason_sentence(IC_REASON_CHANGED));
	}
	s->was = now;
	ok = ok && ic_sha256_fd(fd, s->sha256, &s->bytes, err);
	close(fd);
	return ok;
}

bool shared_is_same(const struct ic_shared *s, int fd)
{
	struct ic_identity now;

	return shared_identify(fd, &now) && shared_is_identical(&now, &s->was);
}

bool shared_changed(const struct ic_production *p, const struct ic_shared *s)
{
	char hex[IC_SHA256_HEX];
	bool same;
	int fd;

	if (!s->sha256[0]) {
		return false;
	}
	if (!ic_open_source(p, s->document, &fd, NULL, NULL)) {
		return true;
	}
	same = ic_sha256_fd(fd, hex, NULL, NULL) && strcmp(hex, s->sha256) == 0;
	close(fd);
	return !same;
}
