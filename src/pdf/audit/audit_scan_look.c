/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "audit_scan.h"

#include <math.h>
#include <string.h>

#include "core/finding.h"
#include "ink.h"
#include "pdf/visible.h"

#define LOW 0.08f   /* em above the baseline, from where letters are asked */
#define HIGH 0.55f  /* to where */
#define SPREAD 40   /* of 255, of the tones of a bar */
#define LIGHT 128   /* paper is */
#define FAINT 12    /* the same of paper */
#define STRAY 0.02f /* of a bar's pixels may have any tone */
#define ENDS 0.15f  /* of a word, that may stick out of its bar */
#define DARKER 60   /* than paper a bar is, at least */
#define INK 36      /* of 255, of ink and what it is on */
#define INKED 0.45f /* of what a word is wide there is ink above or below */
#define LEAST 3     /* pixels, of the height that is looked at */

struct tones {
	uint32_t count[256], all;
};

static int tone_of(const struct ic_raster *r, int x, int y)
{
	const uint8_t *p = r->px + (size_t)y * r->stride +
	    (size_t)x * (size_t)r->comps;

	return r->comps == 1 ? p[0]
			     : (77 * p[0] + 151 * p[1] + 28 * p[2] + 128) >> 8;
}

int audit_paper(const struct ic_raster *r)
{
	uint32_t count[256] = { 0 }, most = 0;
	int paper = 255;

	for (int y = 0; y < r->h; y += 2) {
		for (int x = 0; x < r->w; x += 2) {
			count[tone_of(r, x, y)]++;
		}
	}
	for (int v = 255; v >= LIGHT; v--) {
		uint32_t n = 0;

		for (int k = v - 4; k <= v + 4 && k < 256; k++) {
			n += count[k];
		}
		if (n > most) {
			most = n;
			paper = v;
		}
	}
	return paper;
}

static fz_irect pixels_of(const struct ic_raster *r, fz_rect points)
{
	return fz_intersect_irect(fz_irect_from_rect(fz_transform_rect(points,
				      ic_visible_to_pixels(r))),
	    fz_make_irect(0, 0, r->w, r->h));
}

static void gather(const struct ic_raster *r, fz_irect at, struct tones *t)
{
	memset(t, 0, sizeof(*t));
	for (int y = at.y0; y < at.y1; y++) {
		for (int x = at.x0; x < at.x1; x++) {
			t->count[tone_of(r, x, y)]++;
			t->all++;
		}
	}
}

/* The tone below which `share` of the pixels are. */
static int tone_at(const struct tones *t, float share)
{
	uint32_t sum = 0;

	for (int v = 0; v < 256; v++) {
		sum += t->count[v];
		if ((float)sum > share * (float)t->all) {
			return v;
		}
	}
	return 255;
}

static fz_point off(fz_point p, fz_point dir, float along, float up)
{
	return fz_make_point(p.x + dir.x * along + dir.y * up,
	    p.y + dir.y * along - dir.x * up);
}

/* From `from` to `to` on a baseline, the height of small letters. */
static fz_rect band(const struct ic_word *w, fz_point from, fz_point to)
{
	fz_rect r = fz_empty_rect;
	const fz_point at[4] = { off(from, w->dir, 0, LOW * w->em),
		off(from, w->dir, 0, HIGH * w->em),
		off(to, w->dir, 0, LOW * w->em),
		off(to, w->dir, 0, HIGH * w->em) };

	r = (fz_rect){ at[0].x, at[0].y, at[0].x, at[0].y };
	for (int i = 1; i < 4; i++) {
		r = fz_include_point_in_rect(r, at[i]);
	}
	return r;
}

static float length(const struct ic_word *w)
{
	return hypotf(w->end.x - w->start.x, w->end.y - w->start.y);
}

