/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/csvwrite.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "core/textline.h"

bool ic_csv_begin(struct ic_buf *out)
{
	return ic_buf_puts(out, "\xef\xbb\xbf");
}

/* Blanks, quotes and marks that a spreadsheet may skip or strip. */
static bool skipped(uint32_t c)
{
	return c == ' ' || c == '"' || c == '\'' || c == 0xa0 || c == 0x1680 ||
	    (c >= 0x2000 && c <= 0x200f) || (c >= 0x2018 && c <= 0x201f) ||
	    c == 0x202f || c == 0x205f || c == 0x2060 || c == 0x3000 ||
	    c == 0xfeff;
}

static bool runs(uint32_t c)
{
	return c == '=' || c == '+' || c == '-' || c == '@' || c == '\t' ||
	    c == '\r' || c == '\n' || c == 0xff1d || c == 0xff0b ||
	    c == 0xff0d || c == 0xff20 || c == 0x2212;
}

static bool dangerous(const char *text, size_t len)
{
	for (size_t at = 0; at < len;) {
		uint32_t c = ic_utf8_next(text, len, &at);

		if (runs(c)) {
			return true;
		}
		if (!skipped(c) && !ic_textline_hides(c)) {
			return false;
		}
	}
	return false;
}

bool ic_csv_defuse(struct ic_buf *out, const char *text)
{
	if (dangerous(text, strlen(text))) {
		ic_buf_putc(out, '\'');
	}
	return ic_textline_add(out, text);
}

static bool needs_quotes(const char *s, size_t n)
{
	return n &&
	    (memchr(s, ',', n) || memchr(s, '"', n) || memchr(s, ';', n) ||
		s[0] == ' ' || s[n - 1] == ' ');
}

static void put_cell(struct ic_buf *out, const char *s, size_t n)
{
	if (!needs_quotes(s, n)) {
		ic_buf_add(out, s, n);
		return;
	}
	ic_buf_putc(out, '"');
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '"') {
			ic_buf_putc(out, '"');
		}
		ic_buf_putc(out, s[i]);
	}
	ic_buf_putc(out, '"');
}

bool ic_csv_row(struct ic_buf *out, const char *const *cells, size_t n)
{
	struct ic_buf cell = { .max = out->max };

	for (size_t i = 0; i < n; i++) {
		if (i) {
			ic_buf_putc(out, ',');
		}
		ic_buf_reset(&cell);
		if (!ic_csv_defuse(&cell, cells[i] ? cells[i] : "")) {
			out->failed = true;
		}
		put_cell(out, (const char *)cell.data, cell.len);
	}
	ic_buf_finish(&cell);
	return ic_buf_puts(out, "\r\n");
}
