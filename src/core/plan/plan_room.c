/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Room on pages that are not redacted, for number, legend, banner and ids. The
 * whole content is to be seen on them, so nothing ever stands on a plate.
 */
#include "plan_priv.h"

struct room {
	const struct ic_spec *spec;
	const struct ic_plan_document *d;
	enum ic_copy copy;
	bool top, bottom, right, left; /* something there meets ink */
	bool at_top, at_bottom;        /* something stands there */
	int32_t ids;                   /* what the widest take */
};

static void want(struct room *m, unsigned at, uint32_t clear)
{
	bool top = at <= IC_TOP_RIGHT;

	*(top ? &m->at_top : &m->at_bottom) = true;
	if (!(clear >> at & 1)) {
		*(top ? &m->top : &m->bottom) = true;
	}
}

/* A banner may have to leave its row, so that both have a say. */
static void want_banner(struct room *m, uint32_t clear)
{
	unsigned at = m->spec->marking.banner_at;

	want(m, at, clear);
	at = at <= IC_TOP_RIGHT ? IC_BOTTOM_LEFT : IC_TOP_LEFT;
	if (!(clear >> at & 1)) {
		want(m, at, clear);
	}
}

/* What stands on each page of the copy, whatever is burned on it. */
static void look(struct room *m, const struct ic_plan_page *p)
{
	const struct ic_spec *s = m->spec;

	if (!m->d->spec->stamped) {
		want(m, s->numbering.at, p->marked.clear_number);
	}
	if (ic_legend_of(&m->d->legend, m->copy)) {
		want(m, m->d->legend.at, p->marked.clear_legend);
	}
	want_banner(m, p->marked.clear_banner);
}

/* Where its ids have room, on a page that is so small as top and bottom say. */
static void look_at_ids(struct room *m, const struct ic_plan_page *p)
{
	unsigned how = (m->top ? IC_SHRINK_TOP : 0) |
	    (m->bottom ? IC_SHRINK_BOTTOM : 0);
	uint32_t clear = p->marked.clear_ids >> IC_SIDES * how;

	if (p->nregions == 0) {
		return;
	}
	m->right |= !(clear >> IC_SIDE_RIGHT & 1);
	m->left |= !(clear >> IC_SIDE_LEFT & 1);
	if ((int32_t)p->marked.room_ids > m->ids) {
		m->ids = (int32_t)p->marked.room_ids;
	}
}

/* A box that is burned there is ink that the marked page does not have. */
static void look_at_burned(struct room *m, const struct ic_plan_page *p)
{
	const struct ic_numbering *nb = &m->spec->numbering;
	int32_t room = ic_slice_room(nb->size, nb->margin);
	struct ic_slice s = { .room_top = m->top ? (uint32_t)room : 0,
		.room_bottom = m->bottom ? (uint32_t)room : 0 };

	if (p->whole) {
		return;
	}
	if (m->d->spec->stamped && p->endorse) {
		want(m, p->number_at, 0);
	}
	for (uint32_t i = 0; i < p->nregions; i++) {
		const struct ic_region *r = &m->d->regions[p->region + i];
		struct ic_rect at = ic_placement_rect(ic_slice_placement(&s,
							  p->size),
		    r->rect);

		m->top |= at.y0 < room;
		m->bottom |= at.y1 > p->size.h - room;
	}
}

/* Burned ones are asked again: what made the page smaller has moved them. */
static void look_at_leaves(struct room *m)
{
	uint32_t n = ic_plan_pages(m->d, m->copy);

	for (uint32_t i = 0; i < n; i++) {
		look(m, &m->d->pages[ic_plan_leaf(m->d, m->copy, i).page]);
	}
	for (uint32_t i = 0; i < 2 * n; i++) {
		struct ic_leaf leaf = ic_plan_leaf(m->d, m->copy, i % n);

		if (!leaf.marked) {
			look_at_burned(m, &m->d->pages[leaf.page]);
		}
	}
	for (uint32_t i = 0; i < n; i++) {
		struct ic_leaf leaf = ic_plan_leaf(m->d, m->copy, i);

		if (leaf.marked) {
			look_at_ids(m, &m->d->pages[leaf.page]);
		}
	}
}

static struct ic_layout layout(const struct room *m)
{
	const struct ic_numbering *nb = &m->spec->numbering;
	int32_t room = ic_slice_room(nb->size, nb->margin);
	/* Then all is moved, and whatever stands at an end stands beside it. */
	bool beside = m->right && m->left;
	bool top = m->top || (beside && m->at_top);
	bool bottom = m->bottom || (beside && m->at_bottom);

	return (struct ic_layout){ .room_top = top ? room : 0,
		.room_bottom = bottom ? room : 0,
		.room_right = beside ? m->ids : 0,
		.ids_at = m->right && !m->left ? IC_SIDE_LEFT : IC_SIDE_RIGHT };
}

static bool room_ok(const struct room *m, const struct ic_layout *l,
    struct ic_diags *diags)
{
	for (uint32_t i = 0; i < ic_plan_pages(m->d, m->copy); i++) {
		uint32_t page = ic_plan_leaf(m->d, m->copy, i).page;
		struct ic_size size = m->d->pages[page].size;

		if (l->room_top + l->room_bottom > size.h / 4 * 3) {
			ic_diag_add(diags, IC_LEVEL_ERROR, m->d->spec->place,
			    "page %lu of %s is too small for what its %s copy "
			    "bears beside its content: set a smaller size and "
			    "margin",
			    (unsigned long)page + 1, m->d->spec->name,
			    ic_copy_word(m->copy));
			return false;
		}
	}
	return true;
}

void plan_settle_unredacted(struct ic_plan *plan, size_t document,
    struct ic_diags *diags)
{
	struct ic_plan_document *d = &plan->documents[document];

	for (unsigned c = 0; c < IC_COPIES; c++) {
		struct room m = { .spec = plan->spec,
			.d = d,
			.copy = (enum ic_copy)c };

		if (!ic_copy_is_unredacted(m.copy) ||
		    !ic_plan_makes(plan, document, m.copy)) {
			continue;
		}
		look_at_leaves(&m);
		d->layout[c] = layout(&m);
		if (!room_ok(&m, &d->layout[c], diags)) {
			return;
		}
	}
}
