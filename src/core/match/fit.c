/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/fit.h"

#define MILLION 1000000

struct ic_size ic_fit_turned(struct ic_size s, unsigned turns)
{
	return turns & 1 ? (struct ic_size){ s.h, s.w } : s;
}

struct ic_rect ic_fit_turn(struct ic_size s, unsigned turns, struct ic_rect r)
{
	for (turns &= 3; turns; turns--) {
		r = (struct ic_rect){ s.h - r.y1, r.x0, s.h - r.y0, r.x1 };
		s = ic_fit_turned(s, 1);
	}
	return r;
}

static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

static int64_t ceil_div(int64_t a, int64_t b)
{
	return a / b + (a % b > 0);
}

static int32_t clamp(int64_t v)
{
	return v > IC_MPT_MAX ? IC_MPT_MAX
	    : v < -IC_MPT_MAX ? -IC_MPT_MAX
			      : (int32_t)v;
}

/*
 * The way forth rounds outward; of the points that come to lie on one this is
 * the innermost, which does so again.
 */
static int32_t back(int32_t v, int32_t d, int32_t scale, bool low)
{
	int64_t m = ((int64_t)v - d) * MILLION;

	return clamp(low ? ceil_div(m, scale) : floor_div(m, scale));
}

struct ic_rect ic_fit_to_page(const struct ic_fit *f, struct ic_rect r)
{
	const struct ic_placement *p = &f->at;

	r = ic_fit_turn(f->file, f->turns, r);
	r = (struct ic_rect){ back(r.x0, p->dx, p->scale, true),
		back(r.y0, p->dy, p->scale, true),
		back(r.x1, p->dx, p->scale, false),
		back(r.y1, p->dy, p->scale, false) };
	return ic_rect_grow(r, f->slack);
}

static int32_t forth(int32_t v, int32_t d, int32_t scale, bool low)
{
	int64_t m = (int64_t)v * scale;

	return clamp((low ? floor_div(m, MILLION) : ceil_div(m, MILLION)) + d);
}

struct ic_rect ic_fit_to_file(const struct ic_fit *f, struct ic_rect r)
{
	const struct ic_placement *p = &f->at;

	r = (struct ic_rect){ forth(r.x0, p->dx, p->scale, true),
		forth(r.y0, p->dy, p->scale, true),
		forth(r.x1, p->dx, p->scale, false),
		forth(r.y1, p->dy, p->scale, false) };
	return ic_fit_turn(ic_fit_turned(f->file, f->turns), 4 - f->turns, r);
}

static bool apart(int32_t a, int32_t b, int32_t within)
{
	int64_t d = (int64_t)a - b;

	return d > within || d < -(int64_t)within;
}

bool ic_fit_is_near(const struct ic_fit *a, const struct ic_fit *b,
    int32_t within)
{
	struct ic_rect p = ic_fit_to_file(a, ic_rect_of(a->page));
	struct ic_rect q = ic_fit_to_file(b, ic_rect_of(b->page));

	return a->turns == b->turns && !apart(p.x0, q.x0, within) &&
	    !apart(p.y0, q.y0, within) && !apart(p.x1, q.x1, within) &&
	    !apart(p.y1, q.y1, within);
}

struct ic_placement ic_fit_inside(struct ic_size page, struct ic_size in)
{
	int64_t across, down, scale;

	if (page.w <= 0 || page.h <= 0 || in.w <= 0 || in.h <= 0) {
		return (struct ic_placement){ MILLION, 0, 0 };
	}
	across = (int64_t)in.w * MILLION / page.w;
	down = (int64_t)in.h * MILLION / page.h;
	scale = across < down ? across : down;
	scale = scale < IC_FIT_SCALE_MIN ? IC_FIT_SCALE_MIN
	    : scale > IC_FIT_SCALE_MAX   ? IC_FIT_SCALE_MAX
					 : scale;
	return (struct ic_placement){ (int32_t)scale,
		(int32_t)((in.w - page.w * scale / MILLION) / 2),
		(int32_t)((in.h - page.h * scale / MILLION) / 2) };
}
