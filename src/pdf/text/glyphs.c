/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "glyphs_priv.h"

#include <math.h>
#include <string.h>

/* Where a font's own metrics are of no use, those of most fonts. */
#define ASCENT 0.8f
#define DESCENT (-0.2f)
#define ADVANCE_MAX 4.0f

/* A full-width square hangs 0.88 em above its origin (ISO 32000-1, 9.7.4.3) */
#define COLUMN_TOP 0.88f

static void grow(fz_context *ctx, struct ic_glyphs *g)
{
	if (g->n == g->cap) {
		size_t cap = g->cap ? g->cap * 2 : 1024;

		g->at = fz_realloc_array(ctx, g->at, cap, struct ic_glyph);
		g->cap = cap;
	}
}

static void keep_font(fz_context *ctx, struct ic_glyphs *g, fz_font *font)
{
	if (g->nfonts > 0 && g->fonts[g->nfonts - 1] == font) {
		return;
	}
	if (g->nfonts == g->cfonts) {
		size_t cap = g->cfonts ? g->cfonts * 2 : 16;

		g->fonts = fz_realloc_array(ctx, g->fonts, cap, fz_font *);
		g->cfonts = cap;
	}
	g->fonts[g->nfonts++] = fz_keep_font(ctx, font);
}

static bool scalar_ok(int ucs)
{
	return ucs >= 0x20 && ucs != 0x7f && ucs != 0xfffd && ucs <= 0x10ffff &&
	    (ucs & 0xfffe) != 0xfffe && !(ucs >= 0x80 && ucs < 0xa0) &&
	    !(ucs >= 0xd800 && ucs < 0xe000);
}

/* One that says more than it can show is not believed in any part of it. */
static void add_rune(struct ic_glyph *g, int ucs)
{
	if (!scalar_ok(ucs)) {
		return;
	}
	if (g->runes == IC_GLYPH_RUNES) {
		g->dropped = true;
		return;
	}
	g->rune[g->runes++] = (uint32_t)ucs;
}

/* U+FB00 to U+FB06 are letters that touch; the letters are searched for. */
static void add_letters(struct ic_glyph *g, int ucs)
{
	static const char letters[7][4] = { "ff", "fi", "fl", "ffi", "ffl",
		"st", "st" };

	if (ucs < 0xfb00 || ucs > 0xfb06) {
		add_rune(g, ucs);
		return;
	}
	for (const char *c = letters[ucs - 0xfb00]; *c; c++) {
		add_rune(g, *c);
	}
}

static fz_quad quad_of(fz_rect em, fz_matrix trm)
{
	fz_quad q = { { em.x0, em.y1 }, { em.x1, em.y1 }, { em.x0, em.y0 },
		{ em.x1, em.y0 } };

	return fz_transform_quad(q, trm);
}

/* The em of a font: what the glyphs of a span have in common. */
struct face {
	float up, down; /* of a cell, of the baseline */
	bool sized;     /* by the box of a Type 3 font; its size says nothing */
};

static bool type3_face(fz_context *ctx, fz_font *font, struct face *f)
{
	fz_rect box;

	if (!fz_font_t3_procs(ctx, font)) {
		return false;
	}
	box = fz_font_bbox(ctx, font);
	f->up = box.y1;
	f->down = box.y0;
	return box.y1 > 0 && box.y1 < 100 && box.y0 <= 0 && box.y0 > -100;
}

/*
 * The cell of a painted glyph is no taller than the layer's own: what sticks
 * out, its outline shows.
 */
static struct face face_of(fz_context *ctx, fz_font *font, enum ic_paint paint)
{
	struct face f = { 0 };

	f.sized = type3_face(ctx, font, &f);
	if (f.sized) {
		return f;
	}
	f.up = fz_font_ascender(ctx, font);
	f.down = fz_font_descender(ctx, font);
	if (!(f.up > 0.3f && f.up <= 1.2f)) {
		f.up = ASCENT;
	}
	if (!(f.down < 0 && f.down >= -0.5f)) {
		f.down = DESCENT;
	}
	if (paint != IC_PAINT_NONE) {
		f.up = fminf(f.up, ASCENT);
		f.down = fmaxf(f.down, DESCENT);
	}
	return f;
}

