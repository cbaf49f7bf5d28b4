/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "judge_words.h"
#include "judge_words_readings.h"

#define TOKEN_MAX 512  /* bytes kept of one; what is longer goes in pieces */
#define NAME_MAX_ 128  /* of the last name */
#define DEPTH_MAX 1000 /* of parentheses in a string */

enum where { BETWEEN, WORD, NAME, COMMENT, STRING, ESCAPE, OCTAL, ANGLE, HEX };

struct ic_syntax {
	enum ic_syntax_of what;
	enum where at;
	unsigned depth;       /* of parentheses */
	unsigned octal;       /* digits of an escape */
	unsigned code;        /* its value, or a half byte */
	bool half;            /* of a hexadecimal string */
	bool pieces;          /* a start of the token has been handed on */
	bool cmap;            /* a CMap has begun */
	bool glyphs;          /* strings are glyph numbers */
	char name[NAME_MAX_]; /* the last one */
	bool number_next;     /* of bits a component */
	struct ic_syntax_stream said;
	uint8_t token[TOKEN_MAX];
	size_t n;
	struct ic_readings readings;
};

struct ic_syntax *ic_syntax_open(enum ic_syntax_of what, ic_token_fn *found,
    void *user)
{
	struct ic_syntax *s = calloc(1, sizeof(*s));

	if (s) {
		s->what = what;
		ic_readings_begin(&s->readings, found, user);
	}
	return s;
}

void ic_syntax_close(struct ic_syntax *s)
{
	free(s);
}

struct ic_syntax_stream ic_syntax_said(const struct ic_syntax *s)
{
	return s->said;
}

static bool is_string(const struct ic_syntax *s)
{
	return s->at >= STRING;
}

/* All of it is there, and as Latin-1 and UTF-8 it is the same words. */
static bool reads_once(const struct ic_syntax *s)
{
	uint8_t all = 0;

	for (size_t i = 0; i < s->n; i++) {
		all |= s->token[i];
	}
	return !s->pieces && all < 0x80;
}

/*
 * Hand the token's bytes on, as far as they have come; `whole` if no more of
 * them come.
 */
static void hand_on(struct ic_syntax *s, bool whole)
{
	bool wide = is_string(s) && !s->glyphs;
	bool once = whole && reads_once(s);

	/* Strings of two-byte codes: a blank and a letter in one is neither. */
	s->readings.bytes_least = is_string(s) && s->what == IC_SYNTAX_STREAM
	    ? 2
	    : 0;
	s->readings.wide_least = s->cmap ? 2 : 0;
	ic_readings_bytes(&s->readings, s->token, s->n, !once, wide);
	s->n = 0;
}

static void hand_on_last(struct ic_syntax *s)
{
	hand_on(s, true);
	ic_readings_end(&s->readings);
}

static void put(struct ic_syntax *s, uint8_t c)
{
	if (s->n == TOKEN_MAX) {
		hand_on(s, false);
		s->pieces = true;
	}
	s->token[s->n++] = c;
}

static int digit(uint8_t c)
{
	if (c >= '0' && c <= '9') {
		return c - '0';
	}
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* "#41" in a name is one character (ISO 32000-1, 7.3.5). */
static void plain_name(struct ic_syntax *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++) {
		uint8_t c = s->token[i];

		if (c == '#' && i + 2 < s->n && digit(s->token[i + 1]) >= 0 &&
		    digit(s->token[i + 2]) >= 0) {
			c = (uint8_t)(digit(s->token[i + 1]) << 4 |
			    digit(s->token[i + 2]));
			i += 2;
		}
		s->token[n++] = c;
	}
	s->n = n;
}

static bool is(const struct ic_syntax *s, const char *text)
{
	return s->n == strlen(text) && memcmp(s->token, text, s->n) == 0;
}

/* A size or a place: no run of digits in it is as long as a word's. */
static bool is_number(const struct ic_syntax *s)
{
	size_t run = 0, digits = 0, dots = 0;

	for (size_t i = 0; i < s->n; i++) {
		uint8_t c = s->token[i];

		if (c == '.') {
			run = 0;
			dots++;
		} else if (c >= '0' && c <= '9') {
			digits++;
			if (++run >= IC_WORDS_DIGITS_LEAST) {
				return false;
			}
		} else if (i > 0 || (c != '-' && c != '+')) {
			return false;
		}
	}
	return digits > 0 && dots < 2;
}

/* "ABCDEF+NimbusSans-Regular": what is left to read are its letters. */
static void cut_subset(struct ic_syntax *s)
{
	static const char font[] = "+NimbusSans-Regular";
	size_t n = sizeof(font) - 1;

	if (s->n == n + 6 && memcmp(s->token + 6, font, n) == 0) {
		s->n = 6;
	}
}

static void note_name(struct ic_syntax *s)
{
	size_t n = s->n < NAME_MAX_ - 1 ? s->n : NAME_MAX_ - 1;

	memcpy(s->name, s->token, n);
	s->name[n] = '\0';
	s->said.image = s->said.image || is(s, "Image");
	s->said.font = s->said.font || is(s, "Length1") ||
	    is(s, "CIDFontType0C");
	if (s->what == IC_SYNTAX_STREAM && (is(s, "F0") || is(s, "T0"))) {
		s->glyphs = is(s, "F0");
	}
}

