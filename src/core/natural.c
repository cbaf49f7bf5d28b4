/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/natural.h"

#include <stddef.h>
#include <string.h>

static const char digits[] = "0123456789";

static int cmp_bytes(const char *a, const char *b)
{
	const unsigned char x = (unsigned char)*a, y = (unsigned char)*b;

	return (x > y) - (x < y);
}

/* Both begin with a digit; both are moved behind their numbers. */
static int cmp_numbers(const char **a, const char **b)
{
	const char *x = *a + strspn(*a, "0"), *y = *b + strspn(*b, "0");
	size_t n = strspn(x, digits), m = strspn(y, digits);

	*a = x + n;
	*b = y + m;
	return n != m ? (n > m) - (n < m) : memcmp(x, y, n);
}

int ic_natural_cmp(const char *a, const char *b)
{
	const char *x = a, *y = b;
	int c = 0;

	while (c == 0 && *x && *y) {
		if (strspn(x, digits) && strspn(y, digits)) {
			c = cmp_numbers(&x, &y);
		} else {
			c = cmp_bytes(x++, y++);
		}
	}
	c = c ? c : cmp_bytes(x, y);
	return c ? c : strcmp(a, b);
}
