/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/fault.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "suites.h"

/* How a process ends that visits "commit" n times: its wait status. */
static int visit(const char *fault, int n)
{
	int status = -1;
	pid_t pid = fork();

	if (pid == 0) {
		signal(SIGINT, SIG_DFL); /* Check catches it */
		if (fault) {
			setenv("INCAMERA_FAULT", fault, 1);
		} else {
			unsetenv("INCAMERA_FAULT");
		}
		for (int i = 0; i < n; i++) {
			ic_fault_point("journal");
			ic_fault_point("commit");
		}
		_exit(7);
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	return status;
}

static const struct {
	const char *fault;
	int visits, sig; /* 0: it ends on its own */
} table[] = {
	{ NULL, 3, 0 },
	{ "other:kill", 3, 0 },
	{ "commit:kill", 1, SIGKILL },
	{ "commit:kill:3", 2, 0 },
	{ "commit:kill:3", 3, SIGKILL },
	{ "commit:int:2", 9, SIGINT },
	{ "journal:int", 1, SIGINT },
	{ "commit", 1, SIGABRT },
	{ "commit:explode", 1, SIGABRT },
	{ "commit:kill:0", 1, SIGABRT },
	{ "commit:kill:2x", 1, SIGABRT },
	{ "commit:child", 1, SIGABRT },
};

/* A process that lives until it is killed. */
static pid_t idler(void)
{
	pid_t pid = fork();

	while (pid == 0) {
		pause();
	}
	return pid;
}

static int end_of_process(pid_t pid)
{
	int status = -1;

	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	return status;
}

START_TEST(visits_of_all_processes_count_together)
{
	pid_t parent = fork();
	int status;

	if (parent == 0) {
		setenv("INCAMERA_FAULT", "commit:kill:4", 1);
		ic_fault_point("commit");
		for (int i = 0; i < 2; i++) {
			pid_t child = fork();

			if (child == 0) {
				/* as the zygote does it */
				clearenv();
				ic_fault_point("commit");
				_exit(0);
			}
			status = end_of_process(child);
			if (status != 0) {
				_exit(1);
			}
		}
		ic_fault_point("commit");
		_exit(2);
	}
	status = end_of_process(parent);
	ck_assert_msg(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL,
	    "wait status %#x", (unsigned)status);
}
END_TEST

START_TEST(a_child_is_killed_and_its_parent_goes_on)
{
	pid_t parent = fork();
	int status;

	if (parent == 0) {
		pid_t child = idler();

		setenv("INCAMERA_FAULT", "make-started:child", 1);
		ic_fault_child("make", "started", child);
		status = end_of_process(child);
		_exit(WIFSIGNALED(status) ? WTERMSIG(status) : 0);
	}
	status = end_of_process(parent);
	ck_assert_msg(WIFEXITED(status) && WEXITSTATUS(status) == SIGKILL,
	    "wait status %#x", (unsigned)status);
}
END_TEST

START_TEST(a_stop_goes_on_when_it_is_told_to)
{
	pid_t pid = fork();
	int status;

	if (pid == 0) {
		setenv("INCAMERA_FAULT", "lock-filled:stop", 1);
		ic_fault_file("lock", "filled");
		_exit(7);
	}
	ck_assert_int_eq(waitpid(pid, &status, WUNTRACED), pid);
	ck_assert_msg(WIFSTOPPED(status), "wait status %#x", (unsigned)status);
	kill(pid, SIGCONT);
	status = end_of_process(pid);
	ck_assert_msg(WIFEXITED(status) && WEXITSTATUS(status) == 7,
	    "wait status %#x", (unsigned)status);
}
END_TEST

START_TEST(a_fault_happens_at_its_visit_or_not_at_all)
{
	int status = visit(table[_i].fault, table[_i].visits);
	int sig = WIFSIGNALED(status) ? WTERMSIG(status) : 0;

	ck_assert_msg(sig == table[_i].sig, "%s: signal %d, not %d",
	    table[_i].fault ? table[_i].fault : "none", sig, table[_i].sig);
	if (sig == 0) {
		ck_assert_int_eq(WEXITSTATUS(status), 7);
	}
}
END_TEST

Suite *suite_fault(void)
{
	Suite *s = suite_create("fault");
	TCase *t = tcase_create("fault");

	tcase_add_loop_test(t, a_fault_happens_at_its_visit_or_not_at_all, 0,
	    sizeof(table) / sizeof(table[0]));
	tcase_add_test(t, visits_of_all_processes_count_together);
	tcase_add_test(t, a_child_is_killed_and_its_parent_goes_on);
	tcase_add_test(t, a_stop_goes_on_when_it_is_told_to);
	suite_add_tcase(s, t);
	return s;
}
