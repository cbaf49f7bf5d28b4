/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <string.h>

#include <zlib.h>

#include "tiler_priv.h"

#define WINDOW 65536

/* zlib counts its input in an unsigned int; feed it in pieces. */
static void feed(z_stream *z, const uint8_t **p, size_t *n)
{
	size_t k = *n < ((size_t)1 << 30) ? *n : (size_t)1 << 30;

	if (z->avail_in == 0) {
		z->next_in = (Bytef *)*p;
		z->avail_in = (uInt)k;
		*p += k;
		*n -= k;
	}
}

/* One zlib stream that ends with the bytes. */
static bool inflates(const uint8_t *p, size_t n)
{
	uint8_t window[WINDOW];
	uint64_t got = 0;
	z_stream z = { 0 };
	int rc;

	if (inflateInit(&z) != Z_OK) {
		return false;
	}
	do {
		feed(&z, &p, &n);
		z.next_out = window;
		z.avail_out = sizeof(window);
		rc = inflate(&z, Z_NO_FLUSH);
		got += sizeof(window) - z.avail_out;
	} while (rc == Z_OK && got <= IC_TILE_INFLATED_MAX);
	n += z.avail_in;
	inflateEnd(&z);
	return rc == Z_STREAM_END && n == 0 && got <= IC_TILE_INFLATED_MAX;
}

static bool side(const struct ic_tile_text *t, const struct ic_tile_dict *d,
    const char *key, int64_t *out)
{
	const struct ic_tile_value *v = ic_tile_get(t, d, key);

	*out = v ? v->n : 0;
	return v && v->kind == IC_TILE_INT && v->n > 0 &&
	    v->n <= IC_TILE_SIDE_MAX;
}

static bool image(const struct ic_tile_text *t, const struct ic_tile_dict *d,
    struct ic_tile_image *im)
{
	const struct ic_tile_value *space = ic_tile_get(t, d, "/ColorSpace");
	int64_t bits;

	im->comps = ic_tile_is(t, space, "/DeviceGray") ? 1
	    : ic_tile_is(t, space, "/DeviceRGB")        ? 3
	    : ic_tile_is(t, space, "/DeviceCMYK")       ? 4
							: 0;
	if (!side(t, d, "/Width", &im->w) || !side(t, d, "/Height", &im->h) ||
	    !side(t, d, "/BitsPerComponent", &bits) || im->comps == 0) {
		return false;
	}
	im->bits = (unsigned)bits;
	return bits == 2 || bits == 4 || bits == 8 ||
	    (bits == 1 && im->comps == 1);
}

/* The text is the stream's own: the inner dictionary is read there again. */
static bool parms_of(const struct ic_tile_text *t, const struct ic_tile_dict *d,
    struct ic_tile_dict *out)
{
	const struct ic_tile_value *v = ic_tile_get(t, d, "/DecodeParms");
	struct ic_tile_text inner;

	if (!v || v->kind != IC_TILE_DICT) {
		return false;
	}
	inner = (struct ic_tile_text){ t->w, v->at };
	return ic_tile_dict(&inner, 0, out);
}

/* /DecodeParms of a predictor, for just such an image. */
static bool png_parms(const struct ic_tile_text *t,
    const struct ic_tile_dict *d, const struct ic_tile_image *im)
{
	struct ic_tile_dict p;
	int64_t colors, bits, w;

	return im->bits == 8 && parms_of(t, d, &p) && p.n == 4 &&
	    ic_tile_is(t, ic_tile_get(t, &p, "/Predictor"), "15") &&
	    side(t, &p, "/Colors", &colors) && colors == im->comps &&
	    side(t, &p, "/BitsPerComponent", &bits) && bits == 8 &&
	    side(t, &p, "/Columns", &w) && w == im->w;
}

/* /DecodeParms just as wide and high as the image. */
static bool fax_parms(const struct ic_tile_text *t,
    const struct ic_tile_dict *d, const struct ic_tile_image *im)
{
	struct ic_tile_dict p;
	int64_t w, h;

	return parms_of(t, d, &p) && p.n == 4 &&
	    ic_tile_is(t, ic_tile_get(t, &p, "/K"), "-1") &&
	    ic_tile_is(t, ic_tile_get(t, &p, "/BlackIs1"), "false") &&
	    side(t, &p, "/Columns", &w) && side(t, &p, "/Rows", &h) &&
	    w == im->w && h == im->h;
}

static bool filter(const struct ic_tile_text *t, const struct ic_tile_dict *d,
    enum ic_tile_code *out)
{
	static const char *const names[] = { "/FlateDecode", "/CCITTFaxDecode",
		"/DCTDecode", "/JPXDecode" };
	const struct ic_tile_value *v = ic_tile_get(t, d, "/Filter");
	size_t i = 0;

	while (i < 4 && !ic_tile_is(t, v, names[i])) {
		i++;
	}
	*out = (enum ic_tile_code)i;
	return i < 4;
}

bool ic_tile_promises(const struct ic_tile_text *t,
    const struct ic_tile_dict *d, struct ic_tile_promise *out)
{
	const struct ic_tile_image *im = &out->im;

	*out = (struct ic_tile_promise){ 0 };
	out->is_image = ic_tile_is(t, ic_tile_get(t, d, "/Subtype"), "/Image");
	out->tagged = ic_tile_get(t, d, "/DecodeParms") != NULL;
	if (!filter(t, d, &out->code)) {
		return false;
	}
	if (!out->is_image) {
		return out->code == IC_TILE_FLATE && !out->tagged;
	}
	if (!image(t, d, &out->im)) {
		return false;
	}
	if (out->code == IC_TILE_FAX) {
		return im->bits == 1 && fax_parms(t, d, im);
	}
	if ((im->comps == 4 && out->code != IC_TILE_JPEG) ||
	    (im->comps != 4 && ic_tile_get(t, d, "/Decode"))) {
		return false;
	}
	if (out->code == IC_TILE_FLATE) {
		return !out->tagged || png_parms(t, d, im);
	}
	return !out->tagged && im->bits == 8;
}

bool ic_tile_keeps(const struct ic_tile_promise *promise, const uint8_t *p,
    size_t n)
{
	if (promise->code == IC_TILE_JPX) {
		return ic_tile_jpx(&promise->im, p, n);
	}
	return promise->is_image || inflates(p, n);
}
