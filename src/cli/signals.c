/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

#include "signals_priv.h"

static volatile sig_atomic_t stop;

/*
 * The first signal asks for an orderly end; the same one again ends the
 * program at once, which is safe too: what is in out/ is whole at any time.
 */
static void on_signal(int number)
{
	static const char words[] =
	    "\nincamera: stopping; once more to end at once\n";

	stop = 1;
	signal(number, SIG_DFL);
	if (number == SIGINT && isatty(STDERR_FILENO)) {
		ssize_t n = write(STDERR_FILENO, words, sizeof(words) - 1);

		(void)n;
	}
}

void ic_signals_begin(void)
{
	static const int stops[] = { SIGINT, SIGTERM, SIGHUP };
	struct sigaction action = { .sa_handler = on_signal }, old;

	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < sizeof(stops) / sizeof(stops[0]); i++) {
		/* nohup's choice, and that of a shell's "&", is respected. */
		if (sigaction(stops[i], NULL, &old) == 0 &&
		    old.sa_handler != SIG_IGN) {
			sigaction(stops[i], &action, NULL);
		}
	}
	/* Both are errors of a write, which says so. */
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
}

const volatile sig_atomic_t *ic_signals_stop(void)
{
	return &stop;
}
