/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The glyphs that a page paints, in the order in which it paints them: what
 * the text layer, the scout and the judge look at. They are collected by an
 * own device, because MuPDF's structured text puts /ActualText in the place
 * of what is shown, leaves out what it takes for noise and guesses words.
 *
 * A glyph is the unit of every decision. A ligature is one glyph with several
 * characters: it stays or goes as a whole. Points are displayed points of the
 * display list, y down.
 */
#ifndef IC_PDF_GLYPHS_H
#define IC_PDF_GLYPHS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <mupdf/fitz.h>

#define IC_GLYPH_RUNES 4     /* ToUnicode can hide a sentence behind one dot */
#define IC_GLYPHS_MAX 200000 /* of a page; what follows is not collected */

enum ic_paint {
	IC_PAINT_COLOR,   /* filled or stroked in a known colour */
	IC_PAINT_UNKNOWN, /* pattern, shading, clip, blend mode or soft mask */
	IC_PAINT_NONE     /* text mode 3, or no opacity: an OCR layer */
};

struct ic_glyph {
	uint32_t rune[IC_GLYPH_RUNES]; /* as the source maps it */
	uint8_t runes;                 /* 0: it stands for no character */
	uint8_t paint;                 /* enum ic_paint */
	bool blank;                    /* a space, or any other white space */
	bool vertical;                 /* writing mode 1 */
	bool stroked;                  /* its outline is drawn, not its area */
	bool boxed;       /* it touches a box; false when collected */
	bool dropped;     /* not for a reader; collected: it says too much */
	int gid;          /* in `font` */
	uint32_t run;     /* text spans are counted from 0 */
	fz_font *font;    /* kept by the set */
	fz_matrix trm;    /* glyph space (1 em = 1) to points */
	float advance;    /* along the direction of writing, glyph space */
	float em;         /* height of the type across the writing, points */
	float line_width; /* of a stroke, points */
	float alpha;      /* 0 to 1, groups included */
	float gray;       /* the paint, 0 (black) to 1 */
	float rgb[3];
	fz_quad quad; /* advance by ascent and descent; turned as the glyph */
	fz_rect
	    outline; /* bounds of the outline; degenerate if there is none */
};

/* The zero value is an empty set. */
struct ic_glyphs {
	struct ic_glyph *at; /* owned */
	size_t n, cap;
	bool full;       /* IC_GLYPHS_MAX was met */
	fz_font **fonts; /* one reference each */
	size_t nfonts, cfonts;
};

/*
 * Collect the glyphs of a display list into `out`, which must be zero.
 * Throws; then `out` may hold some, and is finished all the same.
 */
void ic_glyphs_collect(fz_context *ctx, fz_display_list *list,
    struct ic_glyphs *out);

/* Free the set. A zeroed one is allowed. It does not throw. */
void ic_glyphs_finish(fz_context *ctx, struct ic_glyphs *g);

/* The box of the glyph's quad. */
fz_rect ic_glyph_bounds(const struct ic_glyph *g);

/*
 * True if the glyph's quad or the bounds of its outline have a point in
 * common with a rectangle; a touch of edges counts, and so does a quad that
 * is no number.
 */
bool ic_glyph_touches(const struct ic_glyph *g, fz_rect points);

/* True if a convex quad and a rectangle have a point in common. */
bool ic_quad_touches(fz_quad q, fz_rect r);

/* The direction of writing as a unit vector; zero for a degenerate glyph. */
fz_point ic_glyph_direction(const struct ic_glyph *g);

/*
 * Where the pen is before and after the glyph, on its baseline; for vertical
 * writing on the left edge, 0.2 em into the column.
 */
fz_point ic_glyph_start(const struct ic_glyph *g);
fz_point ic_glyph_end(const struct ic_glyph *g);

#endif
