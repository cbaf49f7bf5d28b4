/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "endorse_priv.h"

#define STEP 500

static bool right(enum ic_position at)
{
	return at == IC_TOP_RIGHT || at == IC_BOTTOM_RIGHT;
}

static bool center(enum ic_position at)
{
	return at == IC_TOP_CENTER || at == IC_BOTTOM_CENTER;
}

bool ic_endorse_is_top(enum ic_position at)
{
	return at <= IC_TOP_RIGHT;
}

/* The largest size up to `size` at which the text is at most `room` wide. */
static bool fit_size(const struct ic_font *f, const char *text, int32_t room,
    int32_t least, int32_t *size, int32_t *width)
{
	for (; *size >= least; *size -= STEP) {
		ic_font_width(f, text, *size, width);
		if (*width <= room) {
			return true;
		}
	}
	return false;
}

static void set_ink(const struct ic_font *f, struct ic_size page, int32_t width,
    struct ic_endorsement *e)
{
	e->ink = (struct ic_rect){ e->x,
		e->baseline - ic_font_ascent(f, e->size), e->x + width,
		e->baseline + ic_font_descent(f, e->size) };
	e->plate = ic_rect_intersect(ic_rect_of(page),
	    ic_rect_grow(e->ink, IC_ENDORSE_AIR));
}

bool ic_endorse_layout(const struct ic_font *f, const struct ic_slice *s,
    uint32_t page, enum ic_position at, const char *text,
    struct ic_endorsement *out, struct ic_error *err)
{
	struct ic_size sz = s->pages[page].size;
	int32_t margin = (int32_t)s->margin, size = (int32_t)s->size, width;
	int32_t least = size < IC_ENDORSE_SIZE_MIN ? size : IC_ENDORSE_SIZE_MIN;
	struct ic_endorsement e = { .text = text };
	uint32_t rune;

	if (ic_font_missing(f, text, &rune)) {
		return ic_fail(err, IC_ESPEC,
		    "U+%04X is not in the built-in "
		    "font: write the text without it",
		    (unsigned)rune);
	}
	if (size <= 0 || margin < 0 || margin > sz.w / 2 ||
	    !fit_size(f, text, sz.w - 2 * margin, least, &size, &width)) {
		return ic_fail(err, IC_ELIMIT,
		    "page %u is too narrow for "
		    "its number or legend",
		    (unsigned)page + 1);
	}
	e.size = size;
	e.x = right(at)  ? sz.w - margin - width
	    : center(at) ? (sz.w - width) / 2
			 : margin;
	e.baseline = ic_endorse_is_top(at)
	    ? margin + ic_font_ascent(f, size)
	    : sz.h - margin - ic_font_descent(f, size);
	set_ink(f, sz, width, &e);
	if (!ic_rect_contains(ic_rect_of(sz), e.ink)) {
		return ic_fail(err, IC_ELIMIT,
		    "page %u is too low for its "
		    "number or legend",
		    (unsigned)page + 1);
	}
	*out = e;
	return true;
}

static bool meet(const struct ic_endorsement *a, const struct ic_endorsement *b)
{
	return a->text && b->text && ic_rect_touches(a->plate, b->plate);
}

bool ic_endorse_page(const struct ic_font *f, const struct ic_slice *s,
    uint32_t page, struct ic_endorse_set *out, struct ic_error *err)
{
	const struct ic_slice_page *p = &s->pages[page];
	struct ic_endorsement n = { 0 }, l = { 0 };

	if (p->endorse &&
	    !ic_endorse_layout(f, s, page, (enum ic_position)p->number_at,
		ic_slice_str(s, p->number), &n, err)) {
		return false;
	}
	if (p->legend && *ic_slice_str(s, s->legend) &&
	    !ic_endorse_layout(f, s, page, (enum ic_position)s->legend_at,
		ic_slice_str(s, s->legend), &l, err)) {
		return false;
	}
	if (meet(&n, &l)) {
		return ic_fail(err, IC_ELIMIT,
		    "page %u has no room for its "
		    "number beside its legend",
		    (unsigned)page + 1);
	}
	*out = (struct ic_endorse_set){ .number = n, .legend = l };
	return !p->banner || ic_endorse_banner(f, s, page, out, err);
}

bool ic_endorse_whole(const struct ic_font *f, struct ic_size page,
    const char *text, unsigned line, struct ic_endorsement *out)
{
	int32_t size = line == 0 ? IC_WHOLE_SIZE : IC_WHOLE_SIZE / 2, width;
	struct ic_endorsement e = { .text = text };
	uint32_t rune;

	if (*text == '\0' || ic_font_missing(f, text, &rune) ||
	    !fit_size(f, text, page.w - page.w / 10, IC_ENDORSE_SIZE_MIN, &size,
		&width)) {
		return false;
	}
	e.size = size;
	e.x = (page.w - width) / 2;
	e.baseline = page.h / 2 + (line == 0 ? 0 : IC_WHOLE_SIZE * 9 / 10);
	set_ink(f, page, width, &e);
	*out = e;
	return ic_rect_contains(ic_rect_of(page), e.ink);
}
