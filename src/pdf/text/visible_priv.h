/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef IC_PDF_VISIBLE_PRIV_H
#define IC_PDF_VISIBLE_PRIV_H

#include "pdf/visible.h"

#define IC_VISIBLE_RING 2 /* mask pixels around the outline, looked at too */
#define IC_VISIBLE_CONTRAST 10.0f /* least, of paint and surroundings, /255 */
#define IC_VISIBLE_INSIDE 0.7f    /* share of the outline with the paint */
#define IC_VISIBLE_AROUND \
	0.45f /* share of the surroundings that may have it \
	       */

struct ic_stencil;

/* A paint on its surroundings, /255; around: 255 at first. */
struct ic_tone {
	float paint;
	int around;
	/* A pixel ^ flip that is less than this carries the paint. */
	uint8_t flip, limit[256]; /* by coverage, from 1 on */
};

/*
 * The coverage of one glyph, 0 to 255, with the place of its grid on the
 * raster: mask pixel (i, j) is sampled at ((i + 0.5) * step, ...) beyond
 * (x, y). A large glyph has a coarser grid, step > 1.
 */
struct ic_mask {
	fz_pixmap *pix; /* borrowed from the cache; NULL: there is no ink */
	int x, y;       /* of the pixmap's first pixel, in mask pixels */
	float step;     /* raster pixels to a mask pixel */
	struct ic_stencil *stencil; /* borrowed; NULL: there is none */
	struct ic_tone *tone;       /* borrowed; the cache's, for stencils */
};

/*
 * The mask of a glyph on a raster; `to_pixels` maps points to its pixels. An
 * outline of no use or one that fails to draw has no ink. Throws without
 * memory only.
 */
struct ic_mask ic_masks_get(fz_context *ctx, struct ic_masks *m,
    const struct ic_glyph *g, fz_matrix to_pixels);

/* What a glyph's paint looks like on a ground, both of 255. */
static inline float ic_visible_paint(float alpha, float paint, float around)
{
	return alpha * 255 * paint + (1 - alpha) * around;
}

/* Of a mask; NULL if it is too large. Throws. */
struct ic_stencil *ic_stencil_new(fz_context *ctx, const fz_pixmap *pix);

/* Free it. NULL is allowed. It does not throw. */
void ic_stencil_drop(fz_context *ctx, struct ic_stencil *s);

/*
 * True if a glyph of known paint is seen on a gray raster, its mask's first
 * pixel at (x, y); false: nothing is known. It does not throw.
 */
bool ic_stencil_seen(struct ic_stencil *s, struct ic_tone *tone,
    const struct ic_raster *r, const struct ic_glyph *g, int x, int y);

/* True if the glyph's type is not too small to be read. It does not throw. */
bool ic_visible_size(fz_context *ctx, const struct ic_raster *r,
    const struct ic_glyph *g);

/* Of two painted glyphs in one place drop the earlier. Throws. */
void ic_visible_overlaps(fz_context *ctx, struct ic_glyphs *g);

#endif
