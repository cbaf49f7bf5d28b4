/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The words of an OCR layer: believed if there is something to read. */
#include "visible_priv.h"

#include <math.h>

#define INK_MIN 0.02f /* of an OCR word's box */
#define INK_MAX 0.70f
#define INK_SOLID 0.97f /* of a line of pixels: it is all ink */
#define BAR_WORD 0.25f  /* of a word's lines; a rule below it is thinner */
#define BAR_GLYPH 0.5f  /* of a glyph's; OCR may lay it on another's stem */
#define INK_DEPTH 64    /* least difference of an OCR word's ink and paper */

static struct ic_pixels pixels_of(const struct ic_raster *r, fz_rect points)
{
	fz_irect p = fz_irect_from_rect(
	    fz_transform_rect(points, ic_visible_to_pixels(r)));

	p = fz_intersect_irect(p, fz_make_irect(0, 0, r->w, r->h));
	return (struct ic_pixels){ p.x0, p.y0, p.x1, p.y1 };
}

static uint8_t luminance(const struct ic_raster *r, int x, int y)
{
	const uint8_t *p = r->px + (size_t)y * r->stride +
	    (size_t)x * (size_t)r->comps;

	return r->comps == 1
	    ? p[0]
	    : (uint8_t)((77 * p[0] + 151 * p[1] + 28 * p[2]) >> 8);
}

static void extremes(const struct ic_raster *r, struct ic_pixels p,
    uint8_t *least, uint8_t *most)
{
	for (int y = p.y0; y < p.y1; y++) {
		for (int x = p.x0; x < p.x1; x++) {
			uint8_t v = luminance(r, x, y);

			*least = v < *least ? v : *least;
			*most = v > *most ? v : *most;
		}
	}
}

static float ink(const struct ic_raster *r, struct ic_pixels p, int below)
{
	uint64_t dark = 0, all = 0;

	for (int y = p.y0; y < p.y1; y++) {
		for (int x = p.x0; x < p.x1; x++) {
			dark += luminance(r, x, y) < below;
			all++;
		}
	}
	return all ? (float)dark / (float)all : 0;
}

/*
 * The share of a box's lines along the writing that are ink from end to end.
 * No letters are: it is a bar, though it be lower than the box.
 */
static float barred(const struct ic_raster *r, struct ic_pixels p, int below,
    bool down)
{
	int lines = down ? p.x1 - p.x0 : p.y1 - p.y0, bars = 0;

	for (int i = 0; i < lines; i++) {
		struct ic_pixels at = p;

		if (down) {
			at.x0 = p.x0 + i;
			at.x1 = at.x0 + 1;
		} else {
			at.y0 = p.y0 + i;
			at.y1 = at.y0 + 1;
		}
		bars += ink(r, at, below) > INK_SOLID;
	}
	return lines > 0 ? (float)bars / (float)lines : 0;
}

static bool along_y(const struct ic_glyph *g)
{
	fz_point d = ic_glyph_direction(g);

	return fabsf(d.y) > fabsf(d.x);
}

static bool glyph_clear(const struct ic_raster *r, const struct ic_glyph *g,
    int middle)
{
	return barred(r, pixels_of(r, ic_glyph_bounds(g)), middle,
		   along_y(g)) <= BAR_GLYPH;
}

bool ic_visible_word(fz_context *ctx, const struct ic_raster *r,
    const struct ic_glyph *const *glyphs, size_t n)
{
	fz_rect box = fz_empty_rect;
	struct ic_pixels p;
	uint8_t least = 255, most = 0;
	int middle;
	float share;

	for (size_t i = 0; i < n; i++) {
		box = fz_union_rect(box, ic_glyph_bounds(glyphs[i]));
	}
	p = pixels_of(r, box);
	extremes(r, p, &least, &most);
	if (most < least + INK_DEPTH) {
		return false;
	}
	middle = (least + most + 1) / 2;
	share = ink(r, p, middle);
	for (size_t i = 0; i < n; i++) {
		if (!ic_visible_size(ctx, r, glyphs[i]) ||
		    !glyph_clear(r, glyphs[i], middle)) {
			return false;
		}
	}
	return share >= INK_MIN && share <= INK_MAX &&
	    barred(r, p, middle, along_y(glyphs[0])) <= BAR_WORD;
}
