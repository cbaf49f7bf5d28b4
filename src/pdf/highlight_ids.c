/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Ids in the margin: each beside its box, or as near as the others let it. */
#include <stdlib.h>

#include "pdf/highlight.h"

#define LEADING 1120 /* thousandths of a size from line to line */
#define TAKEN_AIR 2000

struct id {
	uint32_t box; /* index in the slice; UINT32_MAX: the whole page */
	uint32_t column;
	const char *text;
	int32_t wanted; /* height of its middle */
	int32_t across; /* where its box begins */
	int32_t top;    /* of its line */
	int32_t size, width;
};

struct column {
	struct ic_size page;
	bool left;
	struct id *ids;
	size_t n;
	uint32_t columns;
	int32_t size, width, edge; /* of each column */
	int32_t margin;            /* above and below all */
	int32_t top, bottom;       /* what is free of the page's height */
};

static int32_t leading(int32_t size)
{
	return (int32_t)((int64_t)size * LEADING / 1000);
}

static int by_place(const void *a, const void *b)
{
	const struct id *x = a, *y = b;

	if (x->wanted != y->wanted) {
		return x->wanted < y->wanted ? -1 : 1;
	}
	if (x->across != y->across) {
		return x->across < y->across ? -1 : 1;
	}
	return x->box < y->box ? -1 : x->box > y->box;
}

static void add(struct column *c, uint32_t box, const char *text,
    struct ic_rect at)
{
	if (*text) {
		c->ids[c->n++] = (struct id){ .box = box,
			.text = text,
			.wanted = at.y0 + (at.y1 - at.y0) / 2,
			.across = at.x0 };
	}
}

static void collect(const struct ic_slice *s, const struct ic_slice_page *p,
    struct column *c)
{
	struct ic_placement at = ic_slice_placement(s, p->size);

	if (p->whole) {
		add(c, UINT32_MAX, ic_slice_str(s, p->label),
		    (struct ic_rect){ 0, 0, 0, 0 });
	}
	for (uint32_t i = 0; i < p->nboxes; i++) {
		const struct ic_slice_box *b = &s->boxes[p->box + i];

		add(c, p->box + i, ic_slice_str(s, b->label),
		    ic_placement_rect(at, b->rect));
	}
	qsort(c->ids, c->n, sizeof(*c->ids), by_place);
}

/*
 * The largest size in which an id fits: in a margin of an inch, as long as it
 * is well read, then in a fifth of the page. False if there is none.
 */
static bool fit(const struct ic_font *f, const struct column *c, struct id *d)
{
	int32_t most = c->page.w / 5;

	for (d->size = c->size; d->size >= IC_ID_SIZE_LEAST;
	     d->size -= IC_ID_SIZE_STEP) {
		ic_font_width(f, d->text, d->size, &d->width);
		if (d->width <= most &&
		    (d->width <= IC_ID_WIDTH || d->size <= IC_ID_SIZE_LONG)) {
			return true;
		}
	}
	return false;
}

/* What does not fit is left out. */
static void measure(const struct ic_font *f, struct column *c)
{
	size_t kept = 0;

	c->width = 0;
	for (size_t i = 0; i < c->n; i++) {
		struct id *d = &c->ids[i];

		if (fit(f, c, d)) {
			c->width = d->width > c->width ? d->width : c->width;
			c->ids[kept++] = *d;
		}
	}
	c->n = kept;
}

static int32_t all_wide(const struct column *c)
{
	return (int32_t)c->columns * (c->width + IC_ID_GAP) - IC_ID_GAP;
}

/* The height that number, legend and banner leave them. */
static void find_height(const struct ic_id_taken *taken, struct column *c)
{
	int32_t from = c->left ? c->edge : c->page.w - c->edge - all_wide(c);
	int32_t to = from + all_wide(c);

	c->top = c->margin;
	c->bottom = c->page.h - c->margin;
	for (size_t i = 0; i < taken->n; i++) {
		struct ic_rect r = ic_rect_grow(taken->at[i], TAKEN_AIR);

		if (r.x1 <= from || r.x0 >= to) {
			continue;
		}
		if (r.y0 + r.y1 < c->page.h) {
			c->top = r.y1 > c->top ? r.y1 : c->top;
		} else {
			c->bottom = r.y0 < c->bottom ? r.y0 : c->bottom;
		}
	}
}

