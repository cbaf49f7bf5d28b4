/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/utf8.h"

static size_t length_of(uint8_t lead)
{
	if (lead < 0x80) {
		return 1;
	}
	if (lead < 0xc2 || lead > 0xf4) {
		return 0;
	}
	return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

uint32_t ic_utf8_next(const char *text, size_t len, size_t *at)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	uint8_t lead = (uint8_t)text[(*at)++];
	size_t n = length_of(lead);
	uint32_t c;

	if (n == 1) {
		return lead;
	}
	if (n == 0 || len - *at < n - 1) {
		return IC_UTF8_BAD;
	}
	c = lead & (0x7fu >> n);
	for (size_t i = 0; i < n - 1; i++) {
		uint8_t b = (uint8_t)text[*at + i];

		if ((b & 0xc0) != 0x80) {
			return IC_UTF8_BAD;
		}
		c = c << 6 | (b & 0x3f);
	}
	if (c < least[n] || c > 0x10ffff || (c >= 0xd800 && c < 0xe000)) {
		return IC_UTF8_BAD;
	}
	*at += n - 1;
	return c;
}
