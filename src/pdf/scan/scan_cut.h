/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What is to be done to a scan. */
#ifndef IC_PDF_SCAN_CUT_H
#define IC_PDF_SCAN_CUT_H

#include "core/reason.h"
#include "pdf/raster.h"

/* What is to be done to a picture, in its own pixels, row 0 on top. */
struct ic_scan_cut {
	int w, h;              /* of the source picture */
	struct ic_pixels keep; /* what the page shows; rounded outward */
	const struct ic_pixels *boxes; /* to be burned, cut to the picture */
	size_t nboxes;
	uint8_t fill; /* 0: black, 255: white */
	uint32_t dpi; /* across or down, where it has more; at least 1 */
};

#endif
