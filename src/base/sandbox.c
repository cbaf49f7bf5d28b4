/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The one table of what a child may ask of the kernel. It was found by
 * running MuPDF, libqpdf, zlib, libjpeg and libtiff on what they get here;
 * any other call, or another argument, kills the child. Nothing on it opens,
 * names or executes anything: a file's size is had by lseek, because fstat is
 * newfstatat() in glibc 2.36, which takes a path.
 */
#include "child_priv.h"

#include <errno.h>
#include <linux/futex.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* Conditions on argument i; the kernel sees all 64 bits of it. */
#define IS(i, value) \
	{ \
		.arg = (i), .op = SCMP_CMP_EQ, .datum_a = (value) \
	}
#define LACKS(i, bits) \
	{ \
		.arg = (i), .op = SCMP_CMP_MASKED_EQ, .datum_a = (bits) \
	}
#define HAS(i, bits) \
	{ \
		.arg = (i), .op = SCMP_CMP_MASKED_EQ, .datum_a = (bits), \
		.datum_b = (bits) \
	}
#define WITHOUT(i, flag, value) \
	{ \
		.arg = (i), .op = SCMP_CMP_MASKED_EQ, \
		.datum_a = ~(scmp_datum_t)(flag), .datum_b = (value) \
	}

struct rule {
	int call;
	bool product; /* only for roles that have one */
	unsigned n;
	struct scmp_arg_cmp args[3];
};

/* clang-format off */
static const struct rule table[] = {
	/* files: read the source; write and reread the product; reply */
	{ SCMP_SYS(pread64), false, 1, { IS(0, IC_CHILD_SOURCE) } },
	{ SCMP_SYS(pread64), true, 1, { IS(0, IC_CHILD_PRODUCT) } },
	{ SCMP_SYS(lseek), false, 1, { IS(0, IC_CHILD_SOURCE) } },
	{ SCMP_SYS(lseek), true, 1, { IS(0, IC_CHILD_PRODUCT) } },
	{ SCMP_SYS(write), true, 1, { IS(0, IC_CHILD_PRODUCT) } },
	{ SCMP_SYS(sendto), false, 3,
	    { IS(0, IC_CHILD_REPLY), IS(3, MSG_NOSIGNAL), IS(4, 0) } },

	/* memory: malloc; never of a file, never to be executed */
	{ SCMP_SYS(brk), false, 0, { { 0 } } },
	{ SCMP_SYS(mmap), false, 2,
	    { LACKS(2, PROT_EXEC), HAS(3, MAP_ANONYMOUS) } },
	{ SCMP_SYS(mremap), false, 0, { { 0 } } },
	{ SCMP_SYS(munmap), false, 0, { { 0 } } },
	{ SCMP_SYS(mprotect), false, 1, { LACKS(2, PROT_EXEC) } },

	/* the C and C++ run time: pthread_once, hash seeds, qsort's look at
	 * the memory, clocks where the vDSO has none. A child has one thread,
	 * so it may wake nobody, and to wait would be to wait for ever. */
	{ SCMP_SYS(futex), false, 1,
	    { WITHOUT(1, FUTEX_PRIVATE_FLAG, FUTEX_WAKE) } },
	{ SCMP_SYS(getrandom), false, 0, { { 0 } } },
	{ SCMP_SYS(sysinfo), false, 0, { { 0 } } },
	{ SCMP_SYS(clock_gettime), false, 1, { IS(0, CLOCK_MONOTONIC) } },
	{ SCMP_SYS(clock_gettime), false, 1,
	    { IS(0, CLOCK_PROCESS_CPUTIME_ID) } },

	/* the end; abort() needs these and tgkill(), see below */
	{ SCMP_SYS(exit_group), false, 0, { { 0 } } },
	{ SCMP_SYS(rt_sigprocmask), false, 0, { { 0 } } },
	{ SCMP_SYS(getpid), false, 0, { { 0 } } },
	{ SCMP_SYS(gettid), false, 0, { { 0 } } },

#ifdef IC_SANITIZER
	/* what the sanitizers' run times need to find and report a fault */
	{ SCMP_SYS(close), false, 0, { { 0 } } },
	{ SCMP_SYS(exit), false, 0, { { 0 } } },
	{ SCMP_SYS(fstat), false, 0, { { 0 } } },
	{ SCMP_SYS(ioctl), false, 1, { IS(0, STDERR_FILENO) } },
	{ SCMP_SYS(lstat), false, 0, { { 0 } } },
	{ SCMP_SYS(madvise), false, 0, { { 0 } } },
	{ SCMP_SYS(newfstatat), false, 0, { { 0 } } },
	{ SCMP_SYS(open), false, 0, { { 0 } } },
	{ SCMP_SYS(openat), false, 0, { { 0 } } },
	{ SCMP_SYS(read), false, 0, { { 0 } } },
	{ SCMP_SYS(readlink), false, 0, { { 0 } } },
	{ SCMP_SYS(rt_sigaction), false, 0, { { 0 } } },
	{ SCMP_SYS(sched_yield), false, 0, { { 0 } } },
	{ SCMP_SYS(sigaltstack), false, 0, { { 0 } } },
	{ SCMP_SYS(stat), false, 0, { { 0 } } },
	{ SCMP_SYS(write), false, 1, { IS(0, STDERR_FILENO) } },
#endif
};
/* clang-format on */

static int allow(scmp_filter_ctx filter, const struct rule *r)
{
	return -seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, r->call, r->n,
	    r->args);
}

/* abort() signals its own thread: to nobody else, and nothing else. */
static int allow_abort(scmp_filter_ctx filter)
{
	pid_t self = getpid();
	const struct rule r = { SCMP_SYS(tgkill), false, 3,
		{ IS(0, (scmp_datum_t)self), IS(1, (scmp_datum_t)self),
		    IS(2, SIGABRT) } };

	return allow(filter, &r);
}

static int fill(scmp_filter_ctx filter, const struct ic_grants *grants)
{
	int failed = -seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH,
	    SCMP_ACT_KILL_PROCESS);

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		if (!failed && (!table[i].product || grants->product)) {
			failed = allow(filter, &table[i]);
		}
	}
	return failed ? failed : allow_abort(filter);
}

int ic_sandbox_enter(const struct ic_grants *grants)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
	int failed;

	if (!filter) {
		return ENOMEM;
	}
	failed = fill(filter, grants);
	errno = 0;
	if (!failed && seccomp_load(filter) != 0) {
		/* the kernel's reason: the library's is a code of its own */
		failed = errno ? errno : ENOSYS;
	}
	seccomp_release(filter);
	return failed;
}
