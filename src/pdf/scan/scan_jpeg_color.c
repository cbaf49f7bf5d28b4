/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "scan_jpeg_priv.h"

/*
 * What colours the components are: Adobe's marker, else /ColorTransform, else
 * three are YCbCr and four CMYK (ISO 32000-1, table 13). JFIF and the
 * components' names do not count.
 */
J_COLOR_SPACE ic_scan_jpeg_space(const struct jpeg_decompress_struct *d,
    int transform)
{
	if (d->num_components == 1) {
		return JCS_GRAYSCALE;
	}
	if (transform < 0) {
		transform = d->num_components == 3;
	}
	if (d->saw_Adobe_marker) {
		transform = d->Adobe_transform;
	}
	if (d->num_components == 3) {
		return transform ? JCS_YCbCr : JCS_RGB;
	}
	return transform ? JCS_YCCK : JCS_CMYK;
}

/* The value of a component under a box, as a decoder shows it. */
static int fill_of(J_COLOR_SPACE s, int comp, bool inverted, int white)
{
	bool high = (white != 0) != inverted;
	bool turned = s == JCS_YCbCr || s == JCS_YCCK;

	if (turned && (comp == 1 || comp == 2)) {
		return 128;
	}
	/* Ink counts the other way; YCCK's Y is the inverse of ink. */
	if (s == JCS_CMYK || (s == JCS_YCCK && comp == 3)) {
		high = !high;
	}
	return high ? 255 : 0;
}

/*
 * What a cut block's samples under a box may be off by. A pixel is off by what
 * its sample is; with colour differences by what Y is and 1.8 times what Cb
 * is, on the side that black or white does not swallow.
 */
#define OFF_MAX 9
#define OFF_Y_MAX 2
#define OFF_COLOR_MAX 5 /* towards light on black, towards dark on white */
#define OFF_SWALLOWED_MAX 8

void ic_plane_colors(struct ic_plane *p, J_COLOR_SPACE s, int comp,
    bool inverted, uint8_t fill)
{
	bool turned = s == JCS_YCbCr || s == JCS_YCCK;
	float off = turned && comp == 0 ? OFF_Y_MAX : OFF_MAX;
	float middle = (OFF_SWALLOWED_MAX - OFF_COLOR_MAX) / 2.0F;
	bool dark = fill_of(s, 0, inverted, fill) == 0;

	p->fill = fill_of(s, comp, inverted, fill);
	p->white = fill_of(s, comp, inverted, 255);
	p->chroma = p->fill == 128;
	p->aim = (float)p->fill;
	p->above = p->fill == 0 ? off : IC_BEYOND;
	p->below = p->fill == 0 ? IC_BEYOND : off;
	if (p->chroma) {
		p->aim += dark ? -middle : middle;
		p->above = (OFF_SWALLOWED_MAX + OFF_COLOR_MAX) / 2.0F;
		p->below = p->above;
	}
}
