/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <string.h>

#include "jpeg_io.h"
#include "judge_scan_priv.h"

/* Bytes of a row before it is cut. */
#define ROW_MAX ((size_t)16 << 20)

struct read {
	fz_image *image;
	const struct ic_scan_part *part;
	struct ic_raster *r;
	uint8_t *row;          /* of the whole picture, as it is decoded */
	uint8_t bytes[256][8]; /* of eight bits: 0 black, 255 white */
};

static void set_bytes(struct read *k)
{
	for (int byte = 0; byte < 256; byte++) {
		for (int i = 0; i < 8; i++) {
			k->bytes[byte][i] = byte >> (7 - i) & 1 ? 255 : 0;
		}
	}
}

/* n samples of a bit from `first` on. */
static void spread(const struct read *k, int first, int n, uint8_t *to)
{
	int x = first, end = first + n;

	while (x < end) {
		int at = x % 8, some = 8 - at < end - x ? 8 - at : end - x;

		if (some == 8) {
			memcpy(to, k->bytes[k->row[x / 8]], 8);
		} else {
			memcpy(to, k->bytes[k->row[x / 8]] + at, (size_t)some);
		}
		to += some;
		x += some;
	}
}

/* Row y of the picture has come, if it is of the part. */
static void put_row(const struct read *k, int y)
{
	const struct ic_scan_part *p = k->part;
	uint8_t *to = k->r->px + (size_t)(y - p->y) * k->r->stride;

	if (y < p->y) {
		return;
	}
	if (k->image->bpc == 1) {
		spread(k, p->x * k->r->comps, p->w * k->r->comps, to);
	} else {
		memcpy(to, k->row + (size_t)p->x * (size_t)k->r->comps,
		    k->r->stride);
	}
}

/*
 * What the components are, as MuPDF says: Adobe's marker, else /ColorTransform,
 * else three are YCbCr.
 */
static J_COLOR_SPACE space_of(const struct jpeg_decompress_struct *d,
    int transform)
{
	if (d->num_components == 1) {
		return JCS_GRAYSCALE;
	}
	if (d->saw_Adobe_marker) {
		transform = d->Adobe_transform;
	}
	return transform != 0 ? JCS_YCbCr : JCS_RGB;
}

/* Leaves by the trap. */
static bool read_jpeg(struct jpeg_decompress_struct *d, const struct read *k,
    const fz_compressed_buffer *b)
{
	JSAMPROW row = k->row;
	int end = k->part->y + k->part->h;

	jpeg_mem_src(d, b->buffer->data, (unsigned long)b->buffer->len);
	jpeg_read_header(d, TRUE);
	if (d->num_components != k->image->n ||
	    d->image_width != (JDIMENSION)k->image->w ||
	    d->image_height != (JDIMENSION)k->image->h) {
		return false;
	}
	d->jpeg_color_space = space_of(d, b->params.u.jpeg.color_transform);
	d->out_color_space = k->image->n == 1 ? JCS_GRAYSCALE : JCS_RGB;
	jpeg_start_decompress(d);
	while (d->output_scanline < d->output_height) {
		int y = (int)d->output_scanline;

		jpeg_read_scanlines(d, &row, 1);
		if (y < end) {
			put_row(k, y);
		}
	}
	jpeg_finish_decompress(d);
	return d->err->num_warnings == 0;
}

static bool try_jpeg(const struct read *k, const fz_compressed_buffer *b)
{
	struct jpeg_decompress_struct d = { 0 };
	struct ic_jpeg_trap trap;
	volatile bool ok = false;

	d.err = ic_jpeg_trap_set(&trap);
	if (!setjmp(trap.back)) {
		jpeg_create_decompress(&d);
		ok = read_jpeg(&d, k, b);
	}
	jpeg_destroy_decompress(&d);
	return ok;
}

/* Throws. */
static bool read_stream(fz_context *ctx, const struct read *k, fz_stream *stm,
    size_t bytes)
{
	for (int y = 0; y < k->part->y + k->part->h; y++) {
		if (fz_read(ctx, stm, k->row, bytes) != bytes) {
			return false;
		}
		put_row(k, y);
	}
	return true;
}

/* Throws. */
static bool read_rows(fz_context *ctx, const struct read *k,
    fz_compressed_buffer *b, size_t bytes)
{
	fz_stream *stm = fz_open_image_decomp_stream_from_buffer(ctx, b, NULL);
	bool ok = false;

	fz_var(ok);
	fz_try(ctx) {
		ok = read_stream(ctx, k, stm, bytes);
	}
	fz_always(ctx) {
		fz_drop_stream(ctx, stm);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
	return ok;
}

/* Throws. */
static bool read_g4(fz_context *ctx, struct read *k,
    const fz_compressed_buffer *b, size_t bytes)
{
	int w = k->image->w, h = k->image->h;
	uint8_t *rows = fz_malloc(ctx, bytes * (size_t)h), *own = k->row;
	bool ok = ic_judge_scan_g4(b, w, h, rows);

	for (int y = 0; ok && y < k->part->y + k->part->h; y++) {
		k->row = rows + (size_t)y * bytes;
		put_row(k, y);
	}
	k->row = own;
	fz_free(ctx, rows);
	return ok;
}

/* Throws. */
static bool read_any(fz_context *ctx, struct read *k, fz_compressed_buffer *b,
    size_t bytes)
{
	if (b->params.type == FZ_IMAGE_JPEG) {
		return try_jpeg(k, b);
	}
	if (k->image->n == 1 && k->image->bpc == 1 &&
	    ic_judge_scan_is_g4(b, k->image->w, k->image->h)) {
		return read_g4(ctx, k, b, bytes);
	}
	return read_rows(ctx, k, b, bytes);
}

/* Those that are decoded row by row. */
static bool has_rows(const fz_compressed_buffer *b)
{
	return b->params.type == FZ_IMAGE_FAX ||
	    b->params.type == FZ_IMAGE_FLATE || b->params.type == FZ_IMAGE_RAW;
}

bool ic_judge_scan_read(fz_context *ctx, fz_image *image,
    const struct ic_scan_part *part, struct ic_raster *r)
{
	fz_compressed_buffer *b = fz_compressed_image_buffer(ctx, image);
	size_t bits = (size_t)image->w * image->n * image->bpc;
	size_t bytes = (bits + 7) / 8;
	struct read k = { .image = image, .part = part, .r = r };
	bool jpeg = b && b->params.type == FZ_IMAGE_JPEG && image->bpc == 8;
	bool ok = false;

	if (bytes > ROW_MAX || (!jpeg && (!b || !has_rows(b)))) {
		return false;
	}
	k.row = fz_malloc(ctx, bytes);
	set_bytes(&k);
	fz_var(ok);
	fz_try(ctx) {
		ok = read_any(ctx, &k, b, bytes);
	}
	fz_always(ctx) {
		fz_free(ctx, k.row);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
	return ok;
}
