/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Telephone numbers, e-mail addresses, driver's licenses. */
#include "ids_priv.h"

#define NEAR 24
#define PHONE_DIGITS_MIN 8
#define PHONE_DIGITS_MAX 15 /* E.164 */
#define LICENSE_MIN 6       /* digits; California has a letter and seven */
#define LICENSE_MAX 14
#define LOCAL_MAX 64 /* of an e-mail address (RFC 5321) */
#define DOMAIN_MAX 255

static const char *const phone[] = { "phone", "phones", "telephone", "tel",
	"tel.", "fax", "facsimile", "cell", "cellphone", "mobile", "call",
	"text", "pager", "phone no", "phone number", "telephone number", "ph",
	NULL };

/* NANP: area and exchange begin with 2 to 9. */
static bool is_national(const struct ids_text *t, size_t area, size_t exchange)
{
	return ids_at(t, area) >= '2' && ids_at(t, exchange) >= '2' &&
	    !(ids_at(t, area + 1) == '9' && ids_at(t, area) == '9');
}

/* (415) 555-0123; 415-555-0123; 415.555.0123: where it ends; 0: none. */
static size_t national(const struct ids_text *t, size_t i)
{
	bool bracket = ids_at(t, i) == '(';
	size_t area = i + bracket, k = area + 3, exchange;
	uint32_t mark = 0;

	if (!ids_digits_are(t, area, 3)) {
		return 0;
	}
	if (bracket) {
		if (ids_at(t, k) != ')') {
			return 0;
		}
		k = ids_skip_blanks(t, k + 1, 2);
		k += ids_at(t, k) == '-';
	} else {
		mark = ids_at(t, k++);
		if (mark != '-' && mark != '.' && mark != ' ' && mark != '/') {
			return 0;
		}
	}
	exchange = k;
	if (!ids_digits_are(t, exchange, 3)) {
		return 0;
	}
	k += 3;
	if (ids_at(t, k) != '-' && ids_at(t, k) != '.' && ids_at(t, k) != ' ') {
		return 0;
	}
	if (!bracket && mark != '/' && ids_at(t, k) != mark &&
	    ids_at(t, k) != '-') {
		return 0;
	}
	k++;
	if (!ids_digits_are(t, k, 4) || !is_national(t, area, exchange)) {
		return 0;
	}
	/* Parted by blanks it may be any three figures. */
	if (mark == ' ' && !ids_label_before(t, i, phone, NEAR)) {
		return 0;
	}
	return k + 4;
}

/* +44 20 7946 0958 */
static size_t international(const struct ids_text *t, size_t i)
{
	size_t k = i + 1, digits = 0, to = 0;

	if (ids_at(t, i) != '+' || !ids_is_digit(ids_at(t, k)) ||
	    ids_at(t, k) == '0') {
		return 0;
	}
	while (digits <= PHONE_DIGITS_MAX) {
		uint32_t c = ids_at(t, k);

		if (ids_is_digit(c)) {
			digits++;
			to = ++k;
		} else if ((c == ' ' || c == '-' || c == '.' || c == '(' ||
			       c == ')') &&
		    k < to + 2) {
			k++;
		} else {
			break;
		}
	}
	return digits >= PHONE_DIGITS_MIN && digits <= PHONE_DIGITS_MAX ? to
									: 0;
}

/* Ten digits with a label; a leading 1 is the country. */
static size_t bare(const struct ids_text *t, size_t i)
{
	size_t n = ids_digits_are(t, i, 10)                   ? 10
	    : ids_digits_are(t, i, 11) && ids_at(t, i) == '1' ? 11
							      : 0;

	return n && is_national(t, i + n - 10, i + n - 7) &&
		ids_label_before(t, i, phone, NEAR)
	    ? i + n
	    : 0;
}

