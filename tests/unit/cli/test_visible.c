/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "print_priv.h"

#include <stdlib.h>
#include <string.h>

#include "suites.h"

static char *printed;

/* What is printed for a text; the next call frees it. */
static const char *shown(const char *text, size_t room)
{
	size_t n;
	FILE *f;

	free(printed);
	printed = NULL;
	f = open_memstream(&printed, &n);
	ck_assert_ptr_nonnull(f);
	ic_print_elided(f, text, room);
	fclose(f);
	return printed;
}

static void teardown(void)
{
	free(printed);
	printed = NULL;
}

START_TEST(ordinary_text_is_printed_as_it_is)
{
	ck_assert_str_eq(shown("a b.pdf", 0), "a b.pdf");
	ck_assert_str_eq(shown("\xc3\xa9\xe2\x82\xac\xf0\x9d\x84\x9e", 0),
	    "\xc3\xa9\xe2\x82\xac\xf0\x9d\x84\x9e");
	ck_assert_str_eq(shown("", 0), "");
}
END_TEST

START_TEST(what_a_terminal_obeys_is_made_visible)
{
	ck_assert_str_eq(shown("a\033[2Jb", 0), "a\\x1b[2Jb");
	ck_assert_str_eq(shown("a\nb\tc\r", 0), "a\\x0ab\\x09c\\x0d");
	ck_assert_str_eq(shown("\x7f", 0), "\\x7f");
	ck_assert_str_eq(shown("\xc2\x9b"
			       "2J",
			     0),
	    "\\x9b2J");
}
END_TEST

START_TEST(what_turns_or_hides_writing_is_made_visible)
{
	ck_assert_str_eq(shown("fdp.\xe2\x80\xae"
			       "exe",
			     0),
	    "fdp.\\u202eexe");
	ck_assert_str_eq(shown("\xe2\x81\xa6x\xe2\x81\xa9", 0),
	    "\\u2066x\\u2069");
	ck_assert_str_eq(shown("\xef\xbb\xbf", 0), "\\ufeff");
	ck_assert_str_eq(shown("\xf3\xa0\x81\x81", 0), "\\ue0041");
}
END_TEST

START_TEST(malformed_bytes_are_told_from_a_replacement_character)
{
	ck_assert_str_eq(shown("\xff\xc3", 0), "\\xff\\xc3");
	ck_assert_str_eq(shown("\xed\xa0\x80", 0), "\\xed\\xa0\\x80");
	ck_assert_str_eq(shown("\xef\xbf\xbd", 0), "\xef\xbf\xbd");
}
END_TEST

START_TEST(columns_count_what_is_shown)
{
	ck_assert_uint_eq(ic_print_columns("abc"), 3);
	ck_assert_uint_eq(ic_print_columns("\xc3\xa9"), 1);
	ck_assert_uint_eq(ic_print_columns("\033"), 4);
	ck_assert_uint_eq(ic_print_columns("\xe2\x80\xae"), 6);
}
END_TEST

START_TEST(a_long_name_loses_its_middle)
{
	ck_assert_str_eq(shown("0123456789", 10), "0123456789");
	ck_assert_str_eq(shown("0123456789abc", 10), "012...9abc");
	ck_assert_str_eq(shown("\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9"
			       "0123456789",
			     9),
	    "\xc3\xa9\xc3\xa9\xc3\xa9...789");
}
END_TEST

/* Every length and room: never more columns than there is room for. */
START_TEST(an_elided_name_keeps_to_its_room)
{
	char text[64];

	for (size_t n = 0; n < sizeof(text); n++) {
		memset(text, 'x', n);
		text[n] = '\0';
		for (size_t room = 4; room < 70; room++) {
			ck_assert_uint_eq(strlen(shown(text, room)),
			    n < room ? n : room);
		}
	}
}
END_TEST

Suite *suite_visible(void)
{
	Suite *s = suite_create("visible");
	TCase *t = tcase_create("visible");

	tcase_add_checked_fixture(t, NULL, teardown);
	tcase_add_test(t, ordinary_text_is_printed_as_it_is);
	tcase_add_test(t, what_a_terminal_obeys_is_made_visible);
	tcase_add_test(t, what_turns_or_hides_writing_is_made_visible);
	tcase_add_test(t,
	    malformed_bytes_are_told_from_a_replacement_character);
	tcase_add_test(t, columns_count_what_is_shown);
	tcase_add_test(t, a_long_name_loses_its_middle);
	tcase_add_test(t, an_elided_name_keeps_to_its_room);
	suite_add_tcase(s, t);
	return s;
}
