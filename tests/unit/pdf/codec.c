/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "codec.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <tiffio.h>

#include "unit.h"

struct raw {
	uint8_t p[1 << 18];
	toff_t n, at;
};

static struct raw raw;

static tsize_t raw_read(thandle_t h, tdata_t p, tsize_t n)
{
	struct raw *r = (struct raw *)h;
	tsize_t k = (tsize_t)(r->n - r->at) < n ? (tsize_t)(r->n - r->at) : n;

	memcpy(p, r->p + r->at, (size_t)k);
	r->at += (toff_t)k;
	return k;
}

static tsize_t raw_write(thandle_t h, tdata_t p, tsize_t n)
{
	struct raw *r = (struct raw *)h;

	ck_assert_uint_le(r->at + (toff_t)n, sizeof(r->p));
	memcpy(r->p + r->at, p, (size_t)n);
	r->at += (toff_t)n;
	r->n = r->at > r->n ? r->at : r->n;
	return n;
}

static toff_t raw_seek(thandle_t h, toff_t at, int whence)
{
	struct raw *r = (struct raw *)h;

	r->at = whence == SEEK_SET ? at
	    : whence == SEEK_END   ? r->n + at
				   : r->at + at;
	return r->at;
}

static int raw_close(thandle_t h)
{
	(void)h;
	return 0;
}

static toff_t raw_size(thandle_t h)
{
	return ((struct raw *)h)->n;
}

void codec_g4(const uint8_t *rows, int w, int h, struct ic_buf *out)
{
	TIFF *t;

	raw = (struct raw){ .n = 0 };
	t = TIFFClientOpen("g4", "w", (thandle_t)&raw, raw_read, raw_write,
	    raw_seek, raw_close, raw_size, NULL, NULL);
	ck_assert_ptr_nonnull(t);
	TIFFSetField(t, TIFFTAG_IMAGEWIDTH, w);
	TIFFSetField(t, TIFFTAG_IMAGELENGTH, h);
	TIFFSetField(t, TIFFTAG_BITSPERSAMPLE, 1);
	TIFFSetField(t, TIFFTAG_SAMPLESPERPIXEL, 1);
	TIFFSetField(t, TIFFTAG_ROWSPERSTRIP, h);
	TIFFSetField(t, TIFFTAG_COMPRESSION, COMPRESSION_CCITTFAX4);
	TIFFSetField(t, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISWHITE);
	ck_assert(TIFFWriteEncodedStrip(t, 0, (void *)(uintptr_t)rows,
		      (tsize_t)((w + 7) / 8 * h)) >= 0);
	ic_buf_reset(out);
	ic_buf_add(out, raw.p + 8, (size_t)raw.n - 8); /* behind the header */
	TIFFClose(t);
}

static const jpeg_scan_info scattered[] = {
	{ 1, { 0 }, 0, DCTSIZE2 - 1, 0, 0 },
	{ 1, { 1 }, 0, DCTSIZE2 - 1, 0, 0 },
	{ 1, { 2 }, 0, DCTSIZE2 - 1, 0, 0 },
};

/* Coarse tables are asked for; no need to be cautioned. */
static void say_nothing(j_common_ptr any)
{
	(void)any;
}

void codec_jpeg(const uint8_t *px, int w, int h, unsigned flags,
    struct ic_buf *out)
{
	struct jpeg_compress_struct c = { 0 };
	struct jpeg_error_mgr mgr;
	unsigned char *mem = NULL;
	unsigned long n = 0;
	int comps = flags & CODEC_GRAY          ? 1
	    : flags & (CODEC_CMYK | CODEC_YCCK) ? 4
						: 3;

	c.err = jpeg_std_error(&mgr);
	mgr.output_message = say_nothing;
	jpeg_create_compress(&c);
	jpeg_mem_dest(&c, &mem, &n);
	c.image_width = (JDIMENSION)w;
	c.image_height = (JDIMENSION)h;
	c.input_components = comps;
	c.in_color_space = comps == 1 ? JCS_GRAYSCALE
	    : comps == 3              ? JCS_RGB
				      : JCS_CMYK;
	jpeg_set_defaults(&c);
	if (flags & CODEC_YCCK) {
		jpeg_set_colorspace(&c, JCS_YCCK);
	}
	jpeg_set_quality(&c, flags & CODEC_COARSE ? 5 : 100,
	    flags & CODEC_COARSE ? FALSE : TRUE);
	if (flags & CODEC_SCATTERED) {
		c.scan_info = scattered;
		c.num_scans = 3;
	}
	if (flags & CODEC_PROGRESSIVE) {
		jpeg_simple_progression(&c);
	}
	c.restart_in_rows = flags & CODEC_RESTARTS ? 1 : 0;
	c.write_JFIF_header = comps < 4 && !(flags & CODEC_NO_JFIF);
	jpeg_start_compress(&c, TRUE);
	while (c.next_scanline < c.image_height) {
		JSAMPROW row = (JSAMPROW)(uintptr_t)(px +
		    (size_t)c.next_scanline * w * c.input_components);

		jpeg_write_scanlines(&c, &row, 1);
	}
	jpeg_finish_compress(&c);
	jpeg_destroy_compress(&c);
	ic_buf_reset(out);
	ic_buf_add(out, mem, n);
	free(mem);
}

bool codec_strict(const struct ic_coded *promised, const struct ic_buf *b)
{
	struct ic_coded c = *promised;
	uint8_t *rows = malloc(ic_coded_row(&c) * (size_t)c.h);
	bool ok;

	ck_assert_ptr_nonnull(rows);
	c.p = b->data;
	c.n = b->len;
	ok = ic_coded_read(&c, NULL, rows);
	free(rows);
	return ok;
}
