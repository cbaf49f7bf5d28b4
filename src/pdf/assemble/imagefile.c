/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "imagefile.h"

#include <math.h>

#include "base/fs.h"

/* Inches of the paper on which a picture is put that says no size. */
#define PAPER_LONG 11.0
#define PAPER_SHORT 8.5

/* A resolution out of these is none, and so is one of such a page. */
#define DPI_MIN 20
#define DPI_MAX 4800
#define SIDE_MIN 72000    /* milli-points: an inch */
#define SIDE_MAX 14400000 /* 200 inches, as ISO 32000-1, annex C */

/* What cameras and screens write into every JPEG, and the largest of those. */
#define DPI_SCREEN 96
#define SIDE_SCREEN (22 * 72000)

bool ic_piece_read(const struct ic_piece *p, uint64_t at, void *to, size_t n)
{
	return at <= p->len && n <= p->len - at &&
	    ic_fs_read_at(p->fd, to, n, p->at + at);
}

bool ic_imagefile_fits(uint32_t w, uint32_t h)
{
	return w <= IC_IMAGEFILE_SIDE_MAX && h <= IC_IMAGEFILE_SIDE_MAX &&
	    (uint64_t)w * h <= IC_IMAGEFILE_PIXELS_MAX;
}

bool ic_imagefile_is_turned(const struct ic_imagefile *p)
{
	return p->orientation > 4;
}

static double side(uint32_t pixels, double dpi)
{
	return round(pixels * 72.0 * IC_MPT / dpi);
}

static bool is_of_use(double dpi)
{
	return dpi >= DPI_MIN && dpi <= DPI_MAX;
}

static bool is_a_side(double side)
{
	return side >= SIDE_MIN && side <= SIDE_MAX;
}

static bool is_screen(const struct ic_imagefile *p, double w, double h)
{
	return p->code == IC_IMAGEFILE_JPEG && p->dpi_x <= DPI_SCREEN &&
	    (w > SIDE_SCREEN || h > SIDE_SCREEN);
}

/* Pixels to an inch with which it fills a sheet of paper. */
static double fitting(const struct ic_imagefile *p)
{
	uint32_t more = p->w > p->h ? p->w : p->h;
	uint32_t less = p->w > p->h ? p->h : p->w;

	return fmax(more / PAPER_LONG, less / PAPER_SHORT);
}

bool ic_imagefile_size(const struct ic_imagefile *p, struct ic_size *out)
{
	double w = 0, h = 0, dpi = IC_IMAGEFILE_DPI_BILEVEL;
	bool guessed = true;

	if (is_of_use(p->dpi_x) && is_of_use(p->dpi_y)) {
		w = side(p->w, p->dpi_x);
		h = side(p->h, p->dpi_y);
		guessed = !is_a_side(w) || !is_a_side(h) || is_screen(p, w, h);
	}
	if (guessed) {
		if (p->bits > 1 || !is_a_side(side(p->w, dpi)) ||
		    !is_a_side(side(p->h, dpi))) {
			dpi = fitting(p);
		}
		w = side(p->w, dpi);
		h = side(p->h, dpi);
	}
	/* A strip of pixels is a page all the same, if a thin one. */
	*out = (struct ic_size){ (int32_t)fmax(w, IC_MPT),
		(int32_t)fmax(h, IC_MPT) };
	return guessed;
}
