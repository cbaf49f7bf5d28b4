/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Scans in JPEG 2000: their pixels, and JPEG 2000 without loss again. */
#include <string.h>

#include "document_priv.h"
#include "scan_jpx.h"
#include "scan_priv.h"

/* The samples in rows without gaps, in e->packed. Throws. */
static bool take_samples(struct ic_document *doc, struct ic_encoder *e,
    fz_image *im)
{
	fz_context *ctx = doc->mu.ctx;
	fz_pixmap *p = fz_get_unscaled_pixmap_from_image(ctx, im);
	size_t row = (size_t)im->w * im->n;
	bool same = p->w == im->w && p->h == im->h && p->n == im->n &&
	    !p->alpha && !p->s;
	uint8_t *to;

	ic_buf_reset(&e->packed);
	to = same ? ic_buf_room(&e->packed, row * (size_t)im->h) : NULL;
	for (int y = 0; to && y < im->h; y++) {
		memcpy(to + (size_t)y * row,
		    p->samples + (ptrdiff_t)y * p->stride, row);
	}
	fz_drop_pixmap(ctx, p);
	if (same && !to) {
		ic_document_throw(doc, IC_REASON_MEMORY);
	}
	e->packed.len = to ? row * (size_t)im->h : 0;
	return same;
}

enum ic_scan ic_scan_recode_jpx(struct ic_document *doc, struct ic_encoder *e,
    fz_image *im, const struct ic_scan_cut *cut, struct ic_scan_made *out,
    struct ic_scan_pixels *seen)
{
	struct ic_raster r = { .comps = im->n };
	struct ic_error err;

	if (im->bpc != 8 || !take_samples(doc, e, im)) {
		return IC_SCAN_CODEC;
	}
	ic_scan_rows_cut(&e->packed, (size_t)im->w * im->n, im->n * 8u, cut,
	    seen);
	seen->comps = im->n;
	seen->bits = 8;
	out->part = cut->keep;
	r.w = seen->w;
	r.h = seen->h;
	r.stride = seen->stride;
	r.px = e->packed.data;
	if (!ic_scan_jpx(&r, &e->out, &err)) {
		ic_document_throw(doc, IC_REASON_MEMORY);
	}
	out->image = (struct ic_image){ .w = seen->w,
		.h = seen->h,
		.encoding = im->n == 3 ? IC_ENCODING_JPX_RGB
				       : IC_ENCODING_JPX_GRAY,
		.data = e->out.data,
		.len = e->out.len };
	return IC_SCAN_KEPT;
}
