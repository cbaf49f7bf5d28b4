/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef IC_PDF_GLYPHS_PRIV_H
#define IC_PDF_GLYPHS_PRIV_H

#include "pdf/glyphs.h"

/* How a text object is painted: what all its glyphs have in common. */
struct ic_brush {
	enum ic_paint paint;
	bool stroked;
	float line_width;
	float alpha;
	float gray;
	float rgb[3];
};

/* Add the glyphs of a text object, its spans as runs from *run on. Throws. */
void ic_glyphs_add_text(fz_context *ctx, struct ic_glyphs *g,
    const fz_text *text, fz_matrix ctm, const struct ic_brush *brush,
    uint32_t *run);

/* Add a copy of the glyph at an index, moved by (dx, dy) points. Throws. */
void ic_glyphs_repeat(fz_context *ctx, struct ic_glyphs *g, size_t index,
    float dx, float dy);

/*
 * The character of a ZapfDingbats glyph that forms use for check boxes and
 * lists, by its name ("a20"); 0 for another. MuPDF knows none of them.
 */
uint32_t ic_rune_dingbat(const char *name);

/* True if the character is no letter of its own but a mark on one. */
bool ic_rune_is_mark(uint32_t rune);

/* True if the character is of a script that is written to the left. */
bool ic_rune_is_rtl(uint32_t rune);

/* True for every kind of blank. */
bool ic_rune_is_blank(uint32_t rune);

#endif
