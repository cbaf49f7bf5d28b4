/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The head of a JPEG file: its frame, and of its metadata the resolution and
 * which side is up (JFIF 1.02; Exif 2.3, 4.6).
 */
#include <string.h>

#include "imagefile.h"
#include "jpeg_marker.h"

#define SEGMENTS_MAX 4096 /* before the first scan */
#define EXIF_MAX 65533
#define EXIF_ENTRIES_MAX 200
#define CM 2.54

struct look {
	struct ic_imagefile *p;
	bool framed, adobe;
	double exif_x, exif_y;
};

static uint32_t big(const uint8_t *p, unsigned n)
{
	uint32_t v = 0;

	while (n-- > 0) {
		v = v << 8 | *p++;
	}
	return v;
}

/* Baseline, extended, progressive; by Huffman's or arithmetic code. */
static bool is_read(uint8_t marker)
{
	return marker <= 0xc2 || marker == 0xc9 || marker == 0xca;
}

static enum ic_reason take_frame(struct look *l, uint8_t marker,
    const uint8_t *s, size_t n)
{
	struct ic_imagefile *p = l->p;

	if (l->framed || n < 6) {
		return IC_REASON_IMAGE_DAMAGED;
	}
	l->framed = true;
	p->h = big(s + 1, 2);
	p->w = big(s + 3, 2);
	p->bits = s[0];
	if (!is_read(marker) || p->bits != 8 ||
	    (s[5] != 1 && s[5] != 3 && s[5] != 4)) {
		return IC_REASON_IMAGE_KIND;
	}
	p->space = s[5] == 1 ? IC_IMAGEFILE_GRAY
	    : s[5] == 3      ? IC_IMAGEFILE_RGB
			     : IC_IMAGEFILE_CMYK;
	if (p->w == 0 || p->h == 0) {
		return IC_REASON_IMAGE_DAMAGED;
	}
	return ic_imagefile_fits(p->w, p->h) ? IC_REASON_NONE
					     : IC_REASON_IMAGE_SIZE;
}

static void take_jfif(struct look *l, const uint8_t *s, size_t n)
{
	double unit;

	if (n < 12 || memcmp(s, "JFIF", 5) != 0 || s[7] < 1 || s[7] > 2) {
		return;
	}
	unit = s[7] == 2 ? CM : 1;
	l->p->dpi_x = big(s + 8, 2) * unit;
	l->p->dpi_y = big(s + 10, 2) * unit;
}

/* A TIFF in a segment: its first directory, of which four entries count. */
struct exif {
	const uint8_t *t;
	size_t n;
	bool big;
};

static uint32_t exif_number(const struct exif *e, size_t at, unsigned bytes)
{
	uint32_t v = 0;

	if (at > e->n || bytes > e->n - at) {
		return 0;
	}
	for (unsigned i = 0; i < bytes; i++) {
		v = v << 8 | e->t[at + (e->big ? i : bytes - 1 - i)];
	}
	return v;
}

static double exif_ratio(const struct exif *e, size_t entry)
{
	uint32_t at = exif_number(e, entry + 8, 4);
	uint32_t over = exif_number(e, (size_t)at + 4, 4);

	return over ? exif_number(e, at, 4) / (double)over : 0;
}

static void take_exif(struct look *l, const uint8_t *s, size_t n)
{
	struct exif e = { s + 6, n - 6, s[6] == 'M' };
	size_t at = exif_number(&e, 4, 4);
	uint32_t entries = exif_number(&e, at, 2), unit = 2;

	entries = entries < EXIF_ENTRIES_MAX ? entries : EXIF_ENTRIES_MAX;
	for (uint32_t i = 0; i < entries; i++) {
		size_t entry = at + 2 + (size_t)i * 12;
		uint32_t first = exif_number(&e, entry + 8, 2);

		switch (exif_number(&e, entry, 2)) {
		case 0x0112:
			l->p->orientation = first >= 1 && first <= 8
			    ? (uint8_t)first
			    : 1;
			break;
		case 0x011a:
			l->exif_x = exif_ratio(&e, entry);
			break;
		case 0x011b:
			l->exif_y = exif_ratio(&e, entry);
			break;
		case 0x0128:
			unit = first;
			break;
		default:
			break;
		}
	}
	if (unit == 3) {
		l->exif_x *= CM;
		l->exif_y *= CM;
	}
}

static enum ic_reason take(struct look *l, uint8_t marker, const uint8_t *s,
    size_t n)
{
	if (ic_jpeg_is_frame(marker)) {
		return take_frame(l, marker, s, n);
	}
	if (marker == APP0) {
		take_jfif(l, s, n);
	} else if (marker == APP1 && n > 14 && memcmp(s, "Exif\0", 6) == 0) {
		take_exif(l, s, n);
	} else if (marker == APP14 && n >= 12 && memcmp(s, "Adobe", 5) == 0) {
		l->adobe = true;
	}
	return IC_REASON_NONE;
}

/* From SOI to the first scan. */
static enum ic_reason walk(struct look *l, uint64_t at)
{
	uint8_t segment[EXIF_MAX];
	const struct ic_piece *f = &l->p->file;
	enum ic_reason why = IC_REASON_NONE;

	for (unsigned i = 0; i < SEGMENTS_MAX && why == IC_REASON_NONE; i++) {
		uint8_t head[4];
		size_t n;

		if (!ic_piece_read(f, at, head, 2) || head[0] != 0xff) {
			return IC_REASON_IMAGE_DAMAGED;
		}
		if (head[1] == 0xff) { /* fill */
			at++;
			continue;
		}
		if (head[1] == SOS) {
			return l->framed ? IC_REASON_NONE
					 : IC_REASON_IMAGE_DAMAGED;
		}
		if (head[1] < 0xc0 || (head[1] >= 0xd0 && head[1] <= EOI) ||
		    !ic_piece_read(f, at, head, 4)) {
			return IC_REASON_IMAGE_DAMAGED;
		}
		n = big(head + 2, 2);
		if (n < 2 || !ic_piece_read(f, at + 4, segment, n - 2)) {
			return IC_REASON_IMAGE_DAMAGED;
		}
		why = take(l, head[1], segment, n - 2);
		at += 2 + n;
	}
	return why == IC_REASON_NONE ? IC_REASON_IMAGE_DAMAGED : why;
}

enum ic_reason ic_jpeg_look(struct ic_imagefile *p)
{
	struct look l = { .p = p };
	enum ic_reason why;

	p->code = IC_IMAGEFILE_JPEG;
	p->orientation = 1;
	p->most = p->file.len;
	if (p->file.len > IC_IMAGEFILE_BYTES_MAX) {
		return IC_REASON_IMAGE_SIZE;
	}
	why = walk(&l, 2);
	if (p->dpi_x <= 0 || p->dpi_y <= 0) {
		p->dpi_x = l.exif_x;
		p->dpi_y = l.exif_y;
	}
	p->inverted = l.adobe && p->space == IC_IMAGEFILE_CMYK;
	return why;
}
