/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * All suites, or with a number (from 0) that one alone: then many run at a
 * time (parts.py). "count" prints how many there are.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unit.h"

static size_t count(void)
{
	size_t n = 0;

	while (ic_suites[n]) {
		n++;
	}
	return n;
}

int main(int argc, char **argv)
{
	size_t from = 0, to = count();
	SRunner *sr;
	int failed;

	if (argc > 1 && strcmp(argv[1], "count") == 0) {
		printf("%zu\n", to);
		return EXIT_SUCCESS;
	}
	if (argc > 1) {
		from = strtoul(argv[1], NULL, 10);
		if (from >= to) {
			return EXIT_FAILURE;
		}
		to = from + 1;
	}
	sr = srunner_create(ic_suites[from]());
	while (++from < to) {
		srunner_add_suite(sr, ic_suites[from]());
	}
	srunner_set_tap(sr, "-");
	srunner_run_all(sr, CK_SILENT);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
