/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "audit_revisions.h"

#include <stdlib.h>

#include "document_priv.h"
#include "pdf/draw.h"

#define INK 200         /* darker than this an earlier pixel counts */
#define OTHER 64        /* by so much a channel differs */
#define PIXELS_LEAST 20 /* of a place that is another one */
#define PAPER 235       /* a box is darker, or coloured */
#define SAME 24         /* pixels of a box differ by less */
#define TILE 8          /* pixels of a side in which ink is counted */
#define TILE_BAR 16     /* of it that are other ones where a bar is */
#define TILE_INK 3      /* and that had ink */
#define BOX_PARTS 60    /* of a hundred of its pixels */

/* A page as it was, and, if it still is one, as it is. */
struct then {
	struct audit_states *s;
	uint32_t index, page;
	pdf_page *loaded;
	struct ic_geometry geometry;
	fz_display_list *list;
	struct ic_glyphs glyphs;
	struct audit_gone gone;
	struct ic_raster was;
	bool drawn; /* a->seen is the page as it is */
};

/* In the context of the document itself: false if it cannot be drawn. */
static bool draw_now(struct audit *a, uint32_t page)
{
	fz_context *ctx = a->doc.mu.ctx;
	struct ic_geometry g;
	fz_display_list *list = NULL;
	pdf_page *loaded = NULL;
	uint32_t notes = 0;
	bool ok = true;

	fz_var(list);
	fz_var(loaded);
	fz_var(ok);
	fz_try(ctx) {
		loaded = ic_document_page(&a->doc, page, &g);
		list = ic_draw_list(&a->doc, loaded, &g, &notes);
		ic_draw_raster(&a->doc, list, g.size, AUDIT_DPI, IC_COLOR_RGB,
		    &a->seen, &notes);
	}
	fz_always(ctx) {
		fz_drop_display_list(ctx, list);
		fz_drop_page(ctx, (fz_page *)loaded);
	}
	fz_catch(ctx) {
		ic_document_caught(&a->doc);
		ok = false;
	}
	return ok;
}

static const uint8_t *pixel(const struct ic_raster *r, int x, int y)
{
	return r->px + (size_t)y * r->stride + (size_t)x * (size_t)r->comps;
}

static bool differs(const uint8_t *a, const uint8_t *b, int by)
{
	return abs(a[0] - b[0]) > by || abs(a[1] - b[1]) > by ||
	    abs(a[2] - b[2]) > by;
}

static bool is_paper(const uint8_t *p)
{
	return p[0] >= PAPER && p[1] >= PAPER && p[2] >= PAPER;
}

/* How many of a hundred pixels have the colour of one that is no paper. */
static uint64_t parts_like(const struct ic_raster *r, struct ic_pixels at,
    const uint8_t *like)
{
	uint64_t same = 0, all = 0;

	for (int y = at.y0; y < at.y1; y++) {
		for (int x = at.x0; x < at.x1; x++) {
			same += !differs(pixel(r, x, y), like, SAME);
			all++;
		}
	}
	return is_paper(like) ? 0 : same * 100 / all;
}

/*
 * Most of the place is of one colour now, which is not paper's. A box may have
 * its code printed on it, so several of its pixels are tried.
 */
static bool is_boxed(const struct ic_raster *r, struct ic_rect rect)
{
	struct ic_pixels at = ic_raster_touched(r, rect);

	if (at.x0 >= at.x1 || at.y0 >= at.y1 || r->comps != 3) {
		return false;
	}
	for (int i = 1; i <= 3; i++) {
		const uint8_t *like = pixel(r, at.x0 + (at.x1 - at.x0) * i / 4,
		    at.y0 + (at.y1 - at.y0) * i / 4);

		if (parts_like(r, at, like) >= BOX_PARTS) {
			return true;
		}
	}
	return false;
}

static bool any_boxed(const struct then *t, const struct audit_gone_place *p)
{
	for (uint32_t i = 0; i < p->words && i < AUDIT_GONE_WORDS; i++) {
		if (is_boxed(&t->s->a->seen, audit_rect(p->word[i]))) {
			return true;
		}
	}
	return false;
}

static void tell(const struct then *t, struct ic_finding_item f, bool boxed)
{
	f.kind = IC_FINDING_EARLIER_REVISION;
	f.page = t->page;
	f.place = IC_PLACE_REVISION;
	if (boxed) {
		f.severity = IC_SEVERITY_ERROR;
	}
	audit_add(t->s->a, &f);
}

