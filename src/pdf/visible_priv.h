/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef IC_PDF_VISIBLE_PRIV_H
#define IC_PDF_VISIBLE_PRIV_H

#include "pdf/visible.h"

/*
 * The coverage of one glyph, 0 to 255, with the place of its grid on the
 * raster: mask pixel (i, j) is sampled at ((i + 0.5) * step, ...) beyond
 * (x, y). A large glyph has a coarser grid, step > 1.
 */
struct ic_mask {
	fz_pixmap *pix; /* borrowed from the cache; NULL: there is no ink */
	int x, y;       /* of the pixmap's first pixel, in mask pixels */
	float step;     /* raster pixels to a mask pixel */
};

struct ic_masks;

/* A cache of masks for one page. Throws. */
struct ic_masks *ic_masks_open(fz_context *ctx);

/* Free it. NULL is allowed. It does not throw. */
void ic_masks_close(fz_context *ctx, struct ic_masks *m);

/*
 * The mask of a glyph on a raster; `to_pixels` maps points to its pixels. An
 * outline of no use or one that fails to draw has no ink. Throws without
 * memory only.
 */
struct ic_mask ic_masks_get(fz_context *ctx, struct ic_masks *m,
    const struct ic_glyph *g, fz_matrix to_pixels);

/* True if the glyph's type is not too small to be read. It does not throw. */
bool ic_visible_size(fz_context *ctx, const struct ic_raster *r,
    const struct ic_glyph *g);

/* Of two painted glyphs in one place drop the earlier. Throws. */
void ic_visible_overlaps(fz_context *ctx, struct ic_glyphs *g);

#endif
