/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "endorse_priv.h"
#include "pdf/label.h"
#include "pdf/writer.h"
#include "pdf/sheet.h"

#define ITEMS_MORE 6        /* than boxes: words, and the set */
#define LABELS_COMPARED 256 /* so that a page of many boxes stays linear */

struct list {
	struct ic_item *items;
	size_t n;
	struct ic_endorse_set set;
};

static bool meets(const struct list *l, struct ic_rect ink)
{
	size_t from = l->n > LABELS_COMPARED ? l->n - LABELS_COMPARED : 0;

	const struct ic_endorsement *own[] = { &l->set.number, &l->set.legend,
		&l->set.banner };

	for (unsigned i = 0; i < 3; i++) {
		if (own[i]->text && ic_rect_touches(own[i]->plate, ink)) {
			return true;
		}
	}
	for (size_t i = from; i < l->n; i++) {
		if (ic_rect_touches(l->items[i].e.ink, ink)) {
			return true;
		}
	}
	return false;
}

static void put(struct list *l, enum ic_item_kind kind, uint32_t box,
    bool white, const struct ic_endorsement *e)
{
	l->items[l->n++] = (struct ic_item){ kind, box, white, *e };
}

static bool put_label(const struct ic_font *f, const struct ic_slice *s,
    struct ic_size page, uint32_t box, struct list *l, struct ic_error *err)
{
	const char *text = ic_slice_str(s, s->boxes[box].label);
	struct ic_rect at = ic_rect_intersect(ic_rect_of(page),
	    ic_placement_rect(ic_slice_placement(s, page), s->boxes[box].rect));
	struct ic_label lab;

	if (!ic_label_layout(f, at, text, &lab)) {
		return ic_fail(err, IC_ESPEC,
		    "a code has a character that "
		    "is not in the built-in font: write it without it");
	}
	if (lab.size > 0 && !meets(l, lab.ink)) {
		struct ic_endorsement e = { .ink = lab.ink,
			.plate = lab.ink,
			.size = lab.size,
			.x = lab.x,
			.baseline = lab.baseline,
			.text = text };

		put(l, IC_ITEM_LABEL, box, s->fill == IC_FILL_BLACK, &e);
	}
	return true;
}

static bool put_labels(const struct ic_font *f, const struct ic_slice *s,
    const struct ic_slice_page *p, struct list *l, struct ic_error *err)
{
	for (uint32_t i = 0; s->labels && i < p->nboxes; i++) {
		if (!put_label(f, s, p->size, p->box + i, l, err)) {
			return false;
		}
	}
	return true;
}

static void put_words(const struct ic_font *f, const struct ic_slice *s,
    const struct ic_slice_page *p, struct list *l)
{
	const char *words[2] = { IC_WHOLE_WORD,
		s->labels ? ic_slice_str(s, p->label) : "" };
	struct ic_endorsement e;

	for (unsigned i = 0; i < 2; i++) {
		if (ic_endorse_whole(f, p->size, words[i], i, &e) &&
		    !meets(l, e.ink)) {
			put(l, IC_ITEM_WORD, UINT32_MAX, false, &e);
		}
	}
}

/* Room for so many items, and for the texts that are their own. */
static bool make_room(struct list *l, size_t items, size_t bytes,
    struct ic_error *err)
{
	l->items = calloc(1, items * sizeof(*l->items) + bytes);
	return l->items || ic_fail(err, IC_EENV, "out of memory");
}

/* A line as it is set; *text is where the next one's own text goes. */
static void put_set(const struct ic_font *f, const struct ic_sheet_set *set,
    char **text, struct list *l)
{
	struct ic_endorsement e = { .size = set->size,
		.x = set->x,
		.baseline = set->baseline,
		.text = *text };

	memcpy(*text, set->text, set->len);
	*text += set->len + 1;
	e.ink = e.plate = (struct ic_rect){ set->x,
		set->baseline - ic_font_ascent(f, set->size),
		set->x + set->width,
		set->baseline + ic_font_descent(f, set->size) };
	put(l, IC_ITEM_SHEET, UINT32_MAX, false, &e);
}

static bool put_sheet(const struct ic_font *f, const struct ic_slice *s,
    uint32_t page, struct list *l, struct ic_error *err)
{
	struct ic_sheet_set *sets = NULL;
	size_t n = 0, bytes = 0;
	char *text;
	bool ok = ic_sheet_set(f, s, page, &sets, &n, err);

	for (size_t i = 0; ok && i < n; i++) {
		bytes += sets[i].len + 1;
	}
	ok = ok && make_room(l, n + ITEMS_MORE, bytes, err);
	text = ok ? (char *)(l->items + n + ITEMS_MORE) : NULL;
	for (size_t i = 0; ok && i < n; i++) {
		put_set(f, &sets[i], &text, l);
	}
	free(sets);
	return ok;
}

