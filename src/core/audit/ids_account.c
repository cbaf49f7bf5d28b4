/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Numbers of financial accounts: cards by their issuer's range and check digit
 * (ISO/IEC 7812-1, Luhn), IBANs (ISO 13616, mod 97), others by their label;
 * routing numbers by label and checksum (ABA).
 */
#include "ids_priv.h"

#define NEAR 40
#define CARD_MIN 13
#define CARD_MAX 19
#define ACCOUNT_MIN 6 /* digits; four are what the rule leaves */
#define ACCOUNT_MAX 17
#define IBAN_MIN 15
#define IBAN_MAX 34

static const char *const not_card[] = { "tracking", "serial", "isbn", "bates",
	"confirmation", "order", "invoice", "imei", "meid", "iccid", "doi",
	"patent", "model", "part", "case", "docket", "upc", "gtin", "ean",
	"sku", "phone", "tel", "fax", "id", "receipt", "ticket", NULL };

/* The digits of a number with single blanks or dashes in it. */
struct digits {
	uint8_t at[CARD_MAX + 1];
	size_t n;
	size_t group[CARD_MAX + 1]; /* digits up to each mark */
	size_t groups;
	size_t breaks; /* of lines, in it */
	size_t to;
};

static bool is_mark(uint32_t c)
{
	return c == ' ' || c == '-' || c == '\n';
}

static void read_digits(const struct ids_text *t, size_t i, struct digits *d)
{
	*d = (struct digits){ .to = i };
	for (;;) {
		while (ids_is_digit(ids_at(t, i)) && d->n <= CARD_MAX) {
			d->at[d->n++] = (uint8_t)(ids_at(t, i++) - '0');
		}
		d->to = i;
		if (d->n > CARD_MAX) {
			return;
		}
		d->group[d->groups++] = d->n;
		if (!is_mark(ids_at(t, i)) || !ids_is_digit(ids_at(t, i + 1)) ||
		    d->groups == CARD_MAX) {
			return;
		}
		d->breaks += ids_at(t, i) == '\n';
		i++;
	}
}

static bool luhn(const uint8_t *digit, size_t n)
{
	unsigned sum = 0;

	for (size_t i = 0; i < n; i++) {
		unsigned v = digit[n - 1 - i];

		v = i % 2 ? v * 2 : v;
		sum += v > 9 ? v - 9 : v;
	}
	return sum % 10 == 0;
}

/* First digits, in six, and lengths, as bits: the issuers' ranges. */
static const struct {
	uint32_t from, to, lengths;
} issuers[] = {
	{ 400000, 499999, 1u << 13 | 1u << 16 | 1u << 19 }, /* Visa */
	{ 510000, 559999, 1u << 16 },                       /* Mastercard */
	{ 222100, 272099, 1u << 16 },
	{ 340000, 349999, 1u << 15 }, /* American Express */
	{ 370000, 379999, 1u << 15 },
	{ 601100, 601199, 1u << 16 | 1u << 19 }, /* Discover */
	{ 644000, 659999, 1u << 16 | 1u << 19 },
	{ 620000, 629999, 0xfu << 16 }, /* UnionPay */
	{ 300000, 305999, 1u << 14 },   /* Diners Club */
	{ 309500, 309599, 1u << 14 }, { 360000, 369999, 1u << 14 },
	{ 380000, 399999, 1u << 14 }, { 352800, 358999, 1u << 16 }, /* JCB */
};

static bool is_issued(const struct digits *d)
{
	uint32_t first = 0;

	for (size_t i = 0; i < 6; i++) {
		first = first * 10 + d->at[i];
	}
	for (size_t i = 0; i < sizeof(issuers) / sizeof(*issuers); i++) {
		if (first >= issuers[i].from && first <= issuers[i].to &&
		    issuers[i].lengths >> d->n & 1) {
			return true;
		}
	}
	return false;
}

