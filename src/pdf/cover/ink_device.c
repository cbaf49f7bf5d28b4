/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The device of ink.h: it lists what is painted, or passes it on to a device
 * that draws. Both times a paint has the same number.
 */
#include "ink.h"

#include <math.h>
#include <string.h>

#include "pdf/geometry.h"

#define DEPTH \
	256 /* of clips, groups and tiles; deeper ones are as their last */

struct ink_device {
	fz_device super;
	struct ic_ink *ink;      /* that is listed, or */
	const struct ic_ink *of; /* that is replayed */
	fz_device *to;           /* borrowed; NULL: listing */
	bool large;
	ic_ink_fn *fn;
	void *arg;
	uint32_t order; /* of the next paint */
	fz_rect clips[DEPTH];
	unsigned depth; /* containers that are open */
	unsigned masks; /* soft masks that are being painted */
	unsigned span;  /* depth at which one paint began; 0: none */
	fz_rect spanned, spanned_whole;
	uint8_t span_kind;
	bool silent[DEPTH]; /* the container is not passed on */
};

static struct ink_device *self(fz_device *dev)
{
	return (struct ink_device *)dev;
}

static fz_rect clip_of(const struct ink_device *d)
{
	unsigned n = d->depth < DEPTH ? d->depth : DEPTH - 1;

	return d->clips[n];
}

/* The paint that is being drawn; NULL while listing, or beyond the limit. */
static const struct ic_ink_paint *current(const struct ink_device *d)
{
	return d->of && d->order > 0 && d->order - 1 < d->of->n
	    ? &d->of->at[d->order - 1]
	    : NULL;
}

static void tell(fz_context *ctx, struct ink_device *d, bool after)
{
	const struct ic_ink_paint *p = current(d);

	if (p && p->bar && d->fn) {
		d->fn(ctx, d->arg, d->order - 1, after);
	}
}

static void add(fz_context *ctx, struct ic_ink *ink,
    const struct ic_ink_paint *p)
{
	if (ink->n == IC_INK_PAINTS_MAX) {
		ink->full = true;
		return;
	}
	if (ink->n == ink->cap) {
		size_t cap = ink->cap ? 2 * ink->cap : 256;

		ink->at = fz_realloc_array(ctx, ink->at, cap,
		    struct ic_ink_paint);
		ink->cap = cap;
	}
	ink->at[ink->n++] = *p;
}

/*
 * A paint begins. True if it is to be passed on to the device that draws; when
 * it is listed, *p is what is known of it.
 */
static bool begin(fz_context *ctx, struct ink_device *d, struct ic_ink_paint *p)
{
	fz_rect whole = p->whole;

	if (d->masks > 0) {
		return d->to != NULL;
	}
	p->rect = fz_intersect_rect(whole, clip_of(d));
	if (d->span > 0) {
		d->spanned = fz_union_rect(d->spanned, p->rect);
		d->spanned_whole = fz_union_rect(d->spanned_whole, whole);
		if (p->kind == IC_INK_IMAGE) {
			d->span_kind = IC_INK_IMAGE;
		}
		return d->to && p->kind != IC_INK_TEXT;
	}
	d->order++;
	if (!d->to) {
		add(ctx, d->ink, p);
		return false;
	}
	if (p->kind == IC_INK_TEXT || !current(d) ||
	    (d->large && !current(d)->large)) {
		return false;
	}
	tell(ctx, d, false);
	return true;
}

static void end(fz_context *ctx, struct ink_device *d)
{
	if (d->to && d->masks == 0 && d->span == 0) {
		tell(ctx, d, true);
	}
}

/* A container is opened, which cuts to `area`; `one`: it is a single paint. */
static bool enter(fz_context *ctx, struct ink_device *d, fz_rect area,
    bool silent, bool one)
{
	fz_rect clip = fz_intersect_rect(clip_of(d), area);
	struct ic_ink_paint p = { .kind = IC_INK_GROUP };

	d->depth++;
	if (d->depth < DEPTH) {
		d->clips[d->depth] = clip;
		d->silent[d->depth] = silent;
	}
	if (one && d->span == 0 && d->masks == 0) {
		d->order++;
		if (d->to) {
			tell(ctx, d, false);
		} else {
			add(ctx, d->ink, &p);
		}
		d->span = d->depth;
		d->span_kind = IC_INK_GROUP;
		d->spanned = d->spanned_whole = fz_empty_rect;
	}
	return d->to && !silent;
}

static bool leaves_silent(const struct ink_device *d)
{
	return d->depth < DEPTH && d->silent[d->depth];
}

