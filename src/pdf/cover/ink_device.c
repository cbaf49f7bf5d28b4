/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The device of ink.h: it lists what is painted, or passes it on to a device
 * that draws. Both times a paint has the same number.
 */
#include "ink_priv.h"

#include <math.h>
#include <string.h>

#include "pdf/geometry.h"

static struct ic_ink_device *self(fz_device *dev)
{
	return (struct ic_ink_device *)dev;
}

static void fill_path(fz_context *ctx, fz_device *dev, const fz_path *path,
    int even_odd, fz_matrix ctm, fz_colorspace *cs, const float *color,
    float alpha, fz_color_params cp)
{
	struct ic_ink_device *d = self(dev);
	struct ic_ink_paint p = { .kind = IC_INK_PATH };

	p.whole = fz_bound_path(ctx, path, NULL, ctm);
	if (!d->to) {
		ic_ink_shape(ctx, path, ctm, &p);
		ic_ink_color(ctx, &p, cs, color, alpha, cp);
	}
	if (ic_ink_begin(ctx, d, &p)) {
		fz_fill_path(ctx, d->to, path, even_odd, ctm, cs, color, alpha,
		    cp);
		ic_ink_end(ctx, d);
	}
}

static void stroke_path(fz_context *ctx, fz_device *dev, const fz_path *path,
    const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *cs,
    const float *color, float alpha, fz_color_params cp)
{
	struct ic_ink_device *d = self(dev);
	struct ic_ink_paint p = { .kind = IC_INK_STROKE };

	/* MuPDF's bounds leave room for miters that are hardly ever there. */
	p.thick = stroke->linewidth * fz_matrix_expansion(ctm);
	p.whole = fz_expand_rect(fz_bound_path(ctx, path, NULL, ctm),
	    p.thick >= 0 && p.thick < 1000 ? p.thick / 2 : 0);
	if (!d->to) {
		ic_ink_shape(ctx, path, ctm, &p);
		ic_ink_color(ctx, &p, cs, color, alpha, cp);
	}
	if (ic_ink_begin(ctx, d, &p)) {
		fz_stroke_path(ctx, d->to, path, stroke, ctm, cs, color, alpha,
		    cp);
		ic_ink_end(ctx, d);
	}
}

static void fill_text(fz_context *ctx, fz_device *dev, const fz_text *text,
    fz_matrix ctm, fz_colorspace *cs, const float *color, float alpha,
    fz_color_params cp)
{
	struct ic_ink_device *d = self(dev);
	struct ic_ink_paint p = { .kind = IC_INK_TEXT };

	p.whole = fz_bound_text(ctx, text, NULL, ctm);
	if (ic_ink_begin(ctx, d, &p)) {
		fz_fill_text(ctx, d->to, text, ctm, cs, color, alpha, cp);
		ic_ink_end(ctx, d);
	}
}

static void stroke_text(fz_context *ctx, fz_device *dev, const fz_text *text,
    const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *cs,
    const float *color, float alpha, fz_color_params cp)
{
	struct ic_ink_device *d = self(dev);
	struct ic_ink_paint p = { .kind = IC_INK_TEXT };

	p.whole = fz_bound_text(ctx, text, stroke, ctm);
	if (ic_ink_begin(ctx, d, &p)) {
		fz_stroke_text(ctx, d->to, text, stroke, ctm, cs, color, alpha,
		    cp);
		ic_ink_end(ctx, d);
	}
}

static void fill_shade(fz_context *ctx, fz_device *dev, fz_shade *shade,
    fz_matrix ctm, float alpha, fz_color_params cp)
{
	struct ic_ink_device *d = self(dev);
	struct ic_ink_paint p = { .kind = IC_INK_SHADE,
		.opaque = alpha >= 0.999f };

	p.whole = fz_bound_shade(ctx, shade, ctm);
	if (ic_ink_begin(ctx, d, &p)) {
		fz_fill_shade(ctx, d->to, shade, ctm, alpha, cp);
		ic_ink_end(ctx, d);
	}
}

static void fill_image(fz_context *ctx, fz_device *dev, fz_image *image,
    fz_matrix ctm, float alpha, fz_color_params cp)
{
	struct ic_ink_device *d = self(dev);
	struct ic_ink_paint p = { .kind = IC_INK_IMAGE };

	p.opaque = alpha >= 0.999f && !image->mask && !image->use_colorkey &&
	    !image->imagemask;
	p.whole = fz_transform_rect(fz_unit_rect, ctm);
	ic_ink_add_picture(ctx, d, image, ctm);
	if (ic_ink_begin(ctx, d, &p)) {
		fz_fill_image(ctx, d->to, image, ctm, alpha, cp);
		ic_ink_end(ctx, d);
	}
}

