/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/rect.h"

static int32_t min32(int32_t a, int32_t b)
{
	return a < b ? a : b;
}

static int32_t max32(int32_t a, int32_t b)
{
	return a > b ? a : b;
}

bool ic_rect_is_empty(struct ic_rect r)
{
	return r.x0 >= r.x1 || r.y0 >= r.y1;
}

bool ic_rect_touches(struct ic_rect a, struct ic_rect b)
{
	return !ic_rect_is_empty(ic_rect_intersect(a, b));
}

bool ic_rect_contains(struct ic_rect outer, struct ic_rect inner)
{
	return ic_rect_is_empty(inner) ||
	    (inner.x0 >= outer.x0 && inner.y0 >= outer.y0 &&
		inner.x1 <= outer.x1 && inner.y1 <= outer.y1);
}

struct ic_rect ic_rect_intersect(struct ic_rect a, struct ic_rect b)
{
	struct ic_rect r = {
		.x0 = max32(a.x0, b.x0),
		.y0 = max32(a.y0, b.y0),
		.x1 = min32(a.x1, b.x1),
		.y1 = min32(a.y1, b.y1),
	};

	return ic_rect_is_empty(r) ? (struct ic_rect){ 0 } : r;
}

struct ic_rect ic_rect_union(struct ic_rect a, struct ic_rect b)
{
	if (ic_rect_is_empty(a)) {
		return b;
	}
	if (ic_rect_is_empty(b)) {
		return a;
	}
	return (struct ic_rect){
		.x0 = min32(a.x0, b.x0),
		.y0 = min32(a.y0, b.y0),
		.x1 = max32(a.x1, b.x1),
		.y1 = max32(a.y1, b.y1),
	};
}

struct ic_rect ic_rect_grow(struct ic_rect r, int32_t d)
{
	return (struct ic_rect){ r.x0 - d, r.y0 - d, r.x1 + d, r.y1 + d };
}

struct ic_rect ic_rect_of(struct ic_size s)
{
	return (struct ic_rect){ 0, 0, s.w, s.h };
}
