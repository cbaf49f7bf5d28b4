/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The options, one row each: getopt's table, the usage and the completion
 * are made from it.
 */
#ifndef IC_CLI_OPTIONS_PRIV_H
#define IC_CLI_OPTIONS_PRIV_H

#include "cli_priv.h"

struct ic_option_row {
	int letter;       /* getopt's value; above 255: it has no letter */
	const char *name; /* without its dashes */
	const char *arg;  /* what it takes; NULL: nothing */
	const char *help;
	enum ic_opt_set set;
};

/* The table, which ends with a NULL name. */
extern const struct ic_option_row ic_option_rows[];

#endif
