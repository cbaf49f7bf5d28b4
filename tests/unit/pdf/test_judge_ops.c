/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "judge_ops.h"

#include <string.h>

#include "suites.h"

START_TEST(content_keeps_to_its_operators)
{
	static const struct {
		bool ok;
		const char *content;
	} cases[] = {
		{ true, "" },
		{ true, "q 612 0 0 792 0 0 cm /Im0 Do Q\n" },
		{ true,
		    "BT 3 Tr /T0 10 Tf 97.5 Tz 1 0 0 1 72 560 Tm "
		    "<0077> Tj 5 0 Td <0077> Tj ET\n" },
		{ true,
		    "BT 0 Tr /F0 10 Tf 0 g 1 0 0 1 72 560 Tm <0077> Tj "
		    "ET\n" },
		{ true, "1 g 1 2 3 4 re f\n" },
		{ true,
		    "BT 3 Tr /T0 8 Tf 50 Tz <0077> Tj 100 Tz ET\n"
		    "BT 0 Tr /F0 8 Tf <0077> Tj ET\n" },
		{ false,
		    "q 612 0 0 792 0 0 cm /Im0 Do Q\n"
		    "q 612 0 0 792 0 0 cm /Im0 Do Q\n" },
		{ false, "q 612 0 0 792 0 0 cm /Im1 Do Q\n" },
		{ false, "q 612 0 0 792 0 0 cm /Im0 Do\n" },
		{ false, "q Q\n" },
		{ false, "q 1 0 0 1 0 0 cm 1 0 0 1 0 0 cm /Im0 Do Q\n" },
		{ false, "1 g 1 2 3 4 re f\nq 6 0 0 7 0 0 cm /Im0 Do Q\nx" },
		{ false, "BT 0 Tr /T0 10 Tf <0077> Tj ET\n" },
		{ false, "BT 3 Tr /F0 10 Tf <0077> Tj ET\n" },
		{ false, "BT 0 Tr /F0 10 Tf 50 Tz <0077> Tj ET\n" },
		{ false,
		    "BT 3 Tr /T0 8 Tf 50 Tz <0077> Tj ET\n"
		    "BT 0 Tr /F0 8 Tf <0077> Tj ET\n" },
		{ false, "BT 0 Tr /F1 10 Tf <0077> Tj ET\n" },
		{ false, "BT 0 Tr /F0 10 Tf <0077> Tj\n" },
		{ false, "BT BT ET\n" },
		{ false, "BT 7 Tr ET\n" },
		{ false, "BT 1 Tr ET\n" },
		{ false, "<0077> Tj\n" },
		{ false, "BT 0 Tr /F0 10 Tf <007> Tj ET\n" },
		{ false, "BT 0 Tr /F0 10 Tf (w) Tj ET\n" },
		{ false, "BT 0 Tr /F0 10 Tf [<0077>] TJ ET\n" },
		{ false, "0.5 g\n" },
		{ false, "1 0 0 rg\n" },
		{ false, "0 g 1 2 3 4 re f\n" },
		{ false, "1 g 1 2 3 4 re\n" },
		{ false, "1 g 1 2 3 4 re S\n" },
		{ false, "1 g f\n" },
		{ false, "1 g 1 2 3 re f\n" },
		{ false, "1 g 1 2 3 4 5 re f\n" },
		{ false, "1 g  1 2 3 4 re f\n" },
		{ false, "1 g % c\n" },
		{ false, "1 g 1.0 2 3 4 re f\n" },
		{ false, "1 g 01 2 3 4 re f\n" },
		{ false, "/Im0 sh\n" },
		{ false, "/Tx BMC EMC\n" },
		{ false, "BI ID x EI\n" },
		{ false, "1 g" },
		{ false, "1\n" },
	};
	struct ic_ops_allowed all = { true, true, true, true, true };
	struct ic_ops_found found;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *c = cases[i].content;

		ck_assert_msg(ic_ops_judge((const uint8_t *)c, strlen(c), &all,
				  &found) == cases[i].ok,
		    "%s", c);
	}
}
END_TEST

START_TEST(content_uses_only_what_its_page_has)
{
	static const char *const cases[] = {
		"q 612 0 0 792 0 0 cm /Im0 Do Q\n",
		"BT 3 Tr /T0 10 Tf <0077> Tj ET\n",
		"BT 0 Tr /F0 10 Tf <0077> Tj ET\n",
		"1 g 1 2 3 4 re f\n",
		"q 612 0 0 792 0 0 cm /Im0 Do Q\nq /G0 gs\n"
		"1 1 0 rg 1 2 3 4 re f\nQ q\n1 0 0 RG 1 w 1 2 3 4 re S\nQ\n",
	};
	struct ic_ops_found found;

	for (unsigned i = 0; i < 5; i++) {
		struct ic_ops_allowed a = { i != 0, i != 1, i != 2, i != 3,
			i != 4 };
		const char *c = cases[i];

		ck_assert_msg(!ic_ops_judge((const uint8_t *)c, strlen(c), &a,
				  &found),
		    "%s", c);
	}
}
END_TEST

Suite *suite_judge_ops(void)
{
	Suite *s = suite_create("judge_ops");
	TCase *t = tcase_create("judge_ops");

	tcase_set_timeout(t, 60);
	tcase_add_test(t, content_keeps_to_its_operators);
	tcase_add_test(t, content_uses_only_what_its_page_has);
	suite_add_tcase(s, t);
	return s;
}
