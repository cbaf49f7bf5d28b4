/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The codes of a block of a Flate stream: RFC 1951, 3.2.2. */
#ifndef IC_PDF_ENCODE_HUFFMAN_H
#define IC_PDF_ENCODE_HUFFMAN_H

#include <stdbool.h>
#include <stdint.h>

#define IC_HUFFMAN_SYMBOLS 288
#define IC_HUFFMAN_MOST 15    /* bits of a code */
#define IC_HUFFMAN_DEEPEST 64 /* before that is enforced; more counts as 63 */

struct ic_huffman {
	uint8_t length[IC_HUFFMAN_SYMBOLS]; /* 0: the symbol has no code */
	uint16_t code[IC_HUFFMAN_SYMBOLS];  /* its first bit lowest */
};

/*
 * The code of n symbols that occur so often, none longer than `most` bits.
 * There are at least two: symbols 0 and 1 get a weight if they have none.
 */
void ic_huffman_make(struct ic_huffman *h, uint32_t *weight, unsigned n,
    unsigned most);

#endif
