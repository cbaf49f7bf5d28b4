/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Where on its page something is: in words, and as a small drawing. */
#include <inttypes.h>
#include <stdlib.h>

#include "report_priv.h"

#define LEAST 18 /* of 1,000 parts of a page: what can still be seen */

void report_milli(int64_t v, struct ic_buf *out)
{
	ic_buf_printf(out, "%s%" PRId64 ".%03d", v < 0 ? "-" : "",
	    (int64_t)(v < 0 ? -v : v) / 1000, (int)llabs(v % 1000));
}

static bool placed(const struct ic_findings *l, const struct ic_finding_item *f)
{
	return f->page < l->npages && l->pages[f->page].w > 0 &&
	    l->pages[f->page].h > 0 && !ic_rect_is_empty(f->rect);
}

static bool off_page(struct ic_rect r, struct ic_size page)
{
	return ic_rect_is_empty(ic_rect_intersect(r, ic_rect_of(page)));
}

const char *report_where(const struct ic_findings *l,
    const struct ic_finding_item *f)
{
	static const char *const words[3][3] = { { "top left", "top",
						     "top right" },
		{ "left", "middle", "right" },
		{ "bottom left", "bottom", "bottom right" } };
	struct ic_size page;
	struct ic_rect r;

	if (!placed(l, f)) {
		return "";
	}
	page = l->pages[f->page];
	if (off_page(f->rect, page)) {
		return "off the page";
	}
	r = ic_rect_intersect(f->rect, ic_rect_of(page));
	return words[3 * (((int64_t)r.y0 + r.y1) / 2) / page.h]
		    [3 * (((int64_t)r.x0 + r.x1) / 2) / page.w];
}

/* A side in thousandths of the page's width, kept near the page. */
static void side(int64_t from, int64_t to, int64_t page, int64_t unit,
    int64_t *a, int64_t *b)
{
	int64_t end = page * 1000 / unit, room = 400;

	*a = from * 1000 / unit;
	*b = to * 1000 / unit;
	if (*b - *a < LEAST) {
		*a -= (LEAST - (*b - *a)) / 2;
		*b = *a + LEAST;
	}
	*a = *a < -room               ? -room
	    : *a > end + room - LEAST ? end + room - LEAST
				      : *a;
	*b = *b > end + room ? end + room : *b < *a + LEAST ? *a + LEAST : *b;
}

static int64_t least(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static int64_t most(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

void report_map(const struct ic_findings *l, const struct ic_finding_item *f,
    struct ic_buf *out)
{
	struct ic_size page;
	int64_t x0, x1, y0, y1, left, top, high;

	if (!placed(l, f)) {
		return;
	}
	page = l->pages[f->page];
	side(f->rect.x0, f->rect.x1, page.w, page.w, &x0, &x1);
	side(f->rect.y0, f->rect.y1, page.h, page.w, &y0, &y1);
	high = (int64_t)page.h * 1000 / page.w;
	left = least(0, x0) - 20;
	top = least(0, y0) - 20;
	ic_buf_printf(out,
	    "<svg class=\"map%s\" role=\"img\" aria-label=\"Page %" PRIu64
	    ": the place is %s%s\" viewBox=\"%" PRId64 " %" PRId64 " %" PRId64
	    " %" PRId64 "\">",
	    off_page(f->rect, page) ? " off" : "", (uint64_t)f->page + 1,
	    off_page(f->rect, page) ? "" : "at ", report_where(l, f), left, top,
	    most(1000, x1) + 20 - left, most(high, y1) + 20 - top);
	ic_buf_printf(out,
	    "<rect class=\"page\" width=\"1000\" height=\"%" PRId64 "\"/>"
	    "<rect class=\"place\" x=\"%" PRId64 "\" y=\"%" PRId64
	    "\" width=\"%" PRId64 "\" height=\"%" PRId64 "\"/></svg>\n",
	    high, x0, y0, x1 - x0, y1 - y0);
}
