/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdlib.h>

#include "unit.h"

int main(void)
{
	SRunner *sr = srunner_create(ic_suites[0]());
	int failed;

	for (size_t i = 1; ic_suites[i]; i++) {
		srunner_add_suite(sr, ic_suites[i]());
	}
	srunner_set_tap(sr, "-");
	srunner_run_all(sr, CK_SILENT);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
