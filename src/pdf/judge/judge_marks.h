/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * All that a finished page paints, in its order, as MuPDF reads it. Points of
 * the page as displayed, y down.
 */
#ifndef IC_PDF_JUDGE_MARKS_H
#define IC_PDF_JUDGE_MARKS_H

#include <stdbool.h>
#include <stddef.h>

#include <mupdf/fitz.h>
#include <mupdf/pdf.h>

#define IC_MARKS_MAX 4000000 /* marks or glyphs of a page */

enum ic_mark_kind {
	IC_MARK_IMAGE,
	IC_MARK_CLIP,  /* a path that clips what follows */
	IC_MARK_PLATE, /* a filled path */
	IC_MARK_TINT,  /* one whose paint is multiplied with what is below */
	IC_MARK_LINE,  /* a path drawn as a line without dashes */
	IC_MARK_RUN,   /* text of one font and size that is seen */
	IC_MARK_LAYER, /* the same, not seen */
	IC_MARK_OTHER  /* anything else: no output has it */
};

struct ic_mark_glyph {
	int gid;
	int rune;
	fz_point at; /* its origin */
};

struct ic_mark {
	enum ic_mark_kind kind;
	fz_rect area; /* IMAGE, CLIP, PLATE, TINT; LINE: its path */
	float rgb[3]; /* TINT, LINE: the paint, and how much of it */
	float alpha;
	float width;   /* LINE */
	float gray;    /* of its paint, 0 black; -1 if it is no gray or clear */
	fz_matrix trm; /* RUN, LAYER: without its place; IMAGE: its matrix */
	fz_font *font; /* RUN, LAYER: kept */
	size_t first, n; /* range in ic_marks.glyphs */
};

struct ic_marks {
	struct ic_mark *at;
	size_t n, cap;
	struct ic_mark_glyph *glyphs;
	size_t nglyphs, glyphs_cap;
	fz_image *image; /* kept; the last one painted */
	unsigned images;
};

/* Collect what the page paints, into an empty struct. Throws. */
void ic_marks_collect(fz_context *ctx, fz_page *page, struct ic_marks *out);

/* Drop what was collected. A zeroed struct is allowed. */
void ic_marks_finish(fz_context *ctx, struct ic_marks *m);

/*
 * The place of a glyph of the invisible layer: its advance of half an em,
 * from 0.2 em below to 0.8 em above the baseline.
 */
fz_quad ic_marks_layer_quad(const struct ic_mark *m,
    const struct ic_mark_glyph *g);

/* What a seen glyph covers: the bounds of its outline. */
fz_rect ic_marks_outline(fz_context *ctx, const struct ic_mark *m,
    const struct ic_mark_glyph *g);

/*
 * True if the two have a common inner point; the quad is convex. One that is
 * no number meets everything.
 */
bool ic_marks_quad_meets(fz_quad q, fz_rect r);
bool ic_marks_rect_meets(fz_rect a, fz_rect b);

#endif
