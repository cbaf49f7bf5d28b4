/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What of a block lies outside of the page goes on as the page ends. Ink of
 * its own would be something that the page does not show.
 */
#include <stdlib.h>

#include "judge_page.h"

#define OUTSIDE 96 /* of 255, by which it may be off */

/* How far a byte of the one is from the other's, at most. */
static int apart(const uint8_t *a, const uint8_t *b, size_t n)
{
	int most = 0;

	for (size_t i = 0; i < n; i++) {
		int off = abs(a[i] - b[i]);

		most = off > most ? off : most;
	}
	return most;
}

/* The row y, from x0 to x1, goes on as y2 ends in its pixel x. Throws. */
static bool goes_on(fz_context *ctx, const struct ic_pixels_of *px, int y,
    int x0, int x1, int y2, int x)
{
	const uint8_t *end = ic_pixels_row(ctx, px, y2, x, x + 1);
	const uint8_t *row = ic_pixels_row(ctx, px, y, x0, x1);
	size_t n = (size_t)px->n;

	for (int i = x0; i < x1; i++, row += n) {
		if (apart(row, end, n) > OUTSIDE) {
			return false;
		}
	}
	return true;
}

/* A row in which nothing lies on the page, beside the last one that does. */
static bool repeats(fz_context *ctx, const struct ic_pixels_of *px, int y,
    int y2, const struct ic_area *in)
{
	const uint8_t *a = ic_pixels_row(ctx, px, y, in->x0, in->x1);
	const uint8_t *b = ic_pixels_row(ctx, px, y2, in->x0, in->x1);

	return apart(a, b, (size_t)((in->x1 - in->x0) * px->n)) <= OUTSIDE;
}

bool ic_judge_ends(fz_context *ctx, const struct ic_pixels_of *px)
{
	struct ic_area in = ic_pixels_touched(px, ic_rect_of(px->page));

	if (px->whole || in.x0 >= in.x1 || in.y0 >= in.y1) {
		return px->whole;
	}
	for (int y = 0; y < px->h; y++) {
		int y2 = y < in.y0 ? in.y0 : y >= in.y1 ? in.y1 - 1 : y;

		if ((y != y2 && !repeats(ctx, px, y, y2, &in)) ||
		    (in.x0 > 0 && !goes_on(ctx, px, y, 0, in.x0, y2, in.x0)) ||
		    (in.x1 < px->w &&
			!goes_on(ctx, px, y, in.x1, px->w, y2, in.x1 - 1))) {
			return false;
		}
	}
	return true;
}

void ic_judge_ends_want(fz_context *ctx, struct ic_pixels_of *px)
{
	struct ic_area in = ic_pixels_touched(px, ic_rect_of(px->page));
	struct ic_area all = { 0, 0, px->w, px->h };
	struct ic_area above = all, below = all;

	above.y1 = in.y0 + 1;
	below.y0 = in.y1 - 1;
	if (px->whole) {
		return;
	}
	if (in.x0 > 0 || in.x1 < px->w) {
		ic_pixels_want(ctx, px, all);
	} else {
		ic_pixels_want(ctx, px, above);
		ic_pixels_want(ctx, px, below);
	}
}
