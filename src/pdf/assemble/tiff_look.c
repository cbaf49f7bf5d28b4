/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the head of a picture in a TIFF says of it. */
#include <stdlib.h>

#include "tiff_open.h"

#define CM 2.54 /* to an inch */

static void take_resolution(const struct ic_tiff *f, struct ic_imagefile *p)
{
	uint16_t unit;
	float x = 0, y = 0;

	TIFFGetFieldDefaulted(f->t, TIFFTAG_RESOLUTIONUNIT, &unit);
	if (unit == RESUNIT_NONE ||
	    !TIFFGetField(f->t, TIFFTAG_XRESOLUTION, &x) ||
	    !TIFFGetField(f->t, TIFFTAG_YRESOLUTION, &y)) {
		return;
	}
	p->dpi_x = unit == RESUNIT_CENTIMETER ? x * CM : (double)x;
	p->dpi_y = unit == RESUNIT_CENTIMETER ? y * CM : (double)y;
}

/*
 * Numbers of 16 bits. Some writers know bytes alone: then no colour is above
 * 255.
 */
static enum ic_reason take_palette(const struct ic_tiff *f,
    struct ic_imagefile *p)
{
	uint16_t *c[3];
	unsigned n = 1u << p->bits, shift = 0;

	if (!TIFFGetField(f->t, TIFFTAG_COLORMAP, &c[0], &c[1], &c[2])) {
		return IC_REASON_IMAGE_DAMAGED;
	}
	p->palette = malloc(n * sizeof(*p->palette));
	if (!p->palette) {
		return IC_REASON_MEMORY;
	}
	for (unsigned i = 0; i < 3 * n; i++) {
		shift = c[i / n][i % n] > 255 ? 8 : shift;
	}
	for (unsigned i = 0; i < n; i++) {
		for (unsigned k = 0; k < 3; k++) {
			p->palette[i][k] = (uint8_t)(c[k][i] >> shift);
		}
	}
	return IC_REASON_NONE;
}

static enum ic_reason take_space(const struct ic_tiff *f,
    const struct ic_tiff_layout *l, struct ic_imagefile *p)
{
	switch (l->photometric) {
	case PHOTOMETRIC_PALETTE:
		p->space = IC_IMAGEFILE_INDEXED;
		return take_palette(f, p);
	case PHOTOMETRIC_RGB:
	case PHOTOMETRIC_YCBCR:
		p->space = IC_IMAGEFILE_RGB;
		return IC_REASON_NONE;
	case PHOTOMETRIC_SEPARATED:
		p->space = IC_IMAGEFILE_CMYK;
		return IC_REASON_NONE;
	default:
		p->space = IC_IMAGEFILE_GRAY;
		return IC_REASON_NONE;
	}
}

/* A code that a PDF can have as it is, in one piece. */
static uint8_t code_of(const struct ic_tiff *f, const struct ic_tiff_layout *l)
{
	uint32_t options = 0;

	if (l->tiled || l->parts != 1) {
		return IC_IMAGEFILE_RAW;
	}
	TIFFGetField(f->t, TIFFTAG_GROUP4OPTIONS, &options);
	if (l->codec == COMPRESSION_CCITTFAX4 && l->bits == 1 &&
	    l->photometric != PHOTOMETRIC_PALETTE &&
	    !(options & GROUP4OPT_UNCOMPRESSED)) {
		return IC_IMAGEFILE_G4;
	}
	return l->codec == COMPRESSION_JPEG && !l->alpha ? IC_IMAGEFILE_JPEG
							 : IC_IMAGEFILE_RAW;
}

/* No code lies outside of the file, whatever its head says. */
static enum ic_reason check_parts(const struct ic_tiff *f,
    const struct ic_tiff_layout *l, struct ic_imagefile *p)
{
	uint64_t at, n = 0;

	for (uint32_t i = 0; i < l->parts; i++) {
		if (!ic_tiff_part(f, i, &at, &n)) {
			return IC_REASON_IMAGE_DAMAGED;
		}
	}
	p->code = code_of(f, l);
	p->most = l->row * p->h;
	if (p->code != IC_IMAGEFILE_RAW && n > p->most) {
		p->most = n;
	}
	p->most += IC_TIFF_TABLES_MAX;
	return IC_REASON_NONE;
}

static enum ic_reason look(struct ic_tiff *f, struct ic_imagefile *p)
{
	struct ic_tiff_layout l;
	uint16_t orientation;
	enum ic_reason why = ic_tiff_open(f, p);

	if (why != IC_REASON_NONE) {
		return why;
	}
	TIFFGetField(f->t, TIFFTAG_IMAGEWIDTH, &p->w);
	TIFFGetField(f->t, TIFFTAG_IMAGELENGTH, &p->h);
	if (p->w == 0 || p->h == 0 || !ic_imagefile_fits(p->w, p->h)) {
		return IC_REASON_IMAGE_SIZE;
	}
	why = ic_tiff_layout(f, p, &l);
	if (why != IC_REASON_NONE) {
		return why;
	}
	TIFFGetFieldDefaulted(f->t, TIFFTAG_ORIENTATION, &orientation);
	p->orientation = orientation >= 1 && orientation <= 8
	    ? (uint8_t)orientation
	    : 1;
	p->bits = (uint8_t)l.bits;
	p->black_is_1 = l.photometric == PHOTOMETRIC_MINISBLACK;
	take_resolution(f, p);
	why = take_space(f, &l, p);
	return why == IC_REASON_NONE ? check_parts(f, &l, p) : why;
}

enum ic_reason ic_tiff_look(struct ic_imagefile *p)
{
	struct ic_tiff f;
	enum ic_reason why = look(&f, p);

	ic_tiff_close(&f);
	return why;
}
