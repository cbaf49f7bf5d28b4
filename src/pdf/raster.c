/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "pdf/raster.h"

#include <stdlib.h>

/* A slice's dpi, and so a reply's, is at most this. */
#define DPI_MAX 2400

static int64_t pixels_along(int32_t milli, uint32_t dpi)
{
	int64_t n = ((int64_t)milli * dpi + 36000) / 72000;

	return n > 0 ? n : 1;
}

uint32_t ic_raster_dpi(struct ic_size page, uint32_t dpi)
{
	dpi = dpi < DPI_MAX ? dpi : DPI_MAX;
	while (dpi > 0 &&
	    pixels_along(page.w, dpi) * pixels_along(page.h, dpi) >
		IC_RASTER_PIXELS_MAX) {
		dpi--;
	}
	return dpi;
}

bool ic_raster_room(struct ic_raster *r, int w, int h, int comps)
{
	size_t need = (size_t)w * (size_t)h * (size_t)comps;

	if (need > r->cap) {
		free(r->px);
		r->px = malloc(need);
		r->cap = r->px ? need : 0;
	}
	if (!r->px) {
		return false;
	}
	r->w = w;
	r->h = h;
	r->comps = comps;
	r->stride = (size_t)w * (size_t)comps;
	return true;
}

bool ic_raster_grid(struct ic_raster *r, struct ic_size page, uint32_t dpi)
{
	uint32_t use = ic_raster_dpi(page, dpi);

	if (use == 0) {
		return false;
	}
	r->w = (int)pixels_along(page.w, use);
	r->h = (int)pixels_along(page.h, use);
	r->size = page;
	r->dpi = use;
	return true;
}

bool ic_raster_shape(struct ic_raster *r, struct ic_size page, uint32_t dpi,
    int comps)
{
	struct ic_raster grid;

	if (!ic_raster_grid(&grid, page, dpi) ||
	    !ic_raster_room(r, grid.w, grid.h, comps)) {
		return false;
	}
	r->size = page;
	r->dpi = grid.dpi;
	return true;
}

/* floor(milli * n / side), cut to the grid of n pixels. */
static int before(int32_t milli, int n, int32_t side)
{
	int64_t x = (int64_t)milli * n;

	return x <= 0 ? 0 : x / side >= n ? n : (int)(x / side);
}

/* ceil(milli * n / side), cut likewise. */
static int after(int32_t milli, int n, int32_t side)
{
	int64_t x = (int64_t)milli * n + side - 1;

	return x <= 0 ? 0 : x / side >= n ? n : (int)(x / side);
}

struct ic_pixels ic_raster_touched(const struct ic_raster *r,
    struct ic_rect rect)
{
	return (struct ic_pixels){
		before(rect.x0, r->w, r->size.w),
		before(rect.y0, r->h, r->size.h),
		after(rect.x1, r->w, r->size.w),
		after(rect.y1, r->h, r->size.h),
	};
}

struct ic_pixels ic_raster_burned(const struct ic_raster *r,
    struct ic_rect rect)
{
	struct ic_pixels p = ic_raster_touched(r, rect);

	p.x0 -= p.x0 > 0;
	p.y0 -= p.y0 > 0;
	p.x1 += p.x1 < r->w;
	p.y1 += p.y1 < r->h;
	return p;
}

void ic_raster_finish(struct ic_raster *r)
{
	if (r) {
		free(r->px);
		*r = (struct ic_raster){ 0 };
	}
}
