/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/measures.h"

#include "suites.h"

static struct ic_arena arena;
static struct ic_measures m;
static const int32_t row[IC_MEASURED] = { 0, 2, 3, 4 };

static void setup(void)
{
	arena = (struct ic_arena){ 0 };
	ck_assert(ic_measures_begin(&m, &arena, 3, 5));
}

static void teardown(void)
{
	ic_arena_finish(&arena);
}

START_TEST(there_is_a_row_for_each_thing_and_no_other)
{
	ck_assert_uint_eq(ic_measures_count(&m, IC_PROOF_STRUCTURE), 1);
	ck_assert_uint_eq(ic_measures_count(&m, IC_PROOF_BOXES), 5);
	ck_assert_uint_eq(ic_measures_count(&m, IC_PROOF_COLLATERAL), 3);
	ck_assert_uint_eq(ic_measures_count(&m, IC_PROOF_WORDS), 1);
	ck_assert_uint_eq(ic_measures_count(&m, IC_PROOF_ENDORSEMENT), 3);
	ck_assert_uint_eq(ic_measures_count(&m, IC_PROOF_LOGS), 0);
	ck_assert(!ic_measures_put(&m, IC_PROOF_BOXES, 0, 5, row));
	ck_assert(!ic_measures_put(&m, IC_PROOF_COLLATERAL, 3, 0, row));
	ck_assert(!ic_measures_put(&m, IC_PROOF_LOGS, 0, 0, row));
	ck_assert(!ic_measures_put(&m, IC_PROOF_COUNT, 0, 0, row));
}
END_TEST

START_TEST(a_row_is_set_once)
{
	ck_assert_ptr_null(ic_measures_get(&m, IC_PROOF_BOXES, 4));
	ck_assert(ic_measures_put(&m, IC_PROOF_BOXES, 2, 4, row));
	ck_assert(!ic_measures_put(&m, IC_PROOF_BOXES, 2, 4, row));
	ck_assert_int_eq(ic_measures_get(&m, IC_PROOF_BOXES, 4)[1], 2);
}
END_TEST

/* As many as a child may send: each in its own place. */
START_TEST(rows_do_not_share_their_place)
{
	unsigned set = 0, there = 0;

	for (int p = 1; p < IC_PROOF_COUNT; p++) {
		uint32_t n = ic_measures_count(&m, (enum ic_proof)p);

		for (uint32_t i = 0; i < n; i++) {
			int32_t own[IC_MEASURED] = { p, (int32_t)i, 0, 0 };

			ck_assert(
			    ic_measures_set(&m, (enum ic_proof)p, i, own));
			set++;
		}
	}
	for (int p = 1; p < IC_PROOF_COUNT; p++) {
		uint32_t n = ic_measures_count(&m, (enum ic_proof)p);

		for (uint32_t i = 0; i < n; i++) {
			const int32_t *own = ic_measures_get(&m,
			    (enum ic_proof)p, i);

			there += own[0] == p && own[1] == (int32_t)i;
		}
	}
	ck_assert_uint_eq(set, there);
	ck_assert_uint_eq(set, 1 + 5 + 3 + 1 + 3);
}
END_TEST

START_TEST(the_zero_value_has_no_rows)
{
	struct ic_measures none = { 0 };

	for (int p = 0; p <= IC_PROOF_COUNT; p++) {
		ck_assert_uint_eq(ic_measures_count(&none, (enum ic_proof)p),
		    0);
		ck_assert_ptr_null(ic_measures_get(&none, (enum ic_proof)p, 0));
		ck_assert(!ic_measures_set(&none, (enum ic_proof)p, 0, row));
	}
}
END_TEST

Suite *suite_measures(void)
{
	Suite *s = suite_create("measures");
	TCase *t = tcase_create("measures");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, there_is_a_row_for_each_thing_and_no_other);
	tcase_add_test(t, a_row_is_set_once);
	tcase_add_test(t, rows_do_not_share_their_place);
	tcase_add_test(t, the_zero_value_has_no_rows);
	suite_add_tcase(s, t);
	return s;
}
