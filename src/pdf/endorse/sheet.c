/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "pdf/sheet.h"

#include <stdlib.h>
#include <string.h>

#define SIDE_MIN 54000 /* free at each side, at least */
#define ENDS_MIN 54000 /* and above and below */
#define LEADING 1400   /* thousandths of a size, from line to line */
#define EMPTY 1000     /* of it, for an empty line */
#define HIGHER 440     /* thousandths of what is free that stand above */
#define SCALE_STEP 50  /* thousandths, by which what does not fit shrinks */
#define SCALE_MIN 600
#define BALANCE 4000   /* by how much lines are made narrower at a time */
#define BALANCED_MAX 4 /* lines of a text that are made alike */
#define BETWEEN 12000  /* free between two that stand on one line */

/* Sizes of enum ic_line. */
static const int32_t sizes[IC_LINE_SIZES] = {
	[IC_LINE_TITLE] = 22000,
	[IC_LINE_TEXT] = 12500,
	[IC_LINE_SMALL] = 10000,
};

struct setting {
	const struct ic_font *f;
	const struct ic_slice *s;
	const struct ic_slice_page *page;
	int32_t scale;      /* thousandths */
	int32_t side, room; /* the lines' place across */
	int32_t y;          /* where the next line begins */
	struct ic_buf sets; /* of struct ic_sheet_set */
	bool wide;          /* a title has a word that is too wide */
	bool missing;       /* the font has not all characters */
};

/* Bytes of the character that begins there. */
static size_t char_len(const char *s)
{
	size_t n = 1;

	while (((unsigned char)s[n] & 0xc0) == 0x80) {
		n++;
	}
	return n;
}

static int32_t width_of(struct setting *t, const char *text, size_t len,
    int32_t size)
{
	struct ic_buf b = { 0 };
	int32_t w = 0;

	ic_buf_add(&b, text, len);
	if (b.failed) {
		t->sets.failed = true;
	} else if (!ic_font_width(t->f, ic_buf_str(&b), size, &w)) {
		t->missing = true;
	}
	ic_buf_finish(&b);
	return w;
}

/* As many characters as fit, one at least. */
static size_t cut(struct setting *t, const char *text, size_t len, int32_t size,
    int32_t room)
{
	size_t n = char_len(text);

	while (n < len) {
		size_t next = n + char_len(text + n);

		if (width_of(t, text, next, size) > room) {
			break;
		}
		n = next;
	}
	return n;
}

/* How much of a text is set on one line: whole words, if one fits. */
static size_t fill(struct setting *t, const char *text, int32_t size,
    int32_t room, bool *broken)
{
	size_t fits = 0, at = 0;

	while (text[at]) {
		size_t end = at + strspn(text + at, " ");

		end += strcspn(text + end, " ");
		if (width_of(t, text, end, size) > room || t->missing) {
			break;
		}
		fits = at = end;
	}
	if (fits == 0) {
		*broken = true;
		fits = cut(t, text, strcspn(text, " "), size, room);
	}
	return fits;
}

/* The lines that a text takes at a width. */
static size_t count(struct setting *t, const char *text, int32_t size,
    int32_t room, bool *broken)
{
	size_t n = 0;

	while (*text && !t->missing) {
		text += fill(t, text, size, room, broken);
		text += strspn(text, " ");
		n++;
	}
	return n;
}

/* The least width that takes no more lines: so they are alike in length. */
static int32_t balanced(struct setting *t, const char *text, int32_t size)
{
	bool broken = false;
	size_t n = count(t, text, size, t->room, &broken);
	int32_t room = t->room;

	while (n > 1 && n <= BALANCED_MAX && !broken && room > t->room / 2 &&
	    count(t, text, size, room - BALANCE, &broken) == n && !broken) {
		room -= BALANCE;
	}
	return room;
}

static void put(struct setting *t, const char *text, size_t len, int32_t size,
    enum ic_align align)
{
	struct ic_sheet_set out = { text, len, size, t->side,
		t->y + ic_font_ascent(t->f, size),
		width_of(t, text, len, size) };

	if (align == IC_ALIGN_CENTER) {
		out.x = (t->page->size.w - out.width) / 2;
	} else if (align == IC_ALIGN_RIGHT) {
		out.x = t->page->size.w - t->side - out.width;
	}
	ic_buf_add(&t->sets, &out, sizeof(out));
}

static int32_t leading(int32_t size)
{
	return (int32_t)((int64_t)size * LEADING / 1000);
}

/*
 * A line that joins stands beside the last, if that is one line, and there is
 * room between them. Then it is put there.
 */