enum audit_place_look audit_place_at(const struct ic_raster *r, int paper,
    const struct ic_word *w)
{
	fz_irect at = pixels_of(r, band(w, w->start, w->end));
	struct tones t;
	int tone;

	if (w->vertical || at.x1 - at.x0 < LEAST || at.y1 - at.y0 < LEAST) {
		return AUDIT_PLACE_OTHER;
	}
	gather(r, at, &t);
	tone = tone_at(&t, 0.5f);
	if (tone_at(&t, 0.9999f) - tone_at(&t, 0) <= FAINT &&
	    tone >= paper - FAINT && tone <= paper + FAINT) {
		return AUDIT_PLACE_BLANK;
	}
	/* A bar may begin a little late, or a layer be a little off. */
	at = pixels_of(r,
	    band(w, off(w->start, w->dir, ENDS * length(w), 0),
		off(w->end, w->dir, -ENDS * length(w), 0)));
	gather(r, at, &t);
	tone = tone_at(&t, 0.5f);
	if (t.all > 0 &&
	    tone_at(&t, 1 - STRAY) - tone_at(&t, STRAY) <= SPREAD &&
	    tone <= paper - DARKER) {
		return AUDIT_PLACE_BAR;
	}
	return AUDIT_PLACE_INK;
}

bool audit_place_fits(const struct ic_raster *r, const struct ic_word *w)
{
	fz_irect at = pixels_of(r, band(w, w->start, w->end));
	bool down = fabsf(w->dir.y) > fabsf(w->dir.x);
	int n = down ? at.y1 - at.y0 : at.x1 - at.x0;
	int across = down ? at.x1 - at.x0 : at.y1 - at.y0, inked = 0;

	for (int i = 0; i < n; i++) {
		int low = 255, high = 0;

		for (int k = 0; k < across; k++) {
			int x = at.x0 + (down ? k : i);
			int y = at.y0 + (down ? i : k);

			int v = tone_of(r, x, y);

			low = v < low ? v : low;
			high = v > high ? v : high;
		}
		inked += high - low > INK;
	}
	return n > 0 && (float)inked >= INKED * (float)n;
}

bool audit_place_gap(const struct ic_raster *r, int paper,
    const struct ic_word *a, const struct ic_word *b)
{
	float gap = hypotf(b->start.x - a->end.x, b->start.y - a->end.y);
	fz_irect at = pixels_of(r,
	    band(a, off(a->end, a->dir, gap / 3, 0),
		off(a->end, a->dir, gap * 2 / 3, 0)));
	struct tones t;

	gather(r, at, &t);
	return t.all > 0 && tone_at(&t, 0.1f) >= paper - DARKER;
}

fz_rect audit_word_box(const struct ic_glyphs *g, const struct ic_words *words,
    const struct ic_word *w)
{
	fz_rect r = fz_empty_rect;

	for (uint32_t i = 0; i < w->n; i++) {
		r = fz_union_rect(r,
		    ic_glyph_bounds(&g->at[words->glyphs[w->first + i].index]));
	}
	return r;
}

void audit_words_text(const struct ic_glyphs *g, const struct ic_words *words,
    size_t first, size_t last, struct ic_buf *out)
{
	uint32_t runes[IC_WORD_RUNES_MAX];

	for (size_t i = first; i <= last; i++) {
		size_t n = ic_word_runes(g, words, &words->at[i], runes);

		ic_buf_puts(out, i > first ? " " : "");
		for (size_t k = 0; k < n; k++) {
			char utf8[8];
			int len = fz_runetochar(utf8, (int)runes[k]);

			if (out->len + (size_t)len + 1 < IC_FINDING_TEXT_MAX) {
				ic_buf_add(out, utf8, (size_t)len);
			}
		}
	}
}

bool audit_on_picture(const struct ic_ink *ink, fz_rect points)
{
	float x = (points.x0 + points.x1) / 2, y = (points.y0 + points.y1) / 2;

	for (size_t i = 0; i < ink->npictures; i++) {
		const struct ic_ink_picture *k = &ink->pictures[i];
		fz_rect r = fz_intersect_rect(k->clip,
		    fz_transform_rect(fz_unit_rect, k->ctm));

		if (x >= r.x0 && x <= r.x1 && y >= r.y0 && y <= r.y1) {
			return true;
		}
	}
	return false;
}
