/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <getopt.h>
#include <stddef.h>
#include <string.h>

#include "core/register.h"
#include "options_priv.h"
#include "print_priv.h"

#define ROWS_MAX 64

/* getopt's two tables of the options that a command takes. */
struct tables {
	char letters[2 * ROWS_MAX + 2];
	struct option rows[ROWS_MAX + 1];
	size_t n;
};

static void tables_fill(struct tables *t, unsigned takes)
{
	char *letter = t->letters;

	memset(t, 0, sizeof(*t));
	*letter++ = ':'; /* tell a missing argument from a wrong option */
	for (const struct ic_option_row *o = ic_option_rows; o->name != NULL;
	     o++) {
		if ((o->set & (takes | IC_OPT_HELP)) == 0) {
			continue;
		}
		t->rows[t->n++] = (struct option){ o->name,
			o->arg != NULL ? required_argument : no_argument, NULL,
			o->letter };
		if (o->letter < 256) {
			*letter++ = (char)o->letter;
			if (o->arg != NULL) {
				*letter++ = ':';
			}
		}
	}
}

/* A number from 1 to IC_JOBS_MAX and nothing else. */
static bool parse_jobs(const char *text, unsigned *out)
{
	unsigned n = 0;

	for (const char *c = text; *c != '\0'; c++) {
		if (*c < '0' || *c > '9' || n > IC_JOBS_MAX) {
			return false;
		}
		n = 10 * n + (unsigned)(*c - '0');
	}
	if (n < 1 || n > IC_JOBS_MAX) {
		return false;
	}
	*out = n;
	return true;
}

/* One more of an option that may be given several times. */
static bool add_word(const struct ic_cli *cli, const char **words, size_t max,
    size_t *n, const char *option, const char *arg)
{
	if (*n == max) {
		ic_usage_error(cli->command->name,
		    "%s is given more than %zu times", option, max);
		return false;
	}
	words[(*n)++] = arg;
	return true;
}

/* Which list, and in which form. */
static bool take_log(struct ic_cli *cli, int letter, const char *arg)
{
	if (letter == LONG_FORMAT) {
		if (ic_format_parse(arg, &cli->options.format)) {
			return true;
		}
		ic_usage_error(cli->command->name,
		    "--format takes csv, html or xlsx, not \"%s\"", arg);
		return false;
	}
	cli->kind = ic_log_parse(arg, &cli->options.log);
	if (!cli->kind) {
		ic_usage_error(cli->command->name,
		    "--kind takes redaction, index, privilege, sealing or "
		    "exhibit, not \"%s\"",
		    arg);
	}
	return cli->kind;
}

static bool take_copy(struct ic_cli *cli, const char *arg)
{
	uint32_t bit = ic_served_bit(arg);

	if (!bit) {
		ic_usage_error(cli->command->name,
		    "--copy takes redacted, proposed, disputed or native, not "
		    "\"%s\"",
		    arg);
	}
	cli->options.copies |= bit;
	return bit != 0;
}

/* Take one option. False, after saying why, if its argument is wrong. */
/* Options that say yes or no; `on` is what the option makes of it. */
static const struct {
	int letter;
	size_t at; /* a bool of struct ic_cli */
	bool on;
} switches[] = {
	{ 'h', offsetof(struct ic_cli, help), true },
	{ 'q', offsetof(struct ic_cli, quiet), true },
	{ 'v', offsetof(struct ic_cli, verbose), true },
	{ LONG_ANNOTATE, offsetof(struct ic_cli, options.annotate), true },
	{ LONG_FORCE, offsetof(struct ic_cli, options.force), true },
	{ LONG_DISPUTED, offsetof(struct ic_cli, options.disputed_only), true },
	{ LONG_JSON, offsetof(struct ic_cli, json), true },
	{ LONG_LIFT, offsetof(struct ic_cli, options.lift_denied), true },
	{ LONG_LIST, offsetof(struct ic_cli, list), true },
	{ LONG_NOTES, offsetof(struct ic_cli, options.notes), true },
	{ LONG_OCR, offsetof(struct ic_cli, options.ocr), true },
	{ LONG_RESUME, offsetof(struct ic_cli, options.resume), true },
	{ LONG_SANDBOX, offsetof(struct ic_cli, sandbox), false },
	{ LONG_SHOW, offsetof(struct ic_cli, options.show), true },
	{ LONG_STRICT, offsetof(struct ic_cli, options.strict), true },
	{ LONG_UNDO, offsetof(struct ic_cli, options.undo), true },
	{ LONG_XFDF, offsetof(struct ic_cli, options.xfdf), true },
};