bool ids_phone_at(const struct ids_text *t, size_t i, struct ids_match *m)
{
	uint32_t c = ids_at(t, i);
	size_t to;

	if (c != '(' && c != '+' && !ids_is_digit(c)) {
		return false;
	}
	to = c == '+' ? international(t, i) : national(t, i);
	to = to ? to : bare(t, i);
	if (!to || !ids_is_free(t, i, to)) {
		/* 1-800-555-0199 */
		if (i < 2 || !to || ids_at(t, i - 2) != '1' ||
		    (i > 2 && ids_is_alnum(ids_at(t, i - 3)))) {
			return false;
		}
	}
	*m = (struct ids_match){ IC_FINDING_PHONE, i, to, IC_FINDING_LAST_MAX };
	return true;
}

static bool is_local(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || ids_is_digit(c) || c == '.' ||
	    c == '_' || c == '%' || c == '+' || c == '-' || c == '\'';
}

/* Where a host's name ends that has a dot and letters at its end. */
static size_t domain(const struct ids_text *t, size_t i)
{
	size_t k = i, dot = 0, to = 0;

	while (k < i + DOMAIN_MAX) {
		uint32_t c = ids_at(t, k);

		if (c == '.' && k > i && ids_is_alnum(ids_at(t, k + 1))) {
			dot = k;
		} else if (!((c >= 'a' && c <= 'z') || ids_is_digit(c) ||
			       c == '-')) {
			break;
		}
		k++;
	}
	to = k;
	if (!dot || to - dot < 3) {
		return 0;
	}
	for (k = dot + 1; k < to; k++) {
		if (ids_is_digit(ids_at(t, k))) {
			return 0;
		}
	}
	return to;
}

bool ids_email_at(const struct ids_text *t, size_t i, struct ids_match *m)
{
	size_t k = i, to;

	if (!ids_is_alnum(ids_at(t, i)) ||
	    (i > 0 && is_local(ids_at(t, i - 1)))) {
		return false;
	}
	while (k < i + LOCAL_MAX && is_local(ids_at(t, k))) {
		k++;
	}
	to = ids_at(t, k) == '@' ? domain(t, k + 1) : 0;
	*m = (struct ids_match){ IC_FINDING_EMAIL, i, to, IC_FINDING_LAST_MAX };
	return to != 0;
}

static const char *const license[] = { "driver's license", "drivers license",
	"driver license", "driver's licence", "drivers licence",
	"driving licence", "driving license", "operator's license",
	"driver's lic", "driver's lic.", "drivers lic", "driver lic", "dl",
	"dl no", "dl #", "dl#", "d.l", "d.l. no", "cdl", "cdl no", "cdl #",
	"dln", "odl", NULL };

/* "number", "no.", "#", a colon: a number is to come. */
static bool is_announced(const struct ids_text *t, size_t label, size_t i)
{
	static const char *const words[] = { "number", "no", "nos", "num", "is",
		"id", NULL };

	for (size_t k = label; k < i; k++) {
		if (ids_at(t, k) == '#' || ids_at(t, k) == ':') {
			return true;
		}
		for (const char *const *w = words; *w; w++) {
			if (ids_label_at(t, k, *w)) {
				return true;
			}
		}
	}
	return i - label <= 2 || ids_at(t, label - 1) == '#';
}

bool ids_license_at(const struct ids_text *t, size_t i, struct ids_match *m)
{
	size_t k = i, digits = 0, letters = 0, marks = 0, label;

	if (!ids_is_alnum(ids_at(t, i)) ||
	    (i > 0 && ids_is_alnum(ids_at(t, i - 1)))) {
		return false;
	}
	while (k < i + 24) {
		uint32_t c = ids_at(t, k);

		if (ids_is_digit(c)) {
			digits++;
		} else if (ids_is_letter(c)) {
			letters++;
		} else if ((c == '-' || c == ' ') && digits + letters > 0 &&
		    ids_is_digit(ids_at(t, k + 1))) {
			marks++;
		} else {
			break;
		}
		k++;
	}
	if (digits < LICENSE_MIN || digits > LICENSE_MAX || letters > 3 ||
	    marks > 4 || (marks && letters == 0 && digits < 7)) {
		return false;
	}
	label = ids_label_before(t, i, license, 32);
	*m = (struct ids_match){ IC_FINDING_LICENSE, i, k,
		IC_FINDING_LAST_MAX };
	return label && is_announced(t, label - 1, i) && !ids_date_at(t, i);
}
