/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Parts of pictures that lie outside of the clip, or off the page. A picture
 * that is painted more than once is hidden where none of its places shows it.
 */
#include "ink.h"

#include <math.h>

#define DPI 100.0f
#define SIDE_MAX 2000 /* pixels of a picture that is looked at */
#define SIDE_LEAST 8
#define PLACES_MAX 16       /* of one picture */
#define LOOKED_MAX 64       /* pictures of a page */
#define PIXELS_MAX 16000000 /* of all of them */
#define SHARE_LEAST 0.03f   /* of a picture, hidden */
#define EDGE 2.0f           /* points beside the clip: letters that it cuts */
#define COARSE 32           /* parts of a side, to see whether any is hidden */

struct crop {
	const struct ic_ink *ink;
	const struct ic_ink_picture *at;
	const struct ic_ink_picture *place[PLACES_MAX]; /* with `at` itself */
	size_t nplaces;
	int w, h; /* pixels */
	fz_pixmap *pix;
	uint8_t *px, *mask;
	uint64_t left;
};

static bool is_shown(const struct crop *c, float u, float v, float edge)
{
	for (size_t i = 0; i < c->nplaces; i++) {
		fz_point p = fz_transform_point_xy(u, v, c->place[i]->ctm);
		fz_rect clip = fz_expand_rect(c->place[i]->clip, edge);

		if (p.x >= clip.x0 && p.x <= clip.x1 && p.y >= clip.y0 &&
		    p.y <= clip.y1) {
			return true;
		}
	}
	return false;
}

static float hidden_share(const struct crop *c)
{
	unsigned hidden = 0;

	for (int k = 0; k < COARSE * COARSE; k++) {
		hidden += !is_shown(c, ((float)(k % COARSE) + 0.5f) / COARSE,
		    ((float)k / COARSE + 0.5f) / COARSE, EDGE);
	}
	return (float)hidden / (COARSE * COARSE);
}

/* All places of the picture; false if it was met before, or has too many. */
static bool gather_places(struct crop *c, size_t first)
{
	const struct ic_ink *ink = c->ink;

	c->at = &ink->pictures[first];
	c->nplaces = 0;
	for (size_t i = 0; i < ink->npictures; i++) {
		if (ink->pictures[i].image != c->at->image) {
			continue;
		}
		if (i < first || c->nplaces == PLACES_MAX) {
			return false;
		}
		c->place[c->nplaces++] = &ink->pictures[i];
	}
	return true;
}

static bool set_size(struct crop *c)
{
	fz_matrix m = c->at->ctm;
	float w = hypotf(m.a, m.b) * DPI / 72, h = hypotf(m.c, m.d) * DPI / 72;

	if (!(w >= SIDE_LEAST && h >= SIDE_LEAST && w < 1e6f && h < 1e6f)) {
		return false;
	}
	c->w = (int)fminf(w, SIDE_MAX);
	c->h = (int)fminf(h, SIDE_MAX);
	if ((uint64_t)c->w * (uint64_t)c->h > c->left) {
		return false;
	}
	c->left -= (uint64_t)c->w * (uint64_t)c->h;
	return true;
}

/* Throws. */
static void draw(fz_context *ctx, struct crop *c)
{
	const float black = 0;
	fz_matrix m = fz_scale((float)c->w, (float)c->h);
	fz_device *dev = NULL;

	c->pix = fz_new_pixmap(ctx, fz_device_gray(ctx), c->w, c->h, NULL, 0);
	fz_clear_pixmap_with_value(ctx, c->pix, 255);
	fz_var(dev);
	fz_try(ctx) {
		dev = fz_new_draw_device(ctx, fz_identity, c->pix);
		if (c->at->image->imagemask) {
			fz_fill_image_mask(ctx, dev, c->at->image, m,
			    fz_device_gray(ctx), &black, 1,
			    fz_default_color_params);
		} else {
			fz_fill_image(ctx, dev, c->at->image, m, 1,
			    fz_default_color_params);
		}
		fz_close_device(ctx, dev);
	}
	fz_always(ctx) {
		fz_drop_device(ctx, dev);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

/* Throws. */
static void mark_hidden(fz_context *ctx, struct crop *c)
{
	size_t n = (size_t)c->w * (size_t)c->h;

	c->px = fz_malloc(ctx, n);
	c->mask = fz_malloc(ctx, n);
	for (int y = 0; y < c->h; y++) {
		const uint8_t *row = c->pix->samples +
		    (ptrdiff_t)y * c->pix->stride;

		for (int x = 0; x < c->w; x++) {
			size_t i = (size_t)y * (size_t)c->w + (size_t)x;

			c->px[i] = row[x];
			c->mask[i] = !is_shown(c,
			    ((float)x + 0.5f) / (float)c->w,
			    ((float)y + 0.5f) / (float)c->h, EDGE);
		}
	}
}

static enum ic_ink_look look(fz_context *ctx, struct crop *c,
    struct ic_pixels *found)
{
	struct ic_ink_pixels px = { .w = c->w,
		.h = c->h,
		.px = c->px,
		.mask = c->mask,
		.dpi = DPI };
	struct ic_pixels down;
	enum ic_ink_look look = ic_ink_look_at(ctx, &px, found);

	if (look == IC_INK_MARKS) {
		px.rows_down = true;
		if (ic_ink_look_at(ctx, &px, &down) == IC_INK_LETTERS) {
			*found = down;
			look = IC_INK_LETTERS;
		}
	}
	return look;
}

static fz_rect rect_of(const struct crop *c, struct ic_pixels p)
{
	fz_rect r = { (float)p.x0 / (float)c->w, (float)p.y0 / (float)c->h,
		(float)p.x1 / (float)c->w, (float)p.y1 / (float)c->h };

	return fz_transform_rect(r, c->at->ctm);
}

static bool look_at(fz_context *ctx, struct crop *c, float share,
    struct ic_ink_cropped *out)
{
	struct ic_pixels found = { 0 };
	enum ic_ink_look what = IC_INK_EVEN;

	fz_var(what);
	fz_try(ctx) {
		draw(ctx, c);
		mark_hidden(ctx, c);
		what = look(ctx, c, &found);
	}
	fz_always(ctx) {
		fz_drop_pixmap(ctx, c->pix);
		fz_free(ctx, c->px);
		fz_free(ctx, c->mask);
		c->pix = NULL;
		c->px = c->mask = NULL;
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
	*out = (struct ic_ink_cropped){ rect_of(c, found), share,
		(uint8_t)what };
	return what != IC_INK_EVEN;
}

size_t ic_ink_crops(fz_context *ctx, const struct ic_ink *ink,
    struct ic_ink_cropped *out, size_t max)
{
	struct crop c = { .ink = ink, .left = PIXELS_MAX };
	size_t n = 0, looked = 0;

	for (size_t i = 0; i < ink->npictures && n < max && looked < LOOKED_MAX;
	     i++) {
		float share;

		if (!gather_places(&c, i)) {
			continue;
		}
		share = hidden_share(&c);
		if (share < SHARE_LEAST || !set_size(&c)) {
			continue;
		}
		looked++;
		n += look_at(ctx, &c, share, &out[n]);
	}
	return n;
}
