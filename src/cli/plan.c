/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "print_priv.h"
#include "signals_priv.h"

int ic_cli_plan(struct ic_cli *cli)
{
	struct ic_ui ui = { .stop = ic_signals_stop() };
	struct ic_run run = { 0 };
	enum ic_outcome outcome;

	if (!ic_show_may(cli)) {
		return IC_REFUSED;
	}
	cli->options.spec = cli->operand;
	ic_progress_begin(&ui, cli);
	outcome = ic_plan_command(cli->zygote, &cli->options, &ui, &run);
	ic_print_run(&run, cli);
	if (run.reported && !cli->quiet) {
		ic_print_note("wrote \"%s\": it shows pages before redaction",
		    cli->options.html);
	} else if (cli->options.html && outcome == IC_REFUSED &&
	    run.diags.errors > 0) {
		ic_print_note("\"%s\" was not written: the numbers on pages "
			      "are read when the errors above are mended",
		    cli->options.html);
	}
	if (outcome == IC_DONE && cli->json) {
		struct ic_buf json = { 0 };

		ic_plan_json(&run, &json);
		if (!ic_print_json(&json)) {
			outcome = IC_STOPPED;
		}
	} else if (outcome == IC_DONE) {
		ic_table_plan(&run, cli->operand, cli->verbose);
		ic_summary_numbers(&run);
		ic_table_rulings(&run, cli->verbose);
		ic_summary_left(&run, cli->verbose);
		ic_show_places(&run);
	}
	ic_run_finish(&run);
	return (int)outcome;
}