static void leave(fz_context *ctx, struct ink_device *d, uint8_t kind)
{
	if (d->depth == 0) {
		return;
	}
	if (d->span == d->depth) {
		d->span = 0;
		if (d->to) {
			tell(ctx, d, true);
		} else if (d->order > 0 && d->order - 1 < d->ink->n) {
			struct ic_ink_paint *p = &d->ink->at[d->order - 1];

			p->rect = d->spanned;
			p->whole = d->spanned_whole;
			p->kind = d->span_kind == IC_INK_IMAGE ? IC_INK_IMAGE
							       : kind;
		}
	}
	d->depth--;
}

/* What a path is made of. */
struct walk {
	struct ic_ink_paint *p;
	fz_matrix ctm;
	fz_point at;
};

static void move_to(fz_context *ctx, void *arg, float x, float y)
{
	struct walk *w = arg;

	(void)ctx;
	w->at = fz_transform_point_xy(x, y, w->ctm);
	w->p->parts++;
}

static void line_to(fz_context *ctx, void *arg, float x, float y)
{
	struct walk *w = arg;
	fz_point to = fz_transform_point_xy(x, y, w->ctm);

	(void)ctx;
	w->p->lines += fabsf(to.x - w->at.x) > 0.05f &&
	    fabsf(to.y - w->at.y) > 0.05f;
	w->at = to;
}

static void curve_to(fz_context *ctx, void *arg, float x1, float y1, float x2,
    float y2, float x3, float y3)
{
	struct walk *w = arg;

	(void)ctx, (void)x1, (void)y1, (void)x2, (void)y2;
	w->at = fz_transform_point_xy(x3, y3, w->ctm);
	w->p->curves++;
}

static void close_path(fz_context *ctx, void *arg)
{
	(void)ctx, (void)arg;
}

static void look_at_path(fz_context *ctx, const fz_path *path, fz_matrix ctm,
    struct ic_ink_paint *p)
{
	static const fz_path_walker walker = { .moveto = move_to,
		.lineto = line_to,
		.curveto = curve_to,
		.closepath = close_path };
	struct walk w = { .p = p, .ctm = ctm };

	fz_walk_path(ctx, path, &walker, &w);
	p->boxy = p->lines == 0 && p->curves == 0;
}

static void set_color(fz_context *ctx, struct ic_ink_paint *p,
    fz_colorspace *cs, const float *color, float alpha, fz_color_params cp)
{
	float gray = 0, rgb[3] = { 0 };

	if (!cs || !color) {
		return;
	}
	fz_convert_color(ctx, cs, color, fz_device_gray(ctx), &gray, NULL, cp);
	fz_convert_color(ctx, cs, color, fz_device_rgb(ctx), rgb, NULL, cp);
	p->gray = (uint8_t)(fz_clamp(gray, 0, 1) * 255 + 0.5f);
	for (int i = 0; i < 3; i++) {
		p->rgb[i] = (uint8_t)(fz_clamp(rgb[i], 0, 1) * 255 + 0.5f);
	}
	p->opaque = alpha >= 0.999f;
}

static void fill_path(fz_context *ctx, fz_device *dev, const fz_path *path,
    int even_odd, fz_matrix ctm, fz_colorspace *cs, const float *color,
    float alpha, fz_color_params cp)
{
	struct ink_device *d = self(dev);
	struct ic_ink_paint p = { .kind = IC_INK_PATH };

	p.whole = fz_bound_path(ctx, path, NULL, ctm);
	if (!d->to) {
		look_at_path(ctx, path, ctm, &p);
		set_color(ctx, &p, cs, color, alpha, cp);
	}
	if (begin(ctx, d, &p)) {
		fz_fill_path(ctx, d->to, path, even_odd, ctm, cs, color, alpha,
		    cp);
		end(ctx, d);
	}
}

static void stroke_path(fz_context *ctx, fz_device *dev, const fz_path *path,
    const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *cs,
    const float *color, float alpha, fz_color_params cp)
{
	struct ink_device *d = self(dev);
	struct ic_ink_paint p = { .kind = IC_INK_STROKE };

	/* MuPDF's bounds leave room for miters that are hardly ever there. */
	p.thick = stroke->linewidth * fz_matrix_expansion(ctm);
	p.whole = fz_expand_rect(fz_bound_path(ctx, path, NULL, ctm),
	    p.thick >= 0 && p.thick < 1000 ? p.thick / 2 : 0);
	if (!d->to) {
		look_at_path(ctx, path, ctm, &p);
		set_color(ctx, &p, cs, color, alpha, cp);
	}
	if (begin(ctx, d, &p)) {
		fz_stroke_path(ctx, d->to, path, stroke, ctm, cs, color, alpha,
		    cp);
		end(ctx, d);
	}
}

