/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The border to child processes, tried from inside: the job says what the
 * child attempts. Where seccomp is impossible these tests fail.
 */
#include "base/child.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../../../src/base/child_priv.h"
#include "scratch.h"
#include "suites.h"

#define RECORD 76
#define MEMORY ((uint64_t)512 << 20)
#define FD_SEEN_MAX 4096

enum what {
	CALL,       /* one raw syscall */
	SPIN,       /* use CPU time */
	SPIN_ON,    /* the same, deaf to SIGXCPU */
	CRASH,      /* write where nothing may be written */
	ABORT,      /* abort(3) */
	SWALLOW,    /* print to the standard streams */
	ALLOCATE,   /* until there is no more */
	COUNT,      /* send `call` numbered records */
	LIST_FILES, /* which descriptors are open */
	ECHO_FILES, /* source to product, by pread and write */
	LEADER,     /* session and environment */
	SLEEP
};

struct attempt {
	enum what what;
	long call;
	long args[6];
};

struct record {
	uint64_t n, a, b;
	uint8_t rest[RECORD - 24 + 4];
};

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
	return say((uint64_t)getsid(0), known, getenv("IC_SECRET") != NULL) ? 0
									    : 1;
}

static int crash(void)
{
	volatile char *p =
	    mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

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
	case LEADER:
		return leader();
	case SLEEP:
		for (;;) {
			pause();
		}
	}
	return 2;
}

static uint64_t fnv(const uint8_t *p, size_t n)
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

enum { JUDGE, MAKER, WEIGHER };

static const struct ic_role roles[] = {
	{ "judge", attempt, { MEMORY, 0 } },
	{ "maker", attempt, { MEMORY, 4096 } },
	{ "weigher", weigh, { MEMORY, 0 } },
};

static struct ic_zygote *open_zygote(bool sandbox)
{
	struct ic_zygote *z = NULL;
	struct ic_error err = { 0 };

	ck_assert_msg(
	    ic_zygote_open(roles, 3, sandbox, &z, &err), "%s", err.msg);
	return z;
}

static struct ic_proc spawn(struct ic_zygote *z, struct ic_spawn s)
{
	struct ic_proc p = { 0 };
	struct ic_error err = { 0 };

	s.cpu_seconds = s.cpu_seconds ? s.cpu_seconds : 10;
	ck_assert_msg(ic_zygote_spawn(z, &s, &p, &err), "%s", err.msg);
	ck_assert_int_gt(p.pid, 0);
	return p;
}

static struct ic_proc try(
    struct ic_zygote *z, unsigned role, const struct attempt *a)
{
	return spawn(z, (struct ic_spawn){ .role = role,
			    .job = a,
			    .len = sizeof(*a),
			    .source = -1,
			    .product = -1,
			    .cpu_seconds = 1 });
}

static enum ic_exit end_of(bool sandbox, unsigned role, const struct attempt *a)
{
	struct ic_zygote *z = open_zygote(sandbox);
	struct ic_proc p = try(z, role, a);
	enum ic_exit how = ic_proc_reap(&p);

	ic_zygote_close(z);
	return how;
}

/* The next record; false at the end of replies. */
static bool hear(struct ic_proc *p, struct record *r)
{
	struct pollfd wait = { .fd = p->reply, .events = POLLIN };
	ssize_t n;

	ck_assert_int_eq(poll(&wait, 1, 20000), 1);
	n = read(p->reply, r, RECORD);
	ck_assert_msg(n == RECORD || n == 0, "read %zd bytes", n);
	return n == RECORD;
}

#define CALLS(name, ...)                    \
	{                                   \
#name,                      \
		{                           \
			CALL, SYS_##name,   \
			{                   \
				__VA_ARGS__ \
			}                   \
		}                           \
	}

