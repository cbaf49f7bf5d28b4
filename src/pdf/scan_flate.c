/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Scans without loss of 2, 4 or 8 bits, gray or RGB, and those of a palette,
 * which become what their palette says. They are deflated again.
 */
#include <stdlib.h>
#include <string.h>

#include "document_priv.h"
#include "scan_priv.h"

/* The paint of a palette's entries. */
struct palette {
	uint8_t rgb[256][3];
	bool gray;
};

static void read_palette(fz_context *ctx, const fz_image *im, struct palette *p)
{
	p->gray = true;
	for (int i = 0; i < 256; i++) {
		float v = (float)i / 255, rgb[3];

		fz_convert_color(ctx, im->colorspace, &v, fz_device_rgb(ctx),
		    rgb, NULL, fz_default_color_params);
		for (int c = 0; c < 3; c++) {
			p->rgb[i][c] = (uint8_t)(rgb[c] * 255 + 0.5f);
		}
		if (i < 1 << im->bpc) {
			p->gray = p->gray && p->rgb[i][0] == p->rgb[i][1] &&
			    p->rgb[i][0] == p->rgb[i][2];
		}
	}
}

/* Rows of indices become rows of bytes. Throws. */
static void paint(struct ic_document *doc, const fz_image *im,
    const struct palette *p, struct ic_encoder *e)
{
	size_t stride = ((size_t)im->w * im->bpc + 7) / 8;
	size_t comps = p->gray ? 1 : 3, w = (size_t)im->w;
	int most = (1 << im->bpc) - 1;
	uint8_t *to;

	ic_buf_reset(&e->out);
	to = ic_buf_room(&e->out, w * comps * (size_t)im->h);
	if (!to) {
		ic_document_throw(doc, IC_REASON_MEMORY);
	}
	for (int y = 0; y < im->h; y++) {
		const uint8_t *row = e->packed.data + (size_t)y * stride;

		for (size_t x = 0; x < w; x++, to += comps) {
			size_t bit = x * im->bpc;
			int low = 8 - im->bpc - (int)(bit & 7);

			memcpy(to, p->rgb[row[bit >> 3] >> low & most], comps);
		}
	}
	e->out.len = w * comps * (size_t)im->h;
}

static enum ic_encoding encoding_of(int comps, int bits)
{
	if (comps == 3) {
		return bits == 2 ? IC_ENCODING_RGB2
		    : bits == 4  ? IC_ENCODING_RGB4
				 : IC_ENCODING_RGB8;
	}
	return bits == 2 ? IC_ENCODING_GRAY2
	    : bits == 4  ? IC_ENCODING_GRAY4
			 : IC_ENCODING_GRAY8;
}

static bool deflate_rows(struct ic_encoder *e, const struct ic_scan_pixels *p,
    struct ic_image *im)
{
	struct ic_error err;
	bool filtered = p->bits == 8;

	if (filtered ? !ic_encode_png(e, p->at, p->stride, p->h, p->comps, &err)
		     : !ic_encode_flate(e, p->at, p->stride * (size_t)p->h,
			   p->stride, &err)) {
		return false;
	}
	*im = (struct ic_image){ .w = p->w,
		.h = p->h,
		.encoding = encoding_of(p->comps, p->bits),
		.data = e->out.data,
		.len = e->out.len,
		.filtered = filtered };
	return true;
}

/* A sample is the number of its entry, as it is without a /Decode. */
static bool names_entries(const fz_image *im)
{
	return !im->use_decode ||
	    (im->decode[0] == 0 && im->decode[1] == (1 << im->bpc) - 1);
}

/* Rows of samples, or of what a palette says, in e->packed. Throws. */
static enum ic_scan read_samples(struct ic_document *doc, struct ic_encoder *e,
    fz_image *im, int *comps, int *bits)
{
	fz_context *ctx = doc->mu.ctx;
	bool indexed = fz_colorspace_is_indexed(ctx, im->colorspace) != 0;
	size_t stride = ((size_t)im->w * im->n * im->bpc + 7) / 8;
	bool turned;

	if (indexed ? !names_entries(im) : !ic_scan_decode(im, &turned)) {
		return IC_SCAN_SPACE;
	}
	if (!ic_scan_rows_read(doc, fz_compressed_image_buffer(ctx, im),
		stride * (size_t)im->h, &e->packed)) {
		return IC_SCAN_DAMAGED;
	}
	*comps = im->n;
	*bits = im->bpc;
	if (indexed) {
		struct palette p;
		struct ic_buf swap = e->packed;

		read_palette(ctx, im, &p);
		paint(doc, im, &p, e);
		e->packed = e->out;
		e->out = swap;
		*comps = p.gray ? 1 : 3;
		*bits = 8;
	} else if (turned) {
		ic_scan_rows_invert(&e->packed);
	}
	return IC_SCAN_KEPT;
}

enum ic_scan ic_scan_flate(struct ic_document *doc, struct ic_encoder *e,
    fz_image *im, const struct ic_scan_cut *cut, struct ic_scan_made *out,
    struct ic_scan_pixels *seen)
{
	int comps, bits;
	enum ic_scan why = read_samples(doc, e, im, &comps, &bits);

	if (why != IC_SCAN_KEPT) {
		return why;
	}
	ic_scan_rows_cut(&e->packed,
	    ((size_t)im->w * (size_t)(comps * bits) + 7) / 8,
	    (unsigned)(comps * bits), cut, seen);
	seen->comps = comps;
	seen->bits = bits;
	out->part = cut->keep;
	if (!deflate_rows(e, seen, &out->image)) {
		ic_document_throw(doc, IC_REASON_MEMORY);
	}
	return IC_SCAN_KEPT;
}
