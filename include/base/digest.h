/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * SHA-256 (FIPS 180-4) as 64 lower-case hex digits and a NUL.
 */
#ifndef IC_BASE_DIGEST_H
#define IC_BASE_DIGEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

#define IC_SHA256_HEX 65

/* Of n bytes. IC_EENV if libcrypto has no SHA-256 or memory. */
bool ic_sha256(const void *bytes, size_t n, char hex[IC_SHA256_HEX],
    struct ic_error *err);

/*
 * Of a whole file, read from offset 0 by pread, so that the descriptor's own
 * offset neither matters nor moves. *size, if not NULL, is the number of
 * bytes hashed. IC_EENV if it cannot be read to its end.
 */
bool ic_sha256_fd(int fd, char hex[IC_SHA256_HEX], uint64_t *size,
    struct ic_error *err);

/* Of what is added piece by piece. The zero value is none. */
struct ic_digest {
	void *md; /* owned */
};

/* Errors as above. */
bool ic_digest_begin(struct ic_digest *d, struct ic_error *err);
bool ic_digest_add(struct ic_digest *d, const void *bytes, size_t n,
    struct ic_error *err);

/* Add a whole file, as ic_sha256_fd() reads it. */
bool ic_digest_add_fd(struct ic_digest *d, int fd, uint64_t *size,
    struct ic_error *err);
bool ic_digest_end(struct ic_digest *d, char hex[IC_SHA256_HEX],
    struct ic_error *err);

/* Free what it holds; after ic_digest_end() too. */
void ic_digest_finish(struct ic_digest *d);

#endif
