/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Text that was painted before the scan that is the page is its OCR layer, as
 * long as the scan has something to read where the text is.
 */
#include "cover_priv.h"

#include "pdf/visible.h"
#include "pdf/words.h"

#define SCAN 0.5f /* of the page: a picture this large is a scan */
#define READ 0.5f /* of the words under it, that a scan of them shows */

/* How much of the page later pictures cover, 0 to 1. */
static float scanned(fz_context *ctx, const struct ic_veil *v)
{
	struct ic_veil_grid grid = { 0 };
	size_t n = 0, all;

	ic_veil_grid_open(ctx, &grid, v->seen->size);
	all = (size_t)grid.w * (size_t)grid.h;
	for (uint32_t i = 0; i < v->painting.n; i++) {
		if (v->painting.at[i].cover == IC_COVER_IMAGE) {
			ic_veil_grid_set(&grid, v->painting.at[i].rect, 1);
		}
	}
	for (size_t i = 0; i < all; i++) {
		n += grid.at[i] != 0;
	}
	fz_free(ctx, grid.at);
	return (float)n / (float)all;
}

/* The glyphs of a word that a picture hides; how many. */
static uint32_t under_picture(const struct ic_veil *v,
    const struct ic_veiled *out, const struct ic_words *words, size_t at,
    const struct ic_glyph *glyphs[IC_WORD_GLYPHS_MAX])
{
	uint32_t n = 0;

	for (uint32_t k = 0; k < words->at[at].n; k++) {
		uint32_t i = words->glyphs[words->at[at].first + k].index;

		if (out->cover[i] == IC_COVER_IMAGE && n < IC_WORD_GLYPHS_MAX) {
			glyphs[n++] = &v->g->at[i];
		}
	}
	return n;
}

/* Most of the words have ink and paper in their place. */
static bool is_read(fz_context *ctx, const struct ic_veil *v,
    const struct ic_veiled *out, const struct ic_words *words)
{
	const struct ic_glyph *glyphs[IC_WORD_GLYPHS_MAX];
	size_t all = 0, read = 0;

	for (size_t i = 0; i < words->n; i++) {
		uint32_t n = under_picture(v, out, words, i, glyphs);

		if (n > 0) {
			all++;
			read += ic_visible_word(ctx, v->seen, glyphs, n);
		}
	}
	return (float)read >= READ * (float)all;
}

static bool is_layer(fz_context *ctx, const struct ic_veil *v,
    const struct ic_veiled *out)
{
	struct ic_words words = { 0 };
	bool layer = false;

	fz_var(words);
	fz_var(layer);
	fz_try(ctx) {
		ic_words_group(ctx, v->g, IC_WORDS_ALL, &words);
		layer = is_read(ctx, v, out, &words);
	}
	fz_always(ctx) {
		ic_words_finish(ctx, &words);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
	return layer;
}

void ic_veil_excuse_scan(fz_context *ctx, const struct ic_veil *v,
    struct ic_veiled *out)
{
	bool any = false;

	for (size_t i = 0; i < out->n; i++) {
		any = any || out->cover[i] == IC_COVER_IMAGE;
	}
	if (!any || scanned(ctx, v) < SCAN || !is_layer(ctx, v, out)) {
		return;
	}
	for (size_t i = 0; i < out->n; i++) {
		if (out->cover[i] == IC_COVER_IMAGE) {
			out->state[i] = IC_GLYPH_UNPAINTED;
			out->cover[i] = IC_COVER_NONE;
		}
	}
}
