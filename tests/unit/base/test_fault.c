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
};

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
	suite_add_tcase(s, t);
	return s;
}
