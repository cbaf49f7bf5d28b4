/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "judge_scan.h"

#include <math.h>

#include "document_priv.h"
#include "judge_scan_priv.h"

/* What the page paints, as far as that is one picture. */
struct looker {
	fz_device super;
	fz_image *image; /* borrowed from the list */
	fz_matrix ctm;   /* its unit square, y down, to displayed points */
	unsigned pictures;
	bool other; /* something that has to be drawn */
};

static void see_other(fz_device *dev)
{
	((struct looker *)dev)->other = true;
}

static void fill_path(fz_context *ctx, fz_device *dev, const fz_path *path,
    int even_odd, fz_matrix ctm, fz_colorspace *cs, const float *color,
    float alpha, fz_color_params cp)
{
	(void)ctx, (void)path, (void)even_odd, (void)ctm, (void)cs;
	(void)color, (void)alpha, (void)cp;
	see_other(dev);
}

static void stroke_path(fz_context *ctx, fz_device *dev, const fz_path *path,
    const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *cs,
    const float *color, float alpha, fz_color_params cp)
{
	(void)ctx, (void)path, (void)stroke, (void)ctm, (void)cs;
	(void)color, (void)alpha, (void)cp;
	see_other(dev);
}

static void clip_path(fz_context *ctx, fz_device *dev, const fz_path *path,
    int even_odd, fz_matrix ctm, fz_rect scissor)
{
	(void)ctx, (void)path, (void)even_odd, (void)ctm, (void)scissor;
	see_other(dev);
}

static void clip_stroke_path(fz_context *ctx, fz_device *dev,
    const fz_path *path, const fz_stroke_state *stroke, fz_matrix ctm,
    fz_rect scissor)
{
	(void)ctx, (void)path, (void)stroke, (void)ctm, (void)scissor;
	see_other(dev);
}

static void fill_text(fz_context *ctx, fz_device *dev, const fz_text *text,
    fz_matrix ctm, fz_colorspace *cs, const float *color, float alpha,
    fz_color_params cp)
{
	(void)ctx, (void)text, (void)ctm, (void)cs, (void)color;
	(void)alpha, (void)cp;
	see_other(dev);
}

static void stroke_text(fz_context *ctx, fz_device *dev, const fz_text *text,
    const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *cs,
    const float *color, float alpha, fz_color_params cp)
{
	(void)ctx, (void)text, (void)stroke, (void)ctm, (void)cs;
	(void)color, (void)alpha, (void)cp;
	see_other(dev);
}

static void clip_text(fz_context *ctx, fz_device *dev, const fz_text *text,
    fz_matrix ctm, fz_rect scissor)
{
	(void)ctx, (void)text, (void)ctm, (void)scissor;
	see_other(dev);
}

static void clip_stroke_text(fz_context *ctx, fz_device *dev,
    const fz_text *text, const fz_stroke_state *stroke, fz_matrix ctm,
    fz_rect scissor)
{
	(void)ctx, (void)text, (void)stroke, (void)ctm, (void)scissor;
	see_other(dev);
}

static void fill_shade(fz_context *ctx, fz_device *dev, fz_shade *shade,
    fz_matrix ctm, float alpha, fz_color_params cp)
{
	(void)ctx, (void)shade, (void)ctm, (void)alpha, (void)cp;
	see_other(dev);
}

static void fill_image(fz_context *ctx, fz_device *dev, fz_image *image,
    fz_matrix ctm, float alpha, fz_color_params cp)
{
	struct looker *l = (struct looker *)dev;

	(void)ctx, (void)cp;
	l->pictures++;
	l->image = image;
	l->ctm = ctm;
	l->other = l->other || alpha != 1;
}

static void fill_image_mask(fz_context *ctx, fz_device *dev, fz_image *image,
    fz_matrix ctm, fz_colorspace *cs, const float *color, float alpha,
    fz_color_params cp)
{
	(void)ctx, (void)image, (void)ctm, (void)cs, (void)color;
	(void)alpha, (void)cp;
	see_other(dev);
}

