/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Between the files that place, read and show the pixels of a picture. */
#ifndef IC_PDF_JUDGE_PIXELS_PRIV_H
#define IC_PDF_JUDGE_PIXELS_PRIV_H

#include "judge_pixels.h"

/*
 * Room for what ic_pixels_row() makes of px->bits, px->stride being known; it
 * is px's even if it throws (judge_pixels_row.c).
 */
void ic_pixels_unpacked_open(fz_context *ctx, struct ic_pixels_of *px);

/* Frees it, if there is some. */
void ic_pixels_unpacked_close(fz_context *ctx, struct ic_pixels_of *px);

#endif
