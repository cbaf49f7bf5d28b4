/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef IC_PDF_JUDGE_SCAN_PRIV_H
#define IC_PDF_JUDGE_SCAN_PRIV_H

#include <mupdf/fitz.h>

#include "pdf/raster.h"

/* Part of a picture, in its pixels. */
struct ic_scan_part {
	int x, y, w, h;
};

/*
 * The part's samples as bytes into `r`, which has its shape and the image's
 * components (judge_scan_read.c). The image is of 1 or 8 bits, gray or RGB.
 * False if they cannot be had, or not all of them. Throws when memory is
 * short.
 */
bool ic_judge_scan_read(fz_context *ctx, fz_image *image,
    const struct ic_scan_part *part, struct ic_raster *r);

/* Plain G4 of that many pixels, not too large (judge_scan_fax.c). */
bool ic_judge_scan_is_g4(const fz_compressed_buffer *b, int w, int h);

/*
 * All its rows, padded to bytes, of bits as PDF has them. False if libtiff
 * finds anything wrong with it.
 */
bool ic_judge_scan_g4(const fz_compressed_buffer *b, int w, int h,
    uint8_t *rows);

#endif
