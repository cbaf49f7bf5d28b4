/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef IC_PDF_TEXTLAYER_PRIV_H
#define IC_PDF_TEXTLAYER_PRIV_H

#include "pdf/textlayer.h"
#include "pdf/words.h"

/* Glyphs are tested against a box and this much around it. */
#define IC_TEXT_BOX_AIR 500 /* milli-points */

/* A page's boxes as rectangles in points. */
struct ic_text_boxes {
	fz_rect *at; /* owned */
	size_t n;
	fz_rect all; /* holds them all */
};

/* The boxes of a slice's page, grown by `air` milli-points. Throws. */
struct ic_text_boxes ic_text_boxes_of(fz_context *ctx, const struct ic_slice *s,
    uint32_t page, int32_t air);

/* True if the glyph or quad touches one of them. */
bool ic_text_boxes_hit(const struct ic_text_boxes *b, const struct ic_glyph *g);
bool ic_text_boxes_hit_quad(const struct ic_text_boxes *b, fz_quad q);

/*
 * Mark the glyphs that touch a box, 0.5 pt around it included, as boxed and
 * drop them; then drop those that a reader of the raster does not see; *masks
 * is pdf/visible.h's. Throw.
 */
void ic_text_drop_boxed(fz_context *ctx, const struct ic_slice *s,
    uint32_t page, struct ic_glyphs *g);
void ic_text_drop_unseen(fz_context *ctx, struct ic_masks **masks,
    const struct ic_raster *r, struct ic_glyphs *g);

/* What the operators of a page are made of. */
struct ic_text_out {
	struct ic_buf *content;
	const struct ic_raster *r;
	struct ic_placement placement;
	const struct ic_text_boxes *boxes; /* without air */
	uint32_t glyphs;                   /* characters written */
	uint32_t highest;                  /* code written */
};

/* Append the operators of the words, if there are any. */
void ic_text_write(struct ic_text_out *out, const struct ic_glyphs *g,
    const struct ic_words *w);

#endif
