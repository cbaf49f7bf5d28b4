/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/identifiers.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "core/finding.h"
#include "suites.h"

#define ROOM 400

static size_t runes_of(const char *text, uint32_t out[ROOM])
{
	size_t n = 0, len = strlen(text);

	for (size_t at = 0; at < len;) {
		ck_assert_uint_lt(n, ROOM);
		out[n++] = ic_utf8_next(text, len, &at);
	}
	return n;
}

/* "kind:last" of each match, blanks between. */
static const char *found_in(const char *text, const struct ic_minors *minors)
{
	static char said[1000];
	uint32_t runes[ROOM];
	struct ic_identifier id[16];
	size_t n = runes_of(text, runes);
	size_t k = ic_identifiers_find(runes, n, minors, id, 16), len = 0;

	said[0] = '\0';
	for (size_t i = 0; i < k; i++) {
		ck_assert_uint_lt(id[i].from, id[i].to);
		ck_assert_uint_le(id[i].to, n);
		ck_assert_uint_le(id[i].told, IC_FINDING_LAST_MAX);
		len += (size_t)snprintf(said + len, sizeof(said) - len, "%s%s",
		    i ? " " : "", ic_finding_word(id[i].kind));
		for (size_t c = 0; c < id[i].told; c++) {
			uint32_t r = id[i].last[c];

			len += (size_t)snprintf(said + len, sizeof(said) - len,
			    "%s%c", c == 0 ? ":" : "", r < 128 ? (int)r : '?');
		}
	}
	return said;
}

struct row {
	const char *text, *found;
};

#define SSN(last) "social-security-number:" last
#define TIN(last) "taxpayer-number:" last
#define BORN(last) "birth-date:" last
#define ACCOUNT(last) "account-number:" last
#define PHONE(last) "phone-number:" last
#define LICENSE(last) "license-number:" last

