/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Least squares (Lucas and Kanade): how far each point would have to move for
 * the pictures to agree there is told by the slope of the ink; one scale and
 * one offset are sought that suit all points. Where they do not agree anyway,
 * as under a stamp, a point has little say.
 */
#include <math.h>
#include <stdlib.h>

#include "match_priv.h"

#define ROUNDS 8
#define DOUBT 40.0 /* difference of darkness at which a point counts half */

/* Points move by (grow * x + dx, grow * y + dy), in pixels. */
struct move {
	double grow, dx, dy;
};

/* The normal equations of it: symmetric, with a right side. */
struct sums {
	double at[3][4];
};

static void add_point(struct sums *s, double sx, double sy, double x, double y,
    double lack)
{
	double weight = 1 / (1 + lack * lack / (DOUBT * DOUBT));
	const double c[4] = { sx * x + sy * y, sx, sy, lack };

	for (unsigned i = 0; i < 3; i++) {
		for (unsigned k = 0; k < 4; k++) {
			s->at[i][k] += weight * c[i] * c[k];
		}
	}
}

/* By elimination; false if the pictures do not say it. */
static bool solve(struct sums *s, struct move *out)
{
	for (unsigned i = 0; i < 3; i++) {
		if (fabs(s->at[i][i]) < 1e-6) {
			return false;
		}
		for (unsigned r = 0; r < 3; r++) {
			double by = s->at[r][i] / s->at[i][i];

			for (unsigned k = i; r != i && k < 4; k++) {
				s->at[r][k] -= by * s->at[i][k];
			}
		}
	}
	*out = (struct move){ s->at[0][3] / s->at[0][0],
		s->at[1][3] / s->at[1][1], s->at[2][3] / s->at[2][2] };
	return true;
}

/* Coordinates count from the middle, so that scale and offset are apart. */
static bool next_move(const uint8_t *file, const uint8_t *page, uint32_t w,
    uint32_t h, struct move *out)
{
	struct sums s = { 0 };

	for (uint32_t y = 1; y + 1 < h; y++) {
		const uint8_t *f = file + (size_t)y * w;
		const uint8_t *p = page + (size_t)y * w;

		for (uint32_t x = 1; x + 1 < w; x++) {
			double sx = (f[x + 1] - f[x - 1]) / 2.0;
			double sy = (f[x + w] - f[(int64_t)x - w]) / 2.0;

			if (sx != 0 || sy != 0) {
				add_point(&s, sx, sy, x - w / 2.0, y - h / 2.0,
				    p[x] - f[x]);
			}
		}
	}
	return solve(&s, out);
}

static void take(struct ic_fit *fit, struct move m, const struct match_grid *g)
{
	double s = fit->at.scale / 1e6, scale = s * (1 + m.grow);

	fit->at.dx += (int32_t)lround(s * g->px * (m.dx - m.grow * g->w / 2));
	fit->at.dy += (int32_t)lround(s * g->py * (m.dy - m.grow * g->h / 2));
	if (scale > IC_FIT_SCALE_MIN / 1e6 && scale < IC_FIT_SCALE_MAX / 1e6) {
		fit->at.scale = (int32_t)lround(scale * 1e6);
	}
}

static bool is_small(struct move m, uint32_t w, uint32_t h)
{
	return fabs(m.dx) < 0.01 && fabs(m.dy) < 0.01 &&
	    fabs(m.grow) * (w + h) < 0.02;
}

/* An answer that has run away was none. */
static bool is_wild(struct move m)
{
	return !(fabs(m.dx) < 8 && fabs(m.dy) < 8 && fabs(m.grow) < 0.02);
}

bool match_refine(struct ic_gray file, struct ic_gray page, struct ic_fit *fit)
{
	const struct match_grid on = match_grid_of(page);
	size_t n = (size_t)page.w * page.h;
	uint8_t *f = malloc(n), *p = malloc(n), *line = malloc(n);
	bool ok = f && p && line;

	if (ok) {
		match_negate(page, p);
		match_blur(p, line, page.w, page.h);
		match_blur(p, line, page.w, page.h);
	}
	for (unsigned i = 0; ok && i < ROUNDS; i++) {
		struct move m;

		match_resample(file, fit, &on, f);
		match_blur(f, line, page.w, page.h);
		match_blur(f, line, page.w, page.h);
		if (!next_move(f, p, page.w, page.h, &m) || is_wild(m)) {
			break;
		}
		take(fit, m, &on);
		if (is_small(m, page.w, page.h)) {
			break;
		}
	}
	free(f);
	free(p);
	free(line);
	return ok;
}
