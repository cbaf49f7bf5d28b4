/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A picture of a page: what its file's head says of it, and its code stream as
 * a PDF can have it. A file is a TIFF or a JPEG; all that it says is an
 * attacker's, so each count is held against a maximum, and each place against
 * the file's end, before there is memory for it.
 */
#ifndef IC_PDF_IMAGEFILE_H
#define IC_PDF_IMAGEFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "core/reason.h"
#include "core/rect.h"

/* As much as a scan may have: pdf/scan.h keeps all that is let in. */
#define IC_IMAGEFILE_SIDE_MAX 65500
#define IC_IMAGEFILE_PIXELS_MAX 100000000
#define IC_IMAGEFILE_BYTES_MAX ((uint64_t)256 << 20) /* decoded, or coded */
#define IC_IMAGEFILE_FILE_MAX ((uint64_t)1 << 32)
#define IC_IMAGEFILE_PALETTE 256
#define IC_IMAGEFILE_DPI_BILEVEL 200 /* where the file does not say */
#define IC_TIFF_TABLES_MAX 65536     /* bytes of JPEG's tables in a TIFF */

/* Some bytes of an open file: all there is of one picture file. */
struct ic_piece {
	int fd; /* borrowed */
	uint64_t at, len;
};

/* The n bytes at `at` of it. False if it ends before them, or on an error. */
bool ic_piece_read(const struct ic_piece *p, uint64_t at, void *to, size_t n);

enum ic_imagefile_code {
	IC_IMAGEFILE_RAW,  /* rows of samples, each row padded to a byte */
	IC_IMAGEFILE_G4,   /* one stream of ITU-T T.6 */
	IC_IMAGEFILE_JPEG, /* its coefficients are the file's */
};

enum ic_imagefile_space {
	IC_IMAGEFILE_GRAY,
	IC_IMAGEFILE_RGB,
	IC_IMAGEFILE_CMYK,
	IC_IMAGEFILE_INDEXED
};

struct ic_imagefile {
	struct ic_piece file;
	bool tiff;
	uint64_t directory; /* TIFF: where its own stands */
	uint32_t w, h;
	double dpi_x, dpi_y;   /* along its rows and columns; 0: not said */
	uint8_t orientation;   /* 1 to 8, TIFF 6.0, section 8 */
	uint8_t code;          /* enum ic_imagefile_code */
	uint8_t space;         /* enum ic_imagefile_space */
	uint8_t bits;          /* of a sample */
	bool black_is_1;       /* G4 */
	bool inverted;         /* JPEG of four inks, as Adobe writes them */
	uint64_t most;         /* bytes of its code stream, at most */
	uint8_t (*palette)[3]; /* INDEXED: 1 << bits colours; owned */
};

/*
 * How large its page is, in milli-points, before it is turned: what its
 * resolution says, if that is of use. True if it had to be guessed.
 */
bool ic_imagefile_size(const struct ic_imagefile *p, struct ic_size *out);

/* True if so many pixels are no more than a picture, or a tile, may have. */
bool ic_imagefile_fits(uint32_t w, uint32_t h);

/* True if it is stood on its side when it is shown. */
bool ic_imagefile_is_turned(const struct ic_imagefile *p);

/*
 * The pictures of a TIFF that are pages, at most `most`: those that are small
 * copies or masks of others are none. *out is malloced, of *n, each with the
 * place of its directory and nothing else. NONE, or what is wrong.
 */
enum ic_reason ic_tiff_find(const struct ic_piece *file, uint32_t most,
    struct ic_imagefile **out, uint32_t *n);

/* What the head says of the picture in p->directory. */
enum ic_reason ic_tiff_look(struct ic_imagefile *p);

/*
 * Append its code stream. *damaged becomes true where the code is not as it
 * should be, and was read all the same. p->code becomes RAW if what seemed to
 * be one whole JPEG is none.
 */
enum ic_reason ic_tiff_code(struct ic_imagefile *p, struct ic_buf *out,
    bool *damaged);

/* The same of a JPEG: `p->file` is given. */
enum ic_reason ic_jpeg_look(struct ic_imagefile *p);
enum ic_reason ic_jpeg_code(const struct ic_imagefile *p, struct ic_buf *out);

/* What a JPEG's frame says (ITU-T T.81, B.2.2). */
struct ic_jpeg_frame {
	uint32_t w, h;
	unsigned comps;
	bool adobe; /* it bears Adobe's marker (APP14) */
};

/*
 * Append n bytes of a JPEG from SOI to EOI without what is no part of its
 * code: metadata, comments, previews, and what stands behind its end. False
 * if it is no whole JPEG of 8 bits that PDF can have.
 */
bool ic_jpeg_strip(const uint8_t *p, size_t n, struct ic_jpeg_frame *frame,
    struct ic_buf *out);

/* True if libjpeg reads the same from its head. */
bool ic_jpeg_agrees(const uint8_t *p, size_t n,
    const struct ic_jpeg_frame *frame);

#endif
