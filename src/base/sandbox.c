/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The one table of what a child may ask of the kernel. It was found by
 * running MuPDF, libqpdf, zlib and the codecs on what they get here; any other
 * call, or another argument, kills the child. Nothing on it opens, names or
 * executes anything: a file's size is had by lseek, because fstat is
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

/* Which roles a rule is for. */
enum whose { EVERY, WRITER, SECOND, MAPPER };

struct rule {
	int call;
	enum whose whose;
	unsigned n;
	struct scmp_arg_cmp args[3];
};

/* clang-format off */
static const struct rule table[] = {
	/* files: read the source, and the original or the product that is
	 * written; reply */
	{ SCMP_SYS(pread64), EVERY, 1, { IS(0, IC_CHILD_SOURCE) } },
	{ SCMP_SYS(pread64), SECOND, 1, { IS(0, IC_CHILD_PRODUCT) } },
	{ SCMP_SYS(lseek), EVERY, 1, { IS(0, IC_CHILD_SOURCE) } },
	{ SCMP_SYS(lseek), SECOND, 1, { IS(0, IC_CHILD_PRODUCT) } },
	{ SCMP_SYS(write), WRITER, 1, { IS(0, IC_CHILD_PRODUCT) } },
	{ SCMP_SYS(sendto), EVERY, 3,
	    { IS(0, IC_CHILD_REPLY), IS(3, MSG_NOSIGNAL), IS(4, 0) } },

	/* memory: malloc; never to be executed, and of no file but a source
	 * that one role maps to read, and empties to save memory */
	{ SCMP_SYS(brk), EVERY, 0, { { 0 } } },
	{ SCMP_SYS(mmap), EVERY, 2,
	    { LACKS(2, PROT_EXEC), HAS(3, MAP_ANONYMOUS) } },
	{ SCMP_SYS(mmap), MAPPER, 3,
	    { IS(2, PROT_READ), IS(3, MAP_PRIVATE), IS(4, IC_CHILD_SOURCE) } },
	{ SCMP_SYS(madvise), MAPPER, 1, { IS(2, MADV_DONTNEED) } },
	{ SCMP_SYS(mremap), EVERY, 0, { { 0 } } },
	{ SCMP_SYS(munmap), EVERY, 0, { { 0 } } },
	{ SCMP_SYS(mprotect), EVERY, 1, { LACKS(2, PROT_EXEC) } },

	/* the C and C++ run time: pthread_once, hash seeds, qsort's look at
	 * the memory, clocks where the vDSO has none. A child has one thread,
	 * so it may wake nobody, and to wait would be to wait for ever. */
	{ SCMP_SYS(futex), EVERY, 1,
	    { WITHOUT(1, FUTEX_PRIVATE_FLAG, FUTEX_WAKE) } },
	{ SCMP_SYS(getrandom), EVERY, 0, { { 0 } } },
	{ SCMP_SYS(sysinfo), EVERY, 0, { { 0 } } },
	{ SCMP_SYS(clock_gettime), EVERY, 1, { IS(0, CLOCK_MONOTONIC) } },
	{ SCMP_SYS(clock_gettime), EVERY, 1,
	    { IS(0, CLOCK_PROCESS_CPUTIME_ID) } },

	/* the end; abort() needs these and tgkill(), see below */
	{ SCMP_SYS(exit_group), EVERY, 0, { { 0 } } },
	{ SCMP_SYS(rt_sigprocmask), EVERY, 0, { { 0 } } },
	{ SCMP_SYS(getpid), EVERY, 0, { { 0 } } },
	{ SCMP_SYS(gettid), EVERY, 0, { { 0 } } },

#ifdef IC_SANITIZER
	/* what the sanitizers' run times need to find and report a fault */
	{ SCMP_SYS(close), EVERY, 0, { { 0 } } },
	{ SCMP_SYS(exit), EVERY, 0, { { 0 } } },
	{ SCMP_SYS(fstat), EVERY, 0, { { 0 } } },
	{ SCMP_SYS(ioctl), EVERY, 1, { IS(0, STDERR_FILENO) } },
	{ SCMP_SYS(lstat), EVERY, 0, { { 0 } } },
	{ SCMP_SYS(madvise), EVERY, 0, { { 0 } } },
	{ SCMP_SYS(newfstatat), EVERY, 0, { { 0 } } },
	{ SCMP_SYS(open), EVERY, 0, { { 0 } } },
	{ SCMP_SYS(openat), EVERY, 0, { { 0 } } },
	{ SCMP_SYS(read), EVERY, 0, { { 0 } } },
	{ SCMP_SYS(readlink), EVERY, 0, { { 0 } } },
	{ SCMP_SYS(rt_sigaction), EVERY, 0, { { 0 } } },
	{ SCMP_SYS(sched_yield), EVERY, 0, { { 0 } } },
	{ SCMP_SYS(sigaltstack), EVERY, 0, { { 0 } } },
	{ SCMP_SYS(stat), EVERY, 0, { { 0 } } },
	{ SCMP_SYS(write), EVERY, 1, { IS(0, STDERR_FILENO) } },
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
	const struct rule r = { SCMP_SYS(tgkill), EVERY, 3,
		{ IS(0, (scmp_datum_t)self), IS(1, (scmp_datum_t)self),
		    IS(2, SIGABRT) } };

	return allow(filter, &r);
}

static bool is_for(const struct rule *r, const struct ic_grants *grants)
{
	switch (r->whose) {
	case WRITER:
		return grants->product > 0;
	case SECOND:
		return grants->product > 0 || grants->original;
	case MAPPER:
		return grants->maps;
	default:
		return true;
	}
}

static int fill(scmp_filter_ctx filter, const struct ic_grants *grants)
{
	int failed = -seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH,
	    SCMP_ACT_KILL_PROCESS);

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		if (!failed && is_for(&table[i], grants)) {
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
