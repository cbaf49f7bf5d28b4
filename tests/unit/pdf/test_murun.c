/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "pdf/murun.h"

#include "suites.h"

static bool take(struct ic_murun *mu, size_t n, struct ic_error *err)
{
	fz_try(mu->ctx) {
		fz_free(mu->ctx, fz_malloc(mu->ctx, n));
	}
	fz_catch(mu->ctx) {
		return ic_murun_caught(mu, err);
	}
	return true;
}

START_TEST(an_allocation_past_the_limit_is_an_error_not_a_crash)
{
	struct ic_murun mu;
	struct ic_error err = { 0 };

	ck_assert(ic_murun_open(&mu, (size_t)8 << 20, &err));
	ck_assert(take(&mu, (size_t)1 << 20, &err));
	ck_assert(!take(&mu, (size_t)9 << 20, &err));
	ck_assert_int_eq(err.code, IC_ELIMIT);
	ic_murun_close(&mu);
}
END_TEST

#ifndef IC_SANITIZER /* whose malloc() does not return from this */
/* As under RLIMIT_AS: a page without its picture must not pass for whole. */
START_TEST(memory_that_the_system_refuses_is_the_same_limit)
{
	struct ic_murun mu;
	struct ic_error err = { 0 };

	ck_assert(ic_murun_open(&mu, (size_t)1 << 62, &err));
	ck_assert(!take(&mu, (size_t)1 << 60, &err));
	ck_assert_int_eq(err.code, IC_ELIMIT);
	ck_assert(mu.starved);
	ic_murun_close(&mu);
}
END_TEST
#endif

Suite *suite_murun(void)
{
	Suite *s = suite_create("murun");
	TCase *t = tcase_create("murun");

	tcase_add_test(t, an_allocation_past_the_limit_is_an_error_not_a_crash);
#ifndef IC_SANITIZER
	tcase_add_test(t, memory_that_the_system_refuses_is_the_same_limit);
#endif
	suite_add_tcase(s, t);
	return s;
}
