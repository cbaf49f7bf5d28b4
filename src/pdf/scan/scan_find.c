/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Is a page a pure scan? A device looks at all that is painted. Whatever it
 * does not know, it takes for paint.
 */
#include "scan_priv.h"

#include <math.h>

#define SLACK 0.01f    /* points, by which a clip may be off */
#define STRIP_MAX 1.0f /* points, of a page that its picture may leave bare */
#define CORNERS 5      /* of a rectangle that is closed by hand */

struct finder {
	fz_device super;
	fz_rect page;
	struct ic_scan_found found;
	unsigned pictures;
	unsigned open;   /* clips and masks */
	unsigned narrow; /* the first of them that hides something; 0: none */
	bool paint, mask, clip;
};

static struct finder *self(fz_device *dev)
{
	return (struct finder *)dev;
}

static void paint(fz_device *dev)
{
	self(dev)->paint = true;
}

static void see_text(fz_context *ctx, fz_device *dev, const fz_text *text)
{
	for (fz_text_span *s = text->head; s; s = s->next) {
		self(dev)->found.type3 = self(dev)->found.type3 ||
		    fz_font_t3_procs(ctx, s->font);
	}
}

static void fill_path(fz_context *ctx, fz_device *dev, const fz_path *path,
    int even_odd, fz_matrix ctm, fz_colorspace *cs, const float *color,
    float alpha, fz_color_params cp)
{
	(void)ctx, (void)path, (void)even_odd, (void)ctm, (void)cs;
	(void)color, (void)alpha, (void)cp;
	paint(dev);
}

static void stroke_path(fz_context *ctx, fz_device *dev, const fz_path *path,
    const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *cs,
    const float *color, float alpha, fz_color_params cp)
{
	(void)ctx, (void)path, (void)stroke, (void)ctm, (void)cs;
	(void)color, (void)alpha, (void)cp;
	paint(dev);
}

static void fill_text(fz_context *ctx, fz_device *dev, const fz_text *text,
    fz_matrix ctm, fz_colorspace *cs, const float *color, float alpha,
    fz_color_params cp)
{
	(void)ctm, (void)cs, (void)color, (void)alpha, (void)cp;
	see_text(ctx, dev, text);
	paint(dev);
}

static void stroke_text(fz_context *ctx, fz_device *dev, const fz_text *text,
    const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *cs,
    const float *color, float alpha, fz_color_params cp)
{
	(void)stroke, (void)ctm, (void)cs, (void)color, (void)alpha, (void)cp;
	see_text(ctx, dev, text);
	paint(dev);
}

/* One more clip or mask is open. */
static void open_clip(fz_device *dev, bool hides)
{
	struct finder *f = self(dev);

	f->open++;
	if (hides && f->narrow == 0) {
		f->narrow = f->open;
	}
}

static void pop_clip(fz_context *ctx, fz_device *dev)
{
	struct finder *f = self(dev);

	(void)ctx;
	f->narrow = f->narrow == f->open ? 0 : f->narrow;
	f->open -= f->open > 0;
}

static void clip_text(fz_context *ctx, fz_device *dev, const fz_text *text,
    fz_matrix ctm, fz_rect scissor)
{
	(void)ctm, (void)scissor;
	see_text(ctx, dev, text);
	open_clip(dev, true);
}

static void clip_stroke_text(fz_context *ctx, fz_device *dev,
    const fz_text *text, const fz_stroke_state *stroke, fz_matrix ctm,
    fz_rect scissor)
{
	(void)stroke, (void)ctm, (void)scissor;
	see_text(ctx, dev, text);
	open_clip(dev, true);
}

static void ignore_text(fz_context *ctx, fz_device *dev, const fz_text *text,
    fz_matrix ctm)
{
	(void)ctx, (void)text, (void)ctm;
	self(dev)->found.words = true;
}

/* The corners of a path that may be a rectangle. */
struct corners {
	fz_matrix ctm;
	fz_point at[CORNERS];
	unsigned n, moves;
	bool odd;
};

static void corner(struct corners *c, float x, float y)
{
	if (c->n == CORNERS) {
		c->odd = true;
		return;
	}
	c->at[c->n++] = fz_transform_point_xy(x, y, c->ctm);
}

static void move_to(fz_context *ctx, void *arg, float x, float y)
{
	struct corners *c = arg;

	(void)ctx;
	c->moves++;
	corner(c, x, y);
}

static void line_to(fz_context *ctx, void *arg, float x, float y)
{
	(void)ctx;
	corner(arg, x, y);
}

