/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "encode_priv.h"

#include <string.h>

#include <tiffio.h>

/*
 * libtiff writes a file into memory, of which we take the one strip: T.6
 * with its end-of-block code (ITU-T T.6, 2.4). It reads nothing back.
 */
struct file {
	struct ic_buf *b;
	size_t at;
	bool shut; /* closing writes a directory, which is not for us */
};

static tmsize_t file_read(thandle_t h, void *to, tmsize_t n)
{
	struct file *f = h;
	size_t left = f->b->len > f->at ? f->b->len - f->at : 0;
	size_t k = (size_t)n < left ? (size_t)n : left;

	memcpy(to, f->b->data + f->at, k);
	f->at += k;
	return (tmsize_t)k;
}

static tmsize_t file_write(thandle_t h, void *from, tmsize_t n)
{
	struct file *f = h;
	size_t end = f->at + (size_t)n;

	if (f->shut) {
		return n;
	}
	if (end > f->b->len) {
		size_t more = end - f->b->len;
		uint8_t *room = ic_buf_room(f->b, more);

		if (!room) {
			return -1;
		}
		memset(room, 0, more);
		f->b->len = end;
	}
	memcpy(f->b->data + f->at, from, (size_t)n);
	f->at = end;
	return n;
}

static toff_t file_seek(thandle_t h, toff_t offset, int whence)
{
	struct file *f = h;
	size_t base = whence == SEEK_CUR ? f->at
	    : whence == SEEK_END         ? f->b->len
					 : 0;

	f->at = base + (size_t)offset;
	return f->at;
}

static int file_close(thandle_t h)
{
	(void)h;
	return 0;
}

static toff_t file_size(thandle_t h)
{
	struct file *f = h;

	return f->b->len;
}

static bool write_strip(TIFF *tiff, struct ic_encoder *e, int w, int h)
{
	TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, (uint32_t)w);
	TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, (uint32_t)h);
	TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, (uint32_t)h);
	TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, 1);
	TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, 1);
	TIFFSetField(tiff, TIFFTAG_FILLORDER, FILLORDER_MSB2LSB);
	TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISWHITE);
	TIFFSetField(tiff, TIFFTAG_COMPRESSION, COMPRESSION_CCITTFAX4);
	return TIFFWriteEncodedStrip(tiff, 0, e->packed.data,
		   (tmsize_t)e->packed.len) == (tmsize_t)e->packed.len;
}

/* Move the strip's bytes to the start of e->out. */
static bool keep_strip(TIFF *tiff, struct ic_buf *out)
{
	uint64_t *at, *n;

	if (!TIFFFlushData(tiff) ||
	    !TIFFGetField(tiff, TIFFTAG_STRIPOFFSETS, &at) ||
	    !TIFFGetField(tiff, TIFFTAG_STRIPBYTECOUNTS, &n) ||
	    at[0] > out->len || n[0] > out->len - at[0] || n[0] == 0) {
		return false;
	}
	memmove(out->data, out->data + at[0], (size_t)n[0]);
	out->len = (size_t)n[0];
	return true;
}

/* For libtiff 1 is black. */
static void invert(struct ic_buf *b)
{
	uint8_t *p = b->data; /* what is written may not be the length */

	for (size_t i = 0, n = b->len; i < n; i++) {
		p[i] ^= 0xff;
	}
}

bool ic_encode_g4(struct ic_encoder *e, int w, int h, struct ic_error *err)
{
	struct file f = { .b = &e->out };
	TIFF *tiff;
	bool ok;

	ic_buf_reset(&e->out);
	TIFFSetErrorHandler(NULL);
	TIFFSetWarningHandler(NULL);
	tiff = TIFFClientOpen("", "w", &f, file_read, file_write, file_seek,
	    file_close, file_size, NULL, NULL);
	if (!tiff) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	invert(&e->packed);
	ok = write_strip(tiff, e, w, h) && keep_strip(tiff, &e->out);
	invert(&e->packed);
	f.shut = true;
	TIFFClose(tiff);
	return ok ? true : ic_fail(err, IC_EENV, "out of memory");
}
