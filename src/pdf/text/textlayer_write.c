/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "textlayer_priv.h"

#include <math.h>

#include "pdf/writer.h"

#define UNITS_MAX (2 * IC_WORD_RUNES_MAX)
#define SIZE_MAX_PX 20000
#define PLACE_MAX_PX 1000000
#define TZ_MAX 1000000000 /* milli-percent */

/* The font's advance, of all characters alike, and its height; ems. */
#define ADVANCE 0.5
#define ASCENT 0.8f
#define DESCENT 0.2f

/* A word's baseline in whole pixels of the raster. */
struct line {
	int x0, y0, x1, y1;
	int size;
};

static int to_pixel(float points, int pixels, int32_t side)
{
	float v = floorf(points * (float)pixels * IC_MPT / (float)side + 0.5f);

	return v > -PLACE_MAX_PX && v < PLACE_MAX_PX ? (int)v : PLACE_MAX_PX;
}

/* Milli-points of a pixel's edge on the source page. */
static double to_mpt(int pixel, int pixels, int32_t side)
{
	return (double)pixel * side / pixels;
}

static struct line snap(const struct ic_raster *r, const struct ic_word *w)
{
	struct line l;

	l.x0 = to_pixel(w->start.x, r->w, r->size.w);
	l.y0 = to_pixel(w->start.y, r->h, r->size.h);
	l.x1 = to_pixel(w->end.x, r->w, r->size.w);
	l.y1 = to_pixel(w->end.y, r->h, r->size.h);
	l.size = to_pixel(w->em, r->h, r->size.h);
	if (fabsf(w->dir.x) < 0.001f) {
		l.x1 = l.x0;
	}
	if (fabsf(w->dir.y) < 0.001f) {
		l.y1 = l.y0;
	}
	if (l.x0 == l.x1 && l.y0 == l.y1) {
		l.x1 += fabsf(w->dir.x) > 0.7f ? (w->dir.x > 0 ? 1 : -1) : 0;
		l.y1 += l.x0 == l.x1 ? (w->dir.y > 0 ? 1 : -1) : 0;
	}
	l.size = l.size < 1 ? 1 : l.size;
	return l;
}

static bool usable(const struct ic_text_out *out, const struct line *l)
{
	return l->size <= SIZE_MAX_PX && l->x0 >= 0 && l->x0 <= out->r->w &&
	    l->y0 >= 0 && l->y0 <= out->r->h && l->x1 >= 0 &&
	    l->x1 <= out->r->w && l->y1 >= 0 && l->y1 <= out->r->h;
}

/* A line on the source page in points, with its unit vector. */
struct measured {
	double x0, y0, dx, dy, length, size; /* milli-points */
};

static struct measured measure(const struct ic_raster *r, const struct line *l)
{
	struct measured m = { .x0 = to_mpt(l->x0, r->w, r->size.w),
		.y0 = to_mpt(l->y0, r->h, r->size.h),
		.size = to_mpt(l->size, r->h, r->size.h) };
	double dx = to_mpt(l->x1 - l->x0, r->w, r->size.w);
	double dy = to_mpt(l->y1 - l->y0, r->h, r->size.h);

	m.length = hypot(dx, dy);
	m.dx = dx / m.length;
	m.dy = dy / m.length;
	return m;
}

/* What a reader takes for the word's place: ascent to descent. */
static fz_quad place(const struct measured *m)
{
	fz_quad q = { { 0, ASCENT }, { 1, ASCENT }, { 0, -DESCENT },
		{ 1, -DESCENT } };
	fz_matrix t = { (float)(m->dx * m->length / IC_MPT),
		(float)(m->dy * m->length / IC_MPT),
		(float)(m->dy * m->size / IC_MPT),
		(float)(-m->dx * m->size / IC_MPT), (float)(m->x0 / IC_MPT),
		(float)(m->y0 / IC_MPT) };

	return fz_transform_quad(q, t);
}

/* Snapping must not move a word into a box; a smaller one may stay clear. */
static bool clear(const struct ic_text_out *out, struct line *l)
{
	for (int i = 0; i < 3; i++, l->size = (l->size * 3 + 3) / 4) {
		struct measured m = measure(out->r, l);

		if (!ic_text_boxes_hit_quad(out->boxes, place(&m))) {
			return true;
		}
	}
	return false;
}

static int32_t whole(double v)
{
	return (int32_t)(v < 0 ? v - 0.5 : v + 0.5);
}

static void put_number(struct ic_buf *b, double milli)
{
	ic_writer_number(b, whole(milli));
	ic_buf_putc(b, ' ');
}

