/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <string.h>

#include "base/utf8.h"
#include "print_priv.h"

#define ESCAPE_MAX 12

/* Characters that a terminal obeys instead of showing. */
static bool is_obeyed(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) ||
	    c == 0xad                          /* soft hyphen */
	    || c == 0x61c                      /* Arabic letter mark */
	    || (c >= 0x200b && c <= 0x200f)    /* zero width, marks */
	    || (c >= 0x2028 && c <= 0x202e)    /* separators, overrides */
	    || (c >= 0x2060 && c <= 0x206f)    /* joiners, isolates */
	    || c == 0xfeff                     /* byte order mark */
	    || (c >= 0xfff9 && c <= 0xfffb)    /* interlinear marks */
	    || (c >= 0xe0000 && c <= 0xe007f); /* tags */
}

/*
 * The character at text[*at] as it is shown, and past it. A malformed byte
 * is told from a real U+FFFD by its length.
 */
static size_t show(const char *text, size_t len, size_t *at,
    char out[ESCAPE_MAX])
{
	size_t from = *at;
	uint32_t c = ic_utf8_next(text, len, at);
	size_t n = *at - from;

	if (c == IC_UTF8_BAD && n == 1) {
		return (size_t)snprintf(out, ESCAPE_MAX, "\\x%02x",
		    (unsigned char)text[from]);
	}
	if (is_obeyed(c)) {
		return (size_t)snprintf(out, ESCAPE_MAX,
		    c < 0x100 ? "\\x%02x" : "\\u%04x", (unsigned)c);
	}
	memcpy(out, text + from, n);
	return n;
}

/* Columns of one shown character: an escape is plain ASCII. */
static size_t columns(const char *shown, size_t n)
{
	return (unsigned char)shown[0] < 0x80 ? n : 1;
}

void ic_print_visible(FILE *f, const char *text)
{
	ic_print_elided(f, text, 0);
}

size_t ic_print_columns(const char *text)
{
	char shown[ESCAPE_MAX];
	size_t len = strlen(text), width = 0;

	for (size_t at = 0; at < len;) {
		width += columns(shown, show(text, len, &at, shown));
	}
	return width;
}

void ic_print_elided(FILE *f, const char *text, size_t room)
{
	char shown[ESCAPE_MAX];
	size_t len = strlen(text), width = ic_print_columns(text);
	size_t head = width, tail = 0, column = 0;
	bool cut = false;

	if (room > 3 && width > room) {
		head = (room - 3) / 2;
		tail = room - 3 - head;
	}
	for (size_t at = 0; at < len;) {
		size_t n = show(text, len, &at, shown);

		column += columns(shown, n);
		if (column <= head || column > width - tail) {
			fwrite(shown, 1, n, f);
		} else if (!cut) {
			fputs("...", f);
			cut = true;
		}
	}
}