/* A place with words; those of a page that is none any more have no place. */
static void tell_words(struct then *t, struct audit_gone_place *p)
{
	struct audit *a = t->s->a;
	struct ic_finding_item f = { 0 };
	struct audit_says says = audit_says_of(a, ic_buf_str(&p->text),
	    p->text.len);
	bool boxed;

	audit_says_judge(&says, &f);
	f.rect = audit_rect(p->rect);
	boxed = t->drawn && any_boxed(t, p);
	if (f.severity != IC_SEVERITY_ERROR) {
		f.detail = t->page == IC_FINDING_NO_PAGE ? IC_DETAIL_PAGE_GONE
							 : IC_DETAIL_WORDS_GONE;
	}
	if (boxed) {
		f.detail = IC_DETAIL_WORDS_BOXED;
	}
	f.text = a->job.words ? ic_buf_str(&p->text) : NULL;
	tell(t, f, boxed);
}

static bool is_same_grid(const struct ic_raster *a, const struct ic_raster *b)
{
	return a->w == b->w && a->h == b->h && a->comps == 3 && b->comps == 3;
}

/* What is told in another way, or is calm: `mask` is a byte a pixel. */
static void cover(const struct ic_raster *r, uint8_t *mask, fz_rect points)
{
	struct ic_pixels at = ic_raster_burned(r, audit_rect(points));

	for (int y = at.y0; y < at.y1; y++) {
		for (int x = at.x0; x < at.x1; x++) {
			mask[(size_t)y * (size_t)r->w + (size_t)x] = 1;
		}
	}
}

/* Fields and comments come and go. Throws. */
static void cover_annots(fz_context *ctx, const struct ic_raster *r,
    uint8_t *mask, pdf_obj *page, fz_matrix to_display)
{
	pdf_obj *annots = pdf_dict_get(ctx, page, PDF_NAME(Annots));
	int n = pdf_array_len(ctx, annots);

	for (int i = 0; i < n; i++) {
		fz_rect rect = pdf_dict_get_rect(ctx,
		    pdf_array_get(ctx, annots, i), PDF_NAME(Rect));

		cover(r, mask, fz_transform_rect(rect, to_display));
	}
}

/* Words are looked for by what they say. Throws. */
static uint8_t *mask_of(struct then *t)
{
	fz_context *ctx = t->s->old.mu.ctx;
	uint8_t *mask = fz_calloc(ctx, (size_t)t->was.w, (size_t)t->was.h);

	for (size_t i = 0; i < t->glyphs.n; i++) {
		const struct ic_glyph *g = &t->glyphs.at[i];

		cover(&t->was, mask,
		    fz_union_rect(ic_glyph_bounds(g), g->outline));
	}
	cover_annots(ctx, &t->was, mask, t->loaded->obj,
	    t->geometry.to_display);
	cover_annots(t->s->a->doc.mu.ctx, &t->was, mask,
	    ic_document_page_object(&t->s->a->doc, t->page),
	    t->geometry.to_display);
	return mask;
}

/* What became of a tile of TILE x TILE pixels. */
struct tile {
	uint32_t ink;   /* pixels with ink, as it was */
	uint32_t lost;  /* of these, that are other ones now */
	uint32_t other; /* pixels of any kind that are */
};

static struct tile look_at_tile(const struct ic_raster *was,
    const struct ic_raster *is, const uint8_t *mask, struct ic_pixels at)
{
	struct tile t = { 0 };

	for (int y = at.y0; y < at.y1; y++) {
		for (int x = at.x0; x < at.x1; x++) {
			const uint8_t *p = pixel(was, x, y);
			bool ink = p[0] < INK || p[1] < INK || p[2] < INK;
			bool other = differs(p, pixel(is, x, y), OTHER);

			if (!mask[(size_t)y * (size_t)was->w + (size_t)x]) {
				t.ink += ink;
				t.lost += ink && other;
				t.other += other;
			}
		}
	}
	return t;
}

/* Ink that went, or that a bar now covers: what is added alone is neither. */
static uint32_t weight(const struct tile *t)
{
	if (t->other >= TILE_BAR && t->ink >= TILE_INK) {
		return t->other;
	}
	return t->lost;
}

static int32_t scaled(int at, int32_t size, int pixels)
{
	return (int32_t)((int64_t)at * size / pixels);
}

