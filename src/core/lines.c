/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/lines.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

#define DIGITS_MAX 4

/* A character as it is written out; 0: it is none of a citation. */
static char plain(uint32_t c)
{
	if (c < 0x80 && c && strchr("0123456789-:,", (int)c)) {
		return (char)c;
	}
	if (c == ';') {
		return ',';
	}
	return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 ? '-' : 0;
}

bool ic_lines_parse(const char *text, char out[IC_LINES_MAX])
{
	size_t len = strlen(text), n = 0, digits = 0;
	bool parted = false; /* a blank stands before this */

	for (size_t at = 0; at < len;) {
		uint32_t c = ic_utf8_next(text, len, &at);
		char to = plain(c);
		bool digit = to >= '0' && to <= '9';

		if (c == ' ' || c == 0xa0) {
			parted = true;
			continue;
		}
		/* A mark stands between numbers, which no blank cuts in two. */
		if (!to || n == IC_LINES_MAX - 1 || (!digit && !digits) ||
		    (digit && (digits == DIGITS_MAX || (digits && parted)))) {
			return false;
		}
		digits = digit ? digits + 1 : 0;
		out[n++] = to;
		parted = false;
	}
	out[n] = '\0';
	return digits > 0;
}
