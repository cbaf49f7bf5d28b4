/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The invisible layer against the source's glyphs. A word of the layer stands
 * at even steps, so that it is compared as a whole: a chain of glyphs of the
 * source must begin where it begins, spell it, each glyph beginning where the
 * one before ended, and end where it ends. Which of them the maker dropped
 * need not be known: what it kept is such a chain.
 */
#ifndef IC_PDF_JUDGE_TEXT_H
#define IC_PDF_JUDGE_TEXT_H

#include "judge_page.h"

/* Points of the source page, as displayed. */
struct ic_text_unit {
	uint32_t rune; /* a letter, or the mark that was composed with it */
	fz_point start, end;
};

/* Characters that follow one another without a gap. */
struct ic_text_run {
	struct ic_text_unit *at; /* owned; its memory is kept */
	size_t n, cap;
	float em;
	float pixel;  /* the raster to which words were moved, points */
	float slack;  /* of a coordinate, points, besides */
	bool follows; /* it begins where a word ended */
};

#define IC_TEXT_PLAIN_MAX (2 * IC_GLYPH_RUNES)

/* A glyph of the source. */
struct ic_text_glyph {
	fz_point start, end, dir;
	uint32_t next;         /* in its bucket, index + 1 */
	uint32_t search, upto; /* the last step that ended here */
	uint8_t n;             /* 0: not looked for */
	uint32_t plain[IC_TEXT_PLAIN_MAX];
};

/* All before `upto` is found; the last glyph of it, unless a word begins. */
struct ic_text_step {
	size_t upto;
	uint32_t glyph;
	fz_point end; /* of the word so far */
};

/* The source's glyphs, by place and first character. */
struct ic_text_source {
	const struct ic_glyphs *set; /* borrowed */
	struct ic_text_glyph *at;    /* owned; by index in the set */
	uint32_t *head;              /* owned; buckets: index + 1, 0: none */
	uint32_t *accents;           /* in head's memory; in their order */
	size_t naccents, mask;
	struct ic_text_step *stack; /* owned */
	size_t nstack, cap;
	uint32_t search; /* counts the searches */
};

/* How a run ends. */
enum ic_text_end {
	IC_TEXT_STRANGE, /* the source does not have it there */
	IC_TEXT_WORD,
	IC_TEXT_BLANK /* behind a word */
};

/* Sort the glyphs. Throws; then `out` may hold some, and is closed. */
void ic_text_source_open(fz_context *ctx, const struct ic_glyphs *g,
    struct ic_text_source *out);

/* A zeroed one is allowed. */
void ic_text_source_close(fz_context *ctx, struct ic_text_source *s);

/* Look for the run in the source. Throws when memory is short. */
enum ic_text_end ic_text_find(fz_context *ctx, struct ic_text_source *s,
    const struct ic_text_run *run);

typedef void ic_text_near_fn(void *user, uint32_t glyph);

/*
 * Call `near` for the glyphs that begin with a character, as it is compared,
 * within reach of a point; and for some that do not.
 */
void ic_text_around(const struct ic_text_source *s, uint32_t rune, fz_point at,
    float reach, ic_text_near_fn *near, void *user);

/* True if the source has this mark on the glyph, drawn apart from it. */
bool ic_text_accent(const struct ic_text_source *s, uint32_t glyph,
    uint32_t mark);

/* From a to b, along and across a direction. */
float ic_text_along(fz_point a, fz_point b, fz_point dir);
float ic_text_across(fz_point a, fz_point b, fz_point dir);

/*
 * The characters of one, as they are compared: letters are parted from their
 * marks, and i and j have dots. Returns how many, 1 or 2.
 */
unsigned ic_text_plain(uint32_t rune, uint32_t out[2]);

#endif
