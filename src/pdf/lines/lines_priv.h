/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * How the line numbers of a page are found: numerals that stand one below the
 * other, each one more than the one before, at an even pitch. What is not so
 * regular is no column of line numbers. Lengths are points.
 */
#ifndef IC_PDF_LINES_PRIV_H
#define IC_PDF_LINES_PRIV_H

#include "core/numbered.h"
#include "pdf/glyphs.h"
#include "pdf/raster.h"
#include "pdf/words.h"

#define LINES_NUMERALS_MAX 4096 /* of a page: what follows is not looked at */
#define LINES_LEAST 5           /* numbers of a column beside others, */
#define LINES_PROVE 10          /*   and of a page's longest one */

/* A word that is a number. */
struct lines_numeral {
	float x0, y0, x1, y1; /* of its ink */
	fz_rect cell;         /* of its characters, with the room they take */
	float base, em;
	uint32_t value;
	bool used; /* by a column */
};

struct lines_numerals {
	struct lines_numeral *at; /* by value, then by baseline; owned */
	size_t n;
	size_t first[IC_NUMBERED_LINES_MAX + 2]; /* of each value */
};

/* A column: numbers `first` to first + n - 1. */
struct lines_chain {
	uint32_t first, n, found; /* found: those that are printed */
	float base[IC_NUMBERED_LINES_MAX];
	float pitch, em;
	float x0, x1, y0, y1;             /* of the numerals */
	fz_rect cell;                     /* and of their characters */
	size_t at[IC_NUMBERED_LINES_MAX]; /* numerals; SIZE_MAX: none */
	bool mirror; /* repeats another one at the right of its text */
};

/* A column, its text, and where both end. */
struct lines_column {
	struct lines_chain chain;
	float left, right; /* of its text's area */
	/* Where other columns end or begin, or the page does. */
	float roof, floor, wall_left, wall_right;
	unsigned down, across; /* its place among the others, from 0 */
};

/* The zero value is a page without columns. */
struct lines_page {
	struct lines_column column[IC_NUMBERED_COLUMNS_MAX];
	unsigned n;
};

/* How many of its columns are none that repeats another one. */
unsigned lines_page_count(const struct lines_page *p);

/* What a page is to be looked at with. */
struct lines_view {
	fz_context *ctx;
	const struct ic_glyphs *all; /* what nobody sees is dropped */
	const struct ic_words *words;
	const struct ic_raster *seen; /* gray, all of the page */
	float w, h;
};

/* lines_numerals.c: gather them. Throws. */
void lines_numerals_of(const struct lines_view *v, struct lines_numerals *out);
void lines_numerals_finish(fz_context *ctx, struct lines_numerals *n);

/* The ink of a glyph: its outline, or, of one without paint, its cell. */
fz_rect lines_ink(const struct ic_glyph *g);

/* lines_chain.c: the longest column of what is not used; false: none. */
bool lines_chain_next(struct lines_numerals *n, struct lines_chain *out);

/* lines_columns.c: the columns of a page, in their order. Throws. */
void lines_columns_of(const struct lines_view *v, struct lines_page *out);

/* lines_ink.c: the dark pixels of an area, row by row. */
struct lines_profile {
	int *row; /* dark pixels of each row of the raster; owned */
	float to_px;
	int h;
};

/*
 * The left and right edge of the text's area: past the numbers and a vertical
 * rule beside them; up to a rule, the next column or the last ink.
 */
void lines_edges(const struct lines_view *v, float bound, bool bounded,
    struct lines_column *c);

/* Count within left and right, without vertical rules. Throws. */
void lines_profile_of(const struct lines_view *v, const struct lines_column *c,
    struct lines_profile *out);

/*
 * The row without ink that is nearest to height y, within [from, to]; false:
 * there is none. Points.
 */
bool lines_profile_gap(const struct lines_profile *p, float y, float from,
    float to, float *out);

/* lines_bands.c: a column's lines; there is room for all. Throws. */
void lines_bands_of(const struct lines_view *v, const struct lines_column *c,
    struct ic_numbered_line *out);

/* lines_pages.c: what may be the number of a column's page. */

#define LINES_CANDIDATES_MAX 12 /* of one column */

struct lines_candidate {
	uint32_t value;
	float x0, x1,
	    y;       /* from the column's left edge and first or last line */
	bool below;  /* it stands under the lines */
	bool worded; /* "Page 45" */
};

struct lines_candidates {
	struct lines_candidate at[LINES_CANDIDATES_MAX];
	unsigned n;
};

void lines_candidates_of(const struct lines_view *v, const struct lines_page *p,
    const struct lines_column *c, struct lines_candidates *out);

/*
 * lines_sequence.c: columns in the order of their sheets, and what their
 * numbers are. The zero value is none.
 */
struct lines_entry {
	uint32_t page; /* index in the slice */
	uint32_t column;
	unsigned down, across;
	struct lines_candidates may;
	struct ic_rect gutter;
	uint32_t number; /* 0: none is proved */
};

struct lines_entries {
	struct lines_entry *at; /* owned */
	size_t n, cap;
};

/* Prove numbers by their places and their order. Throws. */
void lines_sequence(fz_context *ctx, struct lines_entries *all);

#endif
