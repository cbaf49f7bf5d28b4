/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What a part of a production lacks. Of a large one that is nearly all, and
 * nobody reads a line for each.
 */
#include <stdio.h>

#include "verify_priv.h"

#define NAMED 4
#define ABSENT "is not in this set, whose logs say PARTIAL"

static bool warn(struct ic_run *run, const char *name, const char *sentence)
{
	struct ic_finding f = { .level = IC_LEVEL_WARNING,
		.file = name,
		.sentence = sentence };

	return ic_run_find(run, &f);
}

bool verify_absent(struct ic_run *run, struct verify_absent *a,
    const char *name)
{
	a->last = name;
	return a->n++ >= NAMED || warn(run, name, ABSENT);
}

bool verify_absent_rest(struct ic_run *run, const struct verify_absent *a)
{
	char text[sizeof(ABSENT) + 64];
	const char *sentence;

	if (a->n <= NAMED) {
		return true;
	}
	if (a->n == NAMED + 1) {
		return warn(run, a->last, ABSENT);
	}
	snprintf(text, sizeof(text), ABSENT ", nor %s %zu more before it",
	    a->n == NAMED + 2 ? "is" : "are", a->n - NAMED - 1);
	sentence = ic_arena_strdup(&run->arena, text);
	return sentence ? warn(run, a->last, sentence)
			: ic_fail(&run->err, IC_EENV, "out of memory");
}
