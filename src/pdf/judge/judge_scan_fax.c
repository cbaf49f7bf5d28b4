/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * G4 by libtiff, which reads it three times as fast as MuPDF does, and shares
 * nothing with what the maker reads it by (fax.h). It reads files alone, so
 * that the code stream is put behind the head of one.
 */
#include <string.h>

#include <tiffio.h>

#include "judge_scan_priv.h"

#define ENTRIES 8
#define HEAD (8 + 2 + 12 * ENTRIES + 4)
#define BYTES_MAX ((size_t)64 << 20) /* of a code stream, and of its rows */

struct file {
	uint8_t head[HEAD];
	const uint8_t *code;
	size_t n, at;
	unsigned complaints;
};

static void put16(uint8_t *p, unsigned v)
{
	p[0] = (uint8_t)v;
	p[1] = (uint8_t)(v >> 8);
}

static void put32(uint8_t *p, uint32_t v)
{
	put16(p, v & 0xffff);
	put16(p + 2, v >> 16);
}

/* TIFF 6.0, section 2: a header, and one directory of longs. */
static void set_head(struct file *f, uint32_t w, uint32_t h)
{
	const uint32_t entries[ENTRIES][2] = { { TIFFTAG_IMAGEWIDTH, w },
		{ TIFFTAG_IMAGELENGTH, h }, { TIFFTAG_BITSPERSAMPLE, 1 },
		{ TIFFTAG_COMPRESSION, COMPRESSION_CCITTFAX4 },
		{ TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISWHITE },
		{ TIFFTAG_STRIPOFFSETS, HEAD }, { TIFFTAG_ROWSPERSTRIP, h },
		{ TIFFTAG_STRIPBYTECOUNTS, (uint32_t)f->n } };
	uint8_t *p = f->head + 10;

	memcpy(f->head, "II*", 4);
	put32(f->head + 4, 8);
	put16(f->head + 8, ENTRIES);
	for (int i = 0; i < ENTRIES; i++, p += 12) {
		put16(p, entries[i][0]);
		put16(p + 2, TIFF_LONG);
		put32(p + 4, 1);
		put32(p + 8, entries[i][1]);
	}
	put32(p, 0);
}

static size_t copy(const uint8_t *from, size_t have, size_t at, uint8_t *to,
    size_t n)
{
	size_t k = at < have ? have - at : 0;

	k = k < n ? k : n;
	memcpy(to, from + (k ? at : 0), k);
	return k;
}

static tmsize_t file_read(thandle_t h, void *to, tmsize_t want)
{
	struct file *f = h;
	size_t n = (size_t)want, k = copy(f->head, HEAD, f->at, to, n);

	if (k < n && f->at + k >= HEAD) {
		k += copy(f->code, f->n, f->at + k - HEAD, (uint8_t *)to + k,
		    n - k);
	}
	f->at += k;
	return (tmsize_t)k;
}

static tmsize_t file_write(thandle_t h, void *from, tmsize_t n)
{
	(void)h, (void)from, (void)n;
	return -1;
}

static toff_t file_seek(thandle_t h, toff_t offset, int whence)
{
	struct file *f = h;
	size_t base = whence == SEEK_CUR ? f->at
	    : whence == SEEK_END         ? HEAD + f->n
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

	return HEAD + f->n;
}

/* Messages can quote what the file holds. */
static int complain(TIFF *t, void *user, const char *module, const char *format,
    va_list args)
{
	struct file *f = user;

	(void)t, (void)module, (void)format, (void)args;
	f->complaints += f->complaints < ~0u;
	return 1;
}

static TIFF *open_file(struct file *f)
{
	TIFFOpenOptions *o = TIFFOpenOptionsAlloc();
	TIFF *t = NULL;

	if (o) {
		TIFFOpenOptionsSetMaxSingleMemAlloc(o, 2 * (tmsize_t)BYTES_MAX);
		TIFFOpenOptionsSetErrorHandlerExtR(o, complain, f);
		TIFFOpenOptionsSetWarningHandlerExtR(o, complain, f);
		t = TIFFClientOpenExt("g4", "rm", f, file_read, file_write,
		    file_seek, file_close, file_size, NULL, NULL, o);
		TIFFOpenOptionsFree(o);
	}
	return t;
}

bool ic_judge_scan_is_g4(const fz_compressed_buffer *b, int w, int h)
{
	const fz_compression_params *p = &b->params;

	return p->type == FZ_IMAGE_FAX && p->u.fax.k < 0 &&
	    !p->u.fax.end_of_line && !p->u.fax.encoded_byte_align &&
	    p->u.fax.columns == w &&
	    (p->u.fax.rows == 0 || p->u.fax.rows >= h) &&
	    b->buffer->len <= BYTES_MAX &&
	    ((size_t)w + 7) / 8 <= BYTES_MAX / (size_t)h;
}

bool ic_judge_scan_g4(const fz_compressed_buffer *b, int w, int h,
    uint8_t *rows)
{
	tmsize_t want = (tmsize_t)(((size_t)w + 7) / 8 * (size_t)h);
	struct file f = { .code = b->buffer->data, .n = b->buffer->len };
	bool ok = false;
	TIFF *t;

	set_head(&f, (uint32_t)w, (uint32_t)h);
	t = open_file(&f);
	if (t) {
		ok = TIFFReadEncodedStrip(t, 0, rows, want) == want;
		TIFFClose(t);
	}
	for (tmsize_t i = 0; ok && !b->params.u.fax.black_is_1 && i < want;
	     i++) {
		rows[i] ^= 0xff; /* libtiff's black is 1 */
	}
	return ok && f.complaints == 0;
}
