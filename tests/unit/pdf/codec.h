/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Code streams by the libraries that others use. */
#ifndef IC_UNIT_PDF_CODEC_H
#define IC_UNIT_PDF_CODEC_H

#include <stdint.h>

#include "judge_coded.h"
#include "base/buf.h"

enum codec_flags {
	CODEC_PROGRESSIVE = 1,
	CODEC_NO_JFIF = 2,
	CODEC_GRAY = 4,
	CODEC_RESTARTS = 8,
	CODEC_CMYK = 16,      /* four samples a pixel, coded as they are */
	CODEC_YCCK = 32,      /* the same, coded as YCCK */
	CODEC_COARSE = 64,    /* steps beyond 255 */
	CODEC_SCATTERED = 128 /* a scan for each of three components */
};

/* A JPEG by libjpeg, from 8 bits a component. */
void codec_jpeg(const uint8_t *px, int w, int h, unsigned flags,
    struct ic_buf *out);

/* A G4 code stream by libtiff, from rows of bits, 1 is black. */
void codec_g4(const uint8_t *rows, int w, int h, struct ic_buf *out);

/* True if the judge finds in a code stream just what is promised. */
bool codec_strict(const struct ic_coded *promised, const struct ic_buf *b);

#endif