static void curve_to(fz_context *ctx, void *arg, float x1, float y1, float x2,
    float y2, float x3, float y3)
{
	(void)ctx, (void)x1, (void)y1, (void)x2, (void)y2, (void)x3, (void)y3;
	((struct corners *)arg)->odd = true;
}

static void close_path(fz_context *ctx, void *arg)
{
	(void)ctx, (void)arg;
}

static bool same(fz_point a, fz_point b)
{
	return fabsf(a.x - b.x) <= SLACK && fabsf(a.y - b.y) <= SLACK;
}

/* Four corners, each at a right angle to the axes, and perhaps the first. */
static bool is_rectangle(const struct corners *c)
{
	const fz_point *p = c->at;

	if (c->odd || c->moves != 1 || c->n < 4 ||
	    (c->n == 5 && !same(p[4], p[0]))) {
		return false;
	}
	for (int i = 0; i < 4; i++) {
		fz_point a = p[i], b = p[(i + 1) % 4], d = p[(i + 2) % 4];
		bool across = fabsf(a.y - b.y) <= SLACK;

		if (across ? fabsf(b.x - d.x) > SLACK
			   : fabsf(a.x - b.x) > SLACK ||
			    fabsf(b.y - d.y) > SLACK) {
			return false;
		}
	}
	return true;
}

static bool contains(fz_rect outer, fz_rect inner, float x, float y)
{
	return outer.x0 <= inner.x0 + x && outer.y0 <= inner.y0 + y &&
	    outer.x1 >= inner.x1 - x && outer.y1 >= inner.y1 - y;
}

/* Clipping to the page or more is none. */
static void clip_path(fz_context *ctx, fz_device *dev, const fz_path *path,
    int even_odd, fz_matrix ctm, fz_rect scissor)
{
	static const fz_path_walker walker = { .moveto = move_to,
		.lineto = line_to,
		.curveto = curve_to,
		.closepath = close_path };
	struct corners c = { .ctm = ctm };
	struct finder *f = self(dev);

	(void)even_odd, (void)scissor;
	fz_walk_path(ctx, path, &walker, &c);
	open_clip(dev,
	    !is_rectangle(&c) ||
		!contains(fz_bound_path(ctx, path, NULL, ctm), f->page, SLACK,
		    SLACK));
}

static void clip_stroke_path(fz_context *ctx, fz_device *dev,
    const fz_path *path, const fz_stroke_state *stroke, fz_matrix ctm,
    fz_rect scissor)
{
	(void)ctx, (void)path, (void)stroke, (void)ctm, (void)scissor;
	open_clip(dev, true);
}

static void fill_shade(fz_context *ctx, fz_device *dev, fz_shade *shade,
    fz_matrix ctm, float alpha, fz_color_params cp)
{
	(void)ctx, (void)shade, (void)ctm, (void)alpha, (void)cp;
	paint(dev);
}

static void fill_image(fz_context *ctx, fz_device *dev, fz_image *image,
    fz_matrix ctm, float alpha, fz_color_params cp)
{
	struct finder *f = self(dev);

	(void)ctx, (void)cp;
	f->pictures++;
	f->found.image = image;
	f->found.ctm = ctm;
	f->clip = f->clip || f->narrow > 0;
	f->mask = f->mask || alpha != 1 || image->mask || image->use_colorkey ||
	    image->imagemask;
}

static void fill_image_mask(fz_context *ctx, fz_device *dev, fz_image *image,
    fz_matrix ctm, fz_colorspace *cs, const float *color, float alpha,
    fz_color_params cp)
{
	(void)ctx, (void)image, (void)ctm, (void)cs, (void)color;
	(void)alpha, (void)cp;
	self(dev)->pictures++;
	self(dev)->mask = true;
}

static void clip_image_mask(fz_context *ctx, fz_device *dev, fz_image *image,
    fz_matrix ctm, fz_rect scissor)
{
	(void)ctx, (void)image, (void)ctm, (void)scissor;
	self(dev)->mask = true;
	open_clip(dev, true);
}

static void begin_mask(fz_context *ctx, fz_device *dev, fz_rect area,
    int luminosity, fz_colorspace *cs, const float *bc, fz_color_params cp)
{
	(void)ctx, (void)area, (void)luminosity, (void)cs, (void)bc, (void)cp;
	self(dev)->mask = true;
	open_clip(dev, true);
}

