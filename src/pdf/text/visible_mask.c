/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "visible_priv.h"

#include <math.h>
#include <string.h>

#define SLOTS 2048
#define FONTS 16        /* that are kept; one more, and all go */
#define SIDE_MAX 160.0f /* mask pixels; a larger glyph gets a coarser grid */
#define PLACE_MAX 1.0e6f

struct key {
	fz_font *font;
	int gid;
	bool stroked;
	float width;
	float m[6]; /* e and f: the fraction of a pixel */
};

struct slot {
	struct key key;
	fz_pixmap *pix;
	struct ic_stencil *stencil; /* of a fine mask that has ink */
	bool used;
};

struct ic_masks {
	struct slot slot[SLOTS];
	struct ic_tone tone;
	fz_font *font[FONTS]; /* kept, so that no other gets its address */
	unsigned fonts;
};

struct ic_masks *ic_masks_open(fz_context *ctx)
{
	struct ic_masks *m = fz_malloc_struct(ctx, struct ic_masks);

	m->tone.around = 255;
	m->tone.paint = 255;
	return m;
}

/* The slots are empty, and no font is kept. */
static void forget(fz_context *ctx, struct ic_masks *m)
{
	for (unsigned i = 0; i < SLOTS; i++) {
		fz_drop_pixmap(ctx, m->slot[i].pix);
		ic_stencil_drop(ctx, m->slot[i].stencil);
		m->slot[i] = (struct slot){ .used = false };
	}
	for (unsigned i = 0; i < m->fonts; i++) {
		fz_drop_font(ctx, m->font[i]);
	}
	m->fonts = 0;
}

void ic_masks_close(fz_context *ctx, struct ic_masks *m)
{
	if (m) {
		forget(ctx, m);
		fz_free(ctx, m);
	}
}

static void keep_font(fz_context *ctx, struct ic_masks *m, fz_font *font)
{
	for (unsigned i = m->fonts; i-- > 0;) {
		if (m->font[i] == font) {
			return;
		}
	}
	if (m->fonts == FONTS) {
		forget(ctx, m);
	}
	m->font[m->fonts++] = fz_keep_font(ctx, font);
}

static bool same(const struct key *a, const struct key *b)
{
	return a->font == b->font && a->gid == b->gid &&
	    a->stroked == b->stroked &&
	    memcmp(&a->width, &b->width, sizeof(a->width)) == 0 &&
	    memcmp(a->m, b->m, sizeof(a->m)) == 0;
}

static unsigned hash(const struct key *k)
{
	uint32_t bits[6], h = 2166136261u ^ (uint32_t)k->gid;

	memcpy(bits, k->m, sizeof(bits));
	h = (h ^ (uint32_t)((uintptr_t)k->font >> 4)) * 16777619u;
	for (unsigned i = 0; i < 6; i++) {
		h = (h ^ bits[i]) * 16777619u;
		h ^= h >> 15;
	}
	return h % SLOTS;
}

static void draw_outline(fz_context *ctx, fz_device *dev, fz_path *path,
    const struct key *k)
{
	const float white = 1;
	fz_stroke_state stroke = fz_default_stroke_state;

	stroke.linewidth = k->width;
	if (k->stroked) {
		fz_stroke_path(ctx, dev, path, &stroke, fz_identity,
		    fz_device_gray(ctx), &white, 1, fz_default_color_params);
	} else {
		fz_fill_path(ctx, dev, path, 0, fz_identity,
		    fz_device_gray(ctx), &white, 1, fz_default_color_params);
	}
	fz_close_device(ctx, dev);
}

