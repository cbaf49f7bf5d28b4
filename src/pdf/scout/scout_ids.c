/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdlib.h>

#include "endorse_priv.h"
#include "scout_priv.h"

#define PLACES_ALL ((1u << IC_POSITIONS) - 1)
#define TOP_ROW 7u /* bits of its positions */
#define BOTTOM_ROW (PLACES_ALL & ~TOP_ROW)

/* The rooms of a page, as a plan gives them. */
static void shrink(struct ic_slice *s, unsigned how)
{
	uint32_t room = (uint32_t)ic_slice_room((int32_t)s->size,
	    (int32_t)s->margin);

	s->room_top = how & IC_SHRINK_TOP ? room : 0;
	s->room_bottom = how & IC_SHRINK_BOTTOM ? room : 0;
	s->room_right = 0;
}

/* What of the source's page lies under a place on the smaller one. */
static struct ic_rect below(const struct ic_slice *s, struct ic_size page,
    struct ic_rect r)
{
	struct ic_placement at = ic_slice_placement(s, page);
	double k = 1e6 / at.scale;

	return ic_rect_intersect(ic_rect_of(page),
	    (struct ic_rect){ (int32_t)((r.x0 - at.dx) * k) - 1,
		(int32_t)((r.y0 - at.dy) * k) - 1,
		(int32_t)((r.x1 - at.dx) * k) + 1,
		(int32_t)((r.y1 - at.dy) * k) + 1 });
}

bool ic_scout_clear_shrunk(struct ic_scout_page *p, unsigned how,
    struct ic_rect plate)
{
	struct ic_slice s = *p->s;
	struct ic_rect r;

	shrink(&s, how);
	r = below(&s, p->s->pages[p->index].size, plate);
	return ic_rect_is_empty(r) || ic_scout_clear_at(p, r);
}

/* All of them, as they would stand on the page. Throws. */
static bool all_clear(struct ic_scout_page *p, unsigned how,
    const struct ic_item *items, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (!ic_scout_clear_shrunk(p, how, items[i].e.ink)) {
			return false;
		}
	}
	return true;
}

struct look {
	const struct ic_font *font;
	struct ic_slice s; /* the page's, its ids at one side */
	struct ic_endorse_set set;
	struct ic_id_taken taken;
	bool moved; /* the banner is not in its place, or has none */
};

/* Throws. */
static void look_at_side(struct ic_scout_page *p, struct look *l,
    enum ic_side side, unsigned how)
{
	fz_context *ctx = p->doc->mu.ctx;
	struct ic_item *items;
	bool clear = false;
	int32_t room;
	size_t n;

	shrink(&l->s, how);
	l->s.ids_at = (uint8_t)side;
	if (!ic_highlight_ids(l->font, &l->s, p->index, &l->taken, &items, &n,
		&room, NULL)) {
		return;
	}
	fz_var(clear);
	fz_try(ctx) {
		clear = !l->moved && all_clear(p, how, items, n);
	}
	fz_always(ctx) {
		free(items);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
	if (clear) {
		p->to->clear_ids |= 1u << (side + IC_SIDES * how);
	}
	if ((uint32_t)room > p->to->room_ids) {
		p->to->room_ids = (uint32_t)room;
	}
}

/* Where a banner of another length might be larger, all of its row. */
static struct ic_rect banner_place(const struct ic_scout_page *p,
    const struct look *l)
{
	const struct ic_slice *s = p->s;
	int32_t size = (int32_t)s->size, margin = (int32_t)s->margin;
	int32_t high = margin + ic_font_ascent(l->font, size) +
	    ic_font_descent(l->font, size);
	struct ic_rect r = l->set.banner.plate;

	if (l->set.banner.size == size) {
		return r;
	}
	r.x0 = margin;
	r.x1 = s->pages[p->index].size.w - margin;
	if (ic_endorse_is_top((enum ic_position)s->banner_at)) {
		r.y1 = high;
	} else {
		r.y0 = s->pages[p->index].size.h - high;
	}
	return r;
}

/* Throws. */
static uint32_t look_at_banner(struct ic_scout_page *p, const struct look *l)
{
	bool top = ic_endorse_is_top((enum ic_position)p->s->banner_at);
	struct ic_rect at;

	if (l->moved) {
		return 0;
	}
	if (!l->set.banner.text) {
		return PLACES_ALL;
	}
	at = banner_place(p, l);
	if (ic_scout_clear_at(p, at) &&
	    ic_scout_clear_shrunk(p, top ? IC_SHRINK_BOTTOM : IC_SHRINK_TOP,
		at)) {
		return PLACES_ALL;
	}
	return top ? BOTTOM_ROW : TOP_ROW;
}

void ic_scout_marks(struct ic_scout_page *p, const struct ic_font *f)
{
	const struct ic_slice_page *sp = &p->s->pages[p->index];
	struct look l = { .font = f, .s = *p->s };

	if (ic_endorse_page(f, p->s, p->index, &l.set, NULL)) {
		l.taken = ic_endorse_taken(f, p->s, sp->size, &l.set);
		l.moved = l.set.banner.moved;
	} else {
		l.moved = true;
	}
	p->to->clear_banner = look_at_banner(p, &l);
	/* They may stand anywhere in the margins. */
	if (ic_slice_marks(sp) > 0) {
		ic_scout_see_all(p);
	}
	for (unsigned i = 0; i < IC_SIDES * IC_SHRINKS; i++) {
		look_at_side(p, &l, (enum ic_side)(i % IC_SIDES), i / IC_SIDES);
	}
}