static const struct {
	const char *name;
	struct attempt a;
} forbidden[] = {
#ifdef SYS_fork
	CALLS(fork, 0),
	CALLS(vfork, 0),
#endif
#ifndef IC_SANITIZER
#ifdef SYS_open
	CALLS(open, (long)"/etc/passwd", O_RDONLY),
#endif
	CALLS(openat, AT_FDCWD, (long)"/etc/passwd", O_RDONLY),
	CALLS(read, IC_CHILD_SOURCE, 0, 0),
	CALLS(close, 0),
	CALLS(newfstatat, AT_FDCWD, (long)"/etc/passwd", 0, 0),
	{ "write to fd 2", { CALL, SYS_write, { 2, (long)"x", 1 } } },
#endif
	CALLS(socket, AF_UNIX, SOCK_STREAM, 0),
	CALLS(execve, (long)"/bin/true", 0, 0),
	CALLS(clone, SIGCHLD, 0, 0, 0, 0),
	CALLS(ptrace, 0, 0, 0, 0),
	CALLS(kill, 0, 0),
	CALLS(prctl, PR_GET_DUMPABLE, 0, 0, 0, 0),
	CALLS(io_uring_setup, 1, 0),
	CALLS(memfd_create, (long)"x", 0),
	CALLS(process_vm_readv, 1, 0, 0, 0, 0, 0),
	CALLS(getppid, 0),
	CALLS(dup, IC_CHILD_REPLY),
	CALLS(ioctl, 0, 0, 0),
	CALLS(recvmsg, IC_CHILD_REPLY, 0, 0),
	CALLS(sendmsg, IC_CHILD_REPLY, 0, 0),
	CALLS(unlink, (long)"/nowhere"),
	CALLS(tgkill, 1, 1, 0),
	CALLS(futex, 0, 0 /* FUTEX_WAIT */, 1, 0, 0, 0),
	{ "write to fd 1", { CALL, SYS_write, { 1, (long)"x", 1 } } },
	{ "write to the source",
	    { CALL, SYS_write, { IC_CHILD_SOURCE, (long)"x", 1 } } },
	{ "product of a judge",
	    { CALL, SYS_write, { IC_CHILD_PRODUCT, (long)"x", 1 } } },
	{ "send elsewhere",
	    { CALL, SYS_sendto,
		{ IC_CHILD_SOURCE, (long)"x", 1, MSG_NOSIGNAL, 0, 0 } } },
	{ "mmap of a file",
	    { CALL, SYS_mmap,
		{ 0, 4096, PROT_READ, MAP_PRIVATE, IC_CHILD_SOURCE, 0 } } },
	{ "mmap to execute", { CALL, SYS_mmap,
				 { 0, 4096, PROT_READ | PROT_EXEC,
				     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0 } } },
	{ "mprotect to execute",
	    { CALL, SYS_mprotect, { 0, 4096, PROT_READ | PROT_EXEC } } },
};

START_TEST(a_syscall_off_the_table_ends_the_child)
{
	const char *name = forbidden[_i].name;
	enum ic_exit how = end_of(true, JUDGE, &forbidden[_i].a);

	ck_assert_msg(how == IC_EXIT_SYSCALL, "%s: ended with %d, not %d", name,
	    how, IC_EXIT_SYSCALL);
}
END_TEST

#ifndef IC_SANITIZER
/* All that an argument of 0 does not forbid. */
static const long harmless[] = { SYS_brk, SYS_mremap, SYS_munmap, SYS_mprotect,
	SYS_getrandom, SYS_sysinfo, SYS_rt_sigprocmask, SYS_getpid, SYS_gettid,
	SYS_exit_group };

#define SYSCALLS 512 /* more than Linux has; and the x32 ones */
#define X32 0x40000000

/* The kernel's own trampolines of probes: no filter sees them. */
#define URETPROBE 335
#define UPROBE 336

START_TEST(no_syscall_that_we_did_not_think_of_is_allowed)
{
	struct ic_zygote *z = open_zygote(true);
	const size_t n = sizeof(harmless) / sizeof(harmless[0]);

	for (long nr = 0; nr < 2 * SYSCALLS; nr++) {
		struct attempt a = { .what = CALL,
			.call = nr < SYSCALLS ? nr : X32 | (nr - SYSCALLS) };
		struct ic_proc p = try(z, MAKER, &a);
		enum ic_exit how = ic_proc_reap(&p), want = IC_EXIT_SYSCALL;

		for (size_t i = 0; i < n; i++) {
			if (a.call == harmless[i]) {
				want = IC_EXIT_OK;
			}
		}
		if (a.call == URETPROBE || a.call == UPROBE) {
			continue;
		}
		ck_assert_msg(how == want, "syscall %#lx: ended %d, not %d",
		    (unsigned long)a.call, how, want);
	}
	ic_zygote_close(z);
}
END_TEST
#endif

START_TEST(without_a_sandbox_the_same_call_ends_nothing)
{
	struct attempt a = { CALL, SYS_getppid, { 0 } };

	ck_assert_int_eq(end_of(false, JUDGE, &a), IC_EXIT_OK);
}
END_TEST

START_TEST(the_sandbox_is_reported)
{
	struct ic_zygote *z = open_zygote(true);
	long abi = syscall(444 /* landlock_create_ruleset */, NULL, 0, 1);

	ck_assert(ic_zygote_info(z).seccomp);
	ck_assert_int_eq(ic_zygote_info(z).landlock, abi > 0 ? (int)abi : 0);
	ic_zygote_close(z);
	z = open_zygote(false);
	ck_assert(!ic_zygote_info(z).seccomp);
	ck_assert_int_eq(ic_zygote_info(z).landlock, 0);
	ic_zygote_close(z);
}
END_TEST

