/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A box says how wide the word was that it covers, if the words beside it stand
 * close: then which words fit can be tried out (Bland, Iyer and Levchenko,
 * "Story Beyond the Eye: Glyph Positions Break PDF Text Redaction", 2023). It
 * does not matter whether the word is still below it.
 */
#include "audit_priv.h"
#include "audit_width.h"

#include <math.h>

#define BOX_LOW 0.6f    /* height of a box, in heights of the type beside it */
#define BOX_HIGH 2.2f   /* a higher one covers more than a line */
#define WORD_LEAST 0.9f /* width of what may be one word, in the same */
#define WORD_MOST 10.0f
#define NEAR 0.75f /* what parts a word and a box at most, in the same */
#define OVER 1.2f  /* points that a box may lie over a letter beside it */
#define PART 0.18f /* a gap that parts two words, in heights of the type */
#define VISITS_MAX 40000000 /* of letters on a page, for all its boxes */
#define REACH_MAX 64        /* letters of the words beside a box */

/* What stands beside a box on its line: turned, so that text runs along x. */
struct beside {
	fz_rect box;
	float left, right; /* of the letters next to it; NAN: there is none */
	float em;
	float below0, below1; /* of the letters that it hides; NAN: none */
	bool overlaps;        /* a letter that is shown lies under it in part */
	bool several;         /* a blank is among those that it hides */
};

/* It hides something, or is a bar, and no picture. */
static bool is_bar(const struct audit_page *p, const struct ic_cover_area *a)
{
	bool shape = a->cover == IC_COVER_DARK || a->cover == IC_COVER_STROKE ||
	    a->cover == IC_COVER_ANNOTATION;

	return a->hides ||
	    (shape && audit_dark_share(p->seen, a->rect) > AUDIT_BOX_SHARE);
}

int audit_turn_of(const struct ic_glyph *g)
{
	fz_point d = ic_glyph_direction(g);

	if (fabsf(d.x) > 0.99f) {
		return d.x > 0 ? 0 : 2;
	}
	return fabsf(d.y) > 0.99f ? (d.y > 0 ? 1 : 3) : -1;
}

fz_rect audit_turned(fz_rect r, int turn)
{
	fz_rect out = r;

	for (int i = 0; i < turn; i++) {
		out = (fz_rect){ out.y0, -out.x1, out.y1, -out.x0 };
	}
	return out;
}

static bool is_inside(fz_rect box, fz_rect at)
{
	float middle = (at.x0 + at.x1) / 2;

	return middle > box.x0 && middle < box.x1;
}

static void meet(struct beside *b, const struct ic_glyph *g, fz_rect at,
    enum ic_glyph_state state)
{
	float middle = (at.x0 + at.x1) / 2;

	if (state != IC_GLYPH_SHOWN) {
		if (is_inside(b->box, at)) {
			b->below0 = fminf(b->below0, at.x0);
			b->below1 = fmaxf(b->below1, at.x1);
		}
		return;
	}
	b->em = b->em > g->em ? b->em : g->em;
	if (at.x1 > b->box.x0 + OVER && at.x0 < b->box.x1 - OVER) {
		b->overlaps = true;
	} else if (middle < b->box.x0) {
		b->left = isnan(b->left) ? at.x1 : fmaxf(b->left, at.x1);
	} else {
		b->right = isnan(b->right) ? at.x0 : fminf(b->right, at.x0);
	}
}

/* On the line that the box is on, by the letters' middles. */
static bool on_line(fz_rect box, fz_rect at)
{
	float y = (at.y0 + at.y1) / 2;

	return y > box.y0 && y < box.y1;
}

