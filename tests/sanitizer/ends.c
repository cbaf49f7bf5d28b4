/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * How a process of a sanitizer build ends: a fault must not look like one of
 * the program's own statuses, of which tests expect each somewhere, and what
 * the C library loses is no fault of ours. TAP.
 */
#include <limits.h>
#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define STATUS_LAST 4 /* of the program */

static void *volatile sink;

static void nothing(void)
{
}

/* Several, as the last address may stay in a register. */
static void leak(void)
{
	for (int i = 0; i < 8; i++) {
		sink = malloc(7);
	}
	sink = NULL;
}

static void overrun(void)
{
	volatile unsigned at = 7;
	char *p = malloc(at);

	sink = p;
	p[at] = 1;
	free(p);
}

static void overflow(void)
{
	volatile int n = INT_MAX;

	n = n + 1;
}

/* As a library that libqpdf needs does when it is loaded. */
static void get_locale(void)
{
	locale_t l;

	setenv("LOCPATH", "/no/such", 1);
	l = newlocale(LC_ALL_MASK, "POSIX", (locale_t)0);
	if (l) {
		freelocale(l);
	}
}

/* The wait status of a process that does this and ends. */
static int end_of(void (*deed)(void))
{
	int status = -1;
	pid_t pid = fork();

	if (pid == 0) {
		/* reports that are wanted are not for the log */
		close(STDERR_FILENO);
		deed();
		exit(0);
	}
	if (pid < 0 || waitpid(pid, &status, 0) != pid) {
		printf("Bail out! no process\n");
		exit(EXIT_FAILURE);
	}
	return status;
}

static bool is_told(int status)
{
	return WIFSIGNALED(status) || WEXITSTATUS(status) > STATUS_LAST;
}

int main(void)
{
	const struct {
		const char *claim;
		void (*deed)(void);
		bool fault, searched; /* needs /proc */
	} all[] = {
		{ "no fault", nothing, false, false },
		{ "a write beyond the end", overrun, true, false },
		{ "a sum that overflows", overflow, true, false },
		{ "memory that is lost", leak, true, true },
		{ "the C library's copy of LOCPATH", get_locale, false, true },
	};
	bool proc = access("/proc/self", F_OK) == 0, bad = false;
	unsigned n = 0;

	setvbuf(stdout, NULL, _IONBF, 0);
	for (; n < sizeof(all) / sizeof(all[0]); n++) {
		int status = end_of(all[n].deed);
		bool good = all[n].fault ? is_told(status) : status == 0;

		if (all[n].searched && !proc) {
			printf("ok %u - %s # SKIP no /proc\n", n + 1,
			    all[n].claim);
			continue;
		}
		bad = bad || !good;
		printf("%sok %u - %s: status %d, signal %d\n",
		    good ? "" : "not ", n + 1, all[n].claim,
		    WIFEXITED(status) ? WEXITSTATUS(status) : 0,
		    WIFSIGNALED(status) ? WTERMSIG(status) : 0);
	}
	printf("1..%u\n", n);
	return bad ? EXIT_FAILURE : EXIT_SUCCESS;
}
