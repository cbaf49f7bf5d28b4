/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A device that passes on what it gets, but for some glyphs and paints. */
#include "cover_priv.h"

struct sieve {
	fz_device super;
	fz_device *inner; /* owned */
	struct ic_sieve what;
	uint32_t order, run;
	unsigned skipped; /* tiles that are left out, one in the other */
};

static struct sieve *self(fz_device *dev)
{
	return (struct sieve *)dev;
}

static fz_device *inner(fz_device *dev)
{
	return self(dev)->inner;
}

/* Is the paint nowhere near what is looked at? */
static bool is_elsewhere(const struct sieve *s, const struct ic_paint_at *p)
{
	return p->cover != IC_COVER_NONE &&
	    (p->rect.x1 < s->what.area.x0 || p->rect.x0 > s->what.area.x1 ||
		p->rect.y1 < s->what.area.y0 || p->rect.y0 > s->what.area.y1);
}

/* Count a paint; true if it is to be left out. */
static bool leave_out(fz_device *dev)
{
	struct sieve *s = self(dev);
	uint32_t order = s->order++;

	if (s->skipped > 0) {
		return true;
	}
	if (order >= s->what.painting->n) {
		return false;
	}
	return (s->what.paints && s->what.paints[order]) ||
	    is_elsewhere(s, &s->what.painting->at[order]);
}

static void fill_path(fz_context *ctx, fz_device *dev, const fz_path *path,
    int even_odd, fz_matrix ctm, fz_colorspace *cs, const float *color,
    float alpha, fz_color_params cp)
{
	if (!leave_out(dev)) {
		fz_fill_path(ctx, inner(dev), path, even_odd, ctm, cs, color,
		    alpha, cp);
	}
}

static void stroke_path(fz_context *ctx, fz_device *dev, const fz_path *path,
    const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *cs,
    const float *color, float alpha, fz_color_params cp)
{
	if (!leave_out(dev)) {
		fz_stroke_path(ctx, inner(dev), path, stroke, ctm, cs, color,
		    alpha, cp);
	}
}

static void clip_path(fz_context *ctx, fz_device *dev, const fz_path *path,
    int even_odd, fz_matrix ctm, fz_rect scissor)
{
	fz_clip_path(ctx, inner(dev), path, even_odd, ctm, scissor);
}

static void clip_stroke_path(fz_context *ctx, fz_device *dev,
    const fz_path *path, const fz_stroke_state *stroke, fz_matrix ctm,
    fz_rect scissor)
{
	fz_clip_stroke_path(ctx, inner(dev), path, stroke, ctm, scissor);
}

/* The first glyph of the run that may be left out; or none. */
static uint32_t first_of(const struct sieve *s, uint32_t run)
{
	const struct ic_painting *p = s->what.painting;

	if (!s->what.glyphs || run >= p->nruns || p->runs[run].fixed) {
		return IC_COVER_NO_GLYPH;
	}
	return p->runs[run].first;
}

static bool is_out(const struct sieve *s, uint32_t run, size_t glyph)
{
	return glyph < s->what.g->n && s->what.g->at[glyph].run == run &&
	    s->what.glyphs[glyph];
}

static bool loses(const struct sieve *s, uint32_t run, const fz_text_span *span)
{
	size_t glyph = first_of(s, run);

	if (glyph == IC_COVER_NO_GLYPH) {
		return false;
	}
	for (int i = 0; i < span->len; i++) {
		if (span->items[i].gid >= 0 && is_out(s, run, glyph++)) {
			return true;
		}
	}
	return false;
}

static void copy_span(fz_context *ctx, const struct sieve *s, uint32_t run,
    const fz_text_span *span, fz_text *out)
{
	size_t glyph = first_of(s, run);
	fz_matrix trm = span->trm;

	for (int i = 0; i < span->len; i++) {
		const fz_text_item *it = &span->items[i];

		if (it->gid < 0 ||
		    (glyph != IC_COVER_NO_GLYPH && is_out(s, run, glyph++))) {
			continue;
		}
		trm.e = it->x;
		trm.f = it->y;
		fz_show_glyph(ctx, out, span->font, trm, it->gid, it->ucs,
		    span->wmode, span->bidi_level, FZ_BIDI_LTR, FZ_LANG_UNSET);
	}
}

