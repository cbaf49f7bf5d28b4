/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <inttypes.h>
#include <time.h>

#include "print_priv.h"

#define LINE_EVERY 0.1  /* seconds, on a terminal */
#define PLAIN_EVERY 5.0 /* seconds, in a log */
#define RATE_AFTER 1.0  /* seconds until a rate means anything */

static struct {
	bool on, terminal;
	bool drawn; /* a line stands on the terminal */
	enum ic_phase phase;
	bool begun;
	double phase_began, last;
} state;

static const char *const phases[] = {
	[IC_PHASE_HASH] = "reading",
	[IC_PHASE_SCOUT] = "counting pages",
	[IC_PHASE_LOOK] = "looking under the boxes",
	[IC_PHASE_MAKE] = "making and proving",
	[IC_PHASE_VERIFY] = "proving",
};

static double seconds_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* "2:05" or "1:02:05". */
static void print_clock(double seconds)
{
	uint64_t s = (uint64_t)(seconds + 0.5);

	if (s >= 3600) {
		fprintf(stderr, "%" PRIu64 ":%02" PRIu64 ":%02" PRIu64,
		    s / 3600, s / 60 % 60, s % 60);
	} else {
		fprintf(stderr, "%" PRIu64 ":%02" PRIu64, s / 60, s % 60);
	}
}

static void print_line(const struct ic_progress *p, double took)
{
	fprintf(stderr, IC_PROGRAM ": %s: %zu of %zu documents",
	    phases[p->phase], p->documents_done, p->documents);
	if (p->pages > 0) {
		fprintf(stderr, ", %" PRIu64 " of %" PRIu64 " pages",
		    p->pages_done, p->pages);
	}
	if (took >= RATE_AFTER && p->pages_done > 0) {
		double rate = (double)p->pages_done / took;

		fprintf(stderr, ", %.1f pages/s", rate);
		if (p->pages > p->pages_done) {
			fputs(", ", stderr);
			print_clock((double)(p->pages - p->pages_done) / rate);
			fputs(" left", stderr);
		}
	}
}

static void progress(void *user, const struct ic_progress *p)
{
	double now = seconds_now();

	(void)user;
	if (!state.begun || state.phase != p->phase) {
		state.begun = true;
		state.phase = p->phase;
		state.phase_began = now;
	}
	if (now - state.last < (state.terminal ? LINE_EVERY : PLAIN_EVERY)) {
		return;
	}
	state.last = now;
	if (state.terminal) {
		fputs("\r\033[K", stderr);
	}
	print_line(p, now - state.phase_began);
	if (!state.terminal) {
		fputc('\n', stderr);
	}
	state.drawn = state.terminal;
	fflush(stderr);
}

void ic_progress_begin(struct ic_ui *ui, const struct ic_cli *cli)
{
	if (cli->quiet) {
		return;
	}
	state.on = true;
	state.terminal = ic_terminal_is(stderr);
	/* A run shorter than PLAIN_EVERY says nothing to a log. */
	state.last = state.terminal ? 0 : seconds_now();
	ui->progress = progress;
}

void ic_progress_clear(void)
{
	if (state.drawn) {
		fputs("\r\033[K", stderr);
		state.drawn = false;
	}
}
