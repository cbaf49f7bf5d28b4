/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/textline.h"

#include <string.h>

#include "base/utf8.h"

bool ic_textline_hides(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 ||
	    c == 0x2029 || (c >= 0x202a && c <= 0x202e) ||
	    (c >= 0x2066 && c <= 0x2069);
}

uint32_t ic_textline_next(const char *text, size_t len, size_t *at)
{
	uint32_t c = ic_utf8_next(text, len, at);

	if (ic_textline_hides(c)) {
		return ' ';
	}
	return c == 0xfffe || c == 0xffff ? IC_UTF8_BAD : c;
}

bool ic_textline_add(struct ic_buf *out, const char *text)
{
	size_t len = strlen(text);

	for (size_t at = 0; at < len;) {
		size_t from = at;
		uint32_t c = ic_textline_next(text, len, &at);

		if (c == ' ') {
			ic_buf_putc(out, ' ');
		} else if (c == IC_UTF8_BAD) {
			ic_buf_puts(out, "\xef\xbf\xbd");
		} else {
			ic_buf_add(out, text + from, at - from);
		}
	}
	return !out->failed;
}
