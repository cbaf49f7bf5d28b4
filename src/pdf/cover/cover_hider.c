/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What of all that was painted later hides a glyph. */
#include "cover_priv.h"

#include <stdlib.h>

#define OPAQUE 0.9f
#define OTHER 80         /* of 255: a colour this far is another one */
#define TEXT_AHEAD 20000 /* glyphs, in which one that covers is looked for */
#define UNDER_TEXT 0.4f  /* of a glyph's bounds, that the other's cover */

float ic_veil_area(fz_rect r)
{
	return r.x0 < r.x1 && r.y0 < r.y1 ? (r.x1 - r.x0) * (r.y1 - r.y0) : 0;
}

/* The share of a glyph's bounds that is in a rectangle. */
float ic_veil_inside(const struct ic_glyph *g, fz_rect r)
{
	float all = ic_veil_area(g->outline);

	return all > 0 ? ic_veil_area(fz_intersect_rect(g->outline, r)) / all
		       : 0;
}

/* May it be this that is seen in the glyph's place? */
static bool looks_like(const struct ic_veil *v, size_t i,
    const struct ic_paint_at *p)
{
	for (int c = 0; c < 3 && p->plain; c++) {
		if (abs(p->rgb[c] - v->looks[i][c]) > OTHER) {
			return false;
		}
	}
	return true;
}

static bool is_hider(const struct ic_paint_at *p, const struct ic_glyph *g)
{
	return p->cover != IC_COVER_NONE && !p->text &&
	    ic_veil_inside(g, p->rect) >= 0.5f && p->strength >= OPAQUE &&
	    !p->thin;
}

/* The topmost that is opaque; else lines; else what is not; else text. */
struct ic_hider ic_veil_hider(const struct ic_veil *v, size_t i, uint32_t guess)
{
	const struct ic_glyph *g = &v->g->at[i];
	const struct ic_painting *p = &v->painting;
	uint32_t order = p->runs[g->run].order;
	struct ic_hider weak = { 0, IC_COVER_NONE }, text = weak, line = weak;

	if (guess > order && guess < p->n && is_hider(&p->at[guess], g) &&
	    looks_like(v, i, &p->at[guess])) {
		return (struct ic_hider){ guess, p->at[guess].cover };
	}
	for (uint32_t k = p->n; k-- > order + 1;) {
		const struct ic_paint_at *at = &p->at[k];
		float share = ic_veil_inside(g, at->rect);

		if (at->cover == IC_COVER_NONE || share < 0.1f ||
		    !looks_like(v, i, at)) {
			continue;
		}
		if (is_hider(at, g)) {
			return (struct ic_hider){ k, at->cover };
		}
		if (at->text && text.cover == IC_COVER_NONE && share >= 0.3f) {
			text = (struct ic_hider){ k, IC_COVER_TEXT };
		} else if (!at->text && at->strength < OPAQUE &&
		    share >= 0.3f && weak.cover == IC_COVER_NONE) {
			weak = (struct ic_hider){ k, IC_COVER_HIGHLIGHT };
		} else if (!at->text && at->strength >= OPAQUE &&
		    line.cover == IC_COVER_NONE) {
			line = (struct ic_hider){ k, at->cover };
		}
	}
	return line.cover ? line : weak.cover ? weak : text;
}

/* Does a later glyph stand on it? */
bool ic_veil_under_text(const struct ic_veil *v, size_t i)
{
	size_t n = v->g->n - i > TEXT_AHEAD ? i + TEXT_AHEAD : v->g->n;

	for (size_t k = i + 1; k < n; k++) {
		const struct ic_glyph *g = &v->g->at[k];

		if (g->paint != IC_PAINT_NONE && !g->blank &&
		    ic_veil_inside(&v->g->at[i], g->outline) >= UNDER_TEXT) {
			return true;
		}
	}
	return false;
}
