/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "codestream.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <tiffio.h>

void give_up(const char *what)
{
	fprintf(stderr, "bench-scan: %s\n", what);
	exit(1);
}

void *get_memory(size_t n)
{
	void *p = malloc(n ? n : 1);

	if (!p) {
		give_up("out of memory");
	}
	return p;
}

static void jpeg_failed(j_common_ptr j)
{
	(void)j;
	give_up("libjpeg failed");
}

static struct jpeg_error_mgr *jpeg_errors(struct jpeg_error_mgr *e)
{
	jpeg_std_error(e);
	e->error_exit = jpeg_failed;
	return e;
}

struct code jpeg_of(const struct picture *p, int quality)
{
	struct jpeg_compress_struct c;
	struct jpeg_error_mgr e;
	struct code out = { 0 };
	unsigned long n = 0;

	c.err = jpeg_errors(&e);
	jpeg_create_compress(&c);
	jpeg_mem_dest(&c, &out.data, &n);
	c.image_width = (JDIMENSION)p->w;
	c.image_height = (JDIMENSION)p->h;
	c.input_components = p->comps;
	c.in_color_space = p->comps == 3 ? JCS_RGB : JCS_GRAYSCALE;
	jpeg_set_defaults(&c);
	jpeg_set_quality(&c, quality, TRUE);
	jpeg_start_compress(&c, TRUE);
	for (int y = 0; y < p->h; y++) {
		JSAMPROW row = p->px + (size_t)y * (size_t)(p->w * p->comps);

		jpeg_write_scanlines(&c, &row, 1);
	}
	jpeg_finish_compress(&c);
	jpeg_destroy_compress(&c);
	out.n = n;
	return out;
}

struct code jpeg_again(const struct code *in)
{
	struct jpeg_decompress_struct d;
	struct jpeg_compress_struct c;
	struct jpeg_error_mgr e;
	struct code out = { 0 };
	jvirt_barray_ptr *coefficients;
	unsigned long n = 0;

	d.err = c.err = jpeg_errors(&e);
	jpeg_create_decompress(&d);
	jpeg_create_compress(&c);
	jpeg_mem_src(&d, in->data, in->n);
	jpeg_read_header(&d, TRUE);
	coefficients = jpeg_read_coefficients(&d);
	jpeg_copy_critical_parameters(&d, &c);
	c.optimize_coding = TRUE;
	jpeg_mem_dest(&c, &out.data, &n);
	jpeg_write_coefficients(&c, coefficients);
	jpeg_finish_compress(&c);
	jpeg_destroy_compress(&c);
	jpeg_finish_decompress(&d);
	jpeg_destroy_decompress(&d);
	out.n = n;
	return out;
}

/* A TIFF file in memory. */
struct memory {
	struct code code;
	size_t at, cap;
};

static tmsize_t mem_read(thandle_t h, void *to, tmsize_t n)
{
	struct memory *m = h;
	size_t left = m->at < m->code.n ? m->code.n - m->at : 0;
	size_t k = (size_t)n < left ? (size_t)n : left;

	memcpy(to, m->code.data + m->at, k);
	m->at += k;
	return (tmsize_t)k;
}

static tmsize_t mem_write(thandle_t h, void *from, tmsize_t n)
{
	struct memory *m = h;
	size_t end = m->at + (size_t)n;

	if (end > m->cap) {
		m->cap = 2 * end;
		m->code.data = realloc(m->code.data, m->cap);
		if (!m->code.data) {
			give_up("out of memory");
		}
	}
	memcpy(m->code.data + m->at, from, (size_t)n);
	m->at = end;
	m->code.n = end > m->code.n ? end : m->code.n;
	return n;
}

static toff_t mem_seek(thandle_t h, toff_t to, int whence)
{
	struct memory *m = h;

	m->at = (size_t)to +
	    (whence == SEEK_CUR          ? m->at
		    : whence == SEEK_END ? m->code.n
					 : 0);
	return m->at;
}

static int mem_close(thandle_t h)
{
	(void)h;
	return 0;
}

static toff_t mem_size(thandle_t h)
{
	return ((struct memory *)h)->code.n;
}

static TIFF *mem_open(struct memory *m, const char *mode)
{
	TIFF *t;

	m->at = 0;
	t = TIFFClientOpen("scan", mode, m, mem_read, mem_write, mem_seek,
	    mem_close, mem_size, NULL, NULL);
	if (!t) {
		give_up("libtiff failed");
	}
	return t;
}

static TIFF *page_for(struct memory *m, int w, int h)
{
	TIFF *t = mem_open(m, "wm");

	TIFFSetField(t, TIFFTAG_IMAGEWIDTH, (uint32_t)w);
	TIFFSetField(t, TIFFTAG_IMAGELENGTH, (uint32_t)h);
	TIFFSetField(t, TIFFTAG_BITSPERSAMPLE, 1);
	TIFFSetField(t, TIFFTAG_SAMPLESPERPIXEL, 1);
	TIFFSetField(t, TIFFTAG_COMPRESSION, COMPRESSION_CCITTFAX4);
	TIFFSetField(t, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISWHITE);
	TIFFSetField(t, TIFFTAG_FILLORDER, FILLORDER_MSB2LSB);
	TIFFSetField(t, TIFFTAG_ROWSPERSTRIP, (uint32_t)h);
	return t;
}

/* The strip's bytes of a finished file, which is freed. */
static struct code strip_of(struct memory *m)
{
	TIFF *t = mem_open(m, "rm");
	tmsize_t n = (tmsize_t)TIFFRawStripSize(t, 0);
	struct code out = { get_memory((size_t)n), (size_t)n };

	if (TIFFReadRawStrip(t, 0, out.data, n) != n) {
		give_up("libtiff failed");
	}
	TIFFClose(t);
	free(m->code.data);
	return out;
}

static struct code encode_bits(uint8_t *bits, size_t n, int w, int h)
{
	struct memory m = { 0 };
	TIFF *t = page_for(&m, w, h);

	if (TIFFWriteEncodedStrip(t, 0, bits, (tmsize_t)n) < 0) {
		give_up("libtiff failed");
	}
	TIFFClose(t);
	return strip_of(&m);
}

struct code g4_of(const struct picture *p)
{
	size_t stride = ((size_t)p->w + 7) / 8, n = stride * (size_t)p->h;
	uint8_t *bits = get_memory(n);
	struct code out;

	memset(bits, 0, n);
	for (int y = 0; y < p->h; y++) {
		const uint8_t *row = p->px + (size_t)y * (size_t)p->w;
		uint8_t *to = bits + (size_t)y * stride;

		for (int x = 0; x < p->w; x++) {
			to[x / 8] |= (uint8_t)((row[x] < 128) << (7 - x % 8));
		}
	}
	out = encode_bits(bits, n, p->w, p->h);
	free(bits);
	return out;
}

struct code g4_again(const struct code *in, int w, int h)
{
	size_t n = ((size_t)w + 7) / 8 * (size_t)h;
	uint8_t *bits = get_memory(n);
	struct memory m = { 0 };
	TIFF *t = page_for(&m, w, h);
	struct code out;

	if (TIFFWriteRawStrip(t, 0, in->data, (tmsize_t)in->n) < 0) {
		give_up("libtiff failed");
	}
	TIFFClose(t);
	t = mem_open(&m, "rm");
	if (TIFFReadEncodedStrip(t, 0, bits, (tmsize_t)n) != (tmsize_t)n) {
		give_up("libtiff failed");
	}
	TIFFClose(t);
	free(m.code.data);
	out = encode_bits(bits, n, w, h);
	free(bits);
	return out;
}
