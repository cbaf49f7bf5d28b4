/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Scans of one bit: whatever coded them, they become G4. */
#include "document_priv.h"
#include "scan_priv.h"

int ic_scan_bit_color(fz_context *ctx, const fz_image *im, int sample)
{
	float v = (float)sample, rgb[3];
	int all;

	if (fz_colorspace_is_indexed(ctx, im->colorspace)) {
		v = (im->use_decode ? im->decode[sample] : v) / 255;
	} else if (im->use_decode) {
		v = im->decode[0] + v * (im->decode[1] - im->decode[0]);
	}
	fz_convert_color(ctx, im->colorspace, &v, fz_device_rgb(ctx), rgb, NULL,
	    fz_default_color_params);
	all = rgb[0] < 1 / 510.0f ? 0 : rgb[0] > 509 / 510.0f ? 255 : -1;
	for (int i = 1; i < 3; i++) {
		if (all < 0 || rgb[i] * 255 < (float)all - 0.5f ||
		    rgb[i] * 255 > (float)all + 0.5f) {
			return -1;
		}
	}
	return all;
}

/* False if the code stream says another width than the picture. */
static bool same_width(const fz_image *im, const fz_compression_params *p)
{
	return p->type != FZ_IMAGE_FAX || p->u.fax.columns == im->w;
}

/*
 * Decode into e->packed; *coded if all is done already that is done of G4.
 * False if it is damaged. Throws.
 */
static bool read_bits(struct ic_document *doc, struct ic_encoder *e,
    const fz_image *im, fz_compressed_buffer *b, bool zero_is_white,
    const struct ic_scan_cut *cut, bool *coded)
{
	size_t stride = ((size_t)im->w + 7) / 8;
	bool turned = b->params.type == FZ_IMAGE_FAX &&
	    b->params.u.fax.black_is_1;

	*coded = turned == zero_is_white &&
	    ic_scan_fax(e, b, im->w, im->h, cut);
	if (*coded) {
		return true;
	}
	if (!ic_scan_rows_g4(b, im->w, im->h, &e->packed) &&
	    !ic_scan_rows_read(doc, b, stride * (size_t)im->h, &e->packed)) {
		return false;
	}
	if (zero_is_white) {
		ic_scan_rows_invert(&e->packed);
	}
	return true;
}

enum ic_scan ic_scan_bilevel(struct ic_document *doc, struct ic_encoder *e,
    fz_image *im, const struct ic_scan_cut *cut, struct ic_scan_made *out,
    struct ic_scan_pixels *seen)
{
	fz_context *ctx = doc->mu.ctx;
	fz_compressed_buffer *b = fz_compressed_image_buffer(ctx, im);
	int zero = ic_scan_bit_color(ctx, im, 0);
	int one = ic_scan_bit_color(ctx, im, 1);
	size_t stride = ((size_t)im->w + 7) / 8;
	struct ic_error err;
	bool coded;

	if (zero < 0 || one < 0 || zero == one) {
		return IC_SCAN_SPACE;
	}
	if (!same_width(im, &b->params) ||
	    !read_bits(doc, e, im, b, zero == 255, cut, &coded)) {
		return IC_SCAN_DAMAGED;
	}
	ic_scan_rows_cut(&e->packed, stride, 1, cut, seen);
	seen->comps = seen->bits = 1;
	out->part = cut->keep;
	if (!ic_encode_bits(e, coded, seen->w, seen->h, &out->image, &err)) {
		ic_document_throw(doc, IC_REASON_MEMORY);
	}
	return IC_SCAN_KEPT;
}
