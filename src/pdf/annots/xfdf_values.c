/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the attributes of an XFDF's elements say, as values. */
#include "xfdf_values.h"

#include <string.h>
#include <strings.h>

#include "core/annot.h"
#include "core/hue.h"

#define DIGITS_MAX 15  /* of a number; more are not looked at */
#define SCALE_MAX 1e22 /* the largest power of ten that is exact */
#define PAGE_DIGITS 9
#define NAMESPACE "http://ns.adobe.com/xfdf/"

/*
 * A plain decimal number, as XML has it without an exponent; *s is moved past
 * it. Of what 15 digits hold the result is the nearest double.
 */
static bool read_number(const char **s, double *out)
{
	const char *at = *s;
	bool minus = *at == '-', any = false, point = false;
	double v = 0, scale = 1;
	int digits = 0;

	at += minus || *at == '+';
	for (; (*at >= '0' && *at <= '9') || (*at == '.' && !point); at++) {
		if (*at == '.') {
			point = true;
			continue;
		}
		any = true;
		if (digits < DIGITS_MAX) {
			v = v * 10 + (*at - '0');
			scale *= point ? 10 : 1;
			digits += v > 0;
		} else if (!point) {
			return false;
		}
	}
	*out = minus ? -v / scale : v / scale;
	*s = at;
	return any && scale <= SCALE_MAX;
}

/* Numbers apart from each other by a comma, semicolon or blank. */
bool xfdf_numbers(struct xfdf_numbers *x, const char *s)
{
	static const char apart[] = ",; \t\r\n";

	x->n = 0;
	while (s && *(s += strspn(s, apart))) {
		double v;

		if (x->n == XFDF_NUMBERS_MAX || !read_number(&s, &v) ||
		    (*s && !strchr(apart, *s))) {
			x->n = 0;
			return false;
		}
		x->at[x->n++] = v;
	}
	return true;
}

const char *xfdf_get(const char **atts, const char *name)
{
	for (; *atts; atts += 2) {
		const char *a = atts[0], *b = name;

		while (*a && *b) {
			a += *a == '-';
			b += *b == '-';
			if ((*a | 0x20) != (*b | 0x20)) {
				break;
			}
			a++;
			b++;
		}
		if (*a == '\0' && *b == '\0') {
			return atts[1];
		}
	}
	return NULL;
}

uint32_t xfdf_color(const char *s)
{
	uint32_t rgb;

	return s && ic_rgb_parse(s, &rgb) ? rgb : IC_ANNOT_NO_COLOR;
}

bool xfdf_has_word(const char *list, const char *word)
{
	size_t n = strlen(word);

	while (list && *(list += strspn(list, ", "))) {
		size_t k = strcspn(list, ", ");

		if (k == n && strncasecmp(list, word, n) == 0) {
			return true;
		}
		list += k;
	}
	return false;
}

uint32_t xfdf_page(const char *s)
{
	uint32_t v = 0;

	if (!s || *s == '\0' || strlen(s) > PAGE_DIGITS) {
		return UINT32_MAX;
	}
	for (; *s; s++) {
		if (*s < '0' || *s > '9') {
			return UINT32_MAX;
		}
		v = v * 10 + (uint32_t)(*s - '0');
	}
	return v;
}

const char *xfdf_local(const char *name)
{
	const size_t n = strlen(NAMESPACE);
	const char *bar = strchr(name, XFDF_SEPARATOR);

	if (!bar) {
		return name;
	}
	return (size_t)(bar - name) == n && memcmp(name, NAMESPACE, n) == 0
	    ? bar + 1
	    : "";
}

bool xfdf_is_type(const char *name)
{
	char low[16] = { 0 };

	if (strlen(name) >= sizeof(low)) {
		return false;
	}
	for (size_t i = 0; i + 1 < sizeof(low) && name[i]; i++) {
		bool upper = name[i] >= 'A' && name[i] <= 'Z';

		low[i] = (char)(name[i] + (upper ? 'a' - 'A' : 0));
	}
	return ic_annot_type_element(low) != IC_ANNOT_OTHER;
}