/* The glyph's cell in its own space: what the quad covers. */
static fz_rect cell(const struct ic_glyph *g, const struct face *f)
{
	if (g->vertical) {
		return fz_make_rect(0, COLUMN_TOP - g->advance, 1, COLUMN_TOP);
	}
	return fz_make_rect(0, f->down, g->advance, f->up);
}

static float height(const struct ic_glyph *g, const struct face *f)
{
	fz_point d = ic_glyph_direction(g);
	fz_point across = fz_transform_vector(g->vertical ? fz_make_point(1, 0)
							  : fz_make_point(0, 1),
	    g->trm);
	float em = fabsf(d.x * across.y - d.y * across.x);

	return f->sized ? em * (f->up - f->down) : em;
}

static float advance_of(fz_context *ctx, const struct ic_glyph *g)
{
	float a = g->vertical ? 1 : fz_advance_glyph(ctx, g->font, g->gid, 0);

	return a >= 0 && a <= ADVANCE_MAX ? a : 0;
}

static void name_dingbat(fz_context *ctx, struct ic_glyph *g)
{
	char name[32];

	if (g->runes == 0 && strstr(fz_font_name(ctx, g->font), "Dingbats")) {
		fz_get_glyph_name(ctx, g->font, g->gid, name, sizeof(name));
		add_rune(g, (int)ic_rune_dingbat(name));
	}
}

static void measure(fz_context *ctx, struct ic_glyph *g, const struct face *f)
{
	g->advance = advance_of(ctx, g);
	g->em = height(g, f);
	g->quad = quad_of(cell(g, f), g->trm);
	g->outline = fz_bound_glyph(ctx, g->font, g->gid, g->trm);
	if (g->stroked) {
		g->outline = fz_expand_rect(g->outline, g->line_width / 2);
	}
	g->blank = g->runes > 0;
	for (unsigned i = 0; i < g->runes; i++) {
		g->blank = g->blank && ic_rune_is_blank(g->rune[i]);
	}
}

/*
 * Items after the base with gid -1 are its further characters. The glyph is
 * made where it stays: it is large, and a page has thousands.
 */
static int take(fz_context *ctx, struct ic_glyphs *set,
    const struct ic_glyph *like, const struct face *f, const fz_text_span *span,
    int i, fz_matrix ctm)
{
	fz_matrix trm = span->trm;
	struct ic_glyph *g;

	if (set->n >= IC_GLYPHS_MAX) {
		set->full = true;
		return span->len;
	}
	grow(ctx, set);
	g = &set->at[set->n];
	*g = *like;
	trm.e = span->items[i].x;
	trm.f = span->items[i].y;
	g->trm = fz_concat(trm, ctm);
	g->gid = span->items[i].gid;
	add_letters(g, span->items[i].ucs);
	for (i++; i < span->len && span->items[i].gid < 0; i++) {
		add_letters(g, span->items[i].ucs);
	}
	name_dingbat(ctx, g);
	measure(ctx, g, f);
	set->n++;
	return i;
}

static void add_span(fz_context *ctx, struct ic_glyphs *set,
    const fz_text_span *span, fz_matrix ctm, const struct ic_brush *b,
    uint32_t run)
{
	const struct face f = face_of(ctx, span->font, b->paint);
	const struct ic_glyph like = { .paint = (uint8_t)b->paint,
		.stroked = b->stroked,
		.line_width = b->line_width,
		.alpha = b->alpha,
		.gray = b->gray,
		.rgb = { b->rgb[0], b->rgb[1], b->rgb[2] },
		.run = run,
		.vertical = span->wmode,
		.font = span->font };
	int i = 0;

	keep_font(ctx, set, span->font);
	while (i < span->len) {
		if (span->items[i].gid < 0) {
			i++;
			continue;
		}
		i = take(ctx, set, &like, &f, span, i, ctm);
	}
}

void ic_glyphs_add_text(fz_context *ctx, struct ic_glyphs *g,
    const fz_text *text, fz_matrix ctm, const struct ic_brush *brush,
    uint32_t *run)
{
	for (const fz_text_span *s = text->head; s && !g->full; s = s->next) {
		add_span(ctx, g, s, ctm, brush, (*run)++);
	}
}

