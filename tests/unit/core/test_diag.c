/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/diag.h"

#include <stdio.h>
#include <string.h>

#include "spec_fixture.h"
#include "suites.h"

static struct ic_diag *say(struct ic_diags *d, struct ic_source *s,
    const char *text, uint32_t line, uint32_t column)
{
	s->name = "s.yaml";
	s->text = text;
	s->len = s->known = strlen(text);
	ic_diag_add(d, IC_LEVEL_ERROR, (struct ic_place){ s, line, column },
	    "x");
	return &d->at[d->n - 1];
}

START_TEST(the_first_50_are_kept_and_all_are_counted)
{
	struct ic_diags d = { 0 };

	for (int i = 0; i < 60; i++) {
		ic_diag_add(&d, IC_LEVEL_ERROR, (struct ic_place){ 0 }, "%d",
		    i);
	}
	ic_diag_add(&d, IC_LEVEL_WARNING, (struct ic_place){ 0 }, "w");
	ck_assert_uint_eq(d.n, 51);
	ck_assert_uint_eq(d.errors, 60);
	ck_assert_uint_eq(d.warnings, 1);
	ck_assert_str_eq(d.at[49].message, "49");
	ck_assert_str_eq(d.at[50].message, "w");
	ic_diags_finish(&d);
	ic_diags_finish(&d);
	ic_diags_finish(NULL);
}
END_TEST

START_TEST(they_are_put_into_the_order_of_the_text)
{
	struct ic_diags d = { 0 };
	struct ic_source yaml = { .name = "a" };
	struct ic_source csv = { .name = "b", .csv = true };

	ic_diag_add(&d, IC_LEVEL_ERROR, (struct ic_place){ &csv, 1, 1 }, "5");
	ic_diag_add(&d, IC_LEVEL_ERROR, (struct ic_place){ &yaml, 9, 2 }, "3");
	ic_diag_add(&d, IC_LEVEL_ERROR, (struct ic_place){ &yaml, 2, 8 }, "2");
	ic_diag_add(&d, IC_LEVEL_ERROR, (struct ic_place){ &yaml, 9, 2 }, "4");
	ic_diag_add(&d, IC_LEVEL_ERROR, (struct ic_place){ 0 }, "1");
	ic_diags_sort(&d);
	for (size_t i = 0; i < d.n; i++) {
		ck_assert_int_eq(d.at[i].message[0], (int)('1' + i));
	}
	ic_diags_finish(&d);
}
END_TEST

START_TEST(the_caret_stands_under_the_character_that_is_meant)
{
	struct ic_diags d = { 0 };
	struct ic_source s = { 0 };
	const struct ic_diag *one = say(&d, &s,
	    "a: b\r\n\tb\xc3\xa9: \xe2\x82\xac x\rc: d\n", 2, 6);

	ck_assert_str_eq(one->excerpt, " b\xc3\xa9: \xe2\x82\xac x");
	ck_assert_uint_eq(one->caret, 5);
	one = say(&d, &s, "a: b\r\n\tb\rc: d", 3, 4);
	ck_assert_str_eq(one->excerpt, "c: d");
	ck_assert_uint_eq(one->caret, 3);
	ic_diags_finish(&d);
}
END_TEST

START_TEST(a_secret_is_masked_and_its_length_is_not_told)
{
	struct ic_diags d = { 0 };
	struct ic_span span = { 9, 15 }, longer = { 9, 12 };
	struct ic_source s = { .secret = &span, .nsecret = 1 };
	const struct ic_diag *one = say(&d, &s, "{ note: 'secret', x: 1 }", 1,
	    19);

	ck_assert_str_eq(one->excerpt, "{ note: '***', x: 1 }");
	ck_assert_uint_eq(one->caret, 15);
	s.secret = &longer;
	one = say(&d, &s, "{ note: 'sec', x: 1 }", 1, 10);
	ck_assert_str_eq(one->excerpt, "{ note: '***', x: 1 }");
	ck_assert_uint_eq(one->caret, 9);
	ic_diags_finish(&d);
}
END_TEST