/* Alone, as it is what stays if a hole is found in seccomp's table. */
static int try_landlock(const char *path)
{
	struct sockaddr_in any = { .sin_family = AF_INET };
	int tcp = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	int abi, null;

	NEED(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0);
	null = open("/dev/null", O_RDWR | O_CLOEXEC);
	NEED(null >= 0);
	abi = ic_landlock_enter();
	if (abi == 0) {
		return 0;
	}
	NEED(write(null, "", 1) == 1);
	NEED(open("/etc/passwd", O_RDONLY | O_CLOEXEC) < 0);
	NEED(errno == EACCES);
	NEED(open("/tmp", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600) < 0);
	NEED(mkdir(path, 0700) < 0 && errno == EACCES);
	NEED(abi < 4 || tcp < 0 ||
	     (bind(tcp, (void *)&any, sizeof(any)) < 0 && errno == EACCES));
	NEED(abi < 6 || (kill(getppid(), 0) < 0 && errno == EPERM));
	return 0;
}

START_TEST(landlock_denies_files_network_and_signals)
{
	ck_assert_int_eq(apart(try_landlock, "/tmp/incamera-none"), 0);
}
END_TEST

static const struct {
	enum what what;
	enum ic_exit how;
} ends[] = {
	{ SPIN, IC_EXIT_CPU },
	{ SPIN_ON, IC_EXIT_CPU },
	{ CRASH, IC_EXIT_CRASH },
#ifndef IC_SANITIZER
	{ ALLOCATE, IC_EXIT_STATUS },
	{ SWALLOW, IC_EXIT_OK },
#endif
	{ ABORT, IC_EXIT_CRASH },
};

START_TEST(a_child_that_fails_says_how_and_costs_only_itself)
{
	struct ic_zygote *z = open_zygote(true);
	struct attempt bad = { .what = ends[_i].what };
	struct attempt good = { .what = COUNT, .call = 3 };
	struct ic_proc p = try(z, JUDGE, &bad), beside = try(z, JUDGE, &good);
	struct ic_proc after;

	ck_assert_int_eq(ic_proc_reap(&p), ends[_i].how);
	after = try(z, JUDGE, &good);
	ck_assert_int_eq(ic_proc_reap(&beside), IC_EXIT_OK);
	ck_assert_int_eq(ic_proc_reap(&after), IC_EXIT_OK);
	ic_zygote_close(z);
}
END_TEST

START_TEST(replies_arrive_whole_and_in_order)
{
	enum { N = 5000 };
	struct ic_zygote *z = open_zygote(true);
	struct attempt a = { .what = COUNT, .call = N };
	struct ic_proc p = try(z, JUDGE, &a);
	struct record r;
	uint64_t n = 0;

	while (hear(&p, &r)) {
		ck_assert_uint_eq(r.n, n);
		ck_assert_uint_eq(r.a, n * n);
		ck_assert_uint_eq(r.b, ~0ull);
		n++;
	}
	ck_assert_uint_eq(n, N);
	ck_assert_int_eq(ic_proc_reap(&p), IC_EXIT_OK);
	ic_zygote_close(z);
}
END_TEST

START_TEST(a_job_arrives_intact)
{
	static const size_t sizes[] = { 0, 1, 4096, 5u << 20 };
	struct ic_zygote *z = open_zygote(true);
	size_t n = sizes[_i];
	uint8_t *job = malloc(n + 1);
	struct ic_proc p;
	struct record r;

	for (size_t i = 0; i < n; i++) {
		job[i] = (uint8_t)(i * 2654435761u >> 13);
	}
	p = spawn(z, (struct ic_spawn){ .role = WEIGHER,
			 .job = job,
			 .len = n,
			 .source = -1,
			 .product = -1 });
	ck_assert(hear(&p, &r));
	ck_assert_uint_eq(r.n, n);
	ck_assert_uint_eq(r.a, fnv(job, n));
	ck_assert_int_eq(ic_proc_reap(&p), IC_EXIT_OK);
	free(job);
	ic_zygote_close(z);
}
END_TEST

static int temp_file(const char *text)
{
	int fd = memfd_create("test", MFD_CLOEXEC);

	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(write(fd, text, strlen(text)), strlen(text));
	return fd;
}