/* Of the banner its whole row: what it says must not move an id. */
static struct ic_rect banner_row(const struct ic_font *f,
    const struct ic_slice *s, struct ic_size page,
    const struct ic_endorsement *banner)
{
	int32_t size = (int32_t)s->size;
	int32_t high = (int32_t)s->margin + ic_font_ascent(f, size) +
	    ic_font_descent(f, size) + IC_ENDORSE_AIR;
	struct ic_rect r = ic_rect_of(page);

	if (banner->ink.y0 + banner->ink.y1 < page.h) {
		r.y1 = high;
	} else {
		r.y0 = page.h - high;
	}
	return r;
}

struct ic_id_taken ic_endorse_taken(const struct ic_font *f,
    const struct ic_slice *s, struct ic_size page,
    const struct ic_endorse_set *set)
{
	struct ic_id_taken t = { .n = 0 };

	if (set->number.text) {
		t.at[t.n++] = set->number.plate;
	}
	if (set->legend.text) {
		t.at[t.n++] = set->legend.plate;
	}
	if (set->banner.text) {
		t.at[t.n++] = banner_row(f, s, page, &set->banner);
	}
	return t;
}

static bool put_ids(const struct ic_font *f, const struct ic_slice *s,
    uint32_t page, struct list *l, struct ic_error *err)
{
	struct ic_id_taken taken = ic_endorse_taken(f, s, s->pages[page].size,
	    &l->set);
	int32_t room;

	return ic_highlight_ids(f, s, page, &taken, &l->items, &l->n, &room,
	    err);
}

static void put_endorsements(struct list *l)
{
	if (l->set.number.text) {
		put(l, IC_ITEM_NUMBER, UINT32_MAX, false, &l->set.number);
	}
	if (l->set.legend.text) {
		put(l, IC_ITEM_LEGEND, UINT32_MAX, false, &l->set.legend);
	}
	if (l->set.banner.text) {
		put(l, IC_ITEM_BANNER, UINT32_MAX, false, &l->set.banner);
	}
}

bool ic_endorse_items(const struct ic_font *f, const struct ic_slice *s,
    uint32_t page, struct ic_item **items, size_t *n, struct ic_error *err)
{
	const struct ic_slice_page *p = &s->pages[page];
	struct list l = { 0 };

	if (!ic_endorse_page(f, s, page, &l.set, err)) {
		return false;
	}
	if (p->source == IC_SLICE_NO_SOURCE) {
		if (!put_sheet(f, s, page, &l, err)) {
			return false;
		}
	} else if (p->marked) {
		if (!put_ids(f, s, page, &l, err)) {
			return false;
		}
	} else if (!make_room(&l, (size_t)p->nboxes + ITEMS_MORE, 0, err)) {
		return false;
	} else if (p->whole) {
		put_words(f, s, p, &l);
	} else if (!put_labels(f, s, p, &l, err)) {
		free(l.items);
		return false;
	}
	put_endorsements(&l);
	*n = l.n;
	*items = l.items;
	if (l.n == 0) {
		free(l.items);
		*items = NULL;
	}
	return true;
}

static void add_plate(struct ic_buf *out, int32_t height, struct ic_rect r)
{
	ic_buf_puts(out, "1 g ");
	ic_writer_number(out, r.x0);
	ic_buf_putc(out, ' ');
	ic_writer_number(out, height - r.y1);
	ic_buf_putc(out, ' ');
	ic_writer_number(out, r.x1 - r.x0);
	ic_buf_putc(out, ' ');
	ic_writer_number(out, r.y1 - r.y0);
	ic_buf_puts(out, " re f\n");
}

static void add_text(struct ic_font *f, struct ic_buf *out, int32_t height,
    const struct ic_item *it)
{
	ic_buf_puts(out, "BT 0 Tr /F0 ");
	ic_writer_number(out, it->e.size);
	ic_buf_puts(out, it->white ? " Tf 1 g 1 0 0 1 " : " Tf 0 g 1 0 0 1 ");
	ic_writer_number(out, it->e.x);
	ic_buf_putc(out, ' ');
	ic_writer_number(out, height - it->e.baseline);
	ic_buf_puts(out, " Tm ");
	ic_font_use(f, it->e.text, out);
	ic_buf_puts(out, " Tj ET\n");
}

bool ic_endorse_content(struct ic_font *f, const struct ic_slice *s,
    uint32_t page, struct ic_buf *content, uint32_t *labels,
    struct ic_error *err)
{
	int32_t height = s->pages[page].size.h;
	struct ic_item *items = NULL;
	size_t n = 0;

	if (!ic_endorse_items(f, s, page, &items, &n, err)) {
		return false;
	}
	*labels = 0;
	for (size_t i = 0; s->plate && i < n; i++) {
		if (items[i].kind >= IC_ITEM_NUMBER) {
			add_plate(content, height, items[i].e.plate);
		}
	}
	for (size_t i = 0; i < n; i++) {
		add_text(f, content, height, &items[i]);
		*labels += items[i].kind == IC_ITEM_LABEL &&
		    (i == 0 || items[i - 1].box != items[i].box);
	}
	free(items);
	return ic_buf_check(content, "a page's endorsements", err);
}
