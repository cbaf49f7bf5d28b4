/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "writer_out.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <libdeflate.h>

/* Measured on text layers: 6 takes twice as long for a fifteenth less. */
#define LEVEL 4

static void fail(struct ic_writer *w, int why)
{
	if (!w->failed) {
		w->failed = true;
		w->saved_errno = why;
	}
}

void ic_out_flush(struct ic_writer *w)
{
	size_t done = 0;

	while (!w->failed && done < w->used) {
		ssize_t n = write(w->fd, w->buffer + done, w->used - done);

		if (n > 0) {
			done += (size_t)n;
		} else if (n == 0 || errno != EINTR) {
			fail(w, n == 0 ? ENOSPC : errno);
		}
	}
	w->used = 0;
}

void ic_out_add(struct ic_writer *w, const void *bytes, size_t n)
{
	const uint8_t *p = bytes;

	if (n > IC_WRITER_BYTES_MAX - w->at) {
		fail(w, EFBIG);
	}
	if (w->failed) {
		return;
	}
	if (EVP_DigestUpdate(w->hash, p, n) != 1) {
		fail(w, ENOMEM);
	}
	w->at += n;
	while (n > 0 && !w->failed) {
		size_t room = IC_OUT_BUFFER - w->used;
		size_t k = n < room ? n : room;

		memcpy(w->buffer + w->used, p, k);
		w->used += k;
		p += k;
		n -= k;
		if (w->used == IC_OUT_BUFFER) {
			ic_out_flush(w);
		}
	}
}

void ic_out_printf(struct ic_writer *w, const char *fmt, ...)
{
	char line[512];
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(line, sizeof(line), fmt, ap);
	va_end(ap);
	if (n < 0 || (size_t)n >= sizeof(line)) {
		fail(w, EOVERFLOW);
		return;
	}
	ic_out_add(w, line, (size_t)n);
}

uint32_t ic_out_number(struct ic_writer *w)
{
	if (w->objects == w->objects_cap) {
		size_t cap = w->objects_cap ? 2 * w->objects_cap : 256;
		uint64_t *p = reallocarray(w->offsets, cap, sizeof(*p));

		if (!p || cap > UINT32_MAX) {
			w->offsets = p ? p : w->offsets;
			fail(w, ENOMEM);
			return 0;
		}
		memset(p + w->objects_cap, 0,
		    (cap - w->objects_cap) * sizeof(*p));
		w->offsets = p;
		w->objects_cap = cap;
	}
	return (uint32_t)w->objects++;
}

void ic_out_begin(struct ic_writer *w, uint32_t number)
{
	if (number == 0 || number >= w->objects || w->offsets[number] != 0) {
		fail(w, EINVAL);
		return;
	}
	w->offsets[number] = w->at;
	ic_out_printf(w, "%u 0 obj\n", (unsigned)number);
}

void ic_out_end(struct ic_writer *w)
{
	ic_out_printf(w, "\nendobj\n");
}

void ic_out_stream(struct ic_writer *w, uint32_t number, const char *keys,
    const uint8_t *data, size_t n)
{
	ic_out_begin(w, number);
	ic_out_printf(w, "<<%s/Length %zu>>\nstream\n", keys, n);
	ic_out_add(w, data, n);
	ic_out_printf(w, "\nendstream");
	ic_out_end(w);
}

void ic_out_deflated(struct ic_writer *w, uint32_t number, const char *keys,
    const uint8_t *data, size_t n)
{
	char all[256];
	uint8_t *room = NULL;
	size_t size = 0;

	snprintf(all, sizeof(all), "%s/Filter/FlateDecode", keys);
	ic_buf_reset(&w->scratch);
	if (!w->deflate) {
		w->deflate = libdeflate_alloc_compressor(LEVEL);
	}
	if (w->deflate) {
		size = libdeflate_zlib_compress_bound(w->deflate, n);
		room = ic_buf_room(&w->scratch, size);
	}
	size = room ? libdeflate_zlib_compress(w->deflate,
			  n ? data : (const uint8_t *)"", n, room, size)
		    : 0;
	if (size == 0) {
		fail(w, ENOMEM);
		return;
	}
	ic_out_stream(w, number, all, room, size);
}

bool ic_out_check(const struct ic_writer *w, struct ic_error *err)
{
	if (!w->failed) {
		return true;
	}
	switch (w->saved_errno) {
	case EFBIG:
		return ic_fail(err, IC_ELIMIT, "the output is too large");
	case EINVAL:
	case EOVERFLOW:
		return ic_fail(err, IC_EBUG, "an object was written wrongly");
	case ENOMEM:
		return ic_fail(err, IC_EENV, "out of memory");
	default:
		return ic_fail(err, IC_EENV,
		    "the output could not be written: %s",
		    strerror(w->saved_errno));
	}
}

bool ic_writer_is_refused(const struct ic_writer *w)
{
	return w && w->failed && w->saved_errno != 0 &&
	    w->saved_errno != ENOMEM;
}
