/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Glyphs that a clip takes away. A display list leaves out what lies off its
 * clip, so the page itself is run.
 */
#include "cover_priv.h"

#include "glyphs_priv.h"

#define INSIDE 0.1f /* share of a glyph that is inside the clip */

struct beyond {
	fz_device super;
	struct ic_glyphs *out;
	uint32_t run;
	unsigned inner; /* tiles and masks */
};

static bool is_inside(fz_rect r, fz_rect clip)
{
	return r.x0 >= clip.x0 && r.y0 >= clip.y0 && r.x1 <= clip.x1 &&
	    r.y1 <= clip.y1;
}

static float area(fz_rect r)
{
	return r.x0 < r.x1 && r.y0 < r.y1 ? (r.x1 - r.x0) * (r.y1 - r.y0) : 0;
}

/* Of those from `first` on the ones that are outside stay, and blanks. */
static void keep_outside(struct ic_glyphs *g, size_t first, fz_rect clip)
{
	size_t n = first;

	for (size_t i = first; i < g->n; i++) {
		fz_rect o = g->at[i].outline;

		if (g->at[i].blank ||
		    (area(o) > 0 &&
			area(fz_intersect_rect(o, clip)) < INSIDE * area(o))) {
			g->at[n++] = g->at[i];
		}
	}
	g->n = n;
}

static void look(fz_context *ctx, fz_device *dev, const fz_text *text,
    const fz_stroke_state *stroke, fz_matrix ctm)
{
	struct beyond *b = (struct beyond *)dev;
	const struct ic_brush brush = { .paint = IC_PAINT_COLOR, .alpha = 1 };
	fz_rect clip = fz_device_current_scissor(ctx, dev);
	size_t first = b->out->n;

	if (b->inner > 0 ||
	    is_inside(fz_bound_text(ctx, text, stroke, ctm), clip)) {
		return;
	}
	ic_glyphs_add_text(ctx, b->out, text, ctm, &brush, &b->run);
	keep_outside(b->out, first, clip);
}

static void fill_text(fz_context *ctx, fz_device *dev, const fz_text *text,
    fz_matrix ctm, fz_colorspace *cs, const float *color, float alpha,
    fz_color_params cp)
{
	(void)cs, (void)color, (void)alpha, (void)cp;
	look(ctx, dev, text, NULL, ctm);
}

static void stroke_text(fz_context *ctx, fz_device *dev, const fz_text *text,
    const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *cs,
    const float *color, float alpha, fz_color_params cp)
{
	(void)cs, (void)color, (void)alpha, (void)cp;
	look(ctx, dev, text, stroke, ctm);
}

static void begin_mask(fz_context *ctx, fz_device *dev, fz_rect r,
    int luminosity, fz_colorspace *cs, const float *bc, fz_color_params cp)
{
	(void)ctx, (void)r, (void)luminosity, (void)cs, (void)bc, (void)cp;
	((struct beyond *)dev)->inner++;
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
	((struct beyond *)dev)->inner--;
}

static int begin_tile(fz_context *ctx, fz_device *dev, fz_rect r, fz_rect view,
    float xstep, float ystep, fz_matrix ctm, int id)
{
	(void)ctx, (void)r, (void)view, (void)xstep, (void)ystep;
	(void)ctm, (void)id;
	((struct beyond *)dev)->inner++;
	return 0;
}

static void end_tile(fz_context *ctx, fz_device *dev)
{
	(void)ctx;
	((struct beyond *)dev)->inner--;
}

static fz_device *open_beyond(fz_context *ctx, struct ic_glyphs *out)
{
	struct beyond *b = fz_new_derived_device(ctx, struct beyond);

	b->out = out;
	b->super.fill_text = fill_text;
	b->super.stroke_text = stroke_text;
	b->super.begin_mask = begin_mask;
	b->super.end_mask = end_mask;
	b->super.begin_tile = begin_tile;
	b->super.end_tile = end_tile;
	return &b->super;
}

static void run(fz_context *ctx, pdf_page *page, fz_device *dev)
{
	fz_cookie cookie = { 0 };

	pdf_run_page(ctx, page, dev, fz_identity, &cookie);
	fz_close_device(ctx, dev);
}

void ic_cover_beyond(struct ic_document *doc, pdf_page *page,
    struct ic_glyphs *out)
{
	fz_context *ctx = doc->mu.ctx;
	fz_device *dev = open_beyond(ctx, out);

	fz_try(ctx) {
		run(ctx, page, dev);
	}
	fz_always(ctx) {
		fz_drop_device(ctx, dev);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}
