/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "print_priv.h"
#include "signals_priv.h"

/* What became of the report, or that there may be one. */
static void print_report(const struct ic_cli *cli, const struct ic_run *run,
    enum ic_outcome outcome)
{
	const char *html = cli->options.html;

	if (run->reported && !cli->quiet) {
		ic_print_note("wrote \"%s\": it shows pages before redaction",
		    html);
	} else if (html && outcome == IC_REFUSED && run->diags.errors > 0) {
		ic_print_note("\"%s\" was not written: the numbers on pages "
			      "are read when the errors above are mended",
		    html);
	} else if (!html && !cli->quiet && run->numbers_read &&
	    ic_numbers_disagree(&run->proof)) {
		ic_print_note("plan --html FILE shows the pages that bear "
			      "another number");
	}
}

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
	print_report(cli, &run, outcome);
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
