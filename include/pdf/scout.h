/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * What the plan must know of a document before it is frozen: its pages and
 * their sizes; then, with the boxes known, what lies under them, where an
 * endorsement would stand on ink, and which served strings repeat a word that
 * is covered.
 */
#ifndef IC_PDF_SCOUT_H
#define IC_PDF_SCOUT_H

#include <stdbool.h>

#include "core/reply.h"
#include "core/slice.h"
#include "pdf/document.h"

/* Takes a reply; false: nobody listens any more. */
typedef bool ic_scout_say_fn(void *user, const struct ic_reply *r);

/*
 * Look at a document as s->ask wants it, and say
 *
 *	DOCUMENT  once, first
 *	PAGE      a page, in order; with IC_ASK_INK its BOXes follow it
 *	CELL      once for each cell of which a word of letters (three or more)
 *	          or with a digit is covered by a box on its page and can be
 *	          read nowhere in the document
 *
 * and BEAT once a page at least; END is the caller's to say. With IC_ASK_INK
 * the slice's pages must be the document's. NONE, or why it cannot go on;
 * KILLED when nobody listens. It does not throw.
 */
enum ic_reason ic_scout_document(struct ic_document *doc,
    const struct ic_slice *s, ic_scout_say_fn *say, void *user);

#endif
