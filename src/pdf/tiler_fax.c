/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A G4 stream holds exactly the rows and columns promised, EOFB, and at most
 * seven clear bits behind it. Only where the code ends matters here.
 */
#include "fax.h"
#include "tiler_priv.h"

bool ic_tile_fax(const struct ic_tile_image *im, const uint8_t *p, size_t n)
{
	struct ic_fax f;
	bool ok = ic_fax_open(&f, p, n, (int32_t)im->w);

	for (int64_t y = 0; ok && y < im->h; y++) {
		ok = ic_fax_row(&f) != NULL;
	}
	ok = ok && ic_fax_ends(&f);
	ic_fax_close(&f);
	return ok;
}
