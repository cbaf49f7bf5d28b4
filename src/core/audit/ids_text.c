/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A text as the matchers read it. */
#include "ids_priv.h"

#include <stdlib.h>
#include <string.h>

/* U+00C0 to U+017F without accents; '?' stands as it is. */
static const char plain[] =
    "AAAAAAACEEEEIIIIDNOOOOO?OUUUUYTsaaaaaaaceeeeiiiidnooooo?ouuuuyty"
    "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlL"
    "lLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";

static bool is_nothing(uint32_t c)
{
	return c == 0xad || (c >= 0x300 && c <= 0x36f) ||
	    (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
	    (c >= 0x2060 && c <= 0x2064) || c == 0xfeff ||
	    (c < 0x20 && c != '\n' && c != '\t');
}

static bool is_space(uint32_t c)
{
	return c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) ||
	    c == 0x202f || c == 0x205f || c == 0x3000;
}

static bool is_dash(uint32_t c)
{
	return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0x2e3a ||
	    c == 0x2e3b || c == 0xfe58 || c == 0xfe63 || c == 0x2043 ||
	    c == 0x30fb;
}

static uint32_t without_accent(uint32_t c)
{
	if (c >= 0xc0 && c < 0xc0 + sizeof(plain) - 1 &&
	    plain[c - 0xc0] != '?') {
		return (uint32_t)plain[c - 0xc0];
	}
	if (c >= 0x1e00 && c <= 0x1eff) { /* the Vietnamese ones */
		return c >= 0x1ea0 && c <= 0x1eb7 ? 'a'
		    : c >= 0x1eb8 && c <= 0x1ec7  ? 'e'
		    : c >= 0x1ec8 && c <= 0x1ecb  ? 'i'
		    : c >= 0x1ecc && c <= 0x1ee3  ? 'o'
		    : c >= 0x1ee4 && c <= 0x1ef1  ? 'u'
		    : c >= 0x1ef2 && c <= 0x1ef9  ? 'y'
						  : c;
	}
	return c == 0x1a0 || c == 0x1a1 ? 'o'
	    : c == 0x1af || c == 0x1b0  ? 'u'
					: c;
}

uint32_t ids_fold_rune(uint32_t c, bool *upper)
{
	*upper = false;
	if (is_nothing(c)) {
		return 0;
	}
	if (is_space(c)) {
		return ' ';
	}
	if (c > 0xff00 && c < 0xff5f) {
		c -= 0xfee0; /* full width */
	}
	if (is_dash(c)) {
		return '-';
	}
	if (c == 0x2019 || c == 0x2018 || c == 0x2bc) {
		return '\'';
	}
	*upper = (c >= 0xc0 && c <= 0xde && c != 0xd7);
	c = without_accent(c);
	if (c >= 'A' && c <= 'Z') {
		*upper = true;
		return c + 32;
	}
	/* Greek and Cyrillic */
	if ((c >= 0x391 && c <= 0x3a9) || (c >= 0x410 && c <= 0x42f)) {
		*upper = true;
		return c + 32;
	}
	if (c >= 0x400 && c <= 0x40f) {
		*upper = true;
		return c + 80;
	}
	return c;
}

bool ids_fold(const uint32_t *runes, size_t n, struct ids_text *out)
{
	size_t most = n < IC_IDENTIFIERS_RUNES_MAX ? n
						   : IC_IDENTIFIERS_RUNES_MAX;

	out->n = 0;
	out->at = calloc(most + 1, sizeof(*out->at));
	if (!out->at) {
		return false;
	}
	for (size_t i = 0; i < most; i++) {
		bool upper;
		uint32_t c = ids_fold_rune(runes[i], &upper);

		if (c) {
			out->at[out->n++] = (struct ids_rune){ c, (uint32_t)i,
				upper };
		}
	}
	return true;
}

void ids_text_finish(struct ids_text *t)
{
	if (t->at) {
		explicit_bzero(t->at, t->n * sizeof(*t->at));
	}
	free(t->at);
	*t = (struct ids_text){ 0 };
}

uint32_t ids_at(const struct ids_text *t, size_t i)
{
	return i < t->n ? t->at[i].c : 0;
}

bool ids_is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

bool ids_is_letter(uint32_t c)
{
	return (c >= 'a' && c <= 'z') ||
	    (c >= 0xc0 && c != 0xd7 && c != 0xf7 &&
		!(c >= 0x2000 && c < 0x2c00) && !(c >= 0x3000 && c < 0x3040) &&
		!(c >= 0xe000 && c < 0xf900) && c != 0xfffd);
}

bool ids_is_alnum(uint32_t c)
{
	return ids_is_digit(c) || ids_is_letter(c);
}

bool ids_is_blank(uint32_t c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

size_t ids_skip_blanks(const struct ids_text *t, size_t i, size_t max)
{
	while (max-- > 0 && ids_is_blank(ids_at(t, i))) {
		i++;
	}
	return i;
}

bool ids_digits_are(const struct ids_text *t, size_t i, size_t n)
{
	for (size_t k = 0; k < n; k++) {
		if (!ids_is_digit(ids_at(t, i + k))) {
			return false;
		}
	}
	return !ids_is_digit(ids_at(t, i + n)) &&
	    (i == 0 || !ids_is_digit(ids_at(t, i - 1)));
}

uint32_t ids_value(const struct ids_text *t, size_t i, size_t n)
{
	uint32_t v = 0;

	for (size_t k = 0; k < n && k < 9; k++) {
		v = v * 10 + (ids_at(t, i + k) - '0');
	}
	return v;
}

static bool joins_before(uint32_t c)
{
	return ids_is_alnum(c) || c == '_' || c == '-' || c == '/' ||
	    c == '\\' || c == '@' || c == '*' || c == '$' || c == '+' ||
	    c == '=' || c == '&';
}

bool ids_is_free(const struct ids_text *t, size_t from, size_t to)
{
	uint32_t before = from > 0 ? ids_at(t, from - 1) : 0;
	uint32_t after = ids_at(t, to), next = ids_at(t, to + 1);

	if (joins_before(before) || ids_is_alnum(after) || after == '_' ||
	    after == '@' || after == '%') {
		return false;
	}
	if ((before == '.' || before == ',') && from > 1 &&
	    ids_is_digit(ids_at(t, from - 2))) {
		return false;
	}
	if (after == '-' || after == '/') {
		return !ids_is_alnum(next);
	}
	return !((after == '.' || after == ',') && ids_is_digit(next));
}
