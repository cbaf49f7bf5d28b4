/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Ids in the margin: each beside its box, or as near as the others let it. */
#include <stdlib.h>
#include <string.h>

#include "highlight_priv.h"

#define LEADING 1120 /* thousandths of a size from line to line */
#define TAKEN_AIR 2000

struct id {
	uint32_t box; /* index in the slice; UINT32_MAX: the whole page */
	uint32_t column;
	const char *text;
	int32_t wanted; /* height of its middle */
	int32_t across; /* where its box begins */
	int32_t top;    /* of its first line */
	int32_t size, width;
	uint32_t lines;
	char *set; /* its lines, one after another */
};

struct column {
	struct ic_size page;
	bool left;
	struct id *ids;
	char *text; /* memory of all lines */
	size_t n;
	uint32_t columns;
	int32_t most;              /* what of the page's width they may take */
	int32_t size, width, edge; /* of each column */
	int32_t margin;            /* above and below all */
	int32_t top, bottom;       /* what is free of the page's height */
};

static int32_t leading(int32_t size)
{
	return (int32_t)((int64_t)size * LEADING / 1000);
}

static int32_t height_of(const struct id *d)
{
	return (int32_t)d->lines * leading(d->size);
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
			.set = c->text,
			.wanted = at.y0 + (at.y1 - at.y0) / 2,
			.across = at.x0 };
		c->text += 2 * strlen(text) + 1;
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
 * One line of the largest size that is well read in a margin of an inch, or of
 * a fifth of the page; else lines of the usual size. False if there are none.
 */
static bool fit(const struct ic_font *f, const struct column *c, struct id *d)
{
	int32_t most = c->page.w / 5 < IC_ID_WIDTH ? c->page.w / 5
						   : IC_ID_WIDTH;
	int32_t least = c->size < IC_ID_SIZE_LONG ? c->size : IC_ID_SIZE_LONG;
	int32_t room = c->most - c->edge - IC_ID_GAP;

	most = most < room ? most : room;
	for (d->size = c->size; d->size >= least; d->size -= IC_ID_SIZE_STEP) {
		ic_font_width(f, d->text, d->size, &d->width);
		if (d->width <= most) {
			d->lines = 1;
			memcpy(d->set, d->text, strlen(d->text) + 1);
			return true;
		}
	}
	d->size = c->size;
	d->lines = ic_id_wrap(f, d->text, d->size, most, d->set, &d->width);
	return d->lines > 0;
}

static int32_t all_wide(const struct column *c)
{
	return (int32_t)c->columns * (c->width + IC_ID_GAP) - IC_ID_GAP;
}

