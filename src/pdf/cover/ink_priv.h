/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the parts of ink.h know of each other. */
#ifndef IC_PDF_INK_PRIV_H
#define IC_PDF_INK_PRIV_H

#include "ink.h"

/*
 * Set `bar` of the paints that lie over pictures, or over drawings that lie
 * wholly under them, and `large` of all. How many bars there are. The first
 * must be called before the second.
 */
size_t ic_ink_pick_pictures(struct ic_ink *ink);
size_t ic_ink_pick_drawings(struct ic_ink *ink);

#define IC_INK_NESTED_MAX 256 /* clips, groups, tiles; deeper: as the last */

/*
 * What goes through a list: it lists what is painted, or passes it on to a
 * device that draws. Both times a paint has the same number.
 */
struct ic_ink_device {
	fz_device super;
	struct ic_ink *ink;      /* that is listed, or */
	const struct ic_ink *of; /* that is replayed */
	fz_device *to;           /* borrowed; NULL: listing */
	bool large;
	ic_ink_fn *fn;
	void *arg;
	uint32_t order; /* of the next paint */
	fz_rect clips[IC_INK_NESTED_MAX];
	unsigned depth; /* containers that are open */
	unsigned masks; /* soft masks that are being painted */
	unsigned span;  /* depth at which one paint began; 0: none */
	fz_rect spanned, spanned_whole;
	uint8_t span_kind;
	bool silent[IC_INK_NESTED_MAX]; /* the container is not passed on */
};

/*
 * A paint begins, of which kind, bounds and, while listing, all else is set in
 * *p. True if it is to be passed on; ic_ink_end() is called when that is done.
 * They throw.
 */
bool ic_ink_begin(fz_context *ctx, struct ic_ink_device *d,
    struct ic_ink_paint *p);
void ic_ink_end(fz_context *ctx, struct ic_ink_device *d);

/*
 * A container is opened, which cuts to `area`; `silent`: it is not passed on;
 * `one`: it is a single paint. True if it is to be passed on. Throws.
 */
bool ic_ink_enter(fz_context *ctx, struct ic_ink_device *d, fz_rect area,
    bool silent, bool one);

/* True if the container that is left was not passed on. */
bool ic_ink_silent(const struct ic_ink_device *d);

/* It is left; of which kind it is if it was a single paint. Throws. */
void ic_ink_leave(fz_context *ctx, struct ic_ink_device *d,
    enum ic_ink_kind kind);

/* The clip that holds now. */
fz_rect ic_ink_clip(const struct ic_ink_device *d);

/* Note a picture that is painted. Throws. */
void ic_ink_add_picture(fz_context *ctx, struct ic_ink_device *d,
    fz_image *image, fz_matrix ctm);

/* What a path is made of, and how it is painted. */
void ic_ink_shape(fz_context *ctx, const fz_path *path, fz_matrix ctm,
    struct ic_ink_paint *p);
void ic_ink_color(fz_context *ctx, struct ic_ink_paint *p, fz_colorspace *cs,
    const float *color, float alpha, fz_color_params cp);

/* A bar's pixels; all borrowed. */
struct ic_ink_compare {
	const uint8_t *before;        /* gray, of `at` */
	uint8_t *mask;                /* of `at`: 0: does not count */
	const fz_pixmap *after;       /* gray, of the page, with the bar */
	const struct ic_raster *seen; /* the finished page */
	struct ic_pixels at;
};

/* The gray of a pixel. */
int ic_ink_tone(const struct ic_raster *r, int x, int y);

/* What was before shows neither through the bar nor in the finished page. */
bool ic_ink_is_hidden(const struct ic_ink_compare *c);

/*
 * Of a picture over one that is much like it: mask all but the cells with ink
 * that the finished page does not show. False if there are none.
 */
bool ic_ink_keep_cells(const struct ic_ink_compare *c);

#endif
