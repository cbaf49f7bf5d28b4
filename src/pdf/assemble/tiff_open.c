/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tiff_open.h"

#include <string.h>

/* libtiff's own tables, and what it decodes into. */
#define MEMORY_MAX ((tmsize_t)IC_IMAGEFILE_BYTES_MAX + (1 << 20))

static tmsize_t read_file(thandle_t handle, void *to, tmsize_t n)
{
	struct ic_tiff *f = handle;
	uint64_t left = f->at < f->file.len ? f->file.len - f->at : 0;

	n = n < 0 ? 0 : (uint64_t)n > left ? (tmsize_t)left : n;
	if (n == 0 || !ic_piece_read(&f->file, f->at, to, (size_t)n)) {
		return 0;
	}
	f->at += (uint64_t)n;
	return n;
}

static tmsize_t write_nothing(thandle_t handle, void *from, tmsize_t n)
{
	(void)handle, (void)from, (void)n;
	return 0;
}

static toff_t seek_file(thandle_t handle, toff_t to, int whence)
{
	struct ic_tiff *f = handle;

	f->at = whence == SEEK_SET ? to
	    : whence == SEEK_CUR   ? f->at + to
				   : f->file.len + to;
	return f->at;
}

static int close_nothing(thandle_t handle)
{
	(void)handle;
	return 0;
}

static toff_t size_of_file(thandle_t handle)
{
	return ((struct ic_tiff *)handle)->file.len;
}

/* Messages can quote what the file holds: they are counted. */
static int count(TIFF *t, void *user, const char *module, const char *fmt,
    va_list ap)
{
	struct ic_tiff *f = user;

	(void)t, (void)module, (void)fmt, (void)ap;
	f->said += f->said < ~0u;
	return 1; /* no other is asked */
}

static TIFF *open_silently(struct ic_tiff *f)
{
	TIFFOpenOptions *o = TIFFOpenOptionsAlloc();
	TIFF *t;

	if (!o) {
		return NULL;
	}
	TIFFSetErrorHandler(NULL);
	TIFFSetWarningHandler(NULL);
	TIFFOpenOptionsSetErrorHandlerExtR(o, count, f);
	TIFFOpenOptionsSetWarningHandlerExtR(o, count, f);
	TIFFOpenOptionsSetMaxSingleMemAlloc(o, MEMORY_MAX);
	/* h: no directory yet; m: nothing is mapped. */
	t = TIFFClientOpenExt("", "rhm", f, read_file, write_nothing, seek_file,
	    close_nothing, size_of_file, NULL, NULL, o);
	TIFFOpenOptionsFree(o);
	return t;
}

enum ic_reason ic_tiff_open(struct ic_tiff *f, const struct ic_imagefile *p)
{
	*f = (struct ic_tiff){ .file = p->file };
	f->t = open_silently(f);
	if (!f->t || !TIFFSetSubDirectory(f->t, p->directory)) {
		return IC_REASON_IMAGE_DAMAGED;
	}
	return IC_REASON_NONE;
}

void ic_tiff_close(struct ic_tiff *f)
{
	if (f->t) {
		TIFFClose(f->t);
	}
	*f = (struct ic_tiff){ 0 };
}

bool ic_tiff_part(const struct ic_tiff *f, uint32_t part, uint64_t *at,
    uint64_t *n)
{
	int bad = 0;

	*at = TIFFGetStrileOffsetWithErr(f->t, part, &bad);
	if (bad) {
		return false;
	}
	*n = TIFFGetStrileByteCountWithErr(f->t, part, &bad);
	return !bad && *n > 0 && *at < f->file.len && *n <= f->file.len - *at &&
	    *n <= IC_IMAGEFILE_BYTES_MAX;
}

static bool is_packed(unsigned bits)
{
	return bits == 1 || bits == 2 || bits == 4 || bits == 8;
}

/* How the samples of a pixel are to be understood; false: not read. */
static bool is_read(const struct ic_tiff_layout *l)
{
	unsigned colors = l->samples - (l->alpha ? 1u : 0);

	switch (l->photometric) {
	case PHOTOMETRIC_MINISWHITE:
		return l->samples == 1 && is_packed(l->bits);
	case PHOTOMETRIC_MINISBLACK:
		return colors == 1 &&
		    (l->alpha ? l->bits == 8 : is_packed(l->bits));
	case PHOTOMETRIC_PALETTE:
		return l->samples == 1 && is_packed(l->bits);
	case PHOTOMETRIC_RGB:
		return colors == 3 && l->bits == 8;
	case PHOTOMETRIC_YCBCR:
		return l->samples == 3 && l->bits == 8 &&
		    l->codec == COMPRESSION_JPEG;
	case PHOTOMETRIC_SEPARATED:
		return l->samples == 4 && !l->alpha && l->bits == 8;
	default:
		return false;
	}
}

