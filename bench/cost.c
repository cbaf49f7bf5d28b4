/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Run a command and write into RESULT, in JSON, what it and all of its
 * descendants used.
 *
 *	bench-cost RESULT COMMAND [ARG...]
 *
 * CPU time is a sum: what a process waited for is in its own wait4(), and
 * what it left behind is orphaned to us, who are a subreaper and wait until
 * there is nothing more to wait for.
 *
 * The peak is a maximum: ru_maxrss of wait4() is the VmHWM of the largest
 * single process of a tree. Linux counts in it what a process was before its
 * exec, so a large launcher would hide a small command; this one is small.
 */
#include <errno.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct cost {
	int status; /* of the command, as from wait() */
	double wall_ms, cpu_ms;
	long peak_kb;
};

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double ms_of(struct timeval t)
{
	return (double)t.tv_sec * 1e3 + (double)t.tv_usec / 1e3;
}

/* Until the last of them has gone; the clock stops with the command. */
static int wait_for_all(pid_t command, double from, struct cost *c)
{
	struct rusage use;
	int status;
	pid_t pid;

	while ((pid = wait4(-1, &status, 0, &use)) > 0 || errno == EINTR) {
		if (pid <= 0) {
			continue;
		}
		c->cpu_ms += ms_of(use.ru_utime) + ms_of(use.ru_stime);
		c->peak_kb = use.ru_maxrss > c->peak_kb ? use.ru_maxrss
							: c->peak_kb;
		if (pid == command) {
			c->status = status;
			c->wall_ms = now() - from;
		}
	}
	return errno == ECHILD;
}

int main(int argc, char **argv)
{
	struct cost c = { .status = -1 };
	double from;
	FILE *out;
	pid_t pid;

	if (argc < 3) {
		fprintf(stderr, "usage: bench-cost RESULT COMMAND [ARG...]\n");
		return 2;
	}
	out = fopen(argv[1], "we");
	if (!out || prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0) {
		perror("bench-cost");
		return 2;
	}
	from = now();
	pid = fork();
	if (pid == 0) {
		execvp(argv[2], argv + 2);
		perror(argv[2]);
		_exit(127);
	}
	if (pid < 0 || !wait_for_all(pid, from, &c)) {
		perror("bench-cost");
		return 2;
	}
	fprintf(out,
	    "{\"status\": %d, \"wall_ms\": %.3f, \"cpu_ms\": %.3f, "
	    "\"peak_kb\": %ld}\n",
	    WIFEXITED(c.status) ? WEXITSTATUS(c.status) : -1, c.wall_ms,
	    c.cpu_ms, c.peak_kb);
	return fclose(out) != 0;
}
