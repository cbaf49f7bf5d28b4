/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "bates_plain.h"

#include "base/utf8.h"

bool ic_bates_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool ic_bates_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

bool ic_bates_letter(char c)
{
	return ic_bates_upper(c) || (c >= 'a' && c <= 'z');
}

/* Unicode's Pd and the minus signs and hyphens that programs put for it. */
static bool is_dash(uint32_t c)
{
	static const uint32_t dash[] = { 0x2d, 0xad, 0x58a, 0x5be, 0x1400,
		0x1806, 0x2043, 0x207b, 0x208b, 0x2212, 0x2e17, 0x2e1a, 0x2e3a,
		0x2e3b, 0x2e40, 0x2e5d, 0x301c, 0x3030, 0x30a0, 0xfe31, 0xfe32,
		0xfe58, 0xfe63, 0xff0d, 0x10ead };

	if (c >= 0x2010 && c <= 0x2015) {
		return true;
	}
	for (size_t i = 0; i < sizeof dash / sizeof *dash; i++) {
		if (dash[i] == c) {
			return true;
		}
	}
	return false;
}

/* Blanks of any width, zero included; direction marks mean as little. */
static bool is_blank(uint32_t c)
{
	return c == ' ' || c == '\t' || c == 0xa0 || c == 0x1680 ||
	    (c >= 0x2000 && c <= 0x200f) || c == 0x202f || c == 0x205f ||
	    c == 0x2060 || c == 0x3000 || c == 0xfeff;
}

char ic_bates_plain(const char *text, size_t len, size_t *at)
{
	uint32_t c = ic_utf8_next(text, len, at);

	return is_blank(c) ? ' ' : is_dash(c) ? '-' : c < 0x7f ? (char)c : '?';
}
