/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Full dates, and birth dates: those that a label says to be one. */
#include "ids_priv.h"

#include <string.h>

#define NEAR 48 /* characters between the label and the date */
#define YEAR_MIN 1850
#define YEAR_MAX 2099

static const char *const birth[] = { "dob", "d.o.b", "d. o. b", "dobs",
	"date of birth", "dates of birth", "birth date", "birthdate",
	"birth dates", "birthday", "birth day", "date born", "born",
	"dateofbirth", "birth", NULL };

static const char *const month[] = { "january", "february", "march", "april",
	"may", "june", "july", "august", "september", "october", "november",
	"december" };

/* The number at *i of one to `max` digits; 0 if there is none. */
static size_t number(const struct ids_text *t, size_t i, size_t max,
    uint32_t *value)
{
	size_t n = 0;

	while (ids_is_digit(ids_at(t, i + n))) {
		n++;
	}
	if (n == 0 || n > max) {
		return 0;
	}
	*value = ids_value(t, i, n);
	return n;
}

static bool is_year(uint32_t y, size_t digits)
{
	return digits == 2 || (digits == 4 && y >= YEAR_MIN && y <= YEAR_MAX);
}

static bool is_day(uint32_t d)
{
	return d >= 1 && d <= 31;
}

static bool is_month(uint32_t m)
{
	return m >= 1 && m <= 12;
}

/* A mark between two numbers of a date, blanks around it. 0: none. */
static size_t mark(const struct ids_text *t, size_t i, uint32_t *which)
{
	size_t k = ids_skip_blanks(t, i, 2);
	uint32_t c = ids_at(t, k);

	if (c == '/' || c == '-' || c == '.' || c == '|') {
		*which = c;
		return ids_skip_blanks(t, k + 1, 2);
	}
	*which = ' ';
	return k > i ? k : 0;
}

static bool numbers_are_date(const uint32_t v[3], const size_t n[3])
{
	if (n[0] == 4) {
		return is_year(v[0], 4) && is_month(v[1]) && is_day(v[2]);
	}
	return n[0] <= 2 && is_year(v[2], n[2]) &&
	    ((is_month(v[0]) && is_day(v[1])) ||
		(is_day(v[0]) && is_month(v[1])));
}

/* 3/4/2010, 03-04-10, 3.4.2010, 2010-03-04, boxes of a form */
static size_t numeric(const struct ids_text *t, size_t i)
{
	uint32_t v[3], how[2];
	size_t n[3];

	for (int k = 0; k < 3; k++) {
		n[k] = number(t, i, 4, &v[k]);
		if (n[k] == 0 || n[k] == 3 || (k == 1 && n[k] > 2)) {
			return 0;
		}
		i += n[k];
		if (k < 2) {
			size_t next = mark(t, i, &how[k]);

			if (next == 0) {
				return 0;
			}
			i = next;
		}
	}
	return how[0] == how[1] && numbers_are_date(v, n) ? i : 0;
}

/* The name of a month at i, or three letters of it, with a dot. */
static size_t month_at(const struct ids_text *t, size_t i)
{
	for (int m = 0; m < 12; m++) {
		size_t len = strlen(month[m]), k = 0;

		while (
		    k < len && ids_at(t, i + k) == (unsigned char)month[m][k]) {
			k++;
		}
		if (k >= 3 && !ids_is_letter(ids_at(t, i + k)) &&
		    (k == len || k == 3 || k == 4)) {
			i += k;
			return ids_at(t, i) == '.' ? i + 1 : i;
		}
	}
	return 0;
}

static size_t skip_ordinal(const struct ids_text *t, size_t i)
{
	static const char ends[4][3] = { "st", "nd", "rd", "th" };

	for (int k = 0; k < 4; k++) {
		if (ids_at(t, i) == (unsigned char)ends[k][0] &&
		    ids_at(t, i + 1) == (unsigned char)ends[k][1] &&
		    !ids_is_letter(ids_at(t, i + 2))) {
			return i + 2;
		}
	}
	return i;
}

/* Blanks, commas, dashes and the words "of", "day", "the", "in". */
static size_t skip_between(const struct ids_text *t, size_t i)
{
	static const char *const words[] = { "of", "day", "the", "in", NULL };
	size_t from = i;

	while (i < from + 20) {
		uint32_t c = ids_at(t, i);
		size_t word = 0;

		for (const char *const *w = words; *w && !word; w++) {
			word = ids_label_at(t, i, *w);
		}
		if (word) {
			i = word;
		} else if (ids_is_blank(c) || c == ',' || c == '-' ||
		    c == '/' || c == '|') {
			i++;
		} else {
			break;
		}
	}
	return i;
}