static size_t holds(const struct column *c)
{
	int32_t height = c->bottom - c->top;

	return height > 0 ? (size_t)(height / leading(c->size)) : 0;
}

/* The largest size, and the fewest columns, in which all have room. */
static void choose(const struct ic_font *f, const struct ic_id_taken *taken,
    struct column *c)
{
	c->columns = 1;
	for (c->size = IC_ID_SIZE;; c->size -= IC_ID_SIZE_STEP) {
		measure(f, c);
		find_height(taken, c);
		if (holds(c) >= c->n || c->size <= IC_ID_SIZE_MIN) {
			break;
		}
	}
	while (holds(c) * c->columns < c->n && c->columns < IC_ID_COLUMNS_MAX) {
		c->columns++;
		find_height(taken, c);
	}
	if (holds(c) * c->columns < c->n) {
		c->n = holds(c) * c->columns;
	}
}

/* Every columns-th id: down where they want to be, then up from the end. */
static void stack(struct column *c, uint32_t column)
{
	int32_t line = leading(c->size), at = c->top, end = c->bottom;
	size_t last = column;

	for (size_t i = column; i < c->n; i += c->columns) {
		struct id *d = &c->ids[i];

		d->column = column;
		d->top = d->wanted - line / 2 > at ? d->wanted - line / 2 : at;
		at = d->top + line;
		last = i;
	}
	for (size_t i = last; i < c->n && c->ids[i].top + line > end;
	     i -= c->columns) {
		c->ids[i].top = end - line;
		end -= line;
		if (i < c->columns) {
			break;
		}
	}
}

static struct ic_item item_of(const struct ic_font *f, const struct column *c,
    const struct id *d)
{
	int32_t up = ic_font_ascent(f, d->size);
	int32_t down = ic_font_descent(f, d->size);
	int32_t step = c->width + IC_ID_GAP;
	int32_t back = (int32_t)(c->columns - 1 - d->column);
	struct ic_endorsement e = { .size = d->size, .text = d->text };

	e.x = c->left ? c->edge + (int32_t)d->column * step
		      : c->page.w - c->edge - back * step - d->width;
	e.baseline = d->top + (leading(c->size) - up - down) / 2 + up;
	e.ink = (struct ic_rect){ e.x, e.baseline - up, e.x + d->width,
		e.baseline + down };
	e.plate = e.ink;
	return (struct ic_item){ IC_ITEM_LABEL, d->box, false, e };
}

static bool font_has(const struct ic_font *f, const struct column *c,
    struct ic_error *err)
{
	uint32_t rune;

	for (size_t i = 0; i < c->n; i++) {
		if (ic_font_missing(f, c->ids[i].text, &rune)) {
			return ic_fail(err, IC_ESPEC,
			    "an id has a character that is not in the "
			    "built-in font: write it without it");
		}
	}
	return true;
}

bool ic_highlight_ids(const struct ic_font *f, const struct ic_slice *s,
    uint32_t page, const struct ic_id_taken *taken, struct ic_item *items,
    size_t *n, int32_t *room, struct ic_error *err)
{
	const struct ic_slice_page *p = &s->pages[page];
	struct column c = { .page = p->size,
		.left = s->ids_at == IC_SIDE_LEFT,
		.margin = (int32_t)s->margin,
		.edge = (int32_t)s->margin < IC_ID_EDGE ? (int32_t)s->margin
							: IC_ID_EDGE };

	*n = 0;
	*room = 0;
	c.ids = calloc((size_t)ic_slice_marks(p) + 1, sizeof(*c.ids));
	if (!c.ids) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	if (p->marked) {
		collect(s, p, &c);
	}
	if (!font_has(f, &c, err)) {
		free(c.ids);
		return false;
	}
	choose(f, taken, &c);
	for (uint32_t i = 0; i < c.columns && i < c.n; i++) {
		stack(&c, i);
	}
	for (size_t i = 0; i < c.n; i++) {
		items[(*n)++] = item_of(f, &c, &c.ids[i]);
	}
	*room = c.n > 0 ? c.edge + all_wide(&c) + IC_ID_GAP : 0;
	free(c.ids);
	return true;
}