static void clip_image_mask(fz_context *ctx, fz_device *dev, fz_image *image,
    fz_matrix ctm, fz_rect scissor)
{
	(void)ctx, (void)image, (void)ctm, (void)scissor;
	see_other(dev);
}

static void begin_mask(fz_context *ctx, fz_device *dev, fz_rect area,
    int luminosity, fz_colorspace *cs, const float *bc, fz_color_params cp)
{
	(void)ctx, (void)area, (void)luminosity, (void)cs, (void)bc, (void)cp;
	see_other(dev);
}

static void begin_group(fz_context *ctx, fz_device *dev, fz_rect area,
    fz_colorspace *cs, int isolated, int knockout, int blend, float alpha)
{
	(void)ctx, (void)area, (void)cs, (void)isolated, (void)knockout;
	(void)blend, (void)alpha;
	see_other(dev);
}

static int begin_tile(fz_context *ctx, fz_device *dev, fz_rect area,
    fz_rect view, float xstep, float ystep, fz_matrix ctm, int id)
{
	(void)ctx, (void)area, (void)view, (void)xstep, (void)ystep;
	(void)ctm, (void)id;
	see_other(dev);
	return 0;
}

static void render_flags(fz_context *ctx, fz_device *dev, int set, int clear)
{
	(void)ctx, (void)set, (void)clear;
	see_other(dev);
}

/* A page can say that its DeviceGray is another (ISO 32000-1, 8.6.5.6). */
static void set_default_colorspaces(fz_context *ctx, fz_device *dev,
    fz_default_colorspaces *own)
{
	if (fz_default_gray(ctx, own) != fz_device_gray(ctx) ||
	    fz_default_rgb(ctx, own) != fz_device_rgb(ctx) ||
	    fz_default_output_intent(ctx, own)) {
		see_other(dev);
	}
}

/* Text that is ignored, layers and structure paint nothing. */
static struct looker *open_looker(fz_context *ctx)
{
	struct looker *l = fz_new_derived_device(ctx, struct looker);

	l->super.fill_path = fill_path;
	l->super.stroke_path = stroke_path;
	l->super.clip_path = clip_path;
	l->super.clip_stroke_path = clip_stroke_path;
	l->super.fill_text = fill_text;
	l->super.stroke_text = stroke_text;
	l->super.clip_text = clip_text;
	l->super.clip_stroke_text = clip_stroke_text;
	l->super.fill_shade = fill_shade;
	l->super.fill_image = fill_image;
	l->super.fill_image_mask = fill_image_mask;
	l->super.clip_image_mask = clip_image_mask;
	l->super.begin_mask = begin_mask;
	l->super.begin_group = begin_group;
	l->super.begin_tile = begin_tile;
	l->super.render_flags = render_flags;
	l->super.set_default_colorspaces = set_default_colorspaces;
	return l;
}

/* Samples that are what is seen, without a mask, a key or a table. */
static bool is_plain(fz_context *ctx, const fz_image *im,
    const struct ic_pixels_of *px)
{
	fz_colorspace *cs = px->n == 3 ? fz_device_rgb(ctx)
				       : fz_device_gray(ctx);

	return im->w > 0 && im->h > 0 && im->n == px->n &&
	    im->colorspace == cs && (im->bpc == 1 || im->bpc == 8) &&
	    !im->mask && !im->imagemask && !im->use_colorkey &&
	    !im->use_decode && !im->scalable && im->orientation <= 1;
}

#define SLACK 0.25 /* of a pixel, by which a corner may be off its place */

