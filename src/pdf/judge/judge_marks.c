/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "judge_marks.h"

#include <math.h>
#include <string.h>

#define ADVANCE 0.5f
#define BELOW (-0.2f)
#define ABOVE 0.8f

struct collector {
	fz_device super;
	struct ic_marks *marks;
	bool multiplies; /* in a group that does */
	unsigned groups;
};

static struct ic_marks *marks_of(fz_device *dev)
{
	return ((struct collector *)dev)->marks;
}

/* A new mark, zeroed. Throws. */
static struct ic_mark *add(fz_context *ctx, struct ic_marks *m,
    enum ic_mark_kind kind)
{
	if (m->n == m->cap) {
		size_t cap = m->cap ? 2 * m->cap : 64;

		if (cap > IC_MARKS_MAX) {
			fz_throw(ctx, FZ_ERROR_GENERIC, "too many marks");
		}
		m->at = fz_realloc_array(ctx, m->at, cap, struct ic_mark);
		m->cap = cap;
	}
	m->at[m->n] = (struct ic_mark){ .kind = kind, .gray = -1 };
	return &m->at[m->n++];
}

/* Throws. */
static void add_glyph(fz_context *ctx, struct ic_marks *m,
    const struct ic_mark_glyph *g)
{
	if (m->nglyphs == m->glyphs_cap) {
		size_t cap = m->glyphs_cap ? 2 * m->glyphs_cap : 1024;

		if (cap > IC_MARKS_MAX) {
			fz_throw(ctx, FZ_ERROR_GENERIC, "too many glyphs");
		}
		m->glyphs = fz_realloc_array(ctx, m->glyphs, cap,
		    struct ic_mark_glyph);
		m->glyphs_cap = cap;
	}
	m->glyphs[m->nglyphs++] = *g;
}

static float gray_of(fz_context *ctx, fz_colorspace *cs, const float *color,
    float alpha, fz_color_params params)
{
	float rgb[3] = { 0, 0, 0 };

	fz_convert_color(ctx, cs, color, fz_device_rgb(ctx), rgb, NULL, params);
	if (alpha != 1 || rgb[0] != rgb[1] || rgb[0] != rgb[2]) {
		return -1;
	}
	return rgb[0];
}

/* Nothing else than a path is multiplied with what is below. Throws. */
static void only_paths(fz_context *ctx, fz_device *dev)
{
	if (((struct collector *)dev)->multiplies) {
		add(ctx, marks_of(dev), IC_MARK_OTHER);
	}
}

static void add_text(fz_context *ctx, struct ic_marks *m, const fz_text *text,
    fz_matrix ctm, enum ic_mark_kind kind, float gray)
{
	for (const fz_text_span *s = text->head; s; s = s->next) {
		struct ic_mark *k = add(ctx, m, kind);
		fz_matrix t = s->trm;

		t.e = t.f = 0;
		k->gray = gray;
		k->trm = fz_concat(t, ctm);
		k->trm.e = k->trm.f = 0;
		k->font = fz_keep_font(ctx, s->font);
		k->first = m->nglyphs;
		for (int i = 0; i < s->len; i++) {
			const fz_text_item *it = &s->items[i];
			struct ic_mark_glyph g = { it->gid, it->ucs,
				fz_transform_point_xy(it->x, it->y, ctm) };

			add_glyph(ctx, m, &g);
		}
		m->at[m->n - 1].n = (size_t)s->len;
	}
}

static void fill_text(fz_context *ctx, fz_device *dev, const fz_text *text,
    fz_matrix ctm, fz_colorspace *cs, const float *color, float alpha,
    fz_color_params params)
{
	only_paths(ctx, dev);
	add_text(ctx, marks_of(dev), text, ctm, IC_MARK_RUN,
	    gray_of(ctx, cs, color, alpha, params));
}

static void ignore_text(fz_context *ctx, fz_device *dev, const fz_text *text,
    fz_matrix ctm)
{
	add_text(ctx, marks_of(dev), text, ctm, IC_MARK_LAYER, -1);
}

static void fill_path(fz_context *ctx, fz_device *dev, const fz_path *path,
    int even_odd, fz_matrix ctm, fz_colorspace *cs, const float *color,
    float alpha, fz_color_params params)
{
	bool tint = ((struct collector *)dev)->multiplies;
	struct ic_mark *k = add(ctx, marks_of(dev),
	    tint ? IC_MARK_TINT : IC_MARK_PLATE);

	(void)even_odd;
	k->area = fz_bound_path(ctx, path, NULL, ctm);
	k->gray = gray_of(ctx, cs, color, alpha, params);
	k->alpha = alpha;
	fz_convert_color(ctx, cs, color, fz_device_rgb(ctx), k->rgb, NULL,
	    params);
}

