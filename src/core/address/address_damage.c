/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/address.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

#define DIGITS "0123456789"

/* A day count since 1900 has five digits: a line has none so long. */
#define SERIAL_DIGITS 5

static size_t count(const char *text, char c)
{
	size_t n = 0;

	for (; *text; text++) {
		n += *text == c;
	}
	return n;
}

/* The beginnings of months, in the languages that spreadsheets often speak. */
static bool is_month(const char *word)
{
	static const char months[] = "jan feb mar apr may jun jul aug sep oct "
				     "nov dec mrz mai okt dez avr jui aou ene "
				     "abr ago dic gen mag giu lug set ott";

	for (const char *m = months; m[0] && m[1] && m[2]; m += m[3] ? 4 : 3) {
		if (strncasecmp(word, m, 3) == 0) {
			return true;
		}
	}
	return false;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A month's name, or the half of a day. */
static const char *by_word(const char *text)
{
	for (const char *t = text; *t; t++) {
		if (!is_letter(*t) || (t > text && is_letter(t[-1]))) {
			continue;
		}
		if (is_month(t)) {
			return "a date";
		}
		if ((strncasecmp(t, "am", 2) == 0 ||
			strncasecmp(t, "pm", 2) == 0) &&
		    !is_letter(t[2]) && strchr(text, ':')) {
			return "a time";
		}
	}
	return NULL;
}

static bool is_only(const char *text, const char *chars)
{
	return text[strspn(text, chars)] == '\0';
}

const char *ic_address_damage(const char *text)
{
	if (!strpbrk(text, DIGITS)) {
		return NULL;
	}
	/* 4/9/2026, 4/9, 9.4.2026, 2026-04-09 */
	if ((is_only(text, DIGITS " /") && strchr(text, '/')) ||
	    (is_only(text, DIGITS " .") && count(text, '.') == 2) ||
	    (is_only(text, DIGITS "-") && count(text, '-') == 2)) {
		return "a date";
	}
	/* 1/5/1900 12:00, 1900-01-05 12:00 */
	if (is_only(text, DIGITS " -/.:") && count(text, ':') == 1 &&
	    (strchr(text, '/') || count(text, '.') == 2 ||
		count(text, '-') == 2)) {
		return "a time";
	}
	/* 45:12:00, and with a day before it: 1900-01-01 21:12:00 */
	if (is_only(text, DIGITS " -/.:") && count(text, ':') == 2 &&
	    (count(text, '-') != 1)) {
		return "a time";
	}
	/* 0.5208333, 1,883333, 46121 */
	if ((is_only(text, DIGITS " .E+-") && count(text, '.') == 1) ||
	    (is_only(text, DIGITS) && strlen(text) >= SERIAL_DIGITS)) {
		return "a number";
	}
	return by_word(text);
}
