/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The child's file: the magic and the count of pages; then records, each with
 * its kind first: a page's size, a finding, or the end.
 */
#include "core/finding.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/wire.h"
#include "core/slice.h"
#include "core/textline.h"

#define MAGIC "incamera findings/1\n"
#define PAGE 1u
#define FOUND 2u
#define END 3u
#define STEP 4u
#define STEPS_MAX 1024u     /* of a document, beside its pages */
#define EDGE_MAX IC_MPT_MAX /* of a rectangle, either way from the origin */

struct reader {
	struct ic_wire in;
	struct ic_findings *list;
	struct ic_size *sizes; /* {0, 0}: not told */
	uint32_t cap;
	bool starved;
};

bool ic_findings_put_head(struct ic_buf *out, uint32_t npages)
{
	ic_buf_puts(out, MAGIC);
	ic_wire_put_u32(out, npages);
	return !out->failed;
}

bool ic_findings_put_page(struct ic_buf *out, uint32_t page,
    struct ic_size size)
{
	ic_wire_put_u32(out, PAGE);
	ic_wire_put_u32(out, page);
	ic_wire_put_i32(out, size.w);
	ic_wire_put_i32(out, size.h);
	return !out->failed;
}

bool ic_findings_put(struct ic_buf *out, const struct ic_finding_item *f)
{
	const char *text = f->text ? f->text : "";

	ic_wire_put_u32(out, FOUND);
	ic_wire_put_u32(out, f->kind);
	ic_wire_put_u32(out, f->severity);
	ic_wire_put_u32(out, f->page);
	ic_wire_put_i32(out, f->rect.x0);
	ic_wire_put_i32(out, f->rect.y0);
	ic_wire_put_i32(out, f->rect.x1);
	ic_wire_put_i32(out, f->rect.y1);
	ic_wire_put_u32(out, f->cover);
	ic_wire_put_u32(out, f->place);
	ic_wire_put_u32(out, f->detail);
	ic_wire_put_u32(out, f->number);
	ic_wire_put_bytes(out, text, strlen(text));
	return !out->failed;
}

bool ic_findings_put_step(struct ic_buf *out, uint32_t step)
{
	ic_wire_put_u32(out, STEP);
	ic_wire_put_u32(out, step);
	return !out->failed;
}

bool ic_findings_put_end(struct ic_buf *out, uint32_t n)
{
	ic_wire_put_u32(out, END);
	ic_wire_put_u32(out, n);
	return !out->failed;
}

static void *get(struct reader *r, size_t n, size_t size)
{
	void *p = ic_arena_alloc(&r->list->arena, n, size);

	r->starved |= !p;
	return p;
}

static bool take_head(struct reader *r)
{
	size_t len = strlen(MAGIC);
	uint32_t n;

	if ((size_t)(r->in.end - r->in.at) < len ||
	    memcmp(r->in.at, MAGIC, len) != 0) {
		return false;
	}
	r->in.at += len;
	if (!ic_wire_take_u32(&r->in, &n) || n > IC_SLICE_PAGES_MAX) {
		return false;
	}
	r->sizes = get(r, (size_t)n + 1, sizeof(*r->sizes));
	if (!r->sizes) {
		return false;
	}
	memset(r->sizes, 0, ((size_t)n + 1) * sizeof(*r->sizes));
	r->list->pages = r->sizes;
	r->list->npages = n;
	return true;
}

