/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "testtiff.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

static tmsize_t read_memory(thandle_t handle, void *to, tmsize_t n)
{
	struct testtiff_file *f = handle;

	n = f->at + (uint64_t)n > f->b.len ? (tmsize_t)(f->b.len - f->at) : n;
	memcpy(to, f->b.data + f->at, (size_t)n);
	f->at += (uint64_t)n;
	return n;
}

static tmsize_t write_memory(thandle_t handle, void *from, tmsize_t n)
{
	struct testtiff_file *f = handle;

	while (f->b.len < f->at + (uint64_t)n) {
		ck_assert(ic_buf_putc(&f->b, 0));
	}
	memcpy(f->b.data + f->at, from, (size_t)n);
	f->at += (uint64_t)n;
	return n;
}

static toff_t seek_memory(thandle_t handle, toff_t to, int whence)
{
	struct testtiff_file *f = handle;

	f->at = whence == SEEK_SET ? to
	    : whence == SEEK_CUR   ? f->at + to
				   : f->b.len + to;
	return f->at;
}

static int close_memory(thandle_t handle)
{
	(void)handle;
	return 0;
}

static toff_t size_memory(thandle_t handle)
{
	return ((struct testtiff_file *)handle)->b.len;
}

void testtiff_begin(struct testtiff_file *f)
{
	*f = (struct testtiff_file){ .at = 0 };
	TIFFSetWarningHandler(NULL);
	f->t = TIFFClientOpen("test", "wl", f, read_memory, write_memory,
	    seek_memory, close_memory, size_memory, NULL, NULL);
	ck_assert_ptr_nonnull(f->t);
}

