/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fontfile.h"
#include "pdf/font.h"
#include "writer_out.h"

/* A bfrange or bfchar block holds at most 100 lines (ISO 32000-1, 9.10.3). */
#define BLOCK 100u

#define INFO \
	"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)" \
	"/Supplement 0>>"

static const char cmap_head[] =
    "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
    "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";

static const char cmap_foot[] =
    "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";

static unsigned block(unsigned i, unsigned n)
{
	return n - i < BLOCK ? n - i : BLOCK;
}

/*
 * The text font has all codes, or those of the first blocks of 256: Latin,
 * Greek, Cyrillic, Hebrew, Arabic, the scripts of India, punctuation. Readers,
 * our judges among them, spend more on the rest than on a short document.
 */
#define BLOCKS_ALL 256u
#define BLOCKS_MOST 34u

/* Every code is its own character. */
static void identity_cmap(struct ic_buf *b, unsigned blocks)
{
	ic_buf_puts(b, cmap_head);
	for (unsigned i = 0; i < blocks; i++) {
		if (i % BLOCK == 0) {
			ic_buf_printf(b, "%u beginbfrange\n", block(i, blocks));
		}
		ic_buf_printf(b, "<%02X00> <%02XFF> <%02X00>\n", i, i, i);
		if (i % BLOCK == BLOCK - 1 || i == blocks - 1) {
			ic_buf_puts(b, "endbfrange\n");
		}
	}
	ic_buf_puts(b, cmap_foot);
}

static void used_cmap(struct ic_buf *b, const struct ic_font_glyph *g,
    unsigned n)
{
	ic_buf_puts(b, cmap_head);
	for (unsigned i = 0; i < n; i++) {
		if (i % BLOCK == 0) {
			ic_buf_printf(b, "%u beginbfchar\n", block(i, n));
		}
		ic_buf_printf(b, "<%04X> <%04X>\n", g[i].cid,
		    (unsigned)g[i].rune);
		if (i % BLOCK == BLOCK - 1 || i == n - 1) {
			ic_buf_puts(b, "endbfchar\n");
		}
	}
	ic_buf_puts(b, cmap_foot);
}

struct parts {
	uint32_t font, cid, descriptor, file, unicode;
};

static struct parts numbers(struct ic_writer *w)
{
	struct parts p;

	p.font = ic_out_number(w);
	p.cid = ic_out_number(w);
	p.descriptor = ic_out_number(w);
	p.file = ic_out_number(w);
	p.unicode = ic_out_number(w);
	return p;
}

static void type0(struct ic_writer *w, const struct parts *p, const char *name)
{
	ic_out_begin(w, p->font);
	ic_out_printf(w,
	    "<</Type/Font/Subtype/Type0/BaseFont/%s"
	    "/Encoding/Identity-H/DescendantFonts[%u 0 R]"
	    "/ToUnicode %u 0 R>>",
	    name, (unsigned)p->cid, (unsigned)p->unicode);
	ic_out_end(w);
}

static void descriptor(struct ic_writer *w, const struct parts *p,
    const char *name, const char *metrics, const char *file_key)
{
	ic_out_begin(w, p->descriptor);
	ic_out_printf(w,
	    "<</Type/FontDescriptor/FontName/%s/Flags 4%s"
	    "/%s %u 0 R>>",
	    name, metrics, file_key, (unsigned)p->file);
	ic_out_end(w);
}

bool ic_out_text_font(struct ic_writer *w, uint32_t highest, uint32_t *ref,
    struct ic_error *err)
{
	static const char name[] = "IncameraText";
	struct parts p = numbers(w);
	uint32_t map = ic_out_number(w);
	unsigned blocks = highest < 256 * BLOCKS_MOST ? BLOCKS_MOST
						      : BLOCKS_ALL;
	struct ic_buf file = { 0 }, cmap = { 0 }, gids = { 0 };
	char keys[64];
	bool ok;

