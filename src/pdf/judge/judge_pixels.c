/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "judge_pixels.h"

#include <math.h>
#include <string.h>

#define SLACK 10.0 /* milli-points by which a picture of a page may be off */

static bool near(double a, double b, double slack)
{
	return fabs(a - b) <= slack;
}

/* The matrix of a picture that fills its page, but for rounding. */
static bool fills(const double m[6], struct ic_size page)
{
	double slack = SLACK + (page.w + page.h) / (double)(1 << 21);

	return near(m[0], page.w, slack) && near(m[1], 0, slack) &&
	    near(m[2], 0, slack) && near(m[3], page.h, slack) &&
	    near(m[4], 0, slack) && near(m[5], 0, slack);
}

/* Throws. */
static void place(fz_context *ctx, const double m[6], struct ic_pixels_of *px)
{
	double least = fabs(m[0]) + fabs(m[1]), off = least * 1e-6 + 1;
	bool turned = fabs(m[0]) < fabs(m[1]);

	px->whole = fills(m, px->page);
	if (px->whole) {
		px->map = (struct ic_pixels_map){ .a = (double)px->w /
			    px->page.w,
			.d = (double)px->h / px->page.h };
		return;
	}
	if (turned ? !near(m[0], 0, off) || !near(m[3], 0, off) || m[2] == 0
		   : !near(m[1], 0, off) || !near(m[2], 0, off) || m[0] == 0 ||
		    m[3] == 0) {
		fz_throw(ctx, FZ_ERROR_GENERIC, "a picture that is askew");
	}
	if (turned) {
		px->map = (struct ic_pixels_map){ .b = px->h / m[2],
			.c = px->w / m[1],
			.e = -px->w * m[5] / m[1],
			.f = -px->h * m[4] / m[2] };
	} else {
		px->map = (struct ic_pixels_map){ .a = px->w / m[0],
			.d = px->h / m[3],
			.e = -px->w * m[4] / m[0],
			.f = -px->h * m[5] / m[3] };
	}
}

static bool is_jpeg(fz_context *ctx, fz_image *image)
{
	fz_compressed_buffer *b = fz_compressed_image_buffer(ctx, image);

	return b && b->params.type == FZ_IMAGE_JPEG;
}

struct ic_pixels_of ic_pixels_place(fz_context *ctx, fz_image *image,
    const double at[6], struct ic_size page)
{
	struct ic_pixels_of px = { .page = page };

	if (!image || image->w <= 0 || image->h <= 0) {
		fz_throw(ctx, FZ_ERROR_GENERIC, "a picture of no known kind");
	}
	px.w = image->w;
	px.h = image->h;
	px.n = image->n == 1 ? 1 : 3;
	px.lossy = is_jpeg(ctx, image);
	place(ctx, at, &px);
	return px;
}

void ic_pixels_want(fz_context *ctx, struct ic_pixels_of *px, struct ic_area a)
{
	int y0 = a.y0 > 0 ? a.y0 : 0, y1 = a.y1 < px->h ? a.y1 : px->h;

	if (!px->want) {
		px->want = fz_calloc(ctx, (size_t)px->h, sizeof(*px->want));
	}
	for (int y = y0; y < y1; y++) {
		px->want[y] = true;
	}
}

/*
 * Of a picture that fills its page a thousandth of a point is enough; where
 * another lies is known to about as much of a pixel.
 */
static struct ic_area cut(const struct ic_pixels_of *px, double x0, double y0,
    double x1, double y1)
{
	double slack = px->whole ? 1e-9 : 2e-3;

	x0 = floor(x0 + slack);
	y0 = floor(y0 + slack);
	x1 = ceil(x1 - slack);
	y1 = ceil(y1 - slack);
	return (struct ic_area){ (int)fmin(fmax(x0, 0), px->w),
		(int)fmin(fmax(y0, 0), px->h), (int)fmin(fmax(x1, 0), px->w),
		(int)fmin(fmax(y1, 0), px->h) };
}

struct ic_area ic_pixels_touched(const struct ic_pixels_of *px,
    struct ic_rect r)
{
	const struct ic_pixels_map *m = &px->map;
	double ax = m->a * r.x0 + m->c * r.y0 + m->e;
	double bx = m->a * r.x1 + m->c * r.y1 + m->e;
	double ay = m->b * r.x0 + m->d * r.y0 + m->f;
	double by = m->b * r.x1 + m->d * r.y1 + m->f;

	return cut(px, fmin(ax, bx), fmin(ay, by), fmax(ax, bx), fmax(ay, by));
}

double ic_pixels_dpi(const struct ic_pixels_of *px)
{
	const struct ic_pixels_map *m = &px->map;

	return fmax(fmax(fabs(m->a), fabs(m->b)),
		   fmax(fabs(m->c), fabs(m->d))) *
	    72 * IC_MPT;
}

double ic_pixels_side(const struct ic_pixels_of *px)
{
	const struct ic_pixels_map *m = &px->map;

	return 1 / fmin(fabs(m->a) + fabs(m->b), fabs(m->c) + fabs(m->d)) /
	    IC_MPT;
}
