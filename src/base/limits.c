/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "child_priv.h"

#include <errno.h>
#include <sys/resource.h>

/* The same on every machine, so that deep recursion ends alike. */
#define STACK_MAX ((rlim_t)8 << 20)

/* From SIGXCPU, which a child might block, to SIGKILL. */
#define CPU_GRACE 2

/* A hard limit that is lower already stays. */
static int limit(int resource, rlim_t soft, rlim_t hard)
{
	struct rlimit had, want;

	if (getrlimit((__rlimit_resource_t)resource, &had) != 0) {
		return errno;
	}
	want.rlim_max = hard < had.rlim_max ? hard : had.rlim_max;
	want.rlim_cur = soft < want.rlim_max ? soft : want.rlim_max;
	return setrlimit((__rlimit_resource_t)resource, &want) ? errno : 0;
}

int ic_limits_enter(const struct ic_grants *grants, unsigned cpu_seconds)
{
	rlim_t cpu = cpu_seconds ? cpu_seconds : 1;
	const struct {
		int resource;
		rlim_t soft, hard;
	} all[] = {
#ifndef IC_SANITIZER
		{ RLIMIT_AS, grants->memory, grants->memory },
#endif
		{ RLIMIT_STACK, STACK_MAX, STACK_MAX },
		{ RLIMIT_CPU, cpu, cpu + CPU_GRACE },
		{ RLIMIT_FSIZE, grants->product, grants->product },
		{ RLIMIT_NOFILE, IC_CHILD_PRODUCT + 1, IC_CHILD_PRODUCT + 1 },
		{ RLIMIT_NPROC, 0, 0 },
		{ RLIMIT_MEMLOCK, 0, 0 },
		{ RLIMIT_CORE, 0, 0 },
	};

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		int failed = limit(all[i].resource, all[i].soft, all[i].hard);

		if (failed) {
			return failed;
		}
	}
	return 0;
}
