/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "ops/new.h"

#include "print_priv.h"

static void print_documents(const struct ic_new *n)
{
	const struct ic_starter *s = &n->starter;

	ic_print_counted(stdout, s->ndocuments, "document");
	fputs(" of ", stdout);
	ic_print_visible(stdout, n->documents);
	if (!ic_starter_stamped(s)) {
		puts(", which get new numbers");
		return;
	}
	fputs(", which bear", stdout);
	for (size_t i = 0; i < s->n; i++) {
		const struct ic_starter_prefix *p = &s->at[i];

		fputs(i ? ", " : " ", stdout);
		ic_print_visible(stdout, p->name);
		printf("%0*llu to ", (int)p->digits,
		    (unsigned long long)p->low);
		ic_print_visible(stdout, p->name);
		printf("%0*llu", (int)p->digits, (unsigned long long)p->high);
	}
	putchar('\n');
}

static void print_next(const struct ic_new *n)
{
	puts("Next:");
	fputs("  read ", stdout);
	ic_print_visible(stdout, n->spec);
	puts(", and settle what says CONFIRM");
	fputs("  " IC_PROGRAM " plan ", stdout);
	ic_print_visible(stdout, n->spec);
	puts("    shows the numbers, and what is wrong");
	fputs("  list what is to be covered in ", stdout);
	ic_print_visible(stdout, n->csv);
	puts(", a row each");
	fputs("  " IC_PROGRAM " import FILE --spec ", stdout);
	ic_print_visible(stdout, n->spec);
	puts("    takes marks of a viewer");
	fputs("  " IC_PROGRAM " apply ", stdout);
	ic_print_visible(stdout, n->spec);
	puts(" -o out    makes the production");
}

int ic_cli_new(struct ic_cli *cli)
{
	struct ic_new n = { 0 };
	struct ic_error err = { 0 };
	enum ic_outcome outcome;

	cli->options.from = cli->operand;
	if (!cli->options.file) {
		cli->options.file = "production.yaml";
	}
	outcome = ic_new_command(&cli->options, &n, &err);
	if (outcome != IC_DONE) {
		ic_print_message(IC_LEVEL_ERROR, NULL, "%s", err.msg);
	} else {
		ic_print_visible(stdout, n.spec);
		fputs(": ", stdout);
		print_documents(&n);
		ic_print_visible(stdout, n.csv);
		puts(": the redactions, none yet");
		print_next(&n);
	}
	ic_new_finish(&n);
	return (int)outcome;
}
