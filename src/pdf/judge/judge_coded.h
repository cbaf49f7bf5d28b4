/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The code stream of a picture, read once and strictly: it begins at the first
 * of its bytes and ends at the last, and holds what its dictionary promises.
 * No row, bit or byte is too many, and nothing is in it that no reader shows.
 */
#ifndef IC_PDF_JUDGE_CODED_H
#define IC_PDF_JUDGE_CODED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum ic_coding {
	IC_CODING_FLATE,
	IC_CODING_PNG, /* the same, by PNG's predictors */
	IC_CODING_FAX, /* G4, 0 is black */
	IC_CODING_JPEG
};

/* What is promised, and the bytes that are to keep it. Borrowed. */
struct ic_coded {
	enum ic_coding coding;
	int w, h; /* pixels */
	unsigned comps, bits;
	const uint8_t *p;
	size_t n;
};

/* Bytes of a row: its samples in `bits` bits each, up to a whole byte. */
size_t ic_coded_row(const struct ic_coded *c);

/*
 * True if the code stream is just the picture; then its rows are in `rows`,
 * which has room for h of them, as the filter gives them. Of a JPEG those rows
 * y may be missing for which want[y] is false; NULL: none is. If it is false,
 * also for want of memory, what is in `rows` is void.
 */
bool ic_coded_read(const struct ic_coded *c, const bool *want, uint8_t *rows);

/* The same for a JPEG alone (judge_coded_jpeg.c). */
bool ic_coded_jpeg(const struct ic_coded *c, const bool *want, uint8_t *rows);

/*
 * True if a JPEG's markers are in order, and only those that it needs, each
 * once (judge_coded_markers.c). What stands between them is code.
 */
bool ic_coded_markers(const struct ic_coded *c);

#endif
