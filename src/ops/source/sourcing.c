/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Opening and hashing sources, and whether they are still what they were. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/fs.h"
#include "sources.h"

/* The hash that a document's source had, or "". */
static const char *hash_of(const struct ic_production *p, size_t document)
{
	const struct ic_plan *plan = &p->run->plan;

	return document < plan->ndocuments ? plan->documents[document].sha256
					   : "";
}

bool ic_open_source(const struct ic_production *p, size_t document, int *fd,
    uint64_t *size, struct ic_error *err)
{
	const struct ic_spec_document *d = &p->run->spec.documents[document];
	char *path;
	bool ok;

	if (d->images) {
		return bundle_open(p, d, hash_of(p, document), fd, size, err);
	}
	path = ic_fs_join(p->run->directory, d->file);
	if (!path) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	ok = ic_fs_open(path, fd, size, err);
	free(path);
	return ok;
}

static bool hash_file(const struct ic_production *p, size_t document,
    char hex[IC_SHA256_HEX], uint64_t *bytes, struct ic_error *err)
{
	int fd;
	bool ok;

	if (!ic_open_source(p, document, &fd, NULL, err)) {
		return false;
	}
	ok = ic_sha256_fd(fd, hex, bytes, err);
	close(fd);
	return ok;
}

bool ic_hash_source(struct ic_production *p, size_t document,
    struct ic_error *err)
{
	const struct ic_spec_document *d = &p->run->spec.documents[document];
	struct ic_plan_document *to = &p->run->plan.documents[document];
	const struct ic_shared *s;

	if (d->images) {
		return bundle_hash(p, d, to->sha256, &to->bytes, err);
	}
	if (!d->part) {
		return hash_file(p, document, to->sha256, &to->bytes, err);
	}
	if (!shared_find(p, err) || !shared_hash(p, document, err)) {
		return false;
	}
	s = shared_of(p, document);
	memcpy(to->sha256, s->sha256, sizeof(to->sha256));
	to->bytes = s->bytes;
	return true;
}

enum ic_reason ic_check_source(const struct ic_production *p, size_t document,
    int fd)
{
	const struct ic_spec_document *d = &p->run->spec.documents[document];
	const char *was = p->run->plan.documents[document].sha256;
	const struct ic_shared *s = shared_of(p, document);
	char hex[IC_SHA256_HEX];
	struct ic_error err = { 0 };
	uint64_t size;

	if (fd < 0 || (s && shared_is_same(s, fd))) {
		return IC_REASON_NONE;
	}
	if (!ic_sha256_fd(fd, hex, NULL, &err)) {
		return IC_REASON_READ;
	}
	if (strcmp(hex, was) != 0) {
		return IC_REASON_CHANGED;
	}
	/* A bundle is a copy of ours: the files are looked at again. */
	if (d->images && !bundle_hash(p, d, hex, &size, &err)) {
		return err.code == IC_EENV ? IC_REASON_READ : IC_REASON_CHANGED;
	}
	return strcmp(hex, was) == 0 ? IC_REASON_NONE : IC_REASON_CHANGED;
}

bool ic_source_changed(const struct ic_production *p, size_t document, int fd)
{
	return ic_check_source(p, document, fd) == IC_REASON_CHANGED;
}
