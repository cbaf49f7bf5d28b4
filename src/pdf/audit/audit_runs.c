/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "audit_runs.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#define LINE_GAP 4.0f       /* em: glyphs further apart are two places */
#define DRIFT 0.5f          /* em, of a baseline that is still the same */
#define BLANK_GAP 0.18f     /* em: a gap this wide parts words */
#define LEADING 2.2f        /* em from a line to the next of one place */
#define REPLACEMENT 0xfffdu /* U+FFFD */
#define TEXT_MAX ((size_t)IC_FINDING_TEXT_MAX)

void audit_run_begin(struct audit_run *r)
{
	struct ic_buf text = r->text;

	ic_buf_reset(&text);
	text.max = TEXT_MAX + 8;
	*r = (struct audit_run){ .rect = fz_empty_rect, .text = text };
}

static fz_point from(fz_point a, fz_point b)
{
	return fz_make_point(b.x - a.x, b.y - a.y);
}

static float along(fz_point v, fz_point dir)
{
	return v.x * dir.x + v.y * dir.y;
}

static float across(fz_point v, fz_point dir)
{
	return v.y * dir.x - v.x * dir.y;
}

static bool same_line(const struct audit_run *r, const struct ic_glyph *g)
{
	fz_point d = from(r->pen, ic_glyph_start(g));

	return fabsf(across(d, r->dir)) < DRIFT * r->em;
}

static bool turned(const struct audit_run *r, const struct ic_glyph *g)
{
	fz_point dir = ic_glyph_direction(g);

	return along(dir, r->dir) < 0.9f;
}

/* It ends where the line of the run begins: letters came from the last one. */
static bool is_before(const struct audit_run *r, const struct ic_glyph *g)
{
	fz_point gap = from(ic_glyph_end(g), r->line);

	return same_line(r, g) &&
	    fabsf(along(gap, r->dir)) < BLANK_GAP * r->em &&
	    along(from(ic_glyph_start(g), r->line), r->dir) > 0;
}

bool audit_run_joins(const struct audit_run *r, const struct ic_glyph *g)
{
	fz_rect near = fz_expand_rect(r->rect, LEADING * r->em);
	fz_rect b = ic_glyph_bounds(g);

	if (r->n == 0) {
		return true;
	}
	if (turned(r, g) || !(r->em > 0)) {
		return false;
	}
	if (same_line(r, g)) {
		float gap = along(from(r->pen, ic_glyph_start(g)), r->dir);

		return fabsf(gap) < LINE_GAP * r->em || is_before(r, g);
	}
	return b.x0 < near.x1 && near.x0 < b.x1 && b.y0 < near.y1 &&
	    near.y0 < b.y1;
}

static void put_rune(struct ic_buf *b, uint32_t c)
{
	if (b->len + 8 > TEXT_MAX) {
		return;
	}
	if (c < 0x80) {
		ic_buf_putc(b, (int)c);
	} else if (c < 0x800) {
		ic_buf_putc(b, (int)(0xc0 | c >> 6));
		ic_buf_putc(b, (int)(0x80 | (c & 0x3f)));
	} else if (c < 0x10000) {
		ic_buf_putc(b, (int)(0xe0 | c >> 12));
		ic_buf_putc(b, (int)(0x80 | (c >> 6 & 0x3f)));
		ic_buf_putc(b, (int)(0x80 | (c & 0x3f)));
	} else {
		ic_buf_putc(b, (int)(0xf0 | c >> 18));
		ic_buf_putc(b, (int)(0x80 | (c >> 12 & 0x3f)));
		ic_buf_putc(b, (int)(0x80 | (c >> 6 & 0x3f)));
		ic_buf_putc(b, (int)(0x80 | (c & 0x3f)));
	}
}

void audit_run_blank(struct audit_run *r)
{
	if (r->text.len > 0 && r->text.data[r->text.len - 1] != ' ') {
		put_rune(&r->text, ' ');
	}
}

/* Of other scripts every character that is no punctuation of Latin-1. */
static bool is_letter(uint32_t c)
{
	return c < 0x80 ? isalnum((int)c)
			: c >= 0xc0 && !(c >= 0x2000 && c < 0x2c00) &&
		!(c >= 0x3000 && c < 0x3005) && !(c >= 0xe000 && c < 0xf900);
}

bool audit_run_is_unknown(uint32_t rune)
{
	return rune >= AUDIT_RUN_UNKNOWN &&
	    rune <= AUDIT_RUN_UNKNOWN + UINT16_MAX;
}

static void put_runes(struct audit_run *r, const struct ic_glyph *g)
{
	for (unsigned i = 0; i < g->runes; i++) {
		put_rune(&r->text,
		    audit_run_is_unknown(g->rune[i]) ? REPLACEMENT
						     : g->rune[i]);
		r->letters += is_letter(g->rune[i]);
		r->digits += g->rune[i] >= '0' && g->rune[i] <= '9';
	}
}

static fz_rect place(const struct ic_glyph *g)
{
	fz_rect b = ic_glyph_bounds(g);

	return g->outline.x0 < g->outline.x1 ? fz_union_rect(b, g->outline) : b;
}

/* Put its characters before those of the line. */
static void add_before(struct audit_run *r, const struct ic_glyph *g)
{
	size_t old = r->text.len, n;
	uint8_t kept[4 * IC_GLYPH_RUNES];

	put_runes(r, g);
	n = r->text.len - old;
	if (n > 0 && n <= sizeof(kept) && !r->text.failed) {
		uint8_t *at = r->text.data + r->line_at;

		memcpy(kept, r->text.data + old, n);
		memmove(at + n, at, old - r->line_at);
		memcpy(at, kept, n);
	}
	r->line = ic_glyph_start(g);
	r->rect = fz_union_rect(r->rect, place(g));
	r->n++;
}

void audit_run_add(struct audit_run *r, const struct ic_glyph *g)
{
	if (r->n > 0 && !g->blank && is_before(r, g)) {
		add_before(r, g);
		return;
	}
	if (r->n > 0 &&
	    (g->blank || !same_line(r, g) ||
		fabsf(along(from(r->pen, ic_glyph_start(g)), r->dir)) >
		    BLANK_GAP * r->em)) {
		audit_run_blank(r);
	}
	if (g->blank) {
		return;
	}
	if (r->n == 0 || !same_line(r, g)) {
		r->line = ic_glyph_start(g);
		r->line_at = r->text.len;
	}
	put_runes(r, g);
	r->rect = r->n ? fz_union_rect(r->rect, place(g)) : place(g);
	r->pen = ic_glyph_end(g);
	r->dir = ic_glyph_direction(g);
	r->em = g->em;
	r->n++;
}

const char *audit_run_text(struct audit_run *r)
{
	const char *text = r->text.failed ? NULL : ic_buf_str(&r->text);

	return text ? text : "";
}

void audit_run_finish(struct audit_run *r)
{
	ic_buf_finish(&r->text);
	*r = (struct audit_run){ 0 };
}
