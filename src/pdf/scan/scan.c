/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "pdf/scan.h"

#include "document_priv.h"
#include "scan_jpeg.h"
#include "scan_priv.h"

/* A page while it is looked at. */
struct work {
	struct ic_document *doc;
	const struct ic_slice *s;
	struct ic_encoder *encoder;
	struct ic_scan_found found;
	struct ic_scan_map map;
	struct ic_scan_cut cut;
	struct ic_scan_made made;
	struct ic_scan_pixels seen;
	bool jpeg; /* then what is seen must be decoded first */
};

bool ic_scan_has_size(const fz_image *im)
{
	return im->w > 0 && im->h > 0 && im->w <= IC_SCAN_SIDE_MAX &&
	    im->h <= IC_SCAN_SIDE_MAX &&
	    (int64_t)im->w * im->h <= IC_SCAN_PIXELS_MAX;
}

static bool is_color(fz_context *ctx, const fz_image *im)
{
	return !fz_colorspace_is_gray(ctx, im->colorspace) && im->bpc > 1;
}

/* What the spec forces. A picture of fewer colours than that will do. */
static bool color_fits(fz_context *ctx, const struct ic_slice *s,
    const fz_image *im)
{
	return s->color == IC_COLOR_AUTO || s->color == IC_COLOR_RGB ||
	    (s->color == IC_COLOR_GRAY && !is_color(ctx, im)) ||
	    (s->color == IC_COLOR_BILEVEL && im->bpc == 1);
}

bool ic_scan_is_plain(fz_context *ctx, const fz_image *im)
{
	fz_colorspace *cs = im->colorspace;

	return im->n == 1 ? fz_colorspace_is_gray(ctx, cs) ||
		fz_colorspace_is_indexed(ctx, cs)
			  : im->n == 3 && fz_colorspace_is_rgb(ctx, cs);
}

bool ic_scan_decode(const fz_image *im, bool *turned)
{
	*turned = im->use_decode && im->decode[0] == 1;
	for (int i = 0; im->use_decode && i < im->n; i++) {
		if (im->decode[2 * i] != (*turned ? 1 : 0) ||
		    im->decode[2 * i + 1] != (*turned ? 0 : 1)) {
			return false;
		}
	}
	return true;
}

/* Throws. */
static enum ic_scan code_jpeg(struct work *w, const fz_image *im,
    const fz_compressed_buffer *b)
{
	fz_context *ctx = w->doc->mu.ctx;
	struct ic_scan_jpeg from = { .bytes = b->buffer->data,
		.n = b->buffer->len,
		.comps = im->n,
		.transform = b->params.u.jpeg.color_transform };
	enum ic_scan why;

	if (im->bpc != 8) { /* MuPDF then takes other samples for white */
		return IC_SCAN_CODEC;
	}
	if (!(ic_scan_is_plain(ctx, im) ||
		(im->n == 4 && fz_colorspace_is_cmyk(ctx, im->colorspace))) ||
	    fz_colorspace_is_indexed(ctx, im->colorspace) ||
	    !ic_scan_decode(im, &from.inverted) ||
	    (from.inverted && im->n != 4)) {
		return IC_SCAN_SPACE;
	}
	ic_buf_reset(&w->encoder->out);
	why = ic_scan_jpeg(&from, &w->cut, &w->encoder->out, &w->made.part);
	if (why == IC_SCAN_NONE) {
		ic_document_throw(w->doc, IC_REASON_MEMORY);
	}
	w->jpeg = true;
	w->made.image = (struct ic_image){ .w = w->made.part.x1 -
		    w->made.part.x0,
		.h = w->made.part.y1 - w->made.part.y0,
		.encoding = im->n == 1 ? IC_ENCODING_JPEG_GRAY
		    : im->n == 3       ? IC_ENCODING_JPEG_RGB
				       : IC_ENCODING_JPEG_CMYK,
		.data = w->encoder->out.data,
		.len = w->encoder->out.len,
		.inverted = from.inverted };
	return why;
}

/* MuPDF has decoded it when it loaded the page. Throws. */
static enum ic_scan code_jpx(struct work *w, fz_image *im)
{
	fz_context *ctx = w->doc->mu.ctx;

	if (!ic_scan_is_plain(ctx, im) ||
	    fz_colorspace_is_indexed(ctx, im->colorspace) || im->use_decode) {
		return IC_SCAN_SPACE;
	}
	return ic_scan_recode_jpx(w->doc, w->encoder, im, &w->cut, &w->made,
	    &w->seen);
}

/* Which codec is to have it. Throws. */
static enum ic_scan code(struct work *w)
{
	fz_context *ctx = w->doc->mu.ctx;
	fz_image *im = w->found.image;
	fz_compressed_buffer *b = fz_compressed_image_buffer(ctx, im);

	if (!im->colorspace) {
		return IC_SCAN_SPACE;
	}
	switch (b ? b->params.type : FZ_IMAGE_JPX) {
	case FZ_IMAGE_JPX:
		return code_jpx(w, im);
	case FZ_IMAGE_JPEG:
		return code_jpeg(w, im, b);
	case FZ_IMAGE_FAX:
	case FZ_IMAGE_JBIG2:
	case FZ_IMAGE_FLATE:
	case FZ_IMAGE_LZW:
	case FZ_IMAGE_RLD:
	case FZ_IMAGE_RAW:
		break;
	default:
		return IC_SCAN_CODEC;
	}
	if (im->n == 1 && im->bpc == 1) {
		return ic_scan_bilevel(w->doc, w->encoder, im, &w->cut,
		    &w->made, &w->seen);
	}
	if (!ic_scan_is_plain(ctx, im)) {
		return IC_SCAN_SPACE;
	}
	if (im->bpc != 1 && im->bpc != 2 && im->bpc != 4 && im->bpc != 8) {
		return IC_SCAN_CODEC;
	}
	return ic_scan_flate(w->doc, w->encoder, im, &w->cut, &w->made,
	    &w->seen);
}

