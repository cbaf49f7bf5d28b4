/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The line numbers that pages print, and the numbers of transcript pages, for
 * the addresses of a spec. Only what a reader sees counts: an invisible layer
 * on a scan where its characters lie on ink, and nothing that is hidden.
 */
#ifndef IC_PDF_LINES_H
#define IC_PDF_LINES_H

#include "core/reply.h"
#include "core/slice.h"
#include "pdf/document.h"
#include "pdf/scout.h"

/*
 * Look at the sources of the slice's pages, and say
 *
 *	LINE    each line of a page, its columns in turn, before
 *	PAGE    the page, in order, by its index in the slice; its `glyphs` is
 *		not 0 if it has text at all
 *	COLUMN  after the pages, each column, with the number of its page if
 *		that is proved
 *
 * and BEAT once a page; END is the caller's to say. NONE, or why it cannot go
 * on; KILLED when nobody listens. It does not throw.
 */
enum ic_reason ic_lines_document(struct ic_document *doc,
    const struct ic_slice *s, ic_scout_say_fn *say, void *user);

#endif
