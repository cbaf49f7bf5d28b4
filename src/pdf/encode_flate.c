/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "encode_priv.h"

#include <stdlib.h>

#include <zlib.h>

/* Measured on packed pages: 3 % smaller than 1 at no cost; 6 costs thrice. */
#define LEVEL 2
#define STRATEGY Z_DEFAULT_STRATEGY

static z_stream *stream(struct ic_encoder *e)
{
	z_stream *z = e->flate;

	if (z) {
		return deflateReset(z) == Z_OK ? z : NULL;
	}
	z = calloc(1, sizeof(*z));
	if (!z || deflateInit2(z, LEVEL, Z_DEFLATED, 15, 9, STRATEGY) != Z_OK) {
		free(z);
		return NULL;
	}
	e->flate = z;
	return z;
}

bool ic_encode_flate(struct ic_encoder *e, const void *data, size_t n,
    struct ic_error *err)
{
	z_stream *z = stream(e);
	uint8_t *room;
	size_t bound;

	if (!z) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	bound = deflateBound(z, n);
	ic_buf_reset(&e->out);
	room = ic_buf_room(&e->out, bound);
	if (!room || n > UINT32_MAX || bound > UINT32_MAX) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	z->next_in = (void *)(uintptr_t)data;
	z->avail_in = (uInt)n;
	z->next_out = room;
	z->avail_out = (uInt)bound;
	if (deflate(z, Z_FINISH) != Z_STREAM_END) {
		return ic_fail(err, IC_EBUG, "a page was not compressed");
	}
	e->out.len = bound - z->avail_out;
	return true;
}

void ic_encode_flate_finish(struct ic_encoder *e)
{
	if (e->flate) {
		deflateEnd(e->flate);
		free(e->flate);
		e->flate = NULL;
	}
}
