/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <inttypes.h>
#include <string.h>
#include <time.h>

#include "print_priv.h"

#define LINE_EVERY 0.1  /* seconds, on a terminal */
#define PLAIN_EVERY 5.0 /* seconds, in a log */
#define RATE_AFTER 1.0  /* seconds until a rate means anything */

static struct {
	bool terminal;
	bool drawn; /* a line stands on the terminal */
	enum ic_phase phase;
	bool begun;
	double phase_began, last;
} state;

static const char *const phases[] = {
	[IC_PHASE_HASH] = "reading",
	[IC_PHASE_SCOUT] = "counting pages",
	[IC_PHASE_NUMBERS] = "reading numbers",
	[IC_PHASE_LINES] = "reading line numbers",
	[IC_PHASE_LOOK] = "looking under boxes",
	[IC_PHASE_MAKE] = "making",
	[IC_PHASE_VERIFY] = "proving",
	[IC_PHASE_TEXT] = "reading text",
	[IC_PHASE_EXPORT] = "writing",
	[IC_PHASE_MATCH] = "finding pages",
	[IC_PHASE_AUDIT] = "looking",
};

static double seconds_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* "2:05" or "1:02:05". */
static void add_clock(struct ic_buf *b, double seconds)
{
	uint64_t s = (uint64_t)(seconds + 0.5);

	if (s >= 3600) {
		ic_buf_printf(b, "%" PRIu64 ":%02" PRIu64 ":%02" PRIu64,
		    s / 3600, s / 60 % 60, s % 60);
	} else {
		ic_buf_printf(b, "%" PRIu64 ":%02" PRIu64, s / 60, s % 60);
	}
}

static void add_rate(struct ic_buf *b, const struct ic_progress *p, double took)
{
	double rate = (double)p->pages_done / took;
	uint64_t tenths = (uint64_t)(rate * 10 + 0.5);

	ic_buf_printf(b, ", %" PRIu64 ".%" PRIu64 " pages/s", tenths / 10,
	    tenths % 10);
	if (p->pages > p->pages_done) {
		ic_buf_puts(b, ", ");
		add_clock(b, (double)(p->pages - p->pages_done) / rate);
		ic_buf_puts(b, " left");
	}
}

/* A line that wraps could not be taken back, so it is cut to the terminal. */
static void print_line(const struct ic_progress *p, double took)
{
	unsigned width = ic_terminal_width(stderr);
	struct ic_buf b = { 0 };
	const char *text;

	ic_buf_printf(&b, IC_PROGRAM ": %s: %zu of %zu documents",
	    phases[p->phase], p->documents_done, p->documents);
	if (p->pages > 0) {
		ic_buf_printf(&b, ", %" PRIu64 " of %" PRIu64 " pages",
		    p->pages_done, p->pages);
	} else if (p->pages_done > 0) {
		ic_buf_printf(&b, ", %" PRIu64 " pages", p->pages_done);
	}
	if (took >= RATE_AFTER && p->pages_done > 0) {
		add_rate(&b, p, took);
	}
	text = ic_buf_str(&b);
	fprintf(stderr, "%.*s", width > 0 ? (int)width - 1 : (int)strlen(text),
	    text);
	ic_buf_finish(&b);
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