static void fill_text(fz_context *ctx, fz_device *dev, const fz_text *text,
    fz_matrix ctm, fz_colorspace *cs, const float *color, float alpha,
    fz_color_params cp)
{
	struct ink_device *d = self(dev);
	struct ic_ink_paint p = { .kind = IC_INK_TEXT };

	p.whole = fz_bound_text(ctx, text, NULL, ctm);
	if (begin(ctx, d, &p)) {
		fz_fill_text(ctx, d->to, text, ctm, cs, color, alpha, cp);
		end(ctx, d);
	}
}

static void stroke_text(fz_context *ctx, fz_device *dev, const fz_text *text,
    const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *cs,
    const float *color, float alpha, fz_color_params cp)
{
	struct ink_device *d = self(dev);
	struct ic_ink_paint p = { .kind = IC_INK_TEXT };

	p.whole = fz_bound_text(ctx, text, stroke, ctm);
	if (begin(ctx, d, &p)) {
		fz_stroke_text(ctx, d->to, text, stroke, ctm, cs, color, alpha,
		    cp);
		end(ctx, d);
	}
}

static void fill_shade(fz_context *ctx, fz_device *dev, fz_shade *shade,
    fz_matrix ctm, float alpha, fz_color_params cp)
{
	struct ink_device *d = self(dev);
	struct ic_ink_paint p = { .kind = IC_INK_SHADE,
		.opaque = alpha >= 0.999f };

	p.whole = fz_bound_shade(ctx, shade, ctm);
	if (begin(ctx, d, &p)) {
		fz_fill_shade(ctx, d->to, shade, ctm, alpha, cp);
		end(ctx, d);
	}
}

static void add_picture(fz_context *ctx, struct ink_device *d, fz_image *image,
    fz_matrix ctm)
{
	struct ic_ink *ink = d->ink;
	uint32_t order = d->span > 0 ? d->order - 1 : d->order;

	if (d->to || d->masks > 0) {
		return;
	}
	if (ink->npictures == IC_INK_PICTURES_MAX) {
		ink->full = true;
		return;
	}
	if (ink->npictures == ink->cpictures) {
		size_t cap = ink->cpictures ? 2 * ink->cpictures : 16;

		ink->pictures = fz_realloc_array(ctx, ink->pictures, cap,
		    struct ic_ink_picture);
		ink->cpictures = cap;
	}
	ink->pictures[ink->npictures++] = (struct ic_ink_picture){
		fz_keep_image(ctx, image), ctm, clip_of(d), order
	};
}

static void fill_image(fz_context *ctx, fz_device *dev, fz_image *image,
    fz_matrix ctm, float alpha, fz_color_params cp)
{
	struct ink_device *d = self(dev);
	struct ic_ink_paint p = { .kind = IC_INK_IMAGE };

	p.opaque = alpha >= 0.999f && !image->mask && !image->use_colorkey &&
	    !image->imagemask;
	p.whole = fz_transform_rect(fz_unit_rect, ctm);
	add_picture(ctx, d, image, ctm);
	if (begin(ctx, d, &p)) {
		fz_fill_image(ctx, d->to, image, ctm, alpha, cp);
		end(ctx, d);
	}
}

static void fill_image_mask(fz_context *ctx, fz_device *dev, fz_image *image,
    fz_matrix ctm, fz_colorspace *cs, const float *color, float alpha,
    fz_color_params cp)
{
	struct ink_device *d = self(dev);
	struct ic_ink_paint p = { .kind = IC_INK_IMAGE };

	p.whole = fz_transform_rect(fz_unit_rect, ctm);
	if (!d->to) {
		set_color(ctx, &p, cs, color, alpha, cp);
	}
	add_picture(ctx, d, image, ctm);
	if (begin(ctx, d, &p)) {
		fz_fill_image_mask(ctx, d->to, image, ctm, cs, color, alpha,
		    cp);
		end(ctx, d);
	}
}

static void clip_path(fz_context *ctx, fz_device *dev, const fz_path *path,
    int even_odd, fz_matrix ctm, fz_rect scissor)
{
	struct ink_device *d = self(dev);

	if (enter(ctx, d, fz_bound_path(ctx, path, NULL, ctm), false, false)) {
		fz_clip_path(ctx, d->to, path, even_odd, ctm, scissor);
	}
}

static void clip_stroke_path(fz_context *ctx, fz_device *dev,
    const fz_path *path, const fz_stroke_state *stroke, fz_matrix ctm,
    fz_rect scissor)
{
	struct ink_device *d = self(dev);

	if (enter(ctx, d, fz_bound_path(ctx, path, stroke, ctm), false,
		false)) {
		fz_clip_stroke_path(ctx, d->to, path, stroke, ctm, scissor);
	}
}

