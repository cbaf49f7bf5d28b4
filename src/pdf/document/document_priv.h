/* SPDX-License-Identifier: AGPL-3.0-or-later */
/*
 * The walks over a document's trees, each within IC_DOCUMENT_DEPTH and
 * IC_DOCUMENT_NODES, so that a loop or a bush ends.
 */
#ifndef IC_PDF_DOCUMENT_PRIV_H
#define IC_PDF_DOCUMENT_PRIV_H

#include "pdf/document.h"

/*
 * Fill doc->page_objs and doc->pages. Throws with doc->why set when the tree
 * loops, has no page, too many, or a kid that is no page.
 */
void ic_document_walk(struct ic_document *doc);

/*
 * Walk the whole tree: each node must have as many pages as it says, and no
 * kid may be without one. Throws PAGE_TREE otherwise, or as above.
 */
void ic_document_count(struct ic_document *doc);

/*
 * The same as ic_document_walk() for some pages, where nodes before them are
 * passed by for what they say of themselves: as readers do, and so that the
 * hundredth part of a file costs no more than the first. Of a tree that
 * ic_document_count() has passed it finds what ic_document_walk() does. Throws
 * PART if there are too few.
 */
void ic_document_seek(struct ic_document *doc,
    const struct ic_document_part *part);

/*
 * A hybrid file (ISO 32000-1, 7.5.8.4) calls objects free in its table, for
 * readers of before PDF 1.5, and tells where they are in a stream beside it.
 * MuPDF believes the table, so that what they show would be lost: here each
 * gets the place that the stream tells. To be called before any page is looked
 * at. Throws.
 */
void ic_document_find_hidden(struct ic_document *doc);

/* The notes that the document as a whole is worth. Throws. */
uint32_t ic_document_survey(struct ic_document *doc);

/* Leave a page the annotations that a reader draws, each as it is. Throws. */
void ic_document_cut_annots(struct ic_document *doc, pdf_obj *page);

/*
 * The page at an index, borrowed. A slice may name pages that a file other
 * than the planned one does not have: then it throws PAGE_DAMAGED.
 */
pdf_obj *ic_document_page_object(struct ic_document *doc, uint32_t index);

/* Throw with doc->why set. */
_Noreturn void ic_document_throw(struct ic_document *doc, enum ic_reason why);

#endif
