/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Which glyphs the reader of a burned page can see. A glyph is seen if the
 * pixels inside its outline carry its paint's colour and those around it do
 * not. Contrast counts, not darkness: under an old drawn bar every pixel is
 * ink and nothing can be read.
 */
#ifndef IC_PDF_VISIBLE_H
#define IC_PDF_VISIBLE_H

#include "pdf/glyphs.h"
#include "pdf/raster.h"
#include "pdf/words.h"

struct ic_masks;

/*
 * What glyphs cover, kept from page to page of one context: their fonts too,
 * so that it must be closed before the context is. Throws.
 */
struct ic_masks *ic_masks_open(fz_context *ctx);

/* Free it. NULL is allowed. It does not throw. */
void ic_masks_close(fz_context *ctx, struct ic_masks *m);

/*
 * Drop what is painted and not seen, and of two glyphs that stand in one
 * place the one that was painted first. Blank glyphs and those without paint
 * are left alone. The raster is what the reader sees. *masks is opened if it
 * is NULL, and stays the caller's to close. Throws.
 */
void ic_visible_painted(fz_context *ctx, struct ic_masks **masks,
    const struct ic_raster *r, struct ic_glyphs *g);

/*
 * An OCR word is believed if its box holds ink and paper: 2 to 70 % of its
 * pixels are dark, its type is not too small to be read, and neither it nor
 * one of its n glyphs stands in a bar, though that be lower than the type.
 */
bool ic_visible_word(fz_context *ctx, const struct ic_raster *r,
    const struct ic_glyph *const *glyphs, size_t n);

/*
 * Drop the OCR words that stand on painted glyphs of their size, which are
 * kept: the reader has those words already. Throws.
 */
void ic_visible_twice(fz_context *ctx, const struct ic_raster *r,
    struct ic_glyphs *g, const struct ic_words *ocr);

/* Displayed points -> raster pixels. */
fz_matrix ic_visible_to_pixels(const struct ic_raster *r);

#endif
