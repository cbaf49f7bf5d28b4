/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Scans without loss of 2, 4 or 8 bits, gray or RGB, and those of a palette,
 * which become what their palette says. They are deflated again.
 */
#include <string.h>

#include "document_priv.h"
#include "scan_priv.h"

/* The paint of a palette's entries. */
struct palette {
	uint8_t rgb[256][3];
	bool shown[256]; /* by a pixel of the page that no box covers */
	bool gray;       /* all that are shown */
};

static void read_palette(fz_context *ctx, const fz_image *im, struct palette *p)
{
	for (int i = 0; i < 256; i++) {
		float v = (float)i / 255, rgb[3];

		fz_convert_color(ctx, im->colorspace, &v, fz_device_rgb(ctx),
		    rgb, NULL, fz_default_color_params);
		for (int c = 0; c < 3; c++) {
			p->rgb[i][c] = (uint8_t)(rgb[c] * 255 + 0.5f);
		}
	}
}

static int index_at(const uint8_t *row, int x, int bits)
{
	size_t bit = (size_t)x * (size_t)bits;

	return row[bit >> 3] >> (8 - bits - (int)(bit & 7)) & ((1 << bits) - 1);
}

/*
 * The end of the run of pixels from x on that are all covered, or that all are
 * not.
 */
static int run_end(const struct ic_scan_cut *cut, int x, int y, bool *covered)
{
	int end = cut->keep.x1;

	*covered = false;
	for (size_t i = 0; i < cut->nboxes; i++) {
		struct ic_pixels b = cut->boxes[i];

		if (y < b.y0 || y >= b.y1 || x >= b.x1) {
			continue;
		}
		if (x >= b.x0) {
			*covered = true;
			return b.x1;
		}
		end = b.x0 < b.x1 && b.x0 < end ? b.x0 : end;
	}
	return end;
}

/*
 * Whether colour is kept must not depend on entries that nobody sees: it would
 * tell of what a box covers.
 */
static void look_up(const struct ic_scan_cut *cut, const uint8_t *rows,
    size_t stride, int bits, struct palette *p)
{
	const struct ic_pixels *k = &cut->keep;

	for (int y = k->y0; y < k->y1; y++) {
		const uint8_t *row = rows + (size_t)y * stride;

		for (int x = k->x0; x < k->x1;) {
			bool covered;
			int end = run_end(cut, x, y, &covered);

			for (; !covered && x < end; x++) {
				p->shown[index_at(row, x, bits)] = true;
			}
			x = end;
		}
	}
	p->gray = true;
	for (int i = 0; i < 256; i++) {
		const uint8_t *c = p->rgb[i];

		p->gray = p->gray &&
		    (!p->shown[i] || (c[0] == c[1] && c[0] == c[2]));
	}
}

/* Rows of indices become rows of bytes. Throws. */
static void paint(struct ic_document *doc, const fz_image *im,
    const struct palette *p, struct ic_encoder *e)
{
	size_t stride = ((size_t)im->w * im->bpc + 7) / 8;
	size_t comps = p->gray ? 1 : 3, w = (size_t)im->w;
	uint8_t *to;

	ic_buf_reset(&e->out);
	to = ic_buf_room(&e->out, w * comps * (size_t)im->h);
	if (!to) {
		ic_document_throw(doc, IC_REASON_MEMORY);
	}
	for (int y = 0; y < im->h; y++) {
		const uint8_t *row = e->packed.data + (size_t)y * stride;

		for (int x = 0; x < im->w; x++, to += comps) {
			memcpy(to, p->rgb[index_at(row, x, im->bpc)], comps);
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
    fz_image *im, const struct ic_scan_cut *cut, int *comps, int *bits)
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
		struct palette p = { 0 };
		struct ic_buf swap = e->packed;

		read_palette(ctx, im, &p);
		look_up(cut, e->packed.data, stride, im->bpc, &p);
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
	enum ic_scan why = read_samples(doc, e, im, cut, &comps, &bits);

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