/* Options that are a word, of which the last one counts. */
static const struct {
	int letter;
	size_t at; /* a const char * of struct ic_cli */
} words[] = {
	{ LONG_BASIS, offsetof(struct ic_cli, options.basis) },
	{ LONG_BATES, offsetof(struct ic_cli, options.bates) },
	{ LONG_DATE, offsetof(struct ic_cli, options.date) },
	{ LONG_FIX, offsetof(struct ic_cli, options.fix) },
	{ LONG_HTML, offsetof(struct ic_cli, options.html) },
	{ LONG_MAP, offsetof(struct ic_cli, options.map) },
	{ LONG_MINORS, offsetof(struct ic_cli, options.minors) },
	{ LONG_ORIGIN, offsetof(struct ic_cli, options.origin) },
	{ LONG_PAGE_BASE, offsetof(struct ic_cli, options.page_base) },
	{ LONG_PASSWORD_FILE, offsetof(struct ic_cli, options.password_file) },
	{ LONG_SKIP, offsetof(struct ic_cli, options.skip) },
	{ LONG_UNITS, offsetof(struct ic_cli, options.units) },
	{ LONG_NOTICE, offsetof(struct ic_cli, options.notice) },
	{ LONG_PROFILE, offsetof(struct ic_cli, options.profile) },
	{ LONG_SPEC, offsetof(struct ic_cli, options.spec) },
	{ LONG_VOLUME, offsetof(struct ic_cli, options.volume) },
};

/* True if the option is one of the two tables'. */
static bool take_plain(struct ic_cli *cli, int letter, const char *arg)
{
	for (size_t i = 0; i < sizeof(switches) / sizeof(*switches); i++) {
		if (switches[i].letter == letter) {
			*(bool *)((char *)cli +
			    switches[i].at) = switches[i].on;
			return true;
		}
	}
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (words[i].letter == letter) {
			*(const char **)((char *)cli + words[i].at) = arg;
			return true;
		}
	}
	return false;
}

static bool take_jobs(struct ic_cli *cli, const char *arg)
{
	if (parse_jobs(arg, &cli->options.jobs)) {
		return true;
	}
	ic_usage_error(cli->command->name,
	    "-j takes a number from 1 to %d, not \"%s\"", IC_JOBS_MAX, arg);
	return false;
}

static bool take_category(struct ic_cli *cli, const char *arg)
{
	if (cli->options.ncategories == IC_CATEGORIES_MAX) {
		ic_usage_error(cli->command->name,
		    "--category can be given %d times at most",
		    IC_CATEGORIES_MAX);
		return false;
	}
	cli->categories[cli->options.ncategories++] = arg;
	cli->options.categories = cli->categories;
	return true;
}

/* A claim has one; marks may have several. */
static bool take_code(struct ic_cli *cli, const char *arg)
{
	struct ic_options *o = &cli->options;

	if (cli->command->options & IC_OPT_IMPORT) {
		return add_word(cli, o->coded, IC_PICKS_MAX, &o->ncoded,
		    "--code", arg);
	}
	o->code = arg;
	return true;
}

static bool take(struct ic_cli *cli, int letter, const char *arg)
{
	struct ic_options *o = &cli->options;

	if (take_plain(cli, letter, arg)) {
		return true;
	}
	switch (letter) {
	case 'j':
		return take_jobs(cli, arg);
	case 'o':
		*(cli->command->options &
			    (IC_OPT_LOG | IC_OPT_IMPORT | IC_OPT_NEW)
			? &o->file
			: &o->out) = arg;
		return true;
	case LONG_CODE:
		return take_code(cli, arg);
	case LONG_TAKE:
		return add_word(cli, o->takes, IC_PICKS_MAX, &o->ntakes,
		    "--take", arg);
	case LONG_LEAVE:
		return add_word(cli, o->leaves, IC_PICKS_MAX, &o->nleaves,
		    "--leave", arg);
	case LONG_KIND:
	case LONG_FORMAT:
		return take_log(cli, letter, arg);
	case LONG_COPY:
		return take_copy(cli, arg);
	case LONG_CATEGORY:
		return take_category(cli, arg);
	case LONG_COLUMN:
		return add_word(cli, o->columns, IC_COLUMNS_MAX, &o->ncolumns,
		    "--column", arg);
	case LONG_LOOK:
		return add_word(cli, o->looks, IC_LOOKS_MAX, &o->nlooks,
		    "--look", arg);
	case LONG_REPLACES:
		return add_word(cli, o->replaces, IC_REPLACES_MAX,
		    &o->nreplaces, "--replaces", arg);
	case LONG_TO:
		return add_word(cli, o->to, IC_TO_MAX, &o->nto, "--to", arg);
	default:
		ic_usage_error(cli->command->name, "met an unknown option");
		return false;
	}
}

