/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "inflate.h"

#include <libdeflate.h>

bool ic_inflate_some(const uint8_t *p, size_t n, uint8_t *to, size_t room,
    size_t *used, size_t *got)
{
	struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
	bool ok = d &&
	    libdeflate_zlib_decompress_ex(d, p, n, to, room, used, got) ==
		LIBDEFLATE_SUCCESS;

	libdeflate_free_decompressor(d);
	return ok;
}

bool ic_inflate(const uint8_t *p, size_t n, uint8_t *to, size_t want,
    size_t *used)
{
	size_t got;

	return ic_inflate_some(p, n, to, want, used, &got) && got == want;
}
