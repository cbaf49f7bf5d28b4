/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "attempt.h"

#include <check.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#define MEMORY ((uint64_t)512 << 20)
#define FD_SEEN_MAX 4096

const char *attempt_secret;

static bool say(uint64_t n, uint64_t a, uint64_t b)
{
	struct record r = { .n = n, .a = a, .b = b };

	return ic_child_reply(&r, RECORD);
}

static int allocate(void)
{
	size_t got = 0;
	char *p;

	while ((p = malloc(1 << 20)) != NULL) {
		memset(p, 1, 1 << 20);
		got++;
	}
	say(0, got, 0);
	return 3;
}

static int list_files(void)
{
	uint64_t low = 0, others = 0;

	for (int fd = 0; fd < FD_SEEN_MAX; fd++) {
		if (fcntl(fd, F_GETFD) < 0) {
			continue;
		}
		if (fd < 64) {
			low |= (uint64_t)1 << fd;
		} else {
			others++;
		}
	}
	return say(0, low, others) ? 0 : 1;
}

static int echo_files(void)
{
	off_t size = lseek(IC_CHILD_SOURCE, 0, SEEK_END);
	char bytes[64];
	ssize_t n = pread(IC_CHILD_SOURCE, bytes, sizeof(bytes), 0);

	return n == size && n > 0 && write(IC_CHILD_PRODUCT, bytes, n) == n ? 0
									    : 1;
}

static int compare_files(void)
{
	char a[64], b[64];
	ssize_t n = pread(IC_CHILD_SOURCE, a, sizeof(a), 0);
	off_t size = lseek(IC_CHILD_ORIGINAL, 0, SEEK_END);

	return n > 0 && size == n &&
		pread(IC_CHILD_ORIGINAL, b, sizeof(b), 0) == n &&
		memcmp(a, b, (size_t)n) == 0
	    ? 0
	    : 1;
}

static int map_source(long at)
{
	off_t size = lseek(IC_CHILD_SOURCE, 0, SEEK_END);
	size_t n = (size_t)(size > at ? size : at + 1);
	volatile uint8_t *p = mmap(NULL, n, PROT_READ, MAP_PRIVATE,
	    IC_CHILD_SOURCE, 0);
	uint8_t was;

	if (p == MAP_FAILED) {
		return 1;
	}
	was = p[at];
	return madvise((void *)p, n, MADV_DONTNEED) == 0 && p[at] == was &&
		was == 'x'
	    ? 0
	    : 2;
}

static void spin(void)
{
	for (volatile unsigned i = 0;; i++) {
		continue;
	}
}

static int spin_on(void)
{
	sigset_t all;

	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, NULL);
	spin();
	return 0;
}

static int swallow(void)
{
	fprintf(stderr, "a library's warning\n");
	fflush(stderr);
	fprintf(stdout, "and its output\n");
	fflush(stdout);
	return 0;
}

static int leader(void)
{
	uint64_t known = 0;

	for (char **e = environ; *e; e++) {
		known++;
	}
	return say((uint64_t)getsid(0), known,
		   attempt_secret != NULL && *attempt_secret != '\0')
	    ? 0
	    : 1;
}

static int crash(void)
{
	volatile char *p = mmap(NULL, 4096, PROT_NONE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	*p = 1;
	return 0;
}

static int attempt(const uint8_t *job, size_t n)
{
	struct attempt a;

	if (n != sizeof(a)) {
		return 2;
	}
	memcpy(&a, job, sizeof(a));
	switch (a.what) {
	case CALL:
		syscall(a.call, a.args[0], a.args[1], a.args[2], a.args[3],
		    a.args[4], a.args[5]);
		return 0;
	case SPIN:
		spin();
		return 0;
	case SPIN_ON:
		return spin_on();
	case CRASH:
		return crash();
	case ABORT:
		abort();
	case MAP_SOURCE:
		return map_source(a.call);
	case SWALLOW:
		return swallow();
	case ALLOCATE:
		return allocate();
	case COUNT:
		for (long i = 0; i < a.call; i++) {
			if (!say((uint64_t)i, (uint64_t)(i * i), ~0ull)) {
				return 1;
			}
		}
		return 0;
	case LIST_FILES:
		return list_files();
	case ECHO_FILES:
		return echo_files();
	case COMPARE_FILES:
		return compare_files();
	case LEADER:
		return leader();
	case SLEEP:
		for (;;) {
			pause();
		}
	}
	return 2;
}

uint64_t fnv(const uint8_t *p, size_t n)
{
	uint64_t h = 0xcbf29ce484222325u;

	for (size_t i = 0; i < n; i++) {
		h = (h ^ p[i]) * 0x100000001b3u;
	}
	return h;
}

/* Says what job arrived. */
static int weigh(const uint8_t *job, size_t n)
{
	return say(n, fnv(job, n), 0) ? 0 : 1;
}

static const struct ic_role roles[] = {
	{ "judge", attempt, { MEMORY, 0, false, false }, NULL },
	{ "maker", attempt, { MEMORY, 4096, false, false }, NULL },
	{ "weigher", weigh, { MEMORY, 0, false, false }, NULL },
	{ "reader", attempt, { MEMORY, 0, true, false }, NULL },
	{ "mapper", attempt, { MEMORY, 0, false, true }, NULL },
};

struct ic_zygote *open_zygote(bool sandbox)
{
	struct ic_zygote *z = NULL;
	struct ic_error err = { 0 };

	ck_assert_msg(ic_zygote_open(roles, 5, sandbox, &z, &err), "%s",
	    err.msg);
	return z;
}

struct ic_proc spawn(struct ic_zygote *z, struct ic_spawn s)
{
	struct ic_proc p = { 0 };
	struct ic_error err = { 0 };

	s.cpu_seconds = s.cpu_seconds ? s.cpu_seconds : 10;
	ck_assert_msg(ic_zygote_spawn(z, &s, &p, &err), "%s", err.msg);
	ck_assert_int_gt(p.pid, 0);
	return p;
}

struct ic_proc try(struct ic_zygote *z, unsigned role, const struct attempt *a)
{
	return spawn(z,
	    (struct ic_spawn){ .role = role,
		.job = a,
		.len = sizeof(*a),
		.source = -1,
		.product = -1,
		.original = -1,
		.cpu_seconds = a->what == SPIN || a->what == SPIN_ON ? 1 : 0 });
}

enum ic_exit end_of(bool sandbox, unsigned role, const struct attempt *a)
{
	struct ic_zygote *z = open_zygote(sandbox);
	struct ic_proc p = try(z, role, a);
	enum ic_exit how = ic_proc_reap(&p, NULL);

	ic_zygote_close(z);
	return how;
}

bool hear(struct ic_proc *p, struct record *r)
{
	struct pollfd wait = { .fd = p->reply, .events = POLLIN };
	ssize_t n;

	ck_assert_int_eq(poll(&wait, 1, 20000), 1);
	n = read(p->reply, r, RECORD);
	ck_assert_msg(n == RECORD || n == 0, "read %zd bytes", n);
	return n == RECORD;
}
