/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * How a judge reads a Flate stream: by libdeflate, in one piece. It is three
 * times as fast as zlib, and shares nothing with what libqpdf and
 * MuPDF read the other streams with.
 */
#ifndef IC_PDF_INFLATE_H
#define IC_PDF_INFLATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * One zlib stream at the beginning of n bytes, of exactly `want` bytes, into
 * `to`. *used: the bytes that it takes. False if it is none, or without
 * memory.
 */
bool ic_inflate(const uint8_t *p, size_t n, uint8_t *to, size_t want,
    size_t *used);

/*
 * The same of a stream whose size is not known, and of at most `room` bytes;
 * *got is how many. What was written is void if it is false.
 */
bool ic_inflate_some(const uint8_t *p, size_t n, uint8_t *to, size_t room,
    size_t *used, size_t *got);

#endif