static void fill_image(fz_context *ctx, fz_device *dev, fz_image *image,
    fz_matrix ctm, float alpha, fz_color_params params)
{
	struct ic_marks *m = marks_of(dev);
	struct ic_mark *k;

	only_paths(ctx, dev);
	k = add(ctx, m, alpha == 1 ? IC_MARK_IMAGE : IC_MARK_OTHER);
	(void)params;
	k->trm = ctm;
	k->area = fz_transform_rect(fz_unit_rect, ctm);
	fz_drop_image(ctx, m->image);
	m->image = fz_keep_image(ctx, image);
	m->images++;
}

static void stroke_path(fz_context *ctx, fz_device *dev, const fz_path *path,
    const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *cs,
    const float *color, float alpha, fz_color_params params)
{
	bool tint = ((struct collector *)dev)->multiplies;
	struct ic_mark *k = add(ctx, marks_of(dev),
	    tint || stroke->dash_len > 0 ? IC_MARK_OTHER : IC_MARK_LINE);

	k->area = fz_bound_path(ctx, path, NULL, ctm);
	k->width = stroke->linewidth * fz_matrix_expansion(ctm);
	k->alpha = alpha;
	fz_convert_color(ctx, cs, color, fz_device_rgb(ctx), k->rgb, NULL,
	    params);
}

static void stroke_text(fz_context *ctx, fz_device *dev, const fz_text *text,
    const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *cs,
    const float *color, float alpha, fz_color_params params)
{
	(void)stroke, (void)cs, (void)color, (void)alpha, (void)params;
	add(ctx, marks_of(dev), IC_MARK_OTHER);
	add_text(ctx, marks_of(dev), text, ctm, IC_MARK_LAYER, -1);
}

static void clip_path(fz_context *ctx, fz_device *dev, const fz_path *path,
    int even_odd, fz_matrix ctm, fz_rect scissor)
{
	struct ic_mark *k = add(ctx, marks_of(dev), IC_MARK_CLIP);

	(void)even_odd, (void)scissor;
	k->area = fz_bound_path(ctx, path, NULL, ctm);
}

static void clip_text(fz_context *ctx, fz_device *dev, const fz_text *text,
    fz_matrix ctm, fz_rect scissor)
{
	(void)scissor;
	add(ctx, marks_of(dev), IC_MARK_OTHER);
	add_text(ctx, marks_of(dev), text, ctm, IC_MARK_LAYER, -1);
}

static void fill_shade(fz_context *ctx, fz_device *dev, fz_shade *shade,
    fz_matrix ctm, float alpha, fz_color_params params)
{
	(void)shade, (void)ctm, (void)alpha, (void)params;
	add(ctx, marks_of(dev), IC_MARK_OTHER);
}

static void fill_image_mask(fz_context *ctx, fz_device *dev, fz_image *image,
    fz_matrix ctm, fz_colorspace *cs, const float *color, float alpha,
    fz_color_params params)
{
	(void)image, (void)ctm, (void)cs, (void)color, (void)alpha;
	(void)params;
	add(ctx, marks_of(dev), IC_MARK_OTHER);
}

static void clip_image_mask(fz_context *ctx, fz_device *dev, fz_image *image,
    fz_matrix ctm, fz_rect scissor)
{
	(void)image, (void)ctm, (void)scissor;
	add(ctx, marks_of(dev), IC_MARK_OTHER);
}

static void begin_group(fz_context *ctx, fz_device *dev, fz_rect area,
    fz_colorspace *cs, int isolated, int knockout, int blend, float alpha)
{
	struct collector *c = (struct collector *)dev;
	bool tint = blend == FZ_BLEND_MULTIPLY && alpha == 1 && !knockout &&
	    !isolated && !c->multiplies;
	bool page = blend == FZ_BLEND_NORMAL && alpha == 1 && !knockout &&
	    c->marks->n == 0 && c->groups == 0;

	(void)area, (void)cs;
	if (!tint && !page) {
		add(ctx, c->marks, IC_MARK_OTHER);
	}
	c->multiplies = c->multiplies || tint;
	c->groups++;
}

/* A page that multiplies anything is a group itself; in it are no others. */
static void end_group(fz_context *ctx, fz_device *dev)
{
	struct collector *c = (struct collector *)dev;

	(void)ctx;
	c->multiplies = false;
	c->groups -= c->groups > 0;
}

