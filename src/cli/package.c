/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <inttypes.h>
#include <string.h>

#include "ops/profiles.h"
#include "print_priv.h"
#include "signals_priv.h"

static void print_line(const char *label, const char *text)
{
	if (*text != '\0') {
		printf("  %-10s ", label);
		ic_print_visible(stdout, text);
		putchar('\n');
	}
}

static bool print_profile(void *user, const char *name,
    const struct ic_profile *p)
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
	printf("  %-10s a PDF %" PRIu64 ", a volume %" PRIu64 " bytes\n",
	    "limits", p->limit_bytes, p->limit_volume);
	printf("  %-10s", "folders");
	for (unsigned a = 0; a < IC_AUDIENCE_COUNT; a++) {
		if (p->audiences >> a & 1) {
			printf(" %s", ic_audience_word((enum ic_audience)a));
		}
	}
	putchar('\n');
	print_line("mark", p->mark);
	print_line("banner", p->banner);
	print_line("check", p->check);
	return true;
}

static int list_profiles(void)
{
	struct ic_error err = { 0 };
	bool first = true;

	if (ic_profile_each(print_profile, &first, &err)) {
		return IC_DONE;
	}
	ic_print_message(IC_LEVEL_ERROR, NULL, "%s", err.msg);
	return IC_STOPPED;
}

static void print_audience(const struct ic_packed *s, enum ic_audience a)
{
	printf("  %-16s ", ic_audience_word(a));
	ic_print_counted(stdout, s->files[a], "file");
	printf(", %" PRIu64 " bytes", s->bytes[a]);
	if (s->unredacted[a] > 0) {
		printf(", %zu UNREDACTED", s->unredacted[a]);
	}
	putchar('\n');
}

static void print_service(const struct ic_packed *s)
{
	printf("service: %s", ic_service_word(s->service));
	if (s->forced != NULL) {
		fputs(", because of ", stdout);
		ic_print_visible(stdout, s->forced);
		fputs(", which is privileged: the opposing party gets nothing "
		      "unredacted",
		    stdout);
	}
	putchar('\n');
}

static void print_summary(const struct ic_run *run, const char *package)
{
	const struct ic_packed *s = &run->packed;

	ic_print_visible(stdout, package);
	fputs(": ", stdout);
	ic_print_counted(stdout, s->documents, "document");
	fputs(", ", stdout);
	ic_print_counted(stdout, s->volumes, "volume");
	if (s->parts > 0) {
		fputs(", ", stdout);
		ic_print_counted(stdout, s->parts, "document");
		fputs(" in parts", stdout);
	}
	puts(s->partial ? "; PARTIAL" : "");
	print_service(s);
	for (unsigned a = 0; a < IC_AUDIENCE_COUNT; a++) {
		if (s->made[a]) {
			print_audience(s, (enum ic_audience)a);
		}
	}
	if (s->check[0] != '\0') {
		ic_print_visible(stdout, s->check);
		putchar('\n');
	}
}

static enum ic_outcome print_result(const struct ic_run *run,
    enum ic_outcome outcome, const struct ic_cli *cli)
{
	struct ic_buf json = { 0 };

	if (cli->json) {
		ic_package_json(run, outcome, &json);
		return ic_print_json(&json) ? outcome : IC_STOPPED;
	}
	if (!cli->quiet && outcome == IC_DONE) {
		print_summary(run, cli->options.package);
	}
	return outcome;
}

int ic_cli_package(struct ic_cli *cli)
{
	struct ic_ui ui = { .stop = ic_signals_stop() };
	struct ic_run run = { 0 };
	enum ic_outcome outcome;

	if (cli->list) {
		return list_profiles();
	}
	if (cli->operand == NULL) {
		return ic_usage_error("package",
		    "of which production? Name its output directory");
	}
	if (cli->options.profile == NULL) {
		return ic_usage_error("package",
		    "for which court? Name a profile with --profile; --list "
		    "shows them");
	}
	if (cli->options.out == NULL) {
		return ic_usage_error("package",
		    "where is the package to go? Name a directory with -o");
	}
	cli->options.package = cli->options.out;
	cli->options.out = cli->operand;
	ic_progress_begin(&ui, cli);
	outcome = ic_package_command(cli->zygote, &cli->options, &ui, &run);
	ic_print_run(&run, cli);
	outcome = print_result(&run, outcome, cli);
	ic_run_finish(&run);
	return (int)outcome;
}
