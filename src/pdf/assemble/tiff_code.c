/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The code stream of a picture in a TIFF: copied, or its samples decoded. */
#include <string.h>

#include "tiff_open.h"

struct work {
	struct ic_tiff f;
	struct ic_tiff_layout l;
	const struct ic_imagefile *p;
	struct ic_buf *out, room;
};

/* The bytes of a strip as they stand in the file. */
static bool read_part(struct work *w, struct ic_buf *to)
{
	uint64_t at, n;
	uint8_t *room;

	if (!ic_tiff_part(&w->f, 0, &at, &n)) {
		return false;
	}
	room = ic_buf_room(to, (size_t)n);
	if (!room || !ic_piece_read(&w->f.file, at, room, (size_t)n)) {
		return false;
	}
	to->len += (size_t)n;
	return true;
}

static enum ic_reason copy_g4(struct work *w)
{
	size_t from = w->out->len;
	uint16_t order;

	if (!read_part(w, w->out)) {
		return IC_REASON_READ;
	}
	TIFFGetFieldDefaulted(w->f.t, TIFFTAG_FILLORDER, &order);
	if (order == FILLORDER_LSB2MSB) {
		TIFFReverseBits(w->out->data + from,
		    (tmsize_t)(w->out->len - from));
	}
	return IC_REASON_NONE;
}

/* How JPEG's three components are to be read, where no marker says it. */
static void put_transform(const struct work *w, struct ic_buf *to)
{
	static const uint8_t rgb[] = { 0xff, 0xee, 0, 14, 'A', 'd', 'o', 'b',
		'e', 0, 100, 0, 0, 0, 0, 0 };

	if (w->l.photometric == PHOTOMETRIC_RGB) {
		ic_buf_add(to, rgb, sizeof(rgb));
	}
}

/*
 * One strip, and the tables that it shares with others in their place before
 * it (TIFF Technical Note 2). False if that is not what the head says.
 */
static bool copy_jpeg(struct work *w)
{
	struct ic_jpeg_frame frame;
	struct ic_buf strip = { 0 }, whole = { 0 };
	uint32_t ntables = 0;
	const uint8_t *tables = NULL;
	size_t from = w->out->len;
	bool ok = read_part(w, &strip) && strip.len > 4;

	TIFFGetField(w->f.t, TIFFTAG_JPEGTABLES, &ntables, &tables);
	ic_buf_add(&whole, "\xff\xd8", 2);
	put_transform(w, &whole);
	if (tables && ntables > 4 && ntables <= IC_TIFF_TABLES_MAX) {
		ic_buf_add(&whole, tables + 2, ntables - 4);
	}
	if (ok) {
		ic_buf_add(&whole, strip.data + 2, strip.len - 2);
	}
	ok = ok && !whole.failed &&
	    ic_jpeg_strip(whole.data, whole.len, &frame, w->out) &&
	    frame.w == w->p->w && frame.h == w->p->h &&
	    frame.comps == w->l.samples && !w->out->failed &&
	    ic_jpeg_agrees(w->out->data + from, w->out->len - from, &frame);
	if (!ok) {
		w->out->len = from;
	}
	ic_buf_finish(&strip);
	ic_buf_finish(&whole);
	return ok;
}

static bool read_strips(struct work *w, uint8_t *to)
{
	for (uint32_t i = 0; i < w->l.parts; i++) {
		uint32_t y = i * w->l.part_rows, rows = w->p->h - y;
		tmsize_t n;

		rows = rows < w->l.part_rows ? rows : w->l.part_rows;
		n = (tmsize_t)(rows * w->l.row);
		if (TIFFReadEncodedStrip(w->f.t, i, to + y * w->l.row, n) !=
		    n) {
			return false;
		}
	}
	return true;
}

