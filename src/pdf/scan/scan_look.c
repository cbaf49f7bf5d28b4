/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A scan as one sees it who only looks: decoded, at the size that is needed,
 * and not drawn. What is damaged, or coded in a way that is not known here, is
 * MuPDF's to draw and to complain of.
 */
#include "scan_jpeg.h"
#include "scan_priv.h"

/* A picture and the grid that it is seen on. */
struct look {
	fz_image *im;
	struct ic_scan_map map;
	struct ic_scan_pixels seen;
};

static bool bits(fz_context *ctx, struct look *l, const fz_compressed_buffer *b,
    struct ic_buf *rows)
{
	int zero = ic_scan_bit_color(ctx, l->im, 0);
	int one = ic_scan_bit_color(ctx, l->im, 1);

	if (zero < 0 || one < 0 || zero == one ||
	    !ic_scan_rows_g4(b, l->im->w, l->im->h, rows)) {
		return false;
	}
	if (zero == 255) {
		ic_scan_rows_invert(rows);
	}
	l->seen = (struct ic_scan_pixels){ .stride = ((size_t)l->im->w + 7) / 8,
		.w = l->im->w,
		.h = l->im->h,
		.comps = 1,
		.bits = 1 };
	return true;
}

/* The least of 1/8, 1/4, 1/2 and 1 that does: libjpeg is fast at these. */
static unsigned eighths_of(const struct ic_scan_map *m, uint32_t dpi)
{
	uint32_t have = ic_scan_dpi(m);
	unsigned k = 1;

	while (k < 8 && have * k < dpi * 8) {
		k *= 2;
	}
	return k;
}

static bool jpeg(fz_context *ctx, struct look *l, const fz_compressed_buffer *b,
    uint32_t dpi, struct ic_buf *rows)
{
	struct ic_scan_jpeg from = { .bytes = b->buffer->data,
		.n = b->buffer->len,
		.comps = l->im->n,
		.transform = b->params.u.jpeg.color_transform };
	unsigned k = eighths_of(&l->map, dpi);

	if (l->im->bpc != 8 || l->im->use_decode || l->im->n == 4 ||
	    !ic_scan_is_plain(ctx, l->im) ||
	    fz_colorspace_is_indexed(ctx, l->im->colorspace) ||
	    !ic_scan_jpeg_view(&from, l->im->w, l->im->h, k, rows, &l->seen.w,
		&l->seen.h)) {
		return false;
	}
	l->seen.stride = (size_t)l->seen.w;
	l->seen.comps = 1;
	l->seen.bits = 8;
	ic_scan_map_scale(&l->map, k / 8.0);
	return true;
}

static bool decode(fz_context *ctx, struct look *l, uint32_t dpi,
    struct ic_buf *rows)
{
	const fz_compressed_buffer *b = fz_compressed_image_buffer(ctx, l->im);

	if (!b || !l->im->colorspace) {
		return false;
	}
	if (b->params.type == FZ_IMAGE_JPEG) {
		return jpeg(ctx, l, b, dpi, rows);
	}
	return l->im->n == 1 && l->im->bpc == 1 && bits(ctx, l, b, rows);
}

bool ic_scan_look(fz_context *ctx, fz_display_list *list, struct ic_size size,
    uint32_t dpi, struct ic_buf *rows, struct ic_raster *r)
{
	struct ic_scan_found found = { 0 };
	struct look l = { 0 };

	if (ic_scan_find(ctx, list, size, &found) != IC_SCAN_KEPT ||
	    !ic_scan_has_size(found.image)) {
		return false;
	}
	l.im = found.image;
	l.map = ic_scan_map(found.ctm, l.im->w, l.im->h);
	if (!decode(ctx, &l, dpi, rows) || !ic_raster_shape(r, size, dpi, 1)) {
		return false;
	}
	l.seen.at = rows->data;
	ic_scan_view(ctx, &l.seen, &l.map, 0, 0, r);
	return true;
}
