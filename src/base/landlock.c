/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Landlock as a second wall behind seccomp: a ruleset that handles every kind
 * of access the kernel knows and allows none. Headers older than the kernel
 * lack the newer names, so the numbers stand here (include/uapi/linux/
 * landlock.h; they are ABI and never change).
 */
#include "child_priv.h"

#include <sys/syscall.h>
#include <unistd.h>

#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#define SYS_landlock_restrict_self 446
#endif

#define CREATE_RULESET_VERSION 1u

struct ruleset {
	uint64_t fs;
	uint64_t net;
	uint64_t scoped;
};

/* The newest ABI whose accesses are listed below. */
#define ABI_KNOWN 6

/* All accesses of an ABI: each added some on top. */
static struct ruleset everything(int abi)
{
	static const struct ruleset of[ABI_KNOWN] = {
		{ (1u << 13) - 1, 0, 0 }, /* 1: execute to make_sym */
		{ (1u << 14) - 1, 0, 0 }, /* 2: refer */
		{ (1u << 15) - 1, 0, 0 }, /* 3: truncate */
		{ (1u << 15) - 1, 3, 0 }, /* 4: bind and connect TCP */
		{ (1u << 16) - 1, 3, 0 }, /* 5: ioctl on devices */
		{ (1u << 16) - 1, 3, 3 }, /* 6: abstract sockets, signals */
	};

	return of[(abi < ABI_KNOWN ? abi : ABI_KNOWN) - 1];
}

int ic_landlock_enter(void)
{
	struct ruleset all;
	long abi = syscall(SYS_landlock_create_ruleset, NULL, 0,
	    CREATE_RULESET_VERSION);
	long fd, failed;

	if (abi < 1) {
		return 0;
	}
	all = everything((int)abi);
	fd = syscall(SYS_landlock_create_ruleset, &all, sizeof(all), 0);
	if (fd < 0) {
		return 0;
	}
	failed = syscall(SYS_landlock_restrict_self, (int)fd, 0);
	close((int)fd);
	return failed ? 0 : (int)abi;
}
