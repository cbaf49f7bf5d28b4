/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "ops/audit.h"

#include "print_priv.h"
#include "signals_priv.h"

static void print_table(const struct ic_audited *a)
{
	for (size_t i = 0; i < a->nfiles; i++) {
		const struct ic_audited_file *f = &a->files[i];

		ic_print_visible(stdout, f->path);
		putchar('\n');
		for (uint32_t k = 0; k < f->findings.n; k++) {
			const struct ic_finding_item *at = &f->findings.at[k];

			printf("  %s  p. %u  %s\n",
			    ic_severity_word(at->severity), at->page + 1,
			    ic_finding_word(at->kind));
		}
	}
}

int ic_cli_audit(struct ic_cli *cli)
{
	struct ic_ui ui = { .stop = ic_signals_stop() };
	struct ic_run run = { 0 };
	struct ic_audited audited = { 0 };
	enum ic_outcome outcome;

	ic_progress_begin(&ui, cli);
	outcome = ic_audit_command(cli->zygote, &cli->options, &ui, &run,
	    &audited);
	ic_print_run(&run, cli);
	if (cli->json && (outcome == IC_DONE || outcome == IC_FINDINGS)) {
		struct ic_buf json = { 0 };

		ic_audit_json(&audited, outcome, &json);
		if (!ic_print_json(&json)) {
			outcome = IC_STOPPED;
		}
	} else {
		print_table(&audited);
	}
	ic_audited_finish(&audited);
	ic_run_finish(&run);
	return (int)outcome;
}
