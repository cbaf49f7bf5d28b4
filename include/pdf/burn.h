/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Covering: after it, nothing of what lay under a box is in the raster.
 */
#ifndef IC_PDF_BURN_H
#define IC_PDF_BURN_H

#include "core/slice.h"
#include "pdf/raster.h"

/* The value of every channel of a box's burned pixels: 0 or 255. */
uint8_t ic_burn_value(const struct ic_slice *s, uint32_t box);

/*
 * Fill the page's boxes, each as ic_raster_burned() says, with its
 * fill; all of the raster with white if a whole-page box covers the page.
 */
void ic_burn_page(struct ic_raster *r, const struct ic_slice *s, uint32_t page);

#endif