/* As cards are written: in one, in fours, or 4-6-5 and 4-6-4. */
static bool is_grouped_as_card(const struct digits *d)
{
	if (d->groups == 1) {
		return true;
	}
	if (d->groups == 3 && d->group[0] == 4 && d->group[1] == 10) {
		return true;
	}
	for (size_t i = 0; i + 1 < d->groups; i++) {
		if (d->group[i] != 4 * (i + 1)) {
			return false;
		}
	}
	return d->n - d->group[d->groups - 2] <= 4;
}

bool ids_card_at(const struct ids_text *t, size_t i, struct ids_match *m)
{
	struct digits d;

	if (!ids_is_digit(ids_at(t, i)) ||
	    (i > 0 && ids_is_digit(ids_at(t, i - 1)))) {
		return false;
	}
	read_digits(t, i, &d);
	/* Figures of a column are no card's. */
	if (d.n < CARD_MIN || d.n > CARD_MAX || d.breaks > 1 ||
	    !is_issued(&d) || !luhn(d.at, d.n) || !is_grouped_as_card(&d) ||
	    !ids_is_free(t, i, d.to) || ids_label_before(t, i, not_card, 24)) {
		return false;
	}
	*m = (struct ids_match){ IC_FINDING_ACCOUNT, i, d.to,
		IC_FINDING_LAST_MAX };
	return true;
}

/* Letters are 10 and on; the first four characters go last. */
static bool mod97(const uint32_t *c, size_t n)
{
	uint32_t rest = 0;

	for (size_t i = 0; i < n; i++) {
		uint32_t k = c[(i + 4) % n];
		uint32_t v = ids_is_digit(k) ? k - '0' : k - 'a' + 10;

		rest = (rest * (v > 9 ? 100 : 10) + v) % 97;
	}
	return rest == 1;
}

static bool looks_like_iban(const struct ids_text *t, size_t i)
{
	return i + 4 < t->n && t->at[i].upper && t->at[i + 1].upper &&
	    ids_is_digit(ids_at(t, i + 2)) && ids_is_digit(ids_at(t, i + 3)) &&
	    ids_at(t, i) <= 'z' && ids_at(t, i + 1) <= 'z' &&
	    (i == 0 || !ids_is_alnum(ids_at(t, i - 1)));
}

bool ids_iban_at(const struct ids_text *t, size_t i, struct ids_match *m)
{
	uint32_t c[IBAN_MAX];
	size_t n = 0, k = i, digits = 0;

	if (!looks_like_iban(t, i)) {
		return false;
	}
	while (n < IBAN_MAX) {
		uint32_t at = ids_at(t, k);

		if (is_mark(at) && n % 4 == 0) {
			at = ids_at(t, ++k);
		}
		if (!ids_is_digit(at) &&
		    !(at >= 'a' && at <= 'z' && t->at[k].upper)) {
			break;
		}
		digits += ids_is_digit(at);
		c[n++] = at;
		k++;
		if (n >= IBAN_MIN && digits >= 8 &&
		    !ids_is_alnum(ids_at(t, k)) && mod97(c, n)) {
			*m = (struct ids_match){ IC_FINDING_ACCOUNT, i, k,
				IC_FINDING_LAST_MAX };
			return true;
		}
	}
	return false;
}

static const char *const account[] = { "account no", "account no.",
	"account nos", "account number", "account numbers", "account num",
	"account #", "account#", "account:", "acct", "acct.", "accts",
	"acct no", "acct. no", "acct number", "acct #", "acct#", "a/c",
	"a/c no", "a/c number", "bank account", "checking account",
	"chequing account", "savings account", "deposit account",
	"brokerage account", "investment account", "credit card", "debit card",
	"card no", "card number", "card #", "loan no", "loan number", "loan #",
	"iban", "checking", "savings", "accountnumber", "account", NULL };

static const char *const routing[] = { "routing", "routing no",
	"routing number", "routing #", "routing transit", "rtn", "r/t",
	"transit number", "aba", "aba no", "aba number", "aba #", NULL };

