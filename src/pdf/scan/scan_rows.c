/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Rows of packed samples, each padded to a byte with set bits. Black is 0 and
 * white all ones in every depth, so that a box is a run of equal bits.
 */
#include <string.h>

#include "document_priv.h"
#include "fax.h"
#include "scan_priv.h"

void ic_scan_row_fill(uint8_t *row, size_t from, size_t n, uint8_t fill)
{
	size_t end = from + n;
	uint8_t first = (uint8_t)(0xff >> (from & 7));
	uint8_t last = (uint8_t) ~(0xff >> (end & 7));

	if (n == 0) {
		return;
	}
	if (from >> 3 == end >> 3) {
		first &= last;
	}
	row[from >> 3] = (uint8_t)((row[from >> 3] & ~first) | (fill & first));
	if (from >> 3 == end >> 3) {
		return;
	}
	memset(row + (from >> 3) + 1, fill, (end >> 3) - (from >> 3) - 1);
	if (last) {
		row[end >> 3] = (uint8_t)((row[end >> 3] & ~last) |
		    (fill & last));
	}
}

/* n bits from bit `from` to the row's beginning. */
static void move_bits(uint8_t *row, size_t from, size_t n)
{
	size_t bytes = (n + 7) / 8, shift = from & 7, have;
	const uint8_t *src = row + (from >> 3);

	if (shift == 0) {
		memmove(row, src, bytes);
		return;
	}
	have = (shift + n + 7) / 8;
	for (size_t i = 0; i < bytes; i++) {
		unsigned next = i + 1 < have ? src[i + 1] : 0;

		row[i] = (uint8_t)(src[i] << shift | next >> (8 - shift));
	}
}

bool ic_scan_rows_are_g4(const fz_compression_params *p, int w, int h)
{
	return p->type == FZ_IMAGE_FAX && p->u.fax.k < 0 &&
	    !p->u.fax.end_of_line && !p->u.fax.encoded_byte_align &&
	    p->u.fax.columns == w && (p->u.fax.rows == 0 || p->u.fax.rows >= h);
}

bool ic_scan_rows_g4(const fz_compressed_buffer *from, int w, int h,
    struct ic_buf *to)
{
	size_t stride = ((size_t)w + 7) / 8;
	uint8_t *rows;
	struct ic_fax f;

	ic_buf_reset(to);
	rows = ic_buf_room(to, stride * (size_t)h);
	if (!rows || !ic_scan_rows_are_g4(&from->params, w, h) ||
	    !ic_fax_open(&f, from->buffer->data, from->buffer->len, w)) {
		return false;
	}
	for (int y = 0; y < h; y++) {
		const int32_t *row = ic_fax_row(&f);

		if (!row) {
			break;
		}
		ic_fax_bits(row, w, rows + (size_t)y * stride);
		to->len += stride;
	}
	ic_fax_close(&f);
	if (from->params.u.fax.black_is_1) {
		ic_scan_rows_invert(to);
	}
	return to->len == stride * (size_t)h;
}

bool ic_scan_rows_read(struct ic_document *doc, fz_compressed_buffer *from,
    size_t n, struct ic_buf *to)
{
	fz_context *ctx = doc->mu.ctx;
	fz_stream *stm = NULL;
	uint8_t *rows;
	size_t got = 0;

	ic_buf_reset(to);
	rows = ic_buf_room(to, n);
	if (!rows) {
		ic_document_throw(doc, IC_REASON_MEMORY);
	}
	fz_var(stm);
	fz_var(got);
	fz_try(ctx) {
		stm = fz_open_image_decomp_stream_from_buffer(ctx, from, NULL);
		got = fz_read(ctx, stm, rows, n);
	}
	fz_always(ctx) {
		fz_drop_stream(ctx, stm);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
	to->len = got;
	return got == n;
}

void ic_scan_rows_invert(struct ic_buf *rows)
{
	uint8_t *p = rows->data;

	for (size_t i = 0, n = rows->len; i < n; i++) {
		p[i] ^= 0xff;
	}
}

void ic_scan_rows_cut(struct ic_buf *buf, size_t stride, unsigned bits,
    const struct ic_scan_cut *cut, struct ic_scan_pixels *out)
{
	struct ic_pixels k = cut->keep;
	size_t n = (size_t)(k.x1 - k.x0) * bits, line = (n + 7) / 8;
	uint8_t *rows = buf->data;

	for (size_t i = 0; i < cut->nboxes; i++) {
		struct ic_pixels b = cut->boxes[i];

		for (int y = b.y0; y < b.y1 && b.x0 < b.x1; y++) {
			ic_scan_row_fill(rows + (size_t)y * stride,
			    (size_t)b.x0 * bits, (size_t)(b.x1 - b.x0) * bits,
			    cut->fill);
		}
	}
	for (int y = k.y0; y < k.y1; y++) {
		uint8_t *row = rows + (size_t)y * stride;

		move_bits(row, (size_t)k.x0 * bits, n);
		ic_scan_row_fill(row, n, line * 8 - n, 0xff);
		memmove(rows + (size_t)(y - k.y0) * line, row, line);
	}
	buf->len = line * (size_t)(k.y1 - k.y0);
	*out = (struct ic_scan_pixels){ .at = rows,
		.stride = line,
		.w = k.x1 - k.x0,
		.h = k.y1 - k.y0 };
}
