/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A growing byte buffer with a limit. The zero value is an empty buffer with
 * the limit IC_BUF_MAX. A failed append sets `failed` and every later append
 * is a no-op, so that a writer checks once, at its end (OpenBSD's and git's
 * buffers are used the same way). Not for secrets: nothing is wiped.
 */
#ifndef IC_BASE_BUF_H
#define IC_BASE_BUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

#define IC_BUF_MAX ((size_t)1 << 30)

struct ic_buf {
	uint8_t *data; /* owned; NULL while empty */
	size_t len;
	size_t cap;
	size_t max; /* 0 means IC_BUF_MAX */
	bool failed;
};

/* Append n bytes. False once the limit or memory is exhausted. */
bool ic_buf_add(struct ic_buf *b, const void *bytes, size_t n);

/* Append a NUL-terminated string without its NUL. */
bool ic_buf_puts(struct ic_buf *b, const char *s);

/* Append one byte. */
bool ic_buf_putc(struct ic_buf *b, int c);

/* Append formatted text; locale-dependent conversions (%f) are not for it. */
bool ic_buf_printf(struct ic_buf *b, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Make room for n more bytes and return where they go; len is not moved. */
uint8_t *ic_buf_room(struct ic_buf *b, size_t n);

/* Forget the content, keep the memory. */
void ic_buf_reset(struct ic_buf *b);

/* A NUL-terminated view of the content, borrowed until the next append. */
const char *ic_buf_str(struct ic_buf *b);

/* True, or IC_ELIMIT naming `what` if any append failed. */
bool ic_buf_check(const struct ic_buf *b, const char *what,
    struct ic_error *err);

/* Free the memory and return to the zero value. NULL is allowed. */
void ic_buf_finish(struct ic_buf *b);

#endif
