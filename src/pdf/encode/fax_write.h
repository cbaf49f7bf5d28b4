/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A writer of G4 (ITU-T T.6) from where the colours of its rows change: of a
 * picture that was read (fax.h), no pixel is looked at. It makes the choices
 * of T.6, figure 7, as libtiff does, and so the same bytes.
 *
 *	ic_fax_write_begin(&f, ...);
 *	for (...) {
 *		ic_fax_write_row(&f, above, row);
 *	}
 *	ic_fax_write_end(&f);
 */
#ifndef IC_PDF_FAX_WRITE_H
#define IC_PDF_FAX_WRITE_H

#include "base/buf.h"
#include "fax.h"
#include "fax_codes.h"

struct ic_fax_writer {
	struct ic_fax_codes codes;
	int32_t white[IC_FAX_BEHIND]; /* a white row */
	int32_t w;
	struct ic_buf *out; /* borrowed */
	uint64_t next;      /* bits for which there is no byte yet, highest */
	unsigned n;         /* so many, less than 8 */
};

/* Begin to append rows of w pixels, at most IC_FAX_WIDTH_MAX, to `out`. */
void ic_fax_write_begin(struct ic_fax_writer *f, struct ic_buf *out, int32_t w);

/*
 * Append a row, of which the changes are as ic_fax_row() gives them; `above`
 * is the one before, NULL of the first. False without memory.
 */
bool ic_fax_write_row(struct ic_fax_writer *f, const int32_t *above,
    const int32_t *row);

/* Append EOFB and the rest of a byte. False without memory. */
bool ic_fax_write_end(struct ic_fax_writer *f);

/*
 * The changes of a row of w packed pixels, 0 black, as ic_fax_row() gives them:
 * w + 1 + IC_FAX_BEHIND numbers at most.
 */
void ic_fax_changes(const uint8_t *row, int32_t w, int32_t *changes);

#endif
