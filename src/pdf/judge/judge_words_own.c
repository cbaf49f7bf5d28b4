/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The vocabulary of the file format as the writer uses it, and the notices
 * that its fonts carry: words that are in every output, whatever it covers.
 */
#include <stdlib.h>
#include <string.h>

#include "judge_words.h"
#include "words_priv.h"

/* In the order of their bytes. */
static const char *const own[] = { "%EOF", "Adobe-Identity-UCS", "Ascent", "BT",
	"BaseFont", "BitsPerComponent", "BlackIs1", "CCITTFaxDecode",
	"CIDFontType0", "CIDFontType0C", "CIDFontType2", "CIDInit",
	"CIDSystemInfo", "CIDToGIDMap", "CMap", "CMapName", "CMapType",
	"CapHeight", "Catalog", "ColorSpace", "Colors", "Columns", "Contents",
	"Count", "DCTDecode", "DW", "Decode", "DecodeParms", "DescendantFonts",
	"Descent", "DeviceCMYK", "DeviceGray", "DeviceRGB", "Do", "ET",
	"Encoding", "F0", "Filter", "Flags", "FlateDecode", "Font", "FontBBox",
	"FontDescriptor", "FontFile2", "FontFile3", "FontName", "Height", "ID",
	"Identity-H", "Im0", "Image", "IncameraText", "ItalicAngle",
	"JPXDecode", "K", "Kids", "Length", "Length1", "MediaBox", "Ordering",
	"PDF-1.7", "Page", "Pages", "Parent", "Predictor", "ProcSet", "Q", "R",
	"Registry", "Resources", "Root", "Rows", "Size", "StemV", "Subtype",
	"Supplement", "T0", "Tf", "Tj", "Tm", "ToUnicode", "Tr", "Type",
	"Type0", "Tz", "W", "Width", "XObject", "begin", "beginbfchar",
	"beginbfrange", "begincmap", "begincodespacerange", "cm", "currentdict",
	"def", "defineresource", "dict", "end", "endbfchar", "endbfrange",
	"endcmap", "endcodespacerange", "endobj", "endstream", "f", "false",
	"findresource", "g", "n", "obj", "pop", "q", "re", "startxref",
	"stream", "trailer", "xref", "\xe2\xe3\xcf\xd3" };

/* What the font programs say of themselves. */
static const char *const notices[] = { "NimbusSans-Regular",
	"1.00(URW)++,Copyright 2014 by (URW)++ Design & Development",
	"Nimbus Sans", "glyfhead6hhea$hmtxlocamaxp", "Adobe", "Identity",
	"UCS" };

struct bytes {
	const char *p;
	size_t n;
};

static int compare(const void *a, const void *b)
{
	const struct bytes *x = a;
	const char *y = *(const char *const *)b;
	size_t i = 0;

	while (i < x->n && y[i] && x->p[i] == y[i]) {
		i++;
	}
	if (i == x->n) {
		return y[i] ? -1 : 0;
	}
	return y[i] ? (uint8_t)x->p[i] - (uint8_t)y[i] : 1;
}

bool ic_words_own(const char *p, size_t n)
{
	struct bytes key = { p, n };

	return bsearch(&key, own, sizeof(own) / sizeof(*own), sizeof(*own),
		   compare) != NULL;
}

static bool is(const char *text, const char *p, size_t n)
{
	return strlen(text) == n && memcmp(text, p, n) == 0;
}

bool ic_words_own_string(const char *key, const char *p, size_t n)
{
	return (strcmp(key, "Registry") == 0 && is("Adobe", p, n)) ||
	    (strcmp(key, "Ordering") == 0 &&
		(is("Identity", p, n) || is("UCS", p, n)));
}

static bool holds(const char *text, const uint32_t *runes, size_t n)
{
	size_t len = strlen(text);

	for (size_t at = 0; at + n <= len; at++) {
		size_t i = 0;

		while (i < n &&
		    ic_rune_lower((uint8_t)text[at + i]) ==
			ic_rune_lower(runes[i])) {
			i++;
		}
		if (i == n) {
			return true;
		}
	}
	return false;
}

bool ic_words_in_own(const uint32_t *runes, size_t n)
{
	for (size_t i = 0; i < sizeof(own) / sizeof(*own); i++) {
		if (holds(own[i], runes, n)) {
			return true;
		}
	}
	for (size_t i = 0; i < sizeof(notices) / sizeof(*notices); i++) {
		if (holds(notices[i], runes, n)) {
			return true;
		}
	}
	return false;
}
