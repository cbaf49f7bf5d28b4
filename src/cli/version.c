/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "pdf/roles.h"
#include "print_priv.h"

#ifdef IC_SANITIZER
#define BUILD "with sanitizers: for tests only"
#else
#define BUILD "usual"
#endif

int ic_cli_version(struct ic_cli *cli)
{
	(void)cli;
	printf("%s %s\n", IC_PROGRAM, IC_VERSION);
	printf("libraries: %s\n", ic_pdf_versions());
	printf("build: %s\n", BUILD);
	printf("license: AGPL-3.0-or-later; there is no warranty\n");
	return IC_DONE;
}
