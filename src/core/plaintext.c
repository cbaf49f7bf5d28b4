/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/plaintext.h"

#include "base/utf8.h"

/* Neither what moves a cursor nor what turns the direction of reading. */
bool ic_plaintext_char(uint32_t c)
{
	return c >= 0x20 && !(c >= 0x7f && c < 0xa0) && c != 0x2028 &&
	    c != 0x2029 && !(c >= 0x202a && c <= 0x202e) &&
	    !(c >= 0x2066 && c <= 0x2069) && c != 0xfeff && c <= 0x10ffff &&
	    !(c >= 0xd800 && c < 0xe000);
}

bool ic_plaintext_ok(const char *text, size_t len, uint32_t pages)
{
	uint32_t feeds = 0;

	if (len > IC_PLAINTEXT_MAX) {
		return false;
	}
	for (size_t at = 0; at < len;) {
		size_t from = at;
		uint32_t c = ic_utf8_next(text, len, &at);

		if (c == '\f') {
			feeds++;
		} else if (c != '\n' &&
		    (!ic_plaintext_char(c) ||
			(c == IC_UTF8_BAD && at == from + 1))) {
			return false;
		}
	}
	return pages > 0 && feeds == pages - 1;
}
