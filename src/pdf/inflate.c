/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "inflate.h"

#include <libdeflate.h>

bool ic_inflate(const uint8_t *p, size_t n, uint8_t *to, size_t want,
    size_t *used)
{
	struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
	size_t got = 0;
	bool ok = d &&
	    libdeflate_zlib_decompress_ex(d, p, n, to, want, used, &got) ==
		LIBDEFLATE_SUCCESS;

	libdeflate_free_decompressor(d);
	return ok && got == want;
}
