/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Text in the code page of older spreadsheets, as UTF-8. */
#include <stdlib.h>

#include "spec_grid.h"

/* 0x80 to 0x9f; what is not assigned is U+FFFD. */
static const uint16_t high[32] = { 0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e,
	0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0xfffd,
	0x017d, 0xfffd, 0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013,
	0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e,
	0x0178 };

static char *put(char *to, unsigned c)
{
	if (c < 0x80) {
		*to++ = (char)c;
	} else if (c < 0x800) {
		*to++ = (char)(0xc0 | c >> 6);
		*to++ = (char)(0x80 | (c & 0x3f));
	} else {
		*to++ = (char)(0xe0 | c >> 12);
		*to++ = (char)(0x80 | (c >> 6 & 0x3f));
		*to++ = (char)(0x80 | (c & 0x3f));
	}
	return to;
}

char *ic_cp1252(const char *text, size_t len, size_t *out_len)
{
	char *out = malloc(3 * len + 1), *to = out;

	for (size_t i = 0; out && i < len; i++) {
		unsigned c = (unsigned char)text[i];

		to = put(to, c >= 0x80 && c < 0xa0 ? high[c - 0x80] : c);
	}
	if (out) {
		*to = '\0';
		*out_len = (size_t)(to - out);
	}
	return out;
}
