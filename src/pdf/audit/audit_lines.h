/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A page's words as lines, and as the columns that a reader follows: a *piece*
 * is what stands on a line without a wide gap; above it may stand another of
 * the same column. All glyphs are in it, seen or not.
 */
#ifndef IC_PDF_AUDIT_LINES_H
#define IC_PDF_AUDIT_LINES_H

#include "pdf/words.h"

#define AUDIT_NO_PIECE SIZE_MAX

/* A word by its place: along the writing, and down the page. */
struct audit_placed {
	float along0, along1, down;
	float em;
	uint32_t word; /* in `words` */
	uint8_t turn;  /* direction of writing, in quarter turns; 4: any */
};

struct audit_piece {
	size_t first, n; /* in `placed` */
	float along0, along1, down, em;
	size_t line;  /* lines are counted from 0 */
	size_t above; /* the piece above it; AUDIT_NO_PIECE */
	size_t head;  /* the nearest above it that is not figures; or none */
	bool figures; /* mostly digits */
	uint8_t turn;
};

/* The zero value is empty. */
struct audit_lines {
	struct ic_words words;
	struct audit_placed *placed; /* owned; by line, then along it */
	size_t nplaced;
	struct audit_piece *piece; /* owned */
	size_t npieces;
};

/* Runes, and the index in the set of the glyph that each came from. */
struct audit_reading {
	uint32_t *rune; /* owned, as the next */
	uint32_t *from; /* UINT32_MAX: a gap of ours */
	size_t n, cap;
};

/* Lay out a page's glyphs. *out must be zero. Throws. */
void audit_lines_build(fz_context *ctx, const struct ic_glyphs *g,
    struct audit_lines *out);

/* Append a piece's text, words parted by blanks. Throws. */
void audit_lines_read(fz_context *ctx, const struct ic_glyphs *g,
    const struct audit_lines *l, size_t piece, struct audit_reading *out);

/* Append a gap: '\n' or '\t'. Throws. */
void audit_reading_gap(fz_context *ctx, struct audit_reading *r, uint32_t c);

/* Wipe and free. Zeroed ones are allowed. They do not throw. */
void audit_lines_finish(fz_context *ctx, struct audit_lines *l);
void audit_reading_finish(fz_context *ctx, struct audit_reading *r);

#endif
