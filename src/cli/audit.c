/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "ops/audit.h"

#include <inttypes.h>
#include <unistd.h>

#include "ops/filings.h"
#include "print_priv.h"
#include "signals_priv.h"

/* Covered words go to a person's terminal, or to a file that was asked for. */
static bool may_show(const struct ic_cli *cli)
{
	if (!cli->options.show || cli->json || cli->options.html ||
	    isatty(STDOUT_FILENO)) {
		return true;
	}
	ic_usage_error(cli->command->name,
	    "--show tells covered words on a terminal, with --json or with "
	    "--html, and nowhere else");
	return false;
}

static enum ic_outcome print_result(const struct ic_cli *cli,
    const struct ic_audited *a, enum ic_outcome outcome)
{
	struct ic_buf json = { 0 };

	if (outcome != IC_DONE && outcome != IC_FINDINGS) {
		return outcome;
	}
	if (!cli->json) {
		ic_table_audit(a, cli);
		return outcome;
	}
	ic_audit_json(a, outcome, &json);
	return ic_print_json(&json) ? outcome : IC_STOPPED;
}

/* --fix, of what was looked through. */
static enum ic_outcome fix(const struct ic_cli *cli, struct ic_audited *a,
    enum ic_outcome outcome)
{
	struct ic_error err = { 0 };
	enum ic_outcome how;

	if (!cli->options.fix ||
	    (outcome != IC_DONE && outcome != IC_FINDINGS)) {
		return outcome;
	}
	how = ic_audit_fix(&cli->options, a, &err);
	if (how != IC_DONE) {
		ic_print_message(IC_LEVEL_ERROR, NULL, "%s", err.msg);
		return how;
	}
	return outcome;
}

/* What came of --fix, on stderr: the table or JSON stays what it is. */
static void print_fixed(const struct ic_cli *cli, const struct ic_audited *a,
    enum ic_outcome outcome)
{
	if (cli->quiet || !cli->options.fix ||
	    (outcome != IC_DONE && outcome != IC_FINDINGS)) {
		return;
	}
	if (!a->spec) {
		ic_print_note("no spec was written: no error or warning is one "
			      "that redaction would mend");
		return;
	}
	ic_print_note("wrote \"%s\": %zu document%s, %zu box%s in \"%s\", "
		      "%zu of these withdrawn",
	    a->spec, a->fixed, a->fixed == 1 ? "" : "s", a->boxes,
	    a->boxes == 1 ? "" : "es", a->csv, a->withdrawn);
	ic_print_note("read it, settle what says CONFIRM, and look at \"%s "
		      "plan %s\"",
	    IC_PROGRAM, a->spec);
}

static void print_line(const char *label, const char *text)
{
	printf("  %-10s ", label);
	ic_print_visible(stdout, text);
	putchar('\n');
}

static void print_asked(const char *label, uint32_t asked)
{
	if (asked > 0) {
		printf("  %-10s %s\n", label, ic_severity_word(asked - 1));
	}
}

static bool print_profile(void *user, const char *name,
    const struct ic_filing_profile *p)
{
	bool *first = user;

	printf("%s", *first ? "" : "\n");
	*first = false;
	ic_print_visible(stdout, name);
	fputs(": ", stdout);
	ic_print_visible(stdout, p->title);
	putchar('\n');
	print_line("rule", p->rule);
	print_line("source", p->source);
	print_line("date", p->date);
	if (p->limit_bytes > 0) {
		printf("  %-10s %" PRIu64 " bytes: %s\n", "size",
		    p->limit_bytes, ic_severity_word(p->size));
	}
	print_asked("encryption", p->asked.unencrypted);
	print_asked("active", p->asked.no_active);
	print_asked("structure", p->asked.sound);
	print_asked("searchable", p->asked.searchable);
	print_asked("fonts", p->asked.fonts_embedded);
	print_asked("pages", p->asked.sized);
	print_line("check", p->check);
	return true;
}

static int list_profiles(void)
{
	struct ic_error err = { 0 };
	bool first = true;

	if (ic_filing_each(print_profile, &first, &err)) {
		return IC_DONE;
	}
	ic_print_message(IC_LEVEL_ERROR, NULL, "%s", err.msg);
	return IC_STOPPED;
}

int ic_cli_audit(struct ic_cli *cli)
{
	struct ic_ui ui = { .stop = ic_signals_stop() };
	struct ic_run run = { 0 };
	struct ic_audited audited = { 0 };
	enum ic_outcome outcome;

	if (cli->list) {
		return list_profiles();
	}
	if (!may_show(cli)) {
		return IC_REFUSED;
	}
	ic_progress_begin(&ui, cli);
	outcome = ic_audit_command(cli->zygote, &cli->options, &ui, &run,
	    &audited);
	ic_print_run(&run, cli);
	if (run.reported && !cli->quiet) {
		ic_print_note("wrote \"%s\": it shows pages as they are",
		    cli->options.html);
	}
	outcome = fix(cli, &audited, outcome);
	outcome = print_result(cli, &audited, outcome);
	print_fixed(cli, &audited, outcome);
	ic_audited_finish(&audited);
	ic_run_finish(&run);
	return (int)outcome;
}
