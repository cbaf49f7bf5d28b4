/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <errno.h>
#include <string.h>

#include "print_priv.h"

#define MESSAGE_MAX 4096

/* The format's arguments may hold anything, so all of it is made visible. */
static void print_text(const char *fmt, va_list ap)
{
	char text[MESSAGE_MAX];

	vsnprintf(text, sizeof(text), fmt, ap);
	ic_print_visible(stderr, text);
	fputc('\n', stderr);
}

void ic_print_message(enum ic_level level, const char *where, const char *fmt,
    ...)
{
	bool error = level == IC_LEVEL_ERROR;
	va_list ap;

	ic_progress_clear();
	fputs(IC_PROGRAM ": ", stderr);
	if (where != NULL) {
		ic_print_visible(stderr, where);
		fputs(": ", stderr);
	}
	fprintf(stderr, "%s%s:%s ",
	    ic_terminal_ink(stderr, error ? IC_INK_RED : IC_INK_YELLOW),
	    error ? "error" : "warning", ic_terminal_ink(stderr, IC_INK_PLAIN));
	va_start(ap, fmt);
	print_text(fmt, ap);
	va_end(ap);
}

void ic_print_note(const char *fmt, ...)
{
	va_list ap;

	ic_progress_clear();
	fputs(IC_PROGRAM ": ", stderr);
	va_start(ap, fmt);
	print_text(fmt, ap);
	va_end(ap);
}

bool ic_print_json(struct ic_buf *json)
{
	struct ic_error err = { 0 };
	bool ok = ic_buf_check(json, "the JSON", &err);

	if (ok) {
		fwrite(json->data, 1, json->len, stdout);
	} else {
		ic_print_message(IC_LEVEL_ERROR, NULL, "%s", err.msg);
	}
	ic_buf_finish(json);
	return ok;
}

int ic_print_finish(int status)
{
	bool bad = ferror(stdout) != 0;

	errno = 0;
	bad |= fflush(stdout) != 0;
	if (!bad) {
		return status;
	}
	/* Who closed the pipe has read enough, and needs no message. */
	if (errno != EPIPE) {
		ic_print_message(IC_LEVEL_ERROR, NULL,
		    "cannot write to standard output: %s",
		    errno != 0 ? strerror(errno) : "an earlier write failed");
	}
	return IC_STOPPED;
}
