/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

uint8_t *ic_buf_room(struct ic_buf *b, size_t n)
{
	size_t max = b->max ? b->max : IC_BUF_MAX;
	size_t cap = b->cap ? b->cap : 64;
	uint8_t *data;

	if (b->failed || n > max || b->len > max - n) {
		b->failed = true;
		return NULL;
	}
	if (b->data && b->cap - b->len >= n) {
		return b->data + b->len;
	}
	while (cap - b->len < n) {
		cap *= 2; /* max is far below SIZE_MAX / 2 */
	}
	data = realloc(b->data, cap);
	if (!data) {
		b->failed = true;
		return NULL;
	}
	b->data = data;
	b->cap = cap;
	return b->data + b->len;
}

bool ic_buf_add(struct ic_buf *b, const void *bytes, size_t n)
{
	uint8_t *to;

	if (n == 0) {
		return !b->failed;
	}
	to = ic_buf_room(b, n);
	if (!to) {
		return false;
	}
	memcpy(to, bytes, n);
	b->len += n;
	return true;
}

bool ic_buf_puts(struct ic_buf *b, const char *s)
{
	return ic_buf_add(b, s, strlen(s));
}

bool ic_buf_putc(struct ic_buf *b, int c)
{
	uint8_t byte = (uint8_t)c;

	return ic_buf_add(b, &byte, 1);
}

bool ic_buf_printf(struct ic_buf *b, const char *fmt, ...)
{
	va_list ap, again;
	int n;
	uint8_t *to;

	va_start(ap, fmt);
	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	to = n < 0 ? NULL : ic_buf_room(b, (size_t)n + 1);
	if (to) {
		vsnprintf((char *)to, (size_t)n + 1, fmt, again);
		b->len += (size_t)n;
	} else {
		b->failed = true;
	}
	va_end(again);
	return to != NULL;
}

void ic_buf_reset(struct ic_buf *b)
{
	b->len = 0;
	b->failed = false;
}

const char *ic_buf_str(struct ic_buf *b)
{
	uint8_t *end = ic_buf_room(b, 1);

	if (!end) {
		return "";
	}
	*end = '\0';
	return (const char *)b->data;
}

bool ic_buf_check(const struct ic_buf *b, const char *what,
    struct ic_error *err)
{
	if (b->failed) {
		return ic_fail(err, IC_ELIMIT,
		    "%s is larger than this program accepts", what);
	}
	return true;
}

void ic_buf_finish(struct ic_buf *b)
{
	if (!b) {
		return;
	}
	free(b->data);
	*b = (struct ic_buf){ 0 };
}
