/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef IC_PDF_SCOUT_PRIV_H
#define IC_PDF_SCOUT_PRIV_H

#include "pdf/document.h"
#include "pdf/font.h"
#include "pdf/glyphs.h"
#include "pdf/raster.h"
#include "pdf/scout.h"
#include "pdf/words.h"

struct ic_scout_cells;

/* Memory that pages share. The zero value is ready. */
struct ic_scout_room {
	struct ic_raster seen;
	struct ic_buf rows; /* of a scan */
};

/*
 * A page as the scout has it before it. Its pixels are drawn when they are
 * asked for, and no more of them than are asked for.
 */
struct ic_scout_page {
	struct ic_document *doc;
	const struct ic_slice *s;
	uint32_t index;
	fz_display_list *list;
	struct ic_raster grid;    /* of the page; it has no pixels itself */
	struct ic_pixels part;    /* what of it is seen; empty at first */
	struct ic_raster *seen;   /* the part's pixels, gray, not burned */
	struct ic_buf *rows;      /* memory of a scan */
	struct ic_glyphs all;     /* none until ic_scout_page_glyphs() */
	bool scan;                /* its one picture is looked at as a whole */
	bool bounded;             /* nothing on it leaves its bounds */
	struct ic_reply_page *to; /* its size is set, and what is noted */
};

/* What is done with a page. May throw. */
typedef void ic_scout_page_fn(void *user, struct ic_scout_page *p);

/*
 * Load page `index`, call `fn` with it, and let it go; what it has to note is
 * in *to (scout_page.c). Throws.
 */
void ic_scout_page(struct ic_document *doc, const struct ic_slice *s,
    uint32_t index, struct ic_scout_room *room, ic_scout_page_fn *fn,
    void *user, struct ic_reply_page *to);

/* Collect its glyphs; those that touch a box are boxed and dropped. Throws. */
void ic_scout_page_glyphs(struct ic_scout_page *p);

/* See these pixels of the grid, and perhaps more: p->part holds them. Throws.
 */
void ic_scout_see(struct ic_scout_page *p, struct ic_pixels at);

/* The same, of all pixels: then *p->seen is the page's raster. Throws. */
void ic_scout_see_all(struct ic_scout_page *p);

/*
 * True if a rectangle has a pixel that is not of the ground it stands on,
 * which is the commonest light gray in it and around it, but for what the
 * page's boxes cover, and else white. What a box covers has no say: the room
 * for endorsements would tell of it. Throws.
 */
bool ic_scout_ink(struct ic_scout_page *p, struct ic_rect rect);

/*
 * Of the places in `at`, bits of ic_position, those where `text` would stand
 * on its ground alone, clear of the page's boxes; of a page that is to be
 * marked also if it is made smaller for what stands at its other end. Throws.
 */
uint32_t ic_scout_clear(struct ic_scout_page *p, const struct ic_font *f,
    const char *text, uint32_t at);

/*
 * True if a rectangle, and a little around it, is clear of ink and boxes. A
 * page that is covered as a whole is paper everywhere. Throws.
 */
bool ic_scout_clear_at(struct ic_scout_page *p, struct ic_rect plate);

/*
 * The same on a page that is made smaller for what stands at the top or at the
 * bottom, bits of ic_shrink (scout_ids.c). Throws.
 */
bool ic_scout_clear_shrunk(struct ic_scout_page *p, unsigned shrink,
    struct ic_rect plate);

/*
 * Of a page that is to be marked: whether its banner and, on either side, its
 * ids would stand clear, and what room these take (scout_ids.c). Throws.
 */
void ic_scout_marks(struct ic_scout_page *p, const struct ic_font *f);

/* The words of the slice's cells; NULL if it has none. Throws. */
struct ic_scout_cells *ic_scout_cells_open(fz_context *ctx,
    const struct ic_slice *s);

/*
 * Note which of them the page covers, and which can be read on it. In a first
 * round every glyph is taken for one that is seen, which needs no pixels and
 * finds all that is covered, and perhaps more. Throws.
 */
void ic_scout_cells_page(fz_context *ctx, struct ic_scout_cells *c,
    const struct ic_scout_page *p);

/*
 * End the first round. True if it left a doubt: then all pages are to be
 * noted again, of glyphs that are seen, until no doubt is left.
 */
bool ic_scout_cells_again(struct ic_scout_cells *c);
bool ic_scout_cells_doubt(const struct ic_scout_cells *c);

/*
 * After the last page: the next cell that repeats what is covered and can be
 * read nowhere. *at is 0 at first. False when there is none any more.
 */
bool ic_scout_cells_next(const struct ic_scout_cells *c, size_t *at,
    uint32_t *cell);

/* Free them. NULL is allowed. It does not throw. */
void ic_scout_cells_close(fz_context *ctx, struct ic_scout_cells *c);

#endif
