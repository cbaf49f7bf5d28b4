/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The options, one row each: getopt's table, the usage and the completion
 * are made from it.
 */
#ifndef IC_CLI_OPTIONS_PRIV_H
#define IC_CLI_OPTIONS_PRIV_H

#include "cli_priv.h"

/* Of options that have no letter. */
enum {
	LONG_BATES = 256,
	LONG_ANNOTATE,
	LONG_BASIS,
	LONG_CODE,
	LONG_LOOK,
	LONG_NOTES,
	LONG_NOTICE,
	LONG_UNDO,
	LONG_CATEGORY,
	LONG_COLUMN,
	LONG_COPY,
	LONG_DATE,
	LONG_DISPUTED,
	LONG_FIX,
	LONG_FORCE,
	LONG_FORMAT,
	LONG_HTML,
	LONG_OCR,
	LONG_JSON,
	LONG_KIND,
	LONG_LEAVE,
	LONG_LIFT,
	LONG_LIST,
	LONG_MAP,
	LONG_MINORS,
	LONG_ORIGIN,
	LONG_PAGE_BASE,
	LONG_PASSWORD_FILE,
	LONG_PROFILE,
	LONG_REPLACES,
	LONG_SANDBOX,
	LONG_RESUME,
	LONG_SHOW,
	LONG_SKIP,
	LONG_SPEC,
	LONG_STRICT,
	LONG_TAKE,
	LONG_TO,
	LONG_UNITS,
	LONG_VOLUME,
	LONG_XFDF
};

/* Whether a command that takes it must have it; ALWAYS: with --list too. */
enum ic_need { IC_NEED_NOT, IC_NEED, IC_NEED_ALWAYS };

struct ic_option_row {
	int letter;       /* getopt's value; above 255: it has no letter */
	const char *name; /* without its dashes */
	const char *arg;  /* what it takes; NULL: nothing */
	const char *help;
	enum ic_opt_set set;
	enum ic_need need;
};

/* The table, which ends with a NULL name. */
extern const struct ic_option_row ic_option_rows[];

#endif