static void note_word(struct ic_syntax *s)
{
	if (is(s, "obj")) {
		s->said = (struct ic_syntax_stream){ 0 };
	}
	if (strcmp(s->name, "BitsPerComponent") == 0 && is(s, "8")) {
		s->said.bytes = true;
	}
	s->cmap = s->cmap || is(s, "begincmap");
}

/* A token has come to its end. True for the keyword `stream`. */
static bool end_token(struct ic_syntax *s)
{
	bool own = false, stream = false;

	if (!s->pieces && s->at == NAME) {
		plain_name(s);
		note_name(s);
		own = ic_words_own((const char *)s->token, s->n);
		cut_subset(s);
	} else if (!s->pieces && s->at == WORD) {
		note_word(s);
		stream = is(s, "stream");
		own = is_number(s) ||
		    ic_words_own((const char *)s->token, s->n);
	} else if (!s->pieces && s->at == COMMENT) {
		own = ic_words_own((const char *)s->token, s->n);
	} else if (!s->pieces && is_string(s)) {
		own = ic_words_own_string(s->name, (const char *)s->token,
		    s->n);
	}
	/* A hash is noise, in which short words are. */
	if (own || (is_string(s) && strcmp(s->name, "ID") == 0)) {
		s->n = 0;
	}
	hand_on_last(s);
	s->pieces = false;
	s->at = BETWEEN;
	return stream;
}

static bool is_blank(uint8_t c)
{
	return c == 0 || c == 9 || c == 10 || c == 12 || c == 13 || c == ' ';
}

/* A table, for it is asked of each byte. */
static bool is_delimiter(uint8_t c)
{
	static const bool is[256] = { ['('] = true,
		[')'] = true,
		['<'] = true,
		['>'] = true,
		['['] = true,
		[']'] = true,
		['{'] = true,
		['}'] = true,
		['/'] = true,
		['%'] = true };

	return is[c];
}

static void begin_token(struct ic_syntax *s, uint8_t c)
{
	s->n = 0;
	s->half = false;
	s->depth = 1;
	if (c == '/') {
		s->at = NAME;
	} else if (c == '%') {
		s->at = COMMENT;
	} else if (c == '(') {
		s->at = STRING;
	} else if (c == '<') {
		s->at = ANGLE;
	} else if (!is_blank(c) && !is_delimiter(c)) {
		s->at = WORD;
		put(s, c);
	}
}

static void in_string(struct ic_syntax *s, uint8_t c)
{
	s->depth += c == '(';
	s->depth -= c == ')';
	if (c == '\\') {
		s->at = ESCAPE;
	} else if (s->depth == 0 || s->depth > DEPTH_MAX) {
		end_token(s);
	} else {
		put(s, c);
	}
}

static void in_escape(struct ic_syntax *s, uint8_t c)
{
	static const char names[] = "nrtbf", codes[] = "\n\r\t\b\f";
	const char *p = c ? strchr(names, c) : NULL;

	s->at = STRING;
	if (c >= '0' && c <= '7') {
		s->at = OCTAL;
		s->octal = 1;
		s->code = c - '0';
	} else if (p) {
		put(s, (uint8_t)codes[p - names]);
	} else if (c != '\n' && c != '\r') {
		put(s, c);
	}
}

static void in_octal(struct ic_syntax *s, uint8_t c)
{
	bool more = s->octal < 3 && c >= '0' && c <= '7';

	if (more) {
		s->code = s->code << 3 | (c - '0');
		s->octal++;
		return;
	}
	put(s, (uint8_t)s->code);
	s->at = STRING;
	in_string(s, c);
}

static void in_hex(struct ic_syntax *s, uint8_t c)
{
	int d = digit(c);

	if (c == '>') {
		if (s->half) {
			put(s, (uint8_t)(s->code << 4));
		}
		end_token(s);
	} else if (d >= 0 && s->half) {
		put(s, (uint8_t)(s->code << 4 | (unsigned)d));
		s->half = false;
	} else if (d >= 0) {
		s->code = (unsigned)d;
		s->half = true;
	}
}

/* What follows "<": another, and it is a dictionary. */
static void in_angle(struct ic_syntax *s, uint8_t c)
{
	if (c == '<') {
		s->at = BETWEEN;
		return;
	}
	s->at = HEX;
	in_hex(s, c);
}

bool ic_syntax_byte(struct ic_syntax *s, uint8_t c)
{
	bool stream = false;

	switch (s->at) {
	case BETWEEN:
		begin_token(s, c);
		break;
	case WORD:
	case NAME:
		if (!is_blank(c) && !is_delimiter(c)) {
			put(s, c);
			break;
		}
		stream = end_token(s) && s->what == IC_SYNTAX_OBJECTS;
		begin_token(s, c);
		break;
	case COMMENT:
		if (c != '\n' && c != '\r') {
			put(s, c);
		} else {
			end_token(s);
		}
		break;
	case STRING:
		in_string(s, c);
		break;
	case ESCAPE:
		in_escape(s, c);
		break;
	case OCTAL:
		in_octal(s, c);
		break;
	case ANGLE:
		in_angle(s, c);
		break;
	case HEX:
		in_hex(s, c);
		break;
	}
	return stream;
}

void ic_syntax_end(struct ic_syntax *s)
{
	if (s->at != BETWEEN) {
		end_token(s);
	}
	s->cmap = s->glyphs = false;
	s->name[0] = '\0';
}
