/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef IC_PDF_SCOUT_PRIV_H
#define IC_PDF_SCOUT_PRIV_H

#include "pdf/font.h"
#include "pdf/glyphs.h"
#include "pdf/raster.h"
#include "pdf/scout.h"
#include "pdf/words.h"

struct ic_scout_cells;

/* A page as the scout has it before it. */
struct ic_scout_page {
	const struct ic_slice *s;
	uint32_t index;
	const struct ic_raster *r;   /* not burned */
	const struct ic_glyphs *all; /* boxed and dropped are set */
	int paper;                   /* the page's ground, 0 to 255 */
};

/*
 * What the page's ground is: its commonest light gray outside boxes, else
 * white. What a box covers has no say: the room for endorsements would tell
 * of it. Throws.
 */
int ic_scout_paper(fz_context *ctx, const struct ic_slice *s, uint32_t page,
    const struct ic_raster *r);

/* Share of a rectangle's pixels that are not paper, millionths. */
uint32_t ic_scout_ink(const struct ic_scout_page *p, struct ic_rect rect);

/*
 * Bit ic_position for each place where `text` would stand on paper alone,
 * clear of the page's boxes.
 */
uint32_t ic_scout_clear(const struct ic_scout_page *p, const struct ic_font *f,
    const char *text);

/* What the page shows of its number. Throws. */
enum ic_stamp ic_scout_stamp(fz_context *ctx, const struct ic_scout_page *p);

/* The words of the slice's cells; NULL if it has none. Throws. */
struct ic_scout_cells *ic_scout_cells_open(fz_context *ctx,
    const struct ic_slice *s);

/* Note which of them the page covers, and which can be read on it. Throws. */
void ic_scout_cells_page(fz_context *ctx, struct ic_scout_cells *c,
    const struct ic_scout_page *p);

/*
 * After the last page: the next cell that repeats what is covered and can be
 * read nowhere. *at is 0 at first. False when there is none any more.
 */
bool ic_scout_cells_next(const struct ic_scout_cells *c, size_t *at,
    uint32_t *cell);

/* Free them. NULL is allowed. It does not throw. */
void ic_scout_cells_close(fz_context *ctx, struct ic_scout_cells *c);

#endif