void ic_glyphs_repeat(fz_context *ctx, struct ic_glyphs *g, size_t index,
    float dx, float dy)
{
	fz_matrix move = fz_translate(dx, dy);
	struct ic_glyph c;

	if (g->n >= IC_GLYPHS_MAX) {
		g->full = true;
		return;
	}
	grow(ctx, g);
	c = g->at[index];
	c.trm = fz_concat(c.trm, move);
	c.quad = fz_transform_quad(c.quad, move);
	c.outline = fz_transform_rect(c.outline, move);
	g->at[g->n++] = c;
}

void ic_glyphs_finish(fz_context *ctx, struct ic_glyphs *g)
{
	for (size_t i = 0; i < g->nfonts; i++) {
		fz_drop_font(ctx, g->fonts[i]);
	}
	fz_free(ctx, g->fonts);
	fz_free(ctx, g->at);
	*g = (struct ic_glyphs){ 0 };
}

fz_rect ic_glyph_bounds(const struct ic_glyph *g)
{
	return fz_rect_from_quad(g->quad);
}

/* True if the axis through a and b keeps the quad away from the rectangle. */
static bool apart(fz_point a, fz_point b, const fz_point q[4],
    const fz_point r[4])
{
	/* Doubles: what a float holds, squared, is not infinite in them. */
	double nx = (double)a.y - b.y, ny = (double)b.x - a.x;
	double q0 = INFINITY, q1 = -INFINITY, r0 = INFINITY, r1 = -INFINITY;

	for (int i = 0; i < 4; i++) {
		double qd = nx * q[i].x + ny * q[i].y;
		double rd = nx * r[i].x + ny * r[i].y;

		q0 = fmin(q0, qd);
		q1 = fmax(q1, qd);
		r0 = fmin(r0, rd);
		r1 = fmax(r1, rd);
	}
	return q1 < r0 || r1 < q0;
}

/*
 * True if a row or a column parts them: most glyphs of a page are far from
 * every box. A rectangle without area has no such sides.
 */
static bool far_apart(const fz_point q[4], fz_rect r)
{
	int left = 0, right = 0, above = 0, below = 0;

	for (int i = 0; i < 4; i++) {
		left += q[i].x < r.x0;
		right += q[i].x > r.x1;
		above += q[i].y < r.y0;
		below += q[i].y > r.y1;
	}
	return r.x0 < r.x1 && r.y0 < r.y1 &&
	    (left == 4 || right == 4 || above == 4 || below == 4);
}

bool ic_quad_touches(fz_quad quad, fz_rect r)
{
	const fz_point q[4] = { quad.ul, quad.ur, quad.lr, quad.ll };
	const fz_point c[4] = { { r.x0, r.y0 }, { r.x1, r.y0 }, { r.x1, r.y1 },
		{ r.x0, r.y1 } };

	for (int i = 0; i < 4; i++) {
		if (!isfinite(q[i].x) || !isfinite(q[i].y)) {
			return true;
		}
	}
	if (far_apart(q, r)) {
		return false;
	}
	for (int i = 0; i < 4; i++) {
		if (apart(q[i], q[(i + 1) % 4], q, c) ||
		    apart(c[i], c[(i + 1) % 4], q, c)) {
			return false;
		}
	}
	return true;
}

bool ic_glyph_touches(const struct ic_glyph *g, fz_rect p)
{
	const fz_rect *o = &g->outline;

	if (!(o->x1 < p.x0 || o->x0 > p.x1 || o->y1 < p.y0 || o->y0 > p.y1)) {
		return true;
	}
	return ic_quad_touches(g->quad, p);
}

fz_point ic_glyph_direction(const struct ic_glyph *g)
{
	fz_point d = g->vertical ? fz_make_point(0, -1) : fz_make_point(1, 0);

	return fz_normalize_vector(fz_transform_vector(d, g->trm));
}

fz_point ic_glyph_start(const struct ic_glyph *g)
{
	fz_point p = { 0, 0 };

	if (g->vertical) {
		p = fz_make_point(-DESCENT, COLUMN_TOP);
	}
	return fz_transform_point(p, g->trm);
}

fz_point ic_glyph_end(const struct ic_glyph *g)
{
	fz_point p = { g->advance, 0 };

	if (g->vertical) {
		p = fz_make_point(-DESCENT, COLUMN_TOP - g->advance);
	}
	return fz_transform_point(p, g->trm);
}
