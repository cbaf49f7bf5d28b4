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
	int32_t ids;                   /* what the widest take */
};

static void want(struct room *m, unsigned at, uint32_t clear)
{
	if (!(clear >> at & 1)) {
		*(at <= IC_TOP_RIGHT ? &m->top : &m->bottom) = true;
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
	want(m, s->marking.banner_at, p->marked.clear_banner);
}

static void look_at_ids(struct room *m, const struct ic_plan_page *p)
{
	if (p->nregions == 0) {
		return;
	}
	m->right |= !(p->marked.clear_ids >> IC_SIDE_RIGHT & 1);
	m->left |= !(p->marked.clear_ids >> IC_SIDE_LEFT & 1);
	if ((int32_t)p->marked.room_ids > m->ids) {
		m->ids = (int32_t)p->marked.room_ids;
	}
}

/* A box that is burned there is ink that the marked page does not have. */
static void look_at_burned(struct room *m, const struct ic_plan_page *p)
{
	const struct ic_numbering *nb = &m->spec->numbering;
	int32_t room = ic_slice_room(nb->size, nb->margin);

	if (p->whole) {
		return;
	}
	if (m->d->spec->stamped && p->endorse) {
		want(m, p->number_at, 0);
	}
	for (uint32_t i = 0; i < p->nregions; i++) {
		const struct ic_region *r = &m->d->regions[p->region + i];

		m->top |= r->rect.y0 < room;
		m->bottom |= r->rect.y1 > p->size.h - room;
	}
}

static struct ic_layout layout(const struct room *m)
{
	const struct ic_numbering *nb = &m->spec->numbering;
	int32_t room = ic_slice_room(nb->size, nb->margin);
	bool beside = m->right && m->left;

	return (struct ic_layout){ .room_top = m->top ? room : 0,
		.room_bottom = m->bottom ? room : 0,
		.room_right = beside ? m->ids : 0,
		.ids_at = m->right && !m->left ? IC_SIDE_LEFT : IC_SIDE_RIGHT };
}

static bool room_ok(const struct room *m, const struct ic_layout *l,
    struct ic_diags *diags)
{
	for (uint32_t i = 0; i < ic_plan_pages(m->d, m->copy); i++) {
		uint32_t page = ic_plan_leaf(m->d, m->copy, i).page;
		struct ic_size size = m->d->pages[page].size;

		if (l->room_top + l->room_bottom > size.h / 2 ||
		    l->room_right > size.w / 2) {
			ic_diag_add(diags, IC_LEVEL_ERROR, m->d->spec->place,
			    "page %lu of %s is too small for what its %s copy "
			    "bears beside its content: set a smaller size and "
			    "margin, or shorter ids",
			    (unsigned long)page + 1, m->d->spec->file,
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
		for (uint32_t i = 0; i < ic_plan_pages(d, m.copy); i++) {
			struct ic_leaf leaf = ic_plan_leaf(d, m.copy, i);
			const struct ic_plan_page *p = &d->pages[leaf.page];

			look(&m, p);
			if (leaf.marked) {
				look_at_ids(&m, p);
			} else {
				look_at_burned(&m, p);
			}
		}
		d->layout[c] = layout(&m);
		if (!room_ok(&m, &d->layout[c], diags)) {
			return;
		}
	}
}
