/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What of two spellings is the same to a reader: case, width, ligatures. */
#include "words_priv.h"

static bool pairs_odd(uint32_t c)
{
	return (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17e);
}

uint32_t ic_rune_lower(uint32_t c)
{
	if (c > 0xff00 && c < 0xff5f) {
		c -= 0xfee0; /* full width */
	}
	if ((c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xde && c != 0xd7) ||
	    (c >= 0x391 && c <= 0x3a9) || (c >= 0x410 && c <= 0x42f)) {
		return c + 32;
	}
	if (c >= 0x400 && c <= 0x40f) {
		return c + 80;
	}
	if ((c >= 0x100 && c <= 0x137) || (c >= 0x14a && c <= 0x177)) {
		return c | 1;
	}
	if (pairs_odd(c)) {
		return c + (c & 1);
	}
	return c == 0x2019 ? '\'' : c;
}

uint32_t ic_rune_upper(uint32_t c)
{
	if ((c >= 'a' && c <= 'z') || (c >= 0xe0 && c <= 0xfe && c != 0xf7) ||
	    (c >= 0x3b1 && c <= 0x3c9 && c != 0x3c2) ||
	    (c >= 0x430 && c <= 0x44f)) {
		return c - 32;
	}
	if (c >= 0x450 && c <= 0x45f) {
		return c - 80;
	}
	if ((c >= 0x100 && c <= 0x137) || (c >= 0x14a && c <= 0x177)) {
		return c & ~1u;
	}
	return pairs_odd(c) && c % 2 == 0 ? c - 1 : c;
}

bool ic_rune_is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(uint32_t c)
{
	return (c >= 'a' && c <= 'z') ||
	    (c >= 0xc0 && c != 0xd7 && c != 0xf7 &&
		!(c >= 0x2000 && c < 0x2c00) && !(c >= 0x3000 && c < 0x3040) &&
		!(c >= 0xff00 && c < 0xff10));
}

bool ic_rune_is_part(uint32_t c)
{
	c = ic_rune_lower(c);
	return is_letter(c) || ic_rune_is_digit(c);
}

unsigned ic_rune_letters(uint32_t c, uint32_t out[IC_RUNE_LETTERS])
{
	static const char *const ligatures[] = { "ff", "fi", "fl", "ffi", "ffl",
		"st", "st" };
	const char *l;
	unsigned n = 0;

	if (c < 0xfb00 || c > 0xfb06) {
		out[0] = c;
		return 1;
	}
	for (l = ligatures[c - 0xfb00]; *l; l++) {
		out[n++] = (uint32_t)*l;
	}
	return n;
}
