/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "load_day.h"

#include <stdio.h>
#include <string.h>

#define DAY_MAX 10 /* bytes of 12/31/2018 */

static size_t digits(const char *t)
{
	return strspn(t, "0123456789");
}

/* "4/12/2018" as three numbers. */
static bool parted(const char *t, unsigned v[3])
{
	for (size_t i = 0; i < 3; i++) {
		size_t n = digits(t);
		uint64_t one;

		if (n == 0 || n > 4 || !ic_integer_parse(t, n, 9999, &one)) {
			return false;
		}
		v[i] = (unsigned)one;
		t += n;
		if (i < 2 && !strchr("/.-", *t)) {
			return false;
		}
		if (i < 2 && !*t++) {
			return false;
		}
	}
	return !*t;
}

/*
 * YYYY-MM-DD of what begins with the year, or of what the order says; false:
 * it does not speak of it.
 */
static bool ordered(char *day, enum ic_day_order order)
{
	unsigned v[3], y = 2, m = order == IC_DAYS_MDY ? 0 : 1;

	if (!parted(day, v)) {
		return false;
	}
	if (v[0] > 31) {
		y = 0;
		m = 1;
	} else if (order == IC_DAYS_NONE) {
		return false;
	}
	snprintf(day, DAY_MAX + 1, "%04u-%02u-%02u", v[y] % 10000, v[m] % 100,
	    v[3 - y - m] % 100);
	return true;
}

bool ic_load_day(const char *text, enum ic_day_order order,
    char out[IC_DATE_MAX], struct ic_error *err)
{
	char day[DAY_MAX + 2];
	size_t n = strcspn(text, " T");
	unsigned v[3];
	struct ic_error why = { 0 };

	if (!text[strspn(text, "0/.-: ")]) {
		*out = '\0';
		return true;
	}
	/* What follows a day is its time. */
	n = n && (text[n - 1] < '0' || text[n - 1] > '9') ? strlen(text) : n;
	snprintf(day, sizeof day, "%.*s", (int)(n <= DAY_MAX ? n : DAY_MAX + 1),
	    text);
	if (n == 8 && digits(day) == 8) {
		snprintf(day, sizeof day, "%.4s-%.2s-%.2s", text, text + 4,
		    text + 6);
	} else {
		ordered(day, order);
	}
	if (ic_date_parse_document(day, out, &why)) {
		return true;
	}
	return parted(day, v) && order == IC_DAYS_NONE
	    ? ic_fail(err, IC_ESPEC,
		  "the \"date\" may be two days: say by dates: mdy or dmy "
		  "in which order the column has month and day")
	    : ic_fail(err, IC_ESPEC,
		  "the \"date\" %s; or leave the column out by fields: "
		  "{ date: none }",
		  why.msg);
}
