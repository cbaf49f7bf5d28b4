/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* How children end. */
#include "child_priv.h"

#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int ic_wait(pid_t pid, struct rusage *usage)
{
	int status = -1;

	while (wait4(pid, &status, 0, usage) < 0) {
		if (errno != EINTR) {
			return -1;
		}
	}
	return status;
}

void ic_proc_kill(struct ic_proc *p)
{
	if (p->pid > 0) {
		kill(p->pid, SIGKILL);
	}
}

/* Linux gives ru_maxrss in KiB. */
static void add_usage(struct ic_usage *to, const struct rusage *u)
{
	uint64_t peak = (uint64_t)u->ru_maxrss;

	to->processes++;
	to->cpu_us += (uint64_t)(u->ru_utime.tv_sec + u->ru_stime.tv_sec) *
		1000000 +
	    (uint64_t)(u->ru_utime.tv_usec + u->ru_stime.tv_usec);
	to->peak_kb = peak > to->peak_kb ? peak : to->peak_kb;
}

struct ic_usage ic_usage_self(void)
{
	struct ic_usage self = { 0 };
	struct rusage u;

	if (getrusage(RUSAGE_SELF, &u) == 0) {
		add_usage(&self, &u);
	}
	return self;
}

static bool spent(const struct rusage *u, unsigned cpu_seconds)
{
	return u->ru_utime.tv_sec + u->ru_stime.tv_sec +
	    (u->ru_utime.tv_usec + u->ru_stime.tv_usec) / 1000000 >=
	    (time_t)cpu_seconds;
}

static enum ic_exit ended_by(int sig, bool cpu_spent)
{
	switch (sig) {
	case SIGSEGV:
	case SIGABRT:
	case SIGFPE:
	case SIGILL:
		return IC_EXIT_CRASH;
	case SIGBUS:
		return IC_EXIT_READ;
	case SIGSYS:
		return IC_EXIT_SYSCALL;
	case SIGXCPU:
		return IC_EXIT_CPU;
	case SIGKILL:
		return cpu_spent ? IC_EXIT_CPU : IC_EXIT_KILLED;
	default:
		return IC_EXIT_KILLED;
	}
}

static enum ic_exit exited_with(int status)
{
	switch (status) {
	case 0:
		return IC_EXIT_OK;
	case IC_STATUS_START:
		return IC_EXIT_START;
	default:
		return IC_EXIT_STATUS;
	}
}

enum ic_exit ic_proc_reap(struct ic_proc *p, struct ic_usage *usage)
{
	struct rusage used = { 0 };
	enum ic_exit how = IC_EXIT_KILLED;
	int status;

	if (p->pid <= 0) {
		return how;
	}
	status = ic_wait(p->pid, &used);
	if (status >= 0 && usage) {
		add_usage(usage, &used);
	}
	if (status >= 0 && WIFSIGNALED(status)) {
		how = ended_by(WTERMSIG(status), spent(&used, p->cpu_seconds));
	} else if (status >= 0) {
		how = exited_with(WEXITSTATUS(status));
	}
	close(p->reply);
	*p = (struct ic_proc){ 0 };
	return how;
}
