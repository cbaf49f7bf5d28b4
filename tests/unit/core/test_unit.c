/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/unit.h"

#include "core/rect.h"
#include "suites.h"

static void says(enum ic_unit unit, int32_t mpt, const char *text)
{
	char out[IC_UNIT_TEXT_MAX];

	ic_unit_text(unit, mpt, out);
	ck_assert_str_eq(out, text);
}

START_TEST(numbers_are_as_short_as_can_be)
{
	says(IC_UNIT_PT, 0, "0");
	says(IC_UNIT_PT, 72000, "72");
	says(IC_UNIT_PT, 72500, "72.5");
	says(IC_UNIT_PT, -1, "-0.001");
	says(IC_UNIT_IN, 72000, "1");
	says(IC_UNIT_IN, 36000, "0.5");
	says(IC_UNIT_MM, 72000, "25.4");
	says(IC_UNIT_PT, IC_MPT_MAX, "1000000");
}
END_TEST

static int64_t millionths(const char *t)
{
	int64_t v = 0, unit = 1000000, sign = *t == '-' ? -1 : 1;

	for (t += *t == '-'; *t && *t != '.'; t++) {
		v = v * 10 + (*t - '0') * unit;
	}
	for (t += *t == '.'; *t; t++) {
		unit /= 10;
		v += (*t - '0') * unit;
	}
	return v * sign;
}

START_TEST(what_is_written_is_read_as_the_same)
{
	static const enum ic_unit units[] = { IC_UNIT_PT, IC_UNIT_IN,
		IC_UNIT_MM };

	for (unsigned u = 0; u < 3; u++) {
		for (int32_t mpt = -70000; mpt < 2000000; mpt += 37) {
			char text[IC_UNIT_TEXT_MAX];
			int32_t again;

			ic_unit_text(units[u], mpt, text);
			ck_assert(
			    ic_unit_mpt(units[u], millionths(text), &again));
			ck_assert_msg(again == mpt, "%d as %s", mpt, text);
		}
	}
}
END_TEST

Suite *suite_unit(void)
{
	Suite *s = suite_create("unit");
	TCase *t = tcase_create("unit");

	tcase_add_test(t, numbers_are_as_short_as_can_be);
	tcase_add_test(t, what_is_written_is_read_as_the_same);
	suite_add_tcase(s, t);
	return s;
}