static void clip_text(fz_context *ctx, fz_device *dev, const fz_text *text,
    fz_matrix ctm, fz_rect scissor)
{
	struct ink_device *d = self(dev);

	if (enter(ctx, d, fz_bound_text(ctx, text, NULL, ctm), false, false)) {
		fz_clip_text(ctx, d->to, text, ctm, scissor);
	}
}

static void clip_stroke_text(fz_context *ctx, fz_device *dev,
    const fz_text *text, const fz_stroke_state *stroke, fz_matrix ctm,
    fz_rect scissor)
{
	struct ink_device *d = self(dev);

	if (enter(ctx, d, fz_bound_text(ctx, text, stroke, ctm), false,
		false)) {
		fz_clip_stroke_text(ctx, d->to, text, stroke, ctm, scissor);
	}
}

static void clip_image_mask(fz_context *ctx, fz_device *dev, fz_image *image,
    fz_matrix ctm, fz_rect scissor)
{
	struct ink_device *d = self(dev);

	if (enter(ctx, d, fz_transform_rect(fz_unit_rect, ctm), false, true)) {
		fz_clip_image_mask(ctx, d->to, image, ctm, scissor);
	}
}

static void pop_clip(fz_context *ctx, fz_device *dev)
{
	struct ink_device *d = self(dev);

	if (d->to && d->depth > 0) {
		fz_pop_clip(ctx, d->to);
	}
	leave(ctx, d, IC_INK_GROUP);
}

static void begin_mask(fz_context *ctx, fz_device *dev, fz_rect area,
    int luminosity, fz_colorspace *cs, const float *bc, fz_color_params cp)
{
	struct ink_device *d = self(dev);

	if (enter(ctx, d, area, false, true)) {
		fz_begin_mask(ctx, d->to, area, luminosity, cs, (float *)bc,
		    cp);
	}
	d->masks++;
}

#if FZ_VERSION_MAJOR > 1 || FZ_VERSION_MINOR >= 25
static void end_mask(fz_context *ctx, fz_device *dev, fz_function *fn)
{
	struct ink_device *d = self(dev);

	if (d->to) {
		fz_end_mask_tr(ctx, d->to, fn);
	}
	d->masks -= d->masks > 0;
}
#else
static void end_mask(fz_context *ctx, fz_device *dev)
{
	struct ink_device *d = self(dev);

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
	struct ink_device *d = self(dev);
	bool one = alpha < 0.999f ||
	    (blend & FZ_BLEND_MODEMASK) != FZ_BLEND_NORMAL;

	if (enter(ctx, d, area, !one, one)) {
		fz_begin_group(ctx, d->to, area, cs, isolated, knockout, blend,
		    alpha);
	}
}

static void end_group(fz_context *ctx, fz_device *dev)
{
	struct ink_device *d = self(dev);

	if (d->to && d->depth > 0 && !leaves_silent(d)) {
		fz_end_group(ctx, d->to);
	}
	leave(ctx, d, IC_INK_GROUP);
}

static int begin_tile(fz_context *ctx, fz_device *dev, fz_rect area,
    fz_rect view, float xstep, float ystep, fz_matrix ctm, int id)
{
	struct ink_device *d = self(dev);
	fz_rect to = fz_transform_rect(area, ctm);

	(void)id;
	if (enter(ctx, d, fz_infinite_rect, false, true)) {
		fz_begin_tile(ctx, d->to, area, view, xstep, ystep, ctm);
	}
	if (d->span == d->depth) {
		d->spanned_whole = to;
		d->spanned = fz_intersect_rect(to, clip_of(d));
	}
	return 0;
}

static void end_tile(fz_context *ctx, fz_device *dev)
{
	struct ink_device *d = self(dev);

	if (d->to && d->depth > 0) {
		fz_end_tile(ctx, d->to);
	}
	leave(ctx, d, IC_INK_TILE);
}

static void set_default_colorspaces(fz_context *ctx, fz_device *dev,
    fz_default_colorspaces *cs)
{
	if (self(dev)->to) {
		fz_set_default_colorspaces(ctx, self(dev)->to, cs);
	}
}

static struct ink_device *new_device(fz_context *ctx, fz_rect page)
{
	struct ink_device *d = fz_new_derived_device(ctx, struct ink_device);

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
	struct ink_device *d;

	out->page = ic_geometry_points(ic_rect_of(size));
	d = new_device(ctx, out->page);
	d->ink = out;
	run(ctx, list, &d->super);
}

void ic_ink_replay(fz_context *ctx, fz_display_list *list,
    const struct ic_ink *ink, bool large, fz_device *to, ic_ink_fn *fn,
    void *arg)
{
	struct ink_device *d = new_device(ctx, ink->page);

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