static const char *next_name(void *user, size_t i)
{
	const struct tables *t = user;

	return i < t->n ? t->rows[i].name : NULL;
}

/* getopt has met something that is no option of this command. */
static void complain(const struct ic_cli *cli, int what, char **argv,
    struct tables *tables)
{
	const char *command = cli->command->name;
	/* A long option is the word before optind; a letter is in optopt. */
	const char *word = argv[optind - 1];
	char bare[64];
	const char *near;

	if (what == ':') {
		if (optopt < 256 && word[1] != '-') {
			ic_usage_error(command, "-%c needs an argument",
			    optopt);
		} else {
			ic_usage_error(command, "%s needs an argument", word);
		}
		return;
	}
	/* --json=x: the option is known, so what is wrong is its argument. */
	if (optopt >= 256 ||
	    (optopt != 0 && strchr(tables->letters, optopt) != NULL)) {
		ic_usage_error(command, "%s: it takes no argument", word);
		return;
	}
	if (optopt != 0) {
		ic_usage_error(command, "it has no option -%c", optopt);
		return;
	}
	snprintf(bare, sizeof(bare), "%.*s", (int)strcspn(word + 2, "="),
	    word + 2);
	near = ic_suggest(bare, next_name, tables);
	if (near != NULL) {
		ic_usage_error(command,
		    "it has no option --%s: did you mean --%s?", bare, near);
	} else {
		ic_usage_error(command, "it has no option --%s", bare);
	}
}

/* All that are left, of a command that takes files. */
static bool take_files(struct ic_cli *cli, int argc, char **argv)
{
	struct ic_options *o = &cli->options;

	o->files = (const char *const *)argv + optind;
	o->nfiles = (size_t)(argc - optind);
	optind = argc;
	if (cli->command->options & IC_OPT_IMPORT &&
	    o->nfiles > IC_MARKS_FILES_MAX) {
		ic_usage_error(cli->command->name, "it takes %d files at most",
		    IC_MARKS_FILES_MAX);
		return false;
	}
	return true;
}

/* The one operand, if the command takes one, or several. */
static bool take_operand(struct ic_cli *cli, int argc, char **argv)
{
	const char *takes = cli->command->operand;
	bool several = takes != NULL && strstr(takes, "...") != NULL;

	if (optind < argc && takes != NULL) {
		cli->operand = argv[optind];
		optind += !several;
	}
	if (several && !take_files(cli, argc, argv)) {
		return false;
	}
	if (optind < argc) {
		ic_usage_error(cli->command->name,
		    takes != NULL ? "\"%s\" is one name too many"
				  : "it takes no name such as \"%s\"",
		    argv[optind]);
		return false;
	}
	if (cli->operand == NULL && takes != NULL && takes[0] != '[' &&
	    !cli->help &&
	    !(cli->list && cli->command->options & IC_OPT_AUDIT)) {
		ic_usage_error(cli->command->name, "%s is missing", takes);
		return false;
	}
	return true;
}

bool ic_options_read(int argc, char **argv, struct ic_cli *cli)
{
	struct tables tables;
	int c;

	tables_fill(&tables, cli->command->options);
	opterr = 0;
	while ((c = getopt_long(argc, argv, tables.letters, tables.rows,
		    NULL)) != -1) {
		if (c == '?' || c == ':') {
			complain(cli, c, argv, &tables);
			return false;
		}
		if (!take(cli, c, optarg)) {
			return false;
		}
	}
	return take_operand(cli, argc, argv);
}