static void begin_mask(fz_context *ctx, fz_device *dev, fz_rect area,
    int luminosity, fz_colorspace *cs, const float *color,
    fz_color_params params)
{
	(void)area, (void)luminosity, (void)cs, (void)color, (void)params;
	add(ctx, marks_of(dev), IC_MARK_OTHER);
}

/* Throws. */
static fz_device *new_collector(fz_context *ctx, struct ic_marks *out)
{
	struct collector *c = fz_new_derived_device(ctx, struct collector);

	c->marks = out;
	c->super.fill_text = fill_text;
	c->super.ignore_text = ignore_text;
	c->super.fill_path = fill_path;
	c->super.fill_image = fill_image;
	c->super.stroke_path = stroke_path;
	c->super.stroke_text = stroke_text;
	c->super.clip_path = clip_path;
	c->super.clip_text = clip_text;
	c->super.fill_shade = fill_shade;
	c->super.fill_image_mask = fill_image_mask;
	c->super.clip_image_mask = clip_image_mask;
	c->super.begin_group = begin_group;
	c->super.end_group = end_group;
	c->super.begin_mask = begin_mask;
	return &c->super;
}

void ic_marks_collect(fz_context *ctx, fz_page *page, struct ic_marks *out)
{
	fz_device *dev = new_collector(ctx, out);
	fz_cookie cookie = { 0 };

	fz_try(ctx) {
		fz_run_page(ctx, page, dev, fz_identity, &cookie);
		fz_close_device(ctx, dev);
		if (cookie.errors > 0) {
			add(ctx, out, IC_MARK_OTHER);
		}
	}
	fz_always(ctx) {
		fz_drop_device(ctx, dev);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

void ic_marks_finish(fz_context *ctx, struct ic_marks *m)
{
	for (size_t i = 0; i < m->n; i++) {
		fz_drop_font(ctx, m->at[i].font);
	}
	fz_drop_image(ctx, m->image);
	fz_free(ctx, m->at);
	fz_free(ctx, m->glyphs);
	memset(m, 0, sizeof(*m));
}

static fz_matrix at_glyph(const struct ic_mark *m,
    const struct ic_mark_glyph *g)
{
	fz_matrix t = m->trm;

	t.e = g->at.x;
	t.f = g->at.y;
	return t;
}

fz_quad ic_marks_layer_quad(const struct ic_mark *m,
    const struct ic_mark_glyph *g)
{
	fz_quad em = { { 0, ABOVE }, { ADVANCE, ABOVE }, { 0, BELOW },
		{ ADVANCE, BELOW } };

	return fz_transform_quad(em, at_glyph(m, g));
}

fz_rect ic_marks_outline(fz_context *ctx, const struct ic_mark *m,
    const struct ic_mark_glyph *g)
{
	return fz_bound_glyph(ctx, m->font, g->gid, at_glyph(m, g));
}

bool ic_marks_rect_meets(fz_rect a, fz_rect b)
{
	return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

/* The extent of points along an axis. */
static void extent(const fz_point *p, double ax, double ay, double *lo,
    double *hi)
{
	*lo = INFINITY;
	*hi = -INFINITY;
	for (int i = 0; i < 4; i++) {
		double v = p[i].x * ax + p[i].y * ay;

		*lo = v < *lo ? v : *lo;
		*hi = v > *hi ? v : *hi;
	}
}

bool ic_marks_quad_meets(fz_quad q, fz_rect r)
{
	fz_point a[4] = { q.ul, q.ur, q.lr, q.ll };
	fz_point b[4] = { { r.x0, r.y0 }, { r.x1, r.y0 }, { r.x1, r.y1 },
		{ r.x0, r.y1 } };
	/* Doubles: what a float holds, squared, is not infinite in them. */
	double axis[4][2] = { { 1, 0 }, { 0, 1 },
		{ (double)q.ul.y - q.ur.y, (double)q.ur.x - q.ul.x },
		{ (double)q.ul.y - q.ll.y, (double)q.ll.x - q.ul.x } };

	for (int i = 0; i < 4; i++) {
		if (!isfinite(a[i].x) || !isfinite(a[i].y)) {
			return true;
		}
	}
	/* Two convex shapes are apart if an edge's normal tells them so. */
	for (int i = 0; i < 4; i++) {
		double alo, ahi, blo, bhi;

		extent(a, axis[i][0], axis[i][1], &alo, &ahi);
		extent(b, axis[i][0], axis[i][1], &blo, &bhi);
		if ((axis[i][0] != 0 || axis[i][1] != 0) &&
		    (ahi <= blo || bhi <= alo)) {
			return false;
		}
	}
	return true;
}