static void fill_image_mask(fz_context *ctx, fz_device *dev, fz_image *image,
    fz_matrix ctm, fz_colorspace *cs, const float *color, float alpha,
    fz_color_params cp)
{
	struct ic_ink_device *d = self(dev);
	struct ic_ink_paint p = { .kind = IC_INK_IMAGE };

	p.whole = fz_transform_rect(fz_unit_rect, ctm);
	if (!d->to) {
		ic_ink_color(ctx, &p, cs, color, alpha, cp);
	}
	ic_ink_add_picture(ctx, d, image, ctm);
	if (ic_ink_begin(ctx, d, &p)) {
		fz_fill_image_mask(ctx, d->to, image, ctm, cs, color, alpha,
		    cp);
		ic_ink_end(ctx, d);
	}
}

static void clip_path(fz_context *ctx, fz_device *dev, const fz_path *path,
    int even_odd, fz_matrix ctm, fz_rect scissor)
{
	struct ic_ink_device *d = self(dev);

	if (ic_ink_enter(ctx, d, fz_bound_path(ctx, path, NULL, ctm), false,
		false)) {
		fz_clip_path(ctx, d->to, path, even_odd, ctm, scissor);
	}
}

static void clip_stroke_path(fz_context *ctx, fz_device *dev,
    const fz_path *path, const fz_stroke_state *stroke, fz_matrix ctm,
    fz_rect scissor)
{
	struct ic_ink_device *d = self(dev);

	if (ic_ink_enter(ctx, d, fz_bound_path(ctx, path, stroke, ctm), false,
		false)) {
		fz_clip_stroke_path(ctx, d->to, path, stroke, ctm, scissor);
	}
}

static void clip_text(fz_context *ctx, fz_device *dev, const fz_text *text,
    fz_matrix ctm, fz_rect scissor)
{
	struct ic_ink_device *d = self(dev);

	if (ic_ink_enter(ctx, d, fz_bound_text(ctx, text, NULL, ctm), false,
		false)) {
		fz_clip_text(ctx, d->to, text, ctm, scissor);
	}
}

static void clip_stroke_text(fz_context *ctx, fz_device *dev,
    const fz_text *text, const fz_stroke_state *stroke, fz_matrix ctm,
    fz_rect scissor)
{
	struct ic_ink_device *d = self(dev);

	if (ic_ink_enter(ctx, d, fz_bound_text(ctx, text, stroke, ctm), false,
		false)) {
		fz_clip_stroke_text(ctx, d->to, text, stroke, ctm, scissor);
	}
}

static void clip_image_mask(fz_context *ctx, fz_device *dev, fz_image *image,
    fz_matrix ctm, fz_rect scissor)
{
	struct ic_ink_device *d = self(dev);

	if (ic_ink_enter(ctx, d, fz_transform_rect(fz_unit_rect, ctm), false,
		true)) {
		fz_clip_image_mask(ctx, d->to, image, ctm, scissor);
	}
}

static void pop_clip(fz_context *ctx, fz_device *dev)
{
	struct ic_ink_device *d = self(dev);

	if (d->to && d->depth > 0) {
		fz_pop_clip(ctx, d->to);
	}
	ic_ink_leave(ctx, d, IC_INK_GROUP);
}

static void begin_mask(fz_context *ctx, fz_device *dev, fz_rect area,
    int luminosity, fz_colorspace *cs, const float *bc, fz_color_params cp)
{
	struct ic_ink_device *d = self(dev);

	if (ic_ink_enter(ctx, d, area, false, true)) {
		fz_begin_mask(ctx, d->to, area, luminosity, cs, (float *)bc,
		    cp);
	}
	d->masks++;
}

#if FZ_VERSION_MAJOR > 1 || FZ_VERSION_MINOR >= 25
static void end_mask(fz_context *ctx, fz_device *dev, fz_function *fn)
{
	struct ic_ink_device *d = self(dev);

	if (d->to) {
		fz_end_mask_tr(ctx, d->to, fn);
	}
	d->masks -= d->masks > 0;
}
#else
static void end_mask(fz_context *ctx, fz_device *dev)
{
	struct ic_ink_device *d = self(dev);

	if (d->to) {
		fz_end_mask(ctx, d->to);
	}
	d->masks -= d->masks > 0;
}
#endif

