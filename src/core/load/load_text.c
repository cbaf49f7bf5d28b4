/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "load_text.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "spec_grid.h"

#define TRIED ((size_t)4096) /* bytes that show UTF-16 */

const char *ic_charset_word(enum ic_charset e)
{
	static const char *const words[] = { "", "utf-8", "utf-16le",
		"utf-16be", "cp1252" };

	return (size_t)e < sizeof words / sizeof *words ? words[e] : "";
}

static bool begins(const char *text, size_t len, const char *bytes, size_t n)
{
	return len >= n && memcmp(text, bytes, n) == 0;
}

/* What the byte order mark says; how long it is. */
static enum ic_charset marked(const char *text, size_t len, size_t *mark)
{
	*mark = 2;
	if (begins(text, len, "\xff\xfe", 2)) {
		return IC_CHARSET_UTF16LE;
	}
	if (begins(text, len, "\xfe\xff", 2)) {
		return IC_CHARSET_UTF16BE;
	}
	*mark = begins(text, len, "\xef\xbb\xbf", 3) ? 3 : 0;
	return *mark ? IC_CHARSET_UTF8 : IC_CHARSET_FIND;
}

/* The first byte that is not UTF-8; `len` if all is. */
static size_t not_utf8(const char *text, size_t len)
{
	for (size_t at = 0; at < len;) {
		size_t from = at;

		if ((unsigned char)text[at] < 0x80) {
			at++;
		} else if (ic_utf8_next(text, len, &at) == IC_UTF8_BAD &&
		    at == from + 1) {
			return from;
		}
	}
	return len;
}

/* The first byte to which the code page 1252 gives no character. */
static size_t not_cp1252(const char *text, size_t len)
{
	size_t at = 0;

	while (at < len &&
	    !(text[at] && strchr("\x81\x8d\x8f\x90\x9d", text[at]))) {
		at++;
	}
	return at;
}

/* Latin text in UTF-16 has a 0 in every other byte, nearly always. */
static enum ic_charset by_zeros(const char *text, size_t len)
{
	size_t n = (len < TRIED ? len : TRIED) & ~(size_t)1, zeros[2] = { 0 };

	for (size_t i = 0; i < n; i++) {
		zeros[i % 2] += text[i] == 0;
	}
	if (zeros[1] * 4 > n && zeros[0] * 16 < zeros[1]) {
		return IC_CHARSET_UTF16LE;
	}
	if (zeros[0] * 4 > n && zeros[1] * 16 < zeros[0]) {
		return IC_CHARSET_UTF16BE;
	}
	return IC_CHARSET_FIND;
}

static enum ic_charset find(struct ic_load *l, const char *text, size_t len)
{
	enum ic_charset e = by_zeros(text, len);

	if (e != IC_CHARSET_FIND) {
		return e;
	}
	l->tried = not_utf8(text, len) < len;
	return l->tried ? IC_CHARSET_CP1252 : IC_CHARSET_UTF8;
}

static bool bad_byte(const struct ic_load *l, size_t at, struct ic_error *err)
{
	return ic_fail(err, IC_ESPEC,
	    l->tried
		? "byte %zu is neither UTF-8 nor of code page 1252: say by "
		  "encoding: what the file was written in, or export it as "
		  "UTF-8"
		: "byte %zu is not %s: say by encoding: what the file was "
		  "written in, or export it anew, as UTF-8",
	    at, ic_charset_word(l->encoding));
}

static bool is_utf8(struct ic_load *l, char *text, size_t len,
    struct ic_error *err)
{
	size_t at = not_utf8(text, len), zero = strlen(text);

	at = zero < at ? zero : at;
	l->end = text + len;
	return at == len || bad_byte(l, at, err);
}

static unsigned unit(const struct ic_load *l, const char *text, size_t at)
{
	unsigned a = (unsigned char)text[at], b = (unsigned char)text[at + 1];

	return l->encoding == IC_CHARSET_UTF16LE ? a | b << 8 : a << 8 | b;
}

static char *put(char *to, uint32_t c)
{
	if (c < 0x80) {
		*to++ = (char)c;
		return to;
	}
	if (c < 0x800) {
		*to++ = (char)(0xc0 | c >> 6);
	} else if (c < 0x10000) {
		*to++ = (char)(0xe0 | c >> 12);
		*to++ = (char)(0x80 | (c >> 6 & 0x3f));
	} else {
		*to++ = (char)(0xf0 | c >> 18);
		*to++ = (char)(0x80 | (c >> 12 & 0x3f));
		*to++ = (char)(0x80 | (c >> 6 & 0x3f));
	}
	*to++ = (char)(0x80 | (c & 0x3f));
	return to;
}

/* The text in `l` from UTF-16 that begins at `at`. */
static bool from_utf16(struct ic_load *l, size_t at, size_t len,
    struct ic_error *err)
{
	/* Two bytes become three at most. */
	char *out = malloc((len - at) / 2 * 3 + 1), *to = out;
	const char *text = l->text;

	if (!out) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	for (; at + 1 < len; at += 2) {
		uint32_t c = unit(l, text, at);

		if (c >= 0xd800 && c < 0xdc00 && at + 3 < len &&
		    unit(l, text, at + 2) >> 10 == 0x37) {
			c = 0x10000 + ((c & 0x3ff) << 10) +
			    (unit(l, text, at + 2) & 0x3ff);
			at += 2;
		}
		if (c == 0 || (c >= 0xd800 && c < 0xe000)) {
			break;
		}
		to = put(to, c);
	}
	if (at != len) {
		free(out);
		return bad_byte(l, at, err);
	}
	*to = '\0';
	free(l->text);
	l->text = l->at = out;
	l->end = to;
	return true;
}

static bool from_cp1252(struct ic_load *l, size_t len, struct ic_error *err)
{
	size_t at = not_cp1252(l->text, len), zero = strlen(l->text);
	char *out;

	at = zero < at ? zero : at;
	if (at < len) {
		return bad_byte(l, at, err);
	}
	out = ic_cp1252(l->text, len, &len);
	if (!out) {
		return ic_fail(err, IC_EENV, "out of memory");
	}
	free(l->text);
	l->text = l->at = out;
	l->end = out + len;
	return true;
}

bool ic_load_decode(struct ic_load *l, char *text, size_t len,
    enum ic_charset wanted, struct ic_error *err)
{
	size_t mark;
	enum ic_charset said = marked(text, len, &mark);

	l->text = l->at = text;
	l->end = text + len;
	if (said != IC_CHARSET_FIND && wanted != IC_CHARSET_FIND &&
	    said != wanted) {
		return ic_fail(err, IC_ESPEC,
		    "the file begins with the mark of %s, and encoding: says "
		    "%s: remove that",
		    ic_charset_word(said), ic_charset_word(wanted));
	}
	if (begins(text, len, "PK\3\4", 4)) {
		return ic_fail(err, IC_ESPEC,
		    "the file is a workbook or an archive: save it as \"CSV "
		    "UTF-8\"");
	}
	l->encoding = said != IC_CHARSET_FIND ? said : wanted;
	if (l->encoding == IC_CHARSET_FIND) {
		l->encoding = find(l, text, len);
	}
	if (l->encoding == IC_CHARSET_CP1252) {
		return from_cp1252(l, len, err);
	}
	if (l->encoding != IC_CHARSET_UTF8) {
		return from_utf16(l, mark, len, err);
	}
	if (!is_utf8(l, text, len, err)) {
		return false;
	}
	l->at += mark;
	return true;
}
