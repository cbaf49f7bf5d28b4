/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "ops/served.h"

#include <inttypes.h>
#include <string.h>

#include "print_priv.h"

static void print_padded(const char *text, size_t width)
{
	size_t n = ic_print_columns(text);

	ic_print_visible(stdout, text);
	printf("%*s", (int)(n < width ? width - n : 0) + 2, "");
}

struct widths {
	size_t volume, to;
};

static struct widths measure(const struct ic_register *r)
{
	struct widths w = { sizeof("VOLUME") - 1, sizeof("SERVED ON") - 1 };

	for (size_t i = 0; i < r->n; i++) {
		size_t v = ic_print_columns(r->at[i].volume);
		size_t t = ic_print_columns(r->at[i].to);

		w.volume = v > w.volume ? v : w.volume;
		w.to = t > w.to ? t : w.to;
	}
	return w;
}

static void print_list(const struct ic_served *s)
{
	struct widths w = measure(&s->all);

	print_padded("VOLUME", w.volume);
	print_padded("SERVED ON", w.to);
	puts("DATE        FILES  COPIES");
	for (size_t i = 0; i < s->all.n; i++) {
		const struct ic_serving *a = &s->all.at[i];
		char copies[IC_SERVED_COPIES_MAX];

		ic_serving_copies(a->copies, copies);
		print_padded(a->volume, w.volume);
		print_padded(a->to, w.to);
		printf("%s  %5zu  %s\n", a->date, a->nfiles, copies);
	}
}

static void print_recorded(const struct ic_served *s)
{
	const struct ic_serving *a = s->now;
	char copies[IC_SERVED_COPIES_MAX];
	uint64_t bytes = 0;

	for (size_t i = 0; i < a->nfiles; i++) {
		bytes += a->files[i].bytes;
	}
	ic_serving_copies(a->copies, copies);
	ic_print_visible(stdout, a->volume);
	printf(" (%s): served on ", copies);
	ic_print_visible(stdout, a->to);
	printf(" on %s: ", a->date);
	ic_print_counted(stdout, a->nfiles, "file");
	printf(", %" PRIu64 " bytes\n", bytes);
	if (s->completed) {
		puts("It was recorded by half before, and is whole now.");
	}
	puts("Nothing in it is touched from now on.");
}

static bool asked_well(const struct ic_cli *cli)
{
	const struct ic_options *o = &cli->options;

	if (!o->spec) {
		ic_usage_error("served",
		    "of which spec? The register is kept beside it: name it "
		    "with --spec");
		return false;
	}
	if (cli->list) {
		return true;
	}
	if (!cli->operand) {
		ic_usage_error("served",
		    "which volume? Name the directory that apply made, or "
		    "--list");
	} else if (o->nto != 1) {
		ic_usage_error("served",
		    "on whom was it served? Name one party with --to");
	} else if (!o->date) {
		ic_usage_error("served",
		    "on which day was it served? Name it with --date");
	} else {
		return true;
	}
	return false;
}

static enum ic_outcome print_result(const struct ic_cli *cli,
    const struct ic_served *s, enum ic_outcome outcome)
{
	struct ic_buf json = { 0 };

	if (s->all.ledger.cut && !cli->quiet) {
		ic_print_message(IC_LEVEL_WARNING, NULL,
		    "the last line of the register was cut short, as by a "
		    "kill, and counts for nothing: if that was to be recorded, "
		    "record it again");
	}
	if (cli->json) {
		ic_served_json(s, outcome, &json);
		return ic_print_json(&json) ? outcome : IC_STOPPED;
	}
	if (outcome == IC_DONE && cli->list) {
		print_list(s);
	} else if (outcome == IC_DONE && !cli->quiet) {
		print_recorded(s);
	}
	return outcome;
}

int ic_cli_served(struct ic_cli *cli)
{
	struct ic_run run = { 0 };
	struct ic_served s = { 0 };
	enum ic_outcome outcome;

	if (!asked_well(cli)) {
		return IC_REFUSED;
	}
	cli->options.out = cli->operand;
	outcome = cli->list ? ic_served_list(&cli->options, &run, &s)
			    : ic_served_command(&cli->options, &run, &s);
	ic_print_run(&run, cli);
	outcome = print_result(cli, &s, outcome);
	ic_served_finish(&s);
	ic_run_finish(&run);
	return (int)outcome;
}
