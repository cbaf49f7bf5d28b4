/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef IC_CORE_LOCK_PRIV_H
#define IC_CORE_LOCK_PRIV_H

#include "core/lock.h"

/* The 64-bit FNV-1a hash: where it begins, and after more bytes. */
#define LOCK_HASH 0xcbf29ce484222325u
uint64_t lock_hash(uint64_t h, const void *bytes, size_t n);

/* After a rectangle's sides; NULL: a whole page, of which nothing is said. */
uint64_t lock_hash_rect(uint64_t h, const struct ic_rect *rect);

/* The id that begins with a page's text and ends with a hash. */
void lock_put_id(const char *page, uint64_t h, char out[IC_REDACTION_ID_MAX]);

#endif
