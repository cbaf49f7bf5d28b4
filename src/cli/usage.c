/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdarg.h>
#include <string.h>

#include "options_priv.h"
#include "print_priv.h"

#define HELP_COLUMN 28

static void print_option(const struct ic_option_row *o)
{
	int n = o->letter < 256 ? printf("  -%c, --%s", o->letter, o->name)
				: printf("      --%s", o->name);

	if (o->arg != NULL) {
		n += printf(" %s", o->arg);
	}
	printf("%*s%s%s\n", n < HELP_COLUMN ? HELP_COLUMN - n : 2, "", o->help,
	    o->need ? " (required)" : "");
}

static bool takes(const struct ic_command *c, const struct ic_option_row *o)
{
	return (o->set & (c->options | IC_OPT_HELP)) != 0;
}

static bool lists(const struct ic_command *c)
{
	for (const struct ic_option_row *o = ic_option_rows; o->name != NULL;
	     o++) {
		if (takes(c, o) && strcmp(o->name, "list") == 0) {
			return true;
		}
	}
	return false;
}

/* Only --list goes without the operand of a command that has it. */
static int print_operand(const struct ic_command *c)
{
	const char *s = c->operand;

	if (s != NULL && s[0] == '[' && lists(c)) {
		return printf(" %.*s", (int)strlen(s) - 2, s + 1);
	}
	return s != NULL ? printf(" %s", s) : 0;
}

static void print_required(const struct ic_command *c, enum ic_need least)
{
	for (const struct ic_option_row *o = ic_option_rows; o->name != NULL;
	     o++) {
		if (!takes(c, o) || o->need < least) {
			continue;
		}
		if (o->letter < 256) {
			printf(" -%c", o->letter);
		} else {
			printf(" --%s", o->name);
		}
		if (o->arg != NULL) {
			printf(" %s", o->arg);
		}
	}
}

void ic_usage_command(const struct ic_command *c)
{
	printf("usage: %s %s", IC_PROGRAM, c->name);
	print_required(c, IC_NEED);
	fputs(c->options != 0 ? " [options]" : "", stdout);
	print_operand(c);
	putchar('\n');
	if (lists(c)) {
		printf("       %s %s --list", IC_PROGRAM, c->name);
		print_required(c, IC_NEED_ALWAYS);
		putchar('\n');
	}
	printf("  %s\n\n", c->help);
	for (const struct ic_option_row *o = ic_option_rows; o->name != NULL;
	     o++) {
		if (takes(c, o)) {
			print_option(o);
		}
	}
}

void ic_usage_all(void)
{
	printf("usage: %s COMMAND [options] [operand]\n\n", IC_PROGRAM);
	for (const struct ic_command *c = ic_commands; c->name != NULL; c++) {
		int n = printf("  %s", c->name) + print_operand(c);

		printf("%*s%s\n", n < HELP_COLUMN ? HELP_COLUMN - n : 2, "",
		    c->help);
	}
	printf("\n\"%s help COMMAND\" shows its options; incamera(1) and "
	       "incamera-spec(5) tell all.\n",
	    IC_PROGRAM);
}

int ic_usage_error(const char *command, const char *fmt, ...)
{
	char text[1024];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	ic_print_message(IC_LEVEL_ERROR, command, "%s", text);
	if (command != NULL) {
		ic_print_note("\"%s help %s\" shows how it is used", IC_PROGRAM,
		    command);
	} else {
		ic_print_note("\"%s help\" shows the commands", IC_PROGRAM);
	}
	return IC_REFUSED;
}
