/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A finished page against what it is to bear: each line of text that the plan
 * wants, looked for among the marks. Used by proofs 2 and 5.
 */
#ifndef IC_PDF_JUDGE_PAGE_H
#define IC_PDF_JUDGE_PAGE_H

#include "judge_marks.h"
#include "judge_priv.h"
#include "pdf/document.h"
#include "pdf/endorse.h"

#define IC_JUDGE_NONE SIZE_MAX

/* How a mark agrees with an item. */
struct ic_match {
	size_t mark;   /* index of the best, or IC_JUDGE_NONE */
	unsigned same; /* seen runs with the item's text */
	bool place;    /* the best begins where it should */
	bool look;     /* and has its size, stands upright, in its colour */
	bool glyphs;   /* and draws the characters that it says */
};

/* What both proofs hold while they go through a document. */
struct ic_judge_run {
	struct ic_judge judge;
	struct ic_document *doc;
	const struct ic_slice *s;
	struct ic_font *layout; /* where things are to stand */
	fz_font *base; /* the built-in font: how characters are to look */
	fz_font *last; /* kept; the font that `known` is about */
	uint32_t known[IC_FONT_GLYPHS_MAX]; /* rune that a glyph draws; 0: ? */
	bool shown[IC_FONT_GLYPHS_MAX];     /* glyphs of the label font */
};

struct ic_judge_page {
	uint32_t index;
	struct ic_size size; /* of the finished page */
	struct ic_marks marks;
	struct ic_item *items;
	size_t nitems;
	struct ic_match *matches; /* by item */
	bool *used;               /* by mark: it is an item, entirely */
};

/* One proof's way with a page. Throws. */
typedef void ic_judge_page_fn(
    fz_context *ctx, struct ic_judge_run *run, struct ic_judge_page *page);

/* What a proof does when it has seen all pages. Throws. */
typedef void ic_judge_last_fn(fz_context *ctx, struct ic_judge_run *run);

/*
 * Open each page that both the plan and the document have, and hand it to
 * `fn`; then call `last`, if not NULL. What cannot be read is reported as
 * UNREADABLE. It does not throw.
 */
void ic_judge_pages(
    struct ic_judge_run *run, ic_judge_page_fn *fn, ic_judge_last_fn *last);

/* Match all items (judge_match.c). Throws. */
void ic_judge_match(
    fz_context *ctx, struct ic_judge_run *run, struct ic_judge_page *page);

/* True if a glyph of a font draws anything. Throws. */
bool ic_judge_draws(fz_context *ctx, fz_font *font, int gid);

/* The text of a mark is `text`, as the font's ToUnicode gives it back. */
bool ic_judge_says(const struct ic_judge_run *run,
    const struct ic_judge_page *page, const struct ic_mark *mark,
    const char *text);

/* A rectangle in milli-points as one in points. */
fz_rect ic_judge_points(struct ic_rect r);

#endif