static bool joined(struct setting *t, const char *text, int32_t size,
    enum ic_align align)
{
	struct ic_sheet_set last, out;
	bool broken = false;
	size_t before = t->sets.len;

	if (before < sizeof(last) || t->sets.failed ||
	    count(t, text, size, t->room, &broken) != 1) {
		return false;
	}
	memcpy(&last, t->sets.data + before - sizeof(last), sizeof(last));
	put(t, text, strlen(text), size, align);
	if (t->sets.failed) {
		return true;
	}
	memcpy(&out, t->sets.data + before, sizeof(out));
	if (out.x < last.x + last.width + BETWEEN) {
		t->sets.len = before;
		return false;
	}
	out.baseline = last.baseline;
	memcpy(t->sets.data + before, &out, sizeof(out));
	return true;
}

static void set_line(struct setting *t, const struct ic_slice_line *l)
{
	const char *text = ic_slice_str(t->s, l->text);
	int32_t size = (int32_t)((int64_t)sizes[l->size] * t->scale / 1000);
	enum ic_align align = (enum ic_align)l->align;
	bool broken = false;
	int32_t room;

	text += strspn(text, " ");
	if (*text == '\0') {
		t->y += leading(size) * EMPTY / 1000;
		return;
	}
	if (l->joins && joined(t, text, size, align)) {
		return;
	}
	room = align == IC_ALIGN_CENTER ? balanced(t, text, size) : t->room;
	while (*text && !t->missing && !t->sets.failed) {
		size_t len = fill(t, text, size, room, &broken);

		put(t, text, len, size, align);
		t->y += leading(size);
		text += len;
		text += strspn(text, " ");
	}
	t->wide |= broken && l->size == IC_LINE_TITLE;
}

/* A list begins on top; what is all centred stands in the middle. */
static bool is_list(const struct ic_slice *s, const struct ic_slice_page *p)
{
	for (uint32_t i = 0; i < p->nlines; i++) {
		if (s->lines[p->line + i].align != IC_ALIGN_CENTER) {
			return true;
		}
	}
	return false;
}

/* What number and legend leave above and below. */
static int32_t ends(const struct ic_slice *s)
{
	int32_t room = ic_slice_room((int32_t)s->size, (int32_t)s->margin);

	return room > ENDS_MIN ? room : ENDS_MIN;
}

static void set_all(struct setting *t, int32_t scale)
{
	t->scale = scale;
	t->y = 0;
	t->wide = false;
	ic_buf_reset(&t->sets);
	for (uint32_t i = 0; i < t->page->nlines; i++) {
		set_line(t, &t->s->lines[t->page->line + i]);
	}
}

/* Down to where the page has them. */
static void move_down(struct setting *t, int32_t by)
{
	for (size_t at = 0; at < t->sets.len;
	     at += sizeof(struct ic_sheet_set)) {
		struct ic_sheet_set one;

		memcpy(&one, t->sets.data + at, sizeof(one));
		one.baseline += by;
		memcpy(t->sets.data + at, &one, sizeof(one));
	}
}

static bool set_page(struct setting *t, struct ic_error *err)
{
	int32_t top = ends(t->s), free = t->page->size.h - 2 * top;
	int32_t scale = 1000;

	do {
		set_all(t, scale);
		scale -= SCALE_STEP;
	} while (!t->missing && (t->y > free || t->wide) && scale >= SCALE_MIN);
	if (t->sets.failed) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	if (t->missing) {
		return ic_fail(err, IC_ESPEC,
		    "a sheet has a character that is not in the built-in "
		    "font: write it without it");
	}
	if (t->y > free || t->room <= 0) {
		return ic_fail(err, IC_ELIMIT,
		    "a sheet has more text than it holds");
	}
	move_down(t,
	    is_list(t->s, t->page)
		? top
		: top + (int32_t)((int64_t)(free - t->y) * HIGHER / 1000));
	return true;
}

bool ic_sheet_set(const struct ic_font *f, const struct ic_slice *s,
    uint32_t page, struct ic_sheet_set **out, size_t *n, struct ic_error *err)
{
	struct setting t = { .f = f, .s = s, .page = &s->pages[page] };
	bool ok;

	t.side = t.page->size.w / 6;
	t.side = t.side > SIDE_MIN && !is_list(s, t.page) ? t.side : SIDE_MIN;
	t.room = t.page->size.w - 2 * t.side;
	ok = set_page(&t, err);
	if (!ok) {
		ic_buf_finish(&t.sets);
		return false;
	}
	*n = t.sets.len / sizeof(struct ic_sheet_set);
	*out = (struct ic_sheet_set *)(void *)t.sets.data;
	return true;
}
