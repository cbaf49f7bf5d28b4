/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "print_priv.h"
#include "signals_priv.h"

/* Print the result, for a person or a program. */
static enum ic_outcome print_result(const struct ic_run *run,
    enum ic_outcome outcome, const struct ic_cli *cli)
{
	struct ic_buf json = { 0 };

	if (cli->json) {
		ic_apply_json(run, outcome, &json);
		return ic_print_json(&json) ? outcome : IC_STOPPED;
	}
	if (cli->quiet || outcome == IC_REFUSED) {
		return outcome;
	}
	ic_table_rulings(run, cli->verbose);
	if (outcome == IC_DONE && run->summary.nreplaces > 0 &&
	    run->summary.documents == 0) {
		ic_summary_unchanged(run);
	} else {
		ic_summary_left(run, cli->verbose);
		ic_summary_apply(run, outcome, cli->options.out);
	}
	return outcome;
}

int ic_cli_apply(struct ic_cli *cli)
{
	struct ic_ui ui = { .stop = ic_signals_stop() };
	struct ic_run run = { 0 };
	enum ic_outcome outcome;

	if (cli->options.out == NULL) {
		return ic_usage_error("apply",
		    "where is the output to go? Name a directory with -o");
	}
	cli->options.spec = cli->operand;
	ic_progress_begin(&ui, cli);
	outcome = ic_apply_command(cli->zygote, &cli->options, &ui, &run);
	ic_print_run(&run, cli);
	outcome = print_result(&run, outcome, cli);
	if (outcome == IC_STOPPED && run.standing &&
	    run.summary.documents > 0) {
		ic_print_note("what is in \"%s\" is whole: \"%s apply --resume"
			      "\" goes on from there",
		    cli->options.out, IC_PROGRAM);
	}
	ic_run_finish(&run);
	return (int)outcome;
}
