/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a part of a production leaves out, though it is not what it was. */
#include <inttypes.h>

#include "print_priv.h"

#define LEFT_PRINTED 12 /* documents, unless all are wanted */

static void print_left(const struct ic_run *run, const struct ic_left *l)
{
	printf("  %s (", run->plan.documents[l->document].range);
	if (l->fresh > 0) {
		printf("%" PRIu32 " new%s", l->fresh,
		    l->changed > 0 ? ", " : "");
	}
	if (l->changed > 0) {
		printf("%" PRIu32 " changed", l->changed);
	}
	puts(")");
}

void ic_summary_left(const struct ic_run *run, bool all)
{
	size_t n = all || run->nleft <= LEFT_PRINTED ? run->nleft
						     : LEFT_PRINTED;

	if (run->nleft == 0) {
		return;
	}
	puts("not made now, but would change, by their redactions:");
	for (size_t i = 0; i < n; i++) {
		print_left(run, &run->left[i]);
	}
	if (n < run->nleft) {
		printf("  and %zu more: -v names them\n", run->nleft - n);
	}
}