static void measure(const struct ic_font *f, struct column *c)
{
	c->width = 0;
	for (size_t i = 0; i < c->n; i++) {
		struct id *d = &c->ids[i];

		if (fit(f, c, d)) {
			c->width = d->width > c->width ? d->width : c->width;
		}
	}
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

/*
 * Deal them to the columns in turn. True if all have room; those that have
 * none, and those that no line holds, are then taken out if `drop`.
 */
static bool deal(struct column *c, bool drop)
{
	int32_t used[IC_ID_COLUMNS_MAX] = { 0 };
	size_t kept = 0, all = c->n;

	for (size_t i = 0; i < all; i++) {
		struct id d = c->ids[i];
		int32_t *to = &used[kept % c->columns];

		if (d.lines > 0 &&
		    (int64_t)*to + height_of(&d) <= c->bottom - c->top) {
			*to += height_of(&d);
			d.column = (uint32_t)(kept++ % c->columns);
			if (drop) {
				c->ids[kept - 1] = d;
			}
		} else if (!drop) {
			return false;
		}
	}
	c->n = kept;
	return kept == all;
}

static bool one_more(const struct column *c)
{
	int32_t wide = all_wide(c) + c->width + IC_ID_GAP;

	return c->columns < IC_ID_COLUMNS_MAX &&
	    c->edge + wide + IC_ID_GAP <= c->most;
}

/* The largest size, and the fewest columns, in which all have room. */
static void choose(const struct ic_font *f, const struct ic_id_taken *taken,
    struct column *c)
{
	c->columns = 1;
	for (c->size = IC_ID_SIZE;; c->size -= IC_ID_SIZE_STEP) {
		measure(f, c);
		find_height(taken, c);
		if (deal(c, false) || c->size <= IC_ID_SIZE_MIN) {
			break;
		}
	}
	while (!deal(c, false) && one_more(c)) {
		c->columns++;
		find_height(taken, c);
	}
	deal(c, true);
}

/* Every columns-th id: down where they want to be, then up from the end. */
static void stack(struct column *c, uint32_t column)
{
	int32_t at = c->top, end = c->bottom;
	size_t last = column;

	for (size_t i = column; i < c->n; i += c->columns) {
		struct id *d = &c->ids[i];
		int32_t top = d->wanted - height_of(d) / 2;

		d->top = top > at ? top : at;
		at = d->top + height_of(d);
		last = i;
	}
	for (size_t i = last; i < c->n; i -= c->columns) {
		struct id *d = &c->ids[i];

		if (d->top + height_of(d) <= end) {
			break;
		}
		d->top = end - height_of(d);
		end = d->top;
		if (i < c->columns) {
			break;
		}
	}
}

static struct ic_item item_of(const struct ic_font *f, const struct column *c,
    const struct id *d, uint32_t line, const char *text)
{
	int32_t up = ic_font_ascent(f, d->size);
	int32_t down = ic_font_descent(f, d->size);
	int32_t step = c->width + IC_ID_GAP, high = leading(d->size), width = 0;
	int32_t back = (int32_t)(c->columns - 1 - d->column);
	struct ic_endorsement e = { .size = d->size, .text = text };

	ic_font_width(f, text, d->size, &width);
	e.x = c->left ? c->edge + (int32_t)d->column * step
		      : c->page.w - c->edge - back * step - d->width;
	e.baseline = d->top + (int32_t)line * high + (high - up - down) / 2 +
	    up;
	e.ink = (struct ic_rect){ e.x, e.baseline - up, e.x + width,
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

/* A line for each item, and after the items their texts. */
static bool write_items(const struct ic_font *f, const struct column *c,
    struct ic_item **items, size_t *n, struct ic_error *err)
{
	size_t lines = IC_ID_ITEMS_MORE, bytes = 0;
	char *to;

	for (size_t i = 0; i < c->n; i++) {
		lines += c->ids[i].lines;
		bytes += 2 * strlen(c->ids[i].text) + 1;
	}
	*items = calloc(1, lines * sizeof(**items) + bytes);
	if (!*items) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	to = (char *)(*items + lines);
	for (size_t i = 0; i < c->n; i++) {
		const char *from = c->ids[i].set;

		for (uint32_t k = 0; k < c->ids[i].lines; k++) {
			size_t len = strlen(from) + 1;

			memcpy(to, from, len);
			(*items)[(*n)++] = item_of(f, c, &c->ids[i], k, to);
			to += len;
			from += len;
		}
	}
	return true;
}

/* Memory for the ids of a page, and for twice their texts. */
static bool begin(const struct ic_slice *s, const struct ic_slice_page *p,
    struct column *c, struct ic_error *err)
{
	size_t n = (size_t)ic_slice_marks(p) + 1;
	size_t bytes = 2 * strlen(ic_slice_str(s, p->label)) + 1;

	for (uint32_t i = 0; p->marked && i < p->nboxes; i++) {
		bytes += 2 *
			strlen(ic_slice_str(s, s->boxes[p->box + i].label)) +
		    1;
	}
	c->ids = calloc(1, n * sizeof(*c->ids) + bytes);
	if (!c->ids) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	c->text = (char *)(c->ids + n);
	if (p->marked) {
		collect(s, p, c);
	}
	return true;
}

bool ic_highlight_ids(const struct ic_font *f, const struct ic_slice *s,
    uint32_t page, const struct ic_id_taken *taken, struct ic_item **items,
    size_t *n, int32_t *room, struct ic_error *err)
{
	const struct ic_slice_page *p = &s->pages[page];
	int32_t margin = (int32_t)s->margin;
	struct column c = { .page = p->size,
		.left = s->ids_at == IC_SIDE_LEFT,
		.most = s->room_right ? ic_slice_side_room(s, p->size)
				      : p->size.w / 2,
		.margin = margin,
		.edge = margin < IC_ID_EDGE ? margin : IC_ID_EDGE };
	bool ok;

	*n = 0;
	*room = 0;
	*items = NULL;
	if (!begin(s, p, &c, err)) {
		return false;
	}
	ok = font_has(f, &c, err);
	if (ok) {
		choose(f, taken, &c);
		for (uint32_t i = 0; i < c.columns && i < c.n; i++) {
			stack(&c, i);
		}
		ok = write_items(f, &c, items, n, err);
		*room = c.n > 0 ? c.edge + all_wide(&c) + IC_ID_GAP : 0;
	}
	free(c.ids);
	return ok;
}