static void copy_spans(fz_context *ctx, const struct sieve *s, uint32_t run,
    const fz_text *text, fz_text *out)
{
	for (fz_text_span *span = text->head; span; span = span->next) {
		copy_span(ctx, s, run++, span, out);
	}
}

/* The text without some of its glyphs, which the caller drops. */
static fz_text *sift(fz_context *ctx, fz_device *dev, const fz_text *text)
{
	struct sieve *s = self(dev);
	uint32_t first = s->run;
	bool any = false;
	fz_text *out;

	for (fz_text_span *span = text->head; span; span = span->next) {
		any = any || loses(s, s->run, span);
		s->run++;
	}
	if (!any) {
		return fz_keep_text(ctx, text);
	}
	out = fz_new_text(ctx);
	fz_try(ctx) {
		copy_spans(ctx, s, first, text, out);
	}
	fz_catch(ctx) {
		fz_drop_text(ctx, out);
		fz_rethrow(ctx);
	}
	return out;
}

static void fill_text(fz_context *ctx, fz_device *dev, const fz_text *text,
    fz_matrix ctm, fz_colorspace *cs, const float *color, float alpha,
    fz_color_params cp)
{
	fz_text *kept = sift(ctx, dev, text);

	fz_try(ctx) {
		if (!leave_out(dev)) {
			fz_fill_text(ctx, inner(dev), kept, ctm, cs, color,
			    alpha, cp);
		}
	}
	fz_always(ctx) {
		fz_drop_text(ctx, kept);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

static void stroke_text(fz_context *ctx, fz_device *dev, const fz_text *text,
    const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *cs,
    const float *color, float alpha, fz_color_params cp)
{
	fz_text *kept = sift(ctx, dev, text);

	fz_try(ctx) {
		if (!leave_out(dev)) {
			fz_stroke_text(ctx, inner(dev), kept, stroke, ctm, cs,
			    color, alpha, cp);
		}
	}
	fz_always(ctx) {
		fz_drop_text(ctx, kept);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

/* A clip is passed on whatever is left of it: its end will come. */
static void clip_text(fz_context *ctx, fz_device *dev, const fz_text *text,
    fz_matrix ctm, fz_rect scissor)
{
	fz_text *kept;

	(void)leave_out(dev);
	kept = sift(ctx, dev, text);
	fz_try(ctx) {
		fz_clip_text(ctx, inner(dev), kept, ctm, scissor);
	}
	fz_always(ctx) {
		fz_drop_text(ctx, kept);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

static void clip_stroke_text(fz_context *ctx, fz_device *dev,
    const fz_text *text, const fz_stroke_state *stroke, fz_matrix ctm,
    fz_rect scissor)
{
	fz_text *kept;

	(void)leave_out(dev);
	kept = sift(ctx, dev, text);
	fz_try(ctx) {
		fz_clip_stroke_text(ctx, inner(dev), kept, stroke, ctm,
		    scissor);
	}
	fz_always(ctx) {
		fz_drop_text(ctx, kept);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

static void ignore_text(fz_context *ctx, fz_device *dev, const fz_text *text,
    fz_matrix ctm)
{
	(void)ctx, (void)ctm;
	(void)leave_out(dev);
	for (fz_text_span *span = text->head; span; span = span->next) {
		self(dev)->run++;
	}
}

static void fill_shade(fz_context *ctx, fz_device *dev, fz_shade *shade,
    fz_matrix ctm, float alpha, fz_color_params cp)
{
	if (!leave_out(dev)) {
		fz_fill_shade(ctx, inner(dev), shade, ctm, alpha, cp);
	}
}

static void fill_image(fz_context *ctx, fz_device *dev, fz_image *image,
    fz_matrix ctm, float alpha, fz_color_params cp)
{
	if (!leave_out(dev)) {
		fz_fill_image(ctx, inner(dev), image, ctm, alpha, cp);
	}
}

static void fill_image_mask(fz_context *ctx, fz_device *dev, fz_image *image,
    fz_matrix ctm, fz_colorspace *cs, const float *color, float alpha,
    fz_color_params cp)
{
	if (!leave_out(dev)) {
		fz_fill_image_mask(ctx, inner(dev), image, ctm, cs, color,
		    alpha, cp);
	}
}

static void clip_image_mask(fz_context *ctx, fz_device *dev, fz_image *image,
    fz_matrix ctm, fz_rect scissor)
{
	fz_clip_image_mask(ctx, inner(dev), image, ctm, scissor);
}

static void pop_clip(fz_context *ctx, fz_device *dev)
{
	fz_pop_clip(ctx, inner(dev));
}

static void begin_mask(fz_context *ctx, fz_device *dev, fz_rect area,
    int luminosity, fz_colorspace *cs, const float *bc, fz_color_params cp)
{
	fz_begin_mask(ctx, inner(dev), area, luminosity, cs, bc, cp);
}

#if FZ_VERSION_MAJOR > 1 || FZ_VERSION_MINOR >= 25
static void end_mask(fz_context *ctx, fz_device *dev, fz_function *fn)
{
	fz_end_mask_tr(ctx, inner(dev), fn);
}
#else
static void end_mask(fz_context *ctx, fz_device *dev)
{
	fz_end_mask(ctx, inner(dev));
}
#endif

static void begin_group(fz_context *ctx, fz_device *dev, fz_rect area,
    fz_colorspace *cs, int isolated, int knockout, int blendmode, float alpha)
{
	fz_begin_group(ctx, inner(dev), area, cs, isolated, knockout, blendmode,
	    alpha);
}

static void end_group(fz_context *ctx, fz_device *dev)
{
	fz_end_group(ctx, inner(dev));
}

/* Without its id, so that what is in a tile comes each time, and is counted. */
static int begin_tile(fz_context *ctx, fz_device *dev, fz_rect area,
    fz_rect view, float xstep, float ystep, fz_matrix ctm, int id)
{
	(void)id;
	if (leave_out(dev)) {
		self(dev)->skipped++;
	} else {
		fz_begin_tile(ctx, inner(dev), area, view, xstep, ystep, ctm);
	}
	return 0;
}

static void end_tile(fz_context *ctx, fz_device *dev)
{
	if (self(dev)->skipped > 0) {
		self(dev)->skipped--;
	} else {
		fz_end_tile(ctx, inner(dev));
	}
}

static void render_flags(fz_context *ctx, fz_device *dev, int set, int clear)
{
	fz_render_flags(ctx, inner(dev), set, clear);
}

static void set_default_colorspaces(fz_context *ctx, fz_device *dev,
    fz_default_colorspaces *cs)
{
	fz_set_default_colorspaces(ctx, inner(dev), cs);
}

static void close_inner(fz_context *ctx, fz_device *dev)
{
	fz_close_device(ctx, inner(dev));
}

static void drop_inner(fz_context *ctx, fz_device *dev)
{
	fz_drop_device(ctx, inner(dev));
}

static void set_paths(fz_device *d)
{
	d->fill_path = fill_path;
	d->stroke_path = stroke_path;
	d->clip_path = clip_path;
	d->clip_stroke_path = clip_stroke_path;
	d->fill_text = fill_text;
	d->stroke_text = stroke_text;
	d->clip_text = clip_text;
	d->clip_stroke_text = clip_stroke_text;
	d->ignore_text = ignore_text;
	d->fill_shade = fill_shade;
	d->fill_image = fill_image;
	d->fill_image_mask = fill_image_mask;
	d->clip_image_mask = clip_image_mask;
	d->pop_clip = pop_clip;
}

static void set_rest(fz_device *d)
{
	d->begin_mask = begin_mask;
	d->end_mask = end_mask;
	d->begin_group = begin_group;
	d->end_group = end_group;
	d->begin_tile = begin_tile;
	d->end_tile = end_tile;
	d->render_flags = render_flags;
	d->set_default_colorspaces = set_default_colorspaces;
	d->close_device = close_inner;
	d->drop_device = drop_inner;
}

static fz_device *new_sieve(fz_context *ctx)
{
	struct sieve *s = fz_new_derived_device(ctx, struct sieve);

	return &s->super;
}

fz_device *ic_sieve_open(fz_context *ctx, fz_device *dev, void *arg)
{
	fz_device *d = NULL;

	fz_var(d);
	fz_try(ctx) {
		d = new_sieve(ctx);
	}
	fz_catch(ctx) {
		fz_drop_device(ctx, dev);
		fz_rethrow(ctx);
	}
	self(d)->inner = dev;
	self(d)->what = *(const struct ic_sieve *)arg;
	set_paths(d);
	set_rest(d);
	return d;
}