/* Where there was ink, and something other is now. Empty: nowhere. */
static struct ic_rect other_ink(const struct ic_raster *was,
    const struct ic_raster *is, const uint8_t *mask)
{
	struct ic_pixels all = { was->w, was->h, 0, 0 };
	uint64_t n = 0;

	for (int y = 0; y < was->h; y += TILE) {
		for (int x = 0; x < was->w; x += TILE) {
			struct ic_pixels at = { x, y, fz_mini(x + TILE, was->w),
				fz_mini(y + TILE, was->h) };
			struct tile t = look_at_tile(was, is, mask, at);

			if (weight(&t) > 0) {
				n += weight(&t);
				all.x0 = fz_mini(all.x0, at.x0);
				all.y0 = fz_mini(all.y0, at.y0);
				all.x1 = fz_maxi(all.x1, at.x1);
				all.y1 = fz_maxi(all.y1, at.y1);
			}
		}
	}
	if (n < PIXELS_LEAST) {
		return (struct ic_rect){ 0 };
	}
	return (struct ic_rect){ scaled(all.x0, was->size.w, was->w),
		scaled(all.y0, was->size.h, was->h),
		scaled(all.x1, was->size.w, was->w),
		scaled(all.y1, was->size.h, was->h) };
}

/* Throws. */
static struct ic_rect find_ink(struct then *t)
{
	fz_context *ctx = t->s->old.mu.ctx;
	struct ic_rect rect = { 0 };
	uint32_t notes = 0;
	uint8_t *mask;

	ic_draw_raster(&t->s->old, t->list, t->geometry.size, AUDIT_DPI,
	    IC_COLOR_RGB, &t->was, &notes);
	if (is_same_grid(&t->was, &t->s->a->seen)) {
		mask = mask_of(t);
		rect = other_ink(&t->was, &t->s->a->seen, mask);
		fz_free(ctx, mask);
	}
	return rect;
}

/* Pictures and drawings, where no word is gone. Throws. */
static bool tell_ink(struct then *t)
{
	struct ic_finding_item f = { .severity = IC_SEVERITY_WARNING };
	bool boxed;

	f.rect = find_ink(t);
	if (ic_rect_is_empty(f.rect)) {
		return false;
	}
	boxed = is_boxed(&t->s->a->seen, f.rect);
	f.detail = boxed ? IC_DETAIL_INK_BOXED : IC_DETAIL_INK_GONE;
	tell(t, f, boxed);
	return true;
}

/* Each page counts once, and its ink is told of the newest that had other. */
static void compare_ink(struct then *t)
{
	uint8_t *told = &t->s->told[t->page];

	if (t->drawn && !(*told & AUDIT_TOLD_INK) && tell_ink(t)) {
		*told |= AUDIT_TOLD_INK;
	}
}

static void count(struct then *t)
{
	uint8_t none = 0;
	uint8_t *told = t->page == IC_FINDING_NO_PAGE ? &none
						      : &t->s->told[t->page];

	if ((t->gone.n > 0 || (*told & AUDIT_TOLD_INK)) &&
	    !(*told & AUDIT_TOLD_PAGE)) {
		*told |= AUDIT_TOLD_PAGE;
		t->s->changed++;
	}
}

/* Throws. */
static void compare(struct then *t)
{
	struct ic_document *old = &t->s->old;
	uint32_t notes = 0;

	t->loaded = ic_document_page(old, t->index, &t->geometry);
	t->list = ic_draw_list(old, t->loaded, &t->geometry, &notes);
	ic_glyphs_collect(old->mu.ctx, t->list, &t->glyphs);
	audit_gone_find(old->mu.ctx, &t->s->a->words, &t->glyphs, &t->gone);
	t->drawn = t->page != IC_FINDING_NO_PAGE && draw_now(t->s->a, t->page);
	for (size_t i = 0; i < t->gone.n; i++) {
		tell_words(t, &t->gone.at[i]);
	}
	if (t->gone.n == 0 && t->drawn) {
		compare_ink(t);
	}
	count(t);
}

void audit_revision_page(struct audit_states *s, uint32_t index, uint32_t page)
{
	fz_context *ctx = s->old.mu.ctx;
	struct then t = { .s = s, .index = index, .page = page };

	fz_var(t);
	fz_try(ctx) {
		compare(&t);
	}
	fz_always(ctx) {
		audit_gone_finish(&t.gone);
		ic_raster_finish(&t.was);
		ic_glyphs_finish(ctx, &t.glyphs);
		fz_drop_display_list(ctx, t.list);
		fz_drop_page(ctx, (fz_page *)t.loaded);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}
