/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* `new`: a first spec for a folder of PDFs, or for what a load file names. */
#ifndef IC_OPS_NEW_H
#define IC_OPS_NEW_H

#include "core/starter.h"
#include "ops/commands.h"

/* The zero value is empty. */
struct ic_new {
	char *spec, *csv; /* the files that were written; owned */
	struct ic_starter starter;
	char *documents; /* owned; as are the names that the starter has */
};

/*
 * Look at o->from, and write o->file and an empty file of redactions beside
 * it, of which neither may be there. DONE, REFUSED or STOPPED, with *err.
 */
enum ic_outcome ic_new_command(const struct ic_options *o, struct ic_new *out,
    struct ic_error *err);

/* Free all and return to the zero value. NULL is allowed. */
void ic_new_finish(struct ic_new *n);

#endif