static bool take_page(struct reader *r)
{
	struct ic_size size;
	uint32_t page;

	if (!ic_wire_take_u32(&r->in, &page) ||
	    !ic_wire_take_i32(&r->in, &size.w) ||
	    !ic_wire_take_i32(&r->in, &size.h) || page >= r->list->npages ||
	    size.w <= 0 || size.h <= 0 || size.w > IC_MPT_MAX ||
	    size.h > IC_MPT_MAX || r->sizes[page].w != 0) {
		return false;
	}
	r->sizes[page] = size;
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

static bool take_text(struct reader *r, const char **out)
{
	const uint8_t *bytes;
	char *copy;
	size_t n;

	if (!ic_wire_take_bytes(&r->in, IC_FINDING_TEXT_MAX, &bytes, &n) ||
	    !is_line((const char *)bytes, n)) {
		return false;
	}
	copy = ic_arena_strndup(&r->list->arena, (const char *)bytes, n);
	r->starved |= !copy;
	*out = copy;
	return copy != NULL;
}

static bool edge_ok(int32_t v)
{
	return v >= -EDGE_MAX && v <= EDGE_MAX;
}

/* A place is on a page whose size is known. */
static bool rect_ok(const struct reader *r, const struct ic_finding_item *f)
{
	if (ic_rect_is_empty(f->rect)) {
		return f->rect.x0 == 0 && f->rect.y0 == 0 && f->rect.x1 == 0 &&
		    f->rect.y1 == 0;
	}
	return f->page < r->list->npages && r->sizes[f->page].w != 0 &&
	    edge_ok(f->rect.x0) && edge_ok(f->rect.y0) && edge_ok(f->rect.x1) &&
	    edge_ok(f->rect.y1);
}

static bool numbers_ok(const struct reader *r, const struct ic_finding_item *f)
{
	return f->kind < IC_FINDING_KIND_COUNT &&
	    f->severity < IC_SEVERITY_COUNT &&
	    (f->page < r->list->npages || f->page == IC_FINDING_NO_PAGE) &&
	    f->cover < IC_COVER_COUNT && f->place < IC_PLACE_COUNT &&
	    f->detail < IC_DETAIL_COUNT && rect_ok(r, f);
}

static bool take_item(struct reader *r, struct ic_finding_item *f)
{
	return ic_wire_take_u32(&r->in, &f->kind) &&
	    ic_wire_take_u32(&r->in, &f->severity) &&
	    ic_wire_take_u32(&r->in, &f->page) &&
	    ic_wire_take_i32(&r->in, &f->rect.x0) &&
	    ic_wire_take_i32(&r->in, &f->rect.y0) &&
	    ic_wire_take_i32(&r->in, &f->rect.x1) &&
	    ic_wire_take_i32(&r->in, &f->rect.y1) &&
	    ic_wire_take_u32(&r->in, &f->cover) &&
	    ic_wire_take_u32(&r->in, &f->place) &&
	    ic_wire_take_u32(&r->in, &f->detail) &&
	    ic_wire_take_u32(&r->in, &f->number) && numbers_ok(r, f) &&
	    take_text(r, &f->text);
}

/* Blocks of an arena do not move, so the array is made anew, twice as long. */
static struct ic_finding_item *room(struct reader *r)
{
	struct ic_findings *l = r->list;

	if (l->n == r->cap) {
		uint32_t cap = r->cap ? 2 * r->cap : 64;
		struct ic_finding_item *more = get(r, cap, sizeof(*more));

		if (!more) {
			return NULL;
		}
		if (l->n > 0) {
			memcpy(more, l->at, l->n * sizeof(*more));
		}
		l->at = more;
		r->cap = cap;
	}
	return &l->at[l->n];
}

static bool take_found(struct reader *r)
{
	struct ic_finding_item *f;

	if (r->list->n == IC_FINDINGS_MAX) {
		return false;
	}
	f = room(r);
	if (!f || !take_item(r, f)) {
		return false;
	}
	r->list->n++;
	return true;
}

static bool take_step(struct reader *r)
{
	uint32_t step;

	if (!ic_wire_take_u32(&r->in, &step) ||
	    step >= r->list->npages + STEPS_MAX ||
	    (r->list->step != IC_FINDING_NO_STEP && step <= r->list->step)) {
		return false;
	}
	r->list->step = step;
	return true;
}

static bool take_end(struct reader *r)
{
	uint32_t n;

	r->list->whole = ic_wire_take_u32(&r->in, &n) && n == r->list->n &&
	    r->in.at == r->in.end;
	return r->list->whole;
}

static bool take_record(struct reader *r)
{
	uint32_t kind;

	if (!ic_wire_take_u32(&r->in, &kind)) {
		return false;
	}
	switch (kind) {
	case PAGE:
		return take_page(r);
	case FOUND:
		return take_found(r);
	case STEP:
		return take_step(r);
	default:
		return kind == END && take_end(r);
	}
}

/* The last record of a child that was ended may be cut: it is none. */
static bool take_all(struct reader *r)
{
	while (r->in.at < r->in.end) {
		if (!take_record(r)) {
			return r->in.cut && !r->starved;
		}
	}
	return true;
}

static int sign(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int by_place(const void *a, const void *b)
{
	const struct ic_finding_item *x = a, *y = b;
	const int signs[] = { sign(x->page, y->page),
		sign(x->rect.y0, y->rect.y0), sign(x->rect.x0, y->rect.x0),
		sign(x->rect.y1, y->rect.y1), sign(x->rect.x1, y->rect.x1),
		sign(x->kind, y->kind), sign(x->severity, y->severity),
		sign(x->cover, y->cover), sign(x->place, y->place),
		sign(x->detail, y->detail), sign(x->number, y->number),
		strcmp(x->text, y->text) };

	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
		if (signs[i] != 0) {
			return signs[i];
		}
	}
	return 0;
}

static void settle(struct ic_findings *l)
{
	uint32_t n = 0;

	if (l->n == 0) {
		return;
	}
	qsort(l->at, l->n, sizeof(*l->at), by_place);
	for (uint32_t i = 0; i < l->n; i++) {
		if (i == 0 || by_place(&l->at[n - 1], &l->at[i]) != 0) {
			l->at[n++] = l->at[i];
		}
	}
	l->n = n;
}

bool ic_findings_load(const uint8_t *bytes, size_t n, struct ic_findings *out,
    struct ic_error *err)
{
	struct ic_findings list = { .step = IC_FINDING_NO_STEP };
	struct reader r = { .in = { .at = bytes, .end = bytes + n },
		.list = &list };

	if (n > IC_FINDINGS_BYTES_MAX || !take_head(&r) || !take_all(&r)) {
		ic_findings_finish(&list);
		return r.starved
		    ? ic_fail(err, IC_EENV, "out of memory")
		    : ic_fail(err, IC_EBUG,
			  "the findings that were read make no sense");
	}
	settle(&list);
	*out = list;
	return true;
}

/* Sizes of pages that one of two told, or both in the same way. */
static bool join_pages(const struct ic_findings *a, const struct ic_findings *b,
    struct ic_size *out)
{
	for (uint32_t i = 0; i < a->npages; i++) {
		struct ic_size x = a->pages[i], y = b->pages[i];

		if (x.w != 0 && y.w != 0 && (x.w != y.w || x.h != y.h)) {
			return false;
		}
		out[i] = x.w != 0 ? x : y;
	}
	return true;
}

static bool move(struct ic_findings *list, struct ic_findings *more,
    struct ic_finding_item *both)
{
	if (list->n > 0) {
		memcpy(both, list->at, list->n * sizeof(*both));
	}
	for (uint32_t i = 0; i < more->n; i++) {
		struct ic_finding_item *at = &both[list->n + i];

		*at = more->at[i];
		at->text = ic_arena_strdup(&list->arena, at->text);
		if (!at->text) {
			return false;
		}
	}
	list->at = both;
	list->n += more->n;
	list->step = more->step;
	list->whole = more->whole;
	return true;
}

bool ic_findings_merge(struct ic_findings *list, struct ic_findings *more,
    struct ic_error *err)
{
	struct ic_finding_item *both;
	struct ic_size *pages;

	if (list->npages != more->npages ||
	    more->n > IC_FINDINGS_MAX - list->n) {
		return ic_fail(err, IC_EBUG,
		    "the findings that were read make no sense");
	}
	both = ic_arena_alloc(&list->arena, (size_t)list->n + more->n + 1,
	    sizeof(*both));
	pages = ic_arena_alloc(&list->arena, (size_t)list->npages + 1,
	    sizeof(*pages));
	if (!both || !pages) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	if (!join_pages(list, more, pages)) {
		return ic_fail(err, IC_EBUG,
		    "the findings that were read make no sense");
	}
	if (!move(list, more, both)) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	list->pages = pages;
	ic_findings_finish(more);
	settle(list);
	return true;
}

bool ic_findings_add(struct ic_findings *list, const struct ic_finding_item *f)
{
	struct ic_finding_item *more = ic_arena_alloc(&list->arena,
	    (size_t)list->n + 1, sizeof(*more));
	char *text = ic_arena_strdup(&list->arena, f->text ? f->text : "");

	if (!more || !text) {
		return false;
	}
	if (list->n > 0) {
		memcpy(more, list->at, list->n * sizeof(*more));
	}
	more[list->n] = *f;
	more[list->n].text = text;
	list->at = more;
	list->n++;
	qsort(list->at, list->n, sizeof(*list->at), by_place);
	return true;
}

/* A text is the arena's, so it may be written to. */
static void wipe(const struct ic_finding_item *f)
{
	char *text = (char *)(uintptr_t)f->text;

	explicit_bzero(text, strlen(text));
}

void ic_findings_drop(struct ic_findings *list, ic_finding_fn *drop)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < list->n; i++) {
		if (drop(&list->at[i])) {
			wipe(&list->at[i]);
		} else {
			list->at[n++] = list->at[i];
		}
	}
	list->n = n;
}

void ic_findings_finish(struct ic_findings *list)
{
	if (!list) {
		return;
	}
	for (uint32_t i = 0; i < list->n; i++) {
		wipe(&list->at[i]);
	}
	ic_arena_finish(&list->arena);
	*list = (struct ic_findings){ 0 };
}
