/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A device that notes what is painted, where, and how strongly. */
#include "cover_priv.h"

#include <math.h>
#include <string.h>

#define DEPTH 256    /* of groups and tiles; deeper is as the deepest */
#define THIN 2.0f    /* points: what is thinner hides no type alone */
#define SLANTED 2.0f /* points, each way, of a line that may cross type */
#define BLENDED 0.5f /* strength of what a blend mode mixes */
#define DARK 0.35f   /* of a gray, 0 to 1 */
#define WHITE 0.93f

struct recorder {
	fz_device super;
	struct ic_painting *out;
	float groups[DEPTH]; /* strengths */
	uint32_t tiles[DEPTH];
	unsigned ngroups, ntiles, nmasks;
};

static struct recorder *self(fz_device *dev)
{
	return (struct recorder *)dev;
}

static float strength(const struct recorder *r, float alpha)
{
	unsigned n = r->ngroups < DEPTH ? r->ngroups : DEPTH;

	for (unsigned i = 0; i < n; i++) {
		alpha *= r->groups[i];
	}
	return alpha;
}

/* Note a paint of these bounds; its record, or NULL beyond the limit. */
static struct ic_paint_at *note(fz_context *ctx, fz_device *dev, fz_rect bounds,
    enum ic_cover cover, float alpha)
{
	struct recorder *r = self(dev);
	struct ic_painting *p = r->out;
	bool inner = r->ntiles > 0 || r->nmasks > 0;
	struct ic_paint_at *at;
	fz_rect rect;

	if (p->n == IC_COVER_PAINTS_MAX) {
		return NULL;
	}
	if (p->n == p->cap) {
		uint32_t cap = p->cap ? p->cap * 2 : 256;

		p->at = fz_realloc_array(ctx, p->at, cap, struct ic_paint_at);
		p->cap = cap;
	}
	rect = fz_intersect_rect(bounds, fz_device_current_scissor(ctx, dev));
	at = &p->at[p->n];
	*at = (struct ic_paint_at){ .rect = inner ? fz_empty_rect : rect,
		.last = p->n,
		.cover = inner ? IC_COVER_NONE : (uint8_t)cover,
		.thin = !(
		    rect.x1 - rect.x0 >= THIN && rect.y1 - rect.y0 >= THIN),
		.strength = strength(r, alpha) };
	p->n++;
	return at;
}

/* Note its colour; what it is called as a cover. */
static enum ic_cover color_of(fz_context *ctx, struct ic_paint_at *at,
    fz_colorspace *cs, const float *color, fz_color_params cp)
{
	float rgb[3], lo, hi;

	if (!cs || !color) {
		return IC_COVER_COLOR;
	}
	fz_convert_color(ctx, cs, color, fz_device_rgb(ctx), rgb, NULL, cp);
	at->plain = at->strength >= 1;
	for (int c = 0; c < 3; c++) {
		at->rgb[c] = (uint8_t)(255 * fz_clamp(rgb[c], 0, 1) + 0.5f);
	}
	lo = fminf(rgb[0], fminf(rgb[1], rgb[2]));
	hi = fmaxf(rgb[0], fmaxf(rgb[1], rgb[2]));
	return lo >= WHITE ? IC_COVER_WHITE
	    : hi <= DARK   ? IC_COVER_DARK
			   : IC_COVER_COLOR;
}

static void set_color(fz_context *ctx, struct ic_paint_at *at,
    fz_colorspace *cs, const float *color, fz_color_params cp)
{
	enum ic_cover cover = color_of(ctx, at, cs, color, cp);

	if (at->cover != IC_COVER_NONE) {
		at->cover = (uint8_t)cover;
	}
}

static void fill_path(fz_context *ctx, fz_device *dev, const fz_path *path,
    int even_odd, fz_matrix ctm, fz_colorspace *cs, const float *color,
    float alpha, fz_color_params cp)
{
	struct ic_paint_at *at = note(ctx, dev,
	    fz_bound_path(ctx, path, NULL, ctm), IC_COVER_COLOR, alpha);

	(void)even_odd;
	if (at) {
		set_color(ctx, at, cs, color, cp);
	}
}

/* The segments of a path, as they lie on the page. */
struct segments {
	fz_matrix ctm;
	fz_point at;
	bool slanted;
};

static void move_to(fz_context *ctx, void *arg, float x, float y)
{
	struct segments *s = arg;

	(void)ctx;
	s->at = fz_transform_point_xy(x, y, s->ctm);
}

static void line_to(fz_context *ctx, void *arg, float x, float y)
{
	struct segments *s = arg;
	fz_point to = fz_transform_point_xy(x, y, s->ctm);

	(void)ctx;
	s->slanted = s->slanted ||
	    (fabsf(to.x - s->at.x) >= SLANTED &&
		fabsf(to.y - s->at.y) >= SLANTED);
	s->at = to;
}

