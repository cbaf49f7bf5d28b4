/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The bytes that a child gets: a packed slice, the document's password, and
 * the password's length as 4 little-endian bytes. The password stands apart,
 * so that the slice's hash in the journal tells nothing of it.
 */
#ifndef IC_CORE_JOB_H
#define IC_CORE_JOB_H

#include "core/reason.h"
#include "core/slice.h"

#define IC_PASSWORD_MAX 127 /* bytes; ISO 32000-2, 7.6.4.3.3 */

/* Append the job of a packed slice; password may be NULL. */
bool ic_job_join(const struct ic_buf *slice, const char *password,
    struct ic_buf *out, struct ic_error *err);

/*
 * Unpack a job. `password` gets a NUL-terminated copy. IC_EBUG if the bytes
 * are not a job, IC_EENV without memory.
 */
bool ic_job_split(const uint8_t *job, size_t n, struct ic_slice *slice,
    char password[IC_PASSWORD_MAX + 1], struct ic_error *err);

/* Why a document fails whose job did not unpack: MEMORY or JOB. */
enum ic_reason ic_job_reason(const struct ic_error *err);

#endif
