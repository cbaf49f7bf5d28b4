/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A finished page against what it is to bear: each line of text that the plan
 * wants, looked for among the marks. Used by proofs 2 and 5.
 */
#ifndef IC_PDF_JUDGE_PAGE_H
#define IC_PDF_JUDGE_PAGE_H

#include "judge_marks.h"
#include "judge_pixels.h"
#include "judge_priv.h"
#include "pdf/document.h"
#include "pdf/endorse.h"
#include "pdf/glyphs.h"
#include "pdf/raster.h"

#define IC_JUDGE_NONE SIZE_MAX

/* How a mark agrees with an item. */
struct ic_match {
	size_t mark;   /* index of the best, or IC_JUDGE_NONE */
	unsigned same; /* seen runs with the item's text */
	bool place;    /* the best begins where it should */
	bool look;     /* and has its size, stands upright, in its colour */
	bool glyphs;   /* and draws the characters that it says */
	float off;     /* how far it begins from there, points */
};

struct ic_judge_words;
struct ic_judge_proof;

/*
 * Pages of the source that were listed for one proof and are to be for
 * another: no more of them, nor of what they take, are kept.
 */
#define IC_JUDGE_LISTS_MAX 64
#define IC_JUDGE_LISTS_BYTES ((size_t)4 << 20)

struct ic_judge_list {
	fz_display_list *list; /* owned */
	uint32_t page;         /* of the output, that is made of it */
	struct ic_size size;
	size_t bytes; /* by which MuPDF's memory has grown */
};

/* What the proofs hold while they go through a document. */
struct ic_judge_run {
	struct ic_judge *judge;              /* of the proof that is at work */
	const struct ic_judge_proof *proofs; /* all that are */
	size_t nproofs;
	struct ic_document *doc;
	struct ic_document *original; /* NULL: not to be had */
	struct ic_raster drawn;       /* of it; its memory is kept */
	struct ic_glyphs glyphs;      /* of its page, in its own context */
	struct ic_judge_list lists[IC_JUDGE_LISTS_MAX]; /* of its pages */
	size_t nlists, list_bytes;
	struct ic_judge_words *words; /* judge_words.c's */
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
	struct ic_pixels_of px;   /* ic_judge_pixels() gives them */
};

/* One proof's way with a page. Throws. */
typedef void ic_judge_page_fn(fz_context *ctx, struct ic_judge_run *run,
    struct ic_judge_page *page);

/*
 * Names the rows of the page's picture at which the proof will look, by
 * ic_pixels_want(): page->px is placed, not read. Throws.
 */
typedef void ic_judge_want_fn(fz_context *ctx, const struct ic_judge_run *run,
    struct ic_judge_page *page);

/* What a proof does before the first page and after the last. Throws. */
typedef void ic_judge_once_fn(fz_context *ctx, struct ic_judge_run *run);

struct ic_judge_proof {
	struct ic_judge judge;
	ic_judge_page_fn *page;
	ic_judge_want_fn *want;         /* NULL: it looks at all rows */
	ic_judge_once_fn *first, *last; /* NULL: nothing is to be done */
	ic_judge_once_fn *finish; /* frees what it holds; does not throw */
};

/*
 * Open each page that both the plan and the document have, once, and hand it
 * to each of the n proofs. What cannot be read is reported as UNREADABLE, and
 * another page count as PAGES. True if all proofs are clean; they have said
 * so. It does not throw.
 */
bool ic_judge_pages(struct ic_document *doc, struct ic_document *original,
    const struct ic_slice *s, struct ic_judge_proof *proofs, size_t n);

/* The proofs (judge_boxes.c, judge_endorse.c). */
extern const struct ic_judge_proof ic_proof_boxes, ic_proof_endorsements;

/* And those that need the original (judge_rest.c, judge_words.c). */
extern const struct ic_judge_proof ic_proof_rest, ic_proof_words;

/*
 * The picture of a page that has one, read when it is first asked for.
 * Borrowed. Throws, for one whose code stream is not just the picture, too.
 */
const struct ic_pixels_of *ic_judge_pixels(fz_context *ctx,
    const struct ic_judge_run *run, struct ic_judge_page *page);

/* False if it is one whose code stream is not just the picture. Throws. */
bool ic_judge_reads(fz_context *ctx, const struct ic_judge_run *run,
    struct ic_judge_page *page);

/* The mark of the page's picture; NULL if it has none. Borrowed. */
const struct ic_mark *ic_judge_picture(const struct ic_judge_page *page);

/* Match all items (judge_match.c). Throws. */
void ic_judge_match(fz_context *ctx, struct ic_judge_run *run,
    struct ic_judge_page *page);

/*
 * True if a mark's text touches a box (judge_boxes.c). Both proofs draw the
 * line here: what is not under a box for the one is a stray for the other.
 * Throws.
 */
bool ic_judge_in_box(fz_context *ctx, const struct ic_judge_run *run,
    const struct ic_judge_page *page, const struct ic_mark *mark, uint32_t box);

