/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "pdf/writer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "writer_out.h"

#define PAGES 2u
#define HEADER "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"

bool ic_writer_number(struct ic_buf *out, int32_t milli)
{
	uint32_t v = milli < 0 ? 0u - (uint32_t)milli : (uint32_t)milli;
	char s[24], *at = s + sizeof(s);
	int decimals = 3;

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
	if (milli < 0) {
		*--at = '-';
	}
	return ic_buf_add(out, at, (size_t)(s + sizeof(s) - at));
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
};

bool ic_writer_image(struct ic_writer *w, const struct ic_image *im,
    uint32_t *ref, struct ic_error *err)
{
	const struct codec *c;
	char parms[96] = "", keys[320];
	uint32_t number;

	if ((unsigned)im->encoding >= IC_ENCODING_COUNT ||
	    !codecs[im->encoding].space || im->w <= 0 || im->h <= 0 ||
	    im->len == 0 ||
	    (im->ccitt && im->encoding != IC_ENCODING_BILEVEL)) {
		return ic_fail(err, IC_EBUG, "an image has no codec");
	}
	c = &codecs[im->encoding];
	if (im->ccitt) {
		snprintf(parms, sizeof(parms),
		    "/DecodeParms<</K -1/Columns %d"
		    "/Rows %d/BlackIs1 false>>",
		    im->w, im->h);
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

static void add_paint(struct ic_buf *b, const struct ic_page_out *p)
{
	int32_t w = (int32_t)((int64_t)p->size.w * p->placement.scale /
	    1000000);
	int32_t h = (int32_t)((int64_t)p->size.h * p->placement.scale /
	    1000000);

	ic_buf_puts(b, "q ");
	ic_writer_number(b, w);
	ic_buf_puts(b, " 0 0 ");
	ic_writer_number(b, h);
	ic_buf_putc(b, ' ');
	ic_writer_number(b, p->placement.dx);
	ic_buf_putc(b, ' ');
	ic_writer_number(b, p->size.h - p->placement.dy - h);
	ic_buf_puts(b, " cm /Im0 Do Q\n");
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
	if (page->image) {
		add_paint(&content, page);
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
		page->text_font, page->label_font };
	return ic_out_check(w, err);
}
