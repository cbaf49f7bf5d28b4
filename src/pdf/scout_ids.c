/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "endorse_priv.h"
#include "scout_priv.h"

/* All of them, as they would stand on the page as it is. Throws. */
static bool all_clear(struct ic_scout_page *p, const struct ic_item *items,
    size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (!ic_scout_clear_at(p, items[i].e.ink)) {
			return false;
		}
	}
	return true;
}

struct look {
	const struct ic_font *font;
	struct ic_slice s; /* the page's, not shrunk, its ids at one side */
	struct ic_id_taken taken;
	struct ic_item *items;
};

/* Throws. */
static void look_at_side(struct ic_scout_page *p, struct look *l,
    enum ic_side side)
{
	size_t n;
	int32_t room;

	l->s.ids_at = (uint8_t)side;
	if (!ic_highlight_ids(l->font, &l->s, p->index, &l->taken, l->items, &n,
		&room, NULL)) {
		return;
	}
	if (all_clear(p, l->items, n)) {
		p->to->clear_ids |= 1u << side;
	}
	if ((uint32_t)room > p->to->room_ids) {
		p->to->room_ids = (uint32_t)room;
	}
}

/* Throws. */
static void look_at_sides(struct ic_scout_page *p, const struct ic_font *f)
{
	const struct ic_slice_page *sp = &p->s->pages[p->index];
	fz_context *ctx = p->doc->mu.ctx;
	struct look l = { .font = f, .s = *p->s };
	struct ic_endorse_set set = { .number = { .text = NULL } };

	l.s.room_top = l.s.room_bottom = l.s.room_right = 0;
	if (ic_endorse_page(f, &l.s, p->index, &set, NULL)) {
		l.taken = ic_endorse_taken(&set);
	}
	l.items = fz_calloc(ctx, ic_slice_marks(sp) + 1u, sizeof(*l.items));
	fz_try(ctx) {
		for (unsigned side = 0; side < IC_SIDES; side++) {
			look_at_side(p, &l, (enum ic_side)side);
		}
	}
	fz_always(ctx) {
		fz_free(ctx, l.items);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

void ic_scout_marks(struct ic_scout_page *p, const struct ic_font *f)
{
	const struct ic_slice *s = p->s;

	p->to->clear_banner = ic_scout_clear(p, f,
	    ic_slice_str(s, s->pages[p->index].banner), 1u << s->banner_at);
	look_at_sides(p, f);
}
