/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A page's thumbnail (ISO 32000-2, 12.3.4), held against what the page shows:
 * one that was made before a box was drawn shows what is under it, small.
 */
#include <stdlib.h>
#include <string.h>

#include "audit_priv.h"

#define SIDE_MAX 1024 /* pixels of a thumbnail that is looked at */
#define SIDE_MIN 16
#define ASPECT 0.1f    /* by which its shape may be another than the page's */
#define DIFFERS 60     /* gray levels, in the mean of 5 by 5 pixels */
#define NEAR 2         /* pixels that count around one */
#define FLAT 8         /* gray levels between pixels of a flat place */
#define PIXELS_LEAST 6 /* that differ */

/* A gray picture; px is owned. */
struct gray {
	int w, h;
	uint8_t *px;
};

/* The page's picture, made as small as the thumbnail. Throws. */
static struct gray shrink(fz_context *ctx, const struct ic_raster *r, int w,
    int h)
{
	struct gray g = { w, h,
		fz_calloc(ctx, (size_t)w * (size_t)h, sizeof(*g.px)) };

	for (int i = 0; i < w * h; i++) {
		int x0 = i % w * r->w / w, x1 = (i % w + 1) * r->w / w;
		int y0 = i / w * r->h / h, y1 = (i / w + 1) * r->h / h;
		uint64_t sum = 0, n = 0;

		for (int y = y0; y < y1; y++) {
			for (int x = x0; x < x1; x++) {
				const uint8_t *p = r->px +
				    (size_t)y * r->stride +
				    (size_t)x * (size_t)r->comps;

				sum += p[r->comps / 2];
				n++;
			}
		}
		g.px[i] = n > 0 ? (uint8_t)(sum / n) : 255;
	}
	return g;
}

/* Throws. */
static struct gray read_pixmap(fz_context *ctx, fz_pixmap *pix)
{
	int n = fz_pixmap_components(ctx, pix);
	ptrdiff_t stride = fz_pixmap_stride(ctx, pix);
	const uint8_t *px = fz_pixmap_samples(ctx, pix);
	struct gray g = { fz_pixmap_width(ctx, pix), fz_pixmap_height(ctx, pix),
		NULL };

	g.px = fz_calloc(ctx, (size_t)g.w * (size_t)g.h, sizeof(*g.px));
	for (int y = 0; y < g.h; y++) {
		for (int x = 0; x < g.w; x++) {
			g.px[y * g.w + x] = px[y * stride + x * n + n / 2];
		}
	}
	return g;
}

/* As RGB, whose green is near to what is seen. Throws. */
static struct gray decode(fz_context *ctx, fz_image *image)
{
	fz_pixmap *pix = NULL, *rgb = NULL;
	struct gray g = { 0 };

	fz_var(pix);
	fz_var(rgb);
	fz_try(ctx) {
		pix = fz_get_pixmap_from_image(ctx, image, NULL, NULL, NULL,
		    NULL);
		rgb = fz_convert_pixmap(ctx, pix, fz_device_rgb(ctx), NULL,
		    NULL, fz_default_color_params, 0);
		g = read_pixmap(ctx, rgb);
	}
	fz_always(ctx) {
		fz_drop_pixmap(ctx, pix);
		fz_drop_pixmap(ctx, rgb);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
	return g;
}

/* Around a pixel, 5 by 5: the mean, and how far apart they are. */
static int mean(const struct gray *g, int x, int y, int *range)
{
	int sum = 0, low = 255, high = 0;

	for (int i = -NEAR; i <= NEAR; i++) {
		for (int k = -NEAR; k <= NEAR; k++) {
			int v = g->px[(y + i) * g->w + x + k];

			sum += v;
			low = v < low ? v : low;
			high = v > high ? v : high;
		}
	}
	*range = high - low;
	return sum / ((2 * NEAR + 1) * (2 * NEAR + 1));
}

/*
 * Thumbnails are coarse where there is text. Where the page shows nothing, or
 * a box, there is nothing to be coarse about.
 */
static bool differ(const struct gray *thumb, const struct gray *page)
{
	int n = 0;

	for (int y = NEAR; y < page->h - NEAR; y++) {
		for (int x = NEAR; x < page->w - NEAR; x++) {
			int flat, any, here = mean(page, x, y, &flat);

			n += flat <= FLAT &&
			    abs(here - mean(thumb, x, y, &any)) > DIFFERS;
		}
	}
	return n >= PIXELS_LEAST;
}

/* A thumbnail of another shape is of a page that was turned or cropped. */
static bool has_shape(const fz_image *image, const struct ic_raster *r)
{
	float a = (float)image->w * (float)r->h;
	float b = (float)image->h * (float)r->w;

	return image->w >= SIDE_MIN && image->h >= SIDE_MIN &&
	    image->w <= SIDE_MAX && image->h <= SIDE_MAX && image->w <= r->w &&
	    image->h <= r->h && a < b * (1 + ASPECT) && b < a * (1 + ASPECT);
}

/* Throws. */
static void compare(struct audit *a, struct audit_page *p, fz_image *image)
{
	fz_context *ctx = a->doc.mu.ctx;
	const struct ic_finding_item f = { .kind = IC_FINDING_THUMBNAIL,
		.severity = IC_SEVERITY_WARNING,
		.page = p->index,
		.place = IC_PLACE_THUMBNAIL,
		.detail = IC_DETAIL_DIFFERS };
	struct gray thumb = { 0 }, page = { 0 };

	fz_var(thumb);
	fz_var(page);
	fz_try(ctx) {
		thumb = decode(ctx, image);
		page = shrink(ctx, p->seen, thumb.w, thumb.h);
		if (differ(&thumb, &page)) {
			audit_add(a, &f);
		}
	}
	fz_always(ctx) {
		fz_free(ctx, thumb.px);
		fz_free(ctx, page.px);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

/* One that cannot be drawn shows nothing. */
void audit_thumbnail_page(struct audit *a, struct audit_page *p)
{
	fz_context *ctx = a->doc.mu.ctx;
	pdf_obj *thumb = pdf_dict_gets(ctx, p->page->obj, "Thumb");
	fz_image *image = NULL;

	if (!pdf_is_stream(ctx, thumb)) {
		return;
	}
	fz_var(image);
	fz_try(ctx) {
		image = pdf_load_image(ctx, a->doc.pdf, thumb);
		if (has_shape(image, p->seen)) {
			compare(a, p, image);
		}
	}
	fz_always(ctx) {
		fz_drop_image(ctx, image);
	}
	fz_catch(ctx) {
		if (a->doc.mu.starved || a->doc.why != IC_REASON_NONE) {
			fz_rethrow(ctx);
		}
	}
}
