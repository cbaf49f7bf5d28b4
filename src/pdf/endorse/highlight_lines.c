/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Lines of an id that is wider than the margin. */
#include <string.h>

#include "highlight_priv.h"

/* Bytes of the character at `s`. */
static size_t bytes_of(const char *s)
{
	size_t n = 1;

	while (((unsigned char)s[n] & 0xc0) == 0x80) {
		n++;
	}
	return n;
}

static int32_t width_of(const struct ic_font *f, const char *s, size_t n,
    int32_t size)
{
	char one[8];
	int32_t w = 0;

	n = n < sizeof(one) ? n : sizeof(one) - 1;
	memcpy(one, s, n);
	one[n] = '\0';
	ic_font_width(f, one, size, &w);
	return w;
}

/* Bytes of the first line: to a comma, hyphen or blank if it has one. */
static size_t first_line(const struct ic_font *f, const char *s, int32_t size,
    int32_t most, int32_t *width)
{
	size_t at = 0, end = 0;
	int32_t w = 0, w_end = 0;

	while (s[at]) {
		size_t n = bytes_of(s + at);

		if (w + width_of(f, s + at, n, size) > most && s[at] != ' ') {
			*width = end ? w_end : w;
			return end ? end : at;
		}
		w += width_of(f, s + at, n, size);
		at += n;
		if (strchr(",- ", s[at - 1])) {
			end = at;
			w_end = w;
		}
	}
	*width = w;
	return at;
}

uint32_t ic_id_wrap(const struct ic_font *f, const char *text, int32_t size,
    int32_t most, char *out, int32_t *width)
{
	uint32_t lines = 0;

	*width = 0;
	while (*text) {
		int32_t w;
		size_t n = first_line(f, text, size, most, &w), kept = n;

		if (n == 0) {
			return 0;
		}
		while (kept > 1 && text[kept - 1] == ' ') {
			kept--;
		}
		memcpy(out, text, kept);
		out[kept] = '\0';
		ic_font_width(f, out, size, &w);
		*width = w > *width ? w : *width;
		out += kept + 1;
		text += n;
		lines++;
	}
	return lines;
}