/*
 * A picture that its codec finds damaged is drawn, as far as it goes, and the
 * drawing tells of it. Throws when memory is short.
 */
static enum ic_scan try_code(struct work *w)
{
	fz_context *ctx = w->doc->mu.ctx;
	unsigned losses;
	enum ic_scan why = IC_SCAN_DAMAGED;

	fz_flush_warnings(ctx);
	losses = w->doc->mu.losses;
	fz_var(why);
	fz_try(ctx) {
		why = code(w);
		fz_flush_warnings(ctx);
	}
	fz_catch(ctx) {
		struct ic_error err;

		if (w->doc->why == IC_REASON_MEMORY) {
			fz_rethrow(ctx);
		}
		ic_murun_caught(&w->doc->mu, &err);
		why = IC_SCAN_DAMAGED;
	}
	if (w->doc->mu.starved) {
		ic_document_throw(w->doc, IC_REASON_MEMORY);
	}
	if (w->doc->read_failed) {
		ic_document_throw(w->doc, IC_REASON_READ);
	}
	return w->doc->mu.losses != losses ? IC_SCAN_DAMAGED : why;
}

/* Throws. */
static enum ic_scan look(struct work *w, fz_display_list *list, uint32_t page,
    struct ic_size size, struct ic_scanner *sc)
{
	fz_context *ctx = w->doc->mu.ctx;
	enum ic_scan why;
	const fz_image *im;

	if (w->s->raster) {
		return IC_SCAN_ENGINE;
	}
	why = ic_scan_find(ctx, list, size, &w->found);
	if (why != IC_SCAN_KEPT) {
		return why;
	}
	if (ic_slice_has_fills(w->s, page)) {
		return IC_SCAN_FILLS;
	}
	im = w->found.image;
	if (!ic_scan_has_size(im)) {
		return IC_SCAN_LARGE;
	}
	if (!color_fits(ctx, w->s, im)) {
		return IC_SCAN_COLOR;
	}
	w->map = ic_scan_map(w->found.ctm, im->w, im->h);
	if (!ic_scan_cut(sc, &w->map, w->s, page, size, im->w, im->h,
		&w->cut)) {
		ic_document_throw(w->doc, IC_REASON_MEMORY);
	}
	return try_code(w);
}

/*
 * A JPEG is decoded no larger than a view of `dpi` needs it. The map and the
 * part then count in its pixels. Throws.
 */
static void decode_jpeg(struct work *w, uint32_t dpi)
{
	struct ic_scan_map *m = &w->map;
	struct ic_scan_jpeg from = { .bytes = w->made.image.data,
		.n = w->made.image.len,
		.comps = (unsigned)w->found.image->n,
		.transform = -1,
		.inverted = w->made.image.inverted };
	unsigned eighths = (dpi * 8 + ic_scan_dpi(m) - 1) / ic_scan_dpi(m);
	double k;

	eighths = eighths < 8 ? eighths : 8;
	k = eighths / 8.0;
	if (!ic_scan_jpeg_view(&from, w->made.image.w, w->made.image.h, eighths,
		&w->encoder->packed, &w->seen.w, &w->seen.h)) {
		ic_document_throw(w->doc, IC_REASON_MEMORY);
	}
	w->seen.at = w->encoder->packed.data;
	w->seen.stride = (size_t)w->seen.w;
	w->seen.comps = 1;
	w->seen.bits = 8;
	ic_scan_map_scale(m, k);
	w->made.part.x0 = (int)(w->made.part.x0 * k);
	w->made.part.y0 = (int)(w->made.part.y0 * k);
}

/* Throws. */
static void view(struct work *w, struct ic_size size, struct ic_raster *r)
{
	uint32_t dpi = w->s->dpi < IC_SCAN_VIEW_DPI ? w->s->dpi
						    : IC_SCAN_VIEW_DPI;

	if (!ic_raster_shape(r, size, dpi, 1)) {
		ic_document_throw(w->doc, IC_REASON_MEMORY);
	}
	if (w->jpeg) {
		decode_jpeg(w, dpi);
	}
	ic_scan_view(w->doc->mu.ctx, &w->seen, &w->map, w->made.part.x0,
	    w->made.part.y0, r);
}

enum ic_scan ic_scan_keep(struct ic_document *doc, fz_display_list *list,
    const struct ic_slice *s, uint32_t page, struct ic_size size,
    struct ic_scanner *sc, struct ic_encoder *e, struct ic_raster *r,
    struct ic_kept *out)
{
	struct work w = { .doc = doc, .s = s, .encoder = e };
	enum ic_scan why = look(&w, list, page, size, sc);

	if (why != IC_SCAN_KEPT) {
		return why;
	}
	*out = (struct ic_kept){ .image = w.made.image,
		.spot = ic_scan_spot(&w.map, ic_slice_placement(s, size), size,
		    w.made.part),
		.dpi = ic_scan_dpi(&w.map),
		.words = w.found.words };
	if (w.found.words) {
		view(&w, size, r);
	}
	return IC_SCAN_KEPT;
}

void ic_scanner_finish(struct ic_scanner *sc)
{
	if (sc) {
		ic_buf_finish(&sc->boxes);
	}
}
