/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/slice_build.h"

#include <string.h>

void ic_slice_begin(struct ic_slice_build *b)
{
	*b = (struct ic_slice_build){ .slice = { 0 } };
	ic_buf_putc(&b->pool, 0);
}

uint32_t ic_slice_intern(struct ic_slice_build *b, const char *s)
{
	uint32_t at = (uint32_t)b->pool.len;

	if (!s || !*s) {
		return 0;
	}
	ic_buf_add(&b->pool, s, strlen(s) + 1);
	return at;
}

void ic_slice_add_box(struct ic_slice_build *b, struct ic_rect rect,
    uint32_t label)
{
	struct ic_slice_box box = { .rect = rect, .label = label };

	ic_buf_add(&b->boxes, &box, sizeof(box));
	b->slice.nboxes++;
}

void ic_slice_add_cover(struct ic_slice_build *b, struct ic_rect rect)
{
	struct ic_slice_box box = { .rect = rect, .cover = 1 };

	ic_buf_add(&b->boxes, &box, sizeof(box));
	b->slice.nboxes++;
}

/* A pixel has one colour; boxes are burned up to a pixel beyond their edge. */
#define NEAR 3000 /* milli-points: more than a pixel and one more at 72 dpi */

static bool meets_box(const struct ic_slice_box *all, uint32_t n,
    const struct ic_slice_box *cover)
{
	struct ic_rect near = ic_rect_grow(cover->rect, NEAR);

	for (uint32_t i = 0; i < n; i++) {
		if (&all[i] != cover && !all[i].cover &&
		    ic_rect_touches(all[i].rect, near)) {
			return true;
		}
	}
	return false;
}

static void settle_covers(struct ic_slice_build *b,
    const struct ic_slice_page *p)
{
	struct ic_slice_box *all = b->boxes.failed || p->nboxes == 0
	    ? NULL
	    : (struct ic_slice_box *)(void *)b->boxes.data + p->box;
	bool again = all != NULL;

	/* One that got the other fill may be near another cover. */
	while (again) {
		again = false;
		for (uint32_t i = 0; i < p->nboxes; i++) {
			if (all[i].cover &&
			    meets_box(all, p->nboxes, &all[i])) {
				all[i].cover = 0;
				again = true;
			}
		}
	}
}

void ic_slice_add_line(struct ic_slice_build *b,
    const struct ic_slice_line *line)
{
	ic_buf_add(&b->lines, line, sizeof(*line));
	b->slice.nlines++;
}

/* The page that was added last; an empty one before the first. */
static struct ic_slice_page last_page(const struct ic_slice_build *b)
{
	struct ic_slice_page last = { 0 };

	if (b->slice.npages > 0 && !b->pages.failed) {
		memcpy(&last, b->pages.data + b->pages.len - sizeof(last),
		    sizeof(last));
	}
	return last;
}

void ic_slice_add_page(struct ic_slice_build *b,
    const struct ic_slice_page *page)
{
	struct ic_slice_page p = *page, last = last_page(b);

	p.box = last.box + last.nboxes;
	p.nboxes = b->slice.nboxes - p.box;
	settle_covers(b, &p);
	p.line = last.line + last.nlines;
	p.nlines = b->slice.nlines - p.line;
	ic_buf_add(&b->pages, &p, sizeof(p));
	b->slice.npages++;
}

void ic_slice_add_cell(struct ic_slice_build *b, uint32_t text)
{
	struct ic_slice_cell cell = { .text = text, .page = UINT32_MAX };

	ic_buf_add(&b->cells, &cell, sizeof(cell));
	b->slice.ncells++;
}

void ic_slice_add_prefix(struct ic_slice_build *b, const char *prefix)
{
	uint32_t at = ic_slice_intern(b, prefix);

	ic_buf_add(&b->prefixes, &at, sizeof(at));
	b->slice.nprefixes++;
}

bool ic_slice_end(struct ic_slice_build *b, struct ic_buf *out,
    struct ic_error *err)
{
	static const char what[] = "the plan of one document";
	struct ic_buf *all[] = { &b->pool, &b->pages, &b->boxes, &b->lines,
		&b->cells, &b->prefixes };
	bool ok = true;

	b->slice.pages = (void *)b->pages.data;
	b->slice.boxes = (void *)b->boxes.data;
	b->slice.lines = (void *)b->lines.data;
	b->slice.cells = (void *)b->cells.data;
	b->slice.prefixes = (void *)b->prefixes.data;
	b->slice.strings = (void *)b->pool.data;
	b->slice.nstrings = (uint32_t)b->pool.len;
	for (size_t i = 0; ok && i < sizeof(all) / sizeof(all[0]); i++) {
		ok = ic_buf_check(all[i], what, err);
	}
	ok = ok && ic_slice_pack(&b->slice, out, err);
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		ic_buf_finish(all[i]);
	}
	return ok;
}
