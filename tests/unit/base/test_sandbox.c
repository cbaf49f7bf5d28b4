/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The walls of a child, tried from inside. Where seccomp is impossible these
 * tests fail.
 */
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <seccomp.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../../../src/base/child_priv.h"
#include "attempt.h"
#include "scratch.h"
#include "suites.h"

/* clang-format off */
#define CALLS(name, ...) { #name, { CALL, SYS_##name, { __VA_ARGS__ } } }
/* clang-format on */

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
	{ "mmap to execute",
	    { CALL, SYS_mmap,
		{ 0, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS,
		    -1, 0 } } },
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

/* clang-format off */
static const struct {
	const char *name;
	struct attempt a;
} forbidden_to_mapper[] = {
	{ "mmap to write",
	    { CALL, SYS_mmap,
		{ 0, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE,
		    IC_CHILD_SOURCE, 0 } } },
	{ "mmap to execute",
	    { CALL, SYS_mmap,
		{ 0, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE,
		    IC_CHILD_SOURCE, 0 } } },
	{ "mmap to share",
	    { CALL, SYS_mmap,
		{ 0, 4096, PROT_READ, MAP_SHARED, IC_CHILD_SOURCE, 0 } } },
	{ "mmap of another file",
	    { CALL, SYS_mmap,
		{ 0, 4096, PROT_READ, MAP_PRIVATE, IC_CHILD_ORIGINAL, 0 } } },
#ifndef IC_SANITIZER
	CALLS(madvise, 0, 4096, MADV_HUGEPAGE),
#endif
};
/* clang-format on */

START_TEST(of_files_a_mapper_reads_its_source_alone)
{
	const char *name = forbidden_to_mapper[_i].name;
	enum ic_exit how = end_of(true, MAPPER, &forbidden_to_mapper[_i].a);

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
		enum ic_exit how = ic_proc_reap(&p, NULL),
			     want = IC_EXIT_SYSCALL;

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

/* A kernel without seccomp, played by seccomp. */
static bool forbid_seccomp(void)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
	const uint32_t none = SCMP_ACT_ERRNO(ENOSYS);

	return filter &&
	    seccomp_rule_add(filter, none, SCMP_SYS(seccomp), 0) == 0 &&
	    seccomp_rule_add(filter, none, SCMP_SYS(prctl), 1,
		SCMP_A0(SCMP_CMP_EQ, PR_SET_SECCOMP)) == 0 &&
	    seccomp_load(filter) == 0;
}

static int open_without_seccomp(const char *unused)
{
	static const struct ic_role none = { .name = "none" };
	struct ic_zygote *z = NULL;
	struct ic_error err = { 0 };

	(void)unused;
	NEED(forbid_seccomp());
	NEED(!ic_zygote_open(&none, 1, true, &z, &err));
	NEED(!z && err.code == IC_EENV);
	NEED(strstr(err.msg,
	    "this machine has no seccomp sandbox "
	    "(Function not implemented)"));
	NEED(strstr(err.msg, "--no-sandbox"));
	NEED(waitpid(-1, NULL, 0) < 0);
	NEED(ic_zygote_open(&none, 1, false, &z, &err));
	ic_zygote_close(z);
	return 0;
}

START_TEST(a_machine_without_seccomp_is_refused_unless_asked_for)
{
	ck_assert_int_eq(apart(open_without_seccomp, NULL), 0);
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

Suite *suite_sandbox(void)
{
	Suite *s = suite_create("sandbox");
	TCase *t = tcase_create("sandbox");

	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, a_syscall_off_the_table_ends_the_child, 0,
	    sizeof(forbidden) / sizeof(forbidden[0]));
	tcase_add_loop_test(t, of_files_a_mapper_reads_its_source_alone, 0,
	    sizeof(forbidden_to_mapper) / sizeof(forbidden_to_mapper[0]));
#ifndef IC_SANITIZER
	tcase_add_test(t, no_syscall_that_we_did_not_think_of_is_allowed);
#endif
	tcase_add_test(t, without_a_sandbox_the_same_call_ends_nothing);
	tcase_add_test(t,
	    a_machine_without_seccomp_is_refused_unless_asked_for);
	tcase_add_test(t, the_sandbox_is_reported);
	tcase_add_test(t, landlock_denies_files_network_and_signals);
	suite_add_tcase(s, t);
	return s;
}
