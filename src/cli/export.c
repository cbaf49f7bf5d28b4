/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "print_priv.h"
#include "signals_priv.h"

static void print_files(const struct ic_exported *e)
{
	if (e->copies > 0) {
		printf("%zu working cop%s%s", e->copies,
		    e->copies == 1 ? "y" : "ies", e->xfdfs > 0 ? ", " : "");
	}
	if (e->xfdfs > 0 || e->copies == 0) {
		ic_print_counted(stdout, e->xfdfs, "XFDF");
	}
}

static void print_summary(const struct ic_exported *e, const struct ic_cli *cli)
{
	ic_print_visible(stdout, cli->options.out);
	fputs(": ", stdout);
	print_files(e);
	fputs(" with ", stdout);
	ic_print_counted(stdout, e->redactions, "redaction");
	putchar('\n');
	if (e->unmarked > 0 && cli->options.xfdf) {
		ic_print_counted(stdout, e->unmarked, "source");
		puts(" without a redaction, so without an XFDF");
	}
	if (e->sheets > 0) {
		ic_print_counted(stdout, e->sheets, "document");
		puts(" left out: slip sheets stand for them");
	}
	puts(e->notes ? "they show all that is to be redacted, and your notes: "
			"keep them to yourself"
		      : "they show all that is to be redacted: keep them to "
			"yourself");
}

int ic_cli_export(struct ic_cli *cli)
{
	struct ic_ui ui = { .stop = ic_signals_stop() };
	struct ic_run run = { 0 };
	enum ic_outcome outcome;

	if (!cli->options.xfdf && !cli->options.annotate) {
		return ic_usage_error("export",
		    "as what? Say --annotate for working copies, --xfdf for "
		    "XFDFs, or both");
	}
	if (cli->options.out == NULL) {
		return ic_usage_error("export",
		    "where are they to go? Name a directory with -o");
	}
	cli->options.spec = cli->operand;
	ic_progress_begin(&ui, cli);
	outcome = ic_export_command(cli->zygote, &cli->options, &ui, &run);
	ic_print_run(&run, cli);
	if (!cli->quiet && (outcome == IC_DONE || outcome == IC_FAILED)) {
		print_summary(&run.exported, cli);
	}
	ic_run_finish(&run);
	return (int)outcome;
}
