/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/bates.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "bates_plain.h"

static bool prefix_char(char c)
{
	return ic_bates_letter(c) || ic_bates_digit(c) ||
	    (c && strchr(" -_.", c));
}

bool ic_bates_prefix_ok(const char *prefix, struct ic_error *err)
{
	size_t n = strlen(prefix), letters = 0;

	if (n == 0) {
		return ic_fail(err, IC_ESPEC,
		    "a Bates prefix is empty: "
		    "write the letters that stand before the digits");
	}
	if (n > IC_BATES_PREFIX_MAX) {
		return ic_fail(err, IC_ESPEC,
		    "a Bates prefix is longer than "
		    "%d characters: shorten it",
		    IC_BATES_PREFIX_MAX);
	}
	for (size_t i = 0; i < n; i++) {
		if (!prefix_char(prefix[i])) {
			return ic_fail(err, IC_ESPEC,
			    "character %zu of a "
			    "Bates prefix cannot stand in a file name: use "
			    "letters, digits, blank, - _ and .",
			    i + 1);
		}
		letters += ic_bates_letter(prefix[i]);
	}
	if (letters == 0) {
		return ic_fail(err, IC_ESPEC,
		    "the Bates prefix \"%s\" has no "
		    "letter: numbers with it would look like dates or page "
		    "numbers",
		    prefix);
	}
	if (strchr(" -.", prefix[0])) {
		return ic_fail(err, IC_ESPEC,
		    "the Bates prefix \"%s\" begins "
		    "with \"%c\", which a file name should not: begin it with "
		    "a letter or digit",
		    prefix, prefix[0]);
	}
	if (ic_bates_digit(prefix[n - 1])) {
		return ic_fail(err, IC_ESPEC,
		    "the Bates prefix \"%s\" ends in "
		    "a digit, so that nobody can tell where the number "
		    "begins: end it with a letter, -, _ or .",
		    prefix);
	}
	return true;
}

/*
 * 0: not confused. 'd': the same but for case and blanks. '1': `b` is `a`
 * and more that begins with a digit.
 */
static int confused(const char *a, const char *b)
{
	for (;; a++, b++) {
		char x, y;

		a += strspn(a, " ");
		b += strspn(b, " ");
		x = *a;
		y = *b;
		if (!x) {
			return !y ? 'd' : ic_bates_digit(y) ? '1' : 0;
		}
		x = (char)(ic_bates_upper(x) ? x + 32 : x);
		y = (char)(ic_bates_upper(y) ? y + 32 : y);
		if (x != y) {
			return 0;
		}
	}
}

bool ic_bates_prefixes_ok(const struct ic_prefixes *p, struct ic_error *err)
{
	for (size_t i = 0; i < p->n; i++) {
		if (!ic_bates_prefix_ok(p->name[i], err)) {
			return false;
		}
		for (size_t k = 0; k < p->n; k++) {
			int how = k == i ? 0 : confused(p->name[i], p->name[k]);

			if (how == 'd') {
				return ic_fail(err, IC_ESPEC,
				    "the Bates "
				    "prefixes \"%s\" and \"%s\" are the same "
				    "but for case or blanks: declare one",
				    p->name[i], p->name[k]);
			}
			if (how == '1') {
				return ic_fail(err, IC_ESPEC,
				    "the Bates "
				    "prefix \"%s\" is \"%s\" and a digit, so "
				    "that numbers with either look alike: "
				    "leave one out",
				    p->name[k], p->name[i]);
			}
		}
	}
	return true;
}

static int cmp_u64(uint64_t a, uint64_t b)
{
	return a < b ? -1 : a > b;
}

/* None, then ".digits" by value and length, then letters. */
static int cmp_suffix(const char *a, const char *b)
{
	static const char zeros[] = "0";
	size_t na, nb;
	const char *za = a + 1, *zb = b + 1;

	if (a[0] != '.' || b[0] != '.') {
		return cmp_u64((uint8_t)a[0], (uint8_t)b[0]);
	}
	za += strspn(za, zeros);
	zb += strspn(zb, zeros);
	na = strlen(za);
	nb = strlen(zb);
	if (na != nb) {
		return cmp_u64(na, nb);
	}
	return strcmp(za, zb) ? strcmp(za, zb) : cmp_u64(strlen(a), strlen(b));
}

int ic_bates_cmp(const struct ic_bates *a, const struct ic_bates *b)
{
	int c = cmp_u64(a->prefix, b->prefix);

	c = c ? c : cmp_u64(a->digits, b->digits);
	c = c ? c : cmp_u64(a->value, b->value);
	return c ? c : cmp_suffix(a->suffix, b->suffix);
}

bool ic_bates_in(const struct ic_bates_range *r, const struct ic_bates *b)
{
	return ic_bates_cmp(&r->first, b) <= 0 &&
	    ic_bates_cmp(b, &r->last) <= 0;
}

bool ic_bates_meets(const struct ic_bates_range *a,
    const struct ic_bates_range *b)
{
	return ic_bates_cmp(&a->first, &b->last) <= 0 &&
	    ic_bates_cmp(&b->first, &a->last) <= 0;
}

void ic_bates_format(const struct ic_prefixes *p, const struct ic_bates *b,
    char out[IC_BATES_MAX])
{
	const char *prefix = b->prefix < p->n ? p->name[b->prefix] : "?";

	snprintf(out, IC_BATES_MAX, "%.*s%0*" PRIu64 "%.*s",
	    IC_BATES_PREFIX_MAX, prefix, (int)b->digits, b->value,
	    IC_BATES_SUFFIX_MAX, b->suffix);
}

void ic_bates_range_format(const struct ic_prefixes *p,
    const struct ic_bates *first, const struct ic_bates *last,
    char out[IC_BATES_RANGE_MAX])
{
	char a[IC_BATES_MAX], z[IC_BATES_MAX];

	ic_bates_format(p, first, a);
	ic_bates_format(p, last, z);
	if (ic_bates_cmp(first, last) == 0) {
		snprintf(out, IC_BATES_RANGE_MAX, "%s", a);
	} else {
		snprintf(out, IC_BATES_RANGE_MAX, "%s-%s", a, z);
	}
}
