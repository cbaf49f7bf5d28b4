/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "pdf/draw.h"

#include <string.h>

#include "document_priv.h"

/* Of what MuPDF's colour test calls gray: one part in fifty. */
#define GRAY_SLOP 0.02f

/* Pixels: a thinner line would pale, as other readers do not let it. */
#define LINE_LEAST 1

/* Pixels by which what is drawn may leave its bounds: thin lines, pictures. */
#define PART_AIR 4

/* What goes wrong while something is drawn. */
struct watch {
	fz_cookie cookie;
	unsigned losses; /* before */
};

/* A warning that is repeated is only counted, until it is flushed. */
static struct watch watch_start(struct ic_document *doc)
{
	fz_flush_warnings(doc->mu.ctx);
	return (struct watch){ .losses = doc->mu.losses };
}

/*
 * MuPDF skips an operator that fails and counts it. If what failed was an
 * allocation, the page may lack a picture: that is no page to release. What
 * is cached of a damaged picture goes, so that the next page sees it anew.
 */
static void watch_end(struct ic_document *doc, const struct watch *w,
    uint32_t *notes)
{
	bool lost = doc->mu.losses != w->losses;

	/* It repairs a file late, too: where it first meets the damage. */
	if (pdf_was_repaired(doc->mu.ctx, doc->pdf) &&
	    !(doc->notes & IC_NOTE_BIT(REPAIRED))) {
		*notes |= IC_NOTE_BIT(REPAIRED);
	}
	if (w->cookie.errors == 0 && !w->cookie.incomplete && !lost) {
		return;
	}
	if (doc->mu.starved) {
		ic_document_throw(doc, IC_REASON_MEMORY);
	}
	if (doc->read_failed) {
		ic_document_throw(doc, IC_REASON_READ);
	}
	if (lost) {
		fz_empty_store(doc->mu.ctx);
	}
	*notes |= IC_NOTE_BIT(DRAW_ERRORS);
}

