/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The files of a document's pages as one source, written or only hashed. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/fs.h"
#include "core/bundle.h"
#include "sources.h"

#define BLOCK ((size_t)64 << 10)

/* Where the bytes go, in their order. */
struct sink {
	int fd;                   /* -1: nowhere */
	struct ic_digest *digest; /* NULL: they are not hashed */
	uint64_t size;
};

static bool put(struct sink *to, const void *bytes, size_t n,
    struct ic_error *err)
{
	to->size += n;
	if (to->fd >= 0 && !ic_fs_write_all(to->fd, bytes, n)) {
		return ic_fail(err, IC_EENV,
		    "a temporary file cannot be written: %s",
		    strerrordesc_np(errno));
	}
	return !to->digest || ic_digest_add(to->digest, bytes, n, err);
}

/* Just as many bytes as were announced. */
static bool put_file(struct sink *to, int fd, const char *name, uint64_t size,
    struct ic_error *err)
{
	uint8_t *block = malloc(BLOCK);
	uint64_t at = 0;
	bool ok = block || ic_fail(err, IC_EENV, "out of memory");

	while (ok && at < size) {
		ssize_t n = pread(fd, block,
		    size - at < BLOCK ? (size_t)(size - at) : BLOCK, (off_t)at);

		if (n < 0 && errno == EINTR) {
			continue;
		}
		if (n < 0) {
			ok = ic_fail(err, IC_EENV,
			    "%.300s cannot be read to its end: %s", name,
			    strerrordesc_np(errno));
		} else if (n == 0) {
			ok = ic_fail(err, IC_EINPUT,
			    "%.300s changed while it was read", name);
		} else {
			ok = put(to, block, (size_t)n, err);
			at += (uint64_t)n;
		}
	}
	free(block);
	return ok;
}

static bool open_image(const struct ic_production *p, const char *name, int *fd,
    uint64_t *size, struct ic_error *err)
{
	char *path = ic_fs_join(p->run->directory, name);
	bool ok = path ? ic_fs_open(path, fd, size, err)
		       : ic_fail(err, IC_EENV, "out of memory");

	free(path);
	return ok;
}

static bool put_image(const struct ic_production *p, const char *name,
    struct sink *to, struct ic_error *err)
{
	uint8_t length[IC_BUNDLE_LENGTH];
	uint64_t size;
	int fd;
	bool ok;

	if (!open_image(p, name, &fd, &size, err)) {
		return false;
	}
	ic_bundle_length(size, length);
	ok = put(to, length, sizeof(length), err) &&
	    put_file(to, fd, name, size, err);
	close(fd);
	return ok;
}

static bool put_all(const struct ic_production *p,
    const struct ic_spec_document *d, struct sink *to, struct ic_error *err)
{
	uint8_t head[IC_BUNDLE_HEAD];
	bool ok;

	ic_bundle_head(d->nimages, head);
	ok = put(to, head, sizeof(head), err);
	for (uint32_t i = 0; ok && i < d->nimages; i++) {
		ok = put_image(p, d->images[i], to, err);
	}
	return ok;
}

/* As far as the files say it now: it decides where the bundle is put. */
static bool measure(const struct ic_production *p,
    const struct ic_spec_document *d, uint64_t *all, struct ic_error *err)
{
	*all = IC_BUNDLE_HEAD;
	for (uint32_t i = 0; i < d->nimages; i++) {
		uint64_t size;
		int fd;

		if (!open_image(p, d->images[i], &fd, &size, err)) {
			return false;
		}
		close(fd);
		*all += IC_BUNDLE_LENGTH + size;
	}
	return true;
}

/* Copied, and at once hashed: then it need not be hashed again. */
static bool copy(const struct ic_production *p,
    const struct ic_spec_document *d, struct sink *to, char hex[IC_SHA256_HEX],
    struct ic_error *err)
{
	struct ic_digest digest = { 0 };
	bool ok;

	to->digest = &digest;
	ok = ic_digest_begin(&digest, err) && put_all(p, d, to, err) &&
	    ic_digest_end(&digest, hex, err);
	ic_digest_finish(&digest);
	return ok;
}

bool bundle_open(const struct ic_production *p,
    const struct ic_spec_document *d, const char *was, int *fd, uint64_t *size,
    struct ic_error *err)
{
	struct sink to = { .fd = -1 };
	char hex[IC_SHA256_HEX];
	uint64_t all;
	bool ok;

	if (!measure(p, d, &all, err) || !ic_fs_scratch(all, &to.fd, err)) {
		return false;
	}
	ok = copy(p, d, &to, hex, err);
	if (ok && *was && strcmp(was, hex) != 0) {
		ok = ic_fail(err, IC_EINPUT, "%.300s %s", d->name,
		    ic_reason_sentence(IC_REASON_CHANGED));
	}
	if (!ok) {
		close(to.fd);
		return false;
	}
	ic_fs_seal(to.fd);
	*fd = to.fd;
	if (size) {
		*size = to.size;
	}
	return true;
}

bool bundle_hash(const struct ic_production *p,
    const struct ic_spec_document *d, char hex[IC_SHA256_HEX], uint64_t *size,
    struct ic_error *err)
{
	struct ic_digest digest = { 0 };
	struct sink to = { .fd = -1, .digest = &digest };
	bool ok = ic_digest_begin(&digest, err) && put_all(p, d, &to, err) &&
	    ic_digest_end(&digest, hex, err);

	ic_digest_finish(&digest);
	*size = to.size;
	return ok;
}
