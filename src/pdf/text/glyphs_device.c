/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "glyphs_priv.h"

#include <math.h>

#define DEPTH 256     /* of groups, clips and tiles; deeper is not trusted */
#define TILES_MAX 400 /* repetitions of a tile's glyphs */

struct group {
	float alpha;
	bool odd; /* a blend mode that the paint does not survive */
};

struct tile {
	size_t first; /* glyph */
	fz_rect area, view;
	float xstep, ystep;
	fz_matrix ctm;
};

struct collector {
	fz_device super;
	struct ic_glyphs *out;
	uint32_t run;
	struct group groups[DEPTH];
	bool masked[DEPTH]; /* the clip is a soft mask */
	struct tile tiles[DEPTH];
	unsigned ngroups, nclips, ntiles, nmasks;
};

static struct collector *self(fz_device *dev)
{
	return (struct collector *)dev;
}

/* What the containers around the text do to its paint. */
static void surroundings(const struct collector *c, struct ic_brush *b)
{
	if (c->ngroups > DEPTH || c->nclips > DEPTH || c->nmasks > 0) {
		b->paint = IC_PAINT_UNKNOWN;
		return;
	}
	for (unsigned i = 0; i < c->ngroups; i++) {
		b->alpha *= c->groups[i].alpha;
		if (c->groups[i].odd) {
			b->paint = IC_PAINT_UNKNOWN;
		}
	}
	for (unsigned i = 0; i < c->nclips; i++) {
		if (c->masked[i]) {
			b->paint = IC_PAINT_UNKNOWN;
		}
	}
}

static struct ic_brush brush(fz_context *ctx, const struct collector *c,
    fz_colorspace *cs, const float *color, float alpha, fz_color_params cp)
{
	struct ic_brush b = { .paint = IC_PAINT_UNKNOWN, .alpha = alpha };

	if (cs && color) {
		fz_convert_color(ctx, cs, color, fz_device_gray(ctx), &b.gray,
		    NULL, cp);
		fz_convert_color(ctx, cs, color, fz_device_rgb(ctx), b.rgb,
		    NULL, cp);
		b.paint = IC_PAINT_COLOR;
	}
	surroundings(c, &b);
	if (b.alpha < 0.004f) {
		b.paint = IC_PAINT_NONE;
	}
	return b;
}

static void set_stroke(struct ic_brush *b, const fz_stroke_state *stroke,
    fz_matrix ctm)
{
	b->stroked = true;
	b->line_width = stroke->linewidth * fz_matrix_expansion(ctm);
	if (!(b->line_width >= 0 && b->line_width < 1000)) {
		b->line_width = 0;
	}
}

static void fill_text(fz_context *ctx, fz_device *dev, const fz_text *text,
    fz_matrix ctm, fz_colorspace *cs, const float *color, float alpha,
    fz_color_params cp)
{
	struct collector *c = self(dev);
	struct ic_brush b = brush(ctx, c, cs, color, alpha, cp);

	ic_glyphs_add_text(ctx, c->out, text, ctm, &b, &c->run);
}

static void stroke_text(fz_context *ctx, fz_device *dev, const fz_text *text,
    const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *cs,
    const float *color, float alpha, fz_color_params cp)
{
	struct collector *c = self(dev);
	struct ic_brush b = brush(ctx, c, cs, color, alpha, cp);

	set_stroke(&b, stroke, ctm);
	ic_glyphs_add_text(ctx, c->out, text, ctm, &b, &c->run);
}

static void push_clip(struct collector *c, bool masked)
{
	if (c->nclips < DEPTH) {
		c->masked[c->nclips] = masked;
	}
	c->nclips++;
}

static void clip_text(fz_context *ctx, fz_device *dev, const fz_text *text,
    fz_matrix ctm, fz_rect scissor)
{
	struct collector *c = self(dev);
	struct ic_brush b = brush(ctx, c, NULL, NULL, 1,
	    fz_default_color_params);

	(void)scissor;
	ic_glyphs_add_text(ctx, c->out, text, ctm, &b, &c->run);
	push_clip(c, false);
}

static void clip_stroke_text(fz_context *ctx, fz_device *dev,
    const fz_text *text, const fz_stroke_state *stroke, fz_matrix ctm,
    fz_rect scissor)
{
	struct collector *c = self(dev);
	struct ic_brush b = brush(ctx, c, NULL, NULL, 1,
	    fz_default_color_params);

	(void)scissor;
	set_stroke(&b, stroke, ctm);
	ic_glyphs_add_text(ctx, c->out, text, ctm, &b, &c->run);
	push_clip(c, false);
}

static void ignore_text(fz_context *ctx, fz_device *dev, const fz_text *text,
    fz_matrix ctm)
{
	struct collector *c = self(dev);
	struct ic_brush b = { .paint = IC_PAINT_NONE };

	ic_glyphs_add_text(ctx, c->out, text, ctm, &b, &c->run);
}

static void clip_path(fz_context *ctx, fz_device *dev, const fz_path *path,
    int even_odd, fz_matrix ctm, fz_rect scissor)
{
	(void)ctx, (void)path, (void)even_odd, (void)ctm, (void)scissor;
	push_clip(self(dev), false);
}

static void clip_stroke_path(fz_context *ctx, fz_device *dev,
    const fz_path *path, const fz_stroke_state *stroke, fz_matrix ctm,
    fz_rect scissor)
{
	(void)ctx, (void)path, (void)stroke, (void)ctm, (void)scissor;
	push_clip(self(dev), false);
}

