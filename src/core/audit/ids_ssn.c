/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Social-security numbers, AAA-GG-SSSS, and taxpayers' numbers of the same
 * form. What was never given out is none: area 000, 666 and 9xx, group 00,
 * serial 0000 (20 CFR 422.103, SSA's note on randomization of 2011). A
 * taxpayer's is 9xx with a group that the IRS uses (Pub. 1915).
 */
#include "ids_priv.h"

#define NEAR 60 /* characters between a label and its number */
#define DIGITS 9

static const char *const social[] = { "ssn", "ssns", "ssan", "s.s.n", "ss#",
	"ss #", "ss no", "s.s. no", "soc. sec", "soc sec", "soc. sec.",
	"social security", "social security number", "social security no",
	"social", "socialsecurity", NULL };

static const char *const taxpayer[] = { "itin", "i.t.i.n", "itins",
	"individual taxpayer", "individual tax", "taxpayer id",
	"taxpayer identification", "taxpayer identification number", "tin",
	"tax id", NULL };

/* Of other numbers: what bears one of these is no person's. */
static const char *const other[] = { "case", "case no", "docket", "bates",
	"invoice", "tracking", "serial", "part", "model", "order", "isbn",
	"phone", "tel", "telephone", "fax", "mobile", "cell", "item", "sku",
	"confirmation", "ticket", "reference", "ref", "policy", "patent",
	"catalog", "version", "ein", "employer identification", "duns", "zip",
	"lot", "batch", "receipt", "check no", "p.o", NULL };

static bool was_given(uint32_t area, uint32_t group, uint32_t serial)
{
	return area != 0 && area != 666 && area < 900 && group != 0 &&
	    serial != 0;
}

static bool is_taxpayer(uint32_t area, uint32_t group, uint32_t serial)
{
	return area >= 900 && area <= 999 && serial != 0 &&
	    ((group >= 50 && group <= 65) || (group >= 70 && group <= 88) ||
		(group >= 90 && group <= 92) || (group >= 94 && group <= 99));
}

static bool accept(const uint32_t digit[DIGITS], struct ids_match *m)
{
	uint32_t v = 0, area, group, serial;

	for (int i = 0; i < DIGITS; i++) {
		v = v * 10 + digit[i];
	}
	area = v / 1000000;
	group = v / 10000 % 100;
	serial = v % 10000;
	m->told = IC_FINDING_LAST_MAX;
	if (was_given(area, group, serial)) {
		m->kind = IC_FINDING_SOCIAL_SECURITY;
		return true;
	}
	m->kind = IC_FINDING_TAXPAYER;
	return is_taxpayer(area, group, serial);
}

enum part { PART_NONE, PART_DASH, PART_BLANK, PART_DOT };

/* What parts two groups at *i; *i is moved behind it. */
static enum part parts(const struct ids_text *t, size_t *i)
{
	size_t k = ids_skip_blanks(t, *i, 1);

	if (ids_at(t, k) == '-') {
		*i = ids_skip_blanks(t, k + 1, 1);
		return PART_DASH;
	}
	if (k > *i) {
		bool wide = ids_at(t, *i) == '\t';

		*i = k;
		return wide ? PART_NONE : PART_BLANK;
	}
	if (ids_at(t, *i) == '.') {
		++*i;
		return PART_DOT;
	}
	return PART_NONE;
}

/* Three, two and four digits, parted alike. */
static enum part read_groups(const struct ids_text *t, size_t i,
    uint32_t digit[DIGITS], size_t *to)
{
	static const size_t width[] = { 3, 2, 4 };
	enum part how[2] = { PART_NONE, PART_NONE };
	size_t n = 0;

	for (size_t g = 0; g < 3; g++) {
		if (!ids_digits_are(t, i, width[g])) {
			return PART_NONE;
		}
		for (size_t k = 0; k < width[g]; k++) {
			digit[n++] = ids_at(t, i++) - '0';
		}
		if (g < 2) {
			how[g] = parts(t, &i);
		}
	}
	*to = i;
	return how[0] == how[1] ? how[0] : PART_NONE;
}

/* Nine digits, however they are parted. */
static bool read_loose(const struct ids_text *t, size_t i,
    uint32_t digit[DIGITS], size_t *to)
{
	for (size_t n = 0; n < DIGITS; n++) {
		size_t skipped = 0;

		while (n > 0 && skipped < 3 &&
		    (ids_is_blank(ids_at(t, i)) || ids_at(t, i) == '-' ||
			ids_at(t, i) == '.' || ids_at(t, i) == '|')) {
			i++;
			skipped++;
		}
		if (!ids_is_digit(ids_at(t, i))) {
			return false;
		}
		digit[n] = ids_at(t, i++) - '0';
	}
	*to = i;
	return !ids_is_digit(ids_at(t, i));
}

/* A number stands beside it on its line: then both are figures of a table. */
static bool among_figures(const struct ids_text *t, size_t from, size_t to)
{
	size_t k = from;

	while (k > 0 && ids_at(t, k - 1) != '\n' &&
	    (ids_is_blank(ids_at(t, k - 1)) || ids_at(t, k - 1) == '.' ||
		ids_at(t, k - 1) == ',')) {
		k--;
	}
	if (k > 0 && ids_is_digit(ids_at(t, k - 1))) {
		return true;
	}
	k = to;
	while (ids_at(t, k) == ' ' || ids_at(t, k) == '\t') {
		k++;
	}
	return ids_is_digit(ids_at(t, k));
}

/* Which of the labels before stands closest. */
static bool is_labelled(const struct ids_text *t, size_t i, size_t to,
    bool taxpayers, bool *innocent)
{
	size_t s = ids_label_before(t, i, social, NEAR);
	size_t x = taxpayers ? ids_label_before(t, i, taxpayer, NEAR) : 0;
	size_t o = ids_label_before(t, i, other, 16);

	s = x > s ? x : s;
	*innocent = o > s;
	return (s > 0 && s >= o) || ids_label_after(t, to, social);
}

bool ids_ssn_at(const struct ids_text *t, size_t i, struct ids_match *m)
{
	uint32_t digit[DIGITS];
	enum part how;
	bool labelled, innocent;
	size_t to = 0;

	if (!ids_is_digit(ids_at(t, i)) ||
	    (i > 0 && ids_is_digit(ids_at(t, i - 1)))) {
		return false;
	}
	how = read_groups(t, i, digit, &to);
	if (how == PART_NONE && !read_loose(t, i, digit, &to)) {
		return false;
	}
	*m = (struct ids_match){ .from = i, .to = to };
	if (!accept(digit, m)) {
		return false;
	}
	/* A company, too, has nine digits for the tax collector. */
	labelled = is_labelled(t, i, to, m->kind == IC_FINDING_TAXPAYER,
	    &innocent);
	if (labelled) {
		return true;
	}
	if (how == PART_NONE || innocent || !ids_is_free(t, i, to)) {
		return false;
	}
	return how == PART_DASH || !among_figures(t, i, to);
}
