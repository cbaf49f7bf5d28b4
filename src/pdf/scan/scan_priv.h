/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The parts of keeping a scan: finding it, its grid, and its codecs. */
#ifndef IC_PDF_SCAN_PRIV_H
#define IC_PDF_SCAN_PRIV_H

#include "encode_priv.h"
#include "pdf/scan.h"
#include "scan_cut.h"

/* Pixels along a side, and of a picture. */
#define IC_SCAN_SIDE_MAX 65500
#define IC_SCAN_PIXELS_MAX 100000000

/* The one picture of a page. */
struct ic_scan_found {
	fz_image *image; /* borrowed from the list */
	fz_matrix ctm;   /* its unit square, y down, to displayed points */
	bool words;      /* invisible text is on the page */
	bool type3;      /* so are glyphs that paint themselves */
};

/*
 * Look for the picture of a page of `size`: KEPT and *out, or the reason for
 * drawing it (scan_find.c). Throws.
 */
enum ic_scan ic_scan_find(fz_context *ctx, fz_display_list *list,
    struct ic_size size, struct ic_scan_found *out);

/*
 * x to the right, y down, in the picture's pixels, from displayed points:
 * px = a x + c y + e, py = b x + d y + f. Either b and c are 0 or a and d.
 */
struct ic_scan_map {
	double a, b, c, d, e, f;
};

/*
 * The map of a picture of w x h pixels, which ctm places (scan_place.c). The
 * matrix must be one that ic_scan_find() lets pass.
 */
struct ic_scan_map ic_scan_map(fz_matrix ctm, int w, int h);

/* Of the same picture, made so many times as large. */
void ic_scan_map_scale(struct ic_scan_map *map, double times);

/*
 * The boxes and the visible part of a page in the picture's pixels. A box is
 * what it touches and one more on each side. False without memory. The boxes
 * are the scanner's until the next call.
 */
bool ic_scan_cut(struct ic_scanner *sc, const struct ic_scan_map *map,
    const struct ic_slice *s, uint32_t page, struct ic_size size, int w, int h,
    struct ic_scan_cut *out);

/* Where the part of a picture that begins at (x0, y0) lies in the output. */
struct ic_spot ic_scan_spot(const struct ic_scan_map *map,
    struct ic_placement at, struct ic_size size, struct ic_pixels part);

/* Pixels to an inch across the page as displayed, rounded; 1 to 2400. */
uint32_t ic_scan_dpi(const struct ic_scan_map *map);

/* What a codec gives back. */
struct ic_scan_made {
	struct ic_image image;
	struct ic_pixels part; /* of the source picture */
};

/*
 * Samples as a reader sees them: rows of w * comps samples of `bits` bits,
 * each row padded to a byte; gray, or RGB.
 */
struct ic_scan_pixels {
	const uint8_t *at;
	size_t stride;
	int w, h, comps, bits;
};

/*
 * Decode n bytes of rows (scan_rows.c). False if there are fewer. Throws, too
 * when what is decoded is damaged.
 */
bool ic_scan_rows_read(struct ic_document *doc, fz_compressed_buffer *from,
    size_t n, struct ic_buf *to);

/*
 * The same of h rows of w bits in plain G4, several times as fast. False if
 * they are coded otherwise, or not as an encoder codes them, or without memory;
 * no reader reads what is decoded in another way.
 */
bool ic_scan_rows_g4(const fz_compressed_buffer *from, int w, int h,
    struct ic_buf *to);

/* True if it is plain G4: what only MuPDF reads is its own to read. */
bool ic_scan_rows_are_g4(const fz_compression_params *params, int w, int h);

/*
 * Plain G4 of which a cut keeps all columns: read into e->packed, burned, and
 * written into e->out as ic_encode_g4() writes what is kept (scan_fax.c). 0 is
 * what G4 calls black. False if it is other code, or as ic_scan_rows_g4().
 */
bool ic_scan_fax(struct ic_encoder *e, const fz_compressed_buffer *from, int w,
    int h, const struct ic_scan_cut *cut);

/* Set n bits of a row from bit `from` to those of `fill`, 0 or 255. */
void ic_scan_row_fill(uint8_t *row, size_t from, size_t n, uint8_t fill);

/* Sides and pixels of a picture that is not too large. */
bool ic_scan_has_size(const fz_image *image);

/* Gray, RGB or a palette, without profile or ink. */
bool ic_scan_is_plain(fz_context *ctx, const fz_image *image);

/* The colour of a sample of one bit: 0 black, 255 white, -1 another. */
int ic_scan_bit_color(fz_context *ctx, const fz_image *image, int sample);

/* True if a picture's /Decode is the usual one, or turns all about. */
bool ic_scan_decode(const fz_image *image, bool *turned);

/* Black becomes white. */
void ic_scan_rows_invert(struct ic_buf *rows);

/*
 * Burn the boxes and keep what the page shows, in rows of `stride` bytes and
 * pixels of so many bits. Sets *out but for its comps and bits.
 */
void ic_scan_rows_cut(struct ic_buf *rows, size_t stride, unsigned bits,
    const struct ic_scan_cut *cut, struct ic_scan_pixels *out);

/*
 * Codecs. KEPT, or why the page is to be drawn. What is seen of the page is
 * left in *seen, which is the encoder's. They throw when memory is short, and
 * when what they read is damaged.
 */
enum ic_scan ic_scan_bilevel(struct ic_document *doc, struct ic_encoder *e,
    fz_image *image, const struct ic_scan_cut *cut, struct ic_scan_made *out,
    struct ic_scan_pixels *seen);
enum ic_scan ic_scan_flate(struct ic_document *doc, struct ic_encoder *e,
    fz_image *image, const struct ic_scan_cut *cut, struct ic_scan_made *out,
    struct ic_scan_pixels *seen);
enum ic_scan ic_scan_recode_jpx(struct ic_document *doc, struct ic_encoder *e,
    fz_image *image, const struct ic_scan_cut *cut, struct ic_scan_made *out,
    struct ic_scan_pixels *seen);

/*
 * A view of pixels, of which the first is (x0, y0) of the map, into `r`, which
 * has the page's grid and one component: the mean of what each pixel meets;
 * white where the picture does not reach (scan_view.c). Throws.
 */
void ic_scan_view(fz_context *ctx, const struct ic_scan_pixels *seen,
    const struct ic_scan_map *map, int x0, int y0, struct ic_raster *r);

#endif
