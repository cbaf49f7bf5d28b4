/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A pure scan is a page on which exactly one axis-aligned picture is painted
 * that covers it: no mask of any kind, nothing else but invisible text. It
 * keeps its own pixels, resolution and kind of codec. Its boxes are burned in
 * its own grid; what lies outside of the page goes. The picture is then placed
 * by a matrix, as the source placed it: never resampled, whether the page is
 * cropped, turned or shrunk. Of a JPEG the blocks that a box or an edge cuts,
 * those with padding among them, are made anew of what is seen of them.
 *
 *	bilevel (CCITT, JBIG2, Flate, ...)	G4, or Flate where smaller
 *	gray, RGB or a palette, to 8 bits	Flate
 *	JPEG, gray, colour or CMYK		coefficients are edited
 *	JPEG 2000				lossless JPEG 2000
 *
 * Any other page is drawn (pdf/draw.h), for the reason that is given.
 */
#ifndef IC_PDF_SCAN_H
#define IC_PDF_SCAN_H

#include "core/slice.h"
#include "pdf/document.h"
#include "pdf/encode.h"
#include "pdf/raster.h"
#include "pdf/writer.h"

/*
 * The most pixels to an inch of the raster in which the words of a scan's
 * invisible text are looked for, and to whose pixels they are moved.
 */
#define IC_SCAN_VIEW_DPI 200

/* Memory that pages share. The zero value is ready. */
struct ic_scanner {
	struct ic_buf boxes; /* struct ic_pixels */
};

/* A page that is kept. */
struct ic_kept {
	struct ic_image image; /* its data is the encoder's */
	struct ic_spot spot;   /* where it lies on the output page */
	uint32_t dpi;          /* across the page as displayed */
	bool words;            /* the page has invisible text */
};

/*
 * Keep the page that `list` shows, of `size`, if it is a pure scan: then KEPT
 * is returned and *out is set. If it has words, `r` becomes a view of the page
 * as its reader will see it, at the slice's resolution or
 * IC_SCAN_VIEW_DPI. Else the reason for drawing
 * it. Throws when memory is short.
 */
enum ic_scan ic_scan_keep(struct ic_document *doc, fz_display_list *list,
    const struct ic_slice *s, uint32_t page, struct ic_size size,
    struct ic_scanner *sc, struct ic_encoder *e, struct ic_raster *r,
    struct ic_kept *out);

/*
 * A view of the page that `list` shows, of `size`, in gray and at `dpi`, as if
 * it had been drawn in `r`; or false: it is no scan that can be seen without
 * drawing it. `rows` is memory that pages share. Throws when memory is short.
 */
bool ic_scan_look(fz_context *ctx, fz_display_list *list, struct ic_size size,
    uint32_t dpi, struct ic_buf *rows, struct ic_raster *r);

/* Free its memory. A zeroed one is allowed. */
void ic_scanner_finish(struct ic_scanner *sc);

#endif
