/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdlib.h>

#include "judge_pixels.h"

static bool is_lossy(fz_context *ctx, fz_image *image)
{
	fz_compressed_buffer *b = fz_compressed_image_buffer(ctx, image);

	return b && b->params.type == FZ_IMAGE_JPEG;
}

struct ic_pixels_of ic_pixels_open(
    fz_context *ctx, fz_image *image, struct ic_size page)
{
	struct ic_pixels_of px = { .page = page,
		.lossy = is_lossy(ctx, image) };

	px.pix = fz_get_pixmap_from_image(ctx, image, NULL, NULL, NULL, NULL);
	if (px.pix->w != image->w || px.pix->h != image->h || px.pix->alpha ||
	    (px.pix->n != 1 && px.pix->n != 3)) {
		ic_pixels_close(ctx, &px);
		fz_throw(ctx, FZ_ERROR_GENERIC, "a picture of no known kind");
	}
	return px;
}

void ic_pixels_close(fz_context *ctx, struct ic_pixels_of *px)
{
	fz_drop_pixmap(ctx, px->pix);
	px->pix = NULL;
}

static int down(int64_t v, int64_t pixels, int64_t side)
{
	return v <= 0 ? 0 : (int)(v * pixels / side);
}

static int up(int64_t v, int64_t pixels, int64_t side)
{
	return v >= side ? (int)pixels : (int)((v * pixels + side - 1) / side);
}

struct ic_area ic_pixels_touched(
    const struct ic_pixels_of *px, struct ic_rect r)
{
	return (struct ic_area){ down(r.x0, px->pix->w, px->page.w),
		down(r.y0, px->pix->h, px->page.h),
		up(r.x1, px->pix->w, px->page.w),
		up(r.y1, px->pix->h, px->page.h) };
}

const uint8_t *ic_pixels_at(const struct ic_pixels_of *px, int x, int y)
{
	return px->pix->samples + (ptrdiff_t)y * px->pix->stride +
	       (ptrdiff_t)x * px->pix->n;
}

int ic_pixels_luminance(const struct ic_pixels_of *px, int x, int y)
{
	const uint8_t *p = ic_pixels_at(px, x, y);

	return px->pix->n == 1 ? p[0]
			       : (299 * p[0] + 587 * p[1] + 114 * p[2]) / 1000;
}

int ic_pixels_off(const struct ic_pixels_of *px, int x, int y, int value)
{
	const uint8_t *p = ic_pixels_at(px, x, y);
	int worst = 0;

	for (int i = 0; i < px->pix->n; i++) {
		int off = abs(p[i] - value);

		worst = off > worst ? off : worst;
	}
	return worst;
}
