/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Ink that is no text: pictures and drawings, and what later paint hides of
 * them. A page is gone through twice. The first time all that it paints is
 * listed, in order; then those of them are picked that may be a bar. The second
 * time the page is drawn without its text, and each bar is looked at with the
 * pixels that were there just before it was painted: whether they hold ink, of
 * which kind, and whether neither the bar nor the finished page shows it.
 *
 * Rectangles are displayed points, y down. What is painted within a group that
 * is blended, or under a soft mask, is one paint with that group or mask.
 */
#ifndef IC_PDF_INK_H
#define IC_PDF_INK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <mupdf/fitz.h>

#include "pdf/document.h"
#include "pdf/raster.h"

#define IC_INK_PAINTS_MAX 100000 /* of a page that are listed */
#define IC_INK_PICTURES_MAX 4096 /* of a page that are looked at */
#define IC_INK_BARS_MAX 1000     /* of a page that are looked under */

enum ic_ink_kind {
	IC_INK_PATH,
	IC_INK_STROKE,
	IC_INK_TEXT,
	IC_INK_IMAGE, /* a group or a soft mask with one in it, too */
	IC_INK_SHADE,
	IC_INK_TILE,
	IC_INK_GROUP
};

/* Something that the page paints. */
struct ic_ink_paint {
	fz_rect rect;   /* cut by clips and page */
	fz_rect whole;  /* not cut */
	float thick;    /* of a stroke, points */
	uint32_t lines; /* of a path: straight parts not along an axis */
	uint32_t curves;
	uint32_t parts; /* of a path */
	uint8_t kind;   /* enum ic_ink_kind */
	uint8_t gray, rgb[3];
	bool opaque; /* it hides what it is painted on */
	bool bar;    /* it is looked under */
	bool large;  /* a fill or picture that stays when small ink goes */
	bool boxy;   /* a path of lines along the axes alone */
};

/* A picture that is painted. */
struct ic_ink_picture {
	fz_image *image; /* kept */
	fz_matrix ctm;
	fz_rect clip; /* that holds for it, cut by the page */
	uint32_t order;
};

/* The zero value is empty. */
struct ic_ink {
	struct ic_ink_paint *at; /* owned */
	size_t n, cap;
	struct ic_ink_picture *pictures; /* owned */
	size_t npictures, cpictures;
	fz_rect page;
	bool full; /* a limit was met */
};

/* List what a page of this size paints into *out, which is zero. Throws. */
void ic_ink_list(fz_context *ctx, fz_display_list *list, struct ic_size size,
    struct ic_ink *out);

/* Free it. A zeroed one is allowed. It does not throw. */
void ic_ink_finish(fz_context *ctx, struct ic_ink *ink);

/* What is called before and after a paint that is a bar. May throw. */
typedef void ic_ink_fn(fz_context *ctx, void *arg, uint32_t order, bool after);

/*
 * Run the list on a drawing device without its text; with `large`, without
 * small ink, too. `to` is borrowed. Throws.
 */
void ic_ink_replay(fz_context *ctx, fz_display_list *list,
    const struct ic_ink *ink, bool large, fz_device *to, ic_ink_fn *fn,
    void *arg);

/* What some pixels hold. */
enum ic_ink_look {
	IC_INK_EVEN,    /* one colour, blocks, or straight rules */
	IC_INK_TEXTURE, /* a photograph, a gradient */
	IC_INK_MARKS,   /* ink on an even ground: a signature, a stamp */
	IC_INK_LETTERS  /* ink in rows, as letters stand */
};

/* Gray pixels; those count whose mask is not 0. */
struct ic_ink_pixels {
	int w, h;
	const uint8_t *px;   /* w * h */
	const uint8_t *mask; /* the same */
	float dpi;
	bool rows_down; /* what is written runs down the page */
};

/*
 * What the pixels are. *found is where, half-open; empty if they are even.
 * Throws without memory.
 */
enum ic_ink_look ic_ink_look_at(fz_context *ctx, const struct ic_ink_pixels *p,
    struct ic_pixels *found);

/* Ink that a bar hides. */
struct ic_ink_hidden {
	uint32_t order; /* of the bar */
	uint8_t look;   /* enum ic_ink_look, not EVEN */
	bool drawing;   /* it was drawn, not a picture's */
	bool printed;   /* the finished page shows something on the bar */
	bool inside;    /* the bar lies within one picture's edges */
	bool scanned;   /* the picture covers the page, which is paper there */
	fz_rect rect;   /* of what is hidden */
};

/*
 * What of `list` lies hidden. `seen` is the picture of the page. Up to `max`
 * are written to `out`; how many is returned. Throws.
 */
size_t ic_ink_find(struct ic_document *doc, fz_display_list *list,
    const struct ic_raster *seen, struct ic_ink *ink, struct ic_ink_hidden *out,
    size_t max);

/* A part of a picture that is not shown. */
struct ic_ink_cropped {
	fz_rect rect; /* of what is there; it may lie off the page */
	float share;  /* of the picture, that is hidden */
	uint8_t look; /* enum ic_ink_look, not EVEN */
};

/* Up to `max` are written to `out`; how many is returned. Throws. */
size_t ic_ink_crops(fz_context *ctx, const struct ic_ink *ink,
    struct ic_ink_cropped *out, size_t max);

#endif
