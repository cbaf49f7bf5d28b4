/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli_priv.h"

#include <string.h>

#include "suites.h"

static const char *const words[] = { "apply", "plan", "verify", "version", "no",
	NULL };

static const char *next(void *user, size_t i)
{
	const char *const *list = user;

	return list[i];
}

static const char *near(const char *word)
{
	return ic_suggest(word, next, (void *)words);
}

START_TEST(a_letter_missing_added_wrong_or_swapped_is_near)
{
	ck_assert_str_eq(near("aply"), "apply");
	ck_assert_str_eq(near("applly"), "apply");
	ck_assert_str_eq(near("apqly"), "apply");
	ck_assert_str_eq(near("palpy"), "apply");
	ck_assert_str_eq(near("plna"), "plan");
}
END_TEST

START_TEST(the_nearest_of_several_is_taken)
{
	ck_assert_str_eq(near("verifyy"), "verify");
	ck_assert_str_eq(near("versoin"), "version");
}
END_TEST

START_TEST(three_letters_off_is_another_word)
{
	ck_assert_ptr_null(near("alpine"));
	ck_assert_ptr_null(near("redact"));
	ck_assert_ptr_null(near(""));
}
END_TEST

START_TEST(a_short_word_is_not_near_to_all_other_short_words)
{
	ck_assert_ptr_null(near("xy"));
}
END_TEST

START_TEST(a_long_word_is_no_overflow)
{
	char word[4096];

	memset(word, 'a', sizeof(word) - 1);
	word[sizeof(word) - 1] = '\0';
	ck_assert_ptr_null(near(word));
}
END_TEST

Suite *suite_suggest(void)
{
	Suite *s = suite_create("suggest");
	TCase *t = tcase_create("suggest");

	tcase_add_test(t, a_letter_missing_added_wrong_or_swapped_is_near);
	tcase_add_test(t, the_nearest_of_several_is_taken);
	tcase_add_test(t, three_letters_off_is_another_word);
	tcase_add_test(t, a_short_word_is_not_near_to_all_other_short_words);
	tcase_add_test(t, a_long_word_is_no_overflow);
	suite_add_tcase(s, t);
	return s;
}
