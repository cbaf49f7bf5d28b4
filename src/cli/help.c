/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "print_priv.h"

int ic_cli_help(struct ic_cli *cli)
{
	const struct ic_command *c;

	if (cli->operand == NULL) {
		ic_usage_all();
		return IC_DONE;
	}
	c = ic_command_lookup(cli->operand);
	if (c == NULL) {
		return ic_usage_error(NULL, "there is no command \"%s\"",
		    cli->operand);
	}
	ic_usage_command(c);
	return IC_DONE;
}