/* A corner of the picture, u and v of its sides on, in the grid's pixels. */
static void corner(const struct looker *l, const struct ic_pixels_of *px,
    double u, double v, double *x, double *y)
{
	const struct ic_pixels_map *m = &px->map;
	fz_matrix c = l->ctm;
	double dx = ((double)c.a * u + (double)c.c * v + (double)c.e) * IC_MPT;
	double dy = ((double)c.b * u + (double)c.d * v + (double)c.f) * IC_MPT;

	*x = m->a * dx + m->c * dy + m->e;
	*y = m->b * dx + m->d * dy + m->f;
}

static bool stands(double x, double want)
{
	return fabs(x - want) < SLACK;
}

/*
 * The picture's pixels are the grid's, and the grid is within the picture:
 * then all three corners stand where counting pixels takes them.
 */
static bool on_grid(const struct looker *l, const struct ic_pixels_of *px,
    struct ic_scan_part *part)
{
	double w = l->image->w, h = l->image->h, x[3], y[3], left, top;

	corner(l, px, 0, 0, &x[0], &y[0]);
	corner(l, px, 1, 0, &x[1], &y[1]);
	corner(l, px, 0, 1, &x[2], &y[2]);
	if (!(fabs(x[0]) < w + 1 && fabs(y[0]) < h + 1)) {
		return false;
	}
	left = round(x[0]);
	top = round(y[0]);
	*part = (struct ic_scan_part){ (int)-left, (int)-top, px->w, px->h };
	return stands(x[0], left) && stands(y[0], top) &&
	    stands(x[1], left + w) && stands(y[1], top) && stands(x[2], left) &&
	    stands(y[2], top + h) && left <= 0 && top <= 0 &&
	    px->w + left * -1 <= w && px->h + top * -1 <= h;
}

/* Throws. */
static bool look(fz_context *ctx, fz_display_list *list,
    const struct ic_pixels_of *px, fz_image **image, struct ic_scan_part *part)
{
	struct looker *l = open_looker(ctx);
	bool ok = false;

	fz_var(ok);
	fz_try(ctx) {
		fz_run_display_list(ctx, list, &l->super, fz_identity,
		    fz_infinite_rect, NULL);
		fz_close_device(ctx, &l->super);
		ok = l->pictures == 1 && !l->other &&
		    is_plain(ctx, l->image, px) && on_grid(l, px, part);
		*image = l->image;
	}
	fz_always(ctx) {
		fz_drop_device(ctx, &l->super);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
	return ok;
}

/* What cannot be decoded is drawn, as far as MuPDF draws it. */
static bool try_read(struct ic_document *doc, fz_image *image,
    const struct ic_scan_part *part, struct ic_raster *r)
{
	fz_context *ctx = doc->mu.ctx;
	struct ic_error err;
	bool ok = false;

	fz_var(ok);
	fz_try(ctx) {
		ok = ic_judge_scan_read(ctx, image, part, r);
	}
	fz_catch(ctx) {
		ic_murun_caught(&doc->mu, &err);
		ok = false;
	}
	ic_document_check_memory(doc);
	return ok;
}

/* What MuPDF only warns of may be a part that is missing. */
static bool read_without_warning(struct ic_document *doc, fz_image *image,
    const struct ic_scan_part *part, struct ic_raster *r)
{
	unsigned warnings, errors = doc->mu.errors;
	bool ok;

	fz_flush_warnings(doc->mu.ctx);
	warnings = doc->mu.warnings;
	ok = try_read(doc, image, part, r);
	fz_flush_warnings(doc->mu.ctx);
	return ok && warnings == doc->mu.warnings && errors == doc->mu.errors;
}

bool ic_judge_scan_copy(struct ic_document *doc, fz_display_list *list,
    const struct ic_pixels_of *px, struct ic_raster *r)
{
	struct ic_scan_part part;
	fz_image *image;

	if ((px->n != 1 && px->n != 3) ||
	    !look(doc->mu.ctx, list, px, &image, &part)) {
		return false;
	}
	if (!ic_raster_room(r, px->w, px->h, px->n)) {
		ic_document_throw(doc, IC_REASON_MEMORY);
	}
	return read_without_warning(doc, image, &part, r);
}