static void set_tags(TIFF *t, const struct testtiff *p)
{
	uint16_t extra = (uint16_t)(p->extra - 1);

	TIFFSetField(t, TIFFTAG_IMAGEWIDTH, p->w);
	TIFFSetField(t, TIFFTAG_IMAGELENGTH, p->h);
	TIFFSetField(t, TIFFTAG_BITSPERSAMPLE, p->bits);
	TIFFSetField(t, TIFFTAG_SAMPLESPERPIXEL, p->samples ? p->samples : 1);
	TIFFSetField(t, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
	TIFFSetField(t, TIFFTAG_COMPRESSION, p->codec);
	TIFFSetField(t, TIFFTAG_PHOTOMETRIC, p->photometric);
	if (p->fill) {
		TIFFSetField(t, TIFFTAG_FILLORDER, p->fill);
	}
	if (p->orientation) {
		TIFFSetField(t, TIFFTAG_ORIENTATION, p->orientation);
	}
	if (p->extra) {
		TIFFSetField(t, TIFFTAG_EXTRASAMPLES, 1, &extra);
	}
	if (p->x > 0) {
		TIFFSetField(t, TIFFTAG_XRESOLUTION, (double)p->x);
		TIFFSetField(t, TIFFTAG_YRESOLUTION, (double)p->y);
	}
	if (p->unit) {
		TIFFSetField(t, TIFFTAG_RESOLUTIONUNIT, p->unit);
	}
	if (p->palette[0]) {
		TIFFSetField(t, TIFFTAG_COLORMAP, p->palette[0], p->palette[1],
		    p->palette[2]);
	}
	if (p->codec == COMPRESSION_JPEG) {
		TIFFSetField(t, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
		TIFFSetField(t, TIFFTAG_JPEGQUALITY, 95);
	}
}

static void write_tiles(TIFF *t, const struct testtiff *p, const uint8_t *rows,
    size_t row)
{
	size_t n = (size_t)TIFFTileSize(t), across = (size_t)TIFFTileRowSize(t);
	uint8_t *tile = malloc(n);

	for (uint32_t y = 0; y < p->h; y += p->tile) {
		for (uint32_t x = 0; x < p->w; x += p->tile) {
			size_t from = x / p->tile * across;

			memset(tile, 0x55, n);
			for (uint32_t k = 0; k < p->tile && y + k < p->h; k++) {
				memcpy(tile + k * across,
				    rows + (y + k) * row + from,
				    row - from < across ? row - from : across);
			}
			ck_assert_int_gt(TIFFWriteTile(t, tile, x, y, 0, 0), 0);
		}
	}
	free(tile);
}

void testtiff_page(struct testtiff_file *f, const struct testtiff *p,
    const uint8_t *rows)
{
	size_t row = ((size_t)p->w * (p->samples ? p->samples : 1) * p->bits +
			 7) /
	    8;
	uint8_t *line = malloc(row);

	set_tags(f->t, p);
	if (p->tile) {
		TIFFSetField(f->t, TIFFTAG_TILEWIDTH, p->tile);
		TIFFSetField(f->t, TIFFTAG_TILELENGTH, p->tile);
		write_tiles(f->t, p, rows, row);
	} else {
		TIFFSetField(f->t, TIFFTAG_ROWSPERSTRIP,
		    p->rows ? p->rows : p->h);
		for (uint32_t y = 0; y < p->h; y++) {
			memcpy(line, rows + y * row, row);
			ck_assert_int_eq(TIFFWriteScanline(f->t, line, y, 0),
			    1);
		}
	}
	free(line);
	ck_assert(TIFFWriteDirectory(f->t));
}

void testtiff_end(struct testtiff_file *f)
{
	TIFFClose(f->t);
	f->t = NULL;
}

void testtiff_write(struct testtiff_file *f, const struct testtiff *t,
    const uint8_t *rows)
{
	testtiff_begin(f);
	testtiff_page(f, t, rows);
	testtiff_end(f);
}

static uint32_t number(const uint8_t *p, unsigned n)
{
	uint32_t v = 0;

	while (n-- > 0) {
		v = v << 8 | p[n];
	}
	return v;
}

uint8_t *testtiff_entry(struct ic_buf *b, uint16_t tag)
{
	uint8_t *d = b->data + number(b->data + 4, 4);

	for (uint32_t i = 0; i < number(d, 2); i++) {
		if (number(d + 2 + i * 12, 2) == tag) {
			return d + 2 + i * 12;
		}
	}
	ck_abort_msg("no such tag: %d", tag);
}

uint8_t *testtiff_link(struct ic_buf *b)
{
	uint8_t *d = b->data + number(b->data + 4, 4);

	return d + 2 + number(d, 2) * 12;
}

/* A big-endian TIFF of one entry. */
static void write_exif(j_compress_ptr c, int orientation)
{
	const uint8_t bytes[] = { 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0,
		0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0,
		(uint8_t)orientation, 0, 0, 0, 0, 0, 0 };

	jpeg_write_marker(c, JPEG_APP0 + 1, bytes, sizeof(bytes));
}

void testjpeg_write(struct ic_buf *b, const struct testjpeg *j,
    const uint8_t *rows)
{
	struct jpeg_compress_struct c;
	struct jpeg_error_mgr err;
	unsigned char *out = NULL;
	unsigned long n = 0;

	c.err = jpeg_std_error(&err);
	jpeg_create_compress(&c);
	jpeg_mem_dest(&c, &out, &n);
	c.image_width = (JDIMENSION)j->w;
	c.image_height = (JDIMENSION)j->h;
	c.input_components = j->comps;
	c.in_color_space = j->comps == 1 ? JCS_GRAYSCALE
	    : j->comps == 3              ? JCS_RGB
					 : JCS_CMYK;
	jpeg_set_defaults(&c);
	jpeg_set_quality(&c, 95, TRUE);
	if (j->x) {
		c.density_unit = (UINT8)j->unit;
		c.X_density = (UINT16)j->x;
		c.Y_density = (UINT16)j->y;
	}
	if (j->progressive) {
		jpeg_simple_progression(&c);
	}
	jpeg_start_compress(&c, TRUE);
	if (j->orientation) {
		write_exif(&c, j->orientation);
	}
	jpeg_write_marker(&c, JPEG_COM, (const JOCTET *)"zimmerlake", 10);
	while (c.next_scanline < c.image_height) {
		JSAMPROW row = (JSAMPROW)(uintptr_t)(rows +
		    (size_t)c.next_scanline * (size_t)(j->w * j->comps));

		jpeg_write_scanlines(&c, &row, 1);
	}
	jpeg_finish_compress(&c);
	jpeg_destroy_compress(&c);
	ck_assert(ic_buf_add(b, out, n));
	free(out);
}