static const struct row rows[] = {
	/* Social security */
	{ "123-45-6789", SSN("6789") },
	{ "SSN: 123-45-6789.", SSN("6789") },
	{ "(123-45-6789)", SSN("6789") },
	{ "#123-45-6789", SSN("6789") },
	{ "123\xe2\x80\x93"
	  "45\xe2\x80\x93"
	  "6789",
	    SSN("6789") },
	{ "123\xe2\x80\x91"
	  "45\xe2\x80\x91"
	  "6789",
	    SSN("6789") },
	{ "123\xe2\x88\x92"
	  "45\xe2\x88\x92"
	  "6789",
	    SSN("6789") },
	{ "123 - 45 - 6789", SSN("6789") },
	{ "number 123 45 6789 was", SSN("6789") },
	{ "123\xc2\xa0"
	  "45\xc2\xa0"
	  "6789",
	    SSN("6789") },
	{ "123.45.6789", SSN("6789") },
	{ "123-45-\n6789", SSN("6789") },
	{ "SSN 123456789", SSN("6789") },
	{ "Social Security No. 123456789", SSN("6789") },
	{ "Social Security Number of the plaintiff: 123456789", SSN("6789") },
	{ "S.S.N.: 123456789", SSN("6789") },
	{ "SS# 123456789", SSN("6789") },
	{ "last name Doe, SSN: 123456789", SSN("6789") },
	{ "SSN\t123456789", SSN("6789") },
	{ "SSN\n1 2 3 4 5 6 7 8 9", SSN("6789") },
	{ "SSN 1 2 3 - 4 5 - 6 7 8 9", SSN("6789") },
	{ "123456789 (SSN)", SSN("6789") },
	{ "Case 12, SSN: 123-45-6789", SSN("6789") },
	{ "\xef\xbc\x91\xef\xbc\x92\xef\xbc\x93-45-6789", SSN("6789") },
	{ "899-12-0001", SSN("0001") },
	{ "123456789", "" },
	{ "000-45-6789", "" },
	{ "666-45-6789", "" },
	{ "123-00-6789", "" },
	{ "123-45-0000", "" },
	{ "SSN 000456789", "" },
	{ "xxx-xx-6789", "" },
	{ "XXX-XX-6789", "" },
	{ "***-**-6789", "" },
	{ "SSN: xxx-xx-6789, employee 123456789", "" },
	{ "SSN ending in 6789", "" },
	{ "12345-6789", "" },
	{ "123-456-789", "" },
	{ "1123-45-6789", "" },
	{ "123-45-67890", "" },
	{ "ABC-123-45-6789", "" },
	{ "123-45-6789-01", "" },
	{ "$123.45.6789", "" },
	{ "12 123 45 6789 33", "" },
	{ "123\t45\t6789", "" },
	{ "Part No. 123-45-6789", "" },
	{ "Docket 123-45-6789", "" },
	{ "2:19-cv-00007-ABC", "" },
	{ "42 U.S.C. 1983, 123 F.3d 456, 789", "" },
	{ "pp. 123-45, 67-89", "" },
	{ "EIN 12-3456789", "" },
	{ "EIN: 123456789", "" },
	{ "State Tax ID\n123456789", "" },
	{ "IC000123456789", "" },
	{ "ISBN 978-3-16-148410-0", "" },
	/* Taxpayers */
	{ "912-70-1234", TIN("1234") },
	{ "ITIN 999881234", TIN("1234") },
	{ "912-50-1234", TIN("1234") },
	{ "912-49-1234", "" },
	{ "912-66-1234", "" },
	{ "912-89-1234", "" },
	{ "912-93-1234", "" },
	{ "9xx-xx-1234", "" },
	/* Birth dates */
	{ "DOB: 03/04/1980", BORN("1980") },
	{ "D.O.B. 3-4-80", "birth-date" },
	{ "DOB 1980-03-04", "birth-date" },
	{ "Date of birth: March 4, 1980", BORN("1980") },
	{ "date of birth is the 4th day of March, 1980", BORN("1980") },
	{ "was born on 4 March 1980 in", BORN("1980") },
	{ "born in Chicago, Illinois, on Mar. 4, 1980", BORN("1980") },
	{ "born Sept. 4th, 1980", BORN("1980") },
	{ "Birth Date\n03.04.1980", BORN("1980") },
	{ "Date\nof Birth 03 / 04 / 1980", BORN("1980") },
	{ "03/04/1980 (DOB)", BORN("1980") },
	{ "DOB 03041980", BORN("1980") },
	{ "DOB 0 3 / 0 4 / 1 9 8 0", "birth-date" },
	{ "DOB 19800304", "birth-date" },
	{ "March 4, 1980 (date of birth)", BORN("1980") },
	{ "Date of birth: 1980", "" },
	{ "born in 1980", "" },
	{ "DOB: xx/xx/1980", "" },
	{ "DOB: [redacted]. Filed 03/04/2020", "" },
	{ "Dated: March 4, 1980", "" },
	{ "on March 4, 1980, the plaintiff", "" },
	{ "DOB 13/44/1980", "" },
	{ "You were born before January 2, 1946", "" },
	{ "Born v. Smith, 12 F.3d 45 (2004)", "" },
	{ "reborn 03/04/1980", "" },
	{ "DOB 03/04/1980 and 05/06/1990", BORN("1980") },
	/* Accounts */
	{ "4111 1111 1111 1111", ACCOUNT("1111") },
	{ "4111-1111-1111-1111", ACCOUNT("1111") },
	{ "4111111111111111", ACCOUNT("1111") },
	{ "3782 822463 10005", ACCOUNT("0005") },
	{ "5555 5555 5555\n4444", ACCOUNT("4444") },
	{ "6011111111111117", ACCOUNT("1117") },
	{ "30569309025904", ACCOUNT("5904") },
	{ "2223003122003222", ACCOUNT("3222") },
	{ "4111 1111 1111 1112", "" },
	{ "xxxx xxxx xxxx 1111", "" },
	{ "Tracking no. 4111111111111111", "" },
	{ "serial 4111111111111111", "" },
	{ "1234567890123452", "" },
	{ "41 11111111 111111", "" },
	{ "DE89 3704 0044 0532 0130 00", ACCOUNT("3000") },
	{ "GB82WEST12345698765432", ACCOUNT("5432") },
	{ "GB82 WEST 1234 5698 7654 32.", ACCOUNT("5432") },
	{ "DE89 3704 0044 0532 0130 01", "" },
	{ "Account No. 0012345678", ACCOUNT("5678") },
	{ "account number: 12-345-678", ACCOUNT("5678") },
	{ "Acct # 123456789", ACCOUNT("6789") },
	{ "checking account 123456789", ACCOUNT("6789") },
	{ "account 123456789", ACCOUNT("6789") },
	{ "Account Number\n123456789", ACCOUNT("6789") },
	{ "Loan No. 9876543210", ACCOUNT("3210") },
	{ "routing number 021000021", ACCOUNT("0021") },
	{ "ABA No. 021000021", ACCOUNT("0021") },
	{ "routing number 021000022", "" },
	{ "Account No. xxxx5678", "" },
	{ "Account No. ****345678", "" },
	{ "account ending in 5678", "" },
	{ "Account No. 5678", "" },
	{ "on account of 123456789 reasons", "" },
	{ "Account number\n75\n76\n77\n78", "" },
	{ "4111\n1111\n1111\n1111", "" },
	{ "account balance: $1,234,567.89", "" },
	{ "account opened 03/04/2010", "" },
	{ "Account statement, case no. 123456789", "" },
	/* The rest */
	{ "(415) 555-0123", PHONE("0123") },
	{ "415-555-0123", PHONE("0123") },
	{ "415.555.0123", PHONE("0123") },
	{ "1-800-555-0199", PHONE("0199") },
	{ "Tel. 4155550123", PHONE("0123") },
	{ "+44 20 7946 0958", PHONE("0958") },
	{ "115-555-0123", "" },
	{ "4155550123", "" },
	{ "415 555 0123", "" },
	{ "jane.doe@example.com", "e-mail-address:.com" },
	{ "jane@localhost", "" },
	{ "a @ b.com", "" },
	{ "Driver's License No. A1234567", LICENSE("4567") },
	{ "driver\xe2\x80\x99s license number D1234567", LICENSE("4567") },
	{ "DL# 12345678", LICENSE("5678") },
	{ "CDL No. B7654321", LICENSE("4321") },
	{ "A1234567", "" },
	{ "driver's license was suspended", "" },
	{ "He resides at 1402 Oak Ridge Drive", "home-address" },
	{ "Home address: 12 Elm St., Springfield, IL 62701", "home-address" },
	{ "1402 Oak Ridge Lane\nFresno, CA 93650", "home-address" },
	{ "1402 Oak Ridge Lane Apt. 4, Fresno, CA 93650-1234", "home-address" },
	{ "2500 Tulare Street, Suite 4401, Fresno, CA 93721", "" },
	{ "Attorneys for Plaintiff\n100 Main Street\nFresno, CA 93721", "" },
	{ "100 Main Street", "" },
	{ "Acme Incorporated, 345 Park Avenue, San Jose, California 95110",
	    "" },
	{ "P.O. Box 12, Fresno, CA 93721", "" },
};

