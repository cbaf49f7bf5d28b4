/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The invisible text layer of a drawn page: the characters that survive the
 * boxes and are visible in the burned raster, and nothing else. See DESIGN's
 * "visible" rule: pixels inside a glyph's outline must carry its paint's
 * colour and differ from those around it; an invisible OCR word needs both
 * ink and paper in its box.
 */
#ifndef IC_PDF_TEXTLAYER_H
#define IC_PDF_TEXTLAYER_H

#include <mupdf/fitz.h>

#include "base/buf.h"
#include "core/slice.h"
#include "pdf/geometry.h"
#include "pdf/raster.h"

struct ic_masks;

struct ic_text_counts {
	uint32_t glyphs;  /* characters in the layer */
	uint32_t dropped; /* characters that boxes or invisibility removed */
	uint32_t highest; /* code of the text font */
};

/*
 * Append the layer's operators to `content` ("/T0" is the text font; nothing
 * is appended if no word survives). `list` is the page as drawn, in
 * displayed points; `r` is the raster after burning and quantising, as the
 * reader will see it; the slice's boxes of `page` are tested grown by 0.5 pt.
 * Coordinates in the layer are output points: the slice's placement applies,
 * snapped to whole raster pixels. Nothing is appended on a whole-page box.
 * *masks is pdf/visible.h's, of the context. Throws.
 */
void ic_text_layer(fz_context *ctx, struct ic_masks **masks,
    fz_display_list *list, const struct ic_slice *s, uint32_t page,
    const struct ic_raster *r, struct ic_buf *content,
    struct ic_text_counts *counts);

#endif
