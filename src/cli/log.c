/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <unistd.h>

#include "print_priv.h"

/* A terminal would show a spreadsheet's bytes, and may obey some. */
static bool is_shown(const struct ic_options *o)
{
	return o->format == IC_FORMAT_XLSX && !o->file && isatty(STDOUT_FILENO);
}

int ic_cli_log(struct ic_cli *cli)
{
	struct ic_buf out = { 0 };
	struct ic_error err = { 0 };
	enum ic_outcome outcome;

	if (!cli->kind) {
		return ic_usage_error("log",
		    "which list? Name it with --kind: redaction, index, "
		    "privilege, sealing or exhibit");
	}
	if (is_shown(&cli->options)) {
		return ic_usage_error("log",
		    "a spreadsheet is no text: name a file with -o");
	}
	cli->options.out = cli->operand;
	outcome = ic_log_command(&cli->options, &out, &err);
	if (outcome != IC_DONE) {
		ic_print_message(IC_LEVEL_ERROR, NULL, "%s", err.msg);
	} else if (!cli->options.file) {
		fwrite(out.data, 1, out.len, stdout);
	}
	ic_buf_finish(&out);
	return (int)outcome;
}
