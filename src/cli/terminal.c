/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "print_priv.h"

#define WIDTH_MIN 40
#define WIDTH_USUAL 80

bool ic_terminal_is(FILE *f)
{
	const char *term = getenv("TERM");

	return isatty(fileno(f)) && term != NULL && strcmp(term, "dumb") != 0;
}

const char *ic_terminal_ink(FILE *f, enum ic_ink ink)
{
	static const char *const codes[] = { "\033[0m", "\033[1m", "\033[1;31m",
		"\033[1;33m" };
	const char *no = getenv("NO_COLOR");

	if ((no != NULL && no[0] != '\0') || !ic_terminal_is(f)) {
		return "";
	}
	return codes[ink];
}

unsigned ic_terminal_width(FILE *f)
{
	struct winsize size = { 0 };

	if (!isatty(fileno(f))) {
		return 0;
	}
	if (ioctl(fileno(f), TIOCGWINSZ, &size) != 0 || size.ws_col == 0) {
		return WIDTH_USUAL;
	}
	return size.ws_col < WIDTH_MIN ? WIDTH_MIN : size.ws_col;
}
