/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Putting a slice together, page by page, from whatever knows the document:
 * the plan before it is made, the manifest afterwards.
 *
 *	struct ic_slice_build b = { 0 };
 *
 *	ic_slice_begin(&b);
 *	(set b.slice's scalars; for each page: boxes, then the page)
 *	ic_slice_end(&b, out, err);
 *
 * The same calls give the same bytes. A failure is remembered by the buffers
 * and told by ic_slice_end().
 */
#ifndef IC_CORE_SLICE_BUILD_H
#define IC_CORE_SLICE_BUILD_H

#include "core/slice.h"

struct ic_slice_build {
	struct ic_slice slice;
	struct ic_buf pool, pages, boxes, lines, cells, prefixes;
};

/* Start an empty slice. */
void ic_slice_begin(struct ic_slice_build *b);

/* The pool offset of a copy of `s`; 0 for NULL and "". */
uint32_t ic_slice_intern(struct ic_slice_build *b, const char *s);

/* Append a box to the page that is to come. */
void ic_slice_add_box(struct ic_slice_build *b, struct ic_rect rect,
    uint32_t label);

/*
 * The same of a cover: white, without a label. Where it would touch a box of
 * its page that is none, it gets the fill of that.
 */
void ic_slice_add_cover(struct ic_slice_build *b, struct ic_rect rect);

/*
 * Append a page: the boxes and lines since the last one are its own, whatever
 * page->box, nboxes, line and nlines say.
 */
void ic_slice_add_page(struct ic_slice_build *b,
    const struct ic_slice_page *page);

/* Append a line to the sheet that is to come. */
void ic_slice_add_line(struct ic_slice_build *b,
    const struct ic_slice_line *line);

/* Append a served string, 0 for none. */
void ic_slice_add_cell(struct ic_slice_build *b, uint32_t text);

/* Append a declared prefix. */
void ic_slice_add_prefix(struct ic_slice_build *b, const char *prefix);

/* Append the packed slice to `out`, and free what was built. */
bool ic_slice_end(struct ic_slice_build *b, struct ic_buf *out,
    struct ic_error *err);

#endif
