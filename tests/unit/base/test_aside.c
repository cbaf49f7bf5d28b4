/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/aside.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "suites.h"

static bool says_its_pid(void *user)
{
	pid_t pid = getpid();

	return write(*(int *)user, &pid, sizeof(pid)) == sizeof(pid);
}

START_TEST(a_task_is_done_in_another_process)
{
	struct ic_error err = { 0 };
	pid_t pid = 0;
	int fd[2];

	ck_assert_int_eq(pipe(fd), 0);
	ck_assert_msg(ic_aside("a task", says_its_pid, &fd[1], &err), "%s",
	    err.msg);
	ck_assert_int_eq(read(fd[0], &pid, sizeof(pid)), sizeof(pid));
	ck_assert_int_ne(pid, getpid());
	close(fd[0]);
	close(fd[1]);
}
END_TEST

static bool is_not_done(void *user)
{
	(void)user;
	return false;
}

static bool is_killed(void *user)
{
	(void)user;
	raise(SIGKILL);
	return true;
}

START_TEST(a_task_that_fails_or_crashes_is_an_error_that_names_it)
{
	ic_aside_fn *const fails[] = { is_not_done, is_killed };

	for (size_t i = 0; i < sizeof(fails) / sizeof(fails[0]); i++) {
		struct ic_error err = { 0 };

		ck_assert(!ic_aside("a task", fails[i], NULL, &err));
		ck_assert_int_eq(err.code, IC_EENV);
		ck_assert_ptr_nonnull(strstr(err.msg, "a task could not"));
	}
}
END_TEST

static bool prints(void *user)
{
	(void)user;
	fputs("a library's message\n", stderr);
	return fflush(stderr) == 0 && dprintf(STDOUT_FILENO, "more") == 4;
}

START_TEST(what_a_task_prints_goes_nowhere)
{
	struct ic_error err = { 0 };
	int out = dup(STDOUT_FILENO), bad = dup(STDERR_FILENO), fd[2];
	char text[64];
	bool ok;

	ck_assert_int_eq(pipe(fd), 0);
	fflush(NULL);
	dup2(fd[1], STDOUT_FILENO);
	dup2(fd[1], STDERR_FILENO);
	ok = ic_aside("a task", prints, NULL, &err);
	dup2(out, STDOUT_FILENO);
	dup2(bad, STDERR_FILENO);
	close(fd[1]);
	close(out);
	close(bad);
	ck_assert(ok);
	ck_assert_int_eq(read(fd[0], text, sizeof(text)), 0);
	close(fd[0]);
}
END_TEST

static bool makes_a_file(void *user)
{
	return fclose(fopen(user, "w")) == 0;
}

/* In a shared /tmp others could read it before it is removed. */
START_TEST(what_a_task_leaves_is_nobody_elses)
{
	char dir[] = "/tmp/aside.XXXXXX", path[64];
	struct ic_error err = { 0 };
	struct stat st;
	mode_t old = umask(0);

	ck_assert_ptr_nonnull(mkdtemp(dir));
	snprintf(path, sizeof(path), "%s/left", dir);
	ck_assert_msg(ic_aside("a file", makes_a_file, path, &err), "%s",
	    err.msg);
	ck_assert_int_eq(umask(old), 0);
	ck_assert_int_eq(stat(path, &st), 0);
	ck_assert_int_eq(st.st_mode & 0777, 0600);
	unlink(path);
	rmdir(dir);
}
END_TEST

Suite *suite_aside(void)
{
	Suite *s = suite_create("aside");
	TCase *t = tcase_create("aside");

	tcase_add_test(t, a_task_is_done_in_another_process);
	tcase_add_test(t,
	    a_task_that_fails_or_crashes_is_an_error_that_names_it);
	tcase_add_test(t, what_a_task_prints_goes_nowhere);
	tcase_add_test(t, what_a_task_leaves_is_nobody_elses);
	suite_add_tcase(s, t);
	return s;
}
