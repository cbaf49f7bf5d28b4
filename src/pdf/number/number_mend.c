/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What OCR confuses in a number: O and 0, I and 1, and so on. A word that is a
 * declared prefix and digits but for these is written as it was meant. That may
 * be wrong: so nothing that OCR read is believed unless it fits in its series.
 */
#include "number.h"

#include <string.h>

#define DIGITS_MIN 3

/* Those that look alike, a digit first. */
static const char *const alike[] = { "0OoQD", "1Il|!", "2Zz", "5Ss", "6G",
	"8B" };

static char digit_of(char c)
{
	if (c >= '0' && c <= '9') {
		return c;
	}
	for (size_t i = 0; i < sizeof(alike) / sizeof(*alike); i++) {
		if (c && strchr(alike[i], c)) {
			return alike[i][0];
		}
	}
	return '\0';
}

static bool looks_like(char read, char meant)
{
	char d = digit_of(read);

	return read == meant || (d && d == digit_of(meant));
}

/* Bytes of the prefix at `at`, blanks within it passed over; 0: another. */
static size_t prefix_at(const struct ic_number_line *l, size_t at,
    const char *prefix)
{
	size_t n = 0;

	for (; *prefix; prefix++) {
		if (*prefix == ' ') {
			continue;
		}
		if (at + n >= l->len || !looks_like(l->text[at + n], *prefix)) {
			return 0;
		}
		n++;
	}
	return n;
}

static size_t digits_at(const struct ic_number_line *l, size_t at)
{
	size_t n = 0;

	while (at + n < l->len && digit_of(l->text[at + n])) {
		n++;
	}
	return n;
}

/* A dash may be read as another one, and stay: the finder knows them all. */
static bool mend_at(struct ic_number_line *l, size_t at, const char *prefix)
{
	size_t n = prefix_at(l, at, prefix), blank, digits;

	if (n == 0) {
		return false;
	}
	blank = at + n < l->len && l->text[at + n] == ' ';
	digits = digits_at(l, at + n + blank);
	if (digits < DIGITS_MIN ||
	    (at + n + blank + digits < l->len &&
		l->text[at + n + blank + digits] != ' ')) {
		return false;
	}
	for (size_t i = 0, k = 0; prefix[k]; k++) {
		if (prefix[k] != ' ') {
			l->text[at + i++] = prefix[k];
		}
	}
	for (size_t i = 0; i < digits; i++) {
		char *c = &l->text[at + n + blank + i];

		*c = digit_of(*c);
	}
	return true;
}

void ic_number_line_mend(struct ic_number_line *l,
    const struct ic_prefixes *prefixes)
{
	for (size_t at = 0; at < l->len; at++) {
		if (at > 0 && l->text[at - 1] != ' ') {
			continue;
		}
		for (size_t i = 0; i < prefixes->n; i++) {
			if (mend_at(l, at, prefixes->name[i])) {
				break;
			}
		}
	}
}
