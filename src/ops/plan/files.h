/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* How the reader of a spec sees files: struct ic_spec_io on a directory. */
#ifndef IC_OPS_FILES_H
#define IC_OPS_FILES_H

#include "base/tree.h"
#include "core/spec.h"

struct files {
	const char *directory; /* the spec's; borrowed */
	/* A CSV of redactions that need not be there yet; NULL: none. */
	const char *awaited;
	struct ic_tree tree;
};

/* To be used while `f` stays where it is. */
struct ic_spec_io files_io(struct files *f);

/* Free all. */
void files_finish(struct files *f);

#endif
