/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "suites.h"

START_TEST(blocks_stay_where_they_are)
{
	struct ic_arena a = { 0 };
	char *p[5000];

	for (int i = 0; i < 5000; i++) {
		size_t n = (size_t)i * 7 % 900 + (i % 500 == 0 ? 90000 : 0);

		p[i] = ic_arena_alloc(&a, n + 1, 1);
		ck_assert_ptr_nonnull(p[i]);
		ck_assert_uint_eq((uintptr_t)p[i] % _Alignof(max_align_t), 0);
		ck_assert_int_eq(p[i][n], 0);
		memset(p[i], i, n + 1);
	}
	for (int i = 0; i < 5000; i++) {
		size_t n = (size_t)i * 7 % 900 + (i % 500 == 0 ? 90000 : 0);

		ck_assert_int_eq(p[i][0], (char)i);
		ck_assert_int_eq(p[i][n], (char)i);
	}
	ic_arena_finish(&a);
	ck_assert_ptr_null(a.top);
}
END_TEST

START_TEST(limit_and_overflow_give_null)
{
	struct ic_arena a = { .max = 1 << 20 };

	ck_assert_ptr_null(ic_arena_alloc(&a, SIZE_MAX / 2, 3));
	ck_assert_ptr_null(ic_arena_alloc(&a, SIZE_MAX, 1));
	ck_assert_ptr_null(ic_arena_alloc(&a, 2 << 20, 1));
	ck_assert_ptr_nonnull(ic_arena_alloc(&a, 1 << 19, 1));
	ck_assert_ptr_null(ic_arena_alloc(&a, 1 << 20, 1));
	ck_assert_ptr_nonnull(ic_arena_alloc(&a, 0, 8));
	ic_arena_finish(&a);
}
END_TEST

START_TEST(strings_are_copied_with_their_end)
{
	struct ic_arena a = { 0 };

	ck_assert_str_eq(ic_arena_strndup(&a, "COE000123", 3), "COE");
	ck_assert_str_eq(ic_arena_strdup(&a, ""), "");
	ic_arena_finish(&a);
	ic_arena_finish(NULL);
}
END_TEST

Suite *suite_arena(void)
{
	Suite *s = suite_create("arena");
	TCase *t = tcase_create("arena");

	tcase_add_test(t, blocks_stay_where_they_are);
	tcase_add_test(t, limit_and_overflow_give_null);
	tcase_add_test(t, strings_are_copied_with_their_end);
	suite_add_tcase(s, t);
	return s;
}
