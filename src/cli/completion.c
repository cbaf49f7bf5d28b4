/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The completion for bash, made from the tables of commands and options: so
 * it never offers what the program does not have.
 */
#include "options_priv.h"
#include "print_priv.h"

static void print_commands(void)
{
	fputs("\t\twords='", stdout);
	for (const struct ic_command *c = ic_commands; c->name != NULL; c++) {
		printf("%s%s", c == ic_commands ? "" : " ", c->name);
	}
	fputs("'\n", stdout);
}

/* One case of the shell: the options of a command. */
static void print_options(const struct ic_command *c)
{
	printf("\t%s) words='", c->name);
	for (const struct ic_option_row *o = ic_option_rows; o->name != NULL;
	     o++) {
		if ((o->set & (c->options | IC_OPT_HELP)) == 0) {
			continue;
		}
		printf("--%s ", o->name);
		if (o->letter < 256) {
			printf("-%c ", o->letter);
		}
	}
	fputs("' ;;\n", stdout);
}

static const char head[] =
    "# bash completion for incamera, printed by \"incamera completion\"\n"
    "_incamera()\n"
    "{\n"
    "\tlocal word=${COMP_WORDS[COMP_CWORD]} words= IFS=$' \\t\\n'\n"
    "\tlocal before=${COMP_WORDS[COMP_CWORD-1]}\n"
    "\tCOMPREPLY=()\n"
    "\tif [ \"$COMP_CWORD\" -eq 1 ] || "
    "[ \"${COMP_WORDS[1]}\" = help ]; then\n";

#define IC_X(name, word) word " "
#define AUDIENCES IC_AUDIENCES(IC_X)
#define FORMATS IC_FORMATS(IC_X)
#define IC_Y(name, word, file) word " "
#define KINDS IC_LOGS(IC_Y)

static const char options_head[] =
    "\t\tCOMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
    "\t\treturn\n"
    "\tfi\n"
    "\tcase $before in\n"
    "\t-j|--jobs|--bates|--category|--column|--volume|--date|--basis|--code|--take|--leave|--skip|--map|--units|--origin|--page-base) return ;;\n"
    "\t--kind)\n"
    "\t\tCOMPREPLY=($(compgen -W '" KINDS "' -- \"$word\"))\n"
    "\t\treturn\n"
    "\t\t;;\n"
    "\t--format)\n"
    "\t\tCOMPREPLY=($(compgen -W '" FORMATS "' -- \"$word\"))\n"
    "\t\treturn\n"
    "\t\t;;\n"
    "\t--to)\n"
    "\t\tCOMPREPLY=($(compgen -W '" AUDIENCES "' -- \"$word\"))\n"
    "\t\treturn\n"
    "\t\t;;\n"
    "\t-o|--out)\n"
    "\t\tIFS=$'\\n'\n"
    "\t\tcase ${COMP_WORDS[1]} in\n"
    "\t\timport|log|new) words=-f ;;\n"
    "\t\t*) words=-d ;;\n"
    "\t\tesac\n"
    "\t\tCOMPREPLY=($(compgen $words -- \"$word\"))\n"
    "\t\treturn\n"
    "\t\t;;\n"
    "\tesac\n"
    "\tcase ${COMP_WORDS[1]} in\n";

static const char tail[] =
    "\tesac\n"
    "\tcase $word in\n"
    "\t-*) COMPREPLY=($(compgen -W \"$words\" -- \"$word\")) ;;\n"
    "\t*)\n"
    "\t\tIFS=$'\\n'\n"
    "\t\tCOMPREPLY=($(compgen -f -- \"$word\"))\n"
    "\t\t;;\n"
    "\tesac\n"
    "}\n"
    "complete -o filenames -F _incamera incamera\n";

int ic_cli_completion(struct ic_cli *cli)
{
	(void)cli;
	fputs(head, stdout);
	print_commands();
	fputs(options_head, stdout);
	for (const struct ic_command *c = ic_commands; c->name != NULL; c++) {
		print_options(c);
	}
	fputs(tail, stdout);
	return IC_DONE;
}
