/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "fontfile.h"

#include <string.h>

#define UNITS 1000
#define PARTS 6 /* tables that are put together */

void ic_fontfile_u16(struct ic_buf *b, unsigned v)
{
	uint8_t x[2] = { (uint8_t)(v >> 8), (uint8_t)v };

	ic_buf_add(b, x, sizeof(x));
}

void ic_fontfile_u32(struct ic_buf *b, uint32_t v)
{
	ic_fontfile_u16(b, v >> 16);
	ic_fontfile_u16(b, v & 0xffff);
}

static uint32_t checksum(const uint8_t *p, size_t n)
{
	uint32_t sum = 0;

	for (size_t i = 0; i < n; i++) {
		sum += (uint32_t)p[i] << (24 - 8 * (i & 3));
	}
	return sum;
}

bool ic_fontfile_sfnt(uint32_t version, const struct ic_sfnt_table *tables,
    unsigned n, struct ic_buf *out)
{
	uint32_t at = 12 + 16 * n;
	unsigned power = 0;

	while ((2u << power) <= n) {
		power++;
	}
	ic_fontfile_u32(out, version);
	ic_fontfile_u16(out, n);
	ic_fontfile_u16(out, 16u << power);
	ic_fontfile_u16(out, power);
	ic_fontfile_u16(out, 16 * n - (16u << power));
	for (unsigned i = 0; i < n; i++) {
		ic_buf_add(out, tables[i].tag, 4);
		ic_fontfile_u32(out, checksum(tables[i].data, tables[i].len));
		ic_fontfile_u32(out, at);
		ic_fontfile_u32(out, (uint32_t)tables[i].len);
		at += (uint32_t)((tables[i].len + 3) & ~(size_t)3);
	}
	for (unsigned i = 0; i < n; i++) {
		ic_buf_add(out, tables[i].data, tables[i].len);
		ic_buf_add(out, "\0\0\0", -tables[i].len & 3);
	}
	return !out->failed;
}

/* OpenType, 'head': 54 bytes; checkSumAdjustment stays 0, nobody reads it. */
static void head(struct ic_buf *b)
{
	ic_fontfile_u32(b, 0x00010000);
	ic_fontfile_u32(b, 0x00010000);
	ic_fontfile_u32(b, 0);
	ic_fontfile_u32(b, 0x5F0F3CF5);
	ic_fontfile_u16(b, 0);
	ic_fontfile_u16(b, UNITS);
	for (int i = 0; i < 4; i++) {
		ic_fontfile_u32(b, 0); /* created, modified: no clock */
	}
	ic_fontfile_u32(b, 0);
	ic_fontfile_u16(b, 500);
	ic_fontfile_u16(b, UNITS);
	ic_fontfile_u16(b, 0);
	ic_fontfile_u16(b, 8);
	ic_fontfile_u16(b, 2);
	ic_fontfile_u16(b, 0); /* short loca */
	ic_fontfile_u16(b, 0);
}

static void hhea(struct ic_buf *b, unsigned metrics)
{
	ic_fontfile_u32(b, 0x00010000);
	ic_fontfile_u16(b, 800);
	ic_fontfile_u16(b, (unsigned)-200 & 0xffff);
	for (int i = 0; i < 13; i++) {
		ic_fontfile_u16(b, i == 1 ? UNITS : i == 5 ? 1 : 0);
	}
	ic_fontfile_u16(b, metrics);
}

static void maxp_truetype(struct ic_buf *b, unsigned glyphs)
{
	ic_fontfile_u32(b, 0x00010000);
	ic_fontfile_u16(b, glyphs);
	for (int i = 0; i < 13; i++) {
		/* points and contours of a glyph; zones */
		ic_fontfile_u16(b, i == 0 || i == 4 ? 2 : i == 1);
	}
}

/*
 * The glyph of every character of the layer: a contour of two points, from
 * its cell's one corner to the other. It encloses nothing, but has a box, for
 * PDFium leaves out a string whose glyphs have none (Chrome finds no "a").
 */
static void diagonal(struct ic_buf *glyf, struct ic_buf *loca)
{
	const unsigned low = (unsigned)-200 & 0xffff;

	ic_fontfile_u16(glyf, 1); /* contours */
	ic_fontfile_u16(glyf, 0);
	ic_fontfile_u16(glyf, low);
	ic_fontfile_u16(glyf, 500);
	ic_fontfile_u16(glyf, 800);
	ic_fontfile_u16(glyf, 1);      /* last point */
	ic_fontfile_u16(glyf, 0);      /* instructions */
	ic_fontfile_u16(glyf, 0x0101); /* two flags: on the curve */
	ic_fontfile_u16(glyf, 0);
	ic_fontfile_u16(glyf, 500);
	ic_fontfile_u16(glyf, low);
	ic_fontfile_u16(glyf, 1000);
	ic_fontfile_u16(loca, 0);
	ic_fontfile_u16(loca, 0); /* the first glyph has no outline */
	ic_fontfile_u16(loca, (unsigned)glyf->len / 2);
}

static bool add_blank(struct ic_buf part[PARTS], struct ic_buf *out)
{
	head(&part[0]);
	hhea(&part[1], 1);
	ic_fontfile_u16(&part[2], 500);
	ic_fontfile_u16(&part[2], 0);
	ic_fontfile_u16(&part[2], 0); /* second glyph: same advance */
	maxp_truetype(&part[3], 2);
	diagonal(&part[4], &part[5]);
	struct ic_sfnt_table tables[] = {
		{ "glyf", part[4].data, part[4].len },
		{ "head", part[0].data, part[0].len },
		{ "hhea", part[1].data, part[1].len },
		{ "hmtx", part[2].data, part[2].len },
		{ "loca", part[5].data, part[5].len },
		{ "maxp", part[3].data, part[3].len },
	};
	return ic_fontfile_sfnt(0x00010000, tables, 6, out);
}

/* Free the parts of a font. What lacks a byte of one is no font. */
static bool join(struct ic_buf *part, int n, struct ic_buf *out)
{
	for (int i = 0; i < n; i++) {
		out->failed = out->failed || part[i].failed;
		ic_buf_finish(&part[i]);
	}
	return !out->failed;
}

bool ic_fontfile_blank(struct ic_buf *out)
{
	struct ic_buf part[PARTS] = { { 0 } };
	bool ok = add_blank(part, out);

	return join(part, PARTS, out) && ok;
}

bool ic_fontfile_shell(const uint8_t *cff, size_t len, struct ic_buf *out)
{
	unsigned glyphs = ic_fontfile_glyphs(cff, len);
	struct ic_buf part[4] = { { 0 } };

	head(&part[0]);
	hhea(&part[1], glyphs);
	for (unsigned i = 0; i < glyphs; i++) {
		ic_fontfile_u32(&part[2], (uint32_t)500 << 16);
	}
	ic_fontfile_u32(&part[3], 0x00005000);
	ic_fontfile_u16(&part[3], glyphs);
	struct ic_sfnt_table tables[] = {
		{ "CFF ", cff, len },
		{ "head", part[0].data, part[0].len },
		{ "hhea", part[1].data, part[1].len },
		{ "hmtx", part[2].data, part[2].len },
		{ "maxp", part[3].data, part[3].len },
	};
	bool ok = glyphs > 0 && ic_fontfile_sfnt(0x4F54544F, tables, 5, out);

	return join(part, 4, out) && ok;
}
