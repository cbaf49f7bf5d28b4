/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "core/natural.h"

#include <stddef.h>

#include "suites.h"

/* Each is before all that follow it. */
static const char *const order[] = { "", "R", "R0", "R00", "R01", "R1", "R5",
	"R5a", "R13", "R13-2", "R13-10", "R184467440737095516150",
	"R184467440737095516151", "Ra", "S2", "a", "\xc3\xa9" };

START_TEST(numbers_within_a_name_count_as_numbers)
{
	for (size_t i = 0; i < sizeof(order) / sizeof(*order); i++) {
		for (size_t k = 0; k < sizeof(order) / sizeof(*order); k++) {
			int c = ic_natural_cmp(order[i], order[k]);

			ck_assert_msg((c > 0) - (c < 0) == (i > k) - (i < k),
			    "%s and %s", order[i], order[k]);
		}
	}
}
END_TEST

Suite *suite_natural(void)
{
	Suite *s = suite_create("natural");
	TCase *t = tcase_create("natural");

	tcase_add_test(t, numbers_within_a_name_count_as_numbers);
	suite_add_tcase(s, t);
	return s;
}
