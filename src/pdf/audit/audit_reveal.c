/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "audit_reveal.h"

#include <stdlib.h>

#include "cover_priv.h"
#include "pdf/glyphs.h"

#define AIR \
	1.0f /* points by which a place may be larger than what it holds \
	      */

struct reveal {
	fz_display_list *list;
	fz_rect size, place;
	struct ic_glyphs glyphs;
	struct ic_painting painting;
	bool *out; /* of each paint: it is left out; owned */
	fz_display_list *made;
	fz_device *dev; /* that makes it */
};

static bool meets(fz_rect a, fz_rect b)
{
	return !fz_is_empty_rect(fz_intersect_rect(a, b));
}

static bool holds(fz_rect outer, fz_rect inner)
{
	return outer.x0 <= inner.x0 && outer.y0 <= inner.y0 &&
	    outer.x1 >= inner.x1 && outer.y1 >= inner.y1;
}

static bool may_hide(const struct ic_paint_at *p)
{
	return p->cover != IC_COVER_NONE && !p->text;
}

/* The first paint of text at the place; as many as there are: none. */
static uint32_t first_text(const struct reveal *r)
{
	uint32_t first = r->painting.n;

	for (size_t i = 0; i < r->glyphs.n; i++) {
		const struct ic_glyph *g = &r->glyphs.at[i];

		if (!g->blank && g->run < r->painting.nruns &&
		    ic_glyph_touches(g, r->place) &&
		    r->painting.runs[g->run].order < first) {
			first = r->painting.runs[g->run].order;
		}
	}
	return first;
}

/* What is painted over the place after its text. */
static bool pick_over_text(struct reveal *r)
{
	bool any = false;

	for (uint32_t i = first_text(r); i < r->painting.n; i++) {
		const struct ic_paint_at *p = &r->painting.at[i];

		if (may_hide(p) && meets(p->rect, r->place)) {
			r->out[i] = any = true;
		}
	}
	return any;
}

/*
 * The last paint that holds all of the place: it is the bar, but for the one
 * picture that may lie under it.
 */
static bool pick_bar(struct reveal *r)
{
	uint32_t bar = r->painting.n;
	bool picture = false;

	for (uint32_t i = 0; i < r->painting.n; i++) {
		const struct ic_paint_at *p = &r->painting.at[i];
		bool image = p->cover == IC_COVER_IMAGE;

		if (may_hide(p) && holds(p->rect, r->place) &&
		    (!image || picture)) {
			bar = i;
		}
		picture = picture || (image && holds(p->rect, r->place));
	}
	if (bar < r->painting.n) {
		r->out[bar] = true;
	}
	return bar < r->painting.n;
}

/* Throws. */
static void sift(fz_context *ctx, struct reveal *r)
{
	struct ic_sieve what = { &r->painting, &r->glyphs, NULL, r->out,
		fz_infinite_rect };
	fz_device *inner; /* the sieve owns it, even if it throws */

	r->made = fz_new_display_list(ctx, r->size);
	inner = fz_new_list_device(ctx, r->made);
	r->dev = ic_sieve_open(ctx, inner, &what);
	fz_run_display_list(ctx, r->list, r->dev, fz_identity, fz_infinite_rect,
	    NULL);
	fz_close_device(ctx, r->dev);
}

/* Throws. */
static void show_all(fz_context *ctx, const struct reveal *r, fz_text *text)
{
	for (size_t i = 0; i < r->glyphs.n; i++) {
		const struct ic_glyph *g = &r->glyphs.at[i];

		if (!g->blank && g->font && g->gid >= 0) {
			fz_show_glyph(ctx, text, g->font, g->trm, g->gid,
			    (int)g->rune[0], g->vertical, 0, FZ_BIDI_LTR,
			    FZ_LANG_UNSET);
		}
	}
}

/* Throws. */
static void write_glyphs(fz_context *ctx, struct reveal *r)
{
	const float black[1] = { 0 };
	fz_text *text = fz_new_text(ctx);

	fz_try(ctx) {
		show_all(ctx, r, text);
		r->made = fz_new_display_list(ctx, r->size);
		r->dev = fz_new_list_device(ctx, r->made);
		fz_fill_text(ctx, r->dev, text, fz_identity,
		    fz_device_gray(ctx), black, 1, fz_default_color_params);
		fz_close_device(ctx, r->dev);
	}
	fz_always(ctx) {
		fz_drop_text(ctx, text);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

/* Throws. */
static void make(fz_context *ctx, struct reveal *r, enum ic_audit_look look)
{
	ic_glyphs_collect(ctx, r->list, &r->glyphs);
	if (look == IC_AUDIT_LOOK_GLYPHS) {
		write_glyphs(ctx, r);
		return;
	}
	ic_painting_record(ctx, r->list, &r->glyphs, &r->painting);
	r->out = fz_calloc(ctx, (size_t)r->painting.n + 1, sizeof(*r->out));
	if (look == IC_AUDIT_LOOK_UNDER_INK ? pick_bar(r) : pick_over_text(r)) {
		sift(ctx, r);
	}
}

fz_display_list *audit_reveal(fz_context *ctx, fz_display_list *list,
    fz_rect size, fz_rect place, enum ic_audit_look look)
{
	struct reveal r = { .list = list,
		.size = size,
		.place = fz_expand_rect(place, -AIR) };

	fz_var(r);
	fz_try(ctx) {
		make(ctx, &r, look);
	}
	fz_always(ctx) {
		fz_drop_device(ctx, r.dev);
		fz_free(ctx, r.out);
		ic_painting_finish(ctx, &r.painting);
		ic_glyphs_finish(ctx, &r.glyphs);
	}
	fz_catch(ctx) {
		fz_drop_display_list(ctx, r.made);
		fz_rethrow(ctx);
	}
	return r.made;
}
