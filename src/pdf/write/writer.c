/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "pdf/writer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "writer_out.h"

#define PAGES 2u
#define MICRO 1000 /* millionths to a milli-point */
#define HEADER "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"

/* A number of which the last `digits` stand behind the point. */
static bool add_number(struct ic_buf *out, int64_t number, int digits)
{
	uint64_t v = number < 0 ? 0u - (uint64_t)number : (uint64_t)number;
	char s[40], *at = s + sizeof(s);
	int decimals = digits;

	for (; decimals > 0 && v % 10 == 0; decimals--) {
		v /= 10;
	}
	for (; decimals > 0; decimals--, v /= 10) {
		*--at = (char)('0' + v % 10);
		if (decimals == 1) {
			*--at = '.';
		}
	}
	do {
		*--at = (char)('0' + v % 10);
		v /= 10;
	} while (v > 0);
	if (number < 0) {
		*--at = '-';
	}
	return ic_buf_add(out, at, (size_t)(s + sizeof(s) - at));
}

bool ic_writer_number(struct ic_buf *out, int32_t milli)
{
	return add_number(out, milli, 3);
}

bool ic_writer_open(struct ic_writer **out, int fd, struct ic_error *err)
{
	struct ic_writer *w = calloc(1, sizeof(*w));

	if (!w || !(w->hash = EVP_MD_CTX_new()) ||
	    EVP_DigestInit_ex(w->hash, EVP_sha256(), NULL) != 1) {
		ic_writer_close(w);
		return ic_fail(err, IC_EENV, "out of memory");
	}
	w->fd = fd;
	for (int i = 0; i < 3; i++) {
		ic_out_number(w); /* 0, the catalog, the page tree's root */
	}
	ic_out_add(w, HEADER, sizeof(HEADER) - 1);
	if (!ic_out_check(w, err)) {
		ic_writer_close(w);
		return false;
	}
	*out = w;
	return true;
}

void ic_writer_close(struct ic_writer *w)
{
	if (w) {
		EVP_MD_CTX_free(w->hash);
		libdeflate_free_compressor(w->deflate);
		ic_buf_finish(&w->scratch);
		free(w->offsets);
		free(w->pages);
		free(w);
	}
}

struct codec {
	const char *space;
	int bits;
	const char *filter;
};

static const struct codec codecs[IC_ENCODING_COUNT] = {
	[IC_ENCODING_BILEVEL] = { "DeviceGray", 1, "FlateDecode" },
	[IC_ENCODING_GRAY2] = { "DeviceGray", 2, "FlateDecode" },
	[IC_ENCODING_GRAY4] = { "DeviceGray", 4, "FlateDecode" },
	[IC_ENCODING_GRAY8] = { "DeviceGray", 8, "FlateDecode" },
	[IC_ENCODING_RGB2] = { "DeviceRGB", 2, "FlateDecode" },
	[IC_ENCODING_RGB4] = { "DeviceRGB", 4, "FlateDecode" },
	[IC_ENCODING_RGB8] = { "DeviceRGB", 8, "FlateDecode" },
	[IC_ENCODING_JPEG_GRAY] = { "DeviceGray", 8, "DCTDecode" },
	[IC_ENCODING_JPEG_RGB] = { "DeviceRGB", 8, "DCTDecode" },
	[IC_ENCODING_JPX_GRAY] = { "DeviceGray", 8, "JPXDecode" },
	[IC_ENCODING_JPX_RGB] = { "DeviceRGB", 8, "JPXDecode" },
	[IC_ENCODING_JPEG_CMYK] = { "DeviceCMYK", 8, "DCTDecode" },
};

static bool has_codec(const struct ic_image *im)
{
	return (unsigned)im->encoding < IC_ENCODING_COUNT &&
	    codecs[im->encoding].space && im->w > 0 && im->h > 0 &&
	    im->len > 0 &&
	    (!im->ccitt || im->encoding == IC_ENCODING_BILEVEL) &&
	    (!im->filtered || im->encoding == IC_ENCODING_GRAY8 ||
		im->encoding == IC_ENCODING_RGB8) &&
	    (!im->inverted || im->encoding == IC_ENCODING_JPEG_CMYK);
}

bool ic_writer_image(struct ic_writer *w, const struct ic_image *im,
    uint32_t *ref, struct ic_error *err)
{
	const struct codec *c;
	char parms[96] = "", keys[320];
	uint32_t number;

	if (!has_codec(im)) {
		return ic_fail(err, IC_EBUG, "an image has no codec");
	}
	c = &codecs[im->encoding];
	if (im->ccitt) {
		snprintf(parms, sizeof(parms),
		    "/DecodeParms<</K -1/Columns %d"
		    "/Rows %d/BlackIs1 false>>",
		    im->w, im->h);
	} else if (im->filtered) {
		snprintf(parms, sizeof(parms),
		    "/DecodeParms<</Predictor 15/Colors %d"
		    "/BitsPerComponent 8/Columns %d>>",
		    im->encoding == IC_ENCODING_RGB8 ? 3 : 1, im->w);
	} else if (im->inverted) {
		snprintf(parms, sizeof(parms), "/Decode[1 0 1 0 1 0 1 0]");
	}
	snprintf(keys, sizeof(keys),
	    "/Type/XObject/Subtype/Image/Width %d"
	    "/Height %d/ColorSpace/%s/BitsPerComponent %d/Filter/%s%s",
	    im->w, im->h, c->space, c->bits,
	    im->ccitt ? "CCITTFaxDecode" : c->filter, parms);
	number = ic_out_number(w);
	ic_out_stream(w, number, keys, im->data, im->len);
	if (!ic_out_check(w, err)) {
		return false;
	}
	*ref = number;
	return true;
}

