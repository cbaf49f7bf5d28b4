/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "fax.h"
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

/* G4 as we write it; false if it is another. Throws. */
static bool fax_rows(fz_context *ctx, const fz_compressed_buffer *b,
    struct ic_pixels_of *px)
{
	struct ic_fax f;
	bool ok = b->params.u.fax.k < 0 && b->params.u.fax.columns == px->w &&
	    !b->params.u.fax.encoded_byte_align && !b->params.u.fax.black_is_1;

	if (!ok) {
		return false;
	}
	if (!ic_fax_open(&f, b->buffer->data, b->buffer->len, px->w)) {
		fz_throw(ctx, FZ_ERROR_GENERIC, "no memory");
	}
	for (int y = 0; ok && y < px->h; y++) {
		const int32_t *row = ic_fax_row(&f);

		ok = row != NULL;
		if (ok) {
			ic_fax_bytes(row, px->w,
			    px->px + (size_t)y * (size_t)px->w);
		}
	}
	ic_fax_close(&f);
	return ok;
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
		} else if (b->params.type != FZ_IMAGE_FAX ||
		    !fax_rows(ctx, b, px)) {
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

/* Colours that are no plain samples are MuPDF's to read. Throws. */
static void convert(fz_context *ctx, fz_image *image, struct ic_pixels_of *px)
{
	fz_pixmap *from = NULL, *rgb = NULL;
	size_t row = (size_t)px->w * 3;

	fz_var(from);
	fz_var(rgb);
	fz_try(ctx) {
		from = fz_get_unscaled_pixmap_from_image(ctx, image);
		rgb = fz_convert_pixmap(ctx, from, fz_device_rgb(ctx), NULL,
		    NULL, fz_default_color_params, 0);
		if (rgb->w != px->w || rgb->h != px->h || rgb->n != 3 ||
		    row * (size_t)px->h > PIXELS_MAX) {
			fz_throw(ctx, FZ_ERROR_GENERIC, "not its own size");
		}
		px->px = fz_malloc(ctx, row * (size_t)px->h);
		for (int y = 0; y < px->h; y++) {
			memcpy(px->px + (size_t)y * row,
			    rgb->samples + (ptrdiff_t)y * rgb->stride, row);
		}
	}
	fz_always(ctx) {
		fz_drop_pixmap(ctx, from);
		fz_drop_pixmap(ctx, rgb);
	}
	fz_catch(ctx) {
		fz_rethrow(ctx);
	}
	px->n = 3;
	px->lossy = true;
}

#define SLACK 10.0 /* milli-points by which a picture of a page may be off */

static bool near(double a, double b, double slack)
{
	return fabs(a - b) <= slack;
}

/* The matrix of a picture that fills its page, but for rounding. */
static bool fills(const double m[6], struct ic_size page)
{
	double slack = SLACK + (page.w + page.h) / (double)(1 << 21);

	return near(m[0], page.w, slack) && near(m[1], 0, slack) &&
	    near(m[2], 0, slack) && near(m[3], page.h, slack) &&
	    near(m[4], 0, slack) && near(m[5], 0, slack);
}

/* Throws. */
static void place(fz_context *ctx, const double m[6], struct ic_pixels_of *px)
{
	double least = fabs(m[0]) + fabs(m[1]), off = least * 1e-6 + 1;
	bool turned = fabs(m[0]) < fabs(m[1]);

	px->whole = fills(m, px->page);
	if (px->whole) {
		px->map = (struct ic_pixels_map){ .a = (double)px->w /
			    px->page.w,
			.d = (double)px->h / px->page.h };
		return;
	}
	if (turned ? !near(m[0], 0, off) || !near(m[3], 0, off) || m[2] == 0
		   : !near(m[1], 0, off) || !near(m[2], 0, off) || m[0] == 0 ||
		    m[3] == 0) {
		fz_throw(ctx, FZ_ERROR_GENERIC, "a picture that is askew");
	}
	if (turned) {
		px->map = (struct ic_pixels_map){ .b = px->h / m[2],
			.c = px->w / m[1],
			.e = -px->w * m[5] / m[1],
			.f = -px->h * m[4] / m[2] };
	} else {
		px->map = (struct ic_pixels_map){ .a = px->w / m[0],
			.d = px->h / m[3],
			.e = -px->w * m[4] / m[0],
			.f = -px->h * m[5] / m[3] };
	}
}

struct ic_pixels_of ic_pixels_open(fz_context *ctx, fz_image *image,
    const double at[6], struct ic_size page)
{
	struct ic_pixels_of px = { .page = page };

	if (!image || image->w <= 0 || image->h <= 0) {
		fz_throw(ctx, FZ_ERROR_GENERIC, "a picture of no known kind");
	}
	px.w = image->w;
	px.h = image->h;
	px.n = image->n;
	place(ctx, at, &px);
	if (plain(image)) {
		decode(ctx, image, &px);
	} else if (image->n == 4 && !image->imagemask && !image->mask &&
	    !image->use_colorkey) {
		convert(ctx, image, &px);
	} else {
		fz_throw(ctx, FZ_ERROR_GENERIC, "a picture of no known kind");
	}
	return px;
}

void ic_pixels_close(fz_context *ctx, struct ic_pixels_of *px)
{
	fz_free(ctx, px->px);
	px->px = NULL;
}

/*
 * Of a picture that fills its page a thousandth of a point is enough; where
 * another lies is known to about as much of a pixel.
 */
static struct ic_area cut(const struct ic_pixels_of *px, double x0, double y0,
    double x1, double y1)
{
	double slack = px->whole ? 1e-9 : 2e-3;

	x0 = floor(x0 + slack);
	y0 = floor(y0 + slack);
	x1 = ceil(x1 - slack);
	y1 = ceil(y1 - slack);
	return (struct ic_area){ (int)fmin(fmax(x0, 0), px->w),
		(int)fmin(fmax(y0, 0), px->h), (int)fmin(fmax(x1, 0), px->w),
		(int)fmin(fmax(y1, 0), px->h) };
}

struct ic_area ic_pixels_touched(const struct ic_pixels_of *px,
    struct ic_rect r)
{
	const struct ic_pixels_map *m = &px->map;
	double ax = m->a * r.x0 + m->c * r.y0 + m->e;
	double bx = m->a * r.x1 + m->c * r.y1 + m->e;
	double ay = m->b * r.x0 + m->d * r.y0 + m->f;
	double by = m->b * r.x1 + m->d * r.y1 + m->f;

	return cut(px, fmin(ax, bx), fmin(ay, by), fmax(ax, bx), fmax(ay, by));
}

double ic_pixels_dpi(const struct ic_pixels_of *px)
{
	const struct ic_pixels_map *m = &px->map;

	return fmax(fmax(fabs(m->a), fabs(m->b)),
		   fmax(fabs(m->c), fabs(m->d))) *
	    72 * IC_MPT;
}

double ic_pixels_side(const struct ic_pixels_of *px)
{
	const struct ic_pixels_map *m = &px->map;

	return 1 / fmin(fabs(m->a) + fabs(m->b), fabs(m->c) + fabs(m->d)) /
	    IC_MPT;
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