/* The letters of the box's line, or its blanks. */
static void look_along(const struct audit_page *p, struct beside *b, int turn,
    bool blanks)
{
	for (size_t i = 0; i < p->glyphs.n; i++) {
		const struct ic_glyph *g = &p->glyphs.at[i];
		fz_rect at = audit_turned(ic_glyph_bounds(g), turn);

		if (g->blank != blanks || !on_line(b->box, at) ||
		    audit_turn_of(g) != turn) {
			continue;
		}
		if (!blanks) {
			meet(b, g, at, p->veiled.state[i]);
		} else if (at.x0 > b->below0 && at.x1 < b->below1) {
			b->several = true;
		}
	}
}

static struct beside look_beside(const struct audit_page *p, fz_rect box,
    int turn)
{
	struct beside b = { .box = audit_turned(box, turn),
		.left = NAN,
		.right = NAN,
		.below0 = NAN,
		.below1 = NAN };

	look_along(p, &b, turn, false);
	if (!isnan(b.below0)) {
		look_along(p, &b, turn, true);
	}
	return b;
}

static bool hugs(const struct beside *b)
{
	float w = b->box.x1 - b->box.x0, h = b->box.y1 - b->box.y0;

	return b->em > 0 && !b->overlaps && !b->several && !isnan(b->left) &&
	    !isnan(b->right) && b->box.x0 - b->left < NEAR * b->em &&
	    b->right - b->box.x1 < NEAR * b->em && h > BOX_LOW * b->em &&
	    h < BOX_HIGH * b->em && w > WORD_LEAST * b->em &&
	    w < WORD_MOST * b->em;
}

/* How far the words beside the box go: the letters without a gap. */
static float reach(const struct audit_page *p, const struct beside *b, int turn)
{
	float x0 = b->left, x1 = b->right;
	bool more = true;

	for (int n = 0; more && n < REACH_MAX; n++) {
		more = false;
		for (size_t i = 0; i < p->glyphs.n; i++) {
			const struct ic_glyph *g = &p->glyphs.at[i];
			fz_rect at = audit_turned(ic_glyph_bounds(g), turn);

			if (g->blank || !on_line(b->box, at)) {
				continue;
			}
			if (at.x0 < x0 && at.x1 > x0 - PART * b->em) {
				x0 = at.x0;
				more = true;
			}
			if (at.x1 > x1 && at.x0 < x1 + PART * b->em) {
				x1 = at.x1;
				more = true;
			}
		}
	}
	return fmaxf(b->box.x0 - x0, x1 - b->box.x1);
}

static void note(struct audit *a, struct audit_page *p, const struct beside *b,
    fz_rect box, int turn)
{
	struct ic_finding_item f = { .kind = IC_FINDING_HUGGING_BOX,
		.severity = IC_SEVERITY_NOTICE,
		.detail = IC_DETAIL_PAD };

	f.number = (uint32_t)ceilf(reach(p, b, turn));
	audit_add_at(a, p, f, box);
}

/* Throws. */
static bool look_at_box(struct audit *a, struct audit_page *p, fz_rect box)
{
	for (int turn = 0; turn < 4; turn++) {
		struct beside b = look_beside(p, box, turn);

		if (hugs(&b)) {
			note(a, p, &b, box, turn);
			return true;
		}
	}
	return false;
}

/* A box is often painted as a frame, and what fills it. */
static bool inside_last(const fz_rect *last, fz_rect r)
{
	return fz_contains_rect(fz_expand_rect(*last, 2), r);
}

void audit_width_page(struct audit *a, struct audit_page *p)
{
	fz_rect last = fz_empty_rect;
	size_t left = VISITS_MAX / (4 * p->glyphs.n + 1);

	for (size_t i = 0; i < p->veiled.nareas && left > 0; i++) {
		const struct ic_cover_area *c = &p->veiled.areas[i];
		fz_rect r = c->rect;
		float low = fminf(r.x1 - r.x0, r.y1 - r.y0);

		/* No line of text is lower or higher. */
		if (low <= 4 || low >= 72 || inside_last(&last, r) ||
		    !is_bar(p, c)) {
			continue;
		}
		left--;
		if (look_at_box(a, p, r)) {
			last = r;
		}
	}
	audit_width_removed(a, p);
}
