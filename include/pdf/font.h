/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The font of labels and endorsements: MuPDF's built-in Nimbus Sans, so that
 * no reader's font is relied upon. A CID is the glyph's number in the whole
 * font, and the subset holds just the characters used, sorted: neither tells
 * in what order they came, nor of one that is on no page.
 */
#ifndef IC_PDF_FONT_H
#define IC_PDF_FONT_H

#include <stdbool.h>
#include <stdint.h>

#include <mupdf/fitz.h>

#include "base/buf.h"
#include "base/error.h"
#include "core/rect.h"

#define IC_FONT_GLYPHS_MAX 4096

struct ic_font;

/* A glyph that was used, for the writer. */
struct ic_font_glyph {
	uint16_t cid;
	uint16_t advance; /* thousandths of the size */
	uint32_t rune;    /* the character it stands for */
};

/*
 * Read the built-in font's characters once for all that open it later, in this
 * process or its children. If it fails, each reads them itself.
 */
void ic_font_warm(void);

/*
 * Open the built-in font. It does not throw. IC_EENV if MuPDF was built
 * without it or memory is short. The context is not kept.
 */
bool ic_font_open(fz_context *ctx, struct ic_font **out, struct ic_error *err);

/* Free it. NULL is allowed. */
void ic_font_close(struct ic_font *f);

/*
 * Width in milli-points of a UTF-8 string set at `size` milli-points. False
 * and *w untouched if the font has not all characters.
 */
bool ic_font_width(const struct ic_font *f, const char *utf8, int32_t size,
    int32_t *w);

/* Above, below (positive) the baseline; height of a capital; milli-points. */
int32_t ic_font_ascent(const struct ic_font *f, int32_t size);
int32_t ic_font_descent(const struct ic_font *f, int32_t size);
int32_t ic_font_cap_height(const struct ic_font *f, int32_t size);

/*
 * Append "<hex>", the CIDs of a string, and mark its characters as used.
 * False if one is missing; then nothing is appended or marked.
 */
bool ic_font_use(struct ic_font *f, const char *utf8, struct ic_buf *hex);

/*
 * The character that the font's ToUnicode gives back for `rune`: the lowest
 * of those that share its glyph (a no-break space reads as a space). 0 if
 * the font has it not.
 */
uint32_t ic_font_canonical(const struct ic_font *f, uint32_t rune);

/* True, with the first of them, if the string has a missing character. */
bool ic_font_missing(const struct ic_font *f, const char *utf8, uint32_t *rune);

/*
 * The used glyphs by ascending CID; writes at most IC_FONT_GLYPHS_MAX to
 * `glyphs` (NULL: none) and returns how many.
 */
uint32_t ic_font_used(const struct ic_font *f, struct ic_font_glyph *glyphs);

/*
 * Append the bare CFF of the used glyphs, numbers kept, so that a CID is its
 * glyph's number (ISO 32000-1, 9.7.4.2). IC_EENV when it cannot be made.
 */
bool ic_font_subset(const struct ic_font *f, struct ic_buf *cff,
    struct ic_error *err);

#endif
