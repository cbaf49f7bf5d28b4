/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Drawing a page as a reader shows it: contents, annotations and form fields,
 * layers as they are when viewed (ISO 32000-1, 8.11.4.4, usage View); fields
 * without an appearance get the one that MuPDF makes for them.
 */
#ifndef IC_PDF_DRAW_H
#define IC_PDF_DRAW_H

#include "core/style.h"
#include "pdf/document.h"
#include "pdf/raster.h"

/* A pixel is coloured if its channels differ by more; a page, if so many do. */
#define IC_DRAW_CHROMA 24
#define IC_DRAW_COLOURED 8

/*
 * The page as a display list in displayed points, y down. Errors on the way
 * set DRAW_ERRORS in *notes. The caller drops the list. Throws when the page
 * cannot be drawn at all or memory is short.
 */
fz_display_list *ic_draw_list(struct ic_document *doc, pdf_page *page,
    const struct ic_geometry *g, uint32_t *notes);

/*
 * Render the list on white into `r`, which is shaped here: gray, or RGB if
 * `color` is RGB, or is AUTO and something on the list may be coloured. Sets
 * DRAW_ERRORS and LOWER_DPI in *notes. Throws, with PAGE_SIZE for a page of
 * more pixels at 1 dpi than a raster may have.
 */
void ic_draw_raster(struct ic_document *doc, fz_display_list *list,
    struct ic_size size, uint32_t dpi, enum ic_color color, struct ic_raster *r,
    uint32_t *notes);

/*
 * The same on a grid of w x h pixels, to which the matrix takes displayed
 * points; NULL: the grid covers the page of r->size exactly. Does not lower
 * the resolution.
 */
void ic_draw_grid(struct ic_document *doc, fz_display_list *list,
    const fz_matrix *ctm, int w, int h, enum ic_color color,
    struct ic_raster *r, uint32_t *notes);

/*
 * The pixels `part` of a page's grid, which are some, in gray: as if the page
 * had been drawn on `grid` and they were cut out. What lies elsewhere is passed
 * over if `bounded`: nothing on the list then may paint where it does not say
 * that it does, as a glyph of a Type 3 font may.
 */
void ic_draw_part(struct ic_document *doc, fz_display_list *list,
    const struct ic_raster *grid, struct ic_pixels part, bool bounded,
    struct ic_raster *r, uint32_t *notes);

/*
 * A device that is put before the one that draws. It owns `inner` from the call
 * on, even if it throws; closing it closes `inner`.
 */
typedef fz_device *ic_draw_wrap_fn(fz_context *ctx, fz_device *inner,
    void *arg);

/*
 * Draw a list on a raster that has its shape,
 * size and memory, on white, as ic_draw_raster() does, but by way of the device
 * that `wrap` makes. Throws.
 */
void ic_draw_through(struct ic_document *doc, fz_display_list *list,
    ic_draw_wrap_fn *wrap, void *arg, struct ic_raster *r, uint32_t *notes);

/*
 * If `color` is AUTO and no pixel of an RGB raster is really coloured, make
 * it gray. Called after burning: else an output's colour would tell that of
 * what lies under its boxes.
 */
void ic_draw_settle(struct ic_raster *r, enum ic_color color);

#endif