/* True if a mark is a part of a highlight: a tint, or the line around it. */
bool ic_judge_is_highlight(const struct ic_mark *mark);

/*
 * Proof 2 of a marked page (judge_highlights.c): each mark stands where the
 * slice has its box, once, in its colour, and none else; each id in the margin,
 * beside all boxes, on paper. What is not so is reported. Throws.
 */
void ic_judge_highlights(fz_context *ctx, struct ic_judge_run *run,
    struct ic_judge_page *page);

/* The rows of the picture at which it looks. Throws. */
void ic_judge_highlights_want(fz_context *ctx, const struct ic_judge_run *run,
    struct ic_judge_page *page);

/*
 * The pixels of the picture that a rectangle of the finished page covers, and
 * how many of them are dark (judge_paper.c). Throws.
 */
struct ic_area ic_judge_stands(const struct ic_judge_run *run,
    const struct ic_judge_page *page, const struct ic_pixels_of *px,
    struct ic_rect ink);
int64_t ic_judge_dark(fz_context *ctx, const struct ic_pixels_of *px,
    const struct ic_area *a);

/* True if a glyph of a font draws anything. Throws. */
bool ic_judge_draws(fz_context *ctx, fz_font *font, int gid);

/*
 * True if what of a picture the page cuts off is as the page ends
 * (judge_ends.c). Throws.
 */
bool ic_judge_ends(fz_context *ctx, const struct ic_pixels_of *px);

/* The rows at which that looks. Throws. */
void ic_judge_ends_want(fz_context *ctx, struct ic_pixels_of *px);

/*
 * Each word of the invisible layer lies where the picture shows something
 * (judge_layer.c); else false, and it is reported. Throws.
 */
bool ic_judge_layer(fz_context *ctx, struct ic_judge_run *run,
    struct ic_judge_page *page);

/* The rows of the picture in which it looks for them. Throws. */
void ic_judge_layer_want(fz_context *ctx, const struct ic_judge_run *run,
    struct ic_judge_page *page);

/*
 * The longest side of a pixel, points, to which the maker may have moved words
 * of the layer, and in which it looked for their ink (judge_text.c).
 */
float ic_judge_moved(const struct ic_slice *s, struct ic_size size);

/* True if the page has an invisible layer (judge_text.c). */
bool ic_judge_has_layer(const struct ic_judge_page *page);

/*
 * What the layer says, the source says at the same place (judge_text.c); else
 * false, and it is reported. `run->glyphs` are the source's. *compared counts
 * the layer's characters. Throws.
 */
bool ic_judge_text(fz_context *ctx, struct ic_judge_run *run,
    struct ic_judge_page *page, int32_t *compared);

/*
 * True if the layer's next glyph follows at once (judge_layer.c): they are of
 * one word. There must be a next one in the mark.
 */
bool ic_judge_layer_follows(const struct ic_mark *m,
    const struct ic_mark_glyph *g);

/*
 * A sheet bears its lines, number and legend, in their places, and nothing
 * else (judge_sheet.c); else it is reported. Throws.
 */
void ic_judge_sheet(fz_context *ctx, struct ic_judge_run *run,
    const struct ic_judge_page *page);

/* The text of a mark is `text`, as the font's ToUnicode gives it back. */
bool ic_judge_says(const struct ic_judge_run *run,
    const struct ic_judge_page *page, const struct ic_mark *mark,
    const char *text);

/* The colour that the maker drew the source in. */
enum ic_color ic_judge_color(const struct ic_judge_run *run);

/* True if the page is made of one that the original has (judge_lists.c). */
bool ic_judge_has_source(const struct ic_judge_run *run, uint32_t page);

/*
 * The list of the original's page of which a page is made, and its size. It may
 * be kept for the next that asks (judge_lists.c). In the original's context;
 * the caller drops it. Throws.
 */
fz_display_list *ic_judge_list(struct ic_judge_run *run, uint32_t page,
    struct ic_size *size);

/* Drop the lists that are kept of pages before `page`. */
void ic_judge_lists_drop(struct ic_judge_run *run, uint32_t page);

/*
 * Draw the original's page of which a page is made, as the maker did before it
 * burned, into
 * run->drawn (judge_original.c). The source has a context of its own: what it
 * throws ends here, and false is returned.
 */
bool ic_judge_draw_original(struct ic_judge_run *run, uint32_t page);

/*
 * The same on the grid of an output's picture, so that its pixels can be
 * compared one by one: turned, cut and cropped as the picture is, in colour if
 * that has colours. A scan on that grid is copied (judge_scan.h). Collects the
 * page's glyphs in run->glyphs if they are asked for.
 */
bool ic_judge_draw_like(struct ic_judge_run *run, uint32_t page,
    const struct ic_pixels_of *px, bool glyphs);

/* A rectangle in milli-points as one in points. */
fz_rect ic_judge_points(struct ic_rect r);

#endif