START_TEST(a_text_holds_what_its_row_says)
{
	const struct row *r = &rows[_i];

	ck_assert_str_eq(found_in(r->text, NULL), r->found);
}
END_TEST

static const char list[] = "Maria Elena L\xc3\xb3pez\n# a note\n\n"
			   "O'Brien, Sean\nTimothy\nAnna van Dyke\r\n";

static const struct row names[] = {
	{ "Maria Elena L\xc3\xb3pez", "minor-name" },
	{ "MARIA LOPEZ", "minor-name" },
	{ "Maria E. Lopez", "minor-name" },
	{ "Mar\xc3\xad"
	  "a Lo\xcc\x81pez",
	    "minor-name" },
	{ "Lopez, Maria", "minor-name" },
	{ "Lopez, Maria Elena", "minor-name" },
	{ "Maria\nLopez", "minor-name" },
	{ "Maria Lo-\npez", "minor-name" },
	{ "Maria Lopez's mother", "minor-name" },
	{ "Sean O\xe2\x80\x99"
	  "Brien",
	    "minor-name" },
	{ "O'Brien, Sean P.", "minor-name" },
	{ "Sean P. O'Brien", "minor-name" },
	{ "timothy", "minor-name" },
	{ "van Dyke, Anna", "minor-name" },
	{ "Anna van Dyke", "minor-name" },
	{ "M.E.L.", "" },
	{ "M. L.", "" },
	{ "Maria", "" },
	{ "Lopez", "" },
	{ "Maria Lopezina", "" },
	{ "Maria went to see Ms. Lopez", "" },
	{ "Maria. The Lopez family", "" },
	{ "Timothyson", "" },
	{ "Sean", "" },
	{ "O'Brien", "" },
};

