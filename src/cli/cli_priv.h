/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The program's edge: what a command gets, and how it is found. Only this
 * layer prints and ends the program.
 */
#ifndef IC_CLI_PRIV_H
#define IC_CLI_PRIV_H

#include <stdbool.h>
#include <stddef.h>

#include "base/child.h"
#include "ops/commands.h"

/* Which options a command takes; each takes IC_OPT_HELP. */
enum ic_opt_set {
	IC_OPT_HELP = 1,
	IC_OPT_OUT = 2,
	IC_OPT_JOBS = 4, /* with --no-sandbox: it has child processes */
	IC_OPT_BATES = 8,
	IC_OPT_RESUME = 16,
	IC_OPT_STRICT = 32,
	IC_OPT_JSON = 64,
	IC_OPT_TALK = 128, /* -q and -v */
	IC_OPT_SPEC = 256,
	IC_OPT_PACKAGE = 512, /* --profile, --spec, --to and so on */
	IC_OPT_DISPUTED = 2048,
	IC_OPT_LIFT = 1 << 14,
	IC_OPT_REPLACES = 1 << 15,
	IC_OPT_LOG = 1 << 16,    /* --kind, --format, -o FILE */
	IC_OPT_SERVED = 1 << 20, /* --spec, --to, --date, --copy, --list */
	IC_OPT_CLAIM = 1 << 21, /* --bates, --basis, --code, --date and so on */
	IC_OPT_EXPORT = 1 << 22, /* --annotate, --notes, --xfdf, -o DIR */
	IC_OPT_HTML = 1 << 24,
	IC_OPT_OCR = 1 << 25,
	IC_OPT_IMPORT = 1
	    << 26,            /* --spec, --take, --leave, -o FILE and so on */
	IC_OPT_NEW = 1 << 27, /* -o SPEC */
	IC_OPT_SHOW = 1 << 28,
	IC_OPT_AUDIT = 1 << 29
};

struct ic_command;

#define IC_CATEGORIES_MAX 64 /* of one command */

/* What the command line says. */
struct ic_cli {
	const struct ic_command *command;
	const char *operand; /* NULL: none was given */
	struct ic_options options;
	const char *categories[IC_CATEGORIES_MAX]; /* options' */
	bool json, quiet, verbose, help, list;
	bool kind;                /* log: it was given */
	bool sandbox;             /* false: --no-sandbox */
	struct ic_zygote *zygote; /* NULL unless the command has children */
};

/* Returns an exit status. */
typedef int ic_command_fn(struct ic_cli *cli);

struct ic_command {
	const char *name;
	ic_command_fn *run;
	/* "SPEC", "[COMMAND]", "FILE...": one at least; NULL: it takes none */
	const char *operand;
	const char *help; /* one line */
	unsigned options; /* enum ic_opt_set */
};

/* The dispatch table, which ends with a NULL name. */
extern const struct ic_command ic_commands[];

/* The command of that name; NULL if there is none. */
const struct ic_command *ic_command_lookup(const char *name);

/* The commands: each a shim around one call of ops. */
int ic_cli_apply(struct ic_cli *cli);
int ic_cli_audit(struct ic_cli *cli);
int ic_cli_clawback(struct ic_cli *cli);
int ic_cli_completion(struct ic_cli *cli);
int ic_cli_export(struct ic_cli *cli);
int ic_cli_help(struct ic_cli *cli);
int ic_cli_import(struct ic_cli *cli);
int ic_cli_log(struct ic_cli *cli);
int ic_cli_new(struct ic_cli *cli);
int ic_cli_package(struct ic_cli *cli);
int ic_cli_plan(struct ic_cli *cli);
int ic_cli_served(struct ic_cli *cli);
int ic_cli_verify(struct ic_cli *cli);
int ic_cli_version(struct ic_cli *cli);

/*
 * Read argv from after the command's name. On a mistake it is named on
 * stderr, with what to do, and the result is false.
 */
bool ic_options_read(int argc, char **argv, struct ic_cli *cli);

/* The synopsis and options of a command, or of all, to stdout. */
void ic_usage_command(const struct ic_command *c);
void ic_usage_all(void);

/* Say what is wrong with the command line; gives status 2. */
int ic_usage_error(const char *command, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * The candidate nearest to a mistyped word: at most two letters wrong,
 * missing, added or swapped. NULL if none is near. `next` walks the
 * candidates until it gives NULL.
 */
const char *ic_suggest(const char *word,
    const char *(*next)(void *user, size_t i), void *user);

#endif