START_TEST(a_maker_reads_its_source_and_writes_its_product)
{
	struct ic_zygote *z = open_zygote(true);
	struct attempt a = { .what = ECHO_FILES };
	int source = temp_file("in camera"), product = temp_file("");
	char got[16] = { 0 };
	struct ic_proc p = spawn(z, (struct ic_spawn){ .role = MAKER,
					.job = &a,
					.len = sizeof(a),
					.source = source,
					.product = product });

	ck_assert_int_eq(ic_proc_reap(&p), IC_EXIT_OK);
	ck_assert_int_eq(pread(product, got, sizeof(got) - 1, 0), 9);
	ck_assert_str_eq(got, "in camera");
	close(source);
	close(product);
	ic_zygote_close(z);
}
END_TEST

START_TEST(a_product_for_a_judge_is_refused)
{
	struct ic_zygote *z = open_zygote(true);
	struct ic_spawn s = {
		.role = JUDGE, .source = -1, .product = 1, .cpu_seconds = 1
	};
	struct ic_proc p = { 0 };
	struct ic_error err = { 0 };

	ck_assert(!ic_zygote_spawn(z, &s, &p, &err));
	ck_assert_int_eq(err.code, IC_EBUG);
	ck_assert_int_eq(p.pid, 0);
	ic_zygote_close(z);
}
END_TEST

/* With and without source and product. */
START_TEST(a_child_has_its_files_and_no_other)
{
	static const uint64_t want[] = { 0xf, 0x1f, 0x2f, 0x3f };
	int stray[3] = { dup(1), fcntl(1, F_DUPFD, 90),
		fcntl(1, F_DUPFD, 900) };
	struct ic_zygote *z = open_zygote(false);
	struct attempt a = { .what = LIST_FILES };
	int source = temp_file("s"), product = temp_file("p");
	struct ic_proc p = spawn(z, (struct ic_spawn){ .role = MAKER,
					.job = &a,
					.len = sizeof(a),
					.source = _i & 1 ? source : -1,
					.product = _i & 2 ? product : -1 });
	struct record r;

	ck_assert(hear(&p, &r));
	ck_assert_msg(r.a == want[_i] && r.b == 0,
	    "open: %#llx, want %#llx, and %llu above", (unsigned long long)r.a,
	    (unsigned long long)want[_i], (unsigned long long)r.b);
	ck_assert_int_eq(ic_proc_reap(&p), IC_EXIT_OK);
	close(source);
	close(product);
	for (int i = 0; i < 3; i++) {
		close(stray[i]);
	}
	ic_zygote_close(z);
}
END_TEST

START_TEST(a_child_has_another_session_and_no_environment)
{
	struct ic_zygote *z;
	struct attempt a = { .what = LEADER };
	struct ic_proc p;
	struct record r;

	setenv("IC_SECRET", "hunter2", 1);
	z = open_zygote(false);
	p = try(z, JUDGE, &a);
	ck_assert(hear(&p, &r));
	ck_assert_int_ne((pid_t)r.n, getsid(0));
	ck_assert_uint_eq(r.a, 1); /* LC_ALL */
	ck_assert_uint_eq(r.b, 0);
	ck_assert_str_eq(getenv("IC_SECRET"), "hunter2");
	ck_assert_int_eq(ic_proc_reap(&p), IC_EXIT_OK);
	ic_zygote_close(z);
}
END_TEST

static int open_files(void)
{
	int n = 0;

	for (int fd = 0; fd < 1024; fd++) {
		n += fcntl(fd, F_GETFD) >= 0;
	}
	return n;
}

START_TEST(many_spawns_leave_neither_descriptor_nor_zombie)
{
	int before = open_files();
	struct ic_zygote *z = open_zygote(true);
	struct attempt a = { .what = COUNT, .call = 1 };
	struct attempt bad = { CALL, SYS_getppid, { 0 } };
	struct ic_proc p;

	for (int i = 0; i < 200; i++) {
		p = try(z, JUDGE, i % 3 ? &a : &bad);
		if (i % 5 == 0) {
			ic_proc_kill(&p);
		}
		ic_proc_reap(&p);
		ck_assert_int_eq(p.pid, 0);
	}
	ck_assert_int_eq(open_files(), before + 1);
	ic_zygote_close(z);
	ck_assert_int_eq(open_files(), before);
	ck_assert_int_eq(waitpid(-1, NULL, WNOHANG), -1);
	ck_assert_int_eq(errno, ECHILD);
}
END_TEST

