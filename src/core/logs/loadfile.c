/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/loadfile.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "core/textline.h"

#define QUOTE "\xc3\xbe"   /* U+00FE */
#define NEWLINE "\xc2\xae" /* U+00AE */
#define SEPARATOR 0x14

bool ic_loadfile_begin(struct ic_buf *out)
{
	return ic_buf_puts(out, "\xef\xbb\xbf");
}

static bool hidden(uint32_t c)
{
	return ic_textline_hides(c) || c == 0xfe || c == 0xae || c == 0xfeff;
}

static bool ends_line(uint32_t c)
{
	return c == '\n' || c == 0x2028 || c == 0x2029;
}

static void put_value(struct ic_buf *out, const char *text)
{
	size_t len = strlen(text);

	ic_buf_puts(out, QUOTE);
	for (size_t at = 0; at < len;) {
		size_t from = at;
		uint32_t c = ic_utf8_next(text, len, &at);

		if (ends_line(c)) {
			ic_buf_puts(out, NEWLINE);
		} else if (c == '\r' && text[at] == '\n') {
			continue;
		} else if (hidden(c)) {
			ic_buf_putc(out, ' ');
		} else if (c == IC_UTF8_BAD) {
			ic_buf_puts(out, "\xef\xbf\xbd");
		} else {
			ic_buf_add(out, text + from, at - from);
		}
	}
	ic_buf_puts(out, QUOTE);
}

bool ic_loadfile_row(struct ic_buf *out, const char *const *values, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i) {
			ic_buf_putc(out, SEPARATOR);
		}
		put_value(out, values[i] ? values[i] : "");
	}
	return ic_buf_puts(out, "\r\n");
}

const char *ic_loadfile_word(enum ic_loadfile_column c)
{
	static const char *const words[] = {
#define IC_X(name, word) word,
		IC_LOADFILE_COLUMNS(IC_X)
#undef IC_X
	};

	return words[c];
}
