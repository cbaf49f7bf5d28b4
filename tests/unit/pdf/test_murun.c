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

	ck_assert(ic_murun_open(&mu, (size_t)8 << 20, IC_MURUN_STORE, &err));
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

	ck_assert(ic_murun_open(&mu, (size_t)1 << 62, IC_MURUN_STORE, &err));
	ck_assert(!take(&mu, (size_t)1 << 60, &err));
	ck_assert_int_eq(err.code, IC_ELIMIT);
	ck_assert(mu.starved);
	ic_murun_close(&mu);
}
END_TEST
#endif

/* MuPDF's own words for a picture of which a part is missing. */
START_TEST(a_part_that_a_decoder_lost_is_counted_and_other_advice_is_not)
{
	static const char *const lost[] = {
		"jbig2dec error: cannot decode (segment 2)",
		"openjpeg error: tile part is missing",
		"image components are missing data",
		"padding truncated image",
	};
	struct ic_murun mu;
	struct ic_error err = { 0 };

	ck_assert(ic_murun_open(&mu, (size_t)8 << 20, IC_MURUN_STORE, &err));
	for (unsigned i = 0; i < sizeof(lost) / sizeof(lost[0]); i++) {
		fz_warn(mu.ctx, "%s", lost[i]);
		fz_warn(mu.ctx, "jbig2dec warning: odd but whole");
		fz_flush_warnings(mu.ctx);
		ck_assert_uint_eq(mu.losses, i + 1);
	}
	ic_murun_close(&mu);
}
END_TEST

Suite *suite_murun(void)
{
	Suite *s = suite_create("murun");
	TCase *t = tcase_create("murun");

	tcase_add_test(t, an_allocation_past_the_limit_is_an_error_not_a_crash);
	tcase_add_test(t,
	    a_part_that_a_decoder_lost_is_counted_and_other_advice_is_not);
#ifndef IC_SANITIZER
	tcase_add_test(t, memory_that_the_system_refuses_is_the_same_limit);
#endif
	suite_add_tcase(s, t);
	return s;
}
