/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The two halves of the Flate encoder: encode_flate.c finds matches and hands
 * them over as tokens, encode_block.c writes a block of tokens.
 */
#ifndef IC_PDF_ENCODE_FLATE_H
#define IC_PDF_ENCODE_FLATE_H

#include "encode_huffman.h"
#include "encode_priv.h"

#define IC_FLATE_TOKENS 16384 /* of a block */
#define IC_FLATE_SLOT_BITS 14

struct ic_flate {
	/* length << 16 | distance; or a byte << 16 */
	uint32_t token[IC_FLATE_TOKENS];
	size_t n;
	/* By hash, where four bytes stood last, plus 1. */
	uint32_t last[1 << IC_FLATE_SLOT_BITS];
	struct ic_huffman literals, distances, lengths;
	struct ic_buf *out; /* borrowed */
	uint64_t bits;      /* not yet written, the first one lowest */
	unsigned nbits;
};

/*
 * n bytes, of which each `row` make a row (0: they have none), appended to
 * `out` as a zlib stream. False without memory. The same bytes in, the same
 * out.
 */
bool ic_flate_stream(struct ic_flate *f, const uint8_t *p, size_t n, size_t row,
    struct ic_buf *out);

/* The head of the stream; the block of f's tokens; the sum of all bytes. */
void ic_flate_begin(struct ic_flate *f, struct ic_buf *out);
void ic_flate_block(struct ic_flate *f, bool last);
bool ic_flate_end(struct ic_flate *f, uint32_t adler);

#endif
