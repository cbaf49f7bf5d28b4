/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * Two states of one file held against each other: which objects are other ones
 * now, which pages are made of such, and what these said that no page says now.
 */
#ifndef IC_PDF_AUDIT_REVISIONS_H
#define IC_PDF_AUDIT_REVISIONS_H

#include "audit_gone.h"
#include "audit_priv.h"
#include "audit_walk.h"

#define AUDIT_REVISIONS_OPENED 8 /* the newest; the others are counted */
#define AUDIT_COMPARED_MAX 400   /* pages of all of them that are drawn */

enum { AUDIT_TOLD_PAGE = 1, AUDIT_TOLD_INK = 2 };

struct audit_states {
	struct audit *a;
	struct ic_document now; /* as MuPDF reads it, with nothing changed */
	struct ic_document old;
	struct audit_walk walk; /* in `old` */
	uint32_t *page_of;      /* by number: the page that it is now, + 1 */
	int numbers;
	uint32_t compared; /* pages that were drawn */
	uint8_t *told;     /* of each page: what of it was told; owned */
	uint32_t changed;  /* pages that said something other */
	bool cut;          /* AUDIT_COMPARED_MAX was met */
};

/*
 * Look at a page of `old` that is made of objects that are other ones now: a
 * finding for each place where something is gone (audit_revision_page.c).
 * `index` is that of `old`; `page` the one that it is now, or NO_PAGE. Throws
 * in the context of `old`.
 */
void audit_revision_page(struct audit_states *s, uint32_t index, uint32_t page);

#endif
