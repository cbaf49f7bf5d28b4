/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Personal data on a page: how its lines are read, and what is told. */
#include "audited.h"
#include "suites.h"

#include <stdlib.h>

static struct testpdf t;

static void teardown(void)
{
	testpdf_finish(&t);
	audited_teardown();
}

#define FONT \
	"/MediaBox[0 0 400 200]/Resources<</Font<</F<</Type/Font" \
	"/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>>>"
#define AT(x, y, text) "BT /F 12 Tf " #x " " #y " Td (" text ") Tj ET\n"

static const struct ic_findings *of(const char *content)
{
	testpdf_finish(&t);
	testpdf_page(&t, FONT, content);
	return audited(&t, false);
}

static uint32_t count(const char *content, enum ic_finding_kind kind)
{
	return audited_count(of(content), kind);
}

START_TEST(a_number_is_a_warning_in_its_place_with_its_last_four)
{
	const struct ic_findings *f = of(
	    AT(20, 100, "His number is 123-45-6789."));
	const struct ic_finding_item *at = audited_first(f,
	    IC_FINDING_SOCIAL_SECURITY);

	ck_assert_uint_eq(audited_count(f, IC_FINDING_SOCIAL_SECURITY), 1);
	ck_assert_uint_eq(at->severity, IC_SEVERITY_WARNING);
	ck_assert_str_eq(at->text, "6789");
	/* Helvetica, by its widths: 76.7 points before it, 68 of it. */
	ck_assert_int_lt(abs(at->rect.x0 - 96680), 500);
	ck_assert_int_lt(abs(at->rect.x1 - 164720), 500);
	ck_assert_int_gt(at->rect.y0, 80000);
	ck_assert_int_lt(at->rect.y1, 110000);
}
END_TEST

START_TEST(a_label_may_stand_far_to_the_left)
{
	ck_assert_uint_eq(count(AT(20, 100, "SSN") AT(250, 100, "123456789"),
			      IC_FINDING_SOCIAL_SECURITY),
	    1);
}
END_TEST

START_TEST(a_label_may_stand_above_in_its_column)
{
	ck_assert_uint_eq(count(AT(20, 120, "Name") AT(200, 120, "SSN") AT(20,
				    100, "Roe") AT(200, 100, "123456789"),
			      IC_FINDING_SOCIAL_SECURITY),
	    1);
}
END_TEST

START_TEST(the_label_of_another_column_says_nothing)
{
	ck_assert_uint_eq(count(AT(20, 120, "SSN") AT(200, 120, "Claim") AT(20,
				    100, "none") AT(200, 100, "123456789"),
			      IC_FINDING_SOCIAL_SECURITY),
	    0);
}
END_TEST

START_TEST(the_head_of_a_column_is_the_label_of_all_its_rows)
{
	ck_assert_uint_eq(count(AT(200, 140, "SSN") AT(200, 120, "123456789")
				    AT(200, 100, "223456789")
					AT(200, 80, "323456789"),
			      IC_FINDING_SOCIAL_SECURITY),
	    3);
}
END_TEST

START_TEST(a_number_is_found_over_a_line_break)
{
	ck_assert_uint_eq(count(AT(20, 100, "the number 123-45-")
				    AT(20, 86, "6789 is his"),
			      IC_FINDING_SOCIAL_SECURITY),
	    1);
}
END_TEST

START_TEST(figures_of_a_table_are_none)
{
	ck_assert_uint_eq(count(AT(20, 100, "123") AT(80, 100, "45")
				    AT(140, 100, "6789"),
			      IC_FINDING_SOCIAL_SECURITY),
	    0);
}
END_TEST

START_TEST(what_is_painted_twice_is_told_once)
{
	ck_assert_uint_eq(count(AT(20, 100, "123-45-6789")
				    AT(20.3, 100, "123-45-6789"),
			      IC_FINDING_SOCIAL_SECURITY),
	    1);
}
END_TEST

START_TEST(words_that_are_not_painted_are_looked_at)
{
	ck_assert_uint_eq(count("3 Tr " AT(20, 100, "SSN 123-45-6789"),
			      IC_FINDING_SOCIAL_SECURITY),
	    1);
}
END_TEST

START_TEST(turned_text_is_read_as_it_runs)
{
	ck_assert_uint_eq(count("q 0 1 -1 0 100 0 cm " AT(20, 20,
				    "SSN 123-45-6789") "Q",
			      IC_FINDING_SOCIAL_SECURITY),
	    1);
}
END_TEST

