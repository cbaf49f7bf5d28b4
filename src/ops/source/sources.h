/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Where the bytes of a document come from: a file, some pages of a file that
 * other documents are made of too, or a file for each page.
 */
#ifndef IC_OPS_SOURCES_H
#define IC_OPS_SOURCES_H

#include "base/digest.h"
#include "ops_priv.h"

/*
 * A bundle of a document's images (core/bundle.h), in a file without a name;
 * IC_EINPUT if it has another hash than `was`, unless that is "". The message
 * names what is wrong with which file. The caller closes *fd.
 */
bool bundle_open(const struct ic_production *p,
    const struct ic_spec_document *d, const char *was, int *fd, uint64_t *size,
    struct ic_error *err);

/* The hash of that bundle, of the files as they are now; nothing is written. */
bool bundle_hash(const struct ic_production *p,
    const struct ic_spec_document *d, char hex[IC_SHA256_HEX], uint64_t *size,
    struct ic_error *err);

/* qsort_r() of indexes of a struct ic_spec's documents: by file, then index. */
int shared_by_file(const void *a, const void *b, void *spec);

/*
 * Find the files that several documents are parts of. Before the first of them
 * is hashed. False without memory.
 */
bool shared_find(struct ic_production *p, struct ic_error *err);

/* The file that a document is a part of; NULL: it has one to itself. */
struct ic_shared *shared_of(const struct ic_production *p, size_t document);

/* Hash it, the first time. Errors as those of ic_open_source(). */
bool shared_hash(const struct ic_production *p, size_t document,
    struct ic_error *err);

/*
 * True if `fd` is the file that was hashed, and nobody has written to it since:
 * as the system says it, which is asked in no time, and for all documents
 * together once more by its bytes, at the end (shared_changed()).
 */
bool shared_is_same(const struct ic_shared *s, int fd);

/* True if a file that was hashed has other bytes now, or is gone. */
bool shared_changed(const struct ic_production *p, const struct ic_shared *s);

/* What the system says of an open file; false if it says nothing. */
bool shared_identify(int fd, struct ic_identity *out);

bool shared_is_identical(const struct ic_identity *a,
    const struct ic_identity *b);

#endif
