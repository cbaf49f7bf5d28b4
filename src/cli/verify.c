/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "print_priv.h"
#include "signals_priv.h"

int ic_cli_verify(struct ic_cli *cli)
{
	struct ic_ui ui = { .stop = ic_signals_stop() };
	struct ic_run run = { 0 };
	enum ic_outcome outcome;

	cli->options.out = cli->operand;
	ic_progress_begin(&ui, cli);
	outcome = ic_verify_command(cli->zygote, &cli->options, &ui, &run);
	ic_print_run(&run, cli);
	if (cli->json) {
		struct ic_buf json = { 0 };

		ic_verify_json(&run, outcome, &json);
		if (!ic_print_json(&json)) {
			outcome = IC_STOPPED;
		}
	} else if (!cli->quiet &&
	    (outcome == IC_DONE || outcome == IC_FINDINGS)) {
		ic_summary_verify(&run, outcome, cli->operand);
	}
	ic_run_finish(&run);
	return (int)outcome;
}
