/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/served.h"

#include <stdio.h>
#include <string.h>

#include "suites.h"

#define HEAD \
	"\xef\xbb\xbf" \
	"id,Bates page,codes,basis,description,area\r\n"
#define ROW_A "A,COE000001,PII,order,who,part\r\n"
#define ROW_B "B,COE000002,\"IA, PII\",order,where,part\r\n"
#define ROW_C "C,COE000003,PII,order,\"a \"\"b\"\"\",whole\r\n"
#define ROW_C4 "C,COE000004,PII,order,\"a \"\"b\"\"\",whole\r\n"
#define ALL HEAD ROW_A ROW_B ROW_C ROW_C4

static char told[1024];

/* "2 A,COE000001 codes;": all that is told, in its order. */
static bool note(void *user, const struct ic_row_finding *f)
{
	static const char *const word[] = { "added", "missing", "cell", "moved",
		"form", "text" };
	size_t n = strlen(told);

	(void)user;
	snprintf(told + n, sizeof(told) - n, "%s%s %zu %s%s%s %s",
	    n ? "; " : "", word[f->fault], f->row, f->key[0] ? f->key[0] : "-",
	    f->key[1] ? "," : "", f->key[1] ? f->key[1] : "",
	    f->column ? f->column : "-");
	return true;
}

static const struct ic_served_form redactions = { .keys = 2,
	.ncolumns = 6,
	.column = { "id", "Bates page", "codes", "basis", "description",
	    "area" } };
static const struct ic_served_form bates = { .keys = 1,
	.ncolumns = 4,
	.column = { "BEGBATES", "ENDBATES", "PGCOUNT", "SHA256" } };

static const char *differ(const struct ic_served_form *what, const char *have,
    size_t n, const char *want)
{
	struct ic_buf a = { 0 }, b = { 0 };
	struct ic_error err = { 0 };

	told[0] = '\0';
	ic_buf_add(&a, have, n);
	ic_buf_puts(&b, want);
	ck_assert_msg(ic_served_compare(what, &a, &b, note, NULL, &err), "%s",
	    err.msg);
	ic_buf_finish(&a);
	ic_buf_finish(&b);
	return told;
}

static const char *log_says(const char *have)
{
	return differ(&redactions, have, strlen(have), ALL);
}

START_TEST(the_same_bytes_are_no_finding)
{
	ck_assert_str_eq(log_says(ALL), "");
	ck_assert_str_eq(differ(&ic_served_sums, "", 0, ""), "");
}
END_TEST

START_TEST(a_row_that_was_taken_out_is_named)
{
	ck_assert_str_eq(log_says(HEAD ROW_A ROW_C ROW_C4),
	    "missing 0 B,COE000002 -");
	ck_assert_str_eq(log_says(HEAD ROW_A ROW_B ROW_C),
	    "missing 0 C,COE000004 -");
	ck_assert_str_eq(log_says(ROW_A ROW_B ROW_C ROW_C4),
	    "missing 0 id,Bates page -");
}
END_TEST

START_TEST(a_row_that_was_put_in_is_counted_not_quoted)
{
	ck_assert_str_eq(log_says(HEAD ROW_A
			     "X,COE000009,secret,,,\r\n" ROW_B ROW_C ROW_C4),
	    "added 3 - -");
	ck_assert_str_eq(log_says(HEAD ROW_A ROW_A ROW_B ROW_C ROW_C4),
	    "added 3 - -");
	ck_assert_str_eq(log_says(ALL "\r\n"), "added 6 - -");
}
END_TEST

START_TEST(two_rows_that_changed_places_are_two_findings)
{
	ck_assert_str_eq(log_says(HEAD ROW_C ROW_B ROW_A ROW_C4),
	    "moved 2 C,COE000003 -; moved 4 A,COE000001 -");
}
END_TEST

START_TEST(a_changed_cell_is_named)
{
	ck_assert_str_eq(log_says(HEAD
			     "A,COE000001,IA,order,who,part\r\n" ROW_B ROW_C
				 ROW_C4),
	    "cell 2 A,COE000001 codes");
	ck_assert_str_eq(log_says(HEAD ROW_A ROW_B ROW_C
			     "C,COE000004,PII,law,x,whole\r\n"),
	    "cell 5 C,COE000004 basis; cell 5 C,COE000004 description");
	ck_assert_str_eq(
	    log_says(HEAD ROW_A ROW_B ROW_C
		"C,COE000004,PII,order,\"a \"\"b\"\"\",whole,more\r\n"),
	    "cell 5 C,COE000004 number of cells");
}
END_TEST

START_TEST(a_changed_key_is_a_row_too_many_and_one_too_few)
{
	ck_assert_str_eq(log_says(HEAD
			     "A,COE000002,PII,order,who,part\r\n" ROW_B ROW_C
				 ROW_C4),
	    "added 2 - -; missing 0 A,COE000001 -");
}
END_TEST

START_TEST(rows_that_are_right_in_another_form_are_a_finding)
{
	ck_assert_str_eq(log_says("id,Bates page,codes,basis,description,area"
				  "\r\n" ROW_A ROW_B ROW_C ROW_C4),
	    "form 0 - -");
	ck_assert_str_eq(log_says(HEAD
			     "\"A\",COE000001,PII,order,who,part\n" ROW_B ROW_C
				 ROW_C4),
	    "form 0 - -");
}
END_TEST

START_TEST(what_is_no_text_is_told_as_that)
{
	ck_assert_str_eq(log_says("\xff\xfe"
				  "i"),
	    "text 0 - -");
	ck_assert_str_eq(log_says(HEAD "\"A,COE000001"), "text 0 - -");
	ck_assert_str_eq(differ(&ic_served_sums, "a\0b", 3, "a  b\n"),
	    "text 0 - -");
	ck_assert_str_eq(differ(&bates, "", 0, "A\r\n"), "missing 0 A -");
}
END_TEST

static const char *sums_say(const char *have)
{
	return differ(&ic_served_sums, have, strlen(have),
	    "aa  logs/x\nbb  redacted/A B.pdf\n");
}

START_TEST(a_line_of_hashes_is_known_by_its_file)
{
	ck_assert_str_eq(sums_say("aa  logs/x\nbc  redacted/A B.pdf\n"),
	    "cell 2 redacted/A B.pdf hash");
	ck_assert_str_eq(sums_say("aa  logs/x\n"),
	    "missing 0 redacted/A B.pdf -");
	ck_assert_str_eq(sums_say("aa  logs/x\nbb  redacted/A B.pdf\njunk"),
	    "added 3 - -");
}
END_TEST

Suite *suite_served(void)
{
	Suite *s = suite_create("served");
	TCase *t = tcase_create("served");

	tcase_add_test(t, the_same_bytes_are_no_finding);
	tcase_add_test(t, a_row_that_was_taken_out_is_named);
	tcase_add_test(t, a_row_that_was_put_in_is_counted_not_quoted);
	tcase_add_test(t, two_rows_that_changed_places_are_two_findings);
	tcase_add_test(t, a_changed_cell_is_named);
	tcase_add_test(t, a_changed_key_is_a_row_too_many_and_one_too_few);
	tcase_add_test(t, rows_that_are_right_in_another_form_are_a_finding);
	tcase_add_test(t, what_is_no_text_is_told_as_that);
	tcase_add_test(t, a_line_of_hashes_is_known_by_its_file);
	suite_add_tcase(s, t);
	return s;
}
