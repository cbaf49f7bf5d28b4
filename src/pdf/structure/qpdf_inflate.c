/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * libqpdf gives a stream's bytes as they are stored, and zlib inflates them
 * here. libqpdf's own filter would call zlib too, and then pass over a wrong
 * checksum and what follows the end; and where its buffer is full at the end
 * of a chunk of the stream, libqpdf 11 warns of what is no fault.
 */
#include <stdlib.h>

#include <zlib.h>

#include "qpdf_priv.h"

#define ROOM_FIRST ((size_t)64 << 10)
#define INFLATED_MAX ((size_t)256 << 20)

static bool grow(uint8_t **p, size_t *room)
{
	size_t more = *room ? 2 * *room : ROOM_FIRST;
	uint8_t *q = more <= INFLATED_MAX ? realloc(*p, more) : NULL;

	if (!q) {
		return false;
	}
	*p = q;
	*room = more;
	return true;
}

/* Up to the end of the zlib stream, which has to be that of its bytes. */
static bool inflate_all(z_stream *z, uint8_t **out, size_t *n)
{
	size_t room = 0;
	int rc = Z_OK;

	while (rc == Z_OK) {
		if (z->total_out == room && !grow(out, &room)) {
			return false;
		}
		z->next_out = *out + z->total_out;
		z->avail_out = (uInt)(room - z->total_out);
		rc = inflate(z, Z_NO_FLUSH);
	}
	*n = z->total_out;
	return rc == Z_STREAM_END && z->avail_in == 0;
}

bool ic_qpdf_inflate(qpdf_data q, qpdf_oh stream, uint8_t **out, size_t *n)
{
	QPDF_BOOL filtered = QPDF_FALSE;
	unsigned char *raw = NULL;
	size_t stored = 0;
	z_stream z = { 0 };
	bool ok = false;

	*out = NULL;
	if (qpdf_oh_get_stream_data(q, stream, qpdf_dl_none, &filtered, &raw,
		&stored) == QPDF_SUCCESS &&
	    stored <= UINT32_MAX && inflateInit(&z) == Z_OK) {
		z.next_in = raw;
		z.avail_in = (uInt)stored;
		ok = inflate_all(&z, out, n);
		inflateEnd(&z);
	}
	free(raw);
	return ok;
}
