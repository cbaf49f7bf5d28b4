/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/buf.h"

#include "suites.h"

START_TEST(appends_keep_their_order)
{
	struct ic_buf b = { 0 };

	ck_assert(ic_buf_puts(&b, "COE"));
	ck_assert(ic_buf_printf(&b, "%06d", 17));
	ck_assert(ic_buf_putc(&b, '!'));
	ck_assert_str_eq(ic_buf_str(&b), "COE000017!");
	ic_buf_finish(&b);
}
END_TEST

START_TEST(a_limit_is_met_once_and_remembered)
{
	struct ic_buf b = { .max = 4 };
	struct ic_error err = { 0 };

	ck_assert(ic_buf_puts(&b, "1234"));
	ck_assert(!ic_buf_putc(&b, '5'));
	ck_assert(!ic_buf_puts(&b, ""));
	ck_assert_uint_eq(b.len, 4);
	ck_assert(!ic_buf_check(&b, "the log", &err));
	ck_assert_int_eq(err.code, IC_ELIMIT);
	ck_assert_str_eq(err.msg,
	    "the log is larger than this program accepts");
	ic_buf_finish(&b);
}
END_TEST

START_TEST(finish_of_a_zeroed_buffer_is_a_no_op)
{
	struct ic_buf b = { 0 };

	ic_buf_finish(&b);
	ic_buf_finish(NULL);
	ck_assert_ptr_null(b.data);
}
END_TEST

Suite *suite_buf(void)
{
	Suite *s = suite_create("buf");
	TCase *t = tcase_create("buf");

	tcase_add_test(t, appends_keep_their_order);
	tcase_add_test(t, a_limit_is_met_once_and_remembered);
	tcase_add_test(t, finish_of_a_zeroed_buffer_is_a_no_op);
	suite_add_tcase(s, t);
	return s;
}