static void find_alpha(const struct ic_tiff *f, struct ic_tiff_layout *l)
{
	uint16_t n = 0, *kinds = NULL;

	if (TIFFGetField(f->t, TIFFTAG_EXTRASAMPLES, &n, &kinds) && n == 1) {
		l->alpha = true;
		l->premultiplied = kinds[0] == EXTRASAMPLE_ASSOCALPHA;
	}
}

static bool is_plain(const struct ic_tiff *f, const struct ic_tiff_layout *l)
{
	uint16_t planes, format, inks = INKSET_CMYK;

	TIFFGetFieldDefaulted(f->t, TIFFTAG_PLANARCONFIG, &planes);
	TIFFGetFieldDefaulted(f->t, TIFFTAG_SAMPLEFORMAT, &format);
	if (l->photometric == PHOTOMETRIC_SEPARATED) {
		TIFFGetFieldDefaulted(f->t, TIFFTAG_INKSET, &inks);
	}
	return (planes == PLANARCONFIG_CONTIG || l->samples == 1) &&
	    (format == SAMPLEFORMAT_UINT || format == SAMPLEFORMAT_VOID) &&
	    inks == INKSET_CMYK;
}

static uint64_t bytes_of(uint64_t columns, const struct ic_tiff_layout *l)
{
	return (columns * l->samples * l->bits + 7) / 8;
}

/* The sizes that libtiff will use must be those that are counted here. */
static enum ic_reason measure(const struct ic_tiff *f,
    const struct ic_imagefile *p, struct ic_tiff_layout *l)
{
	uint32_t w = p->w, rows = p->h;
	bool same;

	l->tiled = TIFFIsTiled(f->t);
	if (l->tiled) {
		TIFFGetField(f->t, TIFFTAG_TILEWIDTH, &w);
		TIFFGetField(f->t, TIFFTAG_TILELENGTH, &rows);
	} else {
		TIFFGetFieldDefaulted(f->t, TIFFTAG_ROWSPERSTRIP, &rows);
	}
	l->part_w = w;
	l->part_rows = rows > p->h && !l->tiled ? p->h : rows;
	l->parts = l->tiled ? TIFFNumberOfTiles(f->t)
			    : TIFFNumberOfStrips(f->t);
	l->row = bytes_of(p->w, l);
	l->part_row = bytes_of(w, l);
	if (w == 0 || l->part_rows == 0 || l->parts == 0) {
		return IC_REASON_IMAGE_DAMAGED;
	}
	/* Within these, no product below is more than its type has. */
	if (!ic_imagefile_fits(w, l->part_rows) ||
	    l->row * p->h > IC_IMAGEFILE_BYTES_MAX ||
	    l->part_row * l->part_rows > IC_IMAGEFILE_BYTES_MAX) {
		return IC_REASON_IMAGE_SIZE;
	}
	same = l->tiled ? (uint64_t)TIFFTileRowSize(f->t) == l->part_row &&
		((uint64_t)w * l->samples * l->bits) % 8 == 0 &&
		l->parts ==
		    (uint64_t)((p->w + w - 1) / w) * ((p->h + rows - 1) / rows)
			: (uint64_t)TIFFScanlineSize(f->t) == l->row &&
		l->parts == (p->h + l->part_rows - 1) / l->part_rows;
	return same ? IC_REASON_NONE : IC_REASON_IMAGE_KIND;
}

enum ic_reason ic_tiff_layout(const struct ic_tiff *f,
    const struct ic_imagefile *p, struct ic_tiff_layout *out)
{
	struct ic_tiff_layout l = { 0 };

	TIFFGetFieldDefaulted(f->t, TIFFTAG_COMPRESSION, &l.codec);
	TIFFGetFieldDefaulted(f->t, TIFFTAG_BITSPERSAMPLE, &l.bits);
	TIFFGetFieldDefaulted(f->t, TIFFTAG_SAMPLESPERPIXEL, &l.samples);
	if (!TIFFGetField(f->t, TIFFTAG_PHOTOMETRIC, &l.photometric)) {
		l.photometric = PHOTOMETRIC_MINISWHITE; /* of a fax */
	}
	find_alpha(f, &l);
	if (!is_read(&l) || !is_plain(f, &l)) {
		return IC_REASON_IMAGE_KIND;
	}
	if (l.codec == COMPRESSION_JPEG) {
		TIFFSetField(f->t, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
	}
	*out = l;
	return measure(f, p, out);
}
