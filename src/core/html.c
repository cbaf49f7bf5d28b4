/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/html.h"

#include <string.h>

#include "core/textline.h"

void ic_html_text(struct ic_buf *out, const char *text)
{
	size_t len = strlen(text);

	for (size_t at = 0; at < len;) {
		size_t from = at;
		uint32_t c = ic_textline_next(text, len, &at);

		switch (c) {
		case '&':
			ic_buf_puts(out, "&amp;");
			break;
		case '<':
			ic_buf_puts(out, "&lt;");
			break;
		case '>':
			ic_buf_puts(out, "&gt;");
			break;
		case '"':
			ic_buf_puts(out, "&quot;");
			break;
		case '\'':
			ic_buf_puts(out, "&#39;");
			break;
		case ' ':
			ic_buf_putc(out, ' ');
			break;
		case 0xfffd:
			ic_buf_puts(out, "\xef\xbf\xbd");
			break;
		default:
			ic_buf_add(out, text + from, at - from);
			break;
		}
	}
}

void ic_html_base64(struct ic_buf *out, const uint8_t *bytes, size_t n)
{
	static const char digit[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "abcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < n; i += 3) {
		uint32_t v = (uint32_t)bytes[i] << 16;

		v |= i + 1 < n ? (uint32_t)bytes[i + 1] << 8 : 0;
		v |= i + 2 < n ? bytes[i + 2] : 0;
		ic_buf_putc(out, digit[v >> 18]);
		ic_buf_putc(out, digit[v >> 12 & 63]);
		ic_buf_putc(out, i + 1 < n ? digit[v >> 6 & 63] : '=');
		ic_buf_putc(out, i + 2 < n ? digit[v & 63] : '=');
	}
}