START_TEST(what_was_not_read_is_masked_whole)
{
	struct ic_diags d = { 0 };
	struct ic_source s = { .name = "s",
		.text = "a: b: secret",
		.len = 12,
		.known = 4 };

	ic_diag_add(&d, IC_LEVEL_ERROR, (struct ic_place){ &s, 1, 5 }, "x");
	ck_assert_ptr_null(d.at[0].excerpt);
	ic_diags_excerpt(&d);
	ck_assert_str_eq(d.at[0].excerpt, "a: b***");
	ck_assert_uint_eq(d.at[0].caret, 4);
	ic_diags_finish(&d);
}
END_TEST

START_TEST(comments_are_left_out)
{
	struct ic_diags d = { 0 };
	struct ic_source s = { 0 };

	ck_assert_str_eq(say(&d, &s, "a: b#c # ask JS", 1, 1)->excerpt,
	    "a: b#c #");
	ck_assert_str_eq(say(&d, &s, "# ask JS", 1, 1)->excerpt, "#");
	ic_diags_finish(&d);
}
END_TEST

START_TEST(a_terminal_is_not_told_what_to_do)
{
	struct ic_diags d = { 0 };
	struct ic_source s = { 0 };
	const struct ic_diag *one = say(&d, &s,
	    "a: \xe2\x80\xaetxt \x1b[2J\xff", 1, 6);

	ck_assert_str_eq(one->excerpt, "a: ?txt ?[2J?");
	ck_assert_uint_eq(one->caret, 5);
	ic_diag_add(&d, IC_LEVEL_ERROR, (struct ic_place){ 0 }, "%s",
	    "\x1b[2J\n\xc2\x9b");
	ck_assert_str_eq(d.at[1].message, "?[2J???");
	ic_diags_finish(&d);
}
END_TEST

START_TEST(a_long_line_is_cut_around_the_place)
{
	struct ic_diags d = { 0 };
	struct ic_source s = { 0 };
	char line[1001];
	const struct ic_diag *one;

	memset(line, 'a', 1000);
	line[1000] = '\0';
	line[499] = 'X';
	one = say(&d, &s, line, 1, 500);
	ck_assert_uint_eq(strlen(one->excerpt), 106);
	ck_assert_int_eq(one->excerpt[one->caret], 'X');
	ck_assert_int_eq(strncmp(one->excerpt, "...a", 4), 0);
	ck_assert_str_eq(one->excerpt + 103, "...");
	ic_diags_finish(&d);
}
END_TEST

START_TEST(a_place_outside_the_text_has_no_excerpt)
{
	struct ic_diags d = { 0 };
	struct ic_source s = { 0 };

	ck_assert_ptr_null(say(&d, &s, "a\nb\n", 5, 1)->excerpt);
	ck_assert_ptr_null(say(&d, &s, "a\nb\n", 0, 0)->excerpt);
	ck_assert_str_eq(say(&d, &s, "a\nb\n", 3, 9)->excerpt, "");
	ck_assert_uint_eq(d.at[2].caret, 0);
	ic_diags_finish(&d);
}
END_TEST

Suite *suite_diag(void)
{
	Suite *s = suite_create("diag");
	TCase *t = tcase_create("diag");

	tcase_add_test(t, the_first_50_are_kept_and_all_are_counted);
	tcase_add_test(t, they_are_put_into_the_order_of_the_text);
	tcase_add_test(t, the_caret_stands_under_the_character_that_is_meant);
	tcase_add_test(t, a_secret_is_masked_and_its_length_is_not_told);
	tcase_add_test(t, what_was_not_read_is_masked_whole);
	tcase_add_test(t, comments_are_left_out);
	tcase_add_test(t, a_terminal_is_not_told_what_to_do);
	tcase_add_test(t, a_long_line_is_cut_around_the_place);
	tcase_add_test(t, a_place_outside_the_text_has_no_excerpt);
	suite_add_tcase(s, t);
	return s;
}
