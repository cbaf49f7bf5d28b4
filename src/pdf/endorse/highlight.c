/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "pdf/highlight.h"

#define WASH 400 /* thousandths of its paint that a whole page gets */

/* Where its line runs: around the area, within the page. */
static struct ic_rect line_around(struct ic_rect area, struct ic_size page,
    int32_t width)
{
	struct ic_rect within = ic_rect_grow(ic_rect_of(page), -width / 2);
	struct ic_rect r = ic_rect_intersect(ic_rect_grow(area, width / 2),
	    within);

	return ic_rect_is_empty(r) ? area : r;
}

static struct ic_page_mark box_mark(const struct ic_slice *s,
    struct ic_size page, struct ic_rect box)
{
	struct ic_rect area = ic_rect_intersect(ic_rect_of(page),
	    ic_placement_rect(ic_slice_placement(s, page), box));

	return (struct ic_page_mark){ .area = area,
		.line = line_around(area, page, IC_HIGHLIGHT_LINE),
		.width = IC_HIGHLIGHT_LINE,
		.paint = *ic_marker_of((enum ic_mark_color)s->mark) };
}

/* A light wash, for all is to be read through it, and a strong frame. */
static struct ic_page_mark whole_mark(const struct ic_slice *s,
    struct ic_size page)
{
	struct ic_page_mark m = box_mark(s, page, ic_rect_of(page));
	struct ic_rect in = ic_rect_grow(m.area,
	    -IC_HIGHLIGHT_INSET - IC_HIGHLIGHT_LINE_WHOLE / 2);

	for (unsigned i = 0; i < 3; i++) {
		m.paint.fill[i] = (uint16_t)(1000 -
		    (1000 - m.paint.fill[i]) * WASH / 1000);
	}
	m.line = ic_rect_is_empty(in) ? m.area : in;
	m.width = IC_HIGHLIGHT_LINE_WHOLE;
	return m;
}

bool ic_highlight_marks(const struct ic_slice *s, uint32_t page,
    struct ic_buf *marks, size_t *n, struct ic_error *err)
{
	const struct ic_slice_page *p = &s->pages[page];

	ic_buf_reset(marks);
	*n = ic_slice_marks(p);
	if (*n > 0 && p->whole) {
		struct ic_page_mark m = whole_mark(s, p->size);

		ic_buf_add(marks, &m, sizeof(m));
	}
	for (uint32_t i = 0; *n > 0 && i < p->nboxes; i++) {
		struct ic_page_mark m = box_mark(s, p->size,
		    s->boxes[p->box + i].rect);

		ic_buf_add(marks, &m, sizeof(m));
	}
	return ic_buf_check(marks, "a page's marks", err);
}