START_TEST(a_killed_child_is_reaped_as_killed)
{
	struct ic_zygote *z = open_zygote(false);
	struct attempt a = { .what = SLEEP };
	struct ic_proc p = try(z, JUDGE, &a);

	ic_proc_kill(&p);
	ck_assert_int_eq(ic_proc_reap(&p), IC_EXIT_KILLED);
	ic_proc_kill(&p);
	ck_assert_int_eq(ic_proc_reap(&p), IC_EXIT_KILLED);
	ic_zygote_close(z);
	ic_zygote_close(NULL);
}
END_TEST

START_TEST(a_dead_zygote_is_an_error_and_children_go_on)
{
	struct ic_zygote *z = open_zygote(false);
	struct attempt a = { .what = LEADER }, rest = { .what = SLEEP };
	struct ic_proc p = try(z, JUDGE, &a), other = try(z, JUDGE, &rest);
	struct ic_spawn s = { .job = &a,
		.len = sizeof(a),
		.source = -1,
		.product = -1,
		.cpu_seconds = 1 };
	struct ic_error err = { 0 };
	struct record r;
	int files;

	ck_assert(hear(&p, &r));
	ck_assert_int_eq(kill((pid_t)r.n, SIGKILL), 0);
	ck_assert_int_eq(ic_proc_reap(&p), IC_EXIT_OK);
	files = open_files();
	ck_assert(!ic_zygote_spawn(z, &s, &p, &err));
	ck_assert_int_eq(err.code, IC_EENV);
	ck_assert_str_eq(err.msg, "the process that starts the workers "
				  "was killed by signal 9: run again");
	ck_assert(!ic_zygote_spawn(z, &s, &p, &err));
	ck_assert_int_eq(p.pid, 0);
	ck_assert_int_eq(open_files(), files);
	ck_assert_int_eq(waitpid(other.pid, NULL, WNOHANG), 0);
	ic_proc_kill(&other);
	ck_assert_int_eq(ic_proc_reap(&other), IC_EXIT_KILLED);
	ic_zygote_close(z);
}
END_TEST

/*
 * Zygote and children of a killed parent come to us, and must end: by its
 * death signal, or because they were only beginning and found it gone.
 */
START_TEST(children_and_zygote_die_with_the_parent)
{
	struct attempt a = { .what = SLEEP };
	int ready[2], ended = 0;
	char byte;
	pid_t parent;

	ck_assert_int_eq(pipe(ready), 0);
	ck_assert_int_eq(prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
	parent = fork();
	if (parent == 0) {
		struct ic_zygote *z = open_zygote(false);

		try(z, JUDGE, &a);
		try(z, JUDGE, &a);
		ck_assert_int_eq(write(ready[1], "", 1), 1);
		pause();
	}
	ck_assert_int_eq(read(ready[0], &byte, 1), 1);
	ck_assert_int_eq(kill(parent, SIGKILL), 0);
	while (waitpid(-1, NULL, 0) > 0) {
		ended++;
	}
	ck_assert_int_eq(ended, 4);
	ck_assert_int_eq(prctl(PR_SET_CHILD_SUBREAPER, 0), 0);
	close(ready[0]);
	close(ready[1]);
}
END_TEST

Suite *suite_child(void)
{
	Suite *s = suite_create("child");
	TCase *t = tcase_create("child");

	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, a_syscall_off_the_table_ends_the_child, 0,
	    sizeof(forbidden) / sizeof(forbidden[0]));
#ifndef IC_SANITIZER
	tcase_add_test(t, no_syscall_that_we_did_not_think_of_is_allowed);
#endif
	tcase_add_test(t, without_a_sandbox_the_same_call_ends_nothing);
	tcase_add_test(t, the_sandbox_is_reported);
	tcase_add_test(t, landlock_denies_files_network_and_signals);
	tcase_add_loop_test(t,
	    a_child_that_fails_says_how_and_costs_only_itself, 0,
	    sizeof(ends) / sizeof(ends[0]));
	tcase_add_test(t, replies_arrive_whole_and_in_order);
	tcase_add_loop_test(t, a_job_arrives_intact, 0, 4);
	tcase_add_test(t, a_maker_reads_its_source_and_writes_its_product);
	tcase_add_test(t, a_product_for_a_judge_is_refused);
	tcase_add_loop_test(t, a_child_has_its_files_and_no_other, 0, 4);
	tcase_add_test(t, a_child_has_another_session_and_no_environment);
	tcase_add_test(t, many_spawns_leave_neither_descriptor_nor_zombie);
	tcase_add_test(t, a_killed_child_is_reaped_as_killed);
	tcase_add_test(t, a_dead_zygote_is_an_error_and_children_go_on);
	tcase_add_test(t, children_and_zygote_die_with_the_parent);
	suite_add_tcase(s, t);
	return s;
}
