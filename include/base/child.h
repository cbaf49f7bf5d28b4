/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Child processes that parse what an attacker wrote.
 *
 * A zygote is forked before anything is read, so it knows no spec, no word
 * and no other document. It clones one child per document and role; the child
 * is the parent's own (CLONE_PARENT), so the parent waits for it. The child
 * reads its job, closes the sandbox around itself and only then touches its
 * source:
 *
 *	fd 0, 1, 2  /dev/null
 *	fd 3        replies, to the parent: whole records of one size
 *	fd 4        source, read only
 *	fd 5        product, read and write (roles with grants.product), or a
 *	            second file, read only (roles with grants.original)
 *
 * seccomp is required: what is not on the table in sandbox.c kills the
 * child. Landlock adds to it where the kernel has it. rlimits bound memory,
 * CPU time, file size, files and processes; no core is dumped. Nothing is
 * left of the environment but LC_ALL=C.
 *
 * What that leaves a role: pread() and lseek(fd, 0, SEEK_END) on fd 4 and 5,
 * write() on a product, memory, ic_child_reply(); with grants.maps, a private
 * mapping of fd 4 to read, and madvise() to empty it. fstat() is fatal, read()
 * and any thread too. The C library's standard streams swallow what they are
 * given. The first use of a thing that opens files (a locale, iconv, a
 * configuration) would be fatal: libcrypto's is had before the fork.
 */
#ifndef IC_BASE_CHILD_H
#define IC_BASE_CHILD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/error.h"

#define IC_CHILD_REPLY 3
#define IC_CHILD_SOURCE 4
#define IC_CHILD_PRODUCT 5
#define IC_CHILD_ORIGINAL 5

#define IC_CHILD_JOB_MAX ((size_t)256 << 20)
#define IC_CHILD_ROLES_MAX 16

/* What a role may have. */
struct ic_grants {
	uint64_t memory;  /* RLIMIT_AS, bytes; not in sanitizer builds */
	uint64_t product; /* RLIMIT_FSIZE and fd 5; 0: none may be written */
	bool original;    /* fd 5 may be read; not with a product */
	bool maps;        /* fd 4 may be mapped, read only */
};

/*
 * A role's work. `job` is n bytes, borrowed. Its return value is the exit
 * status, 0 when it said all it had to say; replies go through
 * ic_child_reply().
 */
typedef int ic_role_fn(const uint8_t *job, size_t n);

struct ic_role {
	const char *name; /* "scout": for `ps` and messages */
	ic_role_fn *run;
	struct ic_grants grants;
	/* What each child would do first, in the zygote; NULL: nothing. It
	 * sees nothing but what the program holds itself. */
	void (*warm)(void);
};

/* How a child ended. */
enum ic_exit {
	IC_EXIT_OK,      /* status 0 */
	IC_EXIT_STATUS,  /* another status */
	IC_EXIT_START,   /* it did not get as far as its role */
	IC_EXIT_CRASH,   /* SIGSEGV, SIGABRT, SIGFPE, SIGILL */
	IC_EXIT_READ,    /* SIGBUS: a mapped file was cut short, or is broken */
	IC_EXIT_SYSCALL, /* SIGSYS: it left its table */
	IC_EXIT_CPU,     /* SIGXCPU, or SIGKILL at the hard limit of CPU time */
	IC_EXIT_KILLED   /* another signal, ic_proc_kill()'s among them */
};

/*
 * What processes used, as the kernel counts it: never what a child says of
 * itself. The zero value is none.
 */
struct ic_usage {
	uint64_t processes;
	uint64_t cpu_us;  /* of all, user and system */
	uint64_t peak_kb; /* resident, of the largest of them */
};

/* What the sandbox is on this machine. */
struct ic_sandbox_info {
	bool seccomp; /* false only if it was switched off */
	int landlock; /* ABI, 0: the kernel has none */
};

struct ic_zygote;

/*
 * Fork the zygote: before a spec is read, and from the thread that lives
 * longest, for zygote and children die with it. `roles` is borrowed for the
 * zygote's life. An ignored SIGCHLD is reset, or no child's end were known.
 * With `sandbox` true, IC_EENV when seccomp cannot be had, with a message
 * that says so and names --no-sandbox.
 */
bool ic_zygote_open(const struct ic_role *roles, size_t n, bool sandbox,
    struct ic_zygote **out, struct ic_error *err);

/* What the zygote found. */
struct ic_sandbox_info ic_zygote_info(const struct ic_zygote *z);

struct ic_spawn {
	unsigned role; /* index in the zygote's roles */
	const void *job;
	size_t len;           /* at most IC_CHILD_JOB_MAX */
	int source;           /* borrowed; -1: none */
	int product;          /* borrowed; -1: none */
	int original;         /* borrowed; -1: none */
	unsigned cpu_seconds; /* RLIMIT_CPU, at least 1 */
};

/* A running child. The zero value is none. */
struct ic_proc {
	pid_t pid;
	int reply; /* read end, non-blocking, one record a read; owned */
	unsigned cpu_seconds;
};

/* Start a child. IC_EENV if it cannot be had. */
bool ic_zygote_spawn(struct ic_zygote *z, const struct ic_spawn *s,
    struct ic_proc *out, struct ic_error *err);

/* End a child at once; it is still to be reaped. None: a no-op. */
void ic_proc_kill(struct ic_proc *p);

/*
 * Wait for the child's end, close `reply`, return to the zero value.
 * IC_EXIT_KILLED for none. What it used is added to `usage`, which may be
 * NULL.
 */
enum ic_exit ic_proc_reap(struct ic_proc *p, struct ic_usage *usage);

/* What this process has used itself, so far. */
struct ic_usage ic_usage_self(void);

/* End the zygote. Children go on. NULL is allowed. */
void ic_zygote_close(struct ic_zygote *z);

/*
 * In a child: send one record to the parent. False when the parent is gone;
 * the role should then return.
 */
bool ic_child_reply(const void *record, size_t n);

#endif
