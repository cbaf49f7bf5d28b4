/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Which pictures a report has, and what is not to be seen in them. */
#include "core/audit_report.h"

#include <stdlib.h>

#define AROUND_X (48 * IC_MPT) /* surroundings, at least */
#define AROUND_Y (26 * IC_MPT)
#define LEAST_W (430 * IC_MPT) /* of a view */
#define LEAST_H (108 * IC_MPT)
#define DPI_MOST 144
#define WIDE 1000 /* pixels, at most */
#define HIGH 800
#define MASK_AIR (3 * IC_MPT / 2) /* parts of letters leave their rectangle */

static bool has_page(const struct ic_findings *l,
    const struct ic_finding_item *f)
{
	return f->page < l->npages && l->pages[f->page].w > 0 &&
	    l->pages[f->page].h > 0 && !ic_rect_is_empty(f->rect);
}

static struct ic_rect on_page(const struct ic_findings *l,
    const struct ic_finding_item *f)
{
	return ic_rect_intersect(f->rect, ic_rect_of(l->pages[f->page]));
}

bool ic_report_has_view(const struct ic_findings *l,
    const struct ic_finding_item *f)
{
	return has_page(l, f) && !ic_rect_is_empty(on_page(l, f));
}

enum ic_audit_look ic_report_look(const struct ic_finding_item *f)
{
	switch (f->kind) {
	case IC_FINDING_COVERED_TEXT:
		break;
	case IC_FINDING_COVERED_IMAGE:
	case IC_FINDING_COVERED_DRAWING:
		return IC_AUDIT_LOOK_UNDER_INK;
	case IC_FINDING_INVISIBLE_TEXT:
	case IC_FINDING_CLIPPED_TEXT:
		return IC_AUDIT_LOOK_GLYPHS;
	default:
		return IC_AUDIT_LOOK_SEEN;
	}
	switch (f->cover) {
	case IC_COVER_NONE:
	case IC_COVER_TEXT:
	case IC_COVER_BACKGROUND:
	case IC_COVER_SCAN:
	case IC_COVER_BLANK:
		return IC_AUDIT_LOOK_GLYPHS;
	default:
		return IC_AUDIT_LOOK_UNDER_TEXT;
	}
}

/* A side of the view: around the place, as long as it must be, on the page. */
static void side(int32_t *from, int32_t *to, int32_t around, int32_t least,
    int32_t page)
{
	int64_t a = (int64_t)*from - around, b = (int64_t)*to + around;

	if (b - a < least) {
		a -= (least - (b - a)) / 2;
		b = a + least;
	}
	if (a < 0) {
		b -= a;
		a = 0;
	}
	if (b > page) {
		a -= b - page;
		b = page;
	}
	*from = (int32_t)(a < 0 ? 0 : a);
	*to = (int32_t)b;
}

static uint32_t dpi_for(struct ic_rect r)
{
	uint64_t across = (uint64_t)WIDE * 72000 / (uint64_t)(r.x1 - r.x0);
	uint64_t down = (uint64_t)HIGH * 72000 / (uint64_t)(r.y1 - r.y0);
	uint64_t dpi = across < down ? across : down;

	return dpi > DPI_MOST ? DPI_MOST : dpi < 1 ? 1 : (uint32_t)dpi;
}

void ic_report_view(const struct ic_findings *l,
    const struct ic_finding_item *f, struct ic_audit_ask *out)
{
	struct ic_size page = l->pages[f->page];
	struct ic_rect r = on_page(l, f);

	side(&r.x0, &r.x1, AROUND_X, LEAST_W, page.w);
	side(&r.y0, &r.y1, AROUND_Y, LEAST_H, page.h);
	*out = (struct ic_audit_ask){ .at = { .page = f->page, .rect = r },
		.place = on_page(l, f),
		.dpi = dpi_for(r),
		.look = IC_AUDIT_LOOK_SEEN };
}

bool ic_report_is_private(const struct ic_finding_item *f)
{
	if (ic_finding_group_of(f->kind) == IC_FINDING_GROUP_PRIVACY) {
		return true;
	}
	switch (f->kind) {
	case IC_FINDING_CROSSED_TEXT:
	case IC_FINDING_UNAPPLIED_REDACTION:
	case IC_FINDING_REPEATED_TEXT:
		return true;
	default:
		break;
	}
	/* It can be made out by whoever raises the contrast. */
	if (f->cover == IC_COVER_HIGHLIGHT || f->cover == IC_COVER_BACKGROUND) {
		return true;
	}
	return f->cover == IC_COVER_NONE &&
	    (f->detail == IC_DETAIL_IDENTIFIER ||
		f->detail == IC_DETAIL_COVERED_WORD);
}

/* The pixels that a length touches, cut to those that there are. */
static void touched(int64_t from, int64_t to, uint32_t dpi, uint32_t pixels,
    uint32_t *a, uint32_t *b)
{
	int64_t p = from <= 0 ? 0 : from * dpi / 72000;
	int64_t q = to <= 0 ? 0 : (to * dpi + 71999) / 72000;

	*a = p > pixels ? pixels : (uint32_t)p;
	*b = q > pixels ? pixels : (uint32_t)q;
}

/* Broad stripes that read as a mask on white and on black. */
static uint8_t hatch(uint32_t x, uint32_t y)
{
	return (x + y) % 12 < 4 ? 0x8c : 0xdc;
}

bool ic_report_mask(const struct ic_picture *p, uint32_t dpi, uint8_t *px,
    struct ic_rect place)
{
	uint32_t x0, x1, y0, y1;

	place = ic_rect_intersect(ic_rect_grow(place, MASK_AIR), p->rect);
	if (ic_rect_is_empty(place)) {
		return false;
	}
	touched((int64_t)place.x0 - p->rect.x0, (int64_t)place.x1 - p->rect.x0,
	    dpi, p->w, &x0, &x1);
	touched((int64_t)place.y0 - p->rect.y0, (int64_t)place.y1 - p->rect.y0,
	    dpi, p->h, &y0, &y1);
	for (uint32_t y = y0; y < y1; y++) {
		for (uint32_t x = x0; x < x1; x++) {
			uint8_t *at = px + ((size_t)y * p->w + x) * 3;

			at[0] = at[1] = at[2] = hatch(x, y);
		}
	}
	return true;
}

static int order(const void *a, const void *b)
{
	const struct ic_finding_item *x = ((const struct ic_report_item *)a)
					      ->finding;
	const struct ic_finding_item *y = ((const struct ic_report_item *)b)
					      ->finding;
	const int64_t by[][2] = { { x->severity, y->severity },
		{ x->page, y->page }, { x->rect.y0, y->rect.y0 },
		{ x->rect.x0, y->rect.x0 }, { x->kind, y->kind } };

	for (size_t i = 0; i < sizeof(by) / sizeof(by[0]); i++) {
		if (by[i][0] != by[i][1]) {
			return by[i][0] < by[i][1] ? -1 : 1;
		}
	}
	return x < y ? -1 : x > y;
}

bool ic_report_items(const struct ic_findings *l, struct ic_report_item **items,
    size_t *n)
{
	struct ic_report_item *all = calloc((size_t)l->n + 1, sizeof(*all));

	if (!all) {
		return false;
	}
	for (uint32_t i = 0; i < l->n; i++) {
		all[i].finding = &l->at[i];
	}
	qsort(all, l->n, sizeof(*all), order);
	*items = all;
	*n = l->n < IC_REPORT_ITEMS ? l->n : IC_REPORT_ITEMS;
	return true;
}
