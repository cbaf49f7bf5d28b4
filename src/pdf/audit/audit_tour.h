/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * A walk over all that a file's trailer leads to, each object once: pages
 * first, in their order, so that what a page uses is found on it; then what is
 * of the document. What is met knows where it is: by the keys that led to it
 * (enum ic_finding_place), and on which page.
 *
 * It is bounded by IC_DOCUMENT_NODES objects and IC_DOCUMENT_DEPTH levels in
 * one, and cycles end where they begin.
 */
#ifndef IC_PDF_AUDIT_TOUR_H
#define IC_PDF_AUDIT_TOUR_H

#include "audit_priv.h"

#define AUDIT_KEY_MAX 32 /* bytes of a key that are told */

struct audit_spot {
	enum ic_finding_place place;
	uint32_t page;           /* IC_FINDING_NO_PAGE: of the document */
	bool font;               /* within a font */
	char key[AUDIT_KEY_MAX]; /* under which it stands; of an array's
				  * members the array's */
};

struct audit_tour {
	struct audit *a;
	void *user;
	/* A dictionary, perhaps a stream's; a string or name. May throw. */
	void (*dict)(struct audit_tour *w, pdf_obj *obj,
	    const struct audit_spot *at);
	void (*string)(struct audit_tour *w, pdf_obj *obj,
	    const struct audit_spot *at);
	/* Below is the walk's. */
	uint8_t *met; /* a bit for each object */
	int objects;
	struct audit_due *due; /* objects that are to be visited */
	size_t first, n, cap;
	uint32_t left; /* objects and levels that may be looked at */
};

/* Walk the whole file; user and functions are set. Throws. */
void audit_tour(struct audit_tour *w);

/*
 * What a stream decodes to, at most about `max` bytes; of a damaged one as far
 * as it can be read. The caller drops it. Throws without memory
 * (audit_stream.c).
 */
fz_buffer *audit_stream(struct audit *a, pdf_obj *obj, size_t max);

/* Where a key of a dictionary leads. */
enum ic_finding_place audit_place_of(enum ic_finding_place from,
    const char *key);

#endif
