/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The code streams of the benchmark's scans, as PDF stores them: JPEG, and
 * the bare Group 4 data of a page. A failure ends the program: it is a bench.
 */
#ifndef IC_BENCH_CODESTREAM_H
#define IC_BENCH_CODESTREAM_H

#include <stddef.h>
#include <stdint.h>

/* Pixels: row 0 on top, comps 1 or 3, 8 bits. */
struct picture {
	int w, h, comps;
	uint8_t *px; /* owned */
};

struct code {
	uint8_t *data; /* owned, malloc */
	size_t n;
};

/* Say what fails and exit with 1. */
_Noreturn void give_up(const char *what);

/* Memory for n bytes, or give up. */
void *get_memory(size_t n);

/* Baseline, 4:2:0 where there is colour. */
struct code jpeg_of(const struct picture *p, int quality);

/* 1 bit a pixel: black is what is below 128. */
struct code g4_of(const struct picture *p);

/*
 * What no lossless editor can do without: the coefficients read and written
 * with Huffman tables of their own; the rows read and written.
 */
struct code jpeg_again(const struct code *in);
struct code g4_again(const struct code *in, int w, int h);

#endif