static void clip_image_mask(fz_context *ctx, fz_device *dev, fz_image *image,
    fz_matrix ctm, fz_rect scissor)
{
	(void)ctx, (void)image, (void)ctm, (void)scissor;
	push_clip(self(dev), true);
}

static void pop_clip(fz_context *ctx, fz_device *dev)
{
	(void)ctx;
	self(dev)->nclips -= self(dev)->nclips > 0;
}

static void begin_mask(fz_context *ctx, fz_device *dev, fz_rect area,
    int luminosity, fz_colorspace *cs, const float *bc, fz_color_params cp)
{
	(void)ctx, (void)area, (void)luminosity, (void)cs, (void)bc, (void)cp;
	self(dev)->nmasks++;
}

/* The mask is now a clip, until pop_clip(). */
#if FZ_VERSION_MAJOR > 1 || FZ_VERSION_MINOR >= 25
static void end_mask(fz_context *ctx, fz_device *dev, fz_function *fn)
{
	(void)fn;
#else
static void end_mask(fz_context *ctx, fz_device *dev)
{
#endif
	(void)ctx;
	self(dev)->nmasks -= self(dev)->nmasks > 0;
	push_clip(self(dev), true);
}

static void begin_group(fz_context *ctx, fz_device *dev, fz_rect area,
    fz_colorspace *cs, int isolated, int knockout, int blendmode, float alpha)
{
	struct collector *c = self(dev);

	(void)ctx, (void)area, (void)cs, (void)isolated, (void)knockout;
	if (c->ngroups < DEPTH) {
		c->groups[c->ngroups] = (struct group){ alpha,
			(blendmode & FZ_BLEND_MODEMASK) != FZ_BLEND_NORMAL };
	}
	c->ngroups++;
}

static void end_group(fz_context *ctx, fz_device *dev)
{
	(void)ctx;
	self(dev)->ngroups -= self(dev)->ngroups > 0;
}

static int begin_tile(fz_context *ctx, fz_device *dev, fz_rect area,
    fz_rect view, float xstep, float ystep, fz_matrix ctm, int id)
{
	struct collector *c = self(dev);

	(void)ctx, (void)id;
	if (c->ntiles < DEPTH) {
		c->tiles[c->ntiles] = (struct tile){ c->out->n, area, view,
			xstep, ystep, ctm };
	}
	c->ntiles++;
	return 0;
}

/* The first and last step at which a cell meets the area. */
static bool steps(float a0, float a1, float v0, float v1, float step, int *from,
    int *to)
{
	float lo, hi;

	step = fabsf(step);
	lo = ceilf((a0 - v1) / step);
	hi = floorf((a1 - v0) / step);
	if (!(step > 0) || !(lo > -TILES_MAX) || !(hi < TILES_MAX)) {
		return false;
	}
	*from = (int)lo;
	*to = (int)hi;
	return true;
}

static void repeat_cell(fz_context *ctx, struct collector *c,
    const struct tile *t, size_t last, int i, int j)
{
	fz_point d = fz_transform_vector(fz_make_point((float)i *
						 fabsf(t->xstep),
					     (float)j * fabsf(t->ystep)),
	    t->ctm);

	for (size_t g = t->first; g < last && (i || j); g++) {
		ic_glyphs_repeat(ctx, c->out, g, d.x, d.y);
	}
}

static void repeat_tile(fz_context *ctx, struct collector *c,
    const struct tile *t)
{
	size_t last = c->out->n;
	int x0, x1, y0, y1, left = TILES_MAX;

	if (last == t->first ||
	    !steps(t->area.x0, t->area.x1, t->view.x0, t->view.x1, t->xstep,
		&x0, &x1) ||
	    !steps(t->area.y0, t->area.y1, t->view.y0, t->view.y1, t->ystep,
		&y0, &y1)) {
		return;
	}
	for (int j = y0; j <= y1; j++) {
		for (int i = x0; i <= x1 && left > 0; i++, left--) {
			repeat_cell(ctx, c, t, last, i, j);
		}
	}
}

static void end_tile(fz_context *ctx, fz_device *dev)
{
	struct collector *c = self(dev);

	if (c->ntiles == 0) {
		return;
	}
	c->ntiles--;
	if (c->ntiles < DEPTH) {
		repeat_tile(ctx, c, &c->tiles[c->ntiles]);
	}
}

static fz_device *open_collector(fz_context *ctx, struct ic_glyphs *out)
{
	struct collector *c = fz_new_derived_device(ctx, struct collector);

	c->out = out;
	c->super.fill_text = fill_text;
	c->super.stroke_text = stroke_text;
	c->super.clip_text = clip_text;
	c->super.clip_stroke_text = clip_stroke_text;
	c->super.ignore_text = ignore_text;
	c->super.clip_path = clip_path;
	c->super.clip_stroke_path = clip_stroke_path;
	c->super.clip_image_mask = clip_image_mask;
	c->super.pop_clip = pop_clip;
	c->super.begin_mask = begin_mask;
	c->super.end_mask = end_mask;
	c->super.begin_group = begin_group;
	c->super.end_group = end_group;
	c->super.begin_tile = begin_tile;
	c->super.end_tile = end_tile;
	return &c->super;
}

static void run(fz_context *ctx, fz_display_list *list, fz_device *dev)
{
	fz_run_display_list(ctx, list, dev, fz_identity, fz_infinite_rect,
	    NULL);
	fz_close_device(ctx, dev);
}

void ic_glyphs_collect(fz_context *ctx, fz_display_list *list,
    struct ic_glyphs *out)
{
	fz_device *dev = open_collector(ctx, out);

	fz_try(ctx) {
		run(ctx, list, dev);
	}
	fz_always(ctx) {
		fz_drop_device(ctx, dev);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}