/* A group that is painted as it is changes nothing. */
static void begin_group(fz_context *ctx, fz_device *dev, fz_rect area,
    fz_colorspace *cs, int isolated, int knockout, int blend, float alpha)
{
	(void)ctx, (void)area, (void)cs, (void)isolated, (void)knockout;
	self(dev)->mask = self(dev)->mask || alpha != 1 ||
	    (blend & FZ_BLEND_MODEMASK) != FZ_BLEND_NORMAL;
}

static int begin_tile(fz_context *ctx, fz_device *dev, fz_rect area,
    fz_rect view, float xstep, float ystep, fz_matrix ctm, int id)
{
	(void)ctx, (void)area, (void)view, (void)xstep, (void)ystep;
	(void)ctm, (void)id;
	paint(dev);
	return 0;
}

static struct finder *open_finder(fz_context *ctx, struct ic_size size)
{
	struct finder *f = fz_new_derived_device(ctx, struct finder);

	f->page = ic_geometry_points(ic_rect_of(size));
	f->super.fill_path = fill_path;
	f->super.stroke_path = stroke_path;
	f->super.fill_text = fill_text;
	f->super.stroke_text = stroke_text;
	f->super.clip_text = clip_text;
	f->super.clip_stroke_text = clip_stroke_text;
	f->super.ignore_text = ignore_text;
	f->super.clip_path = clip_path;
	f->super.clip_stroke_path = clip_stroke_path;
	f->super.fill_shade = fill_shade;
	f->super.fill_image = fill_image;
	f->super.fill_image_mask = fill_image_mask;
	f->super.clip_image_mask = clip_image_mask;
	f->super.pop_clip = pop_clip;
	f->super.begin_mask = begin_mask;
	f->super.begin_group = begin_group;
	f->super.begin_tile = begin_tile;
	return f;
}

/*
 * By quarter turns alone, mirrored or not, and of some size. MuPDF draws what
 * is off by the least bit in another way, which would not be like the picture.
 */
static bool is_upright(fz_matrix m)
{
	bool straight = m.b == 0 && m.c == 0;
	bool turned = m.a == 0 && m.d == 0;
	float x = turned ? m.b : m.a, y = turned ? m.c : m.d;

	return isfinite(m.a) && isfinite(m.b) && isfinite(m.c) &&
	    isfinite(m.d) && isfinite(m.e) && isfinite(m.f) &&
	    straight != turned && fabsf(x) > SLACK && fabsf(y) > SLACK;
}

/* The page, but for less than a pixel at an edge, and than a point. */
static bool covers(const struct finder *f)
{
	fz_rect area = fz_transform_rect(fz_unit_rect, f->found.ctm);
	bool turned = f->found.ctm.a == 0;
	float w = (float)f->found.image->w, h = (float)f->found.image->h;
	float x = (area.x1 - area.x0) / (turned ? h : w);
	float y = (area.y1 - area.y0) / (turned ? w : h);

	return contains(area, f->page, fminf(x, STRIP_MAX),
	    fminf(y, STRIP_MAX));
}

static enum ic_scan verdict(const struct finder *f)
{
	if (f->pictures == 0) {
		return f->mask ? IC_SCAN_MASK : IC_SCAN_NO_PICTURE;
	}
	if (f->paint || f->pictures > 1) {
		return IC_SCAN_PAINT;
	}
	if (f->mask) {
		return IC_SCAN_MASK;
	}
	if (f->clip) {
		return IC_SCAN_CLIP;
	}
	if (!is_upright(f->found.ctm)) {
		return IC_SCAN_SKEW;
	}
	if (f->found.image->w <= 0 || f->found.image->h <= 0) {
		return IC_SCAN_DAMAGED;
	}
	return covers(f) ? IC_SCAN_KEPT : IC_SCAN_PARTIAL;
}

/* Throws. */
static void run(fz_context *ctx, fz_display_list *list, fz_device *dev)
{
	fz_run_display_list(ctx, list, dev, fz_identity, fz_infinite_rect,
	    NULL);
	fz_close_device(ctx, dev);
}

enum ic_scan ic_scan_find(fz_context *ctx, fz_display_list *list,
    struct ic_size size, struct ic_scan_found *out)
{
	struct finder *f = open_finder(ctx, size);
	enum ic_scan why = IC_SCAN_NO_PICTURE;

	fz_var(why);
	fz_try(ctx) {
		run(ctx, list, &f->super);
		why = verdict(f);
		*out = f->found;
	}
	fz_always(ctx) {
		fz_drop_device(ctx, &f->super);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
	return why;
}
