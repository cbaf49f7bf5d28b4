/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What was painted last at which place of a page, roughly. */
#include "cover_priv.h"

#include <math.h>

#define CELLS_MAX 65536.0f
#define SIDE_LEAST 3.0f               /* points */
#define SETS_MAX ((uint64_t)40000000) /* cells set on a page */

void ic_veil_grid_open(fz_context *ctx, struct ic_veil_grid *grid,
    struct ic_size page)
{
	float w = (float)page.w / IC_MPT, h = (float)page.h / IC_MPT;

	grid->side = fmaxf(SIDE_LEAST, sqrtf(w * h / CELLS_MAX));
	grid->w = (int)ceilf(w / grid->side) + 1;
	grid->h = (int)ceilf(h / grid->side) + 1;
	grid->left = SETS_MAX;
	grid->at = fz_calloc(ctx, (size_t)grid->w * (size_t)grid->h,
	    sizeof(*grid->at));
}

static int cell(float v, float side, int n)
{
	float at = floorf(v / side);

	return !(at > 0) ? 0 : at >= (float)n ? n - 1 : (int)at;
}

static void set_cell(struct ic_veil_grid *grid, struct ic_veil_grid *before,
    size_t i, uint32_t value)
{
	if (before && before->at[i] == 0) {
		before->at[i] = value;
	} else {
		grid->at[i] = value;
	}
}

static void set(struct ic_veil_grid *grid, struct ic_veil_grid *before,
    fz_rect r, uint32_t value)
{
	float half = grid->side / 2;
	int x0 = cell(r.x0 + half, grid->side, grid->w);
	int y0 = cell(r.y0 + half, grid->side, grid->h);
	int x1 = cell(r.x1 - half, grid->side, grid->w);
	int y1 = cell(r.y1 - half, grid->side, grid->h);

	if (!(r.x1 > 0) || !(r.y1 > 0) ||
	    !(r.x0 < (float)grid->w * grid->side) ||
	    !(r.y0 < (float)grid->h * grid->side)) {
		return;
	}
	for (int y = y0; y <= (y1 > y0 ? y1 : y0); y++) {
		for (int x = x0; x <= (x1 > x0 ? x1 : x0); x++) {
			if (grid->left == 0) {
				return;
			}
			grid->left--;
			set_cell(grid, before,
			    (size_t)y * (size_t)grid->w + (size_t)x, value);
		}
	}
}

void ic_veil_grid_set(struct ic_veil_grid *grid, fz_rect r, uint32_t value)
{
	set(grid, NULL, r, value);
}

void ic_veil_grid_mark(struct ic_veil_grid *grid, struct ic_veil_grid *before,
    fz_rect r, uint32_t value)
{
	set(grid, before, r, value);
}

uint32_t ic_veil_grid_get(const struct ic_veil_grid *grid, float x, float y)
{
	if (!(x >= 0) || !(y >= 0) || !(x < (float)grid->w * grid->side) ||
	    !(y < (float)grid->h * grid->side)) {
		return 0;
	}
	return grid->at[(size_t)(y / grid->side) * (size_t)grid->w +
	    (size_t)(x / grid->side)];
}