static void paint_outline(fz_context *ctx, fz_path *path, const struct key *k,
    fz_pixmap *pix)
{
	fz_device *dev = fz_new_draw_device(ctx, fz_identity, pix);

	fz_try(ctx) {
		draw_outline(ctx, dev, path, k);
	}
	fz_always(ctx) {
		fz_drop_device(ctx, dev);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

static fz_pixmap *path_mask(fz_context *ctx, fz_path *path, const struct key *k)
{
	fz_rect r = fz_bound_path(ctx, path, NULL, fz_identity);
	fz_pixmap *pix;

	r = fz_expand_rect(r, 1 + k->width);
	if (!(r.x1 - r.x0 < 4 * SIDE_MAX) || !(r.y1 - r.y0 < 4 * SIDE_MAX)) {
		return NULL;
	}
	pix = fz_new_pixmap_with_bbox(ctx, fz_device_gray(ctx),
	    fz_irect_from_rect(r), NULL, 0);
	fz_try(ctx) {
		fz_clear_pixmap_with_value(ctx, pix, 0);
		paint_outline(ctx, path, k, pix);
	}
	fz_catch(ctx) {
		fz_drop_pixmap(ctx, pix);
		fz_rethrow(ctx);
	}
	return pix;
}

static fz_pixmap *outline_mask(fz_context *ctx, const struct key *k,
    fz_matrix m)
{
	fz_path *path = fz_outline_glyph(ctx, k->font, k->gid, m);
	fz_pixmap *pix = NULL;

	fz_var(pix);
	if (!path) {
		return NULL;
	}
	fz_try(ctx) {
		pix = path_mask(ctx, path, k);
	}
	fz_always(ctx) {
		fz_drop_path(ctx, path);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
	return pix;
}

static fz_pixmap *draw(fz_context *ctx, const struct key *k)
{
	fz_matrix m = { k->m[0], k->m[1], k->m[2], k->m[3], k->m[4], k->m[5] };
	fz_pixmap *pix = NULL;

	if (!k->stroked) {
		pix = fz_render_glyph_pixmap(ctx, k->font, k->gid, &m,
		    &fz_infinite_irect, 8);
	}
	if (!pix && !fz_font_t3_procs(ctx, k->font)) {
		pix = outline_mask(ctx, k, m);
	}
	return pix;
}

/* A glyph that cannot be drawn cannot be seen. */
static fz_pixmap *draw_or_not(fz_context *ctx, const struct key *k)
{
	fz_pixmap *pix = NULL;

	fz_var(pix);
	fz_try(ctx) {
		pix = draw(ctx, k);
	}
	fz_catch(ctx) {
#if FZ_VERSION_MAJOR > 1 || FZ_VERSION_MINOR >= 24
		fz_report_error(ctx);
#endif
		pix = NULL;
	}
	if (pix && pix->n != 1) {
		fz_drop_pixmap(ctx, pix);
		pix = NULL;
	}
	return pix;
}

/* Raster pixels to a mask pixel, so that the mask stays small; 0: no ink. */
static float step_for(const struct ic_glyph *g, fz_matrix to_pixels)
{
	fz_rect r = fz_transform_rect(g->outline, to_pixels);
	float side = fmaxf(r.x1 - r.x0, r.y1 - r.y0);

	if (!(fabsf(r.x0) < PLACE_MAX && fabsf(r.x1) < PLACE_MAX &&
		fabsf(r.y0) < PLACE_MAX && fabsf(r.y1) < PLACE_MAX)) {
		return 0;
	}
	return side > SIDE_MAX ? side / SIDE_MAX : 1;
}

static void fill_slot(fz_context *ctx, struct slot *slot, const struct key *k,
    float step)
{
	fz_drop_pixmap(ctx, slot->pix);
	ic_stencil_drop(ctx, slot->stencil);
	*slot = (struct slot){ .key = *k, .used = true };
	slot->pix = draw_or_not(ctx, k);
	if (slot->pix && step == 1) {
		slot->stencil = ic_stencil_new(ctx, slot->pix);
	}
}

struct ic_mask ic_masks_get(fz_context *ctx, struct ic_masks *m,
    const struct ic_glyph *g, fz_matrix to_pixels)
{
	struct ic_mask out = { .step = step_for(g, to_pixels) };
	fz_matrix at, sub;
	unsigned char qe, qf;
	struct slot *slot;
	struct key k;

	if (!(out.step > 0)) {
		return out;
	}
	at = fz_concat(fz_concat(g->trm, to_pixels),
	    fz_scale(1 / out.step, 1 / out.step));
	if (!(fabsf(at.e) < PLACE_MAX && fabsf(at.f) < PLACE_MAX)) {
		return out;
	}
	fz_subpixel_adjust(ctx, &at, &sub, &qe, &qf);
	k = (struct key){ g->font, g->gid, g->stroked,
		g->stroked
		    ? g->line_width * fz_matrix_expansion(to_pixels) / out.step
		    : 0,
		{ sub.a, sub.b, sub.c, sub.d, sub.e, sub.f } };
	slot = &m->slot[hash(&k)];
	if (!slot->used || !same(&slot->key, &k)) {
		keep_font(ctx, m, g->font);
		fill_slot(ctx, slot, &k, out.step);
	}
	out.pix = slot->pix;
	out.stencil = slot->stencil;
	out.tone = &m->tone;
	if (out.pix) {
		out.x = out.pix->x + (int)floorf(at.e);
		out.y = out.pix->y + (int)floorf(at.f);
	}
	return out;
}
