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

#endif