struct ic_spot ic_writer_spot(struct ic_size size,
    struct ic_placement placement)
{
	int32_t w = (int32_t)((int64_t)size.w * placement.scale / 1000000);
	int32_t h = (int32_t)((int64_t)size.h * placement.scale / 1000000);

	return (struct ic_spot){ .a = (int64_t)w * MICRO,
		.d = (int64_t)h * MICRO,
		.e = (int64_t)placement.dx * MICRO,
		.f = ((int64_t)size.h - placement.dy - h) * MICRO };
}

/* n numbers, of so many digits behind the point, and a blank after each. */
static void add_numbers(struct ic_buf *b, const int64_t *v, size_t n,
    int digits)
{
	for (size_t i = 0; i < n; i++) {
		add_number(b, v[i], digits);
		ic_buf_putc(b, ' ');
	}
}

static void add_paint(struct ic_buf *b, const struct ic_spot *s)
{
	int64_t at[] = { s->a, s->b, s->c, s->d, s->e, s->f };
	int64_t clip[] = { s->clip.x0, s->clip.y0, s->clip.x1 - s->clip.x0,
		s->clip.y1 - s->clip.y0 };

	ic_buf_puts(b, "q ");
	if (!ic_rect_is_empty(s->clip)) {
		add_numbers(b, clip, 4, 3);
		ic_buf_puts(b, "re W n ");
	}
	add_numbers(b, at, 6, 6);
	ic_buf_puts(b, "cm /Im0 Do Q\n");
}

static void add_rectangle(struct ic_buf *b, int32_t height, struct ic_rect r)
{
	int64_t v[] = { r.x0, (int64_t)height - r.y1, r.x1 - r.x0,
		r.y1 - r.y0 };

	add_numbers(b, v, 4, 3);
	ic_buf_puts(b, "re ");
}

static void add_color(struct ic_buf *b, const uint16_t rgb[3])
{
	int64_t v[] = { rgb[0], rgb[1], rgb[2] };

	add_numbers(b, v, 3, 3);
}

/* All areas, then all lines: none is tinted by another's. */
static void add_marks(struct ic_buf *b, const struct ic_page_out *page)
{
	ic_buf_puts(b, "q /G0 gs\n");
	for (size_t i = 0; i < page->nmarks; i++) {
		add_color(b, page->marks[i].paint.fill);
		ic_buf_puts(b, "rg ");
		add_rectangle(b, page->size.h, page->marks[i].area);
		ic_buf_puts(b, "f\n");
	}
	ic_buf_puts(b, "Q q\n");
	for (size_t i = 0; i < page->nmarks; i++) {
		int64_t width = page->marks[i].width;

		add_color(b, page->marks[i].paint.line);
		ic_buf_puts(b, "RG ");
		add_numbers(b, &width, 1, 3);
		ic_buf_puts(b, "w ");
		add_rectangle(b, page->size.h, page->marks[i].line);
		ic_buf_puts(b, "S\n");
	}
	ic_buf_puts(b, "Q\n");
}

static struct ic_out_page *add_page(struct ic_writer *w)
{
	if (w->npages == w->pages_cap) {
		size_t cap = w->pages_cap ? 2 * w->pages_cap : 64;
		struct ic_out_page *p = reallocarray(w->pages, cap, sizeof(*p));

		if (!p) {
			return NULL;
		}
		w->pages = p;
		w->pages_cap = cap;
	}
	return &w->pages[w->npages++];
}

bool ic_writer_page(struct ic_writer *w, const struct ic_page_out *page,
    struct ic_error *err)
{
	struct ic_buf content = { 0 };
	struct ic_out_page *p;
	uint32_t number;

	if (page->size.w <= 0 || page->size.h <= 0 ||
	    page->image >= w->objects ||
	    (page->image &&
		(page->image <= PAGES || !w->offsets[page->image]))) {
		return ic_fail(err, IC_EBUG, "a page has no size or image");
	}
	if (page->nmarks > 0 && !page->image) {
		return ic_fail(err, IC_EBUG, "a mark on no picture");
	}
	if (page->image) {
		add_paint(&content, &page->spot);
	}
	if (page->nmarks > 0) {
		add_marks(&content, page);
	}
	ic_buf_add(&content, page->content, page->len);
	number = ic_out_number(w);
	if (ic_buf_check(&content, "a page's contents", err)) {
		ic_out_deflated(w, number, "", content.data, content.len);
	} else {
		ic_buf_finish(&content);
		return false;
	}
	ic_buf_finish(&content);
	p = add_page(w);
	if (!p) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	*p = (struct ic_out_page){ page->size, page->image, number,
		page->text_font, page->label_font, page->nmarks > 0,
		page->text_highest };
	return ic_out_check(w, err);
}
