/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "bates_damage.h"

#include <string.h>
#include <strings.h>

#include "bates_plain.h"

#define DIGITS "0123456789"

/* Whether a declared prefix, blanks apart, begins the text. */
static bool declared(const struct ic_prefixes *p, const char *bare)
{
	for (size_t i = 0; i < p->n; i++) {
		const char *name = p->name[i];
		size_t n = 0;

		for (; *name && (*name == ' ' || *name == bare[n]); name++) {
			n += *name != ' ';
		}
		if (!*name && n) {
			return true;
		}
	}
	return false;
}

/* An English month, short or whole, at s: its length, else 0. */
static size_t month(const char *s)
{
	static const char *const name[] = { "January", "February", "March",
		"April", "May", "June", "July", "August", "September",
		"October", "November", "December" };

	for (size_t i = 0; i < 12; i++) {
		size_t whole = strlen(name[i]);

		if (strncasecmp(s, name[i], whole) == 0) {
			return whole;
		}
		if (strncasecmp(s, name[i], 3) == 0 && !ic_bates_letter(s[3])) {
			return 3;
		}
	}
	return 0;
}

/* 3/12, 3/12/2026, 2026-03-12, 12.3.2026, 12-Mar, Mar-26; a time may follow */
static bool is_date(const char *s)
{
	unsigned parts = 0, months = 0;
	char mark = 0;

	for (;; s++) {
		size_t n = strspn(s, DIGITS), m = n ? 0 : month(s);

		if (parts == 2 && n > 4 && s[n] == ':') {
			return months < 2; /* 2026 0:00 without its blank */
		}
		if (n > 4 || n + m == 0 || ++parts > 3) {
			return false;
		}
		months += m > 0;
		s += n + m;
		if (*s == '\0' || (parts == 3 && *s == 'T')) {
			break;
		}
		if (!strchr("/-.", *s) || (mark && *s != mark)) {
			return false;
		}
		mark = *s;
	}
	return months == 1
	    ? parts > 1
	    : months == 0 && (parts == 3 || (parts == 2 && mark == '/'));
}

/* 1.23E+05, or 123.0 */
static bool is_float(const char *s)
{
	size_t n = strspn(s, DIGITS);

	if (n == 0 || (s[n] != '.' && s[n] != 'E' && s[n] != 'e')) {
		return false;
	}
	n += strspn(s + n, DIGITS ".");
	if (s[n] == 'E' || s[n] == 'e') {
		n += 1 + strspn(s + n + 1, "+-" DIGITS);
	}
	return s[n] == '\0';
}

bool ic_bates_undamaged(const struct ic_prefixes *p, const char *bare,
    const char *shown, struct ic_error *err)
{
	const char *like = p->n ? p->name[0] : "the prefix";

	if (declared(p, bare)) {
		return true;
	}
	if (is_date(bare)) {
		return ic_fail(err, IC_ESPEC,
		    "\"%s\" is a date: a spreadsheet "
		    "makes dates of numbers; format the column as text and "
		    "write the Bates number with its prefix",
		    shown);
	}
	if (*bare == '#') {
		return ic_fail(err, IC_ESPEC,
		    "\"%s\" is a spreadsheet's error "
		    "value: write the Bates number itself",
		    shown);
	}
	if (is_float(bare)) {
		return ic_fail(err, IC_ESPEC,
		    "\"%s\" is a spreadsheet's "
		    "decimal number: format the column as text and write the "
		    "Bates number with its prefix",
		    shown);
	}
	if (*bare && strspn(bare, DIGITS "-") == strlen(bare)) {
		return ic_fail(err, IC_ESPEC,
		    "\"%s\" has no prefix, as a "
		    "spreadsheet may leave it: write it whole, with %s and "
		    "all its zeros",
		    shown, like);
	}
	return true;
}