static void run_page(struct ic_document *doc, pdf_page *page,
    fz_display_list *list, uint32_t *notes)
{
	fz_context *ctx = doc->mu.ctx;
	fz_device *dev = fz_new_list_device(ctx, list);
	struct watch w = watch_start(doc);

	fz_try(ctx) {
		pdf_run_page(ctx, page, dev, fz_identity, &w.cookie);
		fz_close_device(ctx, dev);
	}
	fz_always(ctx) {
		fz_drop_device(ctx, dev);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
	watch_end(doc, &w, notes);
}

fz_display_list *ic_draw_list(struct ic_document *doc, pdf_page *page,
    const struct ic_geometry *g, uint32_t *notes)
{
	fz_context *ctx = doc->mu.ctx;
	fz_display_list *list = fz_new_display_list(ctx,
	    ic_geometry_points(ic_rect_of(g->size)));

	fz_try(ctx) {
		run_page(doc, page, list, notes);
	}
	fz_catch(ctx) {
		fz_drop_display_list(ctx, list);
		fz_rethrow(ctx);
	}
	return list;
}

/*
 * Run what a list has within `area` on a device, which is closed and dropped.
 * It is infinite but for ic_draw_part(): what a font or a form says of its
 * bounds is no reason to pass over what it paints.
 */
static void run_list(struct ic_document *doc, fz_display_list *list,
    fz_rect area, fz_device *dev, uint32_t *notes)
{
	fz_context *ctx = doc->mu.ctx;
	struct watch w = watch_start(doc);

	fz_try(ctx) {
		fz_run_display_list(ctx, list, dev, fz_identity, area,
		    &w.cookie);
		fz_close_device(ctx, dev);
	}
	fz_always(ctx) {
		fz_drop_device(ctx, dev);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
	watch_end(doc, &w, notes);
}

/* Run a list on a device that only looks; the device is dropped. Throws. */
static void look_at(fz_context *ctx, fz_display_list *list, fz_device *dev)
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

/*
 * A glyph of a Type 3 font paints itself, in colours of its own, where the
 * colour test sees one text in the colour that is set.
 */
struct painter {
	fz_device super;
	fz_device *test; /* borrowed: what the glyphs paint goes there */
	const fz_font *font;
	bool met[256]; /* glyphs of the font that were looked at */
};

/* Glyphs of a font are looked at once, however often they are shown. */
static bool is_new(struct painter *p, const fz_font *font, int gid)
{
	if (p->font != font) {
		memset(p->met, 0, sizeof(p->met));
		p->font = font;
	}
	if (gid < 0 || gid > 255 || p->met[gid]) {
		return false;
	}
	p->met[gid] = true;
	return true;
}

static void paint_glyphs(fz_context *ctx, fz_device *dev, const fz_text *text,
    fz_matrix ctm)
{
	struct painter *p = (struct painter *)dev;

	for (fz_text_span *s = text->head; s; s = s->next) {
		fz_matrix m = fz_concat(s->trm, ctm);

		if (!fz_font_t3_procs(ctx, s->font)) {
			continue;
		}
		for (int i = 0; i < s->len; i++) {
			if (is_new(p, s->font, s->items[i].gid)) {
				fz_run_t3_glyph(ctx, s->font, s->items[i].gid,
				    m, p->test);
			}
		}
	}
}

static void paint_filled(fz_context *ctx, fz_device *dev, const fz_text *text,
    fz_matrix ctm, fz_colorspace *cs, const float *color, float alpha,
    fz_color_params cp)
{
	(void)cs, (void)color, (void)alpha, (void)cp;
	paint_glyphs(ctx, dev, text, ctm);
}

static void paint_stroked(fz_context *ctx, fz_device *dev, const fz_text *text,
    const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *cs,
    const float *color, float alpha, fz_color_params cp)
{
	(void)stroke, (void)cs, (void)color, (void)alpha, (void)cp;
	paint_glyphs(ctx, dev, text, ctm);
}

static fz_device *new_painter(fz_context *ctx, fz_device *test)
{
	struct painter *p = fz_new_derived_device(ctx, struct painter);

	p->super.fill_text = paint_filled;
	p->super.stroke_text = paint_stroked;
	p->test = test;
	return &p->super;
}

static bool glyphs_surely_gray(fz_context *ctx, fz_display_list *list)
{
	int color = 0;
	fz_device *test = fz_new_test_device(ctx, &color, GRAY_SLOP, 0, NULL);

	fz_try(ctx) {
		look_at(ctx, list, new_painter(ctx, test));
		fz_close_device(ctx, test);
	}
	fz_always(ctx) {
		fz_drop_device(ctx, test);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
	return color == 0;
}

/* True if nothing on the list can have another colour than gray. */
static bool surely_gray(struct ic_document *doc, fz_display_list *list)
{
	fz_context *ctx = doc->mu.ctx;
	int color = 0;

	look_at(ctx, list, fz_new_test_device(ctx, &color, GRAY_SLOP, 0, NULL));
	return color == 0 && glyphs_surely_gray(ctx, list);
}

static fz_matrix to_pixels(const struct ic_raster *r)
{
	return fz_scale((float)r->w * IC_MPT / (float)r->size.w,
	    (float)r->h * IC_MPT / (float)r->size.h);
}

/* A device before the one that draws; none if there is no function. */
struct before {
	ic_draw_wrap_fn *wrap;
	void *arg;
};

static fz_device *new_device(fz_context *ctx, fz_matrix ctm, fz_pixmap *pix,
    struct before b)
{
	fz_device *dev = fz_new_draw_device(ctx, ctm, pix);

	return b.wrap ? b.wrap(ctx, dev, b.arg) : dev;
}

static void render_by(struct ic_document *doc, fz_display_list *list,
    fz_rect area, fz_matrix ctm, struct before b, struct ic_raster *r,
    uint32_t *notes)
{
	fz_context *ctx = doc->mu.ctx;
	fz_colorspace *cs = r->comps == 3 ? fz_device_rgb(ctx)
					  : fz_device_gray(ctx);
	fz_pixmap *pix = fz_new_pixmap_with_data(ctx, cs, r->w, r->h, NULL, 0,
	    (int)r->stride, r->px);

	memset(r->px, 255, r->stride * (size_t)r->h);
	fz_set_graphics_min_line_width(ctx, LINE_LEAST);
	fz_try(ctx) {
		run_list(doc, list, area, new_device(ctx, ctm, pix, b), notes);
	}
	fz_always(ctx) {
		fz_drop_pixmap(ctx, pix);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

static void render(struct ic_document *doc, fz_display_list *list, fz_rect area,
    fz_matrix ctm, struct ic_raster *r, uint32_t *notes)
{
	render_by(doc, list, area, ctm, (struct before){ NULL, NULL }, r,
	    notes);
}

void ic_draw_through(struct ic_document *doc, fz_display_list *list,
    ic_draw_wrap_fn *wrap, void *arg, struct ic_raster *r, uint32_t *notes)
{
	render_by(doc, list, fz_infinite_rect, to_pixels(r),
	    (struct before){ wrap, arg }, r, notes);
}

static bool is_coloured(const struct ic_raster *r)
{
	size_t n = (size_t)r->w * (size_t)r->h;
	unsigned found = 0;

	for (size_t i = 0; i < n; i++) {
		const uint8_t *p = r->px + 3 * i;
		int hi = p[0] > p[1] ? p[0] : p[1];
		int lo = p[0] < p[1] ? p[0] : p[1];

		hi = p[2] > hi ? p[2] : hi;
		lo = p[2] < lo ? p[2] : lo;
		found += hi - lo > IC_DRAW_CHROMA;
		if (found >= IC_DRAW_COLOURED) {
			return true;
		}
	}
	return false;
}

/* RGB to gray in place, with the weights that MuPDF gives the channels. */
static void drop_colour(struct ic_raster *r)
{
	size_t n = (size_t)r->w * (size_t)r->h;

	for (size_t i = 0; i < n; i++) {
		const uint8_t *p = r->px + 3 * i;

		r->px[i] = (uint8_t)((77 * p[0] + 151 * p[1] + 28 * p[2] +
					 128) >>
		    8);
	}
	r->comps = 1;
	r->stride = (size_t)r->w;
}

void ic_draw_raster(struct ic_document *doc, fz_display_list *list,
    struct ic_size size, uint32_t dpi, enum ic_color color, struct ic_raster *r,
    uint32_t *notes)
{
	bool rgb = color == IC_COLOR_RGB ||
	    (color == IC_COLOR_AUTO && !surely_gray(doc, list));

	if (ic_raster_dpi(size, dpi) == 0) {
		ic_document_throw(doc, IC_REASON_PAGE_SIZE);
	}
	if (!ic_raster_shape(r, size, dpi, rgb ? 3 : 1)) {
		ic_document_throw(doc, IC_REASON_MEMORY);
	}
	if (r->dpi < dpi) {
		*notes |= IC_NOTE_BIT(LOWER_DPI);
	}
	render(doc, list, fz_infinite_rect, to_pixels(r), r, notes);
}

void ic_draw_grid(struct ic_document *doc, fz_display_list *list,
    const fz_matrix *ctm, int w, int h, enum ic_color color,
    struct ic_raster *r, uint32_t *notes)
{
	bool rgb = color == IC_COLOR_RGB ||
	    (color == IC_COLOR_AUTO && !surely_gray(doc, list));

	if (!ic_raster_room(r, w, h, rgb ? 3 : 1)) {
		ic_document_throw(doc, IC_REASON_MEMORY);
	}
	render(doc, list, fz_infinite_rect, ctm ? *ctm : to_pixels(r), r,
	    notes);
}

/* Pixels of a grid, and some around them, in points. */
static fz_rect points_of(const struct ic_raster *grid, struct ic_pixels part)
{
	fz_rect r = { (float)part.x0, (float)part.y0, (float)part.x1,
		(float)part.y1 };

	return fz_transform_rect(fz_expand_rect(r, PART_AIR),
	    fz_invert_matrix(to_pixels(grid)));
}

void ic_draw_part(struct ic_document *doc, fz_display_list *list,
    const struct ic_raster *grid, struct ic_pixels part, bool bounded,
    struct ic_raster *r, uint32_t *notes)
{
	fz_matrix ctm = fz_concat(to_pixels(grid),
	    fz_translate((float)-part.x0, (float)-part.y0));
	fz_rect area = bounded ? points_of(grid, part) : fz_infinite_rect;

	if (!ic_raster_room(r, part.x1 - part.x0, part.y1 - part.y0, 1)) {
		ic_document_throw(doc, IC_REASON_MEMORY);
	}
	render(doc, list, area, ctm, r, notes);
}

void ic_draw_settle(struct ic_raster *r, enum ic_color color)
{
	if (color == IC_COLOR_AUTO && r->comps == 3 && !is_coloured(r)) {
		drop_colour(r);
	}
}
