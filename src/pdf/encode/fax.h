/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A strict reader of G4 (ITU-T T.6): each code stands where an encoder must
 * put it. What it reads, all readers read alike; what it does not read, some
 * may.
 *
 *	ic_fax_open(&f, ...);
 *	for (...) {
 *		row = ic_fax_row(&f);
 *	}
 *	ic_fax_close(&f);
 */
#ifndef IC_PDF_FAX_H
#define IC_PDF_FAX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define IC_FAX_WIDTH_MAX (1 << 29) /* pixels; sums of some are an int32_t */
#define IC_FAX_BEHIND 3 /* numbers behind a row's last change: the width */

struct ic_fax {
	const uint8_t *p;
	size_t n;
	uint64_t at; /* in bits */
	int32_t w;
	struct ic_fax_tables *tables;
	int32_t *lines; /* two rows */
	int32_t *above, *row;
};

/*
 * Begin with n bytes, of rows of w pixels. False without memory, or if they are
 * wider than IC_FAX_WIDTH_MAX.
 */
bool ic_fax_open(struct ic_fax *f, const uint8_t *p, size_t n, int32_t w);

/*
 * Where the colour of the next row changes, from white on, and then w, w, w;
 * NULL if its code is none. It is there until the next row but one is read.
 */
const int32_t *ic_fax_row(struct ic_fax *f);

/* True if EOFB comes next, and at most seven clear bits behind it. */
bool ic_fax_ends(struct ic_fax *f);

/* A row of w pixels, packed: 0 black, and padded with set bits. */
void ic_fax_bits(const int32_t *changes, int32_t w, uint8_t *row);

/* The same, a byte a pixel: 0 black, 255 white. */
void ic_fax_bytes(const int32_t *changes, int32_t w, uint8_t *row);

/* Free what it holds. A zeroed one is allowed. */
void ic_fax_close(struct ic_fax *f);

#endif
