/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Glyphs grouped to words, in the order of the source. A word is what stands
 * on one baseline with no gap above a tenth of its size, the measure by which
 * readers part words. Letters that are written to the left come in the order
 * in which they stand, from left to right, as most files have them.
 */
#ifndef IC_PDF_WORDS_H
#define IC_PDF_WORDS_H

#include "pdf/glyphs.h"

#define IC_WORD_GLYPHS_MAX 256 /* a longer word is cut */

enum ic_words_of {
	IC_WORDS_KEPT, /* glyphs that are not dropped */
	IC_WORDS_OCR,  /* glyphs without paint, dropped or not */
	IC_WORDS_ALL   /* every glyph that stands for a character */
};

struct ic_word_glyph {
	uint32_t index; /* in the set */
	bool mark;      /* an accent on the glyph before it */
};

struct ic_word {
	uint32_t first, n;   /* in ic_words.glyphs */
	fz_point start, end; /* of the baseline */
	fz_point dir;        /* of writing, a unit vector */
	float em;
	bool vertical;
	bool backward; /* its glyphs came from right to left */
	bool spaced;   /* a blank glyph stood before it */
};

/* The zero value is no words. */
struct ic_words {
	struct ic_word *at; /* owned */
	size_t n, cap;
	struct ic_word_glyph *glyphs; /* owned */
	size_t nglyphs;
};

/* Group a set's glyphs into `out`, which must be zero. Throws. */
void ic_words_group(fz_context *ctx, const struct ic_glyphs *g,
    enum ic_words_of which, struct ic_words *out);

/* Free them. A zeroed one is allowed. It does not throw. */
void ic_words_finish(fz_context *ctx, struct ic_words *w);

#define IC_WORD_RUNES_MAX (IC_WORD_GLYPHS_MAX * IC_GLYPH_RUNES)

/*
 * The characters of a word in their order, accents composed with the letters
 * below them where Unicode has the pair. Returns how many.
 */
size_t ic_word_runes(const struct ic_glyphs *g, const struct ic_words *w,
    const struct ic_word *word, uint32_t runes[IC_WORD_RUNES_MAX]);

/*
 * The same, with the index in the set of the glyph that each came from; of a
 * letter and its accent that of the boxed one.
 */
size_t ic_word_runes_from(const struct ic_glyphs *g, const struct ic_words *w,
    const struct ic_word *word, uint32_t runes[IC_WORD_RUNES_MAX],
    uint32_t from[IC_WORD_RUNES_MAX]);

/*
 * True if `b` follows `a` on its line, with a blank or a gap that a blank
 * fills. Both are neighbours in the order of the source.
 */
bool ic_word_follows(const struct ic_word *a, const struct ic_word *b);

#endif
