/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The banner of a page, and where it goes on one that is narrow. */
#include "endorse_priv.h"

#define STEP 500
#define APART (2 * IC_ENDORSE_AIR + 1) /* so that no two plates touch */

/* What of a page's row is free, from left to right. */
struct gap {
	int32_t x0, x1;
};

static bool meets(const struct ic_endorsement *a,
    const struct ic_endorsement *b)
{
	return b->text && ic_rect_touches(a->plate, b->plate);
}

static bool in_row(const struct ic_endorsement *e, struct ic_size page,
    bool top)
{
	return e->text && (e->ink.y0 + e->ink.y1 < page.h) == top;
}

static void widest(struct gap *best, int32_t x0, int32_t x1)
{
	if (x1 - x0 > best->x1 - best->x0) {
		*best = (struct gap){ x0, x1 };
	}
}

/* The widest gap that number and legend leave of a row. */
static struct gap find_gap(const struct ic_slice *s, struct ic_size page,
    bool top, const struct ic_endorse_set *set)
{
	int32_t margin = (int32_t)s->margin;
	int32_t edge = margin < IC_BANNER_EDGE ? margin : IC_BANNER_EDGE;
	const struct ic_endorsement *a = &set->number, *b = &set->legend;
	struct gap best = { 0, 0 };
	int32_t x = edge;

	if (in_row(a, page, top) && in_row(b, page, top) &&
	    a->ink.x0 > b->ink.x0) {
		a = &set->legend;
		b = &set->number;
	}
	if (in_row(a, page, top)) {
		widest(&best, x, a->ink.x0 - APART);
		x = a->ink.x1 + APART;
	}
	if (in_row(b, page, top)) {
		widest(&best, x, b->ink.x0 - APART);
		x = b->ink.x1 + APART;
	}
	widest(&best, x, page.w - edge);
	return best;
}

/* The text in the middle of a row's gap. */
static bool in_gap(const struct ic_font *f, const struct ic_slice *s,
    struct ic_size page, bool top, const char *text,
    const struct ic_endorse_set *set, struct ic_endorsement *e)
{
	struct gap g = find_gap(s, page, top, set);
	int32_t margin = (int32_t)s->margin, size = (int32_t)s->size;
	int32_t least = size < IC_BANNER_SIZE_MIN ? size : IC_BANNER_SIZE_MIN;
	int32_t width = 0, up, down;

	for (; size >= least; size -= STEP) {
		if (ic_font_width(f, text, size, &width) &&
		    width <= g.x1 - g.x0) {
			break;
		}
	}
	if (size < least) {
		return false;
	}
	up = ic_font_ascent(f, size);
	down = ic_font_descent(f, size);
	*e = (struct ic_endorsement){ .size = size,
		.x = g.x0 + (g.x1 - g.x0 - width) / 2,
		.baseline = top ? margin + up : page.h - margin - down,
		.text = text,
		.moved = true };
	e->ink = (struct ic_rect){ e->x, e->baseline - up, e->x + width,
		e->baseline + down };
	e->plate = ic_rect_intersect(ic_rect_of(page),
	    ic_rect_grow(e->ink, IC_ENDORSE_AIR));
	return ic_rect_contains(ic_rect_of(page), e->ink) &&
	    !meets(e, &set->number) && !meets(e, &set->legend);
}

bool ic_endorse_banner(const struct ic_font *f, const struct ic_slice *s,
    uint32_t page, struct ic_endorse_set *set, struct ic_error *err)
{
	const struct ic_slice_page *p = &s->pages[page];
	enum ic_position at = (enum ic_position)s->banner_at;
	const char *said[2] = { ic_slice_str(s, p->banner),
		p->marked ? IC_BANNER_WORD : IC_WHOLE_WORD };
	struct ic_error own = { 0 };
	struct ic_endorsement e;

	if (ic_endorse_layout(f, s, page, at, said[0], &e, &own) &&
	    !meets(&e, &set->number) && !meets(&e, &set->legend)) {
		set->banner = e;
		return true;
	}
	if (own.code == IC_ESPEC) {
		return ic_endorse_layout(f, s, page, at, said[0], &e, err);
	}
	for (unsigned i = 0; i < 4; i++) {
		bool top = ic_endorse_is_top(at) == (i % 2 == 0);

		if (in_gap(f, s, p->size, top, said[i / 2], set, &e)) {
			set->banner = e;
			return true;
		}
	}
	return ic_fail(err, IC_ELIMIT, "page %u has no room for its banner",
	    (unsigned)page + 1);
}
