/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <string.h>

#include "spec_priv.h"

#define MILLION 1000000
#define WHOLE_MAX 10000000000 /* of the whole part; times a million it fits */

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Why text that is no number is none, so that a message can tell. */
static enum ic_number fault_of(const char *t, size_t len)
{
	size_t i = 0, digits = 0;

	for (; i < len && (digit(t[i]) || t[i] == '.'); i++) {
		digits += digit(t[i]);
	}
	if (i == len || digits == 0) {
		return IC_NUMBER_NONE;
	}
	if (t[i] == ',') {
		return IC_NUMBER_COMMA;
	}
	if ((t[i] == 'e' || t[i] == 'E') && i + 1 < len &&
	    (digit(t[i + 1]) || strchr("+-", t[i + 1]))) {
		return IC_NUMBER_EXPONENT;
	}
	return IC_NUMBER_NONE;
}

enum ic_number ic_number_parse(const char *text, size_t len, int64_t *out)
{
	int64_t value = 0, unit = MILLION / 10, sign = 1;
	size_t i = 0, digits = 0;

	if (len && (text[0] == '-' || text[0] == '+')) {
		sign = text[0] == '-' ? -1 : 1;
		text++;
		len--;
	}
	for (; i < len && digit(text[i]); i++, digits++) {
		value = value * 10 + (text[i] - '0');
		if (value > WHOLE_MAX) {
			return IC_NUMBER_LARGE;
		}
	}
	value *= MILLION;
	if (i < len && text[i] == '.') {
		for (i++; i < len && digit(text[i]); i++, digits++) {
			value += unit * (text[i] - '0');
			unit /= 10;
		}
	}
	if (i < len || digits == 0) {
		return fault_of(text, len);
	}
	*out = sign * value;
	return IC_NUMBER_OK;
}

const char *ic_number_fault(enum ic_number n)
{
	switch (n) {
	case IC_NUMBER_COMMA:
		return "has a decimal comma: write a point";
	case IC_NUMBER_EXPONENT:
		return "has an exponent: write the number out";
	case IC_NUMBER_LARGE:
		return "is larger than any page";
	default:
		return "is not a number";
	}
}

bool ic_integer_parse(const char *text, size_t len, uint64_t max, uint64_t *out)
{
	uint64_t value = 0;

	if (len == 0) {
		return false;
	}
	for (size_t i = 0; i < len; i++) {
		uint64_t d = (uint64_t)(text[i] - '0');

		if (!digit(text[i]) || value > (max - d) / 10 || d > max) {
			return false;
		}
		value = value * 10 + d;
	}
	*out = value;
	return true;
}
