/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* From what MuPDF found of a picture to its rows. */
#include <string.h>

#include "judge_coded.h"
#include "judge_pixels_priv.h"

/* Bytes; three times what a maker's raster may have. */
#define ROW_MAX ((size_t)16 << 20)
#define PIXELS_MAX ((size_t)3 * 3 * 40000000)

/* Throws. */
_Noreturn static void unknown(fz_context *ctx)
{
	fz_throw(ctx, FZ_ERROR_GENERIC, "a picture of no known kind");
}

static bool plain(const fz_image *im)
{
	return (im->n == 1 || im->n == 3 || im->n == 4) &&
	    (im->bpc == 1 || im->bpc == 2 || im->bpc == 4 || im->bpc == 8) &&
	    !im->imagemask && !im->use_colorkey && !im->mask &&
	    (im->n == 4 || !im->use_decode);
}

/* A matter of its parameters: no predictor, PNG's, or another, which is none.
 */
static bool flate_coding(const fz_compression_params *p, const fz_image *im,
    enum ic_coding *out)
{
	*out = p->u.flate.predictor <= 1 ? IC_CODING_FLATE : IC_CODING_PNG;
	return p->u.flate.predictor <= 1 ||
	    (p->u.flate.predictor >= 10 && p->u.flate.columns == im->w &&
		p->u.flate.colors == im->n && p->u.flate.bpc == im->bpc);
}

static bool coding_of(const fz_compression_params *p, const fz_image *im,
    enum ic_coding *out)
{
	switch (p->type) {
	case FZ_IMAGE_FLATE:
		return flate_coding(p, im, out);
	case FZ_IMAGE_FAX:
		*out = IC_CODING_FAX;
		return p->u.fax.k < 0 && p->u.fax.columns == im->w &&
		    !p->u.fax.encoded_byte_align && !p->u.fax.black_is_1;
	case FZ_IMAGE_JPEG:
		*out = IC_CODING_JPEG;
		return true;
	default:
		return false;
	}
}

/* Throws. */
static struct ic_coded coded(fz_context *ctx, const fz_image *im,
    const fz_compressed_buffer *b)
{
	struct ic_coded c = { .w = im->w,
		.h = im->h,
		.comps = (unsigned)im->n,
		.bits = im->bpc,
		.p = b->buffer->data,
		.n = b->buffer->len };

	if (!coding_of(&b->params, im, &c.coding)) {
		unknown(ctx);
	}
	return c;
}

/* Throws. */
static void make_room(fz_context *ctx, struct ic_pixels_of *px, size_t stride,
    int bits)
{
	if (stride > ROW_MAX || stride * (size_t)px->h > PIXELS_MAX) {
		unknown(ctx);
	}
	px->stride = stride;
	px->bits = bits;
	px->rows = fz_malloc(ctx, stride * (size_t)px->h);
	ic_pixels_unpacked_open(ctx, px);
}

/*
 * JPEG 2000: MuPDF has no stream of it, and has decoded it when it loaded the
 * image. Throws.
 */
static void copy(fz_context *ctx, fz_image *image, struct ic_pixels_of *px)
{
	fz_pixmap *pix = fz_get_unscaled_pixmap_from_image(ctx, image);
	size_t n = (size_t)px->w * (size_t)px->n;

	fz_try(ctx) {
		if (pix->w != px->w || pix->h != px->h || pix->n != px->n ||
		    pix->alpha || pix->s || image->bpc != 8) {
			unknown(ctx);
		}
		make_room(ctx, px, n, 8);
		for (int y = 0; y < px->h; y++) {
			memcpy(px->rows + (size_t)y * n,
			    pix->samples + y * pix->stride, n);
		}
	}
	fz_always(ctx) {
		fz_drop_pixmap(ctx, pix);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

/* Inks from 0 to 255, or all from 255 to 0; else it throws. */
static uint8_t inverted(fz_context *ctx, const fz_image *im)
{
	for (int i = 0; im->use_decode && i < 4; i++) {
		if (im->decode[2 * i] != 1 || im->decode[2 * i + 1] != 0) {
			unknown(ctx);
		}
	}
	return im->use_decode ? 255 : 0;
}

/* Four inks as they are coded become what MuPDF shows of them. Throws. */
static void show_inks(fz_context *ctx, fz_pixmap *inks, uint8_t invert,
    uint8_t *row)
{
	size_t n = (size_t)inks->w * 4;
	fz_pixmap *rgb;

	for (size_t i = 0; i < n; i++) {
		inks->samples[i] = row[i] ^ invert;
	}
	rgb = fz_convert_pixmap(ctx, inks, fz_device_rgb(ctx), NULL, NULL,
	    fz_default_color_params, 0);
	memcpy(row, rgb->samples, (size_t)inks->w * 3);
	fz_drop_pixmap(ctx, rgb);
}

/* Throws. */
static void show_all_inks(fz_context *ctx, const fz_image *im,
    struct ic_pixels_of *px)
{
	uint8_t invert = inverted(ctx, im);
	fz_pixmap *inks = fz_new_pixmap(ctx, fz_device_cmyk(ctx), px->w, 1,
	    NULL, 0);

	fz_try(ctx) {
		for (int y = 0; y < px->h; y++) {
			if (!px->want || px->want[y]) {
				show_inks(ctx, inks, invert,
				    px->rows + (size_t)y * px->stride);
			}
		}
	}
	fz_always(ctx) {
		fz_drop_pixmap(ctx, inks);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
}

bool ic_pixels_read(fz_context *ctx, struct ic_pixels_of *px, fz_image *image)
{
	fz_compressed_buffer *b = fz_compressed_image_buffer(ctx, image);
	struct ic_coded c;

	if (!plain(image) || image->w != px->w || image->h != px->h ||
	    (!px->lossy && image->n == 4)) {
		unknown(ctx);
	}
	if (!b || b->params.type == FZ_IMAGE_JPX) {
		copy(ctx, image, px);
		return true;
	}
	c = coded(ctx, image, b);
	make_room(ctx, px, ic_coded_row(&c), image->bpc);
	if (!ic_coded_read(&c, px->want, px->rows)) {
		ic_pixels_close(ctx, px);
		return false;
	}
	if (image->n == 4) {
		show_all_inks(ctx, image, px);
	}
	return true;
}

void ic_pixels_close(fz_context *ctx, struct ic_pixels_of *px)
{
	ic_pixels_unpacked_close(ctx, px);
	fz_free(ctx, px->rows);
	fz_free(ctx, px->want);
	px->rows = NULL;
	px->want = NULL;
}
