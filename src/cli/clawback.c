/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "ops/clawback.h"

#include <stdint.h>
#include <string.h>

#include "print_priv.h"

static void print_document(const struct ic_clawed_document *d,
    const struct ic_cli *cli)
{
	fputs(d->range, stdout);
	fputs(" (", stdout);
	ic_print_visible(stdout, d->file);
	fputs("): ", stdout);
	if (cli->options.undo) {
		puts("the claim is lifted; it is produced again");
	} else {
		puts(d->changed ? "withheld from now on"
				: "withheld already; nothing was added");
	}
	if (d->more && !cli->options.undo) {
		puts("  all of its numbers go along, also those that were not "
		     "named: a document is withheld as a whole");
	}
}

/* Names come from a spec and a register: nothing may move the cursor. */
static void print_text(struct ic_buf *text)
{
	char *s = (char *)(uintptr_t)ic_buf_str(text);

	while (*s) {
		size_t n = strcspn(s, "\n");
		bool more = s[n] == '\n';

		s[n] = '\0';
		ic_print_visible(stdout, s);
		if (!more) {
			break;
		}
		putchar('\n');
		s += n + 1;
	}
	ic_buf_finish(text);
}

static void print_holdings(const struct ic_clawed *c)
{
	struct ic_buf text = { 0 };
	struct ic_error err;

	if (c->notice.n == 0) {
		puts("No file that holds it is known: nothing of it is in the "
		     "register. Name the directories that were made with "
		     "--look.");
		return;
	}
	puts("It is held by these files, and any copies of them; sequester "
	     "yours, and see that the others are:");
	if (ic_notice_list(&c->notice, &text, &err)) {
		print_text(&text);
	}
}

static void print_letter(const struct ic_clawed *c, const char *file)
{
	struct ic_buf text = { 0 };
	struct ic_error err;

	putchar('\n');
	if (file) {
		fputs("The notice to sign and send is in ", stdout);
		ic_print_visible(stdout, file);
		putchar('\n');
	} else if (ic_notice_letter(&c->notice, &text, &err)) {
		print_text(&text);
	}
}

static bool asked_well(const struct ic_cli *cli)
{
	const struct ic_options *o = &cli->options;

	if (!o->bates) {
		ic_usage_error("clawback",
		    "which documents? Name their numbers with --bates");
	} else if (!o->basis) {
		ic_usage_error("clawback",
		    o->undo ? "why is the claim lifted? Say it with --basis, "
			      "such as the order's ECF number"
			    : "on what ground? Say it with --basis, in words "
			      "for the court and the other side");
	} else if (o->undo && (o->notice || o->code)) {
		ic_usage_error("clawback",
		    "--undo lifts a claim: it has no notice and no code");
	} else {
		return true;
	}
	return false;
}

static enum ic_outcome print_result(const struct ic_cli *cli,
    const struct ic_clawed *c, enum ic_outcome outcome)
{
	struct ic_buf json = { 0 };

	if (c->cut && !cli->quiet) {
		ic_print_message(IC_LEVEL_WARNING, NULL,
		    "the last line of the claims was cut short, as by a kill, "
		    "and counts for nothing");
	}
	if (cli->json) {
		ic_clawback_json(c, &cli->options, &json);
		return ic_print_json(&json) ? outcome : IC_STOPPED;
	}
	if (!c->recorded || cli->quiet) {
		return outcome;
	}
	for (size_t i = 0; i < c->n; i++) {
		print_document(&c->at[i], cli);
	}
	if (!cli->options.undo) {
		print_holdings(c);
		if (outcome == IC_DONE) {
			print_letter(c, cli->options.notice);
		}
	}
	return outcome;
}

int ic_cli_clawback(struct ic_cli *cli)
{
	struct ic_run run = { 0 };
	struct ic_clawed c = { 0 };
	enum ic_outcome outcome;

	if (!asked_well(cli)) {
		return IC_REFUSED;
	}
	cli->options.spec = cli->operand;
	outcome = ic_clawback_command(&cli->options, &run, &c);
	ic_print_run(&run, cli);
	outcome = print_result(cli, &c, outcome);
	ic_run_finish(&run);
	return (int)outcome;
}
