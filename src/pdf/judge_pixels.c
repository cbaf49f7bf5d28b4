/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "inflate.h"
#include "judge_pixels.h"

/* Bytes; three times what a maker's raster may have. */
#define ROW_MAX ((size_t)16 << 20)
#define PIXELS_MAX ((size_t)3 * 3 * 40000000)

/* What a byte of 2, 4 or 8 samples unpacks to. */
struct unpack {
	uint8_t to[256][8];
	int samples;
};

static struct unpack unpacking(int bits)
{
	struct unpack u = { .samples = 8 / bits };
	int most = (1 << bits) - 1;

	for (int byte = 0; byte < 256; byte++) {
		for (int i = 0; i < u.samples; i++) {
			int v = byte >> (8 - bits * (i + 1)) & most;

			u.to[byte][i] = (uint8_t)(v * 255 / most);
		}
	}
	return u;
}

/* `samples` is known where it is called: the copies are moves. */
static inline void unpack_bytes(const struct unpack *u, const uint8_t *from,
    uint8_t *to, size_t bytes, size_t samples)
{
	for (size_t i = 0; i < bytes; i++, to += samples) {
		memcpy(to, u->to[from[i]], samples);
	}
}

static void unpack_row(const struct unpack *u, const uint8_t *from, uint8_t *to,
    size_t n)
{
	size_t k = (size_t)u->samples, bytes = n / k;

	switch (k) {
	case 8:
		unpack_bytes(u, from, to, bytes, 8);
		break;
	case 4:
		unpack_bytes(u, from, to, bytes, 4);
		break;
	case 2:
		unpack_bytes(u, from, to, bytes, 2);
		break;
	default:
		memcpy(to, from, n);
		break;
	}
	memcpy(to + bytes * k, u->to[from[bytes * k < n ? bytes : 0]],
	    n - bytes * k);
}

/* A Flate stream that nothing was done to before. Throws. */
static void inflate_rows(fz_context *ctx, const fz_compressed_buffer *b,
    int bits, size_t bytes, struct ic_pixels_of *px)
{
	struct unpack u = unpacking(bits);
	size_t n = (size_t)px->w * (size_t)px->n, used;
	size_t want = bytes * (size_t)px->h;
	uint8_t *rows = fz_malloc(ctx, want);
	bool ok = ic_inflate(b->buffer->data, b->buffer->len, rows, want,
	    &used);

	for (int y = 0; ok && y < px->h; y++) {
		unpack_row(&u, rows + (size_t)y * bytes, px->px + (size_t)y * n,
		    n);
	}
	fz_free(ctx, rows);
	if (!ok) {
		fz_throw(ctx, FZ_ERROR_GENERIC, "a picture not of its size");
	}
}

/* Throws. */
static void read_rows(fz_context *ctx, fz_stream *stm, int bits, uint8_t *row,
    size_t bytes, struct ic_pixels_of *px)
{
	struct unpack u = unpacking(bits);
	size_t n = (size_t)px->w * (size_t)px->n;

	for (int y = 0; y < px->h; y++) {
		if (fz_read(ctx, stm, row, bytes) != bytes) {
			fz_throw(ctx, FZ_ERROR_GENERIC, "a picture too short");
		}
		unpack_row(&u, row, px->px + (size_t)y * n, n);
	}
}

static bool plain(const fz_image *im)
{
	return im->w > 0 && im->h > 0 && (im->n == 1 || im->n == 3) &&
	    (im->bpc == 1 || im->bpc == 2 || im->bpc == 4 || im->bpc == 8) &&
	    !im->imagemask && !im->use_colorkey && !im->use_decode && !im->mask;
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
			fz_throw(ctx, FZ_ERROR_GENERIC, "another picture");
		}
		px->px = fz_malloc(ctx, n * (size_t)px->h);
		for (int y = 0; y < px->h; y++) {
			memcpy(px->px + (size_t)y * n,
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

/* Throws. */
static void decode(fz_context *ctx, fz_image *image, struct ic_pixels_of *px)
{
	fz_compressed_buffer *b = fz_compressed_image_buffer(ctx, image);
	size_t bits = (size_t)px->w * (size_t)px->n * image->bpc;
	size_t bytes = (bits + 7) / 8;
	size_t size = (size_t)px->w * (size_t)px->n * (size_t)px->h;
	fz_stream *stm = NULL;
	uint8_t *row = NULL;

	if (bytes > ROW_MAX || size > PIXELS_MAX) {
		fz_throw(ctx, FZ_ERROR_GENERIC, "a picture of no known kind");
	}
	if (!b || b->params.type == FZ_IMAGE_JPX) {
		copy(ctx, image, px);
		return;
	}
	px->lossy = b->params.type == FZ_IMAGE_JPEG;
	fz_var(stm);
	fz_var(row);
	fz_try(ctx) {
		px->px = fz_malloc(ctx, size);
		if (b->params.type == FZ_IMAGE_FLATE &&
		    b->params.u.flate.predictor <= 1) {
			inflate_rows(ctx, b, image->bpc, bytes, px);
		} else {
			row = fz_malloc(ctx, bytes);
			stm = fz_open_image_decomp_stream_from_buffer(ctx, b,
			    NULL);
			read_rows(ctx, stm, image->bpc, row, bytes, px);
		}
	}
	fz_always(ctx) {
		fz_drop_stream(ctx, stm);
		fz_free(ctx, row);
	}
	fz_catch(ctx) {
		fz_free(ctx, px->px);
		fz_rethrow(ctx);
	}
}

struct ic_pixels_of ic_pixels_open(fz_context *ctx, fz_image *image,
    struct ic_size page)
{
	struct ic_pixels_of px = { .page = page };

	if (!image || !plain(image)) {
		fz_throw(ctx, FZ_ERROR_GENERIC, "a picture of no known kind");
	}
	px.w = image->w;
	px.h = image->h;
	px.n = image->n;
	decode(ctx, image, &px);
	return px;
}

void ic_pixels_close(fz_context *ctx, struct ic_pixels_of *px)
{
	fz_free(ctx, px->px);
	px->px = NULL;
}

static int down(int64_t v, int64_t pixels, int64_t side)
{
	int64_t at = v <= 0 ? 0 : v * pixels / side;

	return (int)(at > pixels ? pixels : at);
}

static int up(int64_t v, int64_t pixels, int64_t side)
{
	return v <= 0   ? 0
	    : v >= side ? (int)pixels
			: (int)((v * pixels + side - 1) / side);
}

struct ic_area ic_pixels_touched(const struct ic_pixels_of *px,
    struct ic_rect r)
{
	return (struct ic_area){ down(r.x0, px->w, px->page.w),
		down(r.y0, px->h, px->page.h), up(r.x1, px->w, px->page.w),
		up(r.y1, px->h, px->page.h) };
}

const uint8_t *ic_pixels_at(const struct ic_pixels_of *px, int x, int y)
{
	return px->px + ((size_t)y * (size_t)px->w + (size_t)x) * (size_t)px->n;
}

int ic_pixels_luminance(const struct ic_pixels_of *px, int x, int y)
{
	const uint8_t *p = ic_pixels_at(px, x, y);

	return px->n == 1 ? p[0]
			  : (299 * p[0] + 587 * p[1] + 114 * p[2]) / 1000;
}

int ic_pixels_off(const struct ic_pixels_of *px, int x, int y, int value)
{
	const uint8_t *p = ic_pixels_at(px, x, y);
	int worst = 0;

	for (int i = 0; i < px->n; i++) {
		int off = abs(p[i] - value);

		worst = off > worst ? off : worst;
	}
	return worst;
}