static bool read_tiles(struct work *w, uint8_t *to)
{
	const struct ic_tiff_layout *l = &w->l;
	uint32_t across = (w->p->w + l->part_w - 1) / l->part_w;
	tmsize_t n = (tmsize_t)(l->part_row * l->part_rows);
	uint8_t *tile = ic_buf_room(&w->room, (size_t)n);

	for (uint32_t i = 0; tile && i < l->parts; i++) {
		uint64_t x = i % across * l->part_row;
		uint32_t y = i / across * l->part_rows;
		uint64_t wide = l->row - x < l->part_row ? l->row - x
							 : l->part_row;

		memset(tile, 0, (size_t)n);
		if (TIFFReadEncodedTile(w->f.t, i, tile, n) != n) {
			return false;
		}
		for (uint32_t k = 0; k < l->part_rows && y + k < w->p->h; k++) {
			memcpy(to + (y + k) * l->row + x,
			    tile + k * l->part_row, (size_t)wide);
		}
	}
	return tile != NULL;
}

static void invert(uint8_t *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		p[i] = (uint8_t)~p[i];
	}
}

/* What can be seen through is seen on paper. */
static size_t flatten(const struct ic_tiff_layout *l, uint8_t *p, size_t pixels)
{
	unsigned colors = l->samples - 1u;
	uint8_t *to = p;

	for (size_t i = 0; i < pixels; i++, p += l->samples) {
		unsigned a = p[colors];

		for (unsigned k = 0; k < colors; k++) {
			unsigned c = l->premultiplied ? p[k]
						      : (p[k] * a + 127) / 255;

			c += 255 - a;
			*to++ = (uint8_t)(c < 255 ? c : 255);
		}
	}
	return pixels * colors;
}

/* Unspecified samples are none that say what can be seen. */
static bool sees_through(const struct ic_tiff *f)
{
	uint16_t n = 0, *kinds = NULL;

	return TIFFGetField(f->t, TIFFTAG_EXTRASAMPLES, &n, &kinds) && n == 1 &&
	    kinds[0] != EXTRASAMPLE_UNSPECIFIED;
}

static size_t drop_last(const struct ic_tiff_layout *l, uint8_t *p,
    size_t pixels)
{
	size_t colors = l->samples - 1u;

	for (size_t i = 0; i < pixels; i++) {
		memmove(p + i * colors, p + i * l->samples, colors);
	}
	return pixels * colors;
}

static enum ic_reason decode(struct work *w)
{
	size_t n = (size_t)(w->l.row * w->p->h);
	size_t pixels = (size_t)w->p->w * w->p->h;
	uint8_t *to = ic_buf_room(w->out, n);

	if (!to) {
		return IC_REASON_MEMORY;
	}
	memset(to, 0, n); /* rows that a codec leaves out */
	if (!(w->l.tiled ? read_tiles(w, to) : read_strips(w, to))) {
		return w->room.failed ? IC_REASON_MEMORY
				      : IC_REASON_IMAGE_DAMAGED;
	}
	if (w->l.photometric == PHOTOMETRIC_MINISWHITE) {
		invert(to, n);
	}
	if (w->l.alpha) {
		n = sees_through(&w->f) ? flatten(&w->l, to, pixels)
					: drop_last(&w->l, to, pixels);
	}
	w->out->len += n;
	return IC_REASON_NONE;
}

static enum ic_reason code(struct work *w, struct ic_imagefile *p)
{
	enum ic_reason why = ic_tiff_open(&w->f, p);

	if (why == IC_REASON_NONE) {
		why = ic_tiff_layout(&w->f, p, &w->l);
	}
	if (why != IC_REASON_NONE) {
		return why;
	}
	w->f.said = 0; /* of the head there was enough */
	if (p->code == IC_IMAGEFILE_G4) {
		return copy_g4(w);
	}
	if (p->code == IC_IMAGEFILE_JPEG && copy_jpeg(w)) {
		return IC_REASON_NONE;
	}
	p->code = IC_IMAGEFILE_RAW;
	return decode(w);
}

enum ic_reason ic_tiff_code(struct ic_imagefile *p, struct ic_buf *out,
    bool *damaged)
{
	struct work w = { .p = p, .out = out };
	enum ic_reason why = code(&w, p);

	*damaged = w.f.said > 0;
	ic_buf_finish(&w.room);
	ic_tiff_close(&w.f);
	return why == IC_REASON_NONE && out->failed ? IC_REASON_MEMORY : why;
}
