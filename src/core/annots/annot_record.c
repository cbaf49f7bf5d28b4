/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The child's file: the magic; the pages' count and sizes, and the PDF's name;
 * each annotation as numbers, rectangles and strings; END and their count.
 * Numbers are 4 little-endian bytes, a string is its length and its bytes.
 */
#include "core/annot.h"

#include <string.h>

#include "base/utf8.h"
#include "core/slice.h"
#include "core/textline.h"

#define MAGIC "incamera annots/1\n"
#define RECORD 1u
#define END 2u
#define STRINGS 5
#define FLAGS_ALL ((1u << IC_ANNOT_FLAG_COUNT) - 1)
#define ABOUT (IC_ANNOT_BIT(REPLY) | IC_ANNOT_BIT(GROUPED))

static const size_t string_max[STRINGS] = { IC_ANNOT_NAME_MAX,
	IC_ANNOT_NAME_MAX, IC_ANNOT_NAME_MAX, IC_ANNOT_TEXT_MAX,
	IC_ANNOT_TEXT_MAX };

struct cursor {
	const uint8_t *at, *end;
	struct ic_annots *list;
	uint32_t cap;
	bool starved;
};

static void put_u32(struct ic_buf *out, uint32_t v)
{
	const uint8_t b[4] = { (uint8_t)v, (uint8_t)(v >> 8),
		(uint8_t)(v >> 16), (uint8_t)(v >> 24) };

	ic_buf_add(out, b, sizeof(b));
}

static void put_string(struct ic_buf *out, const char *s)
{
	size_t n = s ? strlen(s) : 0;

	put_u32(out, (uint32_t)n);
	ic_buf_add(out, s ? s : "", n);
}

bool ic_annots_put_head(struct ic_buf *out, const struct ic_annots *head)
{
	ic_buf_puts(out, MAGIC);
	put_u32(out, head->npages);
	for (uint32_t i = 0; i < head->npages; i++) {
		put_u32(out, (uint32_t)head->pages[i].w);
		put_u32(out, (uint32_t)head->pages[i].h);
	}
	put_string(out, head->href);
	return !out->failed;
}

bool ic_annots_put(struct ic_buf *out, const struct ic_annot *a)
{
	const uint32_t numbers[] = { RECORD, a->page, a->type, a->flags,
		a->state, a->color, a->of, a->nrects };
	const char *strings[STRINGS] = { a->name, a->author, a->subject,
		a->overlay, a->contents };

	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
		put_u32(out, numbers[i]);
	}
	for (uint32_t i = 0; i < a->nrects; i++) {
		put_u32(out, (uint32_t)a->rects[i].x0);
		put_u32(out, (uint32_t)a->rects[i].y0);
		put_u32(out, (uint32_t)a->rects[i].x1);
		put_u32(out, (uint32_t)a->rects[i].y1);
	}
	for (size_t i = 0; i < STRINGS; i++) {
		put_string(out, strings[i]);
	}
	return !out->failed;
}

bool ic_annots_put_end(struct ic_buf *out, uint32_t n)
{
	put_u32(out, END);
	put_u32(out, n);
	return !out->failed;
}

static bool take_u32(struct cursor *c, uint32_t *out)
{
	if (c->end - c->at < 4) {
		return false;
	}
	*out = (uint32_t)c->at[0] | (uint32_t)c->at[1] << 8 |
	    (uint32_t)c->at[2] << 16 | (uint32_t)c->at[3] << 24;
	c->at += 4;
	return true;
}

static bool take_i32(struct cursor *c, int32_t *out)
{
	uint32_t v;

	if (!take_u32(c, &v) || v > INT32_MAX) {
		return false;
	}
	*out = (int32_t)v;
	return true;
}

/* One line of well-formed UTF-8 that says what it shows. */
static bool is_line(const char *s, size_t n)
{
	for (size_t at = 0; at < n;) {
		size_t from = at;
		uint32_t c = ic_utf8_next(s, n, &at);

		if (ic_textline_hides(c) || c == 0xfeff || c == 0xfffe ||
		    c == 0xffff || (c == IC_UTF8_BAD && at == from + 1)) {
			return false;
		}
	}
	return true;
}

static void *get(struct cursor *c, size_t n, size_t size)
{
	void *p = ic_arena_alloc(&c->list->arena, n, size);

	c->starved |= !p;
	return p;
}

static bool take_string(struct cursor *c, size_t max, const char **out)
{
	uint32_t n;
	char *copy;

	if (!take_u32(c, &n) || n > max || n > (size_t)(c->end - c->at) ||
	    !is_line((const char *)c->at, n)) {
		return false;
	}
	*out = "";
	if (n > 0) {
		copy = ic_arena_strndup(&c->list->arena, (const char *)c->at,
		    n);
		c->starved |= !copy;
		*out = copy;
	}
	c->at += n;
	return *out != NULL;
}

static bool take_head(struct cursor *c)
{
	struct ic_size *sizes;
	uint32_t n;

	if ((size_t)(c->end - c->at) < strlen(MAGIC) ||
	    memcmp(c->at, MAGIC, strlen(MAGIC)) != 0) {
		return false;
	}
	c->at += strlen(MAGIC);
	if (!take_u32(c, &n) || n > IC_SLICE_PAGES_MAX ||
	    n > (size_t)(c->end - c->at) / 8) {
		return false;
	}
	sizes = get(c, n, sizeof(*sizes));
	if (!sizes) {
		return false;
	}
	for (uint32_t i = 0; i < n; i++) {
		if (!take_i32(c, &sizes[i].w) || !take_i32(c, &sizes[i].h) ||
		    sizes[i].w == 0 || sizes[i].h == 0 ||
		    sizes[i].w > IC_MPT_MAX || sizes[i].h > IC_MPT_MAX) {
			return false;
		}
	}
	c->list->pages = sizes;
	c->list->npages = n;
	return take_string(c, IC_ANNOT_TEXT_MAX, &c->list->href);
}

