/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* How children start, speak and end. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attempt.h"
#include "suites.h"

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

	ck_assert_int_eq(ic_proc_reap(&p, NULL), ends[_i].how);
	after = try(z, JUDGE, &good);
	ck_assert_int_eq(ic_proc_reap(&beside, NULL), IC_EXIT_OK);
	ck_assert_int_eq(ic_proc_reap(&after, NULL), IC_EXIT_OK);
	ic_zygote_close(z);
}
END_TEST

static enum ic_exit map_at(long at)
{
	struct ic_zygote *z = open_zygote(true);
	struct attempt a = { .what = MAP_SOURCE, .call = at };
	char path[] = "/tmp/ic-child-XXXXXX", bytes[100];
	int fd = mkstemp(path);
	struct ic_proc p;
	enum ic_exit how;

	memset(bytes, 'x', sizeof(bytes));
	ck_assert_int_eq(write(fd, bytes, sizeof(bytes)), sizeof(bytes));
	p = spawn(z,
	    (struct ic_spawn){ .role = MAPPER,
		.job = &a,
		.len = sizeof(a),
		.source = fd,
		.product = -1,
		.original = -1 });
	how = ic_proc_reap(&p, NULL);
	unlink(path);
	close(fd);
	ic_zygote_close(z);
	return how;
}

START_TEST(a_mapper_reads_its_source_and_may_forget_it)
{
	ck_assert_int_eq(map_at(0), IC_EXIT_OK);
	ck_assert_int_eq(map_at(99), IC_EXIT_OK);
}
END_TEST

#ifndef IC_SANITIZER
/* As of a file that somebody cuts short meanwhile. */
START_TEST(what_a_mapped_file_does_not_have_is_no_crash)
{
	ck_assert_int_eq(map_at(1 << 20), IC_EXIT_READ);
}
END_TEST
#endif

START_TEST(what_children_used_is_added_up_as_the_kernel_counts_it)
{
	struct ic_zygote *z = open_zygote(true);
	struct attempt idle = { .what = COUNT, .call = 3 };
	struct attempt busy = { .what = SPIN };
	struct ic_usage first = { 0 }, all;
	struct ic_proc p = try(z, JUDGE, &idle);

	ic_proc_reap(&p, &first);
	ck_assert_uint_eq(first.processes, 1);
	ck_assert_uint_lt(first.cpu_us, 900000);
	ck_assert_uint_gt(first.peak_kb, 100);
	all = first;
	p = try(z, JUDGE, &busy); /* to its limit, a second */
	ic_proc_reap(&p, &all);
	ck_assert_uint_eq(all.processes, 2);
	ck_assert_uint_ge(all.cpu_us, first.cpu_us + 500000);
	ck_assert_uint_ge(all.peak_kb, first.peak_kb);
	ck_assert_uint_lt(all.peak_kb, 2 * first.peak_kb);
	ic_proc_reap(&p, &all); /* none is no process */
	ck_assert_uint_eq(all.processes, 2);
	ic_zygote_close(z);
}
END_TEST

START_TEST(this_process_knows_what_it_used_itself)
{
	struct ic_usage before = ic_usage_self(), after;

	do {
		after = ic_usage_self();
	} while (after.cpu_us < before.cpu_us + 20000);
	ck_assert_uint_eq(after.processes, 1);
	ck_assert_uint_ge(after.peak_kb, before.peak_kb);
	ck_assert_uint_gt(before.peak_kb, 100);
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
	ck_assert_int_eq(ic_proc_reap(&p, NULL), IC_EXIT_OK);
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
	p = spawn(z,
	    (struct ic_spawn){ .role = WEIGHER,
		.job = job,
		.len = n,
		.source = -1,
		.product = -1,
		.original = -1 });
	ck_assert(hear(&p, &r));
	ck_assert_uint_eq(r.n, n);
	ck_assert_uint_eq(r.a, fnv(job, n));
	ck_assert_int_eq(ic_proc_reap(&p, NULL), IC_EXIT_OK);
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
	struct ic_proc p = spawn(z,
	    (struct ic_spawn){ .role = MAKER,
		.job = &a,
		.len = sizeof(a),
		.source = source,
		.product = product,
		.original = -1 });

	ck_assert_int_eq(ic_proc_reap(&p, NULL), IC_EXIT_OK);
	ck_assert_int_eq(pread(product, got, sizeof(got) - 1, 0), 9);
	ck_assert_str_eq(got, "in camera");
	close(source);
	close(product);
	ic_zygote_close(z);
}
END_TEST

START_TEST(a_reader_has_its_source_and_its_original)
{
	struct ic_zygote *z = open_zygote(true);
	struct attempt a = { .what = COMPARE_FILES };
	int source = temp_file("in camera"), original = temp_file("in camera");
	struct ic_proc p = spawn(z,
	    (struct ic_spawn){ .role = READER,
		.job = &a,
		.len = sizeof(a),
		.source = source,
		.product = -1,
		.original = original });

	ck_assert_int_eq(ic_proc_reap(&p, NULL), IC_EXIT_OK);
	close(source);
	close(original);
	ic_zygote_close(z);
}
END_TEST