START_TEST(a_minor_is_found_by_name_and_not_by_initials)
{
	struct ic_minors m = { 0 };

	ck_assert(ic_minors_load(list, strlen(list), &m));
	ck_assert_uint_eq(m.n, 4);
	ck_assert_str_eq(found_in(names[_i].text, &m), names[_i].found);
	ic_minors_finish(&m);
}
END_TEST

START_TEST(any_knows_the_kinds_of_the_rule_and_no_others)
{
	static const struct {
		const char *text;
		bool any;
	} said[] = {
		{ "SSN: 123-45-6789", true },
		{ "DOB: 3/4/1980", true },
		{ "912-70-1234", true },
		{ "4111 1111 1111 1111", true },
		{ "(415) 555-0123", false },
		{ "jane.doe@example.com", false },
		{ "", false },
		{ "the quick brown fox", false },
	};
	uint32_t runes[ROOM];

	for (size_t i = 0; i < sizeof(said) / sizeof(*said); i++) {
		size_t n = runes_of(said[i].text, runes);

		ck_assert_msg(ic_identifiers_any(runes, n) == said[i].any,
		    "row %zu", i);
	}
}
END_TEST

START_TEST(indices_are_those_of_the_text_and_not_of_the_folded_one)
{
	/* A soft hyphen and a zero-width space before and inside. */
	const uint32_t runes[] = { 0xad, 'x', ' ', '1', '2', 0x200b, '3', '-',
		'4', '5', '-', '6', '7', '8', '9', 0xad, '.' };
	struct ic_identifier id;

	ck_assert_uint_eq(ic_identifiers_find(runes,
			      sizeof(runes) / sizeof(*runes), NULL, &id, 1),
	    1);
	ck_assert_uint_eq(id.from, 3);
	ck_assert_uint_eq(id.to, 15);
}
END_TEST

START_TEST(a_list_of_too_many_or_too_long_names_is_refused)
{
	static char many[2 * (IC_MINORS_MAX + 1)];
	char lengthy[IC_MINOR_TOKEN_MAX + 2];
	struct ic_minors m = { 0 };

	for (size_t i = 0; i < sizeof(many); i += 2) {
		memcpy(many + i, "a\n", 2);
	}
	ck_assert(ic_minors_load(many, sizeof(many) - 2, &m));
	ic_minors_finish(&m);
	ck_assert(!ic_minors_load(many, sizeof(many), &m));
	ck_assert_ptr_null(m.at);
	memset(lengthy, 'a', sizeof(lengthy));
	ck_assert(!ic_minors_load(lengthy, sizeof(lengthy) - 0, &m));
	ck_assert(ic_minors_load(lengthy, IC_MINOR_TOKEN_MAX, &m));
	ic_minors_finish(&m);
}
END_TEST

Suite *suite_identifiers(void)
{
	Suite *s = suite_create("identifiers");
	TCase *t = tcase_create("identifiers");

	tcase_add_loop_test(t, a_text_holds_what_its_row_says, 0,
	    (int)(sizeof(rows) / sizeof(*rows)));
	tcase_add_loop_test(t, a_minor_is_found_by_name_and_not_by_initials, 0,
	    (int)(sizeof(names) / sizeof(*names)));
	tcase_add_test(t, any_knows_the_kinds_of_the_rule_and_no_others);
	tcase_add_test(t,
	    indices_are_those_of_the_text_and_not_of_the_folded_one);
	tcase_add_test(t, a_list_of_too_many_or_too_long_names_is_refused);
	suite_add_tcase(s, t);
	return s;
}
