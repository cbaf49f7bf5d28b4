/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The streams that are no picture and no page content. Those of the text
 * font are the same in every output, but for the two sets of codes that it may
 * have, so they are known by their SHA-256; the label font's ToUnicode is read
 * in the one form that it may have. What its CFF draws is the second judge's
 * question.
 */
#include <stdio.h>
#include <string.h>

#include <openssl/evp.h>

#include "qpdf_priv.h"

#define MD 32
#define BLOCK 100u /* lines of a bfchar block: ISO 32000-1, 9.10.3 */

static const uint8_t text_file[MD] = { 0xdf, 0x41, 0x10, 0x4f, 0xfb, 0x37, 0x0f,
	0x25, 0xa3, 0x9f, 0x33, 0xff, 0x58, 0x5b, 0x21, 0x87, 0x95, 0xbe, 0x4b,
	0xe1, 0x74, 0x76, 0xdf, 0x57, 0x95, 0xf3, 0x7a, 0xe8, 0x76, 0xbc, 0x6d,
	0x81 };
static const uint8_t text_unicode[MD] = { 0xc0, 0xaf, 0x4c, 0xf6, 0x81, 0x19,
	0xed, 0x66, 0x48, 0xba, 0x0f, 0x7b, 0xad, 0xb3, 0x50, 0x23, 0xaa, 0x2e,
	0x13, 0xef, 0x10, 0xd6, 0x48, 0x5c, 0xe9, 0x87, 0x46, 0xd3, 0x36, 0xde,
	0xfe, 0xc8 };
static const uint8_t text_map[MD] = { 0x29, 0x1d, 0xe8, 0xd4, 0xb5, 0x66, 0x65,
	0x0d, 0xdb, 0x8d, 0x23, 0x02, 0x11, 0xcd, 0xcf, 0x21, 0x8a, 0x35, 0xc2,
	0xf6, 0xe3, 0xe7, 0xec, 0x61, 0x1c, 0xba, 0xe0, 0xc0, 0xb7, 0x07, 0x00,
	0xd0 };

static const uint8_t text_unicode_most[MD] = { 0x40, 0x07, 0x28, 0xba, 0xe2,
	0x29, 0x22, 0xca, 0x53, 0x0b, 0x14, 0x0a, 0xaa, 0xda, 0xd1, 0xe5, 0x39,
	0x9d, 0xd5, 0xb0, 0x42, 0x28, 0xfa, 0xeb, 0xc2, 0xb2, 0x14, 0xe1, 0x57,
	0xdd, 0xc7, 0xb0 };
static const uint8_t text_map_most[MD] = { 0xb6, 0xd0, 0xc2, 0x68, 0xfe, 0x05,
	0xb1, 0xe7, 0x4a, 0x01, 0x66, 0xa6, 0xa7, 0xf7, 0x5c, 0x97, 0xcd, 0x73,
	0xb4, 0x03, 0xb2, 0x12, 0xbb, 0x4c, 0x79, 0x2a, 0xdc, 0xc8, 0xf1, 0xaf,
	0xb9, 0xac };

static bool is(const uint8_t want[MD], const uint8_t *p, size_t n)
{
	uint8_t md[EVP_MAX_MD_SIZE] = { 0 };

	return EVP_Digest(p, n, md, NULL, EVP_sha256(), NULL) == 1 &&
	    memcmp(md, want, MD) == 0;
}

static const char head[] =
    "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
    "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";
static const char foot[] =
    "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";

struct reader {
	const uint8_t *p;
	size_t n;
};

static bool literal(struct reader *r, const char *text)
{
	size_t k = strlen(text);

	if (k > r->n || memcmp(r->p, text, k) != 0) {
		return false;
	}
	r->p += k;
	r->n -= k;
	return true;
}

/* "<12AB>" */
static bool code(struct reader *r, unsigned *out)
{
	static const char digits[] = "0123456789ABCDEF";
	unsigned v = 0;

	if (!literal(r, "<") || r->n < 4) {
		return false;
	}
	for (int i = 0; i < 4; i++) {
		const char *d = memchr(digits, r->p[i], 16);

		if (!d) {
			return false;
		}
		v = v << 4 | (unsigned)(d - digits);
	}
	r->p += 4;
	r->n -= 4;
	*out = v;
	return literal(r, ">");
}

/* Blocks of at most 100 lines, all but the last full, by ascending CID. */
static bool label_unicode(struct reader *r)
{
	unsigned last = 0, lines, cid, rune;
	bool more = true;
	char begin[32];

	if (!literal(r, head)) {
		return false;
	}
	while (more) {
		struct reader from;

		for (lines = BLOCK; lines > 0; lines--) {
			snprintf(begin, sizeof(begin), "%u beginbfchar\n",
			    lines);
			from = *r;
			if (literal(&from, begin)) {
				break;
			}
		}
		*r = from;
		more = lines == BLOCK;
		for (unsigned i = 0; i < lines; i++) {
			if (!code(r, &cid) || !literal(r, " ") ||
			    !code(r, &rune) || !literal(r, "\n") ||
			    cid <= last || rune < ' ') {
				return false;
			}
			last = cid;
		}
		if (lines > 0 && !literal(r, "endbfchar\n")) {
			return false;
		}
	}
	return last > 0 && literal(r, foot) && r->n == 0;
}

bool ic_qpdf_stream(enum ic_qrole role, const uint8_t *p, size_t n)
{
	struct reader r = { p, n };

	switch (role) {
	case IC_QROLE_TEXT_FILE:
		return is(text_file, p, n);
	case IC_QROLE_TEXT_UNICODE:
		return is(text_unicode, p, n) || is(text_unicode_most, p, n);
	case IC_QROLE_TEXT_MAP:
		return is(text_map, p, n) || is(text_map_most, p, n);
	case IC_QROLE_LABEL_UNICODE:
		return label_unicode(&r);
	default:
		return true;
	}
}
