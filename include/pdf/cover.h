/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What of a page's content its reader does not see. The page is gone through
 * once, in the order in which it paints; each glyph that later paint may hide,
 * or that nobody sees, is then *proved* by pixels: the page is drawn with and
 * without it, and it is hidden if the picture is the same.
 *
 * Points are displayed points of the display list, y down.
 */
#ifndef IC_PDF_COVER_H
#define IC_PDF_COVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <mupdf/fitz.h>

#include "core/finding.h"
#include "pdf/document.h"
#include "pdf/glyphs.h"
#include "pdf/raster.h"

/* What a reader has of a glyph. */
enum ic_glyph_state {
	IC_GLYPH_SHOWN,
	IC_GLYPH_COVERED,   /* painted, and hidden: `cover` says by what */
	IC_GLYPH_CLIPPED,   /* no part of it is inside the clip */
	IC_GLYPH_OUTSIDE,   /* it lies off what is shown of the page */
	IC_GLYPH_UNPAINTED, /* text mode 3, no opacity, or painted before
			     * the scan that is the page: an OCR layer */
	IC_GLYPH_UNSEEN     /* the same, and it says what the page does not */
};

/* Opaque paint that may hide what was painted before it. */
struct ic_cover_area {
	fz_rect rect;
	uint32_t order; /* of the paint on the page */
	uint8_t cover;  /* enum ic_cover */
	bool hides;     /* something was proved to lie under it */
};

/* The zero value is empty. */
struct ic_veiled {
	uint8_t *state; /* of each glyph, enum ic_glyph_state; owned */
	uint8_t *cover; /* of each, enum ic_cover; owned */
	bool *crossed;  /* of each: it is shown, and lines cross it; owned */
	size_t n;       /* of glyphs */
	struct ic_cover_area *areas; /* in the order of painting; owned */
	size_t nareas;
};

/*
 * Look at a page. `seen` is its picture in RGB, `g` are the glyphs of `list`,
 * as ic_glyphs_collect() has them. *out must be zeroed. Throws.
 */
void ic_cover_find(struct ic_document *doc, fz_display_list *list,
    const struct ic_raster *seen, const struct ic_glyphs *g,
    struct ic_veiled *out);

/*
 * Draw the page without what hides something (areas with `hides`), so that
 * what lies under it is seen, on a raster of the shape of `seen`, which is made
 * here. `g` and `c` are as ic_cover_find() had and left them. Throws.
 */
void ic_cover_reveal(struct ic_document *doc, fz_display_list *list,
    const struct ic_raster *seen, const struct ic_glyphs *g,
    const struct ic_veiled *c, struct ic_raster *out);

/*
 * The glyphs that a page paints outside their clip, in its order, blanks among
 * them; `out` must be zero. A list has only some of these: it leaves out what
 * can paint nothing. Throws; `out` is to be finished all the same.
 */
void ic_cover_beyond(struct ic_document *doc, pdf_page *page,
    struct ic_glyphs *out);

/* Free it. A zeroed one is allowed. It does not throw. */
void ic_veiled_finish(fz_context *ctx, struct ic_veiled *c);

#endif
