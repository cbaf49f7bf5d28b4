/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What objects lead to: each object of a document is met once in a walk,
 * however it is referred to, and no deeper than IC_DOCUMENT_DEPTH in one.
 */
#ifndef IC_PDF_AUDIT_WALK_H
#define IC_PDF_AUDIT_WALK_H

#include "pdf/document.h"

#define AUDIT_OBJECTS_MAX 4000000 /* of a file */

/* An object of its own was met. True ends the walk. */
typedef bool audit_walk_fn(void *user, int number);

struct audit_walk {
	struct ic_document *doc;
	uint32_t *mark; /* by number: the walk that met it; owned */
	int *stack;     /* numbers that are still to be read; owned */
	int n, depth;
	uint32_t walk;      /* the one that goes on; from 1 */
	bool page;          /* what a page is made of: not what is about it */
	audit_walk_fn *met; /* NULL: nobody asks */
	void *user;
	bool ended;
};

/* Throws, with TOO_FULL for a file of too many objects. */
void audit_walk_open(struct audit_walk *w, struct ic_document *doc);

/* Free it. A zeroed one is allowed. It does not throw. */
void audit_walk_close(struct audit_walk *w);

/* Forget what was met. */
void audit_walk_anew(struct audit_walk *w);

/* Go on from a value. True if `met` ended it. Throws. */
bool audit_walk_from(struct audit_walk *w, pdf_obj *obj);

/* True if the walk has met an object. */
bool audit_walk_has(const struct audit_walk *w, int number);

#endif
