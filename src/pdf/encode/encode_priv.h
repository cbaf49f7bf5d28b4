/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The parts of the encoder: looking at pixels, packing, and the codecs. */
#ifndef IC_PDF_ENCODE_PRIV_H
#define IC_PDF_ENCODE_PRIV_H

#include <string.h>

#include "pdf/encode.h"

/*
 * How many of the next n bytes are white, in whole words: pages are mostly
 * paper, and this is how each pass gets over it.
 */
static inline int ic_encode_white_run(const uint8_t *p, int n)
{
	uint64_t a, b, c, d;
	int i = 0;

	for (; i + 32 <= n; i += 32) {
		memcpy(&a, p + i, 8);
		memcpy(&b, p + i + 8, 8);
		memcpy(&c, p + i + 16, 8);
		memcpy(&d, p + i + 24, 8);
		if ((a & b & c & d) != UINT64_MAX) {
			break;
		}
	}
	for (; i + 8 <= n; i += 8) {
		memcpy(&a, p + i, 8);
		if (a != UINT64_MAX) {
			break;
		}
	}
	return i;
}

/* Where each of the 256 grays goes. */
struct ic_ramp {
	uint8_t to[256];
	/* to[v] = (v * top + round) / 256 * step, if it has 1, 2 or 4 bits */
	uint16_t top, round, step;
};

/* The ramp of 1, 2 or 4 bits. */
void ic_encode_ramp(struct ic_ramp *ramp, int bits);

/* Black below IC_ENCODE_THRESHOLD, else white. */
void ic_encode_threshold(struct ic_ramp *ramp);

/* What the pixels are like. */
struct ic_look {
	uint32_t tones; /* millionths that lie in gentle gradients */
	uint32_t grays; /* millionths that the 2-bit ramp makes gray */
};

/* What is counted to know it, of the odd rows; begins as zeros. */
struct ic_tally {
	uint64_t seen, tones, ink, grays;
};

/* Count the rows from y on, before `end`. */
void ic_encode_look(const struct ic_raster *r, int y, int end,
    struct ic_tally *t);

struct ic_look ic_encode_looked(const struct ic_tally *t);

/*
 * True if the cell rule allows the ramp. On the way the rows are counted in
 * `also` (or NULL), while they are at hand, for a page is larger than what is
 * near the processor: all of them, whatever comes of the cells.
 */
bool ic_encode_cells(const struct ic_raster *r, const struct ic_ramp *ramp,
    struct ic_tally *also);

/* Replace each sample by its ramp's value. */
void ic_encode_apply(struct ic_raster *r, const struct ic_ramp *ramp);

/*
 * The ramp's values in 1, 2 or 4 bits a sample, each row padded to a byte,
 * into e->packed; with `back` they replace the samples, too.
 */
bool ic_encode_pack(struct ic_encoder *e, struct ic_raster *r,
    const struct ic_ramp *ramp, int bits, bool back);

/* n bytes in rows of `row` bytes as a zlib stream into e->out. */
bool ic_encode_flate(struct ic_encoder *e, const void *data, size_t n,
    size_t row, struct ic_error *err);

/*
 * h rows of `stride` bytes, which follow one another, of pixels of `step`
 * bytes, behind PNG's predictors as a zlib stream into e->out.
 */
bool ic_encode_png(struct ic_encoder *e, const uint8_t *rows, size_t stride,
    int h, int step, struct ic_error *err);

/* Free e->flate. */
void ic_encode_flate_finish(struct ic_encoder *e);

/*
 * h rows of w bits in e->packed, each padded to a byte, 0 black, as T.6 into
 * e->out. The rows are left as they are.
 */
bool ic_encode_g4(struct ic_encoder *e, int w, int h, struct ic_error *err);

/* A raster as JPEG into e->out. */
bool ic_encode_jpeg(struct ic_encoder *e, const struct ic_raster *r,
    int quality, struct ic_error *err);

/* Decode e->out into e->packed, laid out as the raster it was made of. */
bool ic_encode_jpeg_back(struct ic_encoder *e, const struct ic_raster *r,
    struct ic_error *err);

/* How far a pixel of the page's boxes in e->packed is from their fill. */
int ic_encode_box_error(const struct ic_encoder *e, const struct ic_raster *r,
    const struct ic_slice *s, uint32_t page);

#endif