static bool take_rects(struct cursor *c, struct ic_annot *a)
{
	struct ic_rect *rects, page;

	if (a->nrects == 0) {
		return true;
	}
	if (a->nrects > IC_ANNOT_RECTS_MAX || a->page >= c->list->npages ||
	    a->nrects > (size_t)(c->end - c->at) / 16) {
		return false;
	}
	rects = get(c, a->nrects, sizeof(*rects));
	if (!rects) {
		return false;
	}
	page = ic_rect_of(c->list->pages[a->page]);
	for (uint32_t i = 0; i < a->nrects; i++) {
		struct ic_rect *r = &rects[i];

		if (!take_i32(c, &r->x0) || !take_i32(c, &r->y0) ||
		    !take_i32(c, &r->x1) || !take_i32(c, &r->y1) ||
		    ic_rect_is_empty(*r) || !ic_rect_contains(page, *r)) {
			return false;
		}
	}
	a->rects = rects;
	return true;
}

/* An annotation that has no place says why. */
static bool numbers_ok(const struct cursor *c, const struct ic_annot *a)
{
	const uint32_t nowhere = IC_ANNOT_BIT(NO_PAGE) | IC_ANNOT_BIT(OUTSIDE) |
	    IC_ANNOT_BIT(EMPTY) | IC_ANNOT_BIT(BROKEN);
	bool lost = (a->flags & IC_ANNOT_BIT(NO_PAGE)) != 0;

	return a->type < IC_ANNOT_TYPE_COUNT && a->flags <= FLAGS_ALL &&
	    a->state < IC_ANNOT_STATE_COUNT &&
	    (a->state == IC_ANNOT_STATE_NONE ||
		(a->flags & IC_ANNOT_BIT(REPLY))) &&
	    (a->color == IC_ANNOT_NO_COLOR || a->color <= 0xffffff) &&
	    (a->of == UINT32_MAX || (a->flags & ABOUT)) &&
	    (a->flags & ABOUT) != ABOUT &&
	    lost == (a->page >= c->list->npages) &&
	    (a->nrects > 0 || (a->flags & nowhere));
}

static bool take_annot(struct cursor *c, struct ic_annot *a)
{
	const char **strings[STRINGS] = { &a->name, &a->author, &a->subject,
		&a->overlay, &a->contents };

	if (!take_u32(c, &a->page) || !take_u32(c, &a->type) ||
	    !take_u32(c, &a->flags) || !take_u32(c, &a->state) ||
	    !take_u32(c, &a->color) || !take_u32(c, &a->of) ||
	    !take_u32(c, &a->nrects) || !numbers_ok(c, a) ||
	    !take_rects(c, a)) {
		return false;
	}
	for (size_t i = 0; i < STRINGS; i++) {
		if (!take_string(c, string_max[i], strings[i])) {
			return false;
		}
	}
	return true;
}

/* Blocks of an arena do not move, so the array is made anew, twice as long. */
static struct ic_annot *next_annot(struct cursor *c)
{
	struct ic_annots *l = c->list;

	if (l->n == c->cap) {
		uint32_t cap = c->cap ? 2 * c->cap : 64;
		struct ic_annot *more = get(c, cap, sizeof(*more));

		if (!more) {
			return NULL;
		}
		if (l->n > 0) {
			memcpy(more, l->at, l->n * sizeof(*more));
		}
		l->at = more;
		c->cap = cap;
	}
	return &l->at[l->n];
}

static bool take_all(struct cursor *c)
{
	uint32_t kind = 0, n;

	while (take_u32(c, &kind) && kind == RECORD) {
		struct ic_annot *a = next_annot(c);

		if (!a || c->list->n == IC_ANNOTS_MAX || !take_annot(c, a)) {
			return false;
		}
		c->list->n++;
	}
	return kind == END && take_u32(c, &n) && n == c->list->n &&
	    c->at == c->end;
}

/* Of several reviewers the last one counts, as they stand in the file. */
static bool settle(struct ic_annots *l)
{
	for (uint32_t i = 0; i < l->n; i++) {
		const struct ic_annot *a = &l->at[i];

		if (a->of == UINT32_MAX) {
			continue;
		}
		if (a->of >= l->n || (l->at[a->of].flags & ABOUT)) {
			return false;
		}
		if (a->state != IC_ANNOT_STATE_NONE) {
			l->at[a->of].state = a->state;
		}
	}
	return true;
}

bool ic_annots_load(const uint8_t *bytes, size_t n, struct ic_annots *out,
    struct ic_error *err)
{
	struct ic_annots list = { .href = "" };
	struct cursor c = { bytes, bytes + n, &list, 0, false };

	if (n > IC_ANNOTS_BYTES_MAX || !take_head(&c) || !take_all(&c) ||
	    !settle(&list)) {
		ic_annots_finish(&list);
		return c.starved
		    ? ic_fail(err, IC_EENV, "out of memory")
		    : ic_fail(err, IC_EBUG,
			  "the annotations that were read make no sense");
	}
	*out = list;
	return true;
}

void ic_annots_finish(struct ic_annots *list)
{
	if (list) {
		ic_arena_finish(&list->arena);
		*list = (struct ic_annots){ 0 };
	}
}
