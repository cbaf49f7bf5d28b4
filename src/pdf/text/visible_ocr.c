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

/* Pixels that are looked at together: as many as a byte counts. */
#define RUN UINT8_MAX

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

/* The line i of a box along the writing: its first pixel, and how many. */
struct line {
	int x, y, n;
	bool down;
};

static struct line line_of(struct ic_pixels p, int i, bool down)
{
	return down ? (struct line){ p.x0 + i, p.y0, p.y1 - p.y0, true }
		    : (struct line){ p.x0, p.y0 + i, p.x1 - p.x0, false };
}

static int lines_of(struct ic_pixels p, bool down)
{
	return down ? p.x1 - p.x0 : p.y1 - p.y0;
}

/* The next gray pixels of a line, which loses them; *n: how many. */
static const uint8_t *next_run(const struct ic_raster *r, struct line *l,
    uint8_t room[RUN], int *n)
{
	const uint8_t *at = r->px + (size_t)l->y * r->stride + (size_t)l->x;
	int k = l->n < RUN ? l->n : RUN;

	if (r->comps != 1 || l->down) {
		for (int i = 0; i < k; i++) {
			room[i] = l->down ? luminance(r, l->x, l->y + i)
					  : luminance(r, l->x + i, l->y);
		}
		at = room;
	}
	l->x += l->down ? 0 : k;
	l->y += l->down ? k : 0;
	l->n -= k;
	*n = k;
	return at;
}

static void extremes(const struct ic_raster *r, struct ic_pixels p,
    uint8_t *least, uint8_t *most)
{
	uint8_t room[RUN], low = 255, high = 0;
	int n;

	for (int i = 0; i < lines_of(p, false); i++) {
		for (struct line l = line_of(p, i, false); l.n > 0;) {
			const uint8_t *v = next_run(r, &l, room, &n);

			for (int k = 0; k < n; k++) {
				low = v[k] < low ? v[k] : low;
				high = v[k] > high ? v[k] : high;
			}
		}
	}
	*least = low;
	*most = high;
}

static int dark_in(const struct ic_raster *r, struct line l, int below)
{
	uint8_t room[RUN], limit = (uint8_t)below;
	int dark = 0, n;

	while (l.n > 0) {
		const uint8_t *v = next_run(r, &l, room, &n);
		uint8_t some = 0; /* no more than RUN */

		for (int k = 0; k < n; k++) {
			some = (uint8_t)(some + (v[k] < limit));
		}
		dark += some;
	}
	return dark;
}

/* Of a box's pixels, those that are dark; of its lines, those of ink alone. */
struct tally {
	int64_t dark, all;
	int bars, lines;
};

/*
 * No letters have a line along the writing that is ink from end to end: it is
 * a bar, though it be lower than the box.
 */
static struct tally count(const struct ic_raster *r, struct ic_pixels p,
    int below, bool down)
{
	struct tally t = { .lines = lines_of(p, down) };

	for (int i = 0; i < t.lines; i++) {
		struct line l = line_of(p, i, down);
		int dark = dark_in(r, l, below);

		t.dark += dark;
		t.all += l.n > 0 ? l.n : 0;
		t.bars += l.n > 0 && (float)dark / (float)l.n > INK_SOLID;
	}
	return t;
}

static float share_of(int64_t part, int64_t all)
{
	return all > 0 ? (float)part / (float)all : 0;
}

static bool along_y(const struct ic_glyph *g)
{
	fz_point d = ic_glyph_direction(g);

	return fabsf(d.y) > fabsf(d.x);
}

/* How many pixels of a line of n may be light if it is to be a bar. */
static int light_in_bar(int n)
{
	int light = 0;

	while (light < n && (float)(n - light - 1) / (float)n > INK_SOLID) {
		light++;
	}
	return light;
}

static bool is_bar(const struct ic_raster *r, struct line l, int light,
    int below)
{
	int dx = l.down ? 0 : 1, dy = l.down ? 1 : 0;

	for (int i = 0; i < l.n; i++) {
		if (luminance(r, l.x + dx * i, l.y + dy * i) >= below &&
		    light-- == 0) {
			return false;
		}
	}
	return l.n > 0;
}

/* Most lines of a letter are no bars, which their first pixels tell. */
static bool glyph_clear(const struct ic_raster *r, const struct ic_glyph *g,
    int middle)
{
	struct ic_pixels p = pixels_of(r, ic_glyph_bounds(g));
	bool down = along_y(g);
	int lines = lines_of(p, down), bars = 0;
	int light = light_in_bar(line_of(p, 0, down).n);

	for (int i = 0; i < lines; i++) {
		bars += is_bar(r, line_of(p, i, down), light, middle);
	}
	return share_of(bars, lines) <= BAR_GLYPH;
}

static bool reads(const struct ic_raster *r, struct ic_pixels p, int middle,
    bool down)
{
	struct tally t = count(r, p, middle, down);
	float share = share_of(t.dark, t.all);

	return share >= INK_MIN && share <= INK_MAX &&
	    share_of(t.bars, t.lines) <= BAR_WORD;
}

bool ic_visible_word(fz_context *ctx, const struct ic_raster *r,
    const struct ic_glyph *const *glyphs, size_t n)
{
	fz_rect box = fz_empty_rect;
	struct ic_pixels p;
	uint8_t least, most;
	int middle;

	for (size_t i = 0; i < n; i++) {
		box = fz_union_rect(box, ic_glyph_bounds(glyphs[i]));
	}
	p = pixels_of(r, box);
	extremes(r, p, &least, &most);
	if (most < least + INK_DEPTH) {
		return false;
	}
	middle = (least + most + 1) / 2;
	if (!reads(r, p, middle, along_y(glyphs[0]))) {
		return false;
	}
	for (size_t i = 0; i < n; i++) {
		if (!ic_visible_size(ctx, r, glyphs[i]) ||
		    !glyph_clear(r, glyphs[i], middle)) {
			return false;
		}
	}
	return true;
}