START_TEST(digits_that_are_placed_one_by_one_are_a_number)
{
	ck_assert_uint_eq(
	    count(AT(20, 100, "DOB:") "BT /F 12 Tf 60 100 Td [(0)-200(3)-200(/)"
				      "-200(0)-200(4)-200(/)-200(1980)] TJ ET",
		IC_FINDING_BIRTH_DATE),
	    1);
}
END_TEST

START_TEST(two_telephones_are_told_and_three_are_counted)
{
	const struct ic_findings *f = of(
	    AT(20, 100, "415-555-0123") AT(20, 80, "415-555-0124"));
	const struct ic_finding_item *at;

	ck_assert_uint_eq(audited_count(f, IC_FINDING_PHONE), 2);
	ck_assert_str_eq(audited_first(f, IC_FINDING_PHONE)->text, "0123");
	f = of(AT(20, 100, "415-555-0123") AT(20, 80, "415-555-0124")
		AT(20, 60, "415-555-0125"));
	ck_assert_uint_eq(audited_count(f, IC_FINDING_PHONE), 1);
	at = audited_first(f, IC_FINDING_PHONE);
	ck_assert_uint_eq(at->number, 3);
	ck_assert_uint_eq(at->severity, IC_SEVERITY_NOTICE);
	ck_assert_str_eq(at->text, "");
}
END_TEST

START_TEST(a_telephone_that_comes_again_is_told_once)
{
	ck_assert_uint_eq(count(AT(20, 100, "415-555-0123")
				    AT(20, 20, "415-555-0123"),
			      IC_FINDING_PHONE),
	    1);
}
END_TEST

START_TEST(a_minor_of_the_list_is_found_and_nothing_of_the_name_told)
{
	static const char list[] = "Maria L\xc3\xb3pez\n";
	const struct ic_audit_job job = { .names = list,
		.names_len = sizeof(list) - 1 };
	const struct ic_findings *f;
	const struct ic_finding_item *at;

	testpdf_page(&t, FONT,
	    AT(20, 100, "the child, Maria") AT(20, 80, "Lopez, went"));
	f = audited_as(&t, &job);
	ck_assert_uint_eq(audited_count(f, IC_FINDING_MINOR), 1);
	at = audited_first(f, IC_FINDING_MINOR);
	ck_assert_uint_eq(at->severity, IC_SEVERITY_WARNING);
	ck_assert_str_eq(at->text, "");
}
END_TEST

START_TEST(a_masked_page_is_silent)
{
	const struct ic_findings *f = of(AT(20, 100, "SSN: xxx-xx-6789")
		AT(20, 80, "DOB: xx/xx/1980") AT(20, 60, "Account ****1234")
		    AT(20, 40, "Case 2:19-cv-00007"));

	for (uint32_t i = 0; i < f->n; i++) {
		ck_assert_uint_ne(ic_finding_group_of(f->at[i].kind),
		    IC_FINDING_GROUP_PRIVACY);
	}
}
END_TEST

Suite *suite_audit_privacy(void)
{
	Suite *s = suite_create("audit_privacy");
	TCase *c = tcase_create("audit_privacy");

	tcase_add_checked_fixture(c, audited_setup, teardown);
	tcase_add_test(c,
	    a_number_is_a_warning_in_its_place_with_its_last_four);
	tcase_add_test(c, a_label_may_stand_far_to_the_left);
	tcase_add_test(c, a_label_may_stand_above_in_its_column);
	tcase_add_test(c, the_label_of_another_column_says_nothing);
	tcase_add_test(c, the_head_of_a_column_is_the_label_of_all_its_rows);
	tcase_add_test(c, a_number_is_found_over_a_line_break);
	tcase_add_test(c, figures_of_a_table_are_none);
	tcase_add_test(c, what_is_painted_twice_is_told_once);
	tcase_add_test(c, words_that_are_not_painted_are_looked_at);
	tcase_add_test(c, turned_text_is_read_as_it_runs);
	tcase_add_test(c, digits_that_are_placed_one_by_one_are_a_number);
	tcase_add_test(c, two_telephones_are_told_and_three_are_counted);
	tcase_add_test(c, a_telephone_that_comes_again_is_told_once);
	tcase_add_test(c,
	    a_minor_of_the_list_is_found_and_nothing_of_the_name_told);
	tcase_add_test(c, a_masked_page_is_silent);
	suite_add_tcase(s, c);
	return s;
}