static size_t day_at(const struct ids_text *t, size_t i)
{
	uint32_t day = 0;
	size_t n = number(t, i, 2, &day);

	return n && is_day(day) ? skip_ordinal(t, i + n) : 0;
}

static size_t year_at(const struct ids_text *t, size_t i)
{
	uint32_t year = 0;
	size_t n;

	if (ids_at(t, i) == '\'') {
		i++;
	}
	n = number(t, i, 4, &year);
	return n && is_year(year, n) ? i + n : 0;
}

/* March 3rd, 2010; 3 March 2010; 3rd day of March, 2010; 2010 March 3 */
static size_t in_words(const struct ids_text *t, size_t i)
{
	bool month_first = ids_is_letter(ids_at(t, i));
	size_t k = month_first ? month_at(t, i) : day_at(t, i);

	if (!k) {
		return 0;
	}
	k = skip_between(t, k);
	k = month_first ? day_at(t, k) : month_at(t, k);
	return k ? year_at(t, skip_between(t, k)) : 0;
}

size_t ids_date_at(const struct ids_text *t, size_t i)
{
	size_t to;

	if (i > 0 && ids_is_alnum(ids_at(t, i - 1))) {
		return 0;
	}
	to = numeric(t, i);
	to = to ? to : in_words(t, i);
	return to && !ids_is_alnum(ids_at(t, to)) ? to : 0;
}

static bool parts_digits(uint32_t c)
{
	return ids_is_blank(c) || c == '-' || c == '/' || c == '.' || c == '|';
}

/* Eight digits, one by one as in the boxes of a form: where they end. */
static size_t eight_digits(const struct ids_text *t, size_t i,
    uint32_t digit[8])
{
	for (size_t n = 0; n < 8; n++) {
		size_t most = i + (n > 0 ? 3 : 0);

		while (i < most && parts_digits(ids_at(t, i))) {
			i++;
		}
		if (!ids_is_digit(ids_at(t, i))) {
			return 0;
		}
		digit[n] = ids_at(t, i++) - '0';
	}
	return ids_is_digit(ids_at(t, i)) ? 0 : i;
}

/* 03042010, 20100304, 0 3 / 0 4 / 2 0 1 0 */
static size_t bare(const struct ids_text *t, size_t i)
{
	static const size_t n[3] = { 2, 2, 4 }, m[3] = { 4, 2, 2 };
	uint32_t d[8], v[4];
	size_t to = i > 0 && ids_is_digit(ids_at(t, i - 1))
	    ? 0
	    : eight_digits(t, i, d);

	for (size_t k = 0; to && k < 4; k++) {
		v[k] = d[2 * k] * 10 + d[2 * k + 1];
	}
	if (!to) {
		return 0;
	}
	return numbers_are_date((uint32_t[]){ v[0], v[1], v[2] * 100 + v[3] },
		   n) ||
		numbers_are_date((uint32_t[]){ v[0] * 100 + v[1], v[2], v[3] },
		    m)
	    ? to
	    : 0;
}

/* The rule leaves the year: how many digits of it are last. */
static size_t year(const struct ids_text *t, size_t to)
{
	size_t n = 0;

	while (n < to && ids_is_digit(ids_at(t, to - 1 - n))) {
		n++;
	}
	return n == 4 || (n == 8 && ids_value(t, to - 4, 4) >= YEAR_MIN) ? 4
									 : 0;
}

/* "born before January 2, 1946" is nobody's birth date. */
static bool is_bound(const struct ids_text *t, size_t i)
{
	static const char *const words[] = { "before", "after", "since",
		"prior to", "later than", "until", NULL };

	return ids_label_before(t, i, words, 8) != 0;
}

bool ids_birth_at(const struct ids_text *t, size_t i, struct ids_match *m)
{
	static const char *const after[] = { "dob", "d.o.b", "date of birth",
		"birth date", "birthdate", "birthday", "birthday:", NULL };
	uint32_t c = ids_at(t, i);
	size_t to;

	if (!ids_is_digit(c) && !(c >= 'a' && c <= 's')) {
		return false;
	}
	to = ids_date_at(t, i);
	to = to ? to : bare(t, i);
	if (!to || is_bound(t, i) ||
	    (!ids_label_before(t, i, birth, NEAR) &&
		!ids_label_after(t, to, after))) {
		return false;
	}
	*m = (struct ids_match){ IC_FINDING_BIRTH_DATE, i, to, year(t, to) };
	return true;
}