static void curve_to(fz_context *ctx, void *arg, float x1, float y1, float x2,
    float y2, float x3, float y3)
{
	(void)x1, (void)y1, (void)x2, (void)y2;
	line_to(ctx, arg, x3, y3);
}

static void close_path(fz_context *ctx, void *arg)
{
	(void)ctx, (void)arg;
}

static bool is_slanted(fz_context *ctx, const fz_path *path, fz_matrix ctm)
{
	static const fz_path_walker walker = { .moveto = move_to,
		.lineto = line_to,
		.curveto = curve_to,
		.closepath = close_path };
	struct segments s = { .ctm = ctm };

	fz_walk_path(ctx, path, &walker, &s);
	return s.slanted;
}

static void stroke_path(fz_context *ctx, fz_device *dev, const fz_path *path,
    const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *cs,
    const float *color, float alpha, fz_color_params cp)
{
	float width = stroke->linewidth * fz_matrix_expansion(ctm);
	struct ic_paint_at *at = note(ctx, dev,
	    fz_bound_path(ctx, path, stroke, ctm), IC_COVER_STROKE, alpha);

	if (at) {
		(void)color_of(ctx, at, cs, color, cp);
		at->slanted = is_slanted(ctx, path, ctm);
		at->thin = at->thin || !(width >= THIN);
	}
}

static void note_runs(fz_context *ctx, fz_device *dev, const fz_text *text,
    uint32_t order)
{
	struct recorder *r = self(dev);
	struct ic_painting *p = r->out;

	for (fz_text_span *s = text->head; s; s = s->next) {
		if (p->nruns == IC_COVER_RUNS_MAX) {
			return;
		}
		if (p->nruns == p->cruns) {
			uint32_t cap = p->cruns ? p->cruns * 2 : 256;

			p->runs = fz_realloc_array(ctx, p->runs, cap,
			    struct ic_run_at);
			p->cruns = cap;
		}
		p->runs[p->nruns++] = (struct ic_run_at){ .order = order,
			.first = IC_COVER_NO_GLYPH,
			.scissor = fz_device_current_scissor(ctx, dev),
			.fixed = r->ntiles > 0 || r->nmasks > 0 };
	}
}

static void note_text(fz_context *ctx, fz_device *dev, const fz_text *text,
    const fz_stroke_state *stroke, fz_matrix ctm, float alpha, bool paint)
{
	uint32_t order = self(dev)->out->n;
	struct ic_paint_at *at = note(ctx, dev,
	    paint ? fz_bound_text(ctx, text, stroke, ctm) : fz_empty_rect,
	    paint ? IC_COVER_TEXT : IC_COVER_NONE, alpha);

	if (at) {
		at->text = true;
	}
	note_runs(ctx, dev, text, order);
}

static void fill_text(fz_context *ctx, fz_device *dev, const fz_text *text,
    fz_matrix ctm, fz_colorspace *cs, const float *color, float alpha,
    fz_color_params cp)
{
	(void)cs, (void)color, (void)cp;
	note_text(ctx, dev, text, NULL, ctm, alpha, true);
}

static void stroke_text(fz_context *ctx, fz_device *dev, const fz_text *text,
    const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *cs,
    const float *color, float alpha, fz_color_params cp)
{
	(void)cs, (void)color, (void)cp;
	note_text(ctx, dev, text, stroke, ctm, alpha, true);
}

static void clip_text(fz_context *ctx, fz_device *dev, const fz_text *text,
    fz_matrix ctm, fz_rect scissor)
{
	(void)scissor;
	note_text(ctx, dev, text, NULL, ctm, 0, false);
}

static void clip_stroke_text(fz_context *ctx, fz_device *dev,
    const fz_text *text, const fz_stroke_state *stroke, fz_matrix ctm,
    fz_rect scissor)
{
	(void)scissor;
	note_text(ctx, dev, text, stroke, ctm, 0, false);
}

static void ignore_text(fz_context *ctx, fz_device *dev, const fz_text *text,
    fz_matrix ctm)
{
	note_text(ctx, dev, text, NULL, ctm, 0, false);
}

static void fill_shade(fz_context *ctx, fz_device *dev, fz_shade *shade,
    fz_matrix ctm, float alpha, fz_color_params cp)
{
	(void)cp;
	note(ctx, dev, fz_bound_shade(ctx, shade, ctm), IC_COVER_SHADING,
	    alpha);
}

static void fill_image(fz_context *ctx, fz_device *dev, fz_image *image,
    fz_matrix ctm, float alpha, fz_color_params cp)
{
	(void)image, (void)cp;
	note(ctx, dev, fz_transform_rect(fz_unit_rect, ctm), IC_COVER_IMAGE,
	    alpha);
}

