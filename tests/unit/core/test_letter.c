/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/letter.h"

#include <string.h>

#include "suites.h"

START_TEST(a_paragraph_is_wrapped_between_words)
{
	struct ic_buf b = { 0 };
	const char *s;

	ic_letter_paragraph(&b, "%s",
	    "one two three four five six seven eight nine ten eleven twelve "
	    "thirteen fourteen");
	s = ic_buf_str(&b);
	ck_assert_str_eq(s,
	    "one two three four five six seven eight nine ten eleven twelve "
	    "thirteen\nfourteen\n\n");
	ic_buf_finish(&b);
	ic_letter_item(&b, "%s",
	    "one two three four five six seven eight nine ten eleven twelve "
	    "thirteen fourteen");
	ck_assert_ptr_nonnull(strstr(ic_buf_str(&b), "\n    "));
	ck_assert_int_eq(strncmp(ic_buf_str(&b), "  - one", 7), 0);
	ic_buf_finish(&b);
}
END_TEST

START_TEST(characters_are_counted_not_bytes)
{
	struct ic_buf b = { 0 };

	for (int i = 0; i < 18; i++) {
		ic_buf_puts(&b, "\xc3\xa9\xc3\xa9\xc3\xa9 ");
	}
	ic_buf_puts(&b, "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9");
	{
		struct ic_buf out = { 0 };

		ic_letter_paragraph(&out, "%s", ic_buf_str(&b));
		ck_assert_ptr_null(strstr(ic_buf_str(&out), "\n\xc3"));
		ic_buf_finish(&out);
	}
	ic_buf_finish(&b);
}
END_TEST

START_TEST(what_moves_a_cursor_becomes_a_blank)
{
	struct ic_buf b = { 0 };

	ic_letter_paragraph(&b, "a%sb", "\x1b[2J\r\n\xe2\x80\xae");
	ck_assert_str_eq(ic_buf_str(&b), "a [2J b\n\n");
	ic_buf_finish(&b);
	ic_letter_paragraph(&b, "%s", "");
	ck_assert_str_eq(ic_buf_str(&b), "");
	ic_buf_finish(&b);
}
END_TEST

Suite *suite_letter(void)
{
	Suite *s = suite_create("letter");
	TCase *t = tcase_create("letter");

	tcase_add_test(t, a_paragraph_is_wrapped_between_words);
	tcase_add_test(t, characters_are_counted_not_bytes);
	tcase_add_test(t, what_moves_a_cursor_becomes_a_blank);
	suite_add_tcase(s, t);
	return s;
}
