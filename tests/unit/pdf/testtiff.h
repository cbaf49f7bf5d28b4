/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* TIFFs and JPEGs that a test writes itself, in memory, of any kind. */
#ifndef IC_UNIT_PDF_TESTTIFF_H
#define IC_UNIT_PDF_TESTTIFF_H

#include <tiffio.h>

#include "base/buf.h"

/* What is not given is left out, but for 1 for samples. */
struct testtiff {
	uint16_t codec, bits, samples, photometric, orientation, fill, unit;
	uint16_t extra; /* kind of a last sample, plus 1 */
	uint32_t w, h, rows, tile;
	float x, y; /* resolution */
	const uint16_t *palette[3];
};

struct testtiff_file {
	struct ic_buf b;
	uint64_t at;
	TIFF *t;
};

void testtiff_begin(struct testtiff_file *f);

/* A page of packed rows; 0 is what photometric says. */
void testtiff_page(struct testtiff_file *f, const struct testtiff *t,
    const uint8_t *rows);
void testtiff_end(struct testtiff_file *f);

/* A file of one page. */
void testtiff_write(struct testtiff_file *f, const struct testtiff *t,
    const uint8_t *rows);

/* The entry of a tag in the first directory of a little-endian file. */
uint8_t *testtiff_entry(struct ic_buf *b, uint16_t tag);

/* The link to the next directory behind the first one. */
uint8_t *testtiff_link(struct ic_buf *b);

/* What a test's JPEG is to be. */
struct testjpeg {
	int w, h, comps;
	int unit, x, y;  /* of JFIF; comps other than 4 */
	int orientation; /* Exif's; 0: none */
	bool progressive;
};

/* Rows of bytes, `comps` a pixel. */
void testjpeg_write(struct ic_buf *b, const struct testjpeg *j,
    const uint8_t *rows);

#endif
