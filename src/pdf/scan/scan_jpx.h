/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Pixels as JPEG 2000 without loss (ITU-T T.800), in a JP2 file that says
 * nothing but how large the picture is and whether it is gray or sRGB:
 * signature, ftyp, jp2h of ihdr and colr, jp2c, in this order. The code stream
 * has SIZ, COD and QCD, then a tile-part a tile and EOC: no comment, in which
 * OpenJPEG would give its version, no index, no second layer. Tiles bound the
 * memory that it takes: 15 MB gray, 40 MB RGB, however large the picture.
 */
#ifndef IC_PDF_SCAN_JPX_H
#define IC_PDF_SCAN_JPX_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/error.h"
#include "pdf/raster.h"

/*
 * Replace what `out` holds by the file. Of the raster w, h, comps, stride and
 * px count, and px is only read. The same pixels give the same bytes with the
 * same library. IC_EENV without memory, IC_ELIMIT beyond what a buffer holds;
 * `out` is then empty.
 */
bool ic_scan_jpx(const struct ic_raster *r, struct ic_buf *out,
    struct ic_error *err);

#endif