/* A group that is painted as it is changes nothing, so its parts are paints. */
static void begin_group(fz_context *ctx, fz_device *dev, fz_rect area,
    fz_colorspace *cs, int isolated, int knockout, int blend, float alpha)
{
	struct ic_ink_device *d = self(dev);
	bool one = alpha < 0.999f ||
	    (blend & FZ_BLEND_MODEMASK) != FZ_BLEND_NORMAL;

	if (ic_ink_enter(ctx, d, area, !one, one)) {
		fz_begin_group(ctx, d->to, area, cs, isolated, knockout, blend,
		    alpha);
	}
}

static void end_group(fz_context *ctx, fz_device *dev)
{
	struct ic_ink_device *d = self(dev);

	if (d->to && d->depth > 0 && !ic_ink_silent(d)) {
		fz_end_group(ctx, d->to);
	}
	ic_ink_leave(ctx, d, IC_INK_GROUP);
}

static int begin_tile(fz_context *ctx, fz_device *dev, fz_rect area,
    fz_rect view, float xstep, float ystep, fz_matrix ctm, int id)
{
	struct ic_ink_device *d = self(dev);
	fz_rect to = fz_transform_rect(area, ctm);

	(void)id;
	if (ic_ink_enter(ctx, d, fz_infinite_rect, false, true)) {
		fz_begin_tile(ctx, d->to, area, view, xstep, ystep, ctm);
	}
	if (d->span == d->depth) {
		d->spanned_whole = to;
		d->spanned = fz_intersect_rect(to, ic_ink_clip(d));
	}
	return 0;
}

static void end_tile(fz_context *ctx, fz_device *dev)
{
	struct ic_ink_device *d = self(dev);

	if (d->to && d->depth > 0) {
		fz_end_tile(ctx, d->to);
	}
	ic_ink_leave(ctx, d, IC_INK_TILE);
}

static void set_default_colorspaces(fz_context *ctx, fz_device *dev,
    fz_default_colorspaces *cs)
{
	if (self(dev)->to) {
		fz_set_default_colorspaces(ctx, self(dev)->to, cs);
	}
}

static struct ic_ink_device *new_device(fz_context *ctx, fz_rect page)
{
	struct ic_ink_device *d = fz_new_derived_device(ctx,
	    struct ic_ink_device);

	d->clips[0] = page;
	d->super.fill_path = fill_path;
	d->super.stroke_path = stroke_path;
	d->super.clip_path = clip_path;
	d->super.clip_stroke_path = clip_stroke_path;
	d->super.fill_text = fill_text;
	d->super.stroke_text = stroke_text;
	d->super.clip_text = clip_text;
	d->super.clip_stroke_text = clip_stroke_text;
	d->super.fill_shade = fill_shade;
	d->super.fill_image = fill_image;
	d->super.fill_image_mask = fill_image_mask;
	d->super.clip_image_mask = clip_image_mask;
	d->super.pop_clip = pop_clip;
	d->super.begin_mask = begin_mask;
	d->super.end_mask = end_mask;
	d->super.begin_group = begin_group;
	d->super.end_group = end_group;
	d->super.begin_tile = begin_tile;
	d->super.end_tile = end_tile;
	d->super.set_default_colorspaces = set_default_colorspaces;
	return d;
}

/* Run the list on the device, which is dropped. Throws. */
static void run(fz_context *ctx, fz_display_list *list, fz_device *dev)
{
	fz_cookie cookie = { 0 };

	fz_try(ctx) {
		fz_run_display_list(ctx, list, dev, fz_identity,
		    fz_infinite_rect, &cookie);
		fz_close_device(ctx, dev);
	}
	fz_always(ctx) {
		fz_drop_device(ctx, dev);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

void ic_ink_list(fz_context *ctx, fz_display_list *list, struct ic_size size,
    struct ic_ink *out)
{
	struct ic_ink_device *d;

	out->page = ic_geometry_points(ic_rect_of(size));
	d = new_device(ctx, out->page);
	d->ink = out;
	run(ctx, list, &d->super);
}

void ic_ink_replay(fz_context *ctx, fz_display_list *list,
    const struct ic_ink *ink, bool large, fz_device *to, ic_ink_fn *fn,
    void *arg)
{
	struct ic_ink_device *d = new_device(ctx, ink->page);

	d->of = ink;
	d->to = to;
	d->large = large;
	d->fn = fn;
	d->arg = arg;
	run(ctx, list, &d->super);
}

void ic_ink_finish(fz_context *ctx, struct ic_ink *ink)
{
	for (size_t i = 0; i < ink->npictures; i++) {
		fz_drop_image(ctx, ink->pictures[i].image);
	}
	fz_free(ctx, ink->pictures);
	fz_free(ctx, ink->at);
	memset(ink, 0, sizeof(*ink));
}
