/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/date.h"

#include <stdio.h>
#include <string.h>

#define YEAR_MIN 1600 /* before it calendars differ */
#define YEAR_MAX 2199

/* The text as digits 9 and everything else: "9999-99-99". */
#define SHAPE_MAX 24

static bool shape(const char *text, char out[SHAPE_MAX])
{
	size_t n = strlen(text);

	if (n >= SHAPE_MAX) {
		return false;
	}
	for (size_t i = 0; i <= n; i++) {
		char c = text[i];

		out[i] = (char)(c >= '0' && c <= '9'                       ? '9'
			: (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? 'A'
									   : c);
	}
	return true;
}

static int number(const char *at, int digits)
{
	int n = 0;

	while (digits-- > 0) {
		n = n * 10 + (*at++ - '0');
	}
	return n;
}

static int days_in(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && leap);
}

static bool year_ok(int year)
{
	return year >= YEAR_MIN && year <= YEAR_MAX;
}

static bool day(int y, int m, int d, char out[IC_DATE_MAX],
    struct ic_error *err)
{
	if (!year_ok(y) || m < 1 || m > 12 || d < 1 || d > days_in(y, m)) {
		return ic_fail(err, IC_ESPEC,
		    "is no day of the calendar: write YYYY-MM-DD, or "
		    "MM/DD/YYYY with the month first");
	}
	snprintf(out, IC_DATE_MAX, "%04d-%02d-%02d", y % 10000, m % 100,
	    d % 100);
	return true;
}

/* Digits between slashes, dots or dashes: a day, but which? */
static bool is_parted(const char *s)
{
	unsigned marks = 0;

	for (; *s; s++) {
		if (strchr("/.-", *s)) {
			marks++;
		} else if (*s != '9') {
			return false;
		}
	}
	return marks == 2;
}

/* "5-Mar-18", "Mar-18", "5-Mar" */
static bool names_month(const char *text)
{
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May",
		"Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

	for (size_t i = 0; i < 12; i++) {
		if (strstr(text, months[i])) {
			return strpbrk(text, "0123456789") != NULL;
		}
	}
	return false;
}

static bool refuse(const char *text, const char *s, const char *form,
    struct ic_error *err)
{
	if (strcmp(s, "99999") == 0) {
		return ic_fail(err, IC_ESPEC,
		    "is a number, as Excel keeps a date: format the column as "
		    "YYYY-MM-DD and save it again");
	}
	if (is_parted(s) || names_month(text)) {
		return ic_fail(err, IC_ESPEC,
		    "is a date as Excel writes it, which in another country "
		    "is another day: format the column as YYYY-MM-DD and save "
		    "it again");
	}
	return ic_fail(err, IC_ESPEC, "%s", form);
}

static bool parse(const char *text, const char *form, char out[IC_DATE_MAX],
    struct ic_error *err)
{
	char s[SHAPE_MAX];

	if (!shape(text, s)) {
		return ic_fail(err, IC_ESPEC, "%s", form);
	}
	if (strcmp(s, "9999-99-99") == 0) {
		return day(number(text, 4), number(text + 5, 2),
		    number(text + 8, 2), out, err);
	}
	if (strcmp(s, "99/99/9999") == 0) {
		return day(number(text + 6, 4), number(text, 2),
		    number(text + 3, 2), out, err);
	}
	return refuse(text, s, form, err);
}

bool ic_date_parse(const char *text, char out[IC_DATE_MAX],
    struct ic_error *err)
{
	return parse(text, "must be a day: YYYY-MM-DD, or MM/DD/YYYY", out,
	    err);
}

bool ic_date_parse_document(const char *text, char out[IC_DATE_MAX],
    struct ic_error *err)
{
	char s[SHAPE_MAX];

	if (shape(text, s) &&
	    (strcmp(text, "undated") == 0 ||
		(strcmp(s, "9999") == 0 && year_ok(number(text, 4))) ||
		(strcmp(s, "9999-99") == 0 && year_ok(number(text, 4)) &&
		    number(text + 5, 2) >= 1 && number(text + 5, 2) <= 12))) {
		snprintf(out, IC_DATE_MAX, "%s", text);
		return true;
	}
	return parse(text,
	    "must be YYYY-MM-DD, MM/DD/YYYY, YYYY-MM, YYYY or undated", out,
	    err);
}
