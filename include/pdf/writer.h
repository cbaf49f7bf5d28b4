/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The only door to an output file. Pages and images are written as they come,
 * so memory stays bounded; fonts, page tree and catalog follow at the end.
 * No MuPDF object crosses it: what it can write is all that an output can
 * hold (ISO 32000-1, 7.3 to 7.7), and the tiler accepts nothing else.
 *
 *	ic_writer_open(&w, fd, err)
 *	for each page: ic_writer_image(w, &image, &ref, err)
 *	               ic_writer_page(w, &page, err)
 *	ic_writer_finish(w, label_font, err)
 *	ic_writer_close(w)
 *
 * The same calls give the same bytes: no clock, no chance. /ID is twice the
 * SHA-256 of the bytes before the cross-reference table.
 */
#ifndef IC_PDF_WRITER_H
#define IC_PDF_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"
#include "core/reason.h"
#include "core/rect.h"
#include "core/slice.h"

/* A file this large needs more than the ten digits of a table's offset. */
#define IC_WRITER_BYTES_MAX 9999999999ULL

struct ic_writer;
struct ic_font;

struct ic_image {
	int w, h; /* pixels */
	enum ic_encoding encoding;
	const uint8_t *data; /* a complete zlib, JPEG, JP2 or G4 code stream */
	size_t len;
	bool ccitt;    /* BILEVEL only: data is G4; its black runs are black */
	bool filtered; /* GRAY8, RGB8: PNG's predictors stand before Flate */
	bool inverted; /* JPEG_CMYK: 0 is all of an ink */
};

/*
 * Where an image lies: its unit square, y up, to points of the output page,
 * y up (ISO 32000-1, 8.3.3 and 8.9.5.1). Millionths of a point, so that a
 * reader finds the pixels of a scan where they were to a thousandth of one.
 * What lies outside of `clip` (milli-points, y up) is not shown; if that is
 * empty, all is.
 */
struct ic_spot {
	int64_t a, b, c, d, e, f;
	struct ic_rect clip;
};

/*
 * A mark over the picture: an area whose paint is multiplied with what lies
 * below it (ISO 32000-1, 11.3.5), and the line around it. Milli-points of the
 * output page, y down.
 */
struct ic_page_mark {
	struct ic_rect area, line;
	int32_t width; /* of the line */
	struct ic_marker paint;
};

/* How much of a mark's paint is laid on, thousandths: its area's /ca. */
#define IC_HIGHLIGHT_ALPHA 600

struct ic_page_out {
	struct ic_size size;
	uint32_t image;         /* what ic_writer_image() gave; 0: none */
	struct ic_spot spot;    /* of the image */
	const uint8_t *content; /* operators after both, uncompressed */
	size_t len;
	bool text_font;                   /* content uses /T0 */
	bool label_font;                  /* content uses /F0 */
	uint32_t text_highest;            /* of the codes of /T0 */
	const struct ic_page_mark *marks; /* painted after the image */
	size_t nmarks;
};

/*
 * Start a file at the beginning of `fd`, which stays the caller's and must
 * be empty. IC_EENV when it cannot be written.
 */
bool ic_writer_open(struct ic_writer **out, int fd, struct ic_error *err);

/* Write an image; *ref is its object number, for ic_page_out.image. */
bool ic_writer_image(struct ic_writer *w, const struct ic_image *image,
    uint32_t *ref, struct ic_error *err);

/* Write the next page. IC_EBUG for an image of another writer. */
bool ic_writer_page(struct ic_writer *w, const struct ic_page_out *page,
    struct ic_error *err);

/* The spot of an image that is all of a page of `size`, placed. */
struct ic_spot ic_writer_spot(struct ic_size size,
    struct ic_placement placement);

/*
 * Write fonts, page tree, catalog, table and trailer. `label_font` must be
 * the font whose CIDs the pages use; NULL if no page has label_font. IC_EBUG
 * without a page. The file is then complete, but not yet synced.
 */
bool ic_writer_finish(struct ic_writer *w, struct ic_font *label_font,
    struct ic_error *err);

/* Free the writer; the file is left as it is. NULL is allowed. */
void ic_writer_close(struct ic_writer *w);

/*
 * Append milli-points as points, the way all content does: "%d.%03d" without
 * trailing zeros.
 */
bool ic_writer_number(struct ic_buf *out, int32_t milli);

/* True if it was the descriptor that refused bytes. NULL is allowed. */
bool ic_writer_is_refused(const struct ic_writer *w);

#endif
