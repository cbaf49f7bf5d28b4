/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <math.h>

#include "match_priv.h"

struct match_grid match_grid_of(struct ic_gray page)
{
	double p = 72000.0 / page.dpi;

	return (struct match_grid){ page.w, page.h, p, p };
}

/* From points of the production's page to pixels of the file's picture. */
struct map {
	double xx, xy, x0, yx, yy, y0;
};

/* Back from a page that was turned clockwise; `s` is its size before. */
static void unturn(struct ic_size s, unsigned turns, double *x, double *y)
{
	for (; turns & 3; turns--) {
		struct ic_size before = ic_fit_turned(s, turns - 1);
		double was = *x;

		*x = *y;
		*y = before.h - was;
	}
}

static void point(struct ic_gray file, const struct ic_fit *fit, double *x,
    double *y)
{
	double s = fit->at.scale / 1e6;

	*x = *x * s + fit->at.dx;
	*y = *y * s + fit->at.dy;
	unturn(fit->file, fit->turns, x, y);
	*x *= file.dpi / 72000.0;
	*y *= file.dpi / 72000.0;
}

static struct map map_of(struct ic_gray file, const struct ic_fit *fit)
{
	struct map m = { 0 };
	double across[2] = { 1000, 0 }, down[2] = { 0, 1000 };

	point(file, fit, &m.x0, &m.y0);
	point(file, fit, &across[0], &across[1]);
	point(file, fit, &down[0], &down[1]);
	m.xx = (across[0] - m.x0) / 1000;
	m.yx = (across[1] - m.y0) / 1000;
	m.xy = (down[0] - m.x0) / 1000;
	m.yy = (down[1] - m.y0) / 1000;
	return m;
}

static unsigned dark(struct ic_gray g, int64_t x, int64_t y)
{
	if (x < 0 || y < 0 || x >= g.w || y >= g.h) {
		return 0;
	}
	return 255u - g.at[(size_t)y * g.w + (size_t)x];
}

/* Between the four pixels around a point, in 1/256 of a pixel. */
static unsigned between(struct ic_gray g, int64_t x, int64_t y)
{
	int64_t i = x >> 8, k = y >> 8;
	unsigned fx = (unsigned)(x & 255), fy = (unsigned)(y & 255);
	unsigned top = dark(g, i, k) * (256 - fx) + dark(g, i + 1, k) * fx;
	unsigned low = dark(g, i, k + 1) * (256 - fx) +
	    dark(g, i + 1, k + 1) * fx;

	return (top * (256 - fy) + low * fy) >> 16;
}

/* How many samples a side a pixel needs, so that none of the file is lost. */
static unsigned samples(double step)
{
	return step <= 1.25 ? 1 : step >= 8 ? 8 : (unsigned)ceil(step);
}

/* The step from sample to sample, in 1/65536 of a pixel of the file. */
struct grid {
	int64_t ix, iy, kx, ky, x0, y0;
	unsigned n; /* samples a side of a pixel */
};

static int64_t fixed(double v)
{
	return (int64_t)llround(v * 65536);
}

static struct grid grid_of(struct ic_gray file, const struct ic_fit *fit,
    const struct match_grid *on)
{
	struct map m = map_of(file, fit);
	double across = fmax(fabs(m.xx), fabs(m.yx)) * on->px;
	double down = fmax(fabs(m.xy), fabs(m.yy)) * on->py;
	unsigned n = samples(fmax(across, down));
	double i = on->px / n, k = on->py / n;

	/* A sample stands for what is around its middle. */
	return (struct grid){ fixed(m.xx * i), fixed(m.yx * i), fixed(m.xy * k),
		fixed(m.yy * k), fixed(m.x0 + (m.xx * i + m.xy * k) / 2 - 0.5),
		fixed(m.y0 + (m.yx * i + m.yy * k) / 2 - 0.5), n };
}

static uint8_t pixel(struct ic_gray file, const struct grid *g, int64_t x,
    int64_t y)
{
	unsigned sum = 0;

	for (unsigned k = 0; k < g->n; k++) {
		for (unsigned i = 0; i < g->n; i++) {
			sum += between(file, (x + i * g->ix + k * g->kx) >> 8,
			    (y + i * g->iy + k * g->ky) >> 8);
		}
	}
	return (uint8_t)(sum / (g->n * g->n));
}

void match_resample(struct ic_gray file, const struct ic_fit *fit,
    const struct match_grid *on, uint8_t *out)
{
	struct grid g = grid_of(file, fit, on);

	for (uint32_t k = 0; k < on->h; k++) {
		int64_t x = g.x0 + (int64_t)k * g.n * g.kx;
		int64_t y = g.y0 + (int64_t)k * g.n * g.ky;

		for (uint32_t i = 0; i < on->w; i++) {
			*out++ = pixel(file, &g, x, y);
			x += g.n * g.ix;
			y += g.n * g.iy;
		}
	}
}

void match_negate(struct ic_gray g, uint8_t *out)
{
	size_t n = (size_t)g.w * g.h;

	for (size_t i = 0; i < n; i++) {
		out[i] = (uint8_t)(255 - g.at[i]);
	}
}