	ic_fontfile_blank(&file);
	identity_cmap(&cmap, blocks);
	for (unsigned i = 0; i < 256 * blocks; i++) {
		ic_fontfile_u16(&gids, 1);
	}
	ok = ic_buf_check(&file, "a font", err) &&
	    ic_buf_check(&cmap, "a font", err) &&
	    ic_buf_check(&gids, "a font", err);
	if (ok) {
		type0(w, &p, name);
		ic_out_begin(w, p.cid);
		ic_out_printf(w,
		    "<</Type/Font/Subtype/CIDFontType2"
		    "/BaseFont/%s" INFO "/FontDescriptor %u 0 R/DW 500"
		    "/CIDToGIDMap %u 0 R>>",
		    name, (unsigned)p.descriptor, (unsigned)map);
		ic_out_end(w);
		descriptor(w, &p, name,
		    "/FontBBox[0 0 500 1000]"
		    "/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700"
		    "/StemV 80",
		    "FontFile2");
		snprintf(keys, sizeof(keys), "/Length1 %zu", file.len);
		ic_out_deflated(w, p.file, keys, file.data, file.len);
		ic_out_deflated(w, p.unicode, "", cmap.data, cmap.len);
		ic_out_deflated(w, map, "", gids.data, gids.len);
		*ref = p.font;
	}
	ic_buf_finish(&file);
	ic_buf_finish(&cmap);
	ic_buf_finish(&gids);
	return ok && ic_out_check(w, err);
}

/* Six letters from the hash of the used glyphs: the same set, the same tag. */
static bool tag(const struct ic_font_glyph *g, unsigned n, char name[64])
{
	uint8_t md[EVP_MAX_MD_SIZE] = { 0 };
	struct ic_buf b = { 0 };
	bool ok;

	for (unsigned i = 0; i < n; i++) {
		ic_fontfile_u16(&b, g[i].cid);
	}
	ok = !b.failed &&
	    EVP_Digest(b.data, b.len, md, NULL, EVP_sha256(), NULL) == 1;
	ic_buf_finish(&b);
	for (int i = 0; i < 6; i++) {
		name[i] = (char)('A' + md[i] % 26);
	}
	snprintf(name + 6, 58, "+NimbusSans-Regular");
	return ok;
}

static void label_objects(struct ic_writer *w, const struct parts *p,
    const struct ic_font_glyph *g, unsigned n, const struct ic_buf *cff)
{
	char name[64];

	w->failed |= !tag(g, n, name);
	type0(w, p, name);
	ic_out_begin(w, p->cid);
	ic_out_printf(w,
	    "<</Type/Font/Subtype/CIDFontType0/BaseFont/%s" INFO
	    "/FontDescriptor %u 0 R/DW 0/W[",
	    name, (unsigned)p->descriptor);
	for (unsigned i = 0; i < n; i++) {
		ic_out_printf(w, "%s%u[%u]", i ? " " : "", (unsigned)g[i].cid,
		    (unsigned)g[i].advance);
	}
	ic_out_printf(w, "]>>");
	ic_out_end(w);
	descriptor(w, p, name,
	    "/FontBBox[-210 -299 1032 1075]/ItalicAngle 0"
	    "/Ascent 775/Descent -220/CapHeight 729/StemV 88",
	    "FontFile3");
	ic_out_deflated(w, p->file, "/Subtype/CIDFontType0C", cff->data,
	    cff->len);
}

bool ic_out_label_font(struct ic_writer *w, const struct ic_font *f,
    uint32_t *ref, struct ic_error *err)
{
	struct ic_font_glyph *g = calloc(IC_FONT_GLYPHS_MAX, sizeof(*g));
	struct parts p = numbers(w);
	struct ic_buf cff = { 0 }, cmap = { 0 };
	unsigned n;
	bool ok;

	if (!g) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	n = ic_font_used(f, g);
	used_cmap(&cmap, g, n);
	ok = ic_font_subset(f, &cff, err) && ic_buf_check(&cmap, "a font", err);
	if (ok) {
		label_objects(w, &p, g, n, &cff);
		ic_out_deflated(w, p.unicode, "", cmap.data, cmap.len);
		*ref = p.font;
	}
	free(g);
	ic_buf_finish(&cff);
	ic_buf_finish(&cmap);
	return ok && ic_out_check(w, err);
}
