/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/letter.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/textline.h"

#define LABEL_COLUMNS 20

static size_t columns(const char *text, size_t n)
{
	size_t c = 0;

	for (size_t i = 0; i < n; i++) {
		c += ((unsigned char)text[i] & 0xc0) != 0x80;
	}
	return c;
}

/* Words, each behind a blank or, where it does not fit, in a new line. */
static void wrap(struct ic_buf *out, const char *indent, const char *text)
{
	size_t at = columns(indent, strlen(indent));
	bool begun = false;

	while (*text) {
		size_t n = strcspn(text, " "), wide = columns(text, n);

		if (n == 0) {
			text++;
			continue;
		}
		if (begun && at + 1 + wide > IC_LETTER_COLUMNS) {
			ic_buf_printf(out, "\n%*s", (int)strlen(indent), "");
			at = strlen(indent);
		} else if (begun) {
			ic_buf_putc(out, ' ');
			at++;
		} else {
			ic_buf_puts(out, indent);
		}
		ic_buf_add(out, text, n);
		at += wide;
		begun = true;
		text += n;
	}
	ic_buf_puts(out, begun ? "\n" : "");
}

static void format(struct ic_buf *out, const char *indent, const char *fmt,
    va_list ap)
{
	struct ic_buf text = { .max = 1 << 20 }, line = { .max = 1 << 20 };
	va_list again;
	char *room;
	int n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	room = n < 0 ? NULL : (char *)ic_buf_room(&text, (size_t)n + 1);
	if (!room) {
		out->failed = true;
	} else {
		vsnprintf(room, (size_t)n + 1, fmt, ap);
		text.len = (size_t)n;
		ic_textline_add(&line, room);
		out->failed = out->failed || line.failed;
		wrap(out, indent, ic_buf_str(&line));
	}
	ic_buf_finish(&text);
	ic_buf_finish(&line);
}

bool ic_letter_paragraph(struct ic_buf *out, const char *fmt, ...)
{
	size_t before = out->len;
	va_list ap;

	va_start(ap, fmt);
	format(out, "", fmt, ap);
	va_end(ap);
	return ic_buf_puts(out, out->len > before ? "\n" : "");
}

bool ic_letter_item(struct ic_buf *out, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	format(out, "  - ", fmt, ap);
	va_end(ap);
	return !out->failed;
}

bool ic_letter_blank(struct ic_buf *out, const char *label)
{
	return ic_buf_printf(out, "%-*s ______________________________\n",
	    LABEL_COLUMNS, label);
}