/* A mask of a few samples is a way to fill a rectangle. */
static void fill_image_mask(fz_context *ctx, fz_device *dev, fz_image *image,
    fz_matrix ctm, fz_colorspace *cs, const float *color, float alpha,
    fz_color_params cp)
{
	struct ic_paint_at *at = note(ctx, dev,
	    fz_transform_rect(fz_unit_rect, ctm), IC_COVER_IMAGE, alpha);

	if (at && image->w <= 8 && image->h <= 8) {
		set_color(ctx, at, cs, color, cp);
	}
}

static void begin_mask(fz_context *ctx, fz_device *dev, fz_rect area,
    int luminosity, fz_colorspace *cs, const float *bc, fz_color_params cp)
{
	(void)ctx, (void)area, (void)luminosity, (void)cs, (void)bc, (void)cp;
	self(dev)->nmasks++;
}

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
}

static void begin_group(fz_context *ctx, fz_device *dev, fz_rect area,
    fz_colorspace *cs, int isolated, int knockout, int blendmode, float alpha)
{
	struct recorder *r = self(dev);
	bool odd = (blendmode & FZ_BLEND_MODEMASK) != FZ_BLEND_NORMAL;

	(void)ctx, (void)area, (void)cs, (void)isolated, (void)knockout;
	if (r->ngroups < DEPTH) {
		r->groups[r->ngroups] = odd ? alpha * BLENDED : alpha;
	}
	r->ngroups++;
}

static void end_group(fz_context *ctx, fz_device *dev)
{
	(void)ctx;
	self(dev)->ngroups -= self(dev)->ngroups > 0;
}

static int begin_tile(fz_context *ctx, fz_device *dev, fz_rect area,
    fz_rect view, float xstep, float ystep, fz_matrix ctm, int id)
{
	struct recorder *r = self(dev);
	uint32_t order = r->out->n;
	struct ic_paint_at *at;

	(void)view, (void)xstep, (void)ystep, (void)id;
	at = note(ctx, dev, fz_infinite_rect, IC_COVER_TILE, 1);
	if (at && at->cover != IC_COVER_NONE) {
		/* The clip of the moment is in the tile's own space. */
		at->rect = fz_transform_rect(area, ctm);
		at->thin = false;
	}
	if (r->ntiles < DEPTH) {
		r->tiles[r->ntiles] = order;
	}
	r->ntiles++;
	return 0;
}

static void end_tile(fz_context *ctx, fz_device *dev)
{
	struct recorder *r = self(dev);

	(void)ctx;
	if (r->ntiles == 0) {
		return;
	}
	r->ntiles--;
	if (r->ntiles < DEPTH && r->tiles[r->ntiles] < r->out->n) {
		r->out->at[r->tiles[r->ntiles]].last = r->out->n - 1;
	}
}

static fz_device *open_recorder(fz_context *ctx, struct ic_painting *out)
{
	struct recorder *r = fz_new_derived_device(ctx, struct recorder);

	r->out = out;
	r->super.fill_path = fill_path;
	r->super.stroke_path = stroke_path;
	r->super.fill_text = fill_text;
	r->super.stroke_text = stroke_text;
	r->super.clip_text = clip_text;
	r->super.clip_stroke_text = clip_stroke_text;
	r->super.ignore_text = ignore_text;
	r->super.fill_shade = fill_shade;
	r->super.fill_image = fill_image;
	r->super.fill_image_mask = fill_image_mask;
	r->super.begin_mask = begin_mask;
	r->super.end_mask = end_mask;
	r->super.begin_group = begin_group;
	r->super.end_group = end_group;
	r->super.begin_tile = begin_tile;
	r->super.end_tile = end_tile;
	return &r->super;
}

static void find_first(const struct ic_glyphs *g, struct ic_painting *p)
{
	for (size_t i = g->n; i-- > 0;) {
		if (g->at[i].run < p->nruns) {
			p->runs[g->at[i].run].first = (uint32_t)i;
		}
	}
}

static void run(fz_context *ctx, fz_display_list *list, fz_device *dev)
{
	fz_run_display_list(ctx, list, dev, fz_identity, fz_infinite_rect,
	    NULL);
	fz_close_device(ctx, dev);
}

void ic_painting_record(fz_context *ctx, fz_display_list *list,
    const struct ic_glyphs *g, struct ic_painting *out)
{
	fz_device *dev = open_recorder(ctx, out);

	fz_try(ctx) {
		run(ctx, list, dev);
	}
	fz_always(ctx) {
		fz_drop_device(ctx, dev);
	}
	fz_catch(ctx) {
		ic_painting_finish(ctx, out);
		fz_rethrow(ctx);
	}
	find_first(g, out);
}

void ic_painting_finish(fz_context *ctx, struct ic_painting *p)
{
	fz_free(ctx, p->at);
	fz_free(ctx, p->runs);
	memset(p, 0, sizeof(*p));
}
