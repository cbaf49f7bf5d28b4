/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What parent, zygote and child say to each other, and the child's steps into
 * its sandbox. The control socket carries one hello, then an answer for each
 * request; both ends are the same executable, so structs go as they are.
 */
#ifndef IC_BASE_CHILD_PRIV_H
#define IC_BASE_CHILD_PRIV_H

#include <sys/resource.h>

#include "base/child.h"

/* The zygote's end of the control socket. */
#define IC_ZYGOTE_CONTROL 3

/* Files of a request: reply and job, then what `files` says, in this order. */
#define IC_REQUEST_SOURCE 1u
#define IC_REQUEST_PRODUCT 2u
#define IC_REQUEST_ORIGINAL 4u /* in the product's place */
#define IC_REQUEST_FILES_MAX 4

/* Status of a child that could not begin; roles use smaller ones. */
#define IC_STATUS_START 125

/* Above every descriptor that a child ends up with; its own go aside there. */
#define IC_CHILD_ASIDE 16
#define IC_CHILD_ASIDE_FILES 3

struct ic_zygote_hello {
	int32_t failed;  /* errno of a failed start, 0 */
	int32_t refused; /* errno of a seccomp filter that did not load, 0 */
	int32_t landlock;
};

struct ic_request {
	uint64_t len; /* of the job */
	uint32_t role;
	uint32_t cpu_seconds;
	uint32_t files;
};

struct ic_answer {
	int32_t pid;
	int32_t failed; /* errno, 0 */
};

/* What a child starts from: its own copies of the zygote's descriptors. */
struct ic_child_start {
	const struct ic_role *role;
	pid_t parent;
	bool sandbox;
	unsigned cpu_seconds;
	size_t len;
	int reply, job;
	int source, second; /* fd 4 and 5; -1: none */
};

/* The wait status of a process; -1 if it is no child of ours. */
int ic_wait(pid_t pid, struct rusage *usage);

/* The zygote's life. Takes over `control`; `parent` has forked it. */
_Noreturn void ic_zygote_main(int control, pid_t parent,
    const struct ic_role *roles, size_t n, bool sandbox);

/* The child's life. */
_Noreturn void ic_child_main(const struct ic_child_start *start);

/* Load the table of syscalls for these grants. 0 or an errno. */
int ic_sandbox_enter(const struct ic_grants *grants);

/* Give up all access to files, network and other processes: ABI, or 0. */
int ic_landlock_enter(void);

/* Set every rlimit. 0 or an errno. */
int ic_limits_enter(const struct ic_grants *grants, unsigned cpu_seconds);

#endif