/* A sine, to the millionth, without trailing zeros. */
static void put_unit(struct ic_buf *b, double v)
{
	int32_t n = whole(v * 1000000);
	int digits = 6;

	ic_buf_puts(b, n < 0 ? "-" : "");
	n = n < 0 ? -n : n;
	if (n % 1000000 == 0) {
		ic_writer_number(b, n / 1000);
		ic_buf_putc(b, ' ');
		return;
	}
	for (; n % 10 == 0; n /= 10) {
		digits--;
	}
	ic_buf_printf(b, "0.%0*d ", digits, (int)n);
}

static void put_unit_hex(struct ic_text_out *out, unsigned unit)
{
	static const char digits[] = "0123456789ABCDEF";
	char hex[4];

	for (int i = 0; i < 4; i++) {
		hex[i] = digits[unit >> (12 - 4 * i) & 15];
	}
	ic_buf_add(out->content, hex, sizeof(hex));
	out->highest = unit > out->highest ? unit : out->highest;
}

static void put_hex(struct ic_text_out *out, const uint32_t *runes, size_t n)
{
	ic_buf_putc(out->content, '<');
	for (size_t i = 0; i < n; i++) {
		uint32_t c = runes[i];

		if (c > 0xffff) {
			c -= 0x10000;
			put_unit_hex(out, 0xd800u + (c >> 10));
			c = 0xdc00 + (c & 0x3ff);
		}
		put_unit_hex(out, (unsigned)c);
	}
	ic_buf_puts(out->content, "> Tj\n");
}

static size_t units(const uint32_t *runes, size_t n)
{
	size_t u = n;

	for (size_t i = 0; i < n; i++) {
		u += runes[i] > 0xffff;
	}
	return u;
}

static void put_width(struct ic_buf *b, const struct measured *m, size_t n)
{
	double percent = m->length / (ADVANCE * (double)n * m->size) * 100;
	double milli = percent * 1000;

	milli = milli < 1 ? 1 : milli > TZ_MAX ? TZ_MAX : milli;
	put_number(b, milli);
	ic_buf_puts(b, "Tz ");
}

static void put_word(struct ic_text_out *out, const struct line *l,
    const uint32_t *runes, size_t n)
{
	struct measured m = measure(out->r, l);
	double scale = (double)out->placement.scale / 1000000;
	struct ic_buf *b = out->content;

	ic_buf_puts(b, "/T0 ");
	put_number(b, m.size * scale);
	ic_buf_puts(b, "Tf ");
	put_width(b, &m, units(runes, n));
	put_unit(b, m.dx);
	put_unit(b, -m.dy);
	put_unit(b, m.dy);
	put_unit(b, m.dx);
	put_number(b, m.x0 * scale + out->placement.dx);
	put_number(b, out->r->size.h - (m.y0 * scale + out->placement.dy));
	ic_buf_puts(b, "Tm ");
	put_hex(out, runes, n);
	out->glyphs += (uint32_t)n;
}

static int sign(int v)
{
	return (v > 0) - (v < 0);
}

/* The blank between two words of a line, where nothing was redacted. */
static void put_blank(struct ic_text_out *out, const struct line *last,
    const struct line *next)
{
	static const uint32_t blank = ' ';
	struct line l = { last->x1, last->y1, next->x0, next->y0, last->size };
	struct measured m;

	if (last->y0 == last->y1) {
		l.y1 = l.y0;
	}
	if (last->x0 == last->x1) {
		l.x1 = l.x0;
	}
	/* Words that touch are parted by the narrowest blank there is. */
	if ((int64_t)(l.x1 - l.x0) * (last->x1 - last->x0) +
		(int64_t)(l.y1 - l.y0) * (last->y1 - last->y0) <=
	    0) {
		l.x1 = l.x0 + sign(last->x1 - last->x0);
		l.y1 = l.y0 + sign(last->y1 - last->y0);
	}
	m = measure(out->r, &l);
	if (!ic_text_boxes_hit_quad(out->boxes, place(&m))) {
		put_width(out->content, &m, 1);
		put_hex(out, &blank, 1);
	}
}

void ic_text_write(struct ic_text_out *out, const struct ic_glyphs *g,
    const struct ic_words *w)
{
	uint32_t runes[IC_WORD_RUNES_MAX];
	const struct ic_word *before = NULL;
	struct line last = { 0 };

	for (size_t i = 0; i < w->n; i++) {
		struct line l = snap(out->r, &w->at[i]);
		size_t n = ic_word_runes(g, w, &w->at[i], runes);

		if (n == 0 || !usable(out, &l) || !clear(out, &l)) {
			continue;
		}
		if (out->glyphs == 0) {
			ic_buf_puts(out->content, "BT 3 Tr\n");
		}
		if (before && ic_word_follows(before, &w->at[i])) {
			put_blank(out, &last, &l);
		}
		put_word(out, &l, runes, n);
		before = &w->at[i];
		last = l;
	}
	if (out->glyphs > 0) {
		ic_buf_puts(out->content, "100 Tz ET\n");
	}
}
