/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Accents: the combining character of a spacing one, and the letters that
 * Unicode has for a letter with an accent (Latin-1 and Latin Extended-A).
 */
#include "words_priv.h"

struct accent {
	uint32_t mark;
	const char *letters; /* ASCII */
	uint16_t both[26];   /* the letters with the mark, in their order */
};

/* Sorted by the mark. */
static const struct accent accents[] = {
	{ 0x0300, "AEIOUaeiou",
	    { 0x00c0, 0x00c8, 0x00cc, 0x00d2, 0x00d9, 0x00e0, 0x00e8, 0x00ec,
		0x00f2, 0x00f9 } },
	{ 0x0301, "ACEILNORSUYZaceilnorsuyz",
	    { 0x00c1, 0x0106, 0x00c9, 0x00cd, 0x0139, 0x0143, 0x00d3, 0x0154,
		0x015a, 0x00da, 0x00dd, 0x0179, 0x00e1, 0x0107, 0x00e9, 0x00ed,
		0x013a, 0x0144, 0x00f3, 0x0155, 0x015b, 0x00fa, 0x00fd,
		0x017a } },
	{ 0x0302, "ACEGHIJOSUWYaceghijosuwy",
	    { 0x00c2, 0x0108, 0x00ca, 0x011c, 0x0124, 0x00ce, 0x0134, 0x00d4,
		0x015c, 0x00db, 0x0174, 0x0176, 0x00e2, 0x0109, 0x00ea, 0x011d,
		0x0125, 0x00ee, 0x0135, 0x00f4, 0x015d, 0x00fb, 0x0175,
		0x0177 } },
	{ 0x0303, "AINOUainou",
	    { 0x00c3, 0x0128, 0x00d1, 0x00d5, 0x0168, 0x00e3, 0x0129, 0x00f1,
		0x00f5, 0x0169 } },
	{ 0x0304, "AEIOUaeiou",
	    { 0x0100, 0x0112, 0x012a, 0x014c, 0x016a, 0x0101, 0x0113, 0x012b,
		0x014d, 0x016b } },
	{ 0x0306, "AEGIOUaegiou",
	    { 0x0102, 0x0114, 0x011e, 0x012c, 0x014e, 0x016c, 0x0103, 0x0115,
		0x011f, 0x012d, 0x014f, 0x016d } },
	{ 0x0307, "CEGIZcegz",
	    { 0x010a, 0x0116, 0x0120, 0x0130, 0x017b, 0x010b, 0x0117, 0x0121,
		0x017c } },
	{ 0x0308, "AEIOUYaeiouy",
	    { 0x00c4, 0x00cb, 0x00cf, 0x00d6, 0x00dc, 0x0178, 0x00e4, 0x00eb,
		0x00ef, 0x00f6, 0x00fc, 0x00ff } },
	{ 0x030a, "AUau", { 0x00c5, 0x016e, 0x00e5, 0x016f } },
	{ 0x030b, "OUou", { 0x0150, 0x0170, 0x0151, 0x0171 } },
	{ 0x030c, "CDELNRSTZcdelnrstz",
	    { 0x010c, 0x010e, 0x011a, 0x013d, 0x0147, 0x0158, 0x0160, 0x0164,
		0x017d, 0x010d, 0x010f, 0x011b, 0x013e, 0x0148, 0x0159, 0x0161,
		0x0165, 0x017e } },
	{ 0x0327, "CGKLNRSTcgklnrst",
	    { 0x00c7, 0x0122, 0x0136, 0x013b, 0x0145, 0x0156, 0x015e, 0x0162,
		0x00e7, 0x0123, 0x0137, 0x013c, 0x0146, 0x0157, 0x015f,
		0x0163 } },
	{ 0x0328, "AEIUaeiu",
	    { 0x0104, 0x0118, 0x012e, 0x0172, 0x0105, 0x0119, 0x012f,
		0x0173 } },
};

#define ACCENTS (sizeof(accents) / sizeof(*accents))

/* Sorted. */
static const struct {
	uint16_t spacing, combining;
} spacings[] = {
	{ 0x0060, 0x0300 },
	{ 0x00a8, 0x0308 },
	{ 0x00af, 0x0304 },
	{ 0x00b4, 0x0301 },
	{ 0x00b8, 0x0327 },
	{ 0x02c6, 0x0302 },
	{ 0x02c7, 0x030c },
	{ 0x02d8, 0x0306 },
	{ 0x02d9, 0x0307 },
	{ 0x02da, 0x030a },
	{ 0x02db, 0x0328 },
	{ 0x02dc, 0x0303 },
	{ 0x02dd, 0x030b },
};

uint32_t ic_rune_combining(uint32_t rune)
{
	for (size_t i = 0; i < sizeof(spacings) / sizeof(*spacings) &&
	     spacings[i].spacing <= rune;
	     i++) {
		if (spacings[i].spacing == rune) {
			return spacings[i].combining;
		}
	}
	return rune;
}

uint32_t ic_rune_compose(uint32_t letter, uint32_t mark)
{
	/* Nearly every character of a page is asked, and hardly one is a mark.
	 */
	if (mark < accents[0].mark || mark > accents[ACCENTS - 1].mark) {
		return 0;
	}
	/* TeX's fonts have i and j without a dot below accents. */
	letter = letter == 0x0131 ? 'i' : letter == 0x0237 ? 'j' : letter;
	for (size_t i = 0; i < ACCENTS; i++) {
		const char *at = accents[i].letters;

		for (; accents[i].mark == mark && *at; at++) {
			if ((uint32_t)*at == letter) {
				return accents[i].both[at - accents[i].letters];
			}
		}
	}
	return 0;
}

bool ic_rune_decompose(uint32_t rune, uint32_t out[2])
{
	if (rune < 0xc0 || rune > 0x17f) {
		return false;
	}
	for (size_t i = 0; i < ACCENTS; i++) {
		const struct accent *a = &accents[i];

		for (size_t k = 0; a->letters[k]; k++) {
			if (a->both[k] == rune) {
				out[0] = (uint32_t)a->letters[k];
				out[1] = a->mark;
				return true;
			}
		}
	}
	return false;
}

/* Greek alphabets of 58: capitals, nabla, small letters, seven variants. */
static uint32_t plain_greek(uint32_t i)
{
	static const uint16_t last[7] = { 0x2202, 0x03f5, 0x03d1, 0x03f0,
		0x03d5, 0x03f1, 0x03d6 };

	if (i == 17) {
		return 0x03f4;
	}
	if (i < 25) {
		return 0x0391 + i;
	}
	return i == 25 ? 0x2207 : i < 51 ? 0x03b1 + i - 26 : last[i - 51];
}

uint32_t ic_rune_plain(uint32_t rune)
{
	if (rune >= 0x1d400 && rune < 0x1d6a4) {
		uint32_t i = (rune - 0x1d400) % 52;

		return i < 26 ? 'A' + i : 'a' + i - 26;
	}
	if (rune == 0x1d6a4 || rune == 0x1d6a5) {
		return rune == 0x1d6a4 ? 0x0131 : 0x0237;
	}
	if (rune >= 0x1d6a8 && rune < 0x1d7ca) {
		return plain_greek((rune - 0x1d6a8) % 58);
	}
	if (rune >= 0x1d7ce && rune < 0x1d800) {
		return '0' + (rune - 0x1d7ce) % 10;
	}
	return rune;
}
