/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a marked page bears in place of burned boxes: a mark for each, and its
 * id beside it in the margin. One layout for the scout, the maker, and the
 * judge, who looks at the places once more by itself.
 *
 * Lengths are milli-points of the output page, origin top left, y down.
 */
#ifndef IC_PDF_HIGHLIGHT_H
#define IC_PDF_HIGHLIGHT_H

#include "base/buf.h"
#include "base/error.h"
#include "core/slice.h"
#include "pdf/endorse.h"
#include "pdf/writer.h"

#define IC_HIGHLIGHT_LINE 1000 /* width; it lies around the area */
#define IC_HIGHLIGHT_LINE_WHOLE 2500
#define IC_HIGHLIGHT_INSET \
	3000 /* of a whole page's line, from the page's edge */

#define IC_ID_SIZE 8000
#define IC_ID_SIZE_LONG 5500 /* of one that is wider than IC_ID_WIDTH */
#define IC_ID_SIZE_MIN 5000  /* where many stand on a page */
#define IC_ID_SIZE_STEP 500
#define IC_ID_WIDTH 57000 /* what a margin of an inch has room for */
#define IC_ID_EDGE 9000   /* from the edge of the page, or the margin */
#define IC_ID_GAP 4000    /* to the page's content, and between columns */
#define IC_ID_COLUMNS_MAX 3
#define IC_ID_ITEMS_MORE 3 /* items after the ids: number, legend, banner */

/*
 * Replace the buffer's content by the page's marks, struct ic_page_mark: that
 * of a whole page, then those of its boxes, in order. None unless it is marked.
 */
bool ic_highlight_marks(const struct ic_slice *s, uint32_t page,
    struct ic_buf *marks, size_t *n, struct ic_error *err);

/* Places that are taken by number, legend and banner. */
struct ic_id_taken {
	struct ic_rect at[3];
	size_t n;
};

/*
 * The ids of a marked page, at the side that the slice names: each at the
 * height of its box, moved so that none meets another, in the order of the
 * boxes from the top; smaller and then in columns where they are many. One that
 * is too long for a line has several, an item each. Those for which there is
 * no room are left out. The caller frees *items, which has room for
 * IC_ID_ITEMS_MORE more and holds the texts; *room is what they take of the
 * page's width, at most half of it, 0 if there is none: where the slice frees
 * room beside the page, they stand in that. IC_ESPEC if the font has not all
 * characters of one, IC_EENV without memory.
 */
bool ic_highlight_ids(const struct ic_font *f, const struct ic_slice *s,
    uint32_t page, const struct ic_id_taken *taken, struct ic_item **items,
    size_t *n, int32_t *room, struct ic_error *err);

#endif
