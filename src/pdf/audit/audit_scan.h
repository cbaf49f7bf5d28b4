/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Text layers of scans: invisible words, held against the pixels that a reader
 * sees where they stand. Recognition makes words of bars, borders and photos,
 * too, so that not each word is one.
 */
#ifndef IC_PDF_AUDIT_SCAN_H
#define IC_PDF_AUDIT_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "pdf/glyphs.h"
#include "pdf/raster.h"
#include "pdf/words.h"

enum audit_place_look {
	AUDIT_PLACE_INK,   /* something that may be letters */
	AUDIT_PLACE_BAR,   /* one tone, and not that of the paper */
	AUDIT_PLACE_BLANK, /* paper */
	AUDIT_PLACE_OTHER  /* off the page, or too small to be looked at */
};

/* How much of a word a word is. */
enum audit_word_sense {
	AUDIT_SENSE_NONE, /* what recognition makes of lines and stains */
	AUDIT_SENSE_WEAK, /* it may be one */
	AUDIT_SENSE_WORD
};

/* The commonest tone of a raster, 0 to 255. */
int audit_paper(const struct ic_raster *r);

/* What is seen between the baseline of a word and the height of its letters. */
enum audit_place_look audit_place_at(const struct ic_raster *r, int paper,
    const struct ic_word *w);

/* True if there is ink in most of the word's width, as letters have it. */
bool audit_place_fits(const struct ic_raster *r, const struct ic_word *w);

/* True if what parts two words of a line is paper. */
bool audit_place_gap(const struct ic_raster *r, int paper,
    const struct ic_word *a, const struct ic_word *b);

/*
 * Judge a word by its characters and by the room that they have. *letters:
 * letters and digits.
 */
enum audit_word_sense audit_sense(const uint32_t *runes, size_t n,
    const struct ic_word *w, uint32_t *letters);

struct audit;
struct audit_page;
struct ic_ink;

/* The box of a word's glyphs, points. */
fz_rect audit_word_box(const struct ic_glyphs *g, const struct ic_words *words,
    const struct ic_word *w);

/* Words from the first to the last as UTF-8, cut to what `out` takes. */
void audit_words_text(const struct ic_glyphs *g, const struct ic_words *words,
    size_t first, size_t last, struct ic_buf *out);

/* True if the middle of a rectangle is on a picture. */
bool audit_on_picture(const struct ic_ink *ink, fz_rect points);

/* Invisible text that says something other than the page. Throws. */
void audit_unseen(struct audit *a, struct audit_page *p,
    const struct ic_ink *ink);

/* The page's layer, if it has one; `ink` is what the page paints. Throws. */
void audit_scan_words(struct audit *a, struct audit_page *p,
    const struct ic_ink *ink);

#endif
