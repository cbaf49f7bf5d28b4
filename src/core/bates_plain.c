/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "bates_plain.h"

#include <stdint.h>

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

/* One code point; a malformed byte is U+FFFD and one byte long. */
static uint32_t decode(const char *text, size_t len, size_t *at)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	uint8_t lead = (uint8_t)text[(*at)++];
	size_t n = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2
	    : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
	uint32_t c;

	if (n == 1) {
		return lead;
	}
	if (n == 0 || len - *at < n - 1) {
		return 0xfffd;
	}
	c = lead & (0x7fu >> n);
	for (size_t i = 0; i < n - 1; i++) {
		uint8_t b = (uint8_t)text[*at + i];

		if ((b & 0xc0) != 0x80) {
			return 0xfffd;
		}
		c = c << 6 | (b & 0x3f);
	}
	if (c < least[n]) {
		return 0xfffd;
	}
	*at += n - 1;
	return c;
}

/* Unicode's Pd and the minus signs and hyphens that programs put for it. */
static bool is_dash(uint32_t c)
{
	static const uint32_t dash[] = {
		0x2d, 0xad, 0x58a, 0x5be, 0x1400, 0x1806, 0x2043, 0x207b,
		0x208b, 0x2212, 0x2e17, 0x2e1a, 0x2e3a, 0x2e3b, 0x2e40,
		0x2e5d, 0x301c, 0x3030, 0x30a0, 0xfe31, 0xfe32, 0xfe58,
		0xfe63, 0xff0d, 0x10ead
	};

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
	return c == ' ' || c == '\t' || c == 0xa0 || c == 0x1680
	    || (c >= 0x2000 && c <= 0x200f) || c == 0x202f || c == 0x205f
	    || c == 0x2060 || c == 0x3000 || c == 0xfeff;
}

char ic_bates_plain(const char *text, size_t len, size_t *at)
{
	uint32_t c = decode(text, len, at);

	return is_blank(c) ? ' ' : is_dash(c) ? '-' : c < 0x7f ? (char)c : '?';
}