static const char *const not_account[] = { "case", "case no", "docket", "bates",
	"invoice", "phone", "tel", "telephone", "fax", "order", "check no",
	"check number", "tracking", "dated", "date", "dob", "ssn",
	"social security", "zip", "reference", "ref", "confirmation", "ein",
	"user id", "page", "pages", NULL };

static bool is_routing(const struct digits *d)
{
	static const uint8_t weight[3] = { 3, 7, 1 };
	unsigned sum = 0, zero = 0;

	if (d->n != 9) {
		return false;
	}
	for (size_t i = 0; i < 9; i++) {
		sum += d->at[i] * weight[i % 3];
		zero += d->at[i] == 0;
	}
	return sum % 10 == 0 && zero < 9;
}

/* "**1234567" and "xxxx4567" are masked; letters are part of a number. */
static bool is_masked(const struct ids_text *t, size_t i)
{
	for (size_t k = i; k > 0 && i - k < 3; k--) {
		uint32_t c = ids_at(t, k - 1);

		if (c == '*' || c == 0x2022 || c == 0x25cf || c == 0x2588 ||
		    c == 0xb7 ||
		    (c == 'x' && k > 1 && ids_at(t, k - 2) == 'x')) {
			return true;
		}
		if (c != '-' && c != ' ') {
			return false;
		}
	}
	return false;
}

/* "account" alone says less than "account no.": 8 digits, right beside it. */
static bool is_far(const struct ids_text *t, size_t label, size_t i, size_t n)
{
	static const char bare[] = "account";
	size_t len = sizeof(bare) - 1;

	if (label < len + 1) {
		return false;
	}
	for (size_t k = 0; k < len; k++) {
		if (ids_at(t, label - 1 - len + k) != (unsigned char)bare[k]) {
			return false;
		}
	}
	return n < 8 || i - (label - 1) > 3;
}

/* Groups of a date, an amount or a phone number are no account's. */
static bool is_other(const struct ids_text *t, size_t i, size_t to)
{
	uint32_t before = i > 0 ? ids_at(t, i - 1) : 0;
	uint32_t after = ids_at(t, to), next = ids_at(t, to + 1);

	return before == '$' || before == '.' || before == ',' ||
	    before == '/' || before == '(' || after == '/' || after == '%' ||
	    after == '@' ||
	    ((after == '.' || after == ',') && ids_is_digit(next)) ||
	    ids_date_at(t, i) != 0;
}

static size_t start_of(const struct ids_text *t, size_t i)
{
	size_t k = i;

	while (k > 0 && i - k < 4 &&
	    (ids_is_letter(ids_at(t, k - 1)) ||
		(k < i && ids_at(t, k - 1) == '-'))) {
		k--;
	}
	if (k < i && k > 0 && ids_is_alnum(ids_at(t, k - 1))) {
		return i + 1; /* a word: no number begins here */
	}
	return k;
}

bool ids_account_at(const struct ids_text *t, size_t i, struct ids_match *m)
{
	struct digits d;
	size_t a, r, o, from;

	if (!ids_is_digit(ids_at(t, i)) ||
	    (i > 0 && ids_is_digit(ids_at(t, i - 1)))) {
		return false;
	}
	read_digits(t, i, &d);
	from = start_of(t, i);
	if (d.n < ACCOUNT_MIN || d.n > ACCOUNT_MAX || d.breaks > 0 ||
	    from > i || is_masked(t, from) || is_other(t, i, d.to)) {
		return false;
	}
	a = ids_label_before(t, from, account, NEAR);
	r = ids_label_before(t, from, routing, NEAR);
	o = ids_label_before(t, from, not_account, 16);
	if ((a == 0 && r == 0) || (o > a && o > r)) {
		return false;
	}
	if (r > a ? !is_routing(&d) : is_far(t, a, from, d.n)) {
		return false;
	}
	*m = (struct ids_match){ IC_FINDING_ACCOUNT, from, d.to,
		IC_FINDING_LAST_MAX };
	return true;
}
