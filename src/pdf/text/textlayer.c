/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "textlayer_priv.h"

#include "pdf/visible.h"

struct work {
	struct ic_glyphs glyphs;
	struct ic_words words;
	struct ic_text_boxes boxes;
};

struct ic_text_boxes ic_text_boxes_of(fz_context *ctx, const struct ic_slice *s,
    uint32_t page, int32_t air)
{
	const struct ic_slice_page *p = &s->pages[page];
	struct ic_text_boxes b = { .all = fz_empty_rect };

	b.at = fz_malloc_array(ctx, (size_t)ic_slice_burned(p) + 1, fz_rect);
	for (uint32_t i = 0; i < ic_slice_burned(p); i++) {
		struct ic_rect r = ic_rect_grow(s->boxes[p->box + i].rect, air);

		b.at[b.n] = ic_geometry_points(r);
		b.all = fz_union_rect(b.all, b.at[b.n]);
		b.n++;
	}
	return b;
}

bool ic_text_boxes_hit(const struct ic_text_boxes *b, const struct ic_glyph *g)
{
	if (b->n == 0 || !ic_glyph_touches(g, b->all)) {
		return false;
	}
	for (size_t i = 0; i < b->n; i++) {
		if (ic_glyph_touches(g, b->at[i])) {
			return true;
		}
	}
	return false;
}

bool ic_text_boxes_hit_quad(const struct ic_text_boxes *b, fz_quad q)
{
	if (b->n == 0 || !ic_quad_touches(q, b->all)) {
		return false;
	}
	for (size_t i = 0; i < b->n; i++) {
		if (ic_quad_touches(q, b->at[i])) {
			return true;
		}
	}
	return false;
}

void ic_text_drop_boxed(fz_context *ctx, const struct ic_slice *s,
    uint32_t page, struct ic_glyphs *g)
{
	struct ic_text_boxes b = ic_text_boxes_of(ctx, s, page,
	    IC_TEXT_BOX_AIR);

	for (size_t i = 0; i < g->n; i++) {
		g->at[i].boxed = ic_text_boxes_hit(&b, &g->at[i]);
		g->at[i].dropped = g->at[i].dropped || g->at[i].boxed;
	}
	fz_free(ctx, b.at);
}

/*
 * OCR guesses where within a word a letter stands, so that a word goes as a
 * whole: if a box touches one of its letters, or if it is not believed.
 */
static void judge_ocr_word(fz_context *ctx, struct ic_glyphs *set,
    const struct ic_words *w, const struct ic_word *word,
    const struct ic_raster *r)
{
	const struct ic_glyph *g[IC_WORD_GLYPHS_MAX];
	bool keep = true;

	for (uint32_t i = 0; i < word->n; i++) {
		g[i] = &set->at[w->glyphs[word->first + i].index];
		keep = keep && !g[i]->dropped;
	}
	keep = keep && ic_visible_word(ctx, r, g, word->n);
	for (uint32_t i = 0; i < word->n; i++) {
		set->at[w->glyphs[word->first + i].index].dropped = !keep;
	}
}

static void drop_ocr(fz_context *ctx, const struct ic_raster *r,
    struct ic_glyphs *g, struct ic_words *w)
{
	ic_words_group(ctx, g, IC_WORDS_OCR, w);
	for (size_t i = 0; i < w->n; i++) {
		judge_ocr_word(ctx, g, w, &w->at[i], r);
	}
	ic_visible_twice(ctx, r, g, w);
}

void ic_text_drop_unseen(fz_context *ctx, struct ic_masks **masks,
    const struct ic_raster *r, struct ic_glyphs *g)
{
	struct ic_words w = { 0 };

	ic_visible_painted(ctx, masks, r, g);
	fz_try(ctx) {
		drop_ocr(ctx, r, g, &w);
	}
	fz_always(ctx) {
		ic_words_finish(ctx, &w);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

static uint32_t count_dropped(const struct ic_glyphs *g)
{
	uint32_t n = 0;

	for (size_t i = 0; i < g->n; i++) {
		if (g->at[i].dropped && !g->at[i].blank) {
			n += g->at[i].runes;
		}
	}
	return n;
}

static void layer(fz_context *ctx, struct ic_masks **masks,
    fz_display_list *list, const struct ic_slice *s, uint32_t page,
    const struct ic_raster *r, struct work *w, struct ic_text_out *out)
{
	w->boxes = ic_text_boxes_of(ctx, s, page, 0);
	out->boxes = &w->boxes;
	ic_glyphs_collect(ctx, list, &w->glyphs);
	ic_text_drop_boxed(ctx, s, page, &w->glyphs);
	ic_text_drop_unseen(ctx, masks, r, &w->glyphs);
	ic_words_group(ctx, &w->glyphs, IC_WORDS_KEPT, &w->words);
	ic_text_write(out, &w->glyphs, &w->words);
}

void ic_text_layer(fz_context *ctx, struct ic_masks **masks,
    fz_display_list *list, const struct ic_slice *s, uint32_t page,
    const struct ic_raster *r, struct ic_buf *content,
    struct ic_text_counts *counts)
{
	struct ic_text_out out = { .content = content,
		.r = r,
		.placement = ic_slice_placement(s, r->size) };
	struct work w = { 0 };

	*counts = (struct ic_text_counts){ 0 };
	if (!ic_slice_has_picture(&s->pages[page])) {
		return;
	}
	fz_try(ctx) {
		layer(ctx, masks, list, s, page, r, &w, &out);
	}
	fz_always(ctx) {
		*counts = (struct ic_text_counts){ out.glyphs,
			count_dropped(&w.glyphs), out.highest };
		ic_words_finish(ctx, &w.words);
		ic_glyphs_finish(ctx, &w.glyphs);
		fz_free(ctx, w.boxes.at);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}
