/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <string.h>

#include "cli_priv.h"

#define CHILDREN (IC_OPT_JOBS | IC_OPT_JSON | IC_OPT_TALK)

const struct ic_command ic_commands[] = {
	{ "apply", ic_cli_apply, "SPEC",
	    "make the production that a spec describes, and prove it",
	    CHILDREN | IC_OPT_OUT | IC_OPT_BATES | IC_OPT_RESUME |
		IC_OPT_STRICT | IC_OPT_DISPUTED | IC_OPT_LIFT |
		IC_OPT_REPLACES | IC_OPT_OCR },
	{ "audit", ic_cli_audit, "FILE|DIR...",
	    "find what would embarrass the filer of a PDF",
	    CHILDREN | IC_OPT_AUDIT | IC_OPT_HTML },
	{ "clawback", ic_cli_clawback, "SPEC",
	    "claim back what was produced, and withhold it",
	    IC_OPT_JSON | IC_OPT_TALK | IC_OPT_CLAIM },
	{ "completion", ic_cli_completion, NULL,
	    "print the completion for bash", 0 },
	{ "export", ic_cli_export, "SPEC",
	    "give the redactions back to a viewer",
	    IC_OPT_JOBS | IC_OPT_TALK | IC_OPT_BATES | IC_OPT_EXPORT },
	{ "help", ic_cli_help, "[COMMAND]", "say how a command is used", 0 },
	{ "import", ic_cli_import, "FILE...",
	    "take marks that were made in viewers as redactions",
	    CHILDREN | IC_OPT_IMPORT | IC_OPT_OCR },
	{ "log", ic_cli_log, "OUT",
	    "print one list of an output directory, or write it", IC_OPT_LOG },
	{ "new", ic_cli_new, "FOLDER|DAT",
	    "write a first spec for documents, and an empty list of redactions",
	    IC_OPT_NEW },
	{ "package", ic_cli_package, "[OUT]",
	    "put a folder for each audience together",
	    CHILDREN | IC_OPT_OUT | IC_OPT_PACKAGE },
	{ "plan", ic_cli_plan, "SPEC",
	    "show what apply would do; write nothing",
	    CHILDREN | IC_OPT_BATES | IC_OPT_LIFT | IC_OPT_HTML | IC_OPT_OCR |
		IC_OPT_SHOW },
	{ "served", ic_cli_served, "[OUT]",
	    "record what was served, on whom and when",
	    IC_OPT_JSON | IC_OPT_TALK | IC_OPT_SERVED },
	{ "verify", ic_cli_verify, "OUT", "prove an output directory again",
	    CHILDREN | IC_OPT_SPEC },
	{ "version", ic_cli_version, NULL,
	    "print the versions of the program and its libraries", 0 },
	{ NULL, NULL, NULL, NULL, 0 },
};

const struct ic_command *ic_command_lookup(const char *name)
{
	for (const struct ic_command *c = ic_commands; c->name != NULL; c++) {
		if (strcmp(c->name, name) == 0) {
			return c;
		}
	}
	return NULL;
}