START_TEST(an_original_cannot_be_written)
{
	const struct attempt a = { CALL, SYS_write,
		{ IC_CHILD_ORIGINAL, (long)"x", 1 } };

	ck_assert_int_eq(end_of(true, READER, &a), IC_EXIT_SYSCALL);
}
END_TEST

START_TEST(an_original_for_who_reads_none_is_refused)
{
	static const unsigned who[] = { JUDGE, MAKER, WEIGHER };
	struct ic_zygote *z = open_zygote(true);
	struct ic_spawn s = { .role = who[_i],
		.source = -1,
		.product = -1,
		.original = 1,
		.cpu_seconds = 1 };
	struct ic_proc p = { 0 };
	struct ic_error err = { 0 };

	ck_assert(!ic_zygote_spawn(z, &s, &p, &err));
	ck_assert_int_eq(err.code, IC_EBUG);
	ic_zygote_close(z);
}
END_TEST

START_TEST(a_product_for_a_judge_is_refused)
{
	struct ic_zygote *z = open_zygote(true);
	struct ic_spawn s = { .role = JUDGE,
		.source = -1,
		.product = 1,
		.original = -1,
		.cpu_seconds = 1 };
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
	struct ic_proc p = spawn(z,
	    (struct ic_spawn){ .role = MAKER,
		.job = &a,
		.len = sizeof(a),
		.source = _i & 1 ? source : -1,
		.product = _i & 2 ? product : -1,
		.original = -1 });
	struct record r;

	ck_assert(hear(&p, &r));
	ck_assert_msg(r.a == want[_i] && r.b == 0,
	    "open: %#llx, want %#llx, and %llu above", (unsigned long long)r.a,
	    (unsigned long long)want[_i], (unsigned long long)r.b);
	ck_assert_int_eq(ic_proc_reap(&p, NULL), IC_EXIT_OK);
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
	attempt_secret = getenv("IC_SECRET");
	z = open_zygote(false);
	p = try(z, JUDGE, &a);
	ck_assert(hear(&p, &r));
	ck_assert_int_ne((pid_t)r.n, getsid(0));
	ck_assert_uint_eq(r.a, 1); /* LC_ALL */
	ck_assert_uint_eq(r.b, 0);
	ck_assert_str_eq(getenv("IC_SECRET"), "hunter2");
	ck_assert_int_eq(ic_proc_reap(&p, NULL), IC_EXIT_OK);
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
		ic_proc_reap(&p, NULL);
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
	ck_assert_int_eq(ic_proc_reap(&p, NULL), IC_EXIT_KILLED);
	ic_proc_kill(&p);
	ck_assert_int_eq(ic_proc_reap(&p, NULL), IC_EXIT_KILLED);
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
		.original = -1,
		.cpu_seconds = 1 };
	struct ic_error err = { 0 };
	struct record r;
	int files;

	ck_assert(hear(&p, &r));
	ck_assert_int_eq(kill((pid_t)r.n, SIGKILL), 0);
	ck_assert_int_eq(ic_proc_reap(&p, NULL), IC_EXIT_OK);
	files = open_files();
	ck_assert(!ic_zygote_spawn(z, &s, &p, &err));
	ck_assert_int_eq(err.code, IC_EENV);
	ck_assert_str_eq(err.msg,
	    "the process that starts the workers "
	    "was killed by signal 9: run again");
	ck_assert(!ic_zygote_spawn(z, &s, &p, &err));
	ck_assert_int_eq(p.pid, 0);
	ck_assert_int_eq(open_files(), files);
	ck_assert_int_eq(waitpid(other.pid, NULL, WNOHANG), 0);
	ic_proc_kill(&other);
	ck_assert_int_eq(ic_proc_reap(&other, NULL), IC_EXIT_KILLED);
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
	tcase_add_loop_test(t,
	    a_child_that_fails_says_how_and_costs_only_itself, 0,
	    sizeof(ends) / sizeof(ends[0]));
	tcase_add_test(t,
	    what_children_used_is_added_up_as_the_kernel_counts_it);
	tcase_add_test(t, this_process_knows_what_it_used_itself);
	tcase_add_test(t, replies_arrive_whole_and_in_order);
	tcase_add_loop_test(t, a_job_arrives_intact, 0, 4);
	tcase_add_test(t, a_maker_reads_its_source_and_writes_its_product);
	tcase_add_test(t, a_reader_has_its_source_and_its_original);
	tcase_add_test(t, an_original_cannot_be_written);
	tcase_add_loop_test(t, an_original_for_who_reads_none_is_refused, 0, 3);
	tcase_add_test(t, a_product_for_a_judge_is_refused);
	tcase_add_test(t, a_mapper_reads_its_source_and_may_forget_it);
#ifndef IC_SANITIZER
	tcase_add_test(t, what_a_mapped_file_does_not_have_is_no_crash);
#endif
	tcase_add_loop_test(t, a_child_has_its_files_and_no_other, 0, 4);
	tcase_add_test(t, a_child_has_another_session_and_no_environment);
	tcase_add_test(t, many_spawns_leave_neither_descriptor_nor_zombie);
	tcase_add_test(t, a_killed_child_is_reaped_as_killed);
	tcase_add_test(t, a_dead_zygote_is_an_error_and_children_go_on);
	tcase_add_test(t, children_and_zygote_die_with_the_parent);
	suite_add_tcase(s, t);
	return s;
}
